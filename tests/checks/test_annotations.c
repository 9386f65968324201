/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every annotation that docs/reference/annotations.md lists is written in some case of a check: a row without one is a
 * promise that nothing holds. */
#define _XOPEN_SOURCE 700

#include <check.h>
#include <ctype.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 256, NAME_MAX_SIZE = 80 };

static char names[ROWS_MAX][NAME_MAX_SIZE];
static bool seen[ROWS_MAX];
static size_t name_count;

static char *read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  ck_assert_msg(file != NULL, "%s cannot be read", path);
  ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
  long size = ftell(file);
  ck_assert_int_ge(size, 0);
  rewind(file);
  char *text = malloc((size_t)size + 1);
  ck_assert_ptr_nonnull(text);
  ck_assert_uint_eq(fread(text, 1, (size_t)size, file), (size_t)size);
  text[size] = '\0';
  fclose(file);
  return text;
}

/* The word of a row: what stands between the backticks of its first column, without the parentheses of an example. */
static void read_rows(const char *page) {
  for (const char *line = page; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n') {
    if (strncmp(line, "| `", 3) != 0) continue;
    size_t size = strcspn(line + 3, "`(\n");
    ck_assert_uint_lt(size, NAME_MAX_SIZE);
    ck_assert_uint_lt(name_count, ROWS_MAX);
    memcpy(names[name_count], line + 3, size);
    name_count++;
  }
}

static bool in_word(char c) { return isalnum((unsigned char)c) || c == '_' || c == ':'; }

static bool has_word(const char *text, const char *word) {
  size_t size = strlen(word);
  for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word))
    if ((at == text || !in_word(at[-1])) && !in_word(at[size])) return true;
  return false;
}

static int look(const char *path, const struct stat *status, int kind, struct FTW *where) {
  size_t size = strlen(path);
  (void)status;
  (void)where;
  if (kind != FTW_F || size < 3 || (strcmp(path + size - 2, ".c") != 0 && strcmp(path + size - 2, ".h") != 0) || strstr(path, "test_annotations") != NULL) return 0;
  char *text = read_file(path);
  for (size_t i = 0; i < name_count; i++) seen[i] = seen[i] || has_word(text, names[i]);
  free(text);
  return 0;
}

START_TEST(every_row_is_exercised) {
  char *page = read_file(PAGE);
  read_rows(page);
  free(page);
  ck_assert_uint_ge(name_count, 40);
  ck_assert_int_eq(nftw(CASES, look, 16, FTW_PHYS), 0);
  for (size_t i = 0; i < name_count; i++) ck_assert_msg(seen[i], "no case of a check has the annotation %s", names[i]);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("checks-annotations");
  TCase *tests = tcase_create("page");
  tcase_add_test(tests, every_row_is_exercised);
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
