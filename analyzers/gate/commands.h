/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The commands of the program: each takes what stands behind its name and returns the exit status.
 * argv[0] is the command's name. What they do is told by their --help, made of the table here, and in
 * docs/reference/bulwark.md.
 */
#ifndef BULWARK_GATE_COMMANDS_H
#define BULWARK_GATE_COMMANDS_H

#include "gate/options.h"

typedef bw_exit bw_command_main(bw_arena *arena, int argc, char **argv);

typedef struct bw_command {
  const char *name;
  unsigned bit;         /* of bw_command_bit */
  bw_command_main *run;
  const char *synopsis; /* what stands behind the name */
  const char *summary;  /* one line, no full stop */
  const char *text;     /* what it does, in sentences */
  const char *status;   /* exit statuses, one a line */
} bw_command;

extern const bw_command bw_command_list[];
extern const size_t bw_command_count;

/* NULL if there is none of that name. */
const bw_command *bw_command_find(const char *name);

bw_exit bw_lint_main(bw_arena *arena, int argc, char **argv);
bw_exit bw_fix_main(bw_arena *arena, int argc, char **argv);
bw_exit bw_baseline_main(bw_arena *arena, int argc, char **argv);
bw_exit bw_report_main(bw_arena *arena, int argc, char **argv);
bw_exit bw_explain_main(bw_arena *arena, int argc, char **argv);
bw_exit bw_checks_main(bw_arena *arena, int argc, char **argv);
bw_exit bw_init_main(bw_arena *arena, int argc, char **argv);
bw_exit bw_doctor_main(bw_arena *arena, int argc, char **argv);
bw_exit bw_completion_main(bw_arena *arena, int argc, char **argv);
bw_exit bw_man_main(bw_arena *arena, int argc, char **argv);

#endif
