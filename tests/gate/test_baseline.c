/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Baselines: what is the same finding, what is new, what is gone, and that debt only goes down. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COMPILE "bin/fake-clang -c %s"

static void config(const char *more) {
  char text[512];
  snprintf(text, sizeof text, "database: .\nbaseline: bulwark.baseline\n%s", more);
  project_write("bulwark.yaml", text);
}

static void one_file(const char *name, const char *text) {
  project_write(name, text);
  project_database(COMPILE, name, NULL);
}

#define BODY "void f(void) {\n  if (n > 4)\n    copy(to, from, n);\n}\n"
#define FINDING "//! finding 3 5 copy-extent 'n' bytes do not fit into 'to'\n"

START_TEST(the_same_finding_in_other_clothes) {
  static const struct {
    const char *why, *file, *text;
  } rows[] = {
      {"nothing changed", "a.c", BODY FINDING},
      {"lines moved", "a.c", "int before;\n\n\n" BODY "//! finding 6 5 copy-extent 'n' bytes do not fit into 'to'\n"},
      {"locals renamed", "a.c",
       "void f(void) {\n  if (size > 4)\n    copy(out, in, size);\n}\n//! finding 3 5 copy-extent 'size' bytes do not "
       "fit into 'out'\n"},
      {"reformatted", "a.c",
       "void f(void)\n{\n\tif (n > 4)\n\t\tcopy(to,\n\t\t     from,\n\t\t     n);\n}\n//! finding 4 3 copy-extent x\n"},
      {"on one line", "a.c", "void f(void) { if (n > 4) copy(to, from, n); }\n//! finding 1 27 copy-extent x\n"},
      {"braces added", "a.c", "void f(void) {\n  if (n > 4) {\n    copy(to, from, n);\n  }\n}\n" FINDING},
      {"comments added", "a.c",
       "void f(void) {\n  if (n > 4)\n    copy(to /* here */, from, n); // there\n}\n" FINDING},
      {"a suppression of another rule", "a.c",
       "void f(void) {\n  if (n > 4)\n    // bulwark: allow(raw-op) known\n    copy(to, from, n);\n}\n//! finding 4 5 "
       "copy-extent x\n"
       "//! finding 4 5 raw-op y\n"},
      {"file renamed", "src/b.c", BODY FINDING},
      {"file renamed and locals too", "c.c", "void f(void) {\n  if (n > 4)\n    copy(t, f, n);\n}\n" FINDING},
  };
  config("severity:\n  debt-grown: off\n");
  one_file("a.c", BODY FINDING);
  project_expect("baseline write", 0, "0 kept, 1 taken in, 0 taken out");
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ck_assert_int_eq(unlink(project_path(i == 0 ? "a.c" : rows[i - 1].file)), 0);
    one_file(rows[i].file, rows[i].text);
    outcome o = project_run("lint");
    ck_assert_msg(o.status == 0 && strstr(o.output, "0 new findings") &&
                      strstr(o.output, ", 1 in the baseline") != NULL && strstr(o.output, "fixed") == NULL,
                  "%s: status %d\n%s", rows[i].why, o.status, o.output);
    outcome_free(&o);
  }
}
END_TEST

START_TEST(another_finding_is_new) {
  static const struct {
    const char *why, *text;
  } rows[] = {
      {"another rule", BODY "//! finding 3 5 raw-op x\n"},
      {"another callee", "void f(void) {\n  if (n > 4)\n    move(to, from, n);\n}\n" FINDING},
      {"another constant", "void f(void) {\n  if (n > 4)\n    copy(to, from, 8);\n}\n" FINDING},
      {"another place in the statement", BODY "//! finding 3 14 copy-extent x\n"},
      {"a name used twice", "void f(void) {\n  if (n > 4)\n    copy(to, to, n);\n}\n" FINDING},
      {"a member instead of a local", "void f(void) {\n  if (n > 4)\n    copy(to, from, p->n);\n}\n" FINDING},
  };
  config("severity:\n  debt-grown: off\n");
  one_file("a.c", BODY FINDING);
  project_expect("baseline write", 0, "1 taken in");
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    one_file("a.c", rows[i].text);
    outcome o = project_run("lint");
    ck_assert_msg(o.status == 1 && strstr(o.output, "1 new finding (") &&
                      strstr(o.output, ", 0 in the baseline, 1 fixed") != NULL,
                  "%s: status %d\n%s", rows[i].why, o.status, o.output);
    outcome_free(&o);
  }
}
END_TEST

