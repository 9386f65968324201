/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Inside of the engine: what holds of functions by their place among the calls, which records are messages, and what a
 * request leaves behind. Included by engine.h, which declares the types. */
#ifndef BULWARK_CORE_REACH_H
#define BULWARK_CORE_REACH_H

/* ---- reach: what holds of functions by who calls them, and whom they call ---- */

/* Does a user process's request lead to func, by direct calls from a function that is given one? */
bool bw_reach_request(bw_engine *e, bw_ir_ref func);
/* May others run in func, or in a function it calls? */
bool bw_reach_reenters(bw_engine *e, bw_ir_ref func);
/* …by its own name, model or annotation. */
bool bw_reach_declared(const bw_engine *e, bw_ir_ref func);

/* Do all callers of a function but one ask whether its result is null, and these are at least two? */
bool bw_asked_by_others(bw_engine *e, bw_ir_ref func);
/* Does none of many? */
bool bw_asked_by_nobody(bw_engine *e, bw_ir_ref func);
/* Does every caller of a static function ask what its call at site asks: call the same function with the same constants, and
 * test the answer? Then it does not come to the call when there is nothing to be found. Cost: linear in its callers. */
bool bw_asked_by_callers(bw_engine *e, bw_ir_ref func, bw_ir_val site);
/* Does the call search an array of the function's own for what the function searched another text for before, and asked whether
 * it is there? Then the array is likely a copy of that text. */
bool bw_asked_of_original(const bw_engine *e, bw_ir_ref func, bw_ir_val site);
/* Does a function in view call func directly? */
bool bw_reach_called(bw_engine *e, bw_ir_ref func);

/* Is func given the record that carries a request? */
bool bw_reach_given(bw_engine *e, bw_ir_ref func);
/* Does a request of a process enter by func: is it given one, or does it stand in a table of those that are? */
bool bw_reach_entry(bw_engine *e, bw_ir_ref func);

/* Are records of this type what somebody sent, as a whole? */
bool bw_message_type(bw_engine *e, bw_ir_ref type);

/* ---- dangle: what lives on and leads to what was released ---- */

/* The pointer at pointer_val was released, for the reason why: where was it read from? */
void bw_dangle_released(bw_engine *e, const bw_run *r, bw_ir_val pointer_val, uint32_t why);
/* The function under analysis returns: tells of places that still lead to what was released and that are asked for null. */
void bw_dangle_return(bw_engine *e, bw_run *r, bw_state *s, uint32_t site);

#endif
