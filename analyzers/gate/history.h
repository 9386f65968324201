/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The history of a project: what earlier runs found, for the trend in the report.
 *
 * A file of JSON lines in the cache, one line a run whose verdict was complete:
 *   {"bulwark-history": 1}
 *   {"time": "2026-11-29T11:02:03Z", "errors": 3, "warnings": 0, …}
 * Runs that say the same thing one after another are kept as the first and the last of them, and at most
 * BW_HISTORY_MOST lines in all, the oldest going first: the file stays small however often lint runs.
 * It is untrusted: any bytes give a history. Lines that are none are left out, and told of once.
 */
#ifndef BULWARK_GATE_HISTORY_H
#define BULWARK_GATE_HISTORY_H

#include "gate/gate.h"

#define BW_HISTORY_MOST 500u

/* What a run is remembered by; each is a member of its line. Findings are those that nothing suppresses, those of the
 * baseline and outside a diff included, so that runs with different options can stand in one chart. */
#define BW_HISTORY_COUNTS(X)                                                                                          \
  X(ERRORS, "errors")                                                                                                 \
  X(WARNINGS, "warnings")                                                                                             \
  X(NOTES, "notes")                                                                                                   \
  X(SUPPRESSED, "suppressed")     /* findings that a suppression excuses */                                           \
  X(SUPPRESSIONS, "suppressions") /* comments and entries of the configuration */                                     \
  X(UNSAFE, "unsafe")             /* BW_UNSAFE blocks */                                                              \
  X(PROVED, "proved")             /* accesses by verdict, of all files */                                             \
  X(OPEN, "open")                                                                                                     \
  X(VIOLATION, "violation")                                                                                           \
  X(HARDENED, "hardened") /* accesses in hardened files */                                                            \
  X(FILES, "files")

typedef enum bw_history_count {
#define X(name, text) BW_HISTORY_##name,
  BW_HISTORY_COUNTS(X)
#undef X
      BW_HISTORY_COUNT
} bw_history_count;

typedef struct bw_history_row {
  const char *time; /* as bw_now gives it */
  uint64_t count[BW_HISTORY_COUNT];
} bw_history_row;

typedef struct bw_history {
  BW_VEC(bw_history_row) rows; /* in the order of the runs */
} bw_history;

const char *bw_history_word(bw_history_count count);

/* The history in that file; none if there is no such file. Remarks on standard error what cannot be read. */
bw_history bw_history_read(bw_arena *arena, const char *path);

/* Adds a run behind the others. */
void bw_history_add(bw_arena *arena, bw_history *history, const bw_history_row *row);

/* Whole and atomic. False when the file cannot be written, errno saying why. */
BW_MUST_CHECK bool bw_history_write(bw_arena *arena, const char *path, const bw_history *history);

#endif
