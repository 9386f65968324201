/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What is read off the code alone, without a path: variables that are named where they are used, and functions that have a
 * model by their name. */
#ifndef BULWARK_CORE_BY_NAME_H
#define BULWARK_CORE_BY_NAME_H

#include "core/engine.h"

/* The variable whose place it is, named; 0 none. */
static inline bw_ir_ref bw_variable_at(const bw_ir_func *f, bw_ir_val place)
{
    return f->insts[place].op == BW_IR_ADDR ? f->insts[place].a : 0;
}
/* The variable that the instruction stores to; 0 none. */
static inline bw_ir_ref bw_variable_stored(const bw_ir_func *f, const bw_ir_inst *inst)
{
    return inst->op == BW_IR_STORE ? bw_variable_at(f, inst->a) : 0;
}
/* The variable that val was loaded from, perhaps as another type; 0 none. */
static inline bw_ir_ref bw_variable_loaded(const bw_ir_func *f, bw_ir_val val)
{
    const bw_ir_inst *inst = &f->insts[bw_ir_through_casts(f, val)];
    return inst->op == BW_IR_LOAD ? bw_variable_at(f, inst->a) : 0;
}
/* Is it the function's own, and does nobody reach it but by its name? */
bool bw_variable_unshared(const bw_engine *e, const bw_ir_func *f, bw_ir_ref object);

/* Is the value made of the variable's? memory: what is loaded from a place that is made of it counts. Nothing deeper than
 * depth operations can be told, and counts. */
bool bw_made_of(const bw_ir_func *f, bw_ir_val val, bw_ir_ref object, int depth, bool memory);

/* The model of a function that the unit does not define itself, and of the one that a call calls; NULL none. */
const bw_model *bw_model_of(const bw_engine *e, const bw_ir_func *f);
const bw_model *bw_model_of_call(const bw_engine *e, const bw_ir_inst *inst);

/* Does the function never return? Declared so, or a word of its name says it, as that of panic does: such a function is in
 * another unit, and the header often leaves the attribute out. One that answers goes on. */
bool bw_ends_run(const bw_engine *e, const bw_ir_func *f);

#endif
