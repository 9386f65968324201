/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One translation unit measured with one clang, with and without the plugin.
 *
 * Guarantees: both variants run the same command but for the plugin's flags, in turn, so that a machine
 * that slows down slows down both; nothing is written outside the work folder; a record that an
 * earlier run left behind is never taken for this run's.
 */
#ifndef BULWARK_BENCH_CORPUS_UNIT_H
#define BULWARK_BENCH_CORPUS_UNIT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct bw_corpus_clang {
    const char *major;     /* "19" */
    const char *program;   /* "clang-19" */
};

struct bw_corpus_setup {
    struct bw_corpus_clang clang;
    const char *plugins;            /* folder of bulwark-clang<major>.so */
    const char *work;               /* folder for records, messages and findings, made by the caller */
    unsigned worker;                /* parts the files of setups that work at the same time */
    unsigned rounds;                /* at least 1 */
    const char *const *argument;    /* further arguments for the variant with the plugin */
    size_t arguments;
    FILE *findings;                 /* these two are set by bw_corpus_reports_open */
    FILE *units;
};

struct bw_corpus_cost {
    double ratio;          /* processor time with the plugin over without */
    double without;        /* processor time in seconds */
    double with;
    double extra_mib;      /* peak memory with the plugin less without; may be negative */
    bool crashed;
    bool record_missing;
};

/*
 * Opens <work>/findings-clang<major>.txt and <work>/units-clang<major>.txt anew: what was found, and a line for each unit
 * of ratio, seconds of processor time without and with the plugin, extra MiB, file, parted by tabs.
 * On failure: false, setup as before.
 */
__attribute__((warn_unused_result)) bool bw_corpus_reports_open(struct bw_corpus_setup *setup);

/* Closes both. Pre: they are open. On failure (something could not be written): false. */
__attribute__((warn_unused_result)) bool bw_corpus_reports_close(struct bw_corpus_setup *setup);

/*
 * Measures one entry of a compilation database (it needs "directory", "file" and "arguments").
 * Post: the findings and the cost of the unit are appended to the two reports; a crash is named on stderr.
 * On failure (entry of another form, clang without the plugin does not take the unit, no process): false with
 * one line on stderr, ret_cost untouched. Cost: 2 x rounds compiler runs.
 * Several threads may measure at once, each with a copy of one opened setup and a worker number of its own.
 */
__attribute__((warn_unused_result)) bool bw_corpus_unit_measure(const struct bw_corpus_setup *setup,
                                                                const json_t *entry, struct bw_corpus_cost *ret_cost);

/*
 * True when the text of one line of a compiler's messages is a diagnostic of ours: "... [bulwark-<id>]".
 */
bool bw_corpus_is_finding(const char *line);

#endif
