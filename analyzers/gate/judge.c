/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/judge.h"

#include "gate/files.h"
#include "gate/inventory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef struct judge {
  bw_arena *arena;
  bw_sources *sources;
  const bw_gate_options *options;
  const bw_gate_policy *policy;
  const bw_verdict *verdict;
  const bw_diff *diff;
  bw_suppressions suppressions;
  bw_finding_list findings; /* of the checks, then with those of the gate */
  bw_baseline baseline;
  bw_judgement out;
} judge;

/* ---- 1. tiers and severities ------------------------------------------------------------------------------- */

static void keep(judge *j, const bw_finding *finding) {
  int severity = bw_policy_severity(j->policy, finding->check, finding->severity);
  bool off = finding->pos.file != NULL && bw_policy_tier(j->policy, finding->pos.file) == BW_TIER_OFF;
  if (off || severity == BW_SEVERITY_OFF) {
    j->out.dropped++;
    return;
  }
  bw_finding kept = *finding;
  kept.severity = (bw_severity)severity;
  bw_vec_push(j->arena, &j->findings, kept);
}

/* ---- 2. suppressions ---------------------------------------------------------------------------------------- */

/* The files whose comments count: all that were compiled, and those that findings lie in, such as headers. */
static bw_words searched_files(judge *j) {
  bw_words all = {0};
  for (size_t i = 0; i < j->verdict->figure_count; i++) bw_vec_push(j->arena, &all, j->verdict->figures[i].path);
  for (uint32_t i = 0; i < j->findings.count; i++)
    if (j->findings.at[i].pos.file != NULL) bw_vec_push(j->arena, &all, j->findings.at[i].pos.file);
  bw_words_sort(&all);
  return all;
}

static void judge_suppressions(judge *j) {
  bw_words files = searched_files(j);
  bw_finding_list faults = {0};
  bool source = false;
  bw_suppressions_read(j->arena, j->sources, j->policy, &files, &j->suppressions);
  for (uint32_t i = 0; i < j->findings.count; i++)
    (void)bw_suppressions_allow(&j->suppressions, &j->findings.at[i], &source);
  /* What a part of the program does not show may be shown by the whole. */
  bw_suppressions_faults(&j->suppressions, j->out.complete, &faults);
  for (uint32_t i = 0; i < faults.count; i++) keep(j, &faults.at[i]);
}

/* ---- 3. what is missing ------------------------------------------------------------------------------------- */

static void judge_inventory(judge *j, const bw_plan *plan) {
  bw_finding_list faults = {0};
  if (j->verdict->left_out > 0) return; /* who asks about a part does not ask about the rest */
  bw_inventory_faults(j->arena, plan, j->out.root, &j->baseline, &faults);
  for (uint32_t i = 0; i < faults.count; i++) keep(j, &faults.at[i]);
}

/* ---- 3. debt ------------------------------------------------------------------------------------------------- */

/* The folder of a file within the root, NULL if it lies elsewhere. */
static const char *folder_of(judge *j, const char *path) {
  const char *within = path == NULL ? NULL : bw_path_within(j->out.root, path);
  return within == NULL || within == path ? NULL : bw_path_folder(j->arena, within);
}

static void add_debt(judge *j, const char *path, bw_debt_kind kind, uint64_t count) {
  const char *folder = folder_of(j, path);
  if (folder == NULL || count == 0) return;
  bw_debt debt = {.folder = folder, .kind = kind, .count = count};
  bw_vec_push(j->arena, &j->baseline.debts, debt);
}

static void add_file_debts(judge *j) {
  for (size_t i = 0; i < j->out.file_count; i++) {
    add_debt(j, j->out.files[i].path, BW_DEBT_OPEN, j->out.files[i].open);
    add_debt(j, j->out.files[i].path, BW_DEBT_UNSAFE, j->out.files[i].unsafe);
  }
}

