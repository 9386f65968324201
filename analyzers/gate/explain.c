/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/commands.h"

#include "core/check_list.h"
#include "gate/files.h"
#include "gate/strings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: bulwark explain CHECK\n"
    "\n"
    "Prints what a check finds, why it matters, and how to mend and to silence it. Without CHECK, lists the checks.\n";

/* The page of a check: in $BULWARK_DOC_DIR, beside the installed program, or in the tree it was built from. */
static bool read_page(bw_arena *arena, const char *id, char **ret_page) {
  const char *named = getenv("BULWARK_DOC_DIR"), *here = bw_path_folder(arena, bw_program_self(arena));
  const char *folders[] = {named == NULL || *named == '\0' ? NULL : named,
                           bw_path_join(arena, here, "../share/doc/bulwark"), BW_SOURCE_DOCS};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    size_t size = 0;
    if (folders[i] != NULL &&
        bw_file_read(bw_format(arena, "%s/checks/%s.md", folders[i], id), arena, ret_page, &size))
      return true;
  }
  return false;
}

static void list_checks(FILE *to) {
  for (unsigned i = 0; i < BW_CHECK_COUNT; i++) fprintf(to, "  %-16s %s\n", bw_check_list[i].id, bw_check_list[i].summary);
}

static bw_exit explain(bw_arena *arena, const char *id) {
  if (bw_starts_with(id, "bulwark-")) id += strlen("bulwark-"); /* as diagnostics name it */
  bw_check_id check = bw_check_find(id);
  if (check == BW_CHECK_COUNT) {
    bw_complain("there is no check %s; the checks are:", id);
    list_checks(stderr);
    return BW_EXIT_UNABLE;
  }
  const bw_check_info *info = &bw_check_list[check];
  printf("%s: %s\n%s, %s%s\n", info->id, info->summary, info->severity == BW_SEVERITY_ERROR ? "error" : "warning",
         info->cwe, info->stage == BW_STAGE_PROFILE ? ", in hardened files only" : "");
  char *page = NULL;
  if (read_page(arena, id, &page)) {
    printf("\n%s", page);
    return BW_EXIT_CLEAN;
  }
  bw_complain("the page checks/%s.md is not installed; set BULWARK_DOC_DIR to the folder of the documentation", id);
  return BW_EXIT_UNABLE;
}

bw_exit bw_explain_main(bw_arena *arena, int argc, char **argv) {
  if (argc == 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
    fputs(usage, stdout);
    return BW_EXIT_CLEAN;
  }
  if (argc > 2 || (argc == 2 && *argv[1] == '-')) {
    bw_complain("bulwark explain takes the id of one check; bulwark explain lists them");
    return BW_EXIT_UNABLE;
  }
  if (argc == 2) return explain(arena, argv[1]);
  list_checks(stdout);
  return BW_EXIT_CLEAN;
}