START_TEST(duplicates_are_counted) {
  static const char two[] =
      "  copy(a, b);\n  copy(c, d);\n//! finding 1 3 copy-extent x\n//! finding 2 3 copy-extent y\n";
  static const char three[] =
      "  copy(a, b);\n  copy(c, d);\n  copy(e, f);\n//! finding 1 3 copy-extent x\n//! finding 2 3 copy-extent y\n"
      "//! finding 3 3 copy-extent z\n";
  config("");
  one_file("a.c", two);
  project_expect("baseline write", 0, "2 taken in");
  char *text = project_read("bulwark.baseline");
  ck_assert_ptr_nonnull(strstr(text, "\"count\": 2}\n"));
  free(text);
  one_file("a.c", three);
  project_expect("lint", 1, "1 new finding (copy-extent 1), 2 in the baseline;");
  one_file("a.c", "  copy(a, b);\n//! finding 1 3 copy-extent x\n");
  project_expect("lint", 0, "0 new findings, 1 in the baseline, 1 fixed");
}
END_TEST

START_TEST(a_renamed_file_takes_nothing_from_one_that_stays) {
  config("");
  one_file("a.c", BODY FINDING);
  project_expect("baseline write", 0, "1 taken in");
  /* a.c stays, a copy appears before it in the order of files. */
  project_write("A.c", BODY FINDING);
  project_database(COMPILE, "A.c", "a.c", NULL);
  outcome o = project_run("lint --format json --format text=out.log");
  ck_assert_int_eq(o.status, 1);
  outcome_free(&o);
  char *log = project_read("out.log");
  ck_assert_msg(strncmp(log, "A.c:3:5: error", 14) == 0 && strstr(log, "\na.c:3") == NULL, "%s", log);
  free(log);
}
END_TEST

START_TEST(the_baseline_only_shrinks_by_itself) {
  config("");
  one_file("a.c", BODY FINDING "//! finding 2 7 index-range y\n");
  project_expect("baseline update", 2,
                 "the baseline cannot be read: No such file or directory; make it with bulwark baseline write");
  project_expect("baseline write", 0, "2 taken in");
  project_expect("baseline write", 2, "is there already; update or shrink it, or write it anew with --force");
  project_expect("baseline update", 0, "2 kept, 0 taken in, 0 taken out");
  one_file("a.c", BODY FINDING "//! finding 1 1 raw-op z\n");
  project_expect("baseline shrink", 0, "1 kept, 0 taken in, 1 taken out, 2 new and not taken in");
  project_expect("lint", 1, "2 new findings (raw-op 1, debt-grown 1), 1 in the baseline;");
  project_expect("baseline update", 1, "give the reason why it comes in with --allow");
  project_expect("baseline update --allow 'imported as it is'", 0, "1 kept, 2 taken in, 0 taken out");
  project_expect("lint", 0, "0 new findings, 2 in the baseline;");
  char *text = project_read("bulwark.baseline");
  ck_assert_ptr_nonnull(strstr(text, "\"count\": 1, \"allowed\": \"imported as it is\"}\n"));
  /* An update keeps the reason. */
  project_expect("baseline update", 0, "2 kept, 0 taken in");
  char *again = project_read("bulwark.baseline");
  ck_assert_str_eq(text, again);
  free(text);
  free(again);
  project_expect("baseline shrink --allow x", 2, "--allow is for bulwark baseline update");
  project_expect("baseline", 2, "takes one of write, update and shrink");
  project_expect("baseline grow", 2, "takes one of write, update and shrink");
}
END_TEST

START_TEST(debt_may_only_go_down) {
  config("");
  project_write("src/a.c", "//! count accesses.open 10\n//! count unsafe 1\n");
  project_write("lib/b.c",
                "int b; // bulwark: allow(copy-extent) x\n//! finding 1 5 copy-extent y\n//! count accesses.open 5\n");
  project_database(COMPILE, "src/a.c", "lib/b.c", NULL);
  project_expect("baseline write", 0, "0 taken in");
  char *text = project_read("bulwark.baseline");
  ck_assert_str_eq(text, "{\"bulwark-baseline\": 1}\n"
                         "{\"debt\": \"open-accesses\", \"folder\": \"lib\", \"count\": 5}\n"
                         "{\"debt\": \"suppressions\", \"folder\": \"lib\", \"count\": 1}\n"
                         "{\"debt\": \"open-accesses\", \"folder\": \"src\", \"count\": 10}\n"
                         "{\"debt\": \"unsafe-blocks\", \"folder\": \"src\", \"count\": 1}\n"
                         "{\"unit\": \"lib/b.c\"}\n"
                         "{\"unit\": \"src/a.c\"}\n");
  free(text);
  project_expect("lint", 0, "0 new findings, 1 suppressed, 0 in the baseline;");
  project_write("src/a.c", "//! count accesses.open 11\n//! count unsafe 1\n");
  project_expect(
      "lint", 1,
      "bulwark.baseline:1: error: debt of folder 'src' grew: open-accesses are 11, the baseline grants 10; mend it, or "
      "take it in with bulwark baseline update --allow REASON [bulwark-debt-grown]");
  /* Less in one folder does not pay for more in another; a part says nothing about folders. */
  project_write("lib/b.c", "int b;\n");
  project_expect("lint", 1, "1 new finding (debt-grown 1)");
  project_expect("lint src/a.c", 0, "0 new findings");
  project_expect("baseline update", 1, "1 new and not taken in");
  project_expect("baseline update --allow 'new parser'", 0, "1 taken in");
  project_expect("lint", 0, "0 new findings");
  project_write("src/a.c", "//! count accesses.open 3\n//! count unsafe 2\n");
  project_expect("lint", 1, "unsafe-blocks are 2, the baseline grants 1");
  project_expect("baseline shrink", 0, "new and not taken in");
  text = project_read("bulwark.baseline");
  ck_assert_ptr_nonnull(
      strstr(text, "{\"debt\": \"open-accesses\", \"folder\": \"src\", \"count\": 3, \"allowed\": \"new parser\"}\n"));
  ck_assert_ptr_nonnull(strstr(text, "{\"debt\": \"unsafe-blocks\", \"folder\": \"src\", \"count\": 1}\n"));
  free(text);
}
END_TEST

