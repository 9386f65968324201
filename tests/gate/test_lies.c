/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Everything that could make silence a lie, one test each: none of them passes for clean. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define COMPILE "bin/fake-clang -c %s"
#define FINDING "//! finding 1 5 copy-extent x\n"

/* Sets the time of a file, in seconds before now. */
static void make_older(const char *name, long seconds) {
  struct stat info;
  ck_assert_int_eq(stat(project_path("bin"), &info), 0); /* made when the test began */
  struct timespec times[2] = {{.tv_sec = info.st_mtim.tv_sec - seconds}, {.tv_sec = info.st_mtim.tv_sec - seconds}};
  ck_assert_int_eq(utimensat(AT_FDCWD, project_path(name), times, 0), 0);
}

/* The unit a.c with a finding, compiled with these flags. */
static void expect_with_flags(const char *flags, int status, const char *text) {
  char command[256];
  snprintf(command, sizeof command, "bin/fake-clang %s -c %%s", flags);
  project_write("a.c", "int a;\n" FINDING);
  project_database(command, "a.c", NULL);
  project_expect("lint -p .", status, text);
}

START_TEST(flags_that_silence_a_compiler) {
  static const char *const flags[] = {"-w",
                                      "-fsyntax-only",
                                      "-Wno-everything",
                                      "-E",
                                      "-M",
                                      "-Wno-error",
                                      "-fplugin-arg-bulwark-quiet",
                                      "-fplugin-arg-bulwark-checks=raw-op",
                                      "-Xclang -plugin-arg-bulwark -Xclang lower-only"};
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) expect_with_flags(flags[i], 1, "1 finding (copy-extent 1)");
}
END_TEST

START_TEST(flags_under_which_nothing_is_found) {
  expect_with_flags("-fblind", 2, "canary with the flags of a.c: the planted fault was not reported");
}
END_TEST

/* Each set of flags has a canary of its own: one that sings does not speak for another. */
START_TEST(every_set_of_flags_has_its_canary) {
  project_write("a.c", "int a;\n");
  project_write("b.c", "int b;\n");
  project_write("c.c", "int c;\n");
  project_write("compile_commands.json",
                "[{\"directory\": \".\", \"file\": \"a.c\", \"command\": \"bin/fake-clang -O1 -DX=1 a.c\"},\n"
                "{\"directory\": \".\", \"file\": \"b.c\", \"command\": \"bin/fake-clang -O1 -DX=2 b.c\"},\n"
                "{\"directory\": \".\", \"file\": \"c.c\", \"command\": \"bin/fake-clang -O2 -fblind c.c\"}]");
  outcome o = project_run("lint -p . --format json");
  ck_assert_int_eq(o.status, 2);
  ck_assert_ptr_nonnull(strstr(o.out, "\"canaries\": 2"));
  ck_assert_ptr_nonnull(strstr(o.out, "\"answered\": 2"));
  ck_assert_ptr_nonnull(strstr(o.err, "canary with the flags of c.c: the planted fault was not reported"));
  outcome_free(&o);
}
END_TEST

START_TEST(a_plugin_that_does_not_load) {
  project_write("a.c", "int a;\n//! silent\n");
  project_database(COMPILE, "a.c", NULL);
  project_expect("lint -p .", 2, "a.c: fake-clang left no record: the plugin did not run; run bulwark doctor");
  /* One built for another clang under this one's name. */
  ck_assert_int_eq(unlink(project_path("plugins/bulwark-clang19.so")), 0);
  project_write("a.c", "int a;\n");
  project_expect("lint -p . --clang clang-19", 2, "is clang 19.1.7; there are plugins for clang 22");
}
END_TEST

/* What clang starts itself is seen by recorders too; the command that it belongs to is enough. */
START_TEST(inner_commands) {
  project_write("a.c", "int a;\n");
  project_write("compile_commands.json",
                "[{\"directory\": \".\", \"file\": \"a.c\", \"command\": \"bin/fake-clang -O1 a.c\"},\n"
                "{\"directory\": \".\", \"file\": \"a.c\", \"command\": \"bin/fake-clang -cc1 -emit-obj -fblind a.c\"}]");
  outcome o = project_run("lint -p . --format json");
  ck_assert_int_eq(o.status, 0);
  ck_assert_ptr_nonnull(strstr(o.out, "\"answered\": 1"));
  outcome_free(&o);
}
END_TEST

