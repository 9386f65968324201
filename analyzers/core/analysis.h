/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The analysis of one module: IR in, report out. What the plugin and the gate call.
 *
 * Every function of the main file is analysed on its own, with nothing assumed about its parameters but what
 * annotations and models say; callees whose bodies are in view are followed into with the caller's values, within a
 * budget of work units, so that the result does not depend on the machine. Deterministic for the same module, models
 * and options.
 */
#ifndef BULWARK_CORE_ANALYSIS_H
#define BULWARK_CORE_ANALYSIS_H

#include "core/check_list.h"
#include "core/ir.h"
#include "core/model.h"

/* What is counted; each becomes a count of that name in the report. */
#define BW_COUNTERS(X)                                                                                                 \
    X(FUNCTIONS, "functions") /* with a body in the main file */                                                       \
    X(FUNCTIONS_ANALYSED, "functions.analysed")                                                                        \
    X(FUNCTIONS_FAILED, "functions.failed") /* could not be lowered */                                                 \
    X(FUNCTIONS_BUDGET, "functions.budget") /* the budget ended the analysis early */                                  \
    X(BLOCKS, "blocks")                                                                                                \
    X(STEPS, "steps") /* instructions executed over all states */                                                      \
    X(CALLS_FOLLOWED, "calls.followed")                                                                                \
    X(CALLS_MODELLED, "calls.modelled")                                                                                \
    X(CALLS_UNKNOWN, "calls.unknown")                                                                                  \
    X(ACCESSES_PROVED, "accesses.proved")                                                                              \
    X(ACCESSES_VIOLATION, "accesses.violation")                                                                        \
    X(ACCESSES_OPEN, "accesses.open")                                                                                  \
    X(FORCED_JOINS, "joins.forced")

typedef enum bw_counter {
#define X(name, text) BW_COUNTER_##name,
    BW_COUNTERS(X)
#undef X
        BW_COUNTER_COUNT
} bw_counter;

typedef enum bw_verdict {
    BW_PROVED,    /* in bounds on every path */
    BW_VIOLATION, /* out of bounds on some feasible path, with evidence */
    BW_OPEN,      /* neither */
} bw_verdict;

typedef struct bw_options {
    const bw_models *models;  /* non-null */
    bool off[BW_CHECK_COUNT]; /* checks not to run */
    bool raw_off[BW_RAW_KIND_COUNT]; /* what raw-op is not to tell */
    const char *compiler;     /* for the report */
    uint32_t budget;          /* work units for each instruction of a function; 0: BW_BUDGET_DEFAULT */
    bool closed;              /* the module is the whole program: nobody else writes its globals */
    /* Told of each access of a function when that is done, site being its instruction; NULL: nobody asks. An access that
     * is not told cannot be reached; of a function that was given up none is PROVED and all are told. */
    void (*judged)(void *context, bw_ir_ref func, uint32_t site, bw_verdict verdict);
    void *judged_context;
} bw_options;

#define BW_BUDGET_DEFAULT 12u

/* Fills *ret_report; its strings and arrays live in the module's arena.
 * pre: module well formed (bw_ir_verify). Returns false when nothing could be analysed for lack of memory. */
bool bw_analysis_run(bw_ir_module *module, const bw_options *options, bw_report *ret_report);

/* A function to analyse, and how many of 256 parts of its full budget it may spend. */
typedef struct bw_top {
    bw_ir_ref func;
    uint32_t share;
} bw_top;

/* The same for these functions alone, each told by itself: a place may then be reported once for each of them. What is said
 * of one does not depend on the others. */
bool bw_analysis_tops(bw_ir_module *module, const bw_options *options, const bw_top *tops, uint32_t count,
                      bw_report *ret_report);

/* The share of functions of a unit that has so many instructions: all of it in one of usual size, so that all of them
 * together never take much more than such a unit does. */
uint32_t bw_analysis_share(uint64_t insts);

#endif
