/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Smoke tests: the questions whether a contract contradicts itself, as the log of a run tells of them.
 *
 * A branch that can't be reached is a contradiction, unless the unit names its function behind `dead:`: the branch is
 * then one that only another machine reaches. Each name stands for one branch, and stands twice for two. Nothing else
 * of that function may be unreachable, neither its precondition nor a loop nor what comes behind a call.
 */
#ifndef BULWARK_PROOFS_SMOKE_H
#define BULWARK_PROOFS_SMOKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct smoke_end {
    size_t passed;
    size_t failed; /* contradictions */
    size_t dead;   /* branches that were named and can't be reached */
    size_t stale;  /* names too many: every branch of the function can be reached */
};

/*
 * Reads the text of a log. dead: the names, with spaces between them. Post: each contradiction and each name too many
 * is a line on `out`. On failure (no memory): false, ret_end untouched.
 */
__attribute__((warn_unused_result)) bool smoke_read(const char *log, const char *dead, struct smoke_end *ret_end,
                                                    FILE *out);

#endif
