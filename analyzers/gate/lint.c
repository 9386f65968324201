/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/commands.h"
#include "gate/files.h"
#include "gate/outputs.h"
#include "gate/session.h"

/* Files of an earlier run must not stand for one that came to no verdict. */
static bw_exit give_up(bw_arena *arena, bw_session *session, const bw_outputs *outputs, bw_exit status,
                       const char *reason) {
  bw_failure failure = {.file = "bulwark lint", .reason = reason, .output = ""};
  bw_verdict verdict = {.failures = &failure, .failure_count = 1};
  bw_outputs files = {.all = false};
  bw_judgement judgement = {.verdict = &verdict, .current = bw_path_current(arena), .status = status};
  judgement.root = judgement.current;
  for (uint32_t i = 0; i < outputs->list.count; i++)
    if (outputs->list.at[i].path != NULL) bw_vec_push(arena, &files.list, outputs->list.at[i]);
  return bw_outputs_write(arena, &session->sources, &files, &judgement) ? status : BW_EXIT_UNABLE;
}

bw_exit bw_lint_main(bw_arena *arena, int argc, char **argv) {
  static bw_session session;
  bw_outputs outputs;
  const char *reason = NULL;
  if (!bw_session_read(arena, argc, argv, BW_COMMAND_LINT, &session) ||
      !bw_outputs_read(arena, &session.options, &outputs))
    return BW_EXIT_UNABLE;
  bw_exit status = bw_session_run(arena, &session, &reason);
  if (status != BW_EXIT_CLEAN) return give_up(arena, &session, &outputs, status, reason);
  bool written = bw_outputs_write(arena, &session.sources, &outputs, &session.judgement);
  bw_session_show_failures(&session);
  return written ? session.judgement.status : BW_EXIT_UNABLE;
}
