/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* C programs at random, for comparing what the engine proves with what sanitizers see.
 *
 * A program has functions f000, f001, … of one signature and a main. Each works on a few arrays with computed
 * subscripts, loops, pointers and memcpy/memset lengths, some within bounds and some not; it reads nothing
 * uninitialised and calls only helpers whose own accesses are always good. main runs every function with every row of a
 * fixed table of inputs, each in a child with a time limit, and prints one line for each that went out of bounds: the
 * function's name, the row, and the line in program.c as UBSan says it, or -1 where only AddressSanitizer noticed. A
 * child that ends by another undefined behaviour first, or by its time limit, says nothing. The same seed gives the
 * same text.
 */
#ifndef BULWARK_TESTS_RANDOM_C_H
#define BULWARK_TESTS_RANDOM_C_H

#include <stdint.h>
#include <stdio.h>

/* Writes the program; output errors are left to the caller (ferror). */
void random_c_write(FILE *out, uint64_t seed, unsigned functions);

/* The table of functions and the main that runs them, for functions of that signature that stand before it:
 * PREFIXnnn is run, and printed as fnnn. */
void random_c_end(FILE *out, const char *prefix, unsigned first, unsigned functions);

#endif