static void gather_debts(judge *j) {
  bw_baseline gathered = {0}, read = j->baseline;
  j->baseline = gathered;
  add_file_debts(j);
  /* As they were found: a severity does not make them fewer. */
  for (size_t i = 0; i < j->verdict->finding_count; i++) {
    const bw_finding *finding = &j->verdict->findings[i];
    if (strcmp(finding->check, "raw-op") == 0 && finding->pos.file != NULL &&
        bw_policy_tier(j->policy, finding->pos.file) != BW_TIER_OFF)
      add_debt(j, finding->pos.file, BW_DEBT_RAW, 1);
  }
  for (uint32_t i = 0; i < j->suppressions.allows.count; i++)
    add_debt(j, j->suppressions.allows.at[i].path, BW_DEBT_SUPPRESSION, 1);
  if (j->policy->suppressions.count > 0)
    add_debt(j, j->policy->config, BW_DEBT_SUPPRESSION, j->policy->suppressions.count);
  bw_baseline_sort(&j->baseline);
  j->out.debts.at = j->baseline.debts.at;
  j->out.debts.count = j->baseline.debts.count;
  j->baseline = read;
}

/* More debt than the baseline grants is a finding; it stands at the baseline. */
static void judge_debts(judge *j) {
  if (!j->out.complete) return;
  gather_debts(j);
  for (uint32_t i = 0; j->out.compared && i < j->out.debts.count; i++) {
    const bw_debt *debt = &j->out.debts.at[i], *granted = bw_baseline_debt(&j->baseline, debt->folder, debt->kind);
    uint64_t limit = granted == NULL ? 0 : granted->count;
    if (debt->count <= limit) continue;
    bw_finding finding = {.check = BW_RULE_DEBT_GROWN,
                          .severity = BW_SEVERITY_ERROR,
                          .function = "",
                          .pos = {.file = j->baseline.path, .line = 1}};
    finding.message = bw_format(j->arena,
                                "debt of folder '%s' grew: %s are %" PRIu64 ", the baseline grants %" PRIu64
                                "; mend it, or take it in with bulwark baseline update --allow REASON",
                                debt->folder, bw_debt_word(debt->kind), debt->count, limit);
    keep(j, &finding);
  }
}

/* ---- 4. to 6. ---------------------------------------------------------------------------------------------- */

/* Findings about the run as a whole have no place that a change could touch. */
static bool is_about_the_whole(const bw_judged *one) {
  static const char *const rules[] = {BW_RULE_DEBT_GROWN, BW_RULE_UNIT_MISSING, BW_RULE_DATABASE_STALE};
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (strcmp(one->finding.check, rules[i]) == 0) return true;
  return false;
}

static void judge_each(judge *j, bw_judged *judged, size_t count) {
  const bw_fingerprint *prints = bw_fingerprints(j->arena, j->sources, j->findings.at, count);
  for (size_t i = 0; i < count; i++) {
    bw_judged *one = &judged[i];
    bool source = false;
    one->finding = j->findings.at[i];
    one->rule = bw_rule_find(one->finding.check);
    one->print = prints[i];
    one->tier = one->finding.pos.file == NULL ? BW_TIER_LEGACY : bw_policy_tier(j->policy, one->finding.pos.file);
    one->state = j->out.compared ? BW_STATE_NEW : BW_STATE_NONE;
    if (one->rule < BW_CHECK_COUNT) one->reason = bw_suppressions_allow(&j->suppressions, &one->finding, &source);
    if (one->reason != NULL) one->silence = source ? BW_SILENCE_SOURCE : BW_SILENCE_CONFIG;
    one->outside = j->diff != NULL && !is_about_the_whole(one) && !bw_diff_covers(j->diff, &one->finding);
  }
}

