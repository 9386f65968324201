/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The census: which functions the sources of the runtime define, and which of them the proofs reach.
 *
 * A definition is what stands in a source once. One in a macro counts once, however often the macro is used; its
 * name has `*` where the macro pastes an argument: bw_writer_*_array. A unit names the sources it is about (`of:`),
 * so that a name is looked for in these only.
 */
#ifndef BULWARK_PROOFS_CENSUS_H
#define BULWARK_PROOFS_CENSUS_H

#include "goals.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct definition {
    char *source;       /* below runtime/ */
    char *pattern;
    size_t count;       /* how often the source defines it: once in each of several macros */
    size_t tried;       /* functions of the lists that it made */
    size_t proved;      /* those without an open goal */
    bool trusted;       /* named on the page of what is trusted, and not counted */
};

/* All zero when empty. */
struct census {
    struct definition *item;
    size_t count;
    size_t room;
};

/*
 * Adds the definitions of a source's text. On failure (memory): false. Read are comments, strings and the
 * parentheses of declarators; what a macro makes of them otherwise is not.
 */
__attribute__((warn_unused_result)) bool census_add(struct census *census, const char *source, const char *text);

/* The definitions of include/bulwark and src below `runtime`. On failure: false, a message on `out`. */
__attribute__((warn_unused_result)) bool census_take(const char *runtime, struct census *ret_census, FILE *out);

/*
 * Takes the functions that the page names out of the count. They stand in rows of a table: the source in backticks in
 * the first cell, its functions, each in backticks, in the second. A line on `out` for each that no source defines, or
 * that is named twice. On failure (the page cannot be read): false.
 */
__attribute__((warn_unused_result)) bool census_trust(struct census *census, const char *page, size_t *ret_faults,
                                                      FILE *out);

/* Whether `name` is what the pattern says, with something in the place of each `*`. */
bool census_matches(const char *pattern, const char *name);

/*
 * Marks the definition in `sources` (words) that `function` comes from as tried, and as proved; of several that fit,
 * the one with the longest pattern. False: the sources define no such function.
 */
bool census_mark(struct census *census, const char *sources, const char *function, bool proved);

/* Marks every function of a list or a report; a line on `out` for each that has no definition. Returns their number. */
size_t census_mark_goals(struct census *census, const char *sources, const struct goals *goals, FILE *out);

/* How many definitions there are but for the trusted ones, how many the lists try, and how many are proved in every form that was tried. */
struct census_sum {
    size_t total;
    size_t tried;
    size_t proved;
};
struct census_sum census_sum(const struct census *census);

void census_free(struct census *census);

#endif
