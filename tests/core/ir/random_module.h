/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Modules made at random, in every shape that ir.h allows, and a comparison that knows nothing of the text form. */
#ifndef BULWARK_TESTS_RANDOM_MODULE_H
#define BULWARK_TESTS_RANDOM_MODULE_H

#include "core/ir.h"

/* The module of a seed: the same on every machine. Tables are shuffled, names clash, types are doubled, blocks stand
 * in any order of instructions with gaps between them; only the references are right, the program means nothing. */
bw_ir_module random_module(struct bw_arena *arena, uint64_t seed);

/* Whether two modules say the same, entry by entry in the order of their tables, whatever numbers the entries have.
 * Returns NULL, or what differs. What an operation does not use is not compared. */
const char *module_difference(const bw_ir_module *left, const bw_ir_module *right);

#endif