/* An entry of the same file goes first, so that a renamed file takes nothing from one that is still there. */
static void compare_with_baseline(judge *j, bw_judged *judged, size_t count) {
  for (int same_file = 1; same_file >= 0; same_file--)
    for (size_t i = 0; i < count; i++) {
      bw_judged *one = &judged[i];
      if (one->state != BW_STATE_NEW || one->silence != BW_SILENCE_NONE) continue;
      const char *file = one->finding.pos.file == NULL ? "" : bw_judgement_file(&j->out, one->finding.pos.file);
      if (bw_baseline_take(&j->baseline, one->print.shared, bw_utf8(j->arena, file), same_file == 1))
        one->state = BW_STATE_UNCHANGED;
    }
  for (uint32_t i = 0; j->out.complete && i < j->baseline.findings.count; i++)
    if (j->baseline.findings.at[i].left > 0) bw_vec_push(j->arena, &j->out.fixed, j->baseline.findings.at[i]);
}

/* ---- 7. the verdict ---------------------------------------------------------------------------------------- */

static void count_all(judge *j, bw_judged *judged, size_t count) {
  for (size_t i = 0; i < count; i++) {
    bw_judged *one = &judged[i];
    one->counts = one->silence == BW_SILENCE_NONE && one->state != BW_STATE_UNCHANGED && !one->outside;
    if (one->counts)
      j->out.counted[one->finding.severity]++;
    else if (one->silence != BW_SILENCE_NONE)
      j->out.suppressed++;
    else if (one->state == BW_STATE_UNCHANGED)
      j->out.unchanged++;
    else
      j->out.outside++;
  }
  j->out.findings = judged;
  j->out.count = count;
}

static bw_exit status_of(const judge *j) {
  if (j->verdict->failure_count > 0 || j->verdict->answered < j->verdict->units) return BW_EXIT_UNABLE;
  for (int severity = BW_SEVERITY_NOTE; severity <= BW_SEVERITY_ERROR; severity++)
    if (j->out.counted[severity] > j->policy->limits[severity]) return BW_EXIT_FINDINGS;
  return BW_EXIT_CLEAN;
}

bool bw_judge(bw_arena *arena, bw_sources *sources, const bw_gate_options *options, const bw_plan *plan,
              const bw_verdict *verdict, const bw_diff *diff, bw_judgement *ret_judgement) {
  judge j = {.arena = arena,
             .sources = sources,
             .options = options,
             .policy = &options->policy,
             .verdict = verdict,
             .diff = diff};
  j.out.verdict = verdict;
  j.out.current = plan->current;
  j.out.root = options->policy.root;
  j.out.diff = options->diff;
  j.out.complete = verdict->left_out == 0 && verdict->failure_count == 0 && verdict->answered == verdict->units;
  j.out.files = bw_figures_by_file(arena, verdict->figures, verdict->figure_count, &j.out.file_count);
  if (options->baseline != NULL) {
    if (!bw_baseline_read(arena, bw_path_join(arena, plan->current, options->baseline), &j.baseline)) return false;
    j.out.compared = true;
  }
  for (size_t i = 0; i < verdict->finding_count; i++) keep(&j, &verdict->findings[i]);
  judge_suppressions(&j);
  judge_inventory(&j, plan);
  judge_debts(&j);
  size_t count = bw_merge_findings(j.findings.at, j.findings.count);
  bw_judged *judged = bw_core_array(arena, bw_judged, count + 1);
  judge_each(&j, judged, count);
  if (j.out.compared) compare_with_baseline(&j, judged, count);
  count_all(&j, judged, count);
  j.out.suppressions = bw_suppressions_list(&j.suppressions, j.out.complete);
  j.out.status = status_of(&j);
  *ret_judgement = j.out;
  return true;
}

size_t bw_judgement_counted(const bw_judgement *judgement, const char *rule) {
  size_t count = 0;
  for (size_t i = 0; i < judgement->count; i++)
    if (judgement->findings[i].counts && strcmp(judgement->findings[i].finding.check, rule) == 0) count++;
  return count;
}

const char *bw_judgement_file(const bw_judgement *judgement, const char *path) {
  return path == NULL ? "" : bw_path_within(judgement->root, path);
}
