/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/commands.h"
#include "gate/outputs.h"
#include "gate/session.h"

bw_exit bw_lint_main(bw_arena *arena, int argc, char **argv) {
  static bw_session session;
  bw_outputs outputs;
  const char *reason = NULL;
  if (!bw_session_read(arena, argc, argv, BW_COMMAND_LINT, &session) ||
      !bw_outputs_read(arena, &session.options, &outputs))
    return BW_EXIT_UNABLE;
  bw_exit status = bw_session_run(arena, &session, &reason);
  if (status != BW_EXIT_CLEAN)
    return bw_outputs_give_up(arena, &session.sources, &outputs, "lint", reason, status) ? status : BW_EXIT_UNABLE;
  bool written = bw_outputs_write(arena, &session.sources, &outputs, &session.judgement);
  bw_session_show_failures(&session);
  return written ? session.judgement.status : BW_EXIT_UNABLE;
}
