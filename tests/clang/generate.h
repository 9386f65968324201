/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Random C programs without undefined behaviour (under -fwrapv, and with Clang's order of evaluation), which print what
 * their functions compute: a line "name a b result" for each call. */
#ifndef BULWARK_TESTS_CLANG_GENERATE_H
#define BULWARK_TESTS_CLANG_GENERATE_H

#include <stdint.h>
#include <stdio.h>

/* Writes the program of that seed. The same seed gives the same program everywhere. */
void bw_generate_program(FILE *to, uint32_t seed, unsigned functions);

#endif
