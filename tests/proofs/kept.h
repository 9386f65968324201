/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Whole runs of frama-c that were kept, beside the answers of the provers: a run that asks the same of the same text
 * takes its report and log from there, and not a minute of making goals.
 *
 * A run belongs to the text of its unit after the preprocessor, with the macros that annotations may name, and to
 * everything that it was asked with. Paths, and how many provers run at a time, are no part of it. What ended
 * by time and not by steps is not kept.
 */
#ifndef BULWARK_PROOFS_KEPT_H
#define BULWARK_PROOFS_KEPT_H

#include "unit.h"

/* A run by its text; an empty name is a run that is not kept. */
struct kept {
    char name[40];
};

/*
 * The run of a unit, whose preprocessed text goes through the file `scratch`. asked: everything else that the answer
 * depends on. An empty name when there is no cache, or the unit cannot be preprocessed.
 */
struct kept kept_of(const struct prover *prover, const char *source, const char *scratch, const char *asked);

/* Puts a kept run's report and log in place. False when there is none, and then neither is to be read. */
bool kept_find(const struct kept *kept, const char *cache, const char *report, const char *log);

/* Keeps a run that ended well. That it cannot be kept is no failure. */
void kept_store(const struct kept *kept, const char *cache, const char *report, const char *log);

/* Whether a log tells of an attempt that ended by time. */
bool kept_is_timed(const char *log_text);

#endif
