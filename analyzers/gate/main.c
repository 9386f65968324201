/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/commands.h"
#include "gate/job.h"
#include "gate/version.h"

#include <stdio.h>
#include <string.h>

static const char usage[] =
    "usage: bulwark COMMAND [options]\n"
    "\n"
    "Memory safety for C: the verdict over a whole project.\n"
    "\n"
    "commands\n"
    "  lint      analyse the units of a compilation database\n"
    "  explain   say what a check means, by its id\n"
    "  doctor    check that clang, the plugin and ninja work together\n"
    "\n"
    "options\n"
    "  --help, --version\n"
    "\n"
    "exit status\n"
    "  0 clean   1 findings   2 the tool could not do its job\n"
    "\n"
    "bulwark COMMAND --help explains a command.\n";

/* Runs one job in ninja's hands; no command of the user's, but good for repeating one that failed. */
static bw_exit run_unit(bw_arena *arena, int argc, char **argv) {
  if (argc == 2) return bw_job_run(arena, argv[1]);
  bw_complain("run-unit takes one job file, as bulwark lint names it");
  return BW_EXIT_UNABLE;
}

typedef bw_exit command_main(bw_arena *arena, int argc, char **argv);

static const struct {
  const char *name;
  command_main *run;
} commands[] = {
    {"lint", bw_lint_main},
    {"explain", bw_explain_main},
    {"doctor", bw_doctor_main},
    {"run-unit", run_unit},
};

static bw_exit run_command(int argc, char **argv) {
  bw_arena arena = {0};
  if (bw_arena_init(&arena, (size_t)1 << 18) != BW_OK) return BW_EXIT_UNABLE;
  bw_exit status = BW_EXIT_UNABLE;
  size_t at = 0, count = sizeof commands / sizeof *commands;
  while (at < count && strcmp(commands[at].name, argv[0]) != 0) at++;
  if (at < count) {
    status = commands[at].run(&arena, argc, argv);
  } else {
    bw_complain("unknown %s %s; bulwark --help lists the commands", *argv[0] == '-' ? "option" : "command", argv[0]);
  }
  bw_arena_destroy(&arena);
  return status;
}

int main(int argc, char **argv) {
  bw_exit status = BW_EXIT_CLEAN;
  if (argc < 2) {
    fputs(usage, stderr);
    return BW_EXIT_UNABLE;
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
    fputs(usage, stdout);
  } else if (strcmp(argv[1], "--version") == 0) {
    puts("bulwark " BW_VERSION);
  } else {
    status = run_command(argc - 1, argv + 1);
  }
  /* A report that could not be written in full must not pass for one. */
  if (fflush(stdout) != 0 || ferror(stdout)) {
    bw_complain("standard output cannot be written");
    return BW_EXIT_UNABLE;
  }
  return (int)status;
}
