/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Inside of typed_places.c, typed_members.c and typed_tables.c: what is learned once a module. */
#ifndef BULWARK_CORE_TYPED_PLACES_H
#define BULWARK_CORE_TYPED_PLACES_H

#include "core/typed.h"

#define TABLES_MAX 8u /* of a function: one that is used from more works for all */

/* A function is in a table, or names it: the object's number, or ASSIGNED and that of the function that hands out addresses. */
#define ASSIGNED (UINT32_C(1) << 31)
typedef struct membership {
    uint32_t table[TABLES_MAX];
    uint8_t count;
    bool many;
} membership;

typedef struct place_info {
    bw_ir_ref field, object; /* one of them */
    bw_ir_ref declared;      /* what it points to by its declaration; 0: nothing */
    BW_VEC(bw_holding) held;
    bool mixed;
    bool raw;                /* some code puts there what a call gave without a type */
} place_info;

typedef struct constants {
    int64_t first;
    uint8_t count; /* of different ones, none of them 0; 2: or more */
} constants;

/* An instruction: the function and its number there. */
typedef struct bw_code_site {
    bw_ir_ref func;
    uint32_t site;
} bw_code_site;

/* Instructions by what they are about: those about number n stand from at[first[n]] to at[first[n + 1]], in the order of the
 * code. */
typedef struct bw_code_index {
    uint32_t *first;
    bw_code_site *at;
} bw_code_index;

struct bw_typed_places {
    bw_ir_ref *same; /* by field: the first one of this name in a record of this name */
    uint32_t field_count, object_count, func_count;
    bw_ir_ref *twin; /* by type: the next record of its name, round and round; itself when there is none */
    uint32_t type_count;
    bw_place *of_field, *of_object;
    bw_place *returned; /* by function: what it hands out stands there */
    bw_place *kept;     /* by object of the function that is looked at: what a variable was read from */
    uint32_t kept_room;
    constants *values;  /* by field */
    bool *moved;        /* by field: it is stored from itself, some elements on: a cursor, such as the top of a stack */
    BW_VEC(place_info) places;
    membership *tables; /* by function */
    bw_code_index calls;  /* by callee */
    bw_code_index stores; /* by the variable of the function that they go to */
    bw_code_index casts;  /* by the variable of the function that the value was loaded from */
};

/* ---- records (typed_members.c) ---- */

static inline bool bw_typed_is_record(const bw_engine *e, bw_ir_ref type)
{
    return type != 0 && e->module->types.at[type].kind == BW_TYPE_STRUCT;
}

/* What a pointer of this type leads to; 0: it is none. */
static inline bw_ir_ref bw_typed_pointee(const bw_engine *e, bw_ir_ref type)
{
    const bw_ir_type *t = &e->module->types.at[type];
    return t->kind == BW_TYPE_POINTER ? t->elem : 0;
}

static inline bool bw_typed_is_cast(const bw_ir_inst *inst)
{
    return inst->op == BW_IR_CAST && (inst->sub == BW_CAST_PTR || inst->sub == BW_CAST_DECAY);
}

bool bw_typed_same_record(const bw_engine *e, bw_ir_ref a, bw_ir_ref b);
/* Is the header the record itself, or what it begins with? */
bool bw_typed_begins_with(const bw_engine *e, bw_ir_ref type, bw_ir_ref header);
/* Finds the same members in the records of all units. */
void bw_typed_match_fields(bw_engine *e);
/* What an instruction of the function says of members that tell types. */
void bw_typed_look_at_member(bw_engine *e, bw_ir_ref func, const bw_ir_inst *inst);

/* ---- functions (typed_tables.c) ---- */

/* Lists what about() says is about a number from 1 to before `numbers`. Cost: two looks at each instruction of the module. */
void bw_typed_list(bw_engine *e, bw_code_index *index, uint32_t numbers, uint32_t (*about)(const bw_ir_func *f, const bw_ir_inst *inst));
/* Where the function is called by its name, *ret_count places, as far as they were lowered when this was asked first. */
const bw_code_site *bw_typed_callers(bw_engine *e, bw_ir_ref func, uint32_t *ret_count);
/* Fills tables. pre: calls are listed. */
void bw_typed_join_tables(bw_engine *e);
/* Do both functions work for one table? assigned: those that some function assigns count as one. */
bool bw_typed_share_table(const bw_engine *e, bw_ir_ref a, bw_ir_ref b, bool assigned);
/* Does the function work for this global's? */
bool bw_typed_in_table(const bw_engine *e, bw_ir_ref func, bw_ir_ref table);
/* Is the object a global with functions in it? */
bool bw_typed_is_table(const bw_engine *e, bw_ir_ref object);
/* Does the function work for no table at all? */
bool bw_typed_stands_alone(const bw_engine *e, bw_ir_ref func);

#endif
