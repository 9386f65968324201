/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the demo compares: the faults planted in the raw driver, the findings of a lint run, the verdicts of the attacks.
 *
 * Guarantees: everything is read from what the programs themselves wrote (the list of w32k-faults, a SARIF file, the
 * table of an attack run); a planted fault counts as found only if a finding of its check stands in its
 * file on its line; what cannot be read is an error, never an empty list.
 */
#ifndef BULWARK_BENCH_DEMO_FINDINGS_H
#define BULWARK_BENCH_DEMO_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

enum { BW_DEMO_FAULTS = 256, BW_DEMO_TEXT = 96 };

struct bw_demo_fault {
    char id[BW_DEMO_TEXT];
    char check[BW_DEMO_TEXT];
    char file[BW_DEMO_TEXT];       /* below the driver's folder */
    unsigned line;
    bool found_by_lint;
    char raw_verdict[BW_DEMO_TEXT];       /* as the attack program says it, "-" before it ran */
    char hardened_verdict[BW_DEMO_TEXT];
};

struct bw_demo {
    struct bw_demo_fault fault[BW_DEMO_FAULTS];
    size_t count;
    bool summed;     /* whether the attacks on the hardened form said the following */
    unsigned states; /* how many left another state behind than there would be without them */
    unsigned leaks;
};

/*
 * Reads the list that `w32k-faults --list` writes: id, check, file, line and more, parted by tabs, one fault a line.
 * On failure (no file, another form, no fault, more than BW_DEMO_FAULTS): false, ret_demo untouched.
 */
__attribute__((warn_unused_result)) bool bw_demo_read_faults(const char *path, struct bw_demo *ret_demo);

/*
 * Reads a SARIF file, marks the faults it finds and counts its results.
 * A result counts for a fault if its rule is the fault's check, its line the fault's line, and its file
 * ends in <form>/<file>. On failure (no file, not SARIF): false, demo and ret_results untouched.
 */
__attribute__((warn_unused_result)) bool bw_demo_read_sarif(const char *path, const char *form, struct bw_demo *demo,
                                                            size_t *ret_results);

/*
 * Reads the table an attack program printed and keeps its verdicts in the faults' field for that form.
 * Post: ret_good is how many faults have the verdict `good`; states and leaks are what it summed up. On failure (no file): false, demo untouched.
 */
__attribute__((warn_unused_result)) bool bw_demo_read_attacks(const char *path, bool raw, const char *good,
                                                              struct bw_demo *demo, size_t *ret_good);

/* How many faults were found by lint. */
size_t bw_demo_found(const struct bw_demo *demo);

#endif
