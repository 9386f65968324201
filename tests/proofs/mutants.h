/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Seeded faults: a proof that stays closed over a wrong program proves nothing.
 *
 * mutants.json is an array of {"name", "unit", "functions", "file", "after", "find", "replace"}: in `file`, a path
 * below runtime/, the first `find` behind the first `after` becomes `replace`; then the proof of `functions`
 * (comma-separated) in `unit` must have an open goal that the control closes. The control is the proof of the sources
 * as they are, with half the steps, asked once for the functions of all mutants of the unit: a limit too small for
 * either is no catch. A text that is not found is an error of the mutant.
 */
#ifndef BULWARK_PROOFS_MUTANTS_H
#define BULWARK_PROOFS_MUTANTS_H

#include "unit.h"

#include <jansson.h>

struct mutants_end {
    size_t total;
    size_t killed;
};

/*
 * Runs every mutant of the file whose unit is wanted, on copies of prover->runtime below prover->work. The passes of
 * the prover are tried one after the other, each with its own control, until one catches the fault. Survivors and
 * errors are lines on `out`. On failure (the file cannot be read, or says something else): false.
 */
__attribute__((warn_unused_result)) bool mutants_run(const struct prover *prover, const char *path,
                                                     bool (*is_wanted)(const void *context, const char *unit),
                                                     const void *context, struct mutants_end *ret_end, FILE *out);

/* The functions of a unit that the mutants concern, comma-separated, each once; the caller's. Null without memory. */
char *mutants_functions(const json_t *mutants, const char *unit);

/* The text with its fault in, of the caller's; null when `after` or `find` does not occur, or memory is out. */
char *mutant_text(const char *text, const char *after, const char *find, const char *replace);

#endif