START_TEST(an_empty_database) {
  project_write("compile_commands.json", "[]");
  project_expect("lint -p .", 2, "the compilation database is empty");
}
END_TEST

START_TEST(a_file_that_is_gone) {
  project_write("a.c", "int a;\n");
  project_write("b.c", "int b;\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  project_expect("lint -p .", 0, "2 units");
  ck_assert_int_eq(unlink(project_path("b.c")), 0);
  project_expect("lint -p .", 2,
                 "b.c: there is no such file; the compilation database is older than the tree, make it again");
}
END_TEST

START_TEST(a_unit_that_hangs) {
  project_write("a.c", "int a;\n" FINDING);
  project_write("b.c", "//! sleep 60000\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  outcome o = project_run("lint -p . --time-limit 1");
  ck_assert_int_eq(o.status, 2);
  ck_assert_ptr_nonnull(strstr(o.out, "a.c:1:5: error: x"));
  ck_assert_ptr_nonnull(
      strstr(o.err, "b.c: fake-clang was ended after 1 seconds; give it longer with --time-limit, or set the "
                    "file's tier to off"));
  outcome_free(&o);
  project_expect("lint -p . --time-limit 0", 2, "--time-limit 0: not a number of seconds between 1 and 86400");
  project_write("bulwark.yaml", "time-limit: soon\n");
  project_expect("lint -p .", 2, "bulwark.yaml:1:13: time-limit: soon is no number of seconds between 1 and 86400");
}
END_TEST

static void limit_files(rlim_t bytes) {
  struct rlimit limit;
  ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
  limit.rlim_cur = bytes;
  ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* Wherever a write fails, there is no verdict, and none is remembered; a file larger than the limit stands for a full disk. */
START_TEST(a_full_disk) {
  project_write("a.c", "int a;\n" FINDING);
  project_write("b.c", "int b;\n//! finding 1 5 raw-op y\n//! note 1 1 step\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  signal(SIGXFSZ, SIG_IGN);
  unsigned full = 0;
  for (rlim_t bytes = 0; bytes <= 2400; bytes += 120) {
    char command[64];
    snprintf(command, sizeof command, "lint -p . --cache cache%u --format text=o.txt", (unsigned)bytes);
    limit_files(bytes);
    int status = project_wait(project_launch(command));
    limit_files(RLIM_INFINITY);
    ck_assert_msg(status == 2 || status == 1, "%u bytes: status %d", (unsigned)bytes, status);
    full += status == 2 ? 1 : 0;
    project_expect(command, 1, "2 findings (copy-extent 1, raw-op 1)");
  }
  ck_assert_uint_gt(full, 5);
  project_expect("lint -p . --format json=/dev/full", 2, "the output /dev/full cannot be written: No space left on device");
}
END_TEST

START_TEST(a_unit_that_dropped_out) {
  static const char message[] =
      "b.c:1: error: 'b.c' was analysed before and is no longer in the compilation database; make the "
      "database again, or set the file's tier to off [bulwark-unit-missing]";
  project_write("a.c", "int a;\n");
  project_write("b.c", "int b;\n" FINDING);
  project_database(COMPILE, "a.c", "b.c", NULL);
  make_older("b.c", 10);
  project_expect("lint -p .", 1, "copy-extent 1");
  project_database(COMPILE, "a.c", NULL);
  project_expect("lint -p .", 1, message);
  project_expect("lint -p . a.c", 1, message); /* all there is: nothing is left out */
  project_write("c.c", "int c;\n");
  project_database(COMPILE, "a.c", "c.c", NULL);
  project_expect("lint -p . a.c", 0, "0 findings"); /* a part says nothing of the rest, and forgets nothing */
  project_expect("lint -p .", 1, message);
  project_write("bulwark.yaml", "tiers:\n  - {glob: b.c, tier: off}\n");
  project_expect("lint -p .", 0, "1 off");
  ck_assert_int_eq(unlink(project_path("bulwark.yaml")), 0);
  ck_assert_int_eq(unlink(project_path("b.c")), 0);
  project_expect("lint -p .", 0, "0 findings");
}
END_TEST

START_TEST(a_unit_that_dropped_out_where_no_cache_knows_it) {
  project_write("bulwark.yaml", "baseline: bulwark.baseline\n");
  project_write("a.c", "int a;\n");
  project_write("b.c", "int b;\n" FINDING);
  project_database(COMPILE, "a.c", "b.c", NULL);
  make_older("b.c", 10);
  project_expect("baseline write -p .", 0, "1 taken in");
  project_database(COMPILE, "a.c", NULL);
  project_expect("lint -p . --cache other", 1,
                 "'b.c' was analysed before and is no longer in the compilation database");
  /* Neither does a smaller baseline hide it. */
  project_expect("baseline shrink -p . --cache other", 0, "1 new and not taken in");
  project_expect("lint -p . --cache third", 1, "'b.c' was analysed before");
  project_expect("baseline update -p . --cache other", 1, "1 new and not taken in");
  project_expect("baseline update -p . --cache other --allow 'b is built elsewhere'", 0, "0 taken in");
  project_expect("lint -p . --cache third", 0, "0 new findings");
}
END_TEST

START_TEST(a_stale_database) {
  project_write("src/a.c", "int a;\n");
  project_write("CMakeLists.txt", "");
  project_write("src/Makefile", "");
  project_database(COMPILE, "src/a.c", NULL);
  make_older("compile_commands.json", 100);
  make_older("CMakeLists.txt", 200);
  make_older("src/Makefile", 200);
  make_older("src/a.c", 0); /* a source that is edited makes nothing stale */
  project_expect("lint -p .", 0, "0 findings");
  make_older("CMakeLists.txt", 50);
  project_expect("lint -p .", 1,
                 "compile_commands.json:1: warning: 'CMakeLists.txt' is newer than the compilation database; make the "
                 "database again "
                 "[bulwark-database-stale]");
  make_older("CMakeLists.txt", 200);
  make_older("src/Makefile", 50);
  project_expect("lint -p .", 1, "'src/Makefile' is newer than the compilation database");
  make_older("src/Makefile", 200);
  project_write("src/new.c", "int n;\n");
  make_older("src/new.c", 50);
  project_expect("lint -p .", 1,
                 "src/new.c:1: warning: 'src/new.c' is newer than the compilation database and not in it");
  make_older("src/new.c", 200);
  project_expect("lint -p .", 0, "0 findings");
}
END_TEST

START_TEST(generated_folders_are_not_stale) {
  project_write("a.c", "int a;\n");
  project_write("build/gen/g.c", "int g;\n");
  project_write("build/gen/Makefile", "");
  project_write("build/gen/other.c", "");
  project_write("build/compile_commands.json",
                "[{\"directory\": \"..\", \"file\": \"a.c\", \"command\": \"bin/fake-clang a.c\"},\n"
                "{\"directory\": \"..\", \"file\": \"build/gen/g.c\", \"command\": \"bin/fake-clang build/gen/g.c\"}]");
  make_older("build/compile_commands.json", 100);
  make_older("a.c", 200);
  project_expect("lint -p build", 0, "2 units");
}
END_TEST

int main(void) {
  Suite *s = suite_create("lies");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, project_start, project_end);
  tcase_set_timeout(all, 120);
  tcase_add_test(all, flags_that_silence_a_compiler);
  tcase_add_test(all, flags_under_which_nothing_is_found);
  tcase_add_test(all, every_set_of_flags_has_its_canary);
  tcase_add_test(all, a_plugin_that_does_not_load);
  tcase_add_test(all, inner_commands);
  tcase_add_test(all, an_empty_database);
  tcase_add_test(all, a_file_that_is_gone);
  tcase_add_test(all, a_unit_that_hangs);
  tcase_add_test(all, a_full_disk);
  tcase_add_test(all, a_unit_that_dropped_out);
  tcase_add_test(all, a_unit_that_dropped_out_where_no_cache_knows_it);
  tcase_add_test(all, a_stale_database);
  tcase_add_test(all, generated_folders_are_not_stale);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
