/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _POSIX_C_SOURCE 200809L

#include "gate/commands.h"
#include "gate/files.h"
#include "gate/merge.h"
#include "gate/run.h"
#include "gate/sarif.h"
#include "gate/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage[] =
    "usage: bulwark lint -p DIR [options] [FILE...]\n"
    "\n"
    "Analyses the units of DIR/compile_commands.json and prints what is found. FILE: only these units, or those\n"
    "in these folders.\n"
    "\n"
    "options\n"
    "  -p, --database DIR   folder of compile_commands.json, or such a file\n"
    "  --filter GLOB        only units whose path matches; may be given several times\n"
    "  --sarif FILE         write SARIF 2.1.0 there too\n"
    "  --clang PROGRAM      analyse with this clang instead of the one each unit is compiled with\n"
    "  --models FILE        API models of your own; may be given several times\n"
    "  --hardened GLOB      hold files that match to the hardened profile; may be given several times\n"
    "  -j, --jobs N         so many units at once; the number of processors if not given\n"
    "  --cache DIR          where records are kept between runs; .bulwark beside the database if not given\n"
    "\n"
    "exit status\n"
    "  0 clean   1 findings   2 no verdict on some unit, or on any; each reason is named on standard error\n";

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

static void show_failures(const bw_verdict *verdict) {
  for (size_t i = 0; i < verdict->failure_count; i++) {
    const bw_failure *failure = &verdict->failures[i];
    bw_complain("%s: %s", failure->file, failure->reason);
    if (i < OUTPUTS_SHOWN) show_output(failure->output);
  }
  if (verdict->failure_count > 0 && verdict->failures[0].again != NULL)
    bw_remark("to repeat the first of these: bulwark run-unit '%s'", verdict->failures[0].again);
}

static bool wants_colour(void) {
  const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
  if (none != NULL && *none != '\0') return false;
  return isatty(STDOUT_FILENO) == 1 && terminal != NULL && strcmp(terminal, "dumb") != 0;
}

static bw_exit status_of(const bw_verdict *verdict) {
  if (verdict->failure_count > 0 || verdict->answered < verdict->units) return BW_EXIT_UNABLE;
  for (size_t i = 0; i < verdict->finding_count; i++)
    if (verdict->findings[i].severity >= BW_SEVERITY_WARNING) return BW_EXIT_FINDINGS;
  return BW_EXIT_CLEAN;
}

static bw_exit show(bw_arena *arena, const bw_gate_options *options, const bw_plan *plan, const bw_verdict *verdict) {
  bw_sources sources = {.arena = arena};
  bw_text_style style = {.current = plan->current, .colour = wants_colour()};
  fputs(bw_text_findings(arena, &sources, verdict, &style), stdout);
  fflush(stdout);
  show_failures(verdict);
  fputs(bw_text_summary(arena, verdict), stdout);
  bw_exit status = status_of(verdict);
  if (options->sarif != NULL &&
      !bw_sarif_write(options->sarif, bw_sarif_text(arena, &sources, verdict, plan->current, status)))
    return BW_EXIT_UNABLE;
  return status;
}

/* A SARIF file of an earlier run must not stand for one that came to no verdict. */
static bw_exit give_up(bw_arena *arena, const bw_gate_options *options, bw_exit status, const char *reason) {
  if (options->sarif == NULL) return status;
  bw_sources sources = {.arena = arena};
  bw_failure failure = {.file = "bulwark lint", .reason = reason, .output = ""};
  bw_verdict verdict = {.failures = &failure, .failure_count = 1};
  const char *text = bw_sarif_text(arena, &sources, &verdict, bw_path_current(arena), status);
  return bw_sarif_write(options->sarif, text) ? status : BW_EXIT_UNABLE;
}

static bw_exit lint(bw_arena *arena, const bw_gate_options *options) {
  static const char no_verdict[] = "came to no verdict; its reason is on standard error";
  bw_toolchain toolchain = bw_toolchain_find(arena);
  bw_database database;
  bw_plan plan;
  if (!bw_database_read(arena, options->database, &database) ||
      !bw_plan_make(arena, options, &database, &toolchain, &plan) || !bw_run_lock(arena, plan.cache) ||
      !bw_plan_write(arena, options, &plan))
    return give_up(arena, options, BW_EXIT_UNABLE, no_verdict);
  switch (bw_run_plan(arena, &plan, options->jobs)) {
  case BW_RUN_INTERRUPTED:
    bw_remark("interrupted; the same command goes on where this one was");
    return give_up(arena, options, BW_EXIT_INTERRUPTED, "was interrupted");
  case BW_RUN_UNABLE: return give_up(arena, options, BW_EXIT_UNABLE, no_verdict);
  case BW_RUN_DONE: break;
  }
  bw_verdict verdict = bw_merge(arena, options, &plan);
  return show(arena, options, &plan, &verdict);
}

bw_exit bw_lint_main(bw_arena *arena, int argc, char **argv) {
  static const char *const allowed[] = {"database", "cache",  "sarif",    "clang", "jobs",
                                        "filter",   "models", "hardened", NULL};
  bw_gate_options options;
  if (!bw_options_read(arena, argc, argv, allowed, &options)) return BW_EXIT_UNABLE;
  if (options.help) {
    fputs(usage, stdout);
    return BW_EXIT_CLEAN;
  }
  if (options.database == NULL) {
    bw_complain("name the folder of compile_commands.json with -p");
    return BW_EXIT_UNABLE;
  }
  return lint(arena, &options);
}
