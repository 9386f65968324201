/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Goals: what the proof of one unit consists of, and whether it is still that.
 *
 * A list holds one entry a property of a function: how many goals it has and how many of them were proved.
 * It comes from a report of frama-c (JSON) or from the committed file that says which entries there must be.
 * frama-c exits 0 with open goals, and does not know that a contract was dropped: the comparison here is what
 * notices either.
 */
#ifndef BULWARK_PROOFS_GOALS_H
#define BULWARK_PROOFS_GOALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct goal {
    char *function; /* or the name of a lemma */
    char *property;
    unsigned total;
    unsigned valid; /* in a committed list equal to total */
};

/* An empty list is all zero. The entries are sorted by function and property. */
struct goals {
    struct goal *item;
    size_t count;
    size_t room;
};

/*
 * Reads the report of a run. On failure: false, a message on `out`, ret_goals untouched.
 * Post: ret_goals is freed by the caller with goals_free.
 */
__attribute__((warn_unused_result)) bool goals_read_report(const char *path, struct goals *ret_goals, FILE *out);

/* The same for a committed list: one `function property total` a line, `#` starts a comment. */
__attribute__((warn_unused_result)) bool goals_read_list(const char *path, struct goals *ret_goals, FILE *out);

/* Writes a committed list. On failure: false, a message on `out`. */
__attribute__((warn_unused_result)) bool goals_write_list(const struct goals *goals, const char *path, FILE *out);

/* How many goals there are, how many are open, how many functions, how many of these have no open goal. */
struct goals_sum {
    size_t goals;
    size_t open;
    size_t functions;
    size_t functions_proved;
};
struct goals_sum goals_sum(const struct goals *goals);

/*
 * Compares a run with the committed list: an entry that is missing, one too many, another number of goals, an
 * open goal: each is a line on `out` that names it. Returns how many lines.
 */
size_t goals_compare(const struct goals *expected, const struct goals *found, FILE *out);

/*
 * How many properties of `found` have an open goal that `control` closed: what a fault brought about, and not the
 * limits under which both ran. A property of only one of the two says nothing.
 */
size_t goals_broken(const struct goals *control, const struct goals *found);

void goals_free(struct goals *goals);

#endif
