/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The examples of the reference. Each page holds at least one block that starts with ```c run; it is
 * compiled without a warning, run, and must print the block ```text that follows it, exactly.
 * "own-platform" behind "run" says that the example brings its platform. Definitions: BW_TEST_C_COMPILER,
 * BW_TEST_RUNTIME, BW_TEST_PAGES.
 */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "suite.h"

#define EXAMPLE "\n```c run"
#define RESULT "\n```text\n"
#define FENCE "\n```\n"

/* Writes length characters of text to folder/name. */
static void write_part(const char *name, const char *text, size_t length) {
  char path[COMMAND_MAX];
  FILE *file;
  (void)snprintf(path, sizeof path, "%s/%s", folder, name);
  file = fopen(path, "w");
  ck_assert_ptr_nonnull(file);
  ck_assert_uint_eq(fwrite(text, 1, length, file), length);
  ck_assert_int_eq(fclose(file), 0);
}

/* Compiles, runs and compares one example. Returns where the page goes on. */
static const char *check_example(const char *page, const char *example) {
  const char *code = strchr(example + strlen(EXAMPLE), '\n');
  const char *end = code == NULL ? NULL : strstr(code, FENCE);
  const char *expected = end == NULL ? NULL : strstr(end, RESULT);
  const char *expected_end = expected == NULL ? NULL : strstr(expected + strlen(RESULT) - 1, FENCE);
  const char *next = end == NULL ? NULL : strstr(end, EXAMPLE);
  const char *hosted = "'" BW_TEST_RUNTIME "/platform/hosted.c'";
  ck_assert_msg(expected_end != NULL && (next == NULL || next > expected_end),
                "%s: an example is not followed by what it prints", page);
  if (strncmp(example + strlen(EXAMPLE), " own-platform\n", 14) == 0) {
    hosted = "";
  }
  write_part("example.c", code + 1, (size_t)(end - code));
  expected += strlen(RESULT);
  write_part("expected", expected, (size_t)(expected_end + 1 - expected));
  MUST_RUN("'%s' -std=c11 -Wall -Wextra -Wconversion -Wpedantic -Werror -I'%s/include' %s/example.c '%s/bulwark.c' "
           "%s -o %s/example",
           BW_TEST_C_COMPILER, BW_TEST_RUNTIME, folder, BW_TEST_RUNTIME, hosted, folder);
  MUST_RUN("%s/example > %s/printed && diff %s/expected %s/printed", folder, folder, folder, folder);
  return expected_end;
}

static void check_page(const char *page) {
  static char text[OUTPUT_MAX];
  char path[COMMAND_MAX];
  const char *at = text;
  unsigned examples = 0;
  (void)snprintf(path, sizeof path, "%s/%s", BW_TEST_PAGES, page);
  read_file(path);
  (void)strcpy(text, output);
  while ((at = strstr(at, EXAMPLE)) != NULL) {
    at = check_example(page, at);
    examples++;
  }
  ck_assert_msg(examples > 0 || strcmp(page, "README.md") == 0, "%s has no example that runs", page);
}

START_TEST(examples_print_what_the_pages_say) {
  struct dirent *entry;
  DIR *dir = opendir(BW_TEST_PAGES);
  unsigned pages = 0;
  ck_assert_ptr_nonnull(dir);
  while ((entry = readdir(dir)) != NULL) {
    size_t length = strlen(entry->d_name);
    if (length > 3 && strcmp(entry->d_name + length - 3, ".md") == 0) {
      check_page(entry->d_name);
      pages++;
    }
  }
  (void)closedir(dir);
  ck_assert_uint_ge(pages, 10);
}
END_TEST

/* Every header of the runtime is named on the front page, and the page of its unit exists. */
START_TEST(every_unit_has_a_page) {
  static const char *const units[] = {"address", "block", "endian", "plain", "string", "writer", "zip",
                                      "slots",  "pool",      "handle", "list", "ring",   "refcount",
                                      "base",   "violation", "ints",  "span",  "cursor",
                                      "view",   "reader",    "arena", "guard", "platform"};
  size_t i;
  for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
    char words[128];
    read_file(BW_TEST_PAGES "/README.md");
    (void)snprintf(words, sizeof words, "| [%s](%s.md) | `bulwark/%s.h`", units[i], units[i], units[i]);
    ck_assert_msg(strstr(output, words) != NULL, "README.md lacks the row of %s", units[i]);
    (void)snprintf(words, sizeof words, "/%s.md", units[i]);
    MUST_RUN("test -s '%s%s'", BW_TEST_PAGES, words);
    (void)snprintf(words, sizeof words, "/include/bulwark/%s.h", units[i]);
    MUST_RUN("test -s '%s%s'", BW_TEST_RUNTIME, words);
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("docs");
  tcase_set_timeout(tcase, 60);
  tcase_add_unchecked_fixture(tcase, make_folder, remove_folder);
  tcase_add_test(tcase, examples_print_what_the_pages_say);
  tcase_add_test(tcase, every_unit_has_a_page);
  return suite_run("docs", tcase);
}
