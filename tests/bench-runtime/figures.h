/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What was counted and timed, by compiler, group (a kernel, for instance) and variant.
 *
 * Guarantees: a figure that was not measured is absent, never 0; what is read is checked for its form, so that a
 * program that ended early is seen.
 */
#ifndef BULWARK_BENCH_RUNTIME_FIGURES_H
#define BULWARK_BENCH_RUNTIME_FIGURES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct bench_figure {
    char compiler[16];
    char group[40];
    char variant[40];
    double instructions; /* of one run; 0 when not counted */
    double ratio;        /* wall time, to the first variant of the group; 0 when not timed */
    double nanoseconds;  /* of one run; 0 when not timed */
} bench_figure;

enum { BENCH_FIGURES_MAX = 1024 };

typedef struct bench_figures {
    bench_figure item[BENCH_FIGURES_MAX];
    size_t count;
} bench_figures;

/*
 * Reads the dumps <prefix>.1, <prefix>.2 ... that callgrind left, up to the first that is missing or has no name
 * (the one it writes at the end). False, with a message: no dump at all, or one that says no total.
 */
bool bench_figures_read_counts(bench_figures *figures, const char *compiler, const char *prefix);

/* Reads the lines "<group> <variant> <ratio> <nanoseconds>". False, with a message: no such file, or other lines. */
bool bench_figures_read_times(bench_figures *figures, const char *compiler, const char *path);

/* The figure, or NULL. */
const bench_figure *bench_figures_find(const bench_figures *figures, const char *compiler, const char *group,
                                       const char *variant);

/* instructions of `variant` over those of `base`; false when one of them was not counted. */
bool bench_figures_over(const bench_figures *figures, const char *compiler, const char *group, const char *variant,
                        const char *base, double *ret_ratio);

/* The same of wall time. */
bool bench_figures_wall_over(const bench_figures *figures, const char *compiler, const char *group,
                             const char *variant, const char *base, double *ret_ratio);

#endif
