/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/suppress.h"

#include "gate/rules.h"

#include <string.h>

void bw_suppressions_read(bw_arena *arena, bw_sources *sources, const bw_gate_policy *policy, const bw_words *paths,
                          bw_suppressions *ret_suppressions) {
  bw_suppressions made = {
      .arena = arena, .sources = sources, .policy = policy, .today = bw_today(arena), .paths = *paths};
  made.used = bw_core_array(arena, bool, policy->suppressions.count + 1);
  for (uint32_t i = 0; i < paths->count; i++) {
    bw_allows allows = bw_source_allows(sources, paths->at[i]);
    for (uint32_t k = 0; k < allows.count; k++)
      bw_vec_push(arena, &made.allows,
                  (bw_file_allow){paths->at[i], allows.at[k], bw_core_array(arena, bool, allows.at[k].rule_count + 1)});
  }
  *ret_suppressions = made;
}

/* ---- use --------------------------------------------------------------------------------------------------- */

static uint32_t first_of(const bw_suppressions *s, const char *path) {
  uint32_t low = 0, high = s->allows.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (strcmp(s->allows.at[middle].path, path) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static const char *allow_in_source(bw_suppressions *s, const bw_finding *finding) {
  const char *reason = NULL;
  for (uint32_t i = first_of(s, finding->pos.file);
       i < s->allows.count && strcmp(s->allows.at[i].path, finding->pos.file) == 0; i++) {
    bw_file_allow *one = &s->allows.at[i];
    if (!bw_allow_covers(&one->allow, finding->check, finding->pos.line)) continue;
    for (uint32_t k = 0; k < one->allow.rule_count; k++)
      if (strcmp(one->allow.rules[k], finding->check) == 0) one->used[k] = true;
    if (reason == NULL) reason = one->allow.reason;
  }
  return reason;
}

static bool expired(const bw_suppressions *s, const bw_suppress_rule *rule) {
  return rule->until != NULL && strcmp(rule->until, s->today) < 0;
}

static const char *allow_in_config(bw_suppressions *s, const bw_finding *finding) {
  const char *reason = NULL;
  for (uint32_t i = 0; i < s->policy->suppressions.count; i++) {
    const bw_suppress_rule *rule = &s->policy->suppressions.at[i];
    if (strcmp(rule->rule, finding->check) != 0 || !bw_policy_matches(s->policy, rule->glob, finding->pos.file))
      continue;
    s->used[i] = true;
    if (reason == NULL && !expired(s, rule)) reason = rule->reason;
  }
  return reason;
}

const char *bw_suppressions_allow(bw_suppressions *suppressions, const bw_finding *finding, bool *ret_source) {
  if (finding->pos.file == NULL) return NULL;
  const char *source = allow_in_source(suppressions, finding), *config = allow_in_config(suppressions, finding);
  *ret_source = source != NULL;
  return source != NULL ? source : config;
}

/* ---- faults ------------------------------------------------------------------------------------------------ */

static bw_finding fault(const char *rule, bw_pos pos, const char *message) {
  bw_finding finding = {.check = rule, .pos = pos, .function = "", .message = message};
  finding.severity = bw_rule_get(NULL, bw_rule_find(rule)).severity;
  return finding;
}

static bool known(const char *rule) { return bw_rule_find(rule) < bw_rule_count(); }

static const char *unknown_text(bw_arena *arena, const char *rule) {
  const char *near = bw_rule_near(rule);
  return near == NULL ? bw_format(arena, "suppression of '%s', which is no rule; bulwark checks lists them", rule)
                      : bw_format(arena, "suppression of '%s', which is no rule; did you mean '%s'?", rule, near);
}

static void allow_faults(const bw_suppressions *s, const bw_file_allow *one, bool unused, bw_finding_list *findings) {
  const bw_allow *allow = &one->allow;
  bw_pos pos = {one->path,         allow->line,  allow->column, allow->end_line,
                allow->end_column, allow->begin, allow->end,    false};
  if (allow->fault != NULL) {
    bw_vec_push(s->arena, findings,
                fault(BW_RULE_SUPPRESSION_REASON, pos, bw_format(s->arena, "suppression %s", allow->fault)));
    return;
  }
  bool silent = *allow->reason == '\0';
  if (silent)
    bw_vec_push(
        s->arena, findings,
        fault(BW_RULE_SUPPRESSION_REASON, pos,
              bw_format(s->arena, "suppression of '%s' gives no reason and allows nothing; write the reason behind it",
                        allow->rules[0])));
  for (uint32_t i = 0; i < allow->rule_count; i++) {
    const char *rule = allow->rules[i];
    if (!known(rule))
      bw_vec_push(s->arena, findings, fault(BW_RULE_SUPPRESSION_UNKNOWN, pos, unknown_text(s->arena, rule)));
    else if (unused && !silent && !one->used[i])
      bw_vec_push(s->arena, findings,
                  fault(BW_RULE_SUPPRESSION_UNUSED, pos,
                        bw_format(s->arena, "suppression of '%s', which is not found here; remove it", rule)));
  }
}

static void config_faults(const bw_suppressions *s, uint32_t index, bool unused, bw_finding_list *findings) {
  const bw_suppress_rule *rule = &s->policy->suppressions.at[index];
  bw_pos pos = {.file = s->policy->config,
                .line = rule->line,
                .column = rule->column,
                .end_line = rule->line,
                .end_column = rule->column};
  if (rule->reason == NULL)
    bw_vec_push(
        s->arena, findings,
        fault(BW_RULE_SUPPRESSION_REASON, pos,
              bw_format(s->arena, "suppression of '%s' in '%s' gives no reason and allows nothing; add the key reason",
                        rule->rule, rule->glob)));
  if (!known(rule->rule))
    bw_vec_push(s->arena, findings, fault(BW_RULE_SUPPRESSION_UNKNOWN, pos, unknown_text(s->arena, rule->rule)));
  else if (expired(s, rule))
    bw_vec_push(s->arena, findings,
                fault(BW_RULE_SUPPRESSION_EXPIRED, pos,
                      bw_format(s->arena,
                                "suppression of '%s' in '%s' held until %s; mend what it allowed, or say why it stays",
                                rule->rule, rule->glob, rule->until)));
  else if (unused && rule->reason != NULL && !s->used[index])
    bw_vec_push(s->arena, findings,
                fault(BW_RULE_SUPPRESSION_UNUSED, pos,
                      bw_format(s->arena, "suppression of '%s' in '%s', which is not found there; remove it",
                                rule->rule, rule->glob)));
}

void bw_suppressions_faults(const bw_suppressions *suppressions, bool unused, bw_finding_list *findings) {
  for (uint32_t i = 0; i < suppressions->allows.count; i++)
    allow_faults(suppressions, &suppressions->allows.at[i], unused, findings);
  for (uint32_t i = 0; i < suppressions->policy->suppressions.count; i++)
    config_faults(suppressions, i, unused, findings);
}

/* ---- all of them -------------------------------------------------------------------------------------------- */

static bw_suppression_state state_of(bool faulty, bool over, bool used, bool complete) {
  if (faulty) return BW_SUPPRESSION_FAULTY;
  if (over) return BW_SUPPRESSION_EXPIRED;
  if (used) return BW_SUPPRESSION_USED;
  return complete ? BW_SUPPRESSION_UNUSED : BW_SUPPRESSION_UNSEEN;
}

static void list_allow(const bw_suppressions *s, const bw_file_allow *one, bool complete, bw_suppression_list *list) {
  const bw_allow *allow = &one->allow;
  bw_suppression entry = {.file = one->path, .line = allow->line, .rule = "", .reason = allow->reason};
  if (allow->rule_count == 0) {
    entry.state = BW_SUPPRESSION_FAULTY;
    bw_vec_push(s->arena, list, entry);
  }
  for (uint32_t i = 0; i < allow->rule_count; i++) {
    bool faulty = allow->fault != NULL || *allow->reason == '\0' || !known(allow->rules[i]);
    entry.rule = allow->rules[i];
    entry.state = state_of(faulty, false, one->used[i], complete);
    bw_vec_push(s->arena, list, entry);
  }
}

bw_suppression_list bw_suppressions_list(const bw_suppressions *suppressions, bool complete) {
  const bw_suppressions *s = suppressions;
  bw_suppression_list list = {0};
  for (uint32_t i = 0; i < s->allows.count; i++) list_allow(s, &s->allows.at[i], complete, &list);
  for (uint32_t i = 0; i < s->policy->suppressions.count; i++) {
    const bw_suppress_rule *rule = &s->policy->suppressions.at[i];
    bw_suppression entry = {.file = s->policy->config,
                            .line = rule->line,
                            .glob = rule->glob,
                            .rule = rule->rule,
                            .reason = rule->reason == NULL ? "" : rule->reason,
                            .until = rule->until};
    entry.state = state_of(rule->reason == NULL || !known(rule->rule), expired(s, rule), s->used[i], complete);
    bw_vec_push(s->arena, &list, entry);
  }
  return list;
}

const char *bw_suppression_word(bw_suppression_state state) {
  static const char *const states[] = {"used", "unused", "unseen", "expired", "faulty"};
  return states[state];
}
