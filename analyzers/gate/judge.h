/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* From the findings of a run to the verdict on them: the one place where it is decided what counts.
 *
 * In this order, each step seeing what the one before left:
 *   1. tiers and severities   findings in files that are off and of rules that are off are dropped, and counted
 *   2. suppressions           of the source and of the configuration, with a reason; faulty, unused and expired ones
 *                             become findings of their own
 *   3. what is missing        units that dropped out of the database, a database that is too old, debt that grew become
 *                             findings of their own
 *   4. fingerprints
 *   5. the baseline           each finding is new or unchanged; entries that no finding answers to are fixed
 *   6. the diff               findings that the changes neither touch nor cause are outside
 *   7. limits                 what counts is compared with them: the exit status
 * Every writer shows these results and decides nothing.
 */
#ifndef BULWARK_GATE_JUDGE_H
#define BULWARK_GATE_JUDGE_H

#include "gate/baseline.h"
#include "gate/diff.h"
#include "gate/fingerprint.h"
#include "gate/history.h"
#include "gate/merge.h"
#include "gate/rules.h"
#include "gate/suppress.h"

typedef enum bw_state {
  BW_STATE_NONE, /* there is no baseline */
  BW_STATE_NEW,
  BW_STATE_UNCHANGED,
} bw_state;

typedef enum bw_silence { BW_SILENCE_NONE, BW_SILENCE_SOURCE, BW_SILENCE_CONFIG } bw_silence;

/* A finding with everything that was decided about it. */
typedef struct bw_judged {
  bw_finding finding;  /* with the severity that the policy gives it */
  size_t rule;         /* its number; bw_rule_count() for one of another version */
  bw_fingerprint print;
  bw_tier tier;        /* of its file */
  bw_state state;
  bw_silence silence;
  const char *reason;  /* of the suppression; NULL if there is none */
  bool outside;        /* of the diff */
  bool counts;         /* none of these excuses it */
} bw_judged;

typedef struct bw_judgement {
  const bw_verdict *verdict;
  const bw_judged *findings; /* sorted as merge.h says */
  size_t count;
  size_t counted[3];         /* by severity: those that count */
  size_t suppressed, unchanged, outside, dropped;
  bool compared;                          /* with a baseline */
  BW_VEC(bw_baseline_finding) fixed;      /* left: how many of each are gone; none when only a part was analysed */
  bw_suppression_list suppressions;       /* all there are, by place, those of the configuration last */
  const bw_figures *files;                /* of the files that were analysed, sorted by path */
  size_t file_count;
  BW_VEC(bw_debt) debts;                  /* sorted, none with count 0; none when only a part was analysed */
  const bw_history *history;              /* this run last if it is complete; NULL: nobody asked */
  const char *diff;                       /* the revision; NULL: everything is inside */
  const char *current;                    /* file names within this folder are shown without it */
  const char *root;                       /* of the configuration: baselines name files from here */
  bool complete;                          /* every unit of the database was selected and answered for */
  bw_exit status;
} bw_judgement;

/* pre: options are complete, diff is NULL when everything counts.
 * on failure: complained; the baseline cannot be read. */
BW_MUST_CHECK bool bw_judge(bw_arena *arena, bw_sources *sources, const bw_gate_options *options, const bw_plan *plan,
                            const bw_verdict *verdict, const bw_diff *diff, bw_judgement *ret_judgement);

/* How many findings that count have that rule. */
size_t bw_judgement_counted(const bw_judgement *judgement, const char *rule);

/* The name of a file in baselines: within the root, else absolute. */
const char *bw_judgement_file(const bw_judgement *judgement, const char *path);

#endif
