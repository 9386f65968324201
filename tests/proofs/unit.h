/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * One unit of the proof: units/<name>.c, its committed list units/<name>.goals, and a run of frama-c over it.
 *
 * A unit's file may say in a comment
 *   prove: words      further options of frama-c
 *   of: files         the sources below runtime/ whose functions it is about
 *   after: names      units whose functions it includes; those are not proved again
 *   unproved: names   functions that are not proved, with the reason in docs/explanation/proofs.md
 *   dead: names       functions with a branch that only another machine reaches (smoke.h), with the reason there too
 * Everything else the file defines is proved.
 */
#ifndef BULWARK_PROOFS_UNIT_H
#define BULWARK_PROOFS_UNIT_H

#include "goals.h"
#include "smoke.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/*
 * One pass over a unit: who is asked, and how far. Steps end an attempt, not time: the answer is then the same on a
 * fast machine and on a busy one. Only where a machine has next to no time for the proof does the timeout end one.
 */
struct pass {
    const char *provers; /* as -wp-prover takes them; "none" counts goals only */
    unsigned steps;      /* a goal and prover, in the prover's own measure; 0 for no limit */
    unsigned timeout;    /* seconds a goal and prover, of wall time */
};

/* Where things lie and how hard the provers try. */
struct prover {
    const char *proofs;      /* tests/proofs */
    const char *runtime;     /* the folder under proof, usually runtime/ */
    const char *work;        /* for logs, reports, the prover configuration */
    const char *cache;       /* folder of answers: what was asked before is not asked again */
    struct pass pass[2];     /* the second asks more of what the first left open */
    size_t pass_count;
    unsigned smoke_timeout;  /* seconds a smoke test, of which the run then consists; 0 for goals */
    unsigned unit_timeout;   /* seconds a pass over a unit */
    unsigned jobs;           /* provers at a time */
};

struct unit_run {
    struct goals goals;
    struct smoke_end smoke; /* all zero but in a run of smoke tests */
    double seconds; /* of processor time */
};

/* Writes <work>/why3.conf, asking why3 which provers there are. On failure: false, a message on `out`. */
__attribute__((warn_unused_result)) bool prover_configure(const struct prover *prover, FILE *out);

/*
 * Proves a unit, pass by pass until no goal is open. functions: comma-separated names, or null for all that the
 * unit defines. On failure (frama-c refuses, warns of something that weakens the proof, or leaves no report): false,
 * a message on `out` that names the log, ret_run untouched. Post: ret_run->goals is freed by the caller.
 */
__attribute__((warn_unused_result)) bool unit_run(const struct prover *prover, const char *unit, const char *functions,
                                                  struct unit_run *ret_run, FILE *out);

/*
 * The words of a unit's line `key` ("of: ", "unproved: "), for the caller to free; empty when it has none, null when
 * the unit cannot be read.
 */
char *unit_words(const char *proofs, const char *unit, const char *key);

/*
 * Where the text of a log says that the proof is about something else than the program, or null. Casts between void
 * and bytes are no such thing: they keep the address, and the memory behind it stays bytes.
 */
const char *unit_weakness(const char *text);

/*
 * Removes from the folder of answers those that say the patience ended: they tell of a busy machine, and not of the
 * goal. Returns how many. Done before every pass.
 */
size_t cache_forget_timeouts(const char *cache);

/*
 * Asks z3 about <proofs>/bits/<name>.smt2, which states the opposite of an axiom. True when the answer is
 * unsat, else a message on `out`.
 */
bool axiom_holds(const struct prover *prover, const char *path, FILE *out);

#endif
