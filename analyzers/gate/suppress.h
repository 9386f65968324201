/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The suppressions of a run: comments in the source and entries of the configuration, which of them were used, and
 * what is wrong with the others.
 */
#ifndef BULWARK_GATE_SUPPRESS_H
#define BULWARK_GATE_SUPPRESS_H

#include "gate/policy.h"
#include "gate/source.h"

/* One comment in one file. */
typedef struct bw_file_allow {
  const char *path;
  bw_allow allow;
  bool *used; /* by rule of the allow */
} bw_file_allow;

typedef struct bw_suppressions {
  bw_arena *arena;
  bw_sources *sources;
  const bw_gate_policy *policy;
  const char *today;
  bw_words paths; /* files that were searched, sorted */
  BW_VEC(bw_file_allow) allows; /* by path, then line */
  bool *used; /* of the policy's suppressions */
} bw_suppressions;

/* Searches these files, sorted and without repeats. */
void bw_suppressions_read(bw_arena *arena, bw_sources *sources, const bw_gate_policy *policy, const bw_words *paths,
                          bw_suppressions *ret_suppressions);

/* The reason why the finding is allowed, NULL if it is not; notes that the suppression was used. */
const char *bw_suppressions_allow(bw_suppressions *suppressions, const bw_finding *finding, bool *ret_source);

typedef BW_VEC(bw_finding) bw_finding_list;

/* Appends a finding for each suppression that is faulty, expired or names no rule; with unused, also for those that no
 * finding asked for. */
void bw_suppressions_faults(const bw_suppressions *suppressions, bool unused, bw_finding_list *findings);

/* What became of a suppression. */
typedef enum bw_suppression_state {
  BW_SUPPRESSION_USED,    /* it excuses something */
  BW_SUPPRESSION_UNUSED,  /* nothing it is for was found */
  BW_SUPPRESSION_UNSEEN,  /* the same, but only a part was analysed */
  BW_SUPPRESSION_EXPIRED, /* its last day has passed: it allows nothing any more */
  BW_SUPPRESSION_FAULTY,  /* it gives no reason, names no rule or cannot be read: it allows nothing */
} bw_suppression_state;

/* One rule of one suppression. */
typedef struct bw_suppression {
  const char *file;   /* where it stands: the source, or the configuration */
  uint32_t line;
  const char *glob;   /* of the configuration; NULL: a comment */
  const char *rule;   /* as written; "" if it cannot be read */
  const char *reason; /* "" if it gives none */
  const char *until;  /* the last day; NULL: for good */
  bw_suppression_state state;
} bw_suppression;

typedef BW_VEC(bw_suppression) bw_suppression_list;

/* All of them, those of the source by file and line, then those of the configuration in its order. pre: every finding
 * was asked for. complete: what was not used is unused. */
bw_suppression_list bw_suppressions_list(const bw_suppressions *suppressions, bool complete);

/* "used", "unused", "unseen", "expired" or "faulty" */
const char *bw_suppression_word(bw_suppression_state state);

#endif
