/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A folder of its own for one test, and small files in it.
 *
 * Guarantees: the folder is new and empty; bw_scratch_remove takes it away with all that lies in it; any
 * failure ends the test program with a message, so tests need not ask.
 */
#ifndef BULWARK_BENCH_SCRATCH_H
#define BULWARK_BENCH_SCRATCH_H

#include <stddef.h>

struct bw_scratch {
    char dir[256];
};

/* Makes the folder below TMPDIR (or /tmp). */
struct bw_scratch bw_scratch_make(void);

/* The path of `name` in the folder; valid until the eighth call after this one. */
const char *bw_scratch_path(const struct bw_scratch *scratch, const char *name);

/* Writes a file, executable or not, and gives its path (as bw_scratch_path does). */
const char *bw_scratch_write(const struct bw_scratch *scratch, const char *name, const char *text);
const char *bw_scratch_write_program(const struct bw_scratch *scratch, const char *name, const char *text);

/* The text of a file, NUL-terminated, freed by the caller; ends the program when there is none. */
char *bw_scratch_read(const char *path);

/* Removes the folder and everything below it. */
void bw_scratch_remove(const struct bw_scratch *scratch);

#endif
