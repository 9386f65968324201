/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Running compilers and what they built, for the tests that do. */
#ifndef BULWARK_TESTS_COMMAND_H
#define BULWARK_TESTS_COMMAND_H

#include <check.h>

enum { OUTPUT_MAX = 65536, COMMAND_MAX = 4096 };

/* What the last command wrote, or the last file read. */
extern char output[OUTPUT_MAX];

/*
 * A folder for the whole run, made and removed by the parent of the tests, as an unchecked fixture: a test
 * that fails leaves nothing behind.
 */
extern char folder[64];
void make_folder(void);
void remove_folder(void);

/* Runs a shell command; its standard output and error lie in `output`. Returns the exit status, or -1. */
int run(const char *format, ...);

/* Reads a text file into `output`; fails the test when it cannot be read or is too long. */
void read_file(const char *path);

#define MUST_RUN(...) ck_assert_msg(run(__VA_ARGS__) == 0, "%.2000s", output)

#endif
