/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Inside of the engine: counted references (refs.c), and how a function is judged by its ways out (ref_exits.c). */
#ifndef BULWARK_CORE_REFS_H
#define BULWARK_CORE_REFS_H

#include "core/engine.h"

/* A call that takes or drops a reference. */
typedef struct bw_ref_op {
    uint32_t site;
    const char *callee, *family; /* family: what is counted, "" the object itself; one of the models' own strings */
    bw_lin pointer;
    bw_ir_val val; /* the argument; 0: the result, or what an argument points to */
    bool own;      /* of take: the call got the object, with a reference that nobody else knows of */
    bool step;     /* of drop: the same call gets another object */
    bool last;     /* of drop: a test of its result said that no other one is left */
    bool plain;    /* a number that need not count references */
    bool power;    /* something is switched on, and the result says whether it is */
    bool alone;    /* a lock that one alone can have, once */
} bw_ref_op;

/* The family of what is held and not counted: locks. */
extern const char bw_ref_locks[];

void bw_ref_take(bw_engine *e, bw_run *r, bw_state *s, const bw_ref_op *op);
/* The pointer may be null: then nothing is dropped. */
void bw_ref_drop(bw_engine *e, bw_run *r, bw_state *s, const bw_ref_op *op);

/* A call may do to locks what is not said: to the one at pointer, or, pointer 0, to all of them. tried: it may have taken it. */
void bw_ref_lock_unknown(bw_engine *e, bw_state *s, bw_lin pointer, bool tried);

/* Something keeps the pointer; through: and sees to all that is reached by it. It is not this function's to switch off then. */
void bw_ref_managed(bw_engine *e, bw_state *s, bw_lin pointer, bool through);

/* The count is this now. */
void bw_ref_count(bw_engine *e, bw_run *r, bw_state *s, const bw_ref_op *op, bw_lin number);
/* The one reference of the operation less: may that have been the last one, and may it not have been? */
void bw_ref_last(bw_engine *e, const bw_state *s, const bw_ref_op *op, bool *ret_may, bool *ret_may_not);
/* It is said to have been the last one, and was dropped: is there nothing that speaks for a caller who has one still? */
bool bw_ref_surely_last(bw_engine *e, const bw_state *s, const bw_ref_op *op);

/* Is the pointer null on this path, or an error number: is there no object? */
bool bw_ref_nothing(bw_engine *e, const bw_state *s, bw_lin pointer);
const bw_ref *bw_ref_find(const bw_refs *refs, bw_lin lin, const char *family);

/* What the rest of the engine does to them: each but judge is only called where the state has any. */

/* The value is stored to an object, so many bytes from its start. */
void bw_ref_stored(bw_engine *e, bw_state *s, uint32_t holder, bw_lin offset, bw_lin value);
/* It is not known any more where the value goes. */
void bw_ref_blur(bw_engine *e, bw_state *s, bw_lin value);
/* Code out of view is given the value by the call at site. unlocks: it may release what its caller locked. */
void bw_ref_given(bw_engine *e, bw_state *s, uint32_t context, uint32_t site, bw_lin value, bool unlocks);
void bw_ref_use(bw_engine *e, bw_run *r, bw_state *s, const bw_use *use);
/* Was what the pointer leads to got here, and the reference it came with dropped? */
bool bw_ref_gone(bw_engine *e, const bw_state *s, bw_lin pointer);
/* The activation is over. */
void bw_ref_leave(bw_engine *e, bw_state *s, uint32_t context, bw_lin result);
/* The ways out of a callee that returns nothing: what it drops on some of them only, it chooses to by what its caller is
 * not told (that it was the last one, say), so on the others nothing is known of it any more. */
void bw_ref_by_choice(bw_engine *e, bw_state *exits, uint32_t count);
const bw_refs *bw_ref_join(bw_engine *e, const bw_state *a, const bw_state *b);
/* Paths meet on which a place holds left in a and right in b, and met from there on. What the place holds is one reference
 * when each of the two is one, or null. False: it is none; then what becomes of them is not known. */
bool bw_ref_meet(bw_engine *e, bw_state *a, bw_lin left, bw_state *b, bw_lin right, bw_lin met, bw_ref *ret_ref);
/* It is one in this state. */
void bw_ref_add(bw_engine *e, bw_state *s, const bw_ref *ref);
bool bw_ref_same(const bw_refs *a, const bw_refs *b);
/* What of them keeps states apart; locks: of the locks among them. */
uint64_t bw_ref_key(const bw_state *s, bool locks);
/* The function under analysis returns; all its ways out are known. */
void bw_ref_return(bw_engine *e, bw_run *r, bw_state *s, uint32_t site, bw_ir_val val, bw_value value);
void bw_ref_judge(bw_engine *e, bw_frame *f);
/* Does a result of this type say that the function failed, whatever the others of its ways return? */
bool bw_ref_says_failure(bw_engine *e, const bw_state *s, bw_ir_ref type, bw_lin value);
/* Is it known not to be 0? */
bool bw_ref_differs_from_0(bw_engine *e, const bw_state *s, bw_lin value);

#endif
