/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Reports made from a seed, for tests: the same seed gives the same report on every machine.
 *
 * They are well formed as core/report.h says and reach into the corners: empty and long strings, repeated ones,
 * bytes above 127, numbers of every width, no findings, many notes.
 */
#ifndef BULWARK_TESTS_RANDOM_REPORT_H
#define BULWARK_TESTS_RANDOM_REPORT_H

#include "bulwark/arena.h"
#include "core/report.h"

/* pre: arena ready. Never fails: running out of memory ends the test. size: 0 to about 50, the most findings. */
const bw_report *random_report(uint64_t seed, unsigned size, bw_arena *arena);

/* The next number of the sequence that *state stands for. */
uint64_t random_next(uint64_t *state);

/* Whether both reports say the same, position for position. */
bool report_equal(const bw_report *a, const bw_report *b);

/* Whether every rule of core/report.h that a reader may rely on holds; touches every byte of every string. */
bool report_well_formed(const bw_report *report);

#endif
