/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Runs a program that measures with the harness twice: under callgrind, which counts, and by itself, which times.
 *
 * Guarantees: what the program prints and dumps lies in a folder of the caller's; dumps of an earlier run are never read.
 */
#ifndef BULWARK_BENCH_RUNTIME_PROGRAM_H
#define BULWARK_BENCH_RUNTIME_PROGRAM_H

#include "figures.h"

typedef struct bench_program {
    const char *name;
    char *scale; /* the word after the mode; NULL: takes none */
} bench_program;

/* Runs it, its output in the file `out`. False, with a message, if it cannot be started or fails. */
bool bench_program_run(char *const argv[], const char *out);

/*
 * Measures <bin>/<name>, built by `compiler`, and adds what it found to `figures`. `work`: the folder for what is left.
 * On failure: false, with a message.
 */
bool bench_program_measure(const char *work, const char *compiler, const char *bin, const bench_program *p, char *rounds,
                           bench_figures *figures);

#endif
