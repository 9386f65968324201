/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The engine's answer for one function at a time.
 *
 * A module's counts are sums over its functions. Here the module is analysed once for each function, with only that one
 * marked as code of the main file, so the counts and findings are the function's own. What a function is called with is
 * as unknown as ever; its callees keep their bodies.
 */
#ifndef BULWARK_TESTS_ENGINE_VERDICTS_H
#define BULWARK_TESTS_ENGINE_VERDICTS_H

#include "core/analysis.h"

typedef struct verdicts {
    const char *function;
    uint64_t proved, open, violation; /* accesses */
    uint64_t budget;                  /* 1: the budget ended its analysis */
    const bw_report *report;
} verdicts;

/* Calls visit for each function with a body whose name begins with `prefix`, in the order of the module.
 * pre: module well formed; models initialised. post: the module's functions are marked as before.
 * Returns the number of functions visited; 0 also when an analysis ran out of memory. */
unsigned verdicts_each(bw_ir_module *module, const bw_models *models, const char *prefix,
                       void (*visit)(void *context, const verdicts *function), void *context);

/* A count of a report by its name; 0 when it is not there. */
uint64_t verdicts_count(const bw_report *report, const char *name);

#endif
