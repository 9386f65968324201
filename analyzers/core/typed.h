/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Inside of the engine: pointers whose type the program has to ask for. What places of records hold, by the code in view
 * (typed_places.c); values that were read from such places, or got for a handle, on their way to a use (typed.c). */
#ifndef BULWARK_CORE_TYPED_H
#define BULWARK_CORE_TYPED_H

#include "core/call.h"

/* ---- places ---- */

/* A place that holds pointers of no type of its own, or to a header that several records begin with: a member of a record, the
 * elements behind a member, or a global table. 0: none. */
typedef uint32_t bw_place;

/* Some code in view puts a record of this type there, or takes one from there. */
typedef struct bw_holding {
    bw_ir_ref type, func;
    bw_ir_loc loc;
    bool stored; /* put there */
    bw_ir_ref owner; /* the global whose part it was put into, where that is known, else 0 */
    bool own;        /* put into a record that is a variable of func */
    bw_ir_ref table; /* the global with functions that func puts into the same record: they find what it put there; else 0 */
} bw_holding;

/* The place that `pointer`, an instruction of the function, leads to, if values of this type are of interest there. */
bw_place bw_place_of(bw_engine *e, const bw_ir_func *func, bw_ir_val pointer, bw_ir_ref type);
/* The member that it is; 0: a global. */
bw_ir_ref bw_place_field(const bw_engine *e, bw_place place);
/* Is the place a member that the code moves along what it leads to, such as the top of a stack or the end of a queue? */
bool bw_typed_is_cursor(bw_engine *e, const bw_ir_func *func, bw_ir_val place);
/* Does it hold records of two types at least that do not begin alike? */
bool bw_place_mixed(const bw_engine *e, bw_place place);
/* Do records of this type come from there or go there, as far as is known? */
bool bw_place_holds(const bw_engine *e, bw_place place, bw_ir_ref type);

/* How sure it has to be that a record of another type can be met where func reads. */
typedef enum bw_meeting {
    BW_MEETING_ANY,    /* both are found in the program, and nothing keeps them apart */
    BW_MEETING_TABLE,  /* some table of functions has those that put each of them there, and func */
    BW_MEETING_REQUEST, /* the same, where functions that one function assigns count as a table */
} bw_meeting;

/* A record that func may meet there when it takes it for a `type`, and whose first `end` bits are something else; NULL none. */
const bw_holding *bw_place_clash(bw_engine *e, bw_place place, bw_ir_ref type, uint64_t end, bw_ir_ref func, bw_meeting meeting,
                                 bw_ir_ref global);
/* Do records of both types hold the same up to this bit? */
bool bw_types_agree(const bw_engine *e, bw_ir_ref a, bw_ir_ref b, uint64_t end);
/* Does the member at this bit of a record tell what type something is of: is it compared with several constants, or set to them?
 * other: or is it set to another one in this record, which begins alike; 0 none. */
bool bw_field_tells(bw_engine *e, bw_ir_ref record, bw_ir_ref other, int64_t off_bits);
/* Does any member of the record itself do so, or any that both records begin with? */
bool bw_record_tells(bw_engine *e, bw_ir_ref record);
bool bw_records_told_apart(bw_engine *e, bw_ir_ref a, bw_ir_ref b);
/* Does some record have such a record as a member? Then what stands in it may hang on what it is a part of. */
bool bw_record_is_part(const bw_engine *e, bw_ir_ref record);
/* Does the function itself ask for a member of such records, or of what they begin with? Looks at the shape of the code only. */
bool bw_func_asks_record(bw_engine *e, bw_ir_ref func, bw_ir_ref record);

/* ---- values ---- */

/* A value was read at site. */
void bw_typed_load(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, const bw_ir_inst *inst, bw_lin pointer, bw_lin value);
/* A number is stored: where it was read from, its copy stands for it. */
void bw_typed_copied(bw_engine *e, bw_lin pointer, bw_lin value);
/* Memory is read or written through a pointer: end is that of the access, in bits from the pointer on. */
void bw_typed_access(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val pointer_val, bw_lin pointer, uint64_t bytes);
/* A pointer is stored where others find it. */
void bw_typed_stored(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_lin pointer, bw_lin value);
/* Was the value handed to code out of view that answered, so that it may have been asked there what it is? */
bool bw_typed_asked_elsewhere(const bw_symbol *symbol);
/* Two values are compared, by a bw_ir_cmp, or one is asked whether it is 0 (b 0). */
void bw_typed_compared(bw_engine *e, uint8_t how, bw_lin a, bw_lin b);
/* Code that is not followed is given its arguments. */
void bw_typed_called(bw_call_run *c);
/* What the model of the callee says of handles: the effects NAMES and FOREIGN. */
void bw_typed_effect(bw_call_run *c, const bw_effect *effect);
/* The same of a record that was returned. */
void bw_typed_result(bw_call_run *c);

#endif
