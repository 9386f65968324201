/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The configuration: what its errors say, what goes before what, and that its page, its schema and its reader agree. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include "gate/config.h"
#include "gate/files.h"
#include "gate/rules.h"
#include "gate/strings.h"

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMPILE "bin/fake-clang -c %s"

static void one_unit(void) {
  project_write("a.c", "int a;\n//! finding 1 5 copy-extent too long\n");
  project_database(COMPILE, "a.c", NULL);
}

START_TEST(errors_name_line_and_key) {
  static const char *const rows[][2] = {
      {"databse: .\n", "bulwark.yaml:1:1: unknown key databse; did you mean database?"},
      {"\nzzz: 1\n", "bulwark.yaml:2:1: unknown key zzz; docs/reference/configuration.md lists them"},
      {"limits:\n  eror: 1\n", "bulwark.yaml:2:3: unknown key limits.eror; did you mean error?"},
      {"limits: 3\n", "bulwark.yaml:1:9: limits: it must be keys with values"},
      {"limits:\n  error: few\n", "bulwark.yaml:2:10: limits.error: few is no count; write a number, or any"},
      {"limits:\n  error: -1\n", "limits.error: -1 is no count"},
      {"limits:\n  error: 99999999999999999999\n", "is no count"},
      {"severity:\n  int-warp: note\n",
       "bulwark.yaml:2:3: severity.int-warp: there is no rule int-warp; did you mean int-wrap?"},
      {"severity:\n  '*': note\n", "there is no rule *"},
      {"severity:\n  int-wrap: loud\n",
       "bulwark.yaml:2:13: severity.int-wrap: loud is no severity; write off, note, warning or error"},
      {"severity:\n  int-wrap: [a]\n", "severity.int-wrap: it must be off, note, warning or error"},
      {"raw-op:\n  cats: off\n", "bulwark.yaml:2:3: unknown key raw-op.cats; did you mean cast?"},
      {"raw-op:\n  cast: no\n", "bulwark.yaml:2:9: raw-op.cast: no is neither on nor off"},
      {"tiers: hardened\n", "bulwark.yaml:1:8: tiers: it must be a list"},
      {"tiers:\n  - glob: a\n", "bulwark.yaml:2:5: tiers: an entry needs a glob and a tier"},
      {"tiers:\n  - {glob: a, tier: soft}\n", "tiers[].tier: soft is no tier; write off, legacy or hardened"},
      {"tiers:\n  - {glbo: a, tier: off}\n", "unknown key tiers[].glbo; did you mean glob?"},
      {"suppress:\n  - {glob: a, reason: b}\n", "suppress: an entry needs a glob and a rule"},
      {"suppress:\n  - {glob: a, rule: b, until: 2026-13-01}\n",
       "suppress[].until: 2026-13-01 is no day; write it as 2027-01-31"},
      {"models: a.model\n", "models: it must be a list"},
      {"models: [{a: b}]\n", "models: an entry must be the name of a file"},
      {"database: [a]\n", "database: it must be one word or text"},
      {"database:\n", "database: it must be one word or text"},
      {"database: .\ndatabase: .\n", "bulwark.yaml:2:1: database is given twice"},
      {"- a\n", "the configuration must be keys with values"},
      {"? [a]\n: b\n", "a key must be a word"},
      {"a: [\n", "bulwark.yaml:2:1: it is not valid YAML"},
      {"a: \"\\x00\xff\n", "it is not valid YAML"},
      {"database: \"a\\0b\"\n", "database: it must be one word or text"},
      {"a: *b\n", "it is not valid YAML: found undefined alias"},
      {"a: &x [*x]\n", "unknown key a"},
      {"limits: &x {error: *x}\n", "limits.error: it must be one word or text"},
  };
  one_unit();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    project_write("bulwark.yaml", rows[i][0]);
    project_expect("lint -p .", 2, rows[i][1]);
  }
}
END_TEST

START_TEST(every_fault_is_told) {
  one_unit();
  project_write("bulwark.yaml", "a: 1\nb: 2\n");
  project_expect("lint -p .", 2, "bulwark.yaml:2:1: unknown key b");
  project_expect("lint -p .", 2, "bulwark.yaml:1:1: unknown key a");
}
END_TEST

START_TEST(the_command_line_goes_first) {
  one_unit();
  project_write("sub/x", "");
  project_write("bulwark.yaml", "database: .\ncache: kept\nseverity:\n  copy-extent: note\n");
  project_expect("lint", 0, "a.c:1:5: note: too long");
  char *record = project_read("kept/build.ninja");
  ck_assert_ptr_nonnull(record);
  free(record);
  project_expect("lint --no-config", 1, "a.c:1:5: error: too long"); /* the database lies where one looks for it */
  project_expect("lint --no-config -p .", 1, "a.c:1:5: error: too long");
  project_expect("lint -p nowhere", 2, "nowhere: no compilation database there");
  project_write("other.yaml", "database: .\nseverity:\n  copy-extent: off\n");
  project_expect("lint --config other.yaml", 0, "0 findings, 1 off;");
  project_expect("lint --config none.yaml", 2, "none.yaml: the configuration cannot be read: No such file");
  project_write("bulwark.yaml", "clang: clang-7\ndatabase: .\n");
  project_expect("lint", 2, "clang-7: there is no such program");
  project_expect("lint --clang clang-19", 1, "1 finding");
  project_write("bulwark.yaml", "models: [none.model]\ndatabase: .\n");
  project_expect("lint", 2, "none.model: there is no such file");
  project_write("bulwark.yaml", "");
  project_expect("lint -p .", 1, "1 finding");
}
END_TEST

