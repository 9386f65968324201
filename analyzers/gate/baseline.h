/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The baseline: what was found when a project began to be held to the verdict, and the debt of each of its folders.
 *
 * A committed file of JSON lines, one entry a line, sorted, so that changes of several people merge and a diff reads
 * well:
 *   {"bulwark-baseline": 1}
 *   {"rule": "copy-extent", "file": "src/a.c", "function": "f", "fingerprint": "0123456789abcdef", "count": 2}
 *   {"debt": "open-accesses", "folder": "src", "count": 120}
 *   {"unit": "src/a.c"}
 * It is untrusted: any bytes give a baseline or a complaint that names the line.
 */
#ifndef BULWARK_GATE_BASELINE_H
#define BULWARK_GATE_BASELINE_H

#include "gate/gate.h"

typedef struct bw_baseline_finding {
  const char *rule, *file, *function, *fingerprint;
  uint64_t count;
  uint64_t left;       /* of count: not yet matched by a finding of this run */
  const char *allowed; /* why it came in later; NULL: it was there from the start */
} bw_baseline_finding;

typedef enum bw_debt_kind {
  BW_DEBT_RAW,
  BW_DEBT_OPEN,
  BW_DEBT_SUPPRESSION,
  BW_DEBT_UNSAFE,
  BW_DEBT_COUNT,
} bw_debt_kind;

typedef struct bw_debt {
  const char *folder; /* within the root; "." for the root itself */
  bw_debt_kind kind;
  uint64_t count;
  const char *allowed;
} bw_debt;

typedef struct bw_baseline {
  const char *path;
  BW_VEC(bw_baseline_finding) findings; /* sorted as they are written */
  BW_VEC(bw_debt) debts;                /* the same */
  bw_words units;                       /* files that are compiled, within the root; the same */
  bw_baseline_finding **by_print;       /* the findings by fingerprint, of one that was read */
} bw_baseline;

/* "raw-operations", "open-accesses", "suppressions", "unsafe-blocks" */
const char *bw_debt_word(bw_debt_kind kind);

/* Sorts both lists as they are written and adds up entries that agree. */
void bw_baseline_sort(bw_baseline *baseline);

/* The debt of that folder and kind, NULL if there is none. */
bw_debt *bw_baseline_debt(const bw_baseline *baseline, const char *folder, bw_debt_kind kind);

/* pre: it was read. Takes one finding out of what is left: an entry of the same file first, else of another, for
 * files that were renamed.
 * Returns whether there was one. */
bool bw_baseline_take(bw_baseline *baseline, const char *fingerprint, const char *file, bool same_file);

/* on failure: complained. */
BW_MUST_CHECK bool bw_baseline_read(bw_arena *arena, const char *path, bw_baseline *ret_baseline);

/* pre: sorted. Whole and atomic. On failure: complained. */
BW_MUST_CHECK bool bw_baseline_write(bw_arena *arena, const bw_baseline *baseline);

#endif
