/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * From what was measured to the figures of runtime.json, and to the tables of its page.
 *
 * Guarantees: each metric has the name and the limit that the project's issue gives it; instructions decide, wall
 * time is shown without a limit; a metric whose parts are not all there is left out. Where a metric has no
 * compiler in its name it is the worst of all of them.
 */
#ifndef BULWARK_BENCH_RUNTIME_REPORT_H
#define BULWARK_BENCH_RUNTIME_REPORT_H

#include "figures.h"
#include "results.h"

#include <stdio.h>

/* The calls in one run of the group "guard", whose extra instructions are shared out among them. */
enum { BENCH_GUARD_CALLS = 1000 };

/* The geometric mean and the largest of count ratios. pre: count > 0, all positive. */
double bench_geomean(const double *ratio, size_t count);
double bench_largest(const double *ratio, size_t count);

/* Adds every metric that can be made. pre: names are lists that end with NULL. On failure: false. */
bool bench_report(const bench_figures *figures, const char *const compilers[], const char *const kernels[],
                  struct bw_results *results);

/* The tables in Markdown: kernels by compiler, then the allocators, then the handles. */
void bench_tables(const bench_figures *figures, const char *const compilers[], const char *const kernels[], FILE *out);

#endif
