/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One unit of the proof: units/<name>.c, its committed list units/<name>.goals, and a run of frama-c over it.
 *
 * A unit's file may say in a comment
 *   prove: words      further options of frama-c
 *   after: names      units whose functions it includes; those are not proved again
 *   unproved: names   functions that are not proved, with the reason in docs/explanation/proofs.md
 * Everything else the file defines is proved.
 */
#ifndef BULWARK_PROOFS_UNIT_H
#define BULWARK_PROOFS_UNIT_H

#include "goals.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Where things lie and how hard the provers try. */
struct prover {
    const char *proofs;      /* tests/proofs */
    const char *runtime;     /* the folder under proof, usually runtime/ */
    const char *work;        /* for logs, reports, the prover configuration */
    const char *cache;       /* folder of answers: what was asked before is not asked again */
    const char *first;       /* the prover that is asked alone, and briefly, before all are; null for none */
    unsigned first_timeout;  /* seconds a goal */
    const char *provers;     /* as -wp-prover takes them; "none" counts goals only */
    unsigned timeout;        /* seconds a goal */
    unsigned smoke_timeout;  /* seconds a smoke test; 0 for no such tests */
    unsigned unit_timeout;   /* seconds a run */
};

struct unit_run {
    struct goals goals;
    size_t unproved; /* functions that the unit names so */
    size_t smoke_passed;
    size_t smoke_failed;
    double seconds; /* of processor time */
};

/* Writes <work>/why3.conf, asking why3 which provers there are. On failure: false, a message on `out`. */
__attribute__((warn_unused_result)) bool prover_configure(const struct prover *prover, FILE *out);

/*
 * Runs the proof of a unit. functions: comma-separated names, or null for all that the unit defines.
 * On failure (frama-c refuses, warns of something that weakens the proof, or leaves no report): false, a
 * message on `out` that names the log, ret_run untouched. Post: ret_run->goals is freed by the caller.
 */
__attribute__((warn_unused_result)) bool unit_run(const struct prover *prover, const char *unit, const char *functions,
                                                  struct unit_run *ret_run, FILE *out);

/*
 * Where the text of a log says that the proof is about something else than the program, or null. Casts between void
 * and bytes are no such thing: they keep the address, and the memory behind it stays bytes.
 */
const char *unit_weakness(const char *text);

/*
 * Asks z3 about <proofs>/bits/<name>.smt2, which states the opposite of an axiom. True when the answer is
 * unsat, else a message on `out`.
 */
bool axiom_holds(const struct prover *prover, const char *path, FILE *out);

#endif
