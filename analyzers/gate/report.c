/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/commands.h"
#include "gate/outputs.h"
#include "gate/session.h"
#include "gate/text.h"

#include <stdio.h>

bw_exit bw_report_main(bw_arena *arena, int argc, char **argv) {
  static bw_session session;
  bw_outputs outputs = {0};
  const char *reason = NULL;
  if (!bw_session_read(arena, argc, argv, BW_COMMAND_REPORT, &session)) return BW_EXIT_UNABLE;
  const char *path = session.options.output == NULL ? BW_REPORT_FILE : session.options.output;
  bw_vec_push(arena, &outputs.list, (bw_output){"html", path});
  bw_exit status = bw_session_run(arena, &session, &reason);
  if (status != BW_EXIT_CLEAN)
    return bw_outputs_give_up(arena, &session.sources, &outputs, "report", reason, status) ? status : BW_EXIT_UNABLE;
  bool written = bw_outputs_write(arena, &session.sources, &outputs, &session.judgement);
  bw_session_show_failures(&session);
  if (!written) return BW_EXIT_UNABLE;
  fputs(bw_text_summary(arena, &session.judgement), stdout);
  printf("bulwark: %s is written\n", path);
  return session.judgement.status == BW_EXIT_UNABLE ? BW_EXIT_UNABLE : BW_EXIT_CLEAN;
}