START_TEST(large_files_are_refused) {
  char *text = malloc((2 << 20) + 1);
  ck_assert_ptr_nonnull(text);
  memset(text, '\n', 2 << 20);
  text[2 << 20] = '\0';
  one_unit();
  project_write("bulwark.yaml", text);
  free(text);
  project_expect("lint -p .", 2, "the configuration cannot be read: File too large");
  FILE *file = fopen(project_path("bulwark.yaml"), "w");
  ck_assert_ptr_nonnull(file);
  for (unsigned i = 0; i < 5000; i++) fprintf(file, "k%u: 1\n", i);
  ck_assert_int_eq(fclose(file), 0);
  project_expect("lint -p .", 2, "more than 4096 keys in one place");
}
END_TEST

START_TEST(the_page_lists_every_key) {
  bw_arena arena = {0};
  char *page = NULL;
  size_t size = 0;
  ck_assert_int_eq(bw_arena_init(&arena, 4096), BW_OK);
  ck_assert(bw_file_read(DOCS "/reference/configuration.md", &arena, &page, &size));
  for (size_t i = 0; i < bw_config_key_count; i++) {
    const char *row = bw_format(&arena, "\n| `%s` |", bw_config_keys[i].path);
    ck_assert_msg(strstr(page, row) != NULL, "configuration.md has no row%s", row);
  }
  /* And none that does not exist. */
  for (const char *at = page; (at = strstr(at, "\n| `")) != NULL;) {
    at += 4;
    const char *name = bw_copy(&arena, at, strcspn(at, "`"));
    size_t i = 0;
    while (i < bw_config_key_count && strcmp(bw_config_keys[i].path, name) != 0) i++;
    ck_assert_msg(i < bw_config_key_count, "configuration.md explains %s, which is no key", name);
  }
  bw_arena_destroy(&arena);
}
END_TEST

START_TEST(the_example_of_the_page_is_accepted) {
  bw_arena arena = {0};
  char *page = NULL;
  size_t size = 0;
  ck_assert_int_eq(bw_arena_init(&arena, 4096), BW_OK);
  ck_assert(bw_file_read(DOCS "/reference/configuration.md", &arena, &page, &size));
  const char *start = strstr(page, "```yaml\n");
  ck_assert_ptr_nonnull(start);
  start += 8;
  project_write("bulwark.yaml", bw_copy(&arena, start, (size_t)(strstr(start, "```") - start)));
  project_write("tools/bulwark/kernel.model", "");
  one_unit();
  project_expect("lint -p . --no-baseline", 1, "2 findings (copy-extent 1, suppression-unused 1)");
  bw_arena_destroy(&arena);
}
END_TEST

START_TEST(the_schema_is_made_of_the_same_table) {
  outcome o = project_run("init --schema");
  ck_assert_int_eq(o.status, 0);
  json_t *schema = json_loads(o.out, JSON_REJECT_DUPLICATES, NULL);
  ck_assert_ptr_nonnull(schema);
  json_t *properties = json_object_get(schema, "properties");
  size_t top = 0;
  for (size_t i = 0; i < bw_config_key_count; i++) top += strpbrk(bw_config_keys[i].path, ".[") == NULL ? 1 : 0;
  ck_assert_uint_eq(json_object_size(properties), top);
  ck_assert(json_is_false(json_object_get(schema, "additionalProperties")));
  json_t *severity = json_object_get(json_object_get(properties, "severity"), "properties");
  ck_assert_uint_eq(json_object_size(severity), bw_rule_count());
  json_t *item = json_object_get(json_object_get(json_object_get(properties, "suppress"), "items"), "properties");
  ck_assert_ptr_nonnull(json_object_get(item, "until"));
  json_decref(schema);
  outcome_free(&o);
}
END_TEST

START_TEST(near_names_are_offered) {
  static const char *const words[] = {"glob", "tier", "reason", NULL};
  ck_assert_str_eq(bw_word_near("reson", words), "reason");
  ck_assert_str_eq(bw_word_near("gobl", words), "glob");
  ck_assert_str_eq(bw_word_near("tire", words), "tier");
  ck_assert_ptr_null(bw_word_near("database", words));
  ck_assert_ptr_null(bw_word_near("0123456789012345678901234567890123456789012345678901234567890123456789", words));
}
END_TEST

int main(void) {
  Suite *s = suite_create("config");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, project_start, project_end);
  tcase_set_timeout(all, 120);
  tcase_add_test(all, errors_name_line_and_key);
  tcase_add_test(all, every_fault_is_told);
  tcase_add_test(all, the_command_line_goes_first);
  tcase_add_test(all, large_files_are_refused);
  tcase_add_test(all, the_page_lists_every_key);
  tcase_add_test(all, the_example_of_the_page_is_accepted);
  tcase_add_test(all, the_schema_is_made_of_the_same_table);
  tcase_add_test(all, near_names_are_offered);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
