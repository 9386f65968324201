/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The commands of the program: each takes what stands behind its name and returns the exit status.
 * argv[0] is the command's name. What they do is told by their --help and in docs/reference/bulwark.md.
 */
#ifndef BULWARK_GATE_COMMANDS_H
#define BULWARK_GATE_COMMANDS_H

#include "gate/gate.h"

bw_exit bw_lint_main(bw_arena *arena, int argc, char **argv);
bw_exit bw_doctor_main(bw_arena *arena, int argc, char **argv);
bw_exit bw_explain_main(bw_arena *arena, int argc, char **argv);

#endif
