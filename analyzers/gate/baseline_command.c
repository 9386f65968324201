/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* bulwark baseline: write, update, shrink. */
#include "gate/commands.h"
#include "gate/files.h"
#include "gate/session.h"
#include "gate/text.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

typedef enum action { ACTION_WRITE, ACTION_UPDATE, ACTION_SHRINK, ACTION_NONE } action;

static action read_action(const bw_gate_options *options) {
  static const char *const names[] = {"write", "update", "shrink"};
  for (int i = 0; options->files.count == 1 && i < ACTION_NONE; i++)
    if (strcmp(options->files.at[0], names[i]) == 0) return (action)i;
  bw_complain("bulwark baseline takes one of write, update and shrink; bulwark baseline --help explains them");
  return ACTION_NONE;
}

/* One entry a finding. */
static void add_finding(bw_arena *arena, const bw_judgement *judgement, const bw_judged *one, const char *allowed,
                        bw_baseline *baseline) {
  bw_baseline_finding entry = {.rule = one->finding.check,
                               .file = bw_utf8(arena, bw_judgement_file(judgement, one->finding.pos.file)),
                               .function = one->finding.function,
                               .fingerprint = one->print.shared,
                               .count = 1,
                               .allowed = allowed};
  bw_vec_push(arena, &baseline->findings, entry);
}

/* What is suppressed, and what is about the baseline or the database itself, is none of its entries. */
static bool is_listed(const bw_judged *one) {
  static const char *const own[] = {BW_RULE_DEBT_GROWN, BW_RULE_UNIT_MISSING, BW_RULE_DATABASE_STALE};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    if (strcmp(one->finding.check, own[i]) == 0) return false;
  return one->silence == BW_SILENCE_NONE;
}

/* Why an entry came in, as the old baseline has it. */
static const char *reason_of(const bw_baseline *old, const char *fingerprint) {
  for (uint32_t i = 0; i < old->findings.count; i++)
    if (strcmp(old->findings.at[i].fingerprint, fingerprint) == 0) return old->findings.at[i].allowed;
  return NULL;
}

typedef struct tally {
  uint64_t added, kept, gone, refused;
} tally;

static void gather_findings(bw_arena *arena, const bw_judgement *judgement, const bw_baseline *old, action what,
                            const char *allow, bw_baseline *fresh, tally *sums) {
  for (size_t i = 0; i < judgement->count; i++) {
    const bw_judged *one = &judgement->findings[i];
    if (!is_listed(one)) continue;
    if (one->state == BW_STATE_UNCHANGED) {
      add_finding(arena, judgement, one, reason_of(old, one->print.shared), fresh);
      sums->kept++;
    } else if (what == ACTION_WRITE || (what == ACTION_UPDATE && allow != NULL)) {
      add_finding(arena, judgement, one, what == ACTION_WRITE ? NULL : allow, fresh);
      sums->added++;
    } else {
      sums->refused++;
    }
  }
  for (uint32_t i = 0; i < judgement->fixed.count; i++) sums->gone += judgement->fixed.at[i].left;
}

static void gather_debts(bw_arena *arena, const bw_judgement *judgement, const bw_baseline *old, action what,
                         const char *allow, bw_baseline *fresh, tally *sums) {
  for (uint32_t i = 0; i < judgement->debts.count; i++) {
    bw_debt debt = judgement->debts.at[i];
    const bw_debt *granted = bw_baseline_debt(old, debt.folder, debt.kind);
    uint64_t limit = granted == NULL ? 0 : granted->count;
    if (what == ACTION_WRITE || debt.count <= limit) {
      debt.allowed = granted == NULL ? NULL : granted->allowed;
    } else if (what == ACTION_UPDATE && allow != NULL) {
      debt.allowed = allow;
      sums->added++;
    } else {
      debt.count = limit;
      debt.allowed = granted == NULL ? NULL : granted->allowed;
      sums->refused++;
    }
    bw_vec_push(arena, &fresh->debts, debt);
  }
}

