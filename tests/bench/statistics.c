/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "statistics.h"

#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

double bw_quantile(double *value, size_t count, double share)
{
    if (count == 0 || !(share > 0.0 && share <= 1.0))
        __builtin_trap();
    qsort(value, count, sizeof *value, by_value);
    /* 0.95 * 20 is a hair above 19 in binary: without the margin the rank would jump by one. */
    double exact = share * (double)count - 1e-9;
    size_t rank = (size_t)exact;
    if ((double)rank < exact)
        rank++;
    if (rank == 0)
        rank = 1;
    return value[rank - 1];
}
