/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a project wants of the gate: how strictly each file is held, how severe each rule is, what is allowed, how much
 * may be found. Made of the configuration file and the command line; everything that judges reads it, nothing changes
 * it.
 */
#ifndef BULWARK_GATE_POLICY_H
#define BULWARK_GATE_POLICY_H

#include "core/check_list.h"
#include "core/report.h"
#include "gate/gate.h"

/* How a file is held. */
typedef enum bw_tier {
  BW_TIER_OFF,      /* not analysed, and nothing in it is told */
  BW_TIER_LEGACY,   /* violations are told */
  BW_TIER_HARDENED, /* what is neither proved nor checked is told too */
} bw_tier;

typedef struct bw_tier_rule {
  const char *glob;
  bw_tier tier;
} bw_tier_rule;

/* A severity of bw_severity, or this: findings of the rule are dropped. */
#define BW_SEVERITY_OFF (-1)

typedef struct bw_severity_rule {
  const char *rule;
  int severity;
} bw_severity_rule;

/* A suppression of the configuration. */
typedef struct bw_suppress_rule {
  const char *glob, *rule, *reason;
  const char *until; /* "2027-01-31", the last day it holds; NULL: for good */
  uint32_t line, column; /* in the configuration */
} bw_suppress_rule;

#define BW_LIMIT_NONE UINT64_MAX

typedef struct bw_gate_policy {
  const char *root;   /* absolute; globs and paths of the configuration start here */
  const char *config; /* absolute path of the configuration; NULL: none */
  BW_VEC(bw_tier_rule) tiers; /* the last that matches decides */
  BW_VEC(bw_severity_rule) severities;
  BW_VEC(bw_suppress_rule) suppressions;
  bool raw_off[BW_RAW_KIND_COUNT]; /* what raw-op does not tell */
  uint64_t limits[3]; /* by bw_severity: how many findings that count are still a clean verdict */
} bw_gate_policy;

/* Whether an absolute, resolved path matches a glob of the configuration: '*' matches any characters, '/' included,
 * '?' one, a glob that ends in '/' everything below. A glob without '/' in front starts at root. */
bool bw_policy_matches(const bw_gate_policy *policy, const char *glob, const char *path);

bw_tier bw_policy_tier(const bw_gate_policy *policy, const char *path);
const char *bw_tier_word(bw_tier tier);

/* The severity of a rule: its own unless the policy says another, or BW_SEVERITY_OFF. */
int bw_policy_severity(const bw_gate_policy *policy, const char *rule, bw_severity own);

/* Today as "2026-11-29" in universal time; the day of SOURCE_DATE_EPOCH if that is set, so that a run can be
 * repeated. */
const char *bw_today(bw_arena *arena);

/* This moment as "2026-11-29T11:02:03Z" in universal time; that of SOURCE_DATE_EPOCH if it is set. */
const char *bw_now(bw_arena *arena);

/* Whether text is such a moment. */
bool bw_is_time(const char *text);

/* Whether text is a day such as "2027-01-31". */
bool bw_is_day(const char *text);

#endif