START_TEST(a_part_makes_no_baseline) {
  config("");
  project_write("a.c", "int a;\n");
  project_write("b.c", "//! fail\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  project_expect("baseline write", 2, "no baseline is written: 1 of 2 units have no verdict");
  ck_assert_ptr_null(project_read("bulwark.baseline"));
}
END_TEST

START_TEST(baselines_that_are_none) {
  static const char *const rows[][2] = {
      {"", "the baseline is empty"},
      {"\n", "bulwark.baseline:1: the entry is not valid JSON"},
      {"{}\n", "bulwark.baseline:1: the entry is not the head of a baseline"},
      {"{\"bulwark-baseline\": 2}\n", "says it is of another version"},
      {"{\"bulwark-baseline\": 1}\n<<<<<<< HEAD\n", "bulwark.baseline:2: the entry is not valid JSON"},
      {"{\"bulwark-baseline\": 1}\n\n[]\n", "bulwark.baseline:3: the entry is not valid JSON"},
      {"{\"bulwark-baseline\": 1}\n{\"rule\": \"a\"}\n", "lacks a rule, a file or a function"},
      {"{\"bulwark-baseline\": 1}\n{\"rule\": \"a\", \"file\": \"a\", \"function\": \"\", \"fingerprint\": \"xyz\", "
       "\"count\": 1}\n",
       "has no fingerprint of 16 hexadecimal digits"},
      {"{\"bulwark-baseline\": 1}\n{\"rule\": \"a\", \"file\": \"a\", \"function\": \"\", \"fingerprint\": "
       "\"0123456789abcdef\", \"count\": -1}\n",
       "has no count"},
      {"{\"bulwark-baseline\": 1}\n{\"debt\": \"sins\", \"folder\": \"a\", \"count\": 1}\n",
       "a kind of debt that is not known"},
      {"{\"bulwark-baseline\": 1}\n{\"debt\": \"suppressions\", \"count\": 1}\n", "has no folder or no count"},
      {"{\"bulwark-baseline\": 1}\n{\"debt\": 1}\n", "a kind of debt that is not known"},
  };
  config("");
  one_file("a.c", "int a;\n");
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    project_write("bulwark.baseline", rows[i][0]);
    outcome o = project_run("lint");
    bool listed = i == 5; /* an array is valid JSON, and no object */
    ck_assert_msg(o.status == 2 &&
                      strstr(o.output, listed ? "bulwark.baseline:3: the entry is no object" : rows[i][1]) != NULL,
                  "%s: status %d\n%s", rows[i][0], o.status, o.output);
    outcome_free(&o);
  }
  ck_assert_int_eq(unlink(project_path("bulwark.baseline")), 0);
  project_expect("lint", 2, "bulwark.baseline: the baseline cannot be read");
  project_expect("lint --no-baseline", 0, "0 findings");
}
END_TEST

int main(void) {
  Suite *s = suite_create("baseline");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, project_start, project_end);
  tcase_set_timeout(all, 120);
  tcase_add_test(all, the_same_finding_in_other_clothes);
  tcase_add_test(all, another_finding_is_new);
  tcase_add_test(all, duplicates_are_counted);
  tcase_add_test(all, a_renamed_file_takes_nothing_from_one_that_stays);
  tcase_add_test(all, the_baseline_only_shrinks_by_itself);
  tcase_add_test(all, debt_may_only_go_down);
  tcase_add_test(all, a_part_makes_no_baseline);
  tcase_add_test(all, baselines_that_are_none);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
