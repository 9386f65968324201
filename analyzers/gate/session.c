/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/session.h"

#include "gate/config.h"
#include "gate/files.h"
#include "gate/inventory.h"
#include "gate/run.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

bool bw_session_read(bw_arena *arena, int argc, char **argv, unsigned command, bw_session *session) {
  if (!bw_options_read(arena, argc, argv, command, &session->options)) return false;
  session->sources.arena = arena;
  session->command = command;
  return bw_config_load(arena, &session->options);
}

/* Plans and analyses; the reason is set when that fails. */
static bw_exit analyse(bw_arena *arena, bw_session *session, const char **ret_reason) {
  bw_toolchain toolchain = bw_toolchain_find(arena);
  bw_database database;
  *ret_reason = "came to no verdict; its reason is on standard error";
  if (session->options.database == NULL) session->options.database = bw_database_find(arena);
  if (session->options.database == NULL) {
    bw_complain("there is no compilation database here; bulwark init says how this project makes one. One that lies elsewhere is "
                "named with -p, or as database in bulwark.yaml");
    return BW_EXIT_UNABLE;
  }
  if (!bw_database_read(arena, session->options.database, &database) ||
      !bw_plan_make(arena, &session->options, &database, &toolchain, &session->plan) ||
      !bw_run_lock(arena, session->plan.cache) || !bw_plan_write(arena, &session->options, &session->plan))
    return BW_EXIT_UNABLE;
  switch (bw_run_plan(arena, &session->plan, session->options.jobs, session->options.time_limit)) {
  case BW_RUN_INTERRUPTED:
    bw_remark("interrupted; the same command goes on where this one was");
    *ret_reason = "was interrupted";
    return BW_EXIT_INTERRUPTED;
  case BW_RUN_UNABLE: return BW_EXIT_UNABLE;
  case BW_RUN_DONE: break;
  }
  return BW_EXIT_CLEAN;
}

/* What a run is remembered by. */
static bw_history_row row_of(bw_arena *arena, const bw_judgement *judgement) {
  static const bw_history_count by_severity[] = {BW_HISTORY_NOTES, BW_HISTORY_WARNINGS, BW_HISTORY_ERRORS};
  bw_history_row row = {.time = bw_now(arena)};
  for (size_t i = 0; i < judgement->count; i++)
    if (judgement->findings[i].silence == BW_SILENCE_NONE)
      row.count[by_severity[judgement->findings[i].finding.severity]]++;
  for (size_t i = 0; i < judgement->file_count; i++) {
    const bw_figures *file = &judgement->files[i];
    row.count[BW_HISTORY_PROVED] += file->proved;
    row.count[BW_HISTORY_OPEN] += file->open;
    row.count[BW_HISTORY_VIOLATION] += file->violation;
    if (file->hardened) row.count[BW_HISTORY_HARDENED] += file->proved + file->open + file->violation;
  }
  row.count[BW_HISTORY_SUPPRESSED] = judgement->suppressed;
  row.count[BW_HISTORY_SUPPRESSIONS] = judgement->suppressions.count;
  row.count[BW_HISTORY_UNSAFE] = judgement->verdict->unsafe_count;
  row.count[BW_HISTORY_FILES] = judgement->file_count;
  return row;
}

/* A trend with a gap is no reason to lose a verdict: what goes wrong here is only told. */
static void remember(bw_arena *arena, bw_session *session) {
  if ((session->command & (BW_COMMAND_LINT | BW_COMMAND_REPORT)) == 0) return;
  const char *path = bw_path_join(arena, session->plan.cache, "history.jsonl");
  session->history = bw_history_read(arena, path);
  session->judgement.history = &session->history;
  if (!session->judgement.complete) return;
  bw_history_row row = row_of(arena, &session->judgement);
  bw_history_add(arena, &session->history, &row);
  if (!bw_history_write(arena, path, &session->history))
    bw_remark("%s cannot be written: %s; this run will be missing in the trend", path, strerror(errno));
}

bw_exit bw_session_run(bw_arena *arena, bw_session *session, const char **ret_reason) {
  const bw_gate_options *options = &session->options;
  const bw_diff *diff = NULL;
  bw_exit status = analyse(arena, session, ret_reason);
  if (status != BW_EXIT_CLEAN) return status;
  session->verdict = bw_merge(arena, options, &session->plan);
  if (options->diff != NULL && !bw_diff_read(arena, &session->sources, &session->plan, options->diff, &diff))
    return BW_EXIT_UNABLE;
  if (!bw_judge(arena, &session->sources, options, &session->plan, &session->verdict, diff, &session->judgement))
    return BW_EXIT_UNABLE;
  remember(arena, session);
  return bw_inventory_save(arena, &session->plan) ? BW_EXIT_CLEAN : BW_EXIT_UNABLE;
}

/* How many failing units have what clang said shown in full: more say the same thing again. */
enum { OUTPUTS_SHOWN = 10, OUTPUT_LINES = 40 };

static void show_output(const char *output) {
  for (int line = 0; *output != '\0' && line < OUTPUT_LINES; line++) {
    size_t size = strcspn(output, "\n");
    fputs("  | ", stderr);
    for (size_t i = 0; i < size; i++) {
      unsigned char c = (unsigned char)output[i];
      fputc((c < ' ' && c != '\t') || c == 0x7f ? '?' : c, stderr);
    }
    fputc('\n', stderr);
    output += size + (output[size] == '\n' ? 1 : 0);
  }
  if (*output != '\0') fputs("  | ...\n", stderr);
}

void bw_session_show_failures(const bw_session *session) {
  const bw_verdict *verdict = &session->verdict;
  for (size_t i = 0; i < verdict->failure_count; i++) {
    const bw_failure *failure = &verdict->failures[i];
    bw_complain("%s: %s", failure->file, failure->reason);
    if (i < OUTPUTS_SHOWN) show_output(failure->output);
  }
  if (verdict->failure_count > 0 && verdict->failures[0].again != NULL)
    bw_remark("to repeat the first of these: bulwark run-unit '%s'", verdict->failures[0].again);
}
