/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Runs a command and keeps what it printed: for the tests of the plugin. */
#ifndef BULWARK_TESTS_CLANG_RUN_H
#define BULWARK_TESTS_CLANG_RUN_H

#include <stddef.h>

typedef struct bw_run {
    int status; /* exit status; 128 + signal when it was killed */
    char *text; /* its output, both streams, NUL-terminated; freed by bw_run_free */
    size_t size;
} bw_run;

/* Runs a shell command made from format. A command that cannot be run ends the test program. */
bw_run bw_run_command(const char *format, ...) __attribute__((__format__(__printf__, 1, 2)));

void bw_run_free(bw_run *run);

/* The bytes of a file, NUL-terminated, freed by the caller; NULL when it cannot be read. */
char *bw_run_file(const char *path, size_t *ret_size);

#endif
