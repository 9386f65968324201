/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* bulwark doctor and bulwark explain, with a compiler that does what its input says. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

START_TEST(each_clang_is_examined) {
  project_expect("doctor --clang bin/clang-19 --clang bin/clang-22", 0, "clang 19.1.7 (");
  outcome o = project_run("doctor --clang bin/clang-19 --clang bin/clang-22");
  ck_assert_ptr_nonnull(strstr(o.out, "clang 22.1.7 ("));
  ck_assert_ptr_nonnull(strstr(o.out, "plugins/bulwark-clang19.so\n  loads   yes\n  canary  reported\n"));
  ck_assert_ptr_nonnull(strstr(o.out, "plugins/bulwark-clang22.so\n  loads   yes\n  canary  reported\n"));
  ck_assert_ptr_nonnull(strstr(o.out, "\nninja "));
  ck_assert_str_eq(o.err, "");
  outcome_free(&o);
}
END_TEST

START_TEST(those_on_the_path_are_found) {
  setenv("PATH", project_path("bin"), 1);
  outcome o = project_run("doctor");
  ck_assert_int_eq(o.status, 2);
  ck_assert_ptr_nonnull(strstr(o.out, "bin/clang-19)\n"));
  ck_assert_ptr_nonnull(strstr(o.out, "ninja: not installed; install the package ninja-build"));
  outcome_free(&o);
}
END_TEST

START_TEST(the_wrong_plugin_is_explained) {
  char expected[512];
  snprintf(expected, sizeof expected,
           "loads   no: plugin %s/plugins/bulwark-clang19.so is built for clang 19 but %s/bin/clang-22 is clang 22; "
           "use %s/plugins/bulwark-clang22.so\n",
           project_folder(), project_folder(), project_folder());
  project_expect("doctor --plugin plugins/bulwark-clang19.so --clang bin/clang-22", 2, expected);
  project_expect("doctor --plugin plugins/bulwark-clang22.so --clang bin/clang-22", 0, "loads   yes");
  /* What the file says of itself counts more than what it is called. */
  project_write("plugins/renamed.so", "\177ELF ... bulwark-clang19.so ...");
  project_expect("doctor --plugin plugins/renamed.so --clang bin/clang-22", 2, "is built for clang 19 but");
  /* No other clang takes it, and its name promises nothing: what clang said is all there is to say. */
  project_write("plugins/frob.so", "");
  project_expect("doctor --plugin plugins/frob.so --clang bin/clang-22", 2, "loads   no: clang exited with status 127: ");
}
END_TEST

START_TEST(what_is_missing_is_named) {
  ck_assert_int_eq(unlink(project_path("plugins/bulwark-clang22.so")), 0);
  project_expect("doctor --clang bin/clang-22", 2, "plugin  none for clang 22; there are plugins for clang 19\n");
  project_expect("doctor --clang bin/clang-19", 0, "loads   yes");
  project_expect("doctor --plugin plugins/bulwark-clang19.so --clang bin/clang-22", 2,
                 "there is no plugin for clang 22 (plugins: 19)");
  project_expect("doctor --clang bin/gcc", 2, "bin/gcc: not a clang: gcc (Fake 12.2.0) 12.2.0");
  project_expect("doctor --clang bin/none", 2, "bin/none: there is no such program");
  project_expect("doctor --plugin none.so", 2, "--plugin none.so: there is no such file");
  project_expect("doctor stray", 2, "bulwark doctor takes no file stray");
  project_expect("doctor --sarif x", 2, "unknown option --sarif");
  project_expect("doctor --help", 0, "usage: bulwark doctor");
}
END_TEST

START_TEST(the_database_is_looked_at) {
  project_expect("doctor --clang bin/clang-19", 0, "database: none here; bulwark init says how this project makes one\n");
  project_write("a.c", "int a;\n");
  project_database("bin/fake-clang -c %s", "a.c", "b.cpp", NULL);
  project_expect("doctor --clang bin/clang-19", 0, "compile_commands.json: 1 units in C, 1 in other languages\n");
  project_write("bulwark.yaml", "database: elsewhere\n");
  project_expect("doctor --clang bin/clang-19", 2, "/elsewhere: cannot be used; bulwark init says how this project makes one\n");
  project_expect("doctor --clang bin/clang-19", 2, "elsewhere: no compilation database there; make one with");
  project_expect("doctor --clang bin/clang-19 -p .", 0, "1 units in C");
  project_expect("doctor --clang bin/clang-19 --no-config", 0, "1 units in C");
  project_write("bulwark.yaml", "databse: build\n");
  project_expect("doctor --clang bin/clang-19", 2, "bulwark.yaml:1:1: unknown key databse; did you mean database?");
  project_write("bulwark.yaml", "");
  project_database("bin/fake-clang -c %s", "b.cpp", NULL);
  project_expect("doctor --clang bin/clang-19", 2, "0 units in C, 1 in other languages\n");
}
END_TEST

START_TEST(nothing_is_left_behind) {
  setenv("TMPDIR", project_path("scratch"), 1);
  project_expect("doctor --clang bin/clang-19", 2, "set TMPDIR to a folder that can be written");
  project_write("scratch/file", "");
  project_expect("doctor --clang bin/clang-19", 0, "canary  reported");
  unsigned entries = 0;
  DIR *dir = opendir(project_path("scratch"));
  ck_assert_ptr_nonnull(dir);
  while (readdir(dir) != NULL) entries++;
  closedir(dir);
  ck_assert_uint_eq(entries, 3);
}
END_TEST

START_TEST(checks_are_explained) {
  project_write("docs/checks/copy-extent.md", "# copy-extent\n\nthe page\n");
  setenv("BULWARK_DOC_DIR", project_path("docs"), 1);
  project_expect("explain copy-extent", 0, "copy-extent: a copy, fill, read or write reaches past the end of its object\n"
                                           "error, CWE-787,CWE-125,CWE-119\n\n# copy-extent\n\nthe page\n");
  project_expect("explain bulwark-copy-extent", 0, "the page\n");
  project_expect("explain", 0, "  raw-op  ");
  project_expect("explain copy", 2, "there is no check copy; the checks are:\n  copy-extent ");
  project_expect("explain ../x", 2, "there is no check ../x");
  project_expect("explain --all", 2, "unknown option --all; bulwark explain --help lists them");
  project_expect("explain raw-op int-wrap", 2, "takes the id of one check");
  project_expect("explain --help", 0, "usage: bulwark explain");
}
END_TEST

static Suite *suite(void) {
  Suite *s = suite_create("doctor");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, project_start, project_end);
  tcase_set_timeout(all, 60);
  tcase_add_test(all, each_clang_is_examined);
  tcase_add_test(all, those_on_the_path_are_found);
  tcase_add_test(all, the_wrong_plugin_is_explained);
  tcase_add_test(all, what_is_missing_is_named);
  tcase_add_test(all, the_database_is_looked_at);
  tcase_add_test(all, nothing_is_left_behind);
  tcase_add_test(all, checks_are_explained);
  suite_add_tcase(s, all);
  return s;
}

int main(void) {
  SRunner *runner = srunner_create(suite());
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
