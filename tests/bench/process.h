/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Runs one program to its end and says what it cost.
 *
 * Guarantees: the processor time is that of the program and all it waited for, user and system together,
 * so a machine that is busy with other things does not change it much; the peak memory is the largest
 * resident set of any one process of it; a program that runs too long is ended and reported as such.
 * No shell takes part: arguments arrive as they are.
 */
#ifndef BULWARK_BENCH_PROCESS_H
#define BULWARK_BENCH_PROCESS_H

#include <stdbool.h>

struct bw_process {
    char *const *argv;       /* argv[0] is looked up in PATH; ends with a null pointer */
    const char *dir;         /* working folder, or null for the caller's */
    const char *out;         /* file that takes standard output, or null for the caller's */
    const char *err;         /* file that takes standard error, or null for the caller's; may equal out */
    unsigned timeout;        /* seconds of wall time, 0 for none */
};

struct bw_process_end {
    int exit_code;           /* 0 to 255, or -1 when a signal ended it */
    int signal;              /* the signal, or 0 */
    double cpu_seconds;
    double peak_mib;
};

/*
 * Pre: process->argv has at least one word. Post: the program has ended and nothing of it is left to wait for.
 * On failure (no process can be made or waited for): false, ret_end untouched. A program that cannot be
 * started at all ends with exit code 127; one that was over its time ends by SIGALRM.
 */
__attribute__((warn_unused_result)) bool bw_process_run(const struct bw_process *process,
                                                        struct bw_process_end *ret_end);

#endif
