/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Seeded faults: a proof that stays closed over a wrong program proves nothing.
 *
 * mutants.json is an array of {"name", "unit", "functions", "file", "after", "find", "replace"}: in `file`, a path
 * below runtime/, the first `find` behind the first `after` becomes `replace`; then the proof of `functions`
 * (comma-separated) in `unit` must have an open goal. A text that is not found is an error of the mutant.
 */
#ifndef BULWARK_PROOFS_MUTANTS_H
#define BULWARK_PROOFS_MUTANTS_H

#include "unit.h"

struct mutants_end {
    size_t total;
    size_t killed;
};

/*
 * Runs every mutant of the file, on copies of prover->runtime below prover->work; `only` names a single unit, or is
 * null. Survivors and errors are lines on `out`. On failure (file or copies cannot be read or made): false.
 */
__attribute__((warn_unused_result)) bool mutants_run(const struct prover *prover, const char *path, const char *only,
                                                     struct mutants_end *ret_end, FILE *out);

/* The text with its fault in, of the caller's; null when `after` or `find` does not occur, or memory is out. */
char *mutant_text(const char *text, const char *after, const char *find, const char *replace);

#endif
