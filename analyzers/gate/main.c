/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/help.h"
#include "gate/job.h"
#include "gate/rules.h"
#include "gate/version.h"

#include <stdio.h>
#include <string.h>

/* Runs one job in ninja's hands; no command of the user's, but good for repeating one that failed. */
static bw_exit run_unit(bw_arena *arena, int argc, char **argv) {
  if (argc == 2) return bw_job_run(arena, argv[1]);
  bw_complain("run-unit takes one job file, as bulwark lint names it");
  return BW_EXIT_UNABLE;
}

static bool asks_for_help(int argc, char **argv) {
  for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
    if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) return true;
  return false;
}

static bw_exit complain_unknown(bw_arena *arena, const char *word) {
  bw_words names = {0};
  for (size_t i = 0; i < bw_command_count; i++) bw_vec_push(arena, &names, bw_command_list[i].name);
  bw_vec_push(arena, &names, NULL);
  const char *near = bw_word_near(word, names.at), *kind = *word == '-' ? "option" : "command";
  if (near != NULL) bw_complain("unknown %s %s; did you mean %s? bulwark --help lists the commands", kind, word, near);
  else bw_complain("unknown %s %s; bulwark --help lists the commands", kind, word);
  return BW_EXIT_UNABLE;
}

static bw_exit run_command(bw_arena *arena, int argc, char **argv) {
  if (strcmp(argv[0], "run-unit") == 0) return run_unit(arena, argc, argv);
  const bw_command *command = bw_command_find(argv[0]);
  if (command == NULL) return complain_unknown(arena, argv[0]);
  if (!asks_for_help(argc, argv)) return command->run(arena, argc, argv);
  fputs(bw_help_command(arena, command), stdout);
  return BW_EXIT_CLEAN;
}

static bw_exit run_program(bw_arena *arena, int argc, char **argv) {
  if (argc < 2) {
    fputs(bw_help_program(arena), stderr);
    return BW_EXIT_UNABLE;
  }
  if (strcmp(argv[1], "help") == 0 && argc == 3 && bw_command_find(argv[2]) != NULL) {
    fputs(bw_help_command(arena, bw_command_find(argv[2])), stdout);
  } else if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
    fputs(bw_help_program(arena), stdout);
  } else if (strcmp(argv[1], "--version") == 0) {
    puts("bulwark " BW_VERSION);
  } else {
    return run_command(arena, argc - 1, argv + 1);
  }
  return BW_EXIT_CLEAN;
}

int main(int argc, char **argv) {
  /* Never destroyed: the system takes the memory back faster than it could be poisoned. */
  static bw_arena arena;
  if (bw_arena_init(&arena, (size_t)1 << 18) != BW_OK) return BW_EXIT_UNABLE;
  bw_exit status = run_program(&arena, argc, argv);
  /* A report that could not be written in full must not pass for one. */
  if (fflush(stdout) != 0 || ferror(stdout)) {
    bw_complain("standard output cannot be written");
    return BW_EXIT_UNABLE;
  }
  return (int)status;
}
