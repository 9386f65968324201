/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Smoke tests: the questions whether a contract contradicts itself, as the log of a run tells of them.
 *
 * A branch that can't be reached is a contradiction, unless the unit names its function behind `dead:`: the branch is
 * then one that only another machine reaches, or a caller who broke the contract. Each name stands for one branch, with
 * the call that it consists of, and stands twice for two. `function/behavior` names a behavior that has no case, such as
 * the misfit of a conversion to a wider type. Nothing else of that function may be unreachable, neither its
 * precondition nor a loop nor what comes behind another call.
 */
#ifndef BULWARK_PROOFS_SMOKE_H
#define BULWARK_PROOFS_SMOKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct smoke_end {
    size_t passed;
    size_t failed; /* contradictions */
    size_t dead;   /* branches and behaviors that were named and can't be reached */
    size_t stale;  /* names too many: all that they might stand for can be reached */
    bool none;     /* the unit holds nothing that such a test could be made for */
};

/*
 * Reads the text of a log. dead: the names, with spaces between them. Post: each contradiction and each name too many
 * is a line on `out`. On failure (no memory): false, ret_end untouched.
 */
__attribute__((warn_unused_result)) bool smoke_read(const char *log, const char *dead, struct smoke_end *ret_end,
                                                    FILE *out);

#endif
