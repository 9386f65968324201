/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* All rules that a finding may have: the checks of checks.def, and those the gate itself holds a project to.
 *
 * A rule's number is that of its check, or follows the checks'. Numbers index the rules of the SARIF output.
 */
#ifndef BULWARK_GATE_RULES_H
#define BULWARK_GATE_RULES_H

#include "core/check_list.h"
#include "gate/gate.h"

#define BW_RULE_SUPPRESSION_REASON "suppression-reason"
#define BW_RULE_SUPPRESSION_UNUSED "suppression-unused"
#define BW_RULE_SUPPRESSION_EXPIRED "suppression-expired"
#define BW_RULE_SUPPRESSION_UNKNOWN "suppression-unknown"
#define BW_RULE_DEBT_GROWN "debt-grown"
#define BW_RULE_UNIT_MISSING "unit-missing"
#define BW_RULE_DATABASE_STALE "database-stale"

typedef struct bw_rule {
  const char *id;
  bw_severity severity;
  const char *cwe; /* "" for those of the gate */
  const char *summary;
  const char *page; /* within docs/ */
  bool check;       /* of checks.def */
  bool on;
} bw_rule;

size_t bw_rule_count(void);

/* pre: number < bw_rule_count(). */
bw_rule bw_rule_get(bw_arena *arena, size_t number);

/* The number of the rule of that id, bw_rule_count() if there is none. */
size_t bw_rule_find(const char *id);

/* The id of a rule that word may have been meant for; NULL if none is near. */
const char *bw_rule_near(const char *word);

/* The one of words, ended by NULL, that is nearest to word by edits; NULL if none is near enough to offer. */
const char *bw_word_near(const char *word, const char *const *words);

/* "error", "warning" or "note". */
const char *bw_severity_word(bw_severity severity);

#endif
