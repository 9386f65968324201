/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The input of a fuzz entry as a file, since that is what the gate's readers take, and a quiet standard error, since they complain
 * rightly. A fault is reported by the sanitizer or by abort, and libFuzzer keeps a standard error of its own.
 */
#ifndef BULWARK_TESTS_GATE_FUZZ_INPUT_H
#define BULWARK_TESTS_GATE_FUZZ_INPUT_H

#include "bulwark/arena.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The path of a file that holds the bytes until the next call. */
const char *input_path(const uint8_t *data, size_t size);

/* An empty arena, the same one each time. */
bw_arena *input_arena(void);

/* Aborts unless it is so. */
void input_promise(int kept);

#endif
