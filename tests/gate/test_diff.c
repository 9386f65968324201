/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* bulwark lint --diff: what the changes since a revision touch or cause. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include "gate/changes.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMPILE "bin/fake-clang -c %s"

static void git(const char *words) {
  char command[512];
  snprintf(command, sizeof command, "cd '%s' && git -c user.name=t -c user.email=t@example.invalid %s >git.log 2>&1",
           project_folder(), words);
  ck_assert_msg(system(command) == 0, "git %s", words);
}

static void commit_all(void) {
  git("init -q");
  project_write(".gitignore", "plugins\nbin\n*.log\n*.txt\n.bulwark\n");
  git("add -A");
  git("commit -q -m all");
}

static void expect_findings(const char *why, const char *command, const char *const *lines) {
  outcome o = project_run(command);
  size_t count = 0;
  for (; lines[count] != NULL; count++)
    ck_assert_msg(strstr(o.out, lines[count]) != NULL, "%s: no '%s' in:\n%s", why, lines[count], o.output);
  size_t told = 0;
  for (const char *at = o.out; (at = strstr(at, ": error: ")) != NULL; at++) told++;
  ck_assert_msg(told == count, "%s: %zu findings, expected %zu:\n%s", why, told, count, o.output);
  ck_assert_int_eq(o.status, count == 0 ? 0 : 1);
  outcome_free(&o);
}
#define EXPECT(why, ...) expect_findings(why, "lint -p . --diff HEAD", (const char *const[]){__VA_ARGS__ NULL})

static const char a_text[] = "#include \"h.h\"\n"
                             "int f(int i) {\n"
                             "  return table[i];\n"
                             "}\n"
                             "\n"
                             "int g(int i) {\n"
                             "  int k = SIZE;\n"
                             "  return k + i;\n"
                             "}\n"
                             "int h(struct s *p) { return p->member; }\n"
                             "//! finding 3 10 index-range in f\n"
                             "//! finding 8 10 int-wrap in g\n"
                             "//! finding 10 29 null-deref in h\n"
                             "//! header h.h 6 1 raw-op in the header\n"
                             "//! also h2.h\n";
static const char h_text[] = "#define LIMIT 8\n"
                             "#define OTHER 9\n"
                             "struct s {\n"
                             "  int member;\n"
                             "};\n"
                             "int header_fault;\n";
static const char h2_text[] = "#define SIZE (LIMIT * 2)\n";

static void write_project(void) {
  project_write("a.c", a_text);
  project_write("h.h", h_text);
  project_write("h2.h", h2_text);
  project_database(COMPILE, "a.c", NULL);
  commit_all();
}

static void write_changed(const char *name, const char *text, const char *from, const char *to) {
  const char *at = strstr(text, from);
  char changed[2048];
  ck_assert_ptr_nonnull(at);
  snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
  project_write(name, changed);
}

START_TEST(nothing_changed_nothing_counts) {
  write_project();
  EXPECT("nothing");
  project_expect("lint -p . --diff HEAD", 0, "0 findings, 4 outside the diff;");
  project_expect("lint -p . --diff HEAD --all", 0, "a.c:3:10: error: in f [bulwark-index-range] (outside the diff)");
  project_expect("lint -p .", 1, "4 findings");
}
END_TEST

START_TEST(changed_lines_and_functions) {
  write_project();
  write_changed("a.c", a_text, "table[i]", "table[i + 1]");
  EXPECT("its line", "a.c:3:10", );
  write_changed("a.c", a_text, "int f(int i)", "int f(int  i)");
  EXPECT("its function", "a.c:3:10", );
  write_changed("a.c", a_text, "  return k + i;\n}\n", "  return k + i; }\n");
  EXPECT("a line joined", "a.c:8:10", );
  project_write("a.c", "int g(void) {\n  int i;\n  return 1;\n}\n//! finding 2 7 int-wrap in g\n");
  git("add -A");
  git("commit -q -m more");
  project_write("a.c", "int g(void) {\n  int i;\n}\n//! finding 2 7 int-wrap in g\n");
  EXPECT("a line taken out", "a.c:2:7", );
}
END_TEST

START_TEST(changed_headers_cause) {
  write_project();
  write_changed("h.h", h_text, "LIMIT 8", "LIMIT 4");
  EXPECT("a macro, through another header", "a.c:8:10", );
  write_changed("h.h", h_text, "OTHER 9", "OTHER 8");
  EXPECT("a macro that nothing uses");
  write_changed("h.h", h_text, "int member", "long member");
  EXPECT("a member", "a.c:10:29", );
  write_changed("h.h", h_text, "#define LIMIT 8\n", "");
  EXPECT("a macro that is gone", "a.c:8:10", );
  write_changed("h.h", h_text, "int header_fault", "long header_fault");
  EXPECT("the header's own", "h.h:6:1", );
}
END_TEST

