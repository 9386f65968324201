/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/commands.h"

#include <string.h>

static const char run_status[] =
    "0 clean\n1 findings\n2 no verdict on some unit, or on any; each reason is named on standard error\n";

const bw_command bw_command_list[] = {
    {"lint", BW_COMMAND_LINT, bw_lint_main, "[options] [FILE...]", "analyse the units of a compilation database",
     "Analyses the units of DIR/compile_commands.json and prints what is found. FILE: only these units, or those in "
     "these "
     "folders. What is suppressed with a reason, is in the baseline or lies outside the diff does not count.",
     run_status},
    {"fix", BW_COMMAND_FIX, bw_fix_main, "[options] [FILE...]", "apply the fixes of findings",
     "Analyses as lint does and applies the fixes that come with findings, all of them or those of some rules. A "
     "changed "
     "unit is parsed again, and what no longer compiles is taken back.",
     "0 every fix that there is was applied, or there is none\n1 some were taken back or left out, each named\n2 it "
     "could "
     "not be done\n"},
    {"baseline", BW_COMMAND_BASELINE, bw_baseline_main, "write|update|shrink [options]",
     "note what is found today, so that only what is new counts",
     "write: makes the baseline of what is found. update: takes out what is gone; takes in what is new only with "
     "--allow. "
     "shrink: takes out what is gone and takes in nothing.",
     "0 the baseline is up to date\n1 there is something new that update may not take in\n2 it could not be done\n"},
    {"report", BW_COMMAND_REPORT, bw_report_main, "[options] [FILE...]", "write a page to look at",
     "Analyses as lint does and writes one HTML page that needs no network: the code by verdict, the findings with their "
     "paths, the trend over earlier runs, the hardened share of each folder, every BW_UNSAFE and every suppression with its "
     "reason.",
     "0 the page is written, whatever it says\n2 it is not, or some unit has no verdict; each reason is named on standard "
     "error\n"},
    {"explain", BW_COMMAND_EXPLAIN, bw_explain_main, "[RULE] [options]", "say what a rule means, or what is known of a function",
     "Prints what a check finds, why it matters, and how to mend and to silence it. Without RULE, lists them. With --model, "
     "prints what the API models say of a function, in words, with file and line.",
     "0 explained\n2 there is no such rule or model, or the rule's page is not installed\n"},
    {"checks", BW_COMMAND_CHECKS, bw_checks_main, "", "list the rules with their severities",
     "Prints a line for each rule: id, severity, CWE, summary.", "0 listed\n"},
    {"init", BW_COMMAND_INIT, bw_init_main, "[options]", "write a configuration and a CI file for this project",
     "Looks at the project in the current folder and writes bulwark.yaml, and a job for GitHub Actions or GitLab CI if "
     "the "
     "project uses one of them.",
     "0 written\n2 it could not be done; nothing is overwritten without --force\n"},
    {"doctor", BW_COMMAND_DOCTOR, bw_doctor_main, "[options]", "check that clang, the plugin, ninja and the database work together",
     "Checks what bulwark lint needs: for each clang found or named, its version, the plugin that fits it, whether "
     "that "
     "loads, and whether it reports a planted fault; ninja; and the configuration and the database that lint would read "
     "here.",
     "0 bulwark lint can work\n2 it cannot, or a clang that was named cannot serve it\n"},
    {"completion", BW_COMMAND_COMPLETION, bw_completion_main, "bash|zsh|fish", "print the completion of a shell",
     "Prints a script that teaches the shell the commands and options of this program.",
     "0 printed\n2 unknown shell\n"},
    {"man", BW_COMMAND_MAN, bw_man_main, "", "print the manual page", "Prints bulwark(1) in the form that man reads.",
     "0 printed\n"},
};
const size_t bw_command_count = sizeof bw_command_list / sizeof *bw_command_list;

const bw_command *bw_command_find(const char *name) {
  for (size_t i = 0; i < bw_command_count; i++)
    if (strcmp(bw_command_list[i].name, name) == 0) return &bw_command_list[i];
  return NULL;
}
