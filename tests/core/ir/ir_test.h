/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the tests of the IR share: an arena for each test, texts that must read or must not, files of the folder. */
#ifndef BULWARK_TESTS_IR_TEST_H
#define BULWARK_TESTS_IR_TEST_H

#include <check.h>

#include "bulwark/arena.h"
#include "core/ir_text.h"

extern bw_arena ir_arena;

/* A test case with a fresh ir_arena before each test. */
TCase *ir_case(const char *name);

/* The module of a text; the test fails with the reader's error when it does not read. */
bw_ir_module ir_good(const char *text);

/* The error of a text; the test fails when it reads. */
const char *ir_bad(const char *text, size_t size);

/* The module as text with all options; the test fails when it cannot be written. */
const char *ir_text(const bw_ir_module *module);

/* The bytes of a file, with a NUL after them, in ir_arena. */
const char *ir_file(const char *path, size_t *ret_size);

/* Calls visit for every regular file of a folder, in the order of their names; returns their number. */
size_t ir_each_file(const char *folder, void (*visit)(const char *path));

TCase *round_trip_case(void);
TCase *random_case(void);
TCase *shorthand_case(void);
TCase *reader_error_case(void);
TCase *malformed_case(void);
TCase *verify_case(void);
TCase *module_case(void);
TCase *doc_case(void);
TCase *pack_case(void);

#endif