/* Those of the database, so that one that drops out of it is noticed where no cache remembers it. */
static void gather_units(bw_arena *arena, const bw_session *session, const bw_baseline *old, action what,
                         bw_baseline *fresh, tally *sums) {
  const char *root = session->judgement.root;
  for (uint32_t i = 0; i < session->plan.units.count; i++) {
    const char *path = session->plan.units.at[i].path, *within = bw_path_within(root, path);
    if (within != path) bw_vec_push(arena, &fresh->units, within);
  }
  /* One that is still there stays known until somebody says why it is not compiled any more. */
  for (uint32_t i = 0; i < old->units.count; i++) {
    const char *path = bw_path_resolve(arena, root, old->units.at[i]);
    bool off = bw_policy_tier(&session->options.policy, path) == BW_TIER_OFF;
    if (off || !bw_path_is_file(path) || bw_words_has(&session->plan.listed, path)) continue;
    if (what == ACTION_UPDATE && session->options.allow != NULL) continue;
    bw_vec_push(arena, &fresh->units, old->units.at[i]);
    sums->refused++;
  }
}

static bw_exit replace(bw_arena *arena, const bw_session *session, action what, const bw_baseline *old,
                       const char *path) {
  bw_baseline fresh = {.path = path};
  tally sums = {0};
  gather_findings(arena, &session->judgement, old, what, session->options.allow, &fresh, &sums);
  gather_debts(arena, &session->judgement, old, what, session->options.allow, &fresh, &sums);
  gather_units(arena, session, old, what, &fresh, &sums);
  bw_baseline_sort(&fresh);
  if (!bw_baseline_write(arena, &fresh)) return BW_EXIT_UNABLE;
  printf("bulwark: %s: %" PRIu64 " kept, %" PRIu64 " taken in, %" PRIu64 " taken out", path, sums.kept, sums.added,
         sums.gone);
  if (sums.refused > 0) printf(", %" PRIu64 " new and not taken in", sums.refused);
  puts("");
  if (sums.refused == 0) return BW_EXIT_CLEAN;
  if (what == ACTION_UPDATE)
    bw_remark("bulwark lint shows what is new; mend it, or give the reason why it comes in with --allow");
  return what == ACTION_UPDATE ? BW_EXIT_FINDINGS : BW_EXIT_CLEAN;
}

/* A baseline of a part would take the rest for mended. */
static bool is_whole(const bw_session *session) {
  if (session->judgement.complete) return true;
  bw_session_show_failures(session);
  bw_complain("no baseline is written: %zu of %zu units have no verdict",
              session->verdict.units - session->verdict.answered + session->verdict.left_out,
              session->verdict.units + session->verdict.left_out);
  return false;
}

bw_exit bw_baseline_main(bw_arena *arena, int argc, char **argv) {
  static bw_session session;
  const char *reason = NULL;
  if (!bw_session_read(arena, argc, argv, BW_COMMAND_BASELINE, &session)) return BW_EXIT_UNABLE;
  action what = read_action(&session.options);
  if (what == ACTION_NONE) return BW_EXIT_UNABLE;
  session.options.files.count = 0; /* the action was its only word */
  if (session.options.baseline == NULL) {
    bw_complain("name the baseline with --baseline, or as baseline in bulwark.yaml");
    return BW_EXIT_UNABLE;
  }
  if (session.options.allow != NULL && what != ACTION_UPDATE) {
    bw_complain("--allow is for bulwark baseline update; write takes in everything, shrink nothing");
    return BW_EXIT_UNABLE;
  }
  const char *path = bw_path_join(arena, bw_path_current(arena), session.options.baseline);
  bw_baseline old = {.path = path};
  if (what == ACTION_WRITE) {
    if (bw_path_is_file(path) && !session.options.force) {
      bw_complain("%s is there already; update or shrink it, or write it anew with --force", path);
      return BW_EXIT_UNABLE;
    }
    session.options.baseline = NULL;
  } else if (!bw_baseline_read(arena, path, &old)) {
    return BW_EXIT_UNABLE;
  }
  bw_exit status = bw_session_run(arena, &session, &reason);
  if (status != BW_EXIT_CLEAN) return status;
  return is_whole(&session) ? replace(arena, &session, what, &old, path) : BW_EXIT_UNABLE;
}
