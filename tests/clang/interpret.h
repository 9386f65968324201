/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Runs functions of an IR module, for tests: what the lowering made has to compute what the compiled program does.
 *
 * The module has to be of a little-endian target with the host's sizes: objects live in host memory and a pointer is a
 * host address. What it cannot run (OPAQUE, ASM, floating values, unknown functions, more than a million steps) stops
 * the run with a reason. Objects are filled with a pattern when they come to life and when they go.
 */
#ifndef BULWARK_TESTS_CLANG_INTERPRET_H
#define BULWARK_TESTS_CLANG_INTERPRET_H

#include "core/ir.h"

typedef struct bw_interpreter {
    bw_ir_module *module;
    void **memory;      /* of globals and literals, by object */
    char *handles;      /* one byte a function: its address */
    uint64_t steps;
    unsigned depth;
    const char *reason; /* why it stopped; NULL while all is well */
} bw_interpreter;

/* pre: module lives as long as the interpreter. */
void bw_interpreter_make(bw_interpreter *in, bw_ir_module *module);

void bw_interpreter_drop(bw_interpreter *in);

/* Calls the function of that name with integer arguments.
 * Returns true with its result, or false with in->reason set. */
bool bw_interpreter_call(bw_interpreter *in, const char *name, const uint64_t *args, uint32_t count,
                         uint64_t *ret_result);

#endif
