/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * From what was measured of the driver to the figures of driver.json.
 *
 * Guarantees: instructions decide, wall time is shown without a limit; a ratio over several works is there only if all
 * of them were measured.
 */
#ifndef BULWARK_BENCH_DRIVER_REPORT_H
#define BULWARK_BENCH_DRIVER_REPORT_H

#include "figures.h"
#include "results.h"

/* A work and how many requests it makes. */
typedef struct driver_requests {
    char work[40];
    double count;
} driver_requests;

/*
 * Adds the figures of one compiler; those with a limit are the geometric mean and the worst of the hardened form over the
 * raw one. On failure: false, some may have been added. pre: 0 < count <= 16.
 */
bool driver_report(const bench_figures *figures, const char *compiler, const driver_requests *works, size_t count,
                   struct bw_results *results);

#endif