START_TEST(changed_functions_cause) {
  project_write("a.c", "int f(void) {\n  return array[size()];\n}\nint other(void) { return 1; }\n"
                       "//! finding 2 10 index-range in f\n//! finding 4 20 int-wrap in other\n");
  project_write("b.c", "int size(void) {\n  return 8;\n}\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  commit_all();
  project_write("b.c", "int size(void) {\n  return 9;\n}\n");
  EXPECT("the function it calls", "a.c:2:10", );
}
END_TEST

START_TEST(paths_of_findings_count) {
  project_write("a.c", "int f(void) {\n  return 1;\n}\nint g(void) {\n  return 2;\n}\n//! finding 2 10 index-range in "
                       "f\n//! note 5 3 came from here\n");
  project_database(COMPILE, "a.c", NULL);
  commit_all();
  project_write("a.c", "int f(void) {\n  return 1;\n}\nint g(void) {\n  return 3;\n}\n//! finding 2 10 index-range in "
                       "f\n//! note 5 3 came from here\n");
  EXPECT("a step of its path", "a.c:2:10", );
}
END_TEST

START_TEST(new_files_are_changed) {
  write_project();
  project_write("new file.c", "int n;\n//! finding 1 5 raw-op new\n");
  project_database(COMPILE, "a.c", "new file.c", NULL);
  EXPECT("git does not know it", "new file.c:1:5", );
  git("add -A");
  EXPECT("git knows it", "new file.c:1:5", );
  git("commit -q -m new");
  EXPECT("it is committed");
}
END_TEST

START_TEST(renamed_files_are_not) {
  write_project();
  git("mv a.c moved.c");
  project_database(COMPILE, "moved.c", NULL);
  EXPECT("renamed");
}
END_TEST

START_TEST(odd_names_are_understood) {
  project_write("sub dir/\xc3\xa4\"b.c", "int a;\nint b;\n//! finding 2 5 raw-op odd\n");
  project_database("bin/fake-clang -c 'x'%s", "none.c", NULL);
  project_write("compile_commands.json", "[{\"directory\": \".\", \"file\": \"sub dir/\xc3\xa4\\\"b.c\", "
                                         "\"arguments\": [\"bin/fake-clang\", \"-c\", \"x.c\"]}]");
  commit_all();
  EXPECT("nothing");
  project_write("sub dir/\xc3\xa4\"b.c", "int a;\nint  b;\n//! finding 2 5 raw-op odd\n");
  EXPECT("odd", "b.c:2:5", );
}
END_TEST

START_TEST(git_that_cannot_answer) {
  project_write("a.c", "int a;\n");
  project_database(COMPILE, "a.c", NULL);
  project_expect("lint -p . --diff HEAD --sarif out.sarif", 2, "is in no git repository");
  commit_all();
  project_expect("lint -p . --diff nowhere", 2, "--diff nowhere: git knows no such revision");
  project_expect("lint -p . --diff --output=x", 2, "git knows no such revision");
  ck_assert_ptr_null(project_read("x"));
}
END_TEST

START_TEST(patches_are_read_to_the_letter) {
  bw_arena arena = {0};
  ck_assert_int_eq(bw_arena_init(&arena, 4096), BW_OK);
  bw_changes changes = {.top = "/t"};
  bw_changes_parse(&arena,
                   "diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -3 +3,2 @@ f\n-old\n+new\n+--- a/x\n@@ -9,2 +10,0 "
                   "@@\n--- gone\n-x\n"
                   "diff --git a/b.c b/b.c\n--- a/b.c\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-int b;\n"
                   "diff --git \"a/q\\\"\\303\\244.c\" x\n--- \"a/q\\\"\\303\\244.c\"\n+++ \"b/q\\\"\\303\\244.c\"\n@@ "
                   "-0,0 +1 @@\n+a\n"
                   "@@ nonsense\n@@ -1 +99999999999999999999 @@\n+++ \"\n--- \"\\\n",
                   &changes);
  const bw_changed_file *a = bw_changes_of(&changes, "/t/a.c");
  ck_assert_ptr_nonnull(a);
  ck_assert_uint_eq(a->changes.count, 2);
  ck_assert(a->changes.at[0].first == 3 && a->changes.at[0].last == 4);
  ck_assert(a->changes.at[1].first == 10 && a->changes.at[1].last == 11);
  ck_assert_str_eq(a->changes.at[1].removed, "-- gone\nx\n");
  ck_assert(bw_changed_lines(a, 4, 9) && !bw_changed_lines(a, 5, 9) && !bw_changed_lines(NULL, 1, 9));
  ck_assert_ptr_nonnull(bw_changes_of(&changes, "/t/b.c"));
  ck_assert_ptr_nonnull(bw_changes_of(&changes, "/t/q\"\xc3\xa4.c"));
  ck_assert_ptr_null(bw_changes_of(&changes, "/t/x"));
  bw_arena_destroy(&arena);
}
END_TEST

static void start(void) {
  project_start();
  setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
  setenv("GIT_CONFIG_SYSTEM", "/dev/null", 1);
}

int main(void) {
  Suite *s = suite_create("diff");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, start, project_end);
  tcase_set_timeout(all, 120);
  tcase_add_test(all, nothing_changed_nothing_counts);
  tcase_add_test(all, changed_lines_and_functions);
  tcase_add_test(all, changed_headers_cause);
  tcase_add_test(all, changed_functions_cause);
  tcase_add_test(all, paths_of_findings_count);
  tcase_add_test(all, new_files_are_changed);
  tcase_add_test(all, renamed_files_are_not);
  tcase_add_test(all, odd_names_are_understood);
  tcase_add_test(all, git_that_cannot_answer);
  tcase_add_test(all, patches_are_read_to_the_letter);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
