/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* bulwark fix: what is applied, what is taken back, and the diffs; the real libclang parses. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include "gate/edits.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define COMPILE "bin/fake-clang -c %s"

static void one_file(const char *text) {
  project_write("a.c", text);
  project_database(COMPILE, "a.c", NULL);
}

static void expect_file(const char *name, const char *text) {
  char *got = project_read(name);
  ck_assert_ptr_nonnull(got);
  ck_assert_msg(strncmp(got, text, strlen(text)) == 0, "%s is\n%s\nexpected\n%s", name, got, text);
  free(got);
}

static const char two_fixes[] = "char a[8];\n"
                                "int f(int n) { return a[n]; }\n"
                                "int g(int n) { return a[n]; }\n"
                                "//! finding 2 23 index-range x\n"
                                "//! fix 2 25 26 n & 7\n"
                                "//! finding 3 23 raw-op y\n"
                                "//! fix 3 23 23 (\n"
                                "//! fix 3 27 27 )\n";

START_TEST(all_or_by_rule) {
  one_file(two_fixes);
  project_expect("fix -p .", 0, "bulwark: 2 fixes applied in 1 file, 0 left out");
  expect_file("a.c", "char a[8];\nint f(int n) { return a[n & 7]; }\nint g(int n) { return (a[n]); }\n");
  one_file(two_fixes);
  project_expect("fix -p . --rule raw-op", 0, "bulwark: 1 fix applied in 1 file");
  expect_file("a.c", "char a[8];\nint f(int n) { return a[n]; }\nint g(int n) { return (a[n]); }\n");
  project_expect("fix -p . --rule raw-opp", 2, "there is no such rule; did you mean raw-op");
  one_file("int a;\n");
  project_expect("fix -p .", 0, "bulwark: 0 fixes applied in 0 files, 0 left out");
}
END_TEST

START_TEST(what_does_not_compile_is_taken_back) {
  one_file("char a[8];\n"
           "int f(int n) { return a[n]; }\n"
           "int g(int n) { return a[n]; }\n"
           "//! finding 2 23 index-range x\n//! fix 2 25 26 unknown\n"
           "//! finding 3 23 index-range y\n//! fix 3 25 26 n & 7\n");
  outcome o = project_run("fix -p .");
  ck_assert_msg(o.status == 1, "%s", o.output);
  ck_assert_ptr_nonnull(strstr(o.err, "a.c:2:23: the fix of index-range is left out: a.c does not compile with it: "));
  ck_assert_ptr_nonnull(strstr(o.err, "undeclared identifier 'unknown'"));
  ck_assert_ptr_nonnull(strstr(o.out, "1 fix applied in 1 file, 1 left out"));
  outcome_free(&o);
  expect_file("a.c", "char a[8];\nint f(int n) { return a[n]; }\nint g(int n) { return a[n & 7]; }\n");
}
END_TEST

