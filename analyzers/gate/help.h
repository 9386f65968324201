/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the program says about itself, made of the tables of commands and options. */
#ifndef BULWARK_GATE_HELP_H
#define BULWARK_GATE_HELP_H

#include "gate/commands.h"

/* bulwark --help */
const char *bw_help_program(bw_arena *arena);

/* bulwark COMMAND --help */
const char *bw_help_command(bw_arena *arena, const bw_command *command);

#endif
