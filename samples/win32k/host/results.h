/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Measured figures in a file: an array of {"metric", "value", "limit", "sense"}, sense "min" or "max".
 */
#ifndef W32_RESULTS_H
#define W32_RESULTS_H

#include <stdbool.h>
#include <stddef.h>

struct w32_result {
    const char *metric;
    long long value;
    long long limit;
    const char *sense;
};

/*
 * Puts the figures into the file: those of the same name are replaced, all others there stay. A file that is missing
 * is begun. On failure: false, the file is as before, a line on stderr says what.
 */
bool w32_results_merge(const char *path, const struct w32_result *results, size_t count);

#endif
