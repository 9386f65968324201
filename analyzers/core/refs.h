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
} bw_ref_op;

void bw_ref_take(bw_engine *e, bw_run *r, bw_state *s, const bw_ref_op *op);
/* The pointer may be null: then nothing is dropped. */
void bw_ref_drop(bw_engine *e, bw_run *r, bw_state *s, const bw_ref_op *op);

/* Is the pointer null on this path, or an error number: is there no object? */
bool bw_ref_nothing(bw_engine *e, const bw_state *s, bw_lin pointer);
const bw_ref *bw_ref_find(const bw_refs *refs, bw_lin lin, const char *family);

#endif
