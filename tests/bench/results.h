/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Measured figures: what every benchmark, corpus run and attack run leaves behind.
 *
 * Guarantees: a results file is an array of {"metric", "value", "limit", "sense"}, sense "max" (value may be
 * limit at most), "min" (limit at least) or "shown" (no limit, which is written as 0); it appears whole or not at all (written beside its place, then
 * renamed over it); values are finite, so a file that was written can be read back and compared. A figure
 * that could not be measured is not added: who reads the file sees it missing instead of met.
 */
#ifndef BULWARK_BENCH_RESULTS_H
#define BULWARK_BENCH_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define BW_RESULTS_MUST_USE __attribute__((warn_unused_result))

enum bw_result_sense {
    BW_RESULT_MAX, /* value <= limit is met */
    BW_RESULT_MIN, /* value >= limit is met */
    BW_RESULT_SHOWN /* for the reader only: always met */
};

enum bw_results_status {
    BW_RESULTS_OK,
    BW_RESULTS_NO_MEMORY,
    BW_RESULTS_BAD_FIGURE, /* empty or repeated metric, or a value or limit that is not finite */
    BW_RESULTS_NO_FILE,    /* the file or its folder cannot be opened, written or renamed */
    BW_RESULTS_BAD_FILE    /* not the JSON described above */
};

struct bw_result {
    char *metric;
    double value;
    double limit;
    enum bw_result_sense sense;
};

/* An empty list is all zero: `struct bw_results r = {0};` */
struct bw_results {
    struct bw_result *item;
    size_t count;
    size_t room;
};

/*
 * Appends one figure; the metric's text is copied.
 * On failure: NO_MEMORY or BAD_FIGURE, the list is as before. Cost: linear in the list (repeated metrics).
 */
BW_RESULTS_MUST_USE enum bw_results_status bw_results_add(struct bw_results *results, const char *metric, double value,
                                                          double limit, enum bw_result_sense sense);

/* True when the value keeps its limit. Pre: result came from bw_results_add or bw_results_read. */
bool bw_result_met(const struct bw_result *result);

/* How many figures miss their limit. */
size_t bw_results_missed(const struct bw_results *results);

/* Prints the figures under `title`, one a line, misses marked MISSED. Errors of `out` are the caller's to ask for. */
void bw_results_print(const struct bw_results *results, const char *title, FILE *out);

/*
 * Writes <dir>/<name>.json, making <dir> if it is missing (its parent has to exist).
 * On failure: NO_FILE or NO_MEMORY; an earlier file of that name is as it was, no temporary file is left.
 */
BW_RESULTS_MUST_USE enum bw_results_status bw_results_write(const struct bw_results *results, const char *dir,
                                                            const char *name);

/*
 * Reads one results file. Post: ret_results is freed by the caller with bw_results_free.
 * On failure: NO_FILE, BAD_FILE, BAD_FIGURE or NO_MEMORY, ret_results untouched.
 */
BW_RESULTS_MUST_USE enum bw_results_status bw_results_read(const char *path, struct bw_results *ret_results);

/* Frees the figures; the list is empty afterwards and may be used again. */
void bw_results_free(struct bw_results *results);

/* A few words for a status, lower case, for messages. */
const char *bw_results_status_text(enum bw_results_status status);

#endif
