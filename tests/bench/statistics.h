/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Order statistics of measured figures.
 *
 * Guarantees: a quantile is one of the values themselves (nearest rank: the smallest value that at least
 * that share of all values does not exceed), so no figure is shown that was never measured.
 */
#ifndef BULWARK_BENCH_STATISTICS_H
#define BULWARK_BENCH_STATISTICS_H

#include <stddef.h>

/*
 * The quantile of `count` values for a share in (0, 1]; 0.5 is the lower median.
 * Pre: count > 0. Post: the values are sorted upwards. Traps on count 0 or a share outside (0, 1].
 */
double bw_quantile(double *value, size_t count, double share);

#endif