START_TEST(headers_are_tried_in_every_unit) {
  project_write("h.h", "static inline int size(int n) { return n; }\n");
  project_write(
      "a.c",
      "#include \"h.h\"\nint a(void) { return size(1); }\n//! header h.h 1 35 int-wrap x\n//! fix 1 40 41 n + ONE\n");
  project_write("b.c", "#define ONE 1\n#include \"h.h\"\nint b(void) { return size(1); }\n//! also h.h\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  project_expect("fix -p .", 1, "a.c does not compile with it");
  project_write("a.c", "#define ONE 1\n#include \"h.h\"\n//! header h.h 1 35 int-wrap x\n//! fix 1 40 41 n + ONE\n");
  project_expect("fix -p .", 0, "1 fix applied in 1 file");
  expect_file("h.h", "static inline int size(int n) { return n + ONE; }\n");
}
END_TEST

START_TEST(fixes_that_meet_wait) {
  one_file("char a[8];\nint f(int n) { return a[n]; }\n"
           "//! finding 2 23 index-range x\n//! fix 2 25 26 n & 7\n"
           "//! finding 2 25 int-wrap y\n//! fix 2 25 26 n % 8\n"
           "//! finding 2 24 raw-op z\n//! fix 2 25 26 n & 7\n");
  project_expect("fix -p .", 1, "a.c:2:25: the fix of int-wrap is left out: it meets another fix; run again");
  expect_file("a.c", "char a[8];\nint f(int n) { return a[n & 7]; }\n");
}
END_TEST

/* Nothing is written that no compiler has seen. */
START_TEST(files_of_no_unit_are_left_alone) {
  project_write("odd.h", "int odd;\n");
  project_write("a.c", "//! finding 1 1 raw-op x\n//! elsewhere odd.h 1 5 8 even\n");
  project_database(COMPILE, "a.c", NULL);
  project_expect("fix -p .", 1, "no unit is known to be made of");
  expect_file("odd.h", "int odd;\n");
}
END_TEST

START_TEST(suppressed_findings_are_not_fixed) {
  one_file("char a[8];\nint f(int n) { return a[n]; } // bulwark: allow(index-range) n is small\n"
           "//! finding 2 23 index-range x\n//! fix 2 25 26 0\n");
  project_expect("fix -p .", 0, "0 fixes applied");
}
END_TEST

START_TEST(units_that_cannot_be_parsed_are_left_alone) {
  one_file("#include <nowhere.h>\nint f(int n) { return n; }\n//! finding 2 23 index-range x\n//! fix 2 23 24 0\n");
  project_expect("fix -p .", 1, "whether a.c compiles with it cannot be told");
  expect_file("a.c", "#include <nowhere.h>\nint f(int n) { return n; }\n");
}
END_TEST

static const char diff_text[] =
    "--- a/a.c\n+++ b/a.c\n@@ -1,6 +1,6 @@\n char a[8];\n-int f(int n) { return a[n]; }\n"
    "-int g(int n) { return a[n]; }\n+int f(int n) { return a[n & 7]; }\n+int g(int n) { return (a[n]); }\n"
    " //! finding 2 23 index-range x\n //! fix 2 25 26 n & 7\n //! finding 3 23 raw-op y\n";

START_TEST(dry_run_and_patch_change_nothing) {
  one_file(two_fixes);
  outcome o = project_run("fix -p . --dry-run");
  ck_assert_int_eq(o.status, 0);
  ck_assert_str_eq(o.out, diff_text);
  ck_assert_str_eq(o.err, "bulwark: 2 fixes would be applied in 1 file, 0 left out\n");
  outcome_free(&o);
  expect_file("a.c", two_fixes);
  project_expect("fix -p . --patch fixes.diff", 0, "2 fixes would be applied");
  expect_file("fixes.diff", diff_text);
  expect_file("a.c", two_fixes);
  project_expect("fix -p . --patch none/fixes.diff", 2, "--patch none/fixes.diff: it cannot be written");
  /* And the patch is one. */
  char command[256];
  snprintf(command, sizeof command, "cd '%s' && patch -s -p1 <fixes.diff", project_folder());
  if (system("command -v patch >/dev/null 2>&1") == 0) {
    ck_assert_int_eq(system(command), 0);
    expect_file("a.c", "char a[8];\nint f(int n) { return a[n & 7]; }\n");
  }
}
END_TEST

START_TEST(a_file_keeps_its_mode) {
  struct stat info;
  one_file(two_fixes);
  ck_assert_int_eq(chmod(project_path("a.c"), 0640), 0);
  project_expect("fix -p .", 0, "2 fixes applied");
  ck_assert_int_eq(stat(project_path("a.c"), &info), 0);
  ck_assert_uint_eq(info.st_mode & 07777, 0640);
}
END_TEST

START_TEST(diffs_are_exact) {
  static const char *const rows[][3] = {
      {"a\nb\n", "a\nb\n", ""},
      {"a\n", "b\n", "@@ -1 +1 @@\n-a\n+b\n"},
      {"a", "b", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"},
      {"", "b\n", "@@ -0,0 +1 @@\n+b\n"},
      {"a\n", "", "@@ -1 +0,0 @@\n-a\n"},
      {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n5\n6\n7\n8\n9\n",
       "@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+x\n 5\n 6\n 7\n"},
      {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
       "@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n"},
      {"1\n2\n3\n4\n5\n6\n7\n8\n", "x\n2\n3\n4\n5\n6\n7\ny\n",
       "@@ -1,8 +1,8 @@\n-1\n+x\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n"},
  };
  bw_arena arena = {0};
  ck_assert_int_eq(bw_arena_init(&arena, 4096), BW_OK);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bw_text out = {.arena = &arena};
    bw_edits_diff(&out, "f", rows[i][0], strlen(rows[i][0]), rows[i][1], strlen(rows[i][1]));
    const char *got = bw_text_string(&out), *head = "--- a/f\n+++ b/f\n";
    if (*rows[i][2] != '\0') {
      ck_assert_msg(strncmp(got, head, strlen(head)) == 0, "%s", got);
      got += strlen(head);
    }
    ck_assert_str_eq(got, rows[i][2]);
  }
  bw_arena_destroy(&arena);
}
END_TEST

int main(void) {
  Suite *s = suite_create("fix");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, project_start, project_end);
  tcase_set_timeout(all, 120);
  tcase_add_test(all, all_or_by_rule);
  tcase_add_test(all, what_does_not_compile_is_taken_back);
  tcase_add_test(all, headers_are_tried_in_every_unit);
  tcase_add_test(all, fixes_that_meet_wait);
  tcase_add_test(all, files_of_no_unit_are_left_alone);
  tcase_add_test(all, suppressed_findings_are_not_fixed);
  tcase_add_test(all, units_that_cannot_be_parsed_are_left_alone);
  tcase_add_test(all, dry_run_and_patch_change_nothing);
  tcase_add_test(all, a_file_keeps_its_mode);
  tcase_add_test(all, diffs_are_exact);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
