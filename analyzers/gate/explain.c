/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/commands.h"

#include "gate/explain.h"
#include "gate/explain_model.h"
#include "gate/files.h"
#include "gate/rules.h"
#include "gate/strings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool bw_page_read(bw_arena *arena, const char *name, char **ret_page) {
  const char *named = getenv("BULWARK_DOC_DIR"), *here = bw_path_folder(arena, bw_program_self(arena));
  const char *folders[] = {named == NULL || *named == '\0' ? NULL : named,
                           bw_path_join(arena, here, "../share/doc/bulwark"), BW_SOURCE_DOCS};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    size_t size = 0;
    if (folders[i] != NULL && bw_file_read(bw_format(arena, "%s/%s", folders[i], name), arena, ret_page, &size))
      return true;
  }
  return false;
}

static void list_rules(bw_arena *arena, FILE *to) {
  for (size_t i = 0; i < bw_rule_count(); i++) {
    bw_rule rule = bw_rule_get(arena, i);
    fprintf(to, "  %-20s %s\n", rule.id, rule.summary);
  }
}

static bw_exit explain(bw_arena *arena, const char *id) {
  if (bw_starts_with(id, "bulwark-")) id += strlen("bulwark-"); /* as diagnostics name it */
  size_t number = bw_rule_find(id);
  if (number == bw_rule_count()) {
    const char *near = bw_rule_near(id);
    if (near != NULL)
      bw_complain("there is no check %s; did you mean %s? the checks are:", id, near);
    else
      bw_complain("there is no check %s; the checks are:", id);
    list_rules(arena, stderr);
    return BW_EXIT_UNABLE;
  }
  bw_rule rule = bw_rule_get(arena, number);
  bool profile = rule.check && bw_check_list[number].stage == BW_STAGE_PROFILE;
  printf("%s: %s\n%s%s%s%s\n", rule.id, rule.summary, bw_severity_word(rule.severity), *rule.cwe == '\0' ? "" : ", ",
         rule.cwe, profile ? ", in hardened files only" : "");
  char *page = NULL;
  if (bw_page_read(arena, rule.page, &page)) {
    printf("\n%s", page);
    return BW_EXIT_CLEAN;
  }
  bw_complain("the page %s is not installed; set BULWARK_DOC_DIR to the folder of the documentation", rule.page);
  return BW_EXIT_UNABLE;
}

bw_exit bw_explain_main(bw_arena *arena, int argc, char **argv) {
  bw_gate_options options;
  if (!bw_options_read(arena, argc, argv, BW_COMMAND_EXPLAIN, &options)) return BW_EXIT_UNABLE;
  if (options.files.count + (options.model != NULL ? 1u : 0u) > 1) {
    bw_complain("bulwark explain takes the id of one check, or --model and one function; bulwark explain lists the checks");
    return BW_EXIT_UNABLE;
  }
  if (options.model != NULL) return bw_explain_model(arena, &options);
  if (options.files.count == 1) return explain(arena, options.files.at[0]);
  list_rules(arena, stdout);
  return BW_EXIT_CLEAN;
}

bw_exit bw_checks_main(bw_arena *arena, int argc, char **argv) {
  if (argc > 1) {
    bw_complain("bulwark checks takes no %s", argv[1]);
    return BW_EXIT_UNABLE;
  }
  for (size_t i = 0; i < bw_rule_count(); i++) {
    bw_rule rule = bw_rule_get(arena, i);
    printf("%-20s %-8s %-28s %s\n", rule.id, rule.on ? bw_severity_word(rule.severity) : "off",
           *rule.cwe == '\0' ? "-" : rule.cwe, rule.summary);
  }
  return BW_EXIT_CLEAN;
}
