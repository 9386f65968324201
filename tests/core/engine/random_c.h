/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* C programs at random, for comparing what the engine proves with what sanitizers see: computed subscripts.
 *
 * A program has functions f000, f001, … of one signature. Each works on a few arrays with computed subscripts, loops,
 * pointers and memcpy/memset lengths, some within bounds and some not; it reads nothing uninitialised and calls only
 * helpers whose own accesses are always good. They are run by the main of random_memory.h. The same seed gives the same
 * text.
 */
#ifndef BULWARK_TESTS_RANDOM_C_H
#define BULWARK_TESTS_RANDOM_C_H

#include <stdint.h>
#include <stdio.h>

/* Writes the program; output errors are left to the caller (ferror). */
void random_c_write(FILE *out, uint64_t seed, unsigned functions);

#endif
