/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a run meets on real machines: files that cannot be read, records of another time, names that are no text,
 * compilers that leave others behind. None of it passes for clean, and none of it needs a cache to be removed by hand. */
#define _XOPEN_SOURCE 700

#include "harness.h"
#include "sarif_shape.h"

#include "core/record.h"
#include "gate/files.h"
#include "gate/strings.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define COMPILE "bin/fake-clang -c %s"
#define FINDING "//! finding 1 5 copy-extent x\n"

/* A link to itself: it is there, and nobody can read it, whoever runs the test. */
static void make_unreadable(const char *name) {
  unlink(project_path(name));
  ck_assert_int_eq(symlink(name, project_path(name)), 0);
}

/* ---- files that cannot be read ----------------------------------------------------------------------------- */

START_TEST(unreadable_files) {
  static const struct {
    const char *name, *options, *message;
  } rows[] = {
      {"compile_commands.json", "", "compile_commands.json: the compilation database cannot be read: Too many levels of symbolic links"},
      {"own.yaml", "--config own.yaml", "own.yaml: the configuration cannot be read: Too many levels of symbolic links"},
      {"own.model", "--models own.model", "--models own.model: there is no such file"},
      {"own.baseline", "--baseline own.baseline", "own.baseline"},
      {"cache", "--cache cache", "cache"},
      {"a.c", "", "a.c"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char command[128];
    project_write("a.c", "int a;\n");
    project_database(COMPILE, "a.c", NULL);
    make_unreadable(rows[i].name);
    snprintf(command, sizeof command, "lint -p . %s --sarif out.sarif", rows[i].options);
    outcome o = project_run(command);
    ck_assert_msg(o.status == 2, "%s: status %d:\n%s", rows[i].name, o.status, o.output);
    ck_assert_msg(strstr(o.err, rows[i].message) != NULL, "%s: no '%s' in:\n%s", rows[i].name, rows[i].message, o.output);
    outcome_free(&o);
    ck_assert_int_eq(unlink(project_path(rows[i].name)), 0);
  }
  project_write("a.c", "int a;\n");
  project_database(COMPILE, "a.c", NULL);
  project_expect("lint -p .", 0, "1 unit, ");
}
END_TEST

/* What ninja cannot even look at ends the run, and no record of an earlier one stands for it. */
START_TEST(sources_that_become_unreadable) {
  project_write("a.c", "int a;\n//! header h.h 1 1 raw-op in a header\n");
  project_write("b.c", "int b;\n" FINDING);
  project_write("h.h", "int h;\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  project_expect("lint -p .", 1, "h.h:1:1: error: in a header");
  make_unreadable("h.h");
  outcome o = project_run("lint -p . --sarif out.sarif --format json=out.json --format gitlab=out.gitlab --format junit=out.xml");
  ck_assert_msg(o.status == 2 && strstr(o.err, "/h.h): Too many levels of symbolic links") != NULL, "status %d\n%s", o.status,
                o.output);
  outcome_free(&o);
  ck_assert_int_eq(unlink(project_path("h.h")), 0);
  project_write("h.h", "int h;\n");
  make_unreadable("b.c");
  o = project_run("lint -p .");
  ck_assert_int_eq(o.status, 2);
  ck_assert_ptr_nonnull(strstr(o.err, "/b.c"));
  outcome_free(&o);
}
END_TEST

/* ---- records ----------------------------------------------------------------------------------------------- */

/* The one record of the units, with its time kept: ninja must not see that somebody was there. */
static void spoil(size_t keep, bool other_version) {
  bw_arena arena = {0};
  ck_assert_int_eq(bw_arena_init(&arena, 4096), BW_OK);
  DIR *dir = opendir(project_path(".bulwark/units"));
  ck_assert_ptr_nonnull(dir);
  unsigned spoilt = 0;
  for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
    if (!bw_ends_with(entry->d_name, ".bwr")) continue;
    const char *path = bw_format(&arena, "%s/.bulwark/units/%s", project_folder(), entry->d_name);
    char *bytes = NULL;
    size_t size = 0;
    struct stat info;
    ck_assert(stat(path, &info) == 0 && bw_file_read(path, &arena, &bytes, &size));
    if (other_version) bytes[4] = (char)(BW_RECORD_VERSION + 1);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, other_version || size < keep ? size : keep, file), other_version || size < keep ? size : keep);
    ck_assert_int_eq(fclose(file), 0);
    const struct timespec times[2] = {info.st_mtim, info.st_mtim};
    ck_assert_int_eq(utimensat(AT_FDCWD, path, times, 0), 0);
    spoilt++;
  }
  closedir(dir);
  ck_assert_uint_eq(spoilt, 1);
  bw_arena_destroy(&arena);
}

START_TEST(records_of_another_time) {
  project_write("a.c", "int a;\n" FINDING);
  project_database(COMPILE, "a.c", NULL);
  project_expect("lint -p .", 1, "1 finding");
  for (size_t keep = 0; keep < 60; keep += 7) {
    spoil(keep, false);
    project_expect("lint -p .", 2, "a.c: its record cannot be read: ");
    project_expect("lint -p .", 1, "1 finding");
  }
  char expected[128];
  snprintf(expected, sizeof expected, "version %u", BW_RECORD_VERSION + 1);
  spoil(0, true);
  project_expect("lint -p .", 2, expected);
  project_expect("lint -p .", 1, "1 finding");
}
END_TEST

/* What else lies in the cache is made anew when it is not what this program wrote. */
START_TEST(caches_of_another_time) {
  static const char *const names[] = {".ninja_log", ".ninja_deps", "build.ninja", "units.list", "canary/canary.c", "lock"};
  static const char *const texts[] = {"", "bulwark-units 0", "# ninja log v99\n1\t2\n", "\xff\xfe\x00", "rule x\n"};
  project_write("a.c", "int a;\n" FINDING);
  project_database(COMPILE, "a.c", NULL);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
      char name[64];
      project_expect("lint -p .", 1, "1 finding");
      snprintf(name, sizeof name, ".bulwark/%s", names[i]);
      project_write(name, texts[k]);
      outcome o = project_run("lint -p .");
      ck_assert_msg(o.status == 1 && strstr(o.out, "1 finding") != NULL, "%s as '%s': status %d\n%s", names[i], texts[k],
                    o.status, o.output);
      outcome_free(&o);
    }
  }
}
END_TEST

/* ---- names ------------------------------------------------------------------------------------------------- */

/* A database as CMake writes it: JSON but for the bytes of the paths. */
START_TEST(names_that_are_no_text) {
  static const char *const names[] = {"latin\xe9.c", "\xff\xfe.c", "\xc3\xa9\xc3.c", "quote\".c", "back\\slash.c", "tab\t.c", "new\nline \xe9.c",
                                      "private\xf4\x8f\xba\xa9.c", "-dash.c"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char path[128], text[1024], word[64] = "";
    for (const char *at = names[i]; *at != '\0'; at++) {
      size_t size = strlen(word);
      snprintf(word + size, sizeof word - size, *at == '"' || *at == '\\' ? "\\%c" : *at == '\n' ? "\\n" : *at == '\t' ? "\\t" : "%c", *at);
    }
    snprintf(path, sizeof path, "d\xe9/%s", names[i]);
    project_write(path, "int a;\n" FINDING);
    snprintf(text, sizeof text, "[{\"directory\": \"%s/d\xe9\", \"file\": \"%s\", \"arguments\": [\"../bin/fake-clang\", \"-c\", \"--\", \"%s\"]}]",
             project_folder(), word, word);
    project_write("compile_commands.json", text);
    project_forget_runs();
    project_expect("lint -p . --sarif out.sarif --format json=out.json --format gitlab=out.gitlab --format junit=out.xml", 1,
                   "1 unit, 0 functions analysed; 1 finding");
    sarif_expect_valid(project_path("out.sarif"));
    ck_assert_msg(project_runs_of(NULL) >= 1, "%s", names[i]);
    project_forget_runs();
    project_expect("lint -p .", 1, ":1:5: error: x");
    ck_assert_msg(project_runs_of(NULL) == 0, "%s was analysed again", names[i]);
    ck_assert_int_eq(unlink(project_path(path)), 0);
  }
}
END_TEST

/* ---- what changes meanwhile -------------------------------------------------------------------------------- */

/* A source saved while clang is at work, after clang has read it: the record is already old when it is written. */
START_TEST(a_source_that_changes_meanwhile) {
  project_write("a.c", "int a;\n//! sleep 400\n" FINDING);
  project_database(COMPILE, "a.c", NULL);
  pid_t pid = project_launch("lint -p .");
  for (int i = 0; i < 2000 && project_runs_of("a.c") == 0; i++) nanosleep(&(struct timespec){0, 5000000}, NULL);
  nanosleep(&(struct timespec){0, 100000000}, NULL);
  project_write("a.c", "int b;\n");
  ck_assert_int_eq(project_wait(pid), 1);
  project_expect("lint -p .", 0, "0 findings");
  project_forget_runs();
  project_expect("lint -p .", 0, "0 findings");
  ck_assert_uint_eq(project_runs_of(NULL), 0);
}
END_TEST

/* A job that is killed beside the record of an earlier one: that record is not believed. */
START_TEST(a_job_that_is_killed) {
  project_write("a.c", "int a;\n");
  project_write("b.c", "int b;\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  project_expect("lint -p .", 0, "0 findings");
  project_write("a.c", "int a;\n//! orphan\n//! sleep 100\n" FINDING);
  project_expect("lint -p .", 2, "a.c: it was ended before it was done; run again");
  project_write("a.c", "int a;\n" FINDING);
  project_expect("lint -p .", 1, "2 units, 0 functions analysed; 1 finding");
}
END_TEST

/* ---- what is left behind ----------------------------------------------------------------------------------- */

/* A compiler that is a script: when its time is over, so is that of what it started, and the next run has the cache for itself. */
START_TEST(children_of_a_compiler_that_hangs) {
  project_write("bin/wrapped", "#!/bin/sh\ncase \"$1\" in --version) exec fake-clang --version;; esac\nsleep 90\nexit 0\n");
  ck_assert_int_eq(chmod(project_path("bin/wrapped"), 0755), 0);
  project_write("a.c", "int a;\n");
  project_database("bin/wrapped -c %s", "a.c", NULL);
  project_expect("lint -p . --time-limit 1", 2, "a.c: wrapped was ended after 1 seconds");
  time_t start = time(NULL);
  outcome o = project_run("lint -p . --clang bin/fake-clang");
  ck_assert_msg(o.status == 0 && strstr(o.err, "waiting for another run") == NULL, "status %d\n%s", o.status, o.output);
  ck_assert_int_lt(time(NULL) - start, 60);
  outcome_free(&o);
}
END_TEST

int main(void) {
  Suite *s = suite_create("robust");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, project_start, project_end);
  tcase_set_timeout(all, 350);
  tcase_add_test(all, unreadable_files);
  tcase_add_test(all, sources_that_become_unreadable);
  tcase_add_test(all, records_of_another_time);
  tcase_add_test(all, caches_of_another_time);
  tcase_add_test(all, names_that_are_no_text);
  tcase_add_test(all, a_source_that_changes_meanwhile);
  tcase_add_test(all, a_job_that_is_killed);
  tcase_add_test(all, children_of_a_compiler_that_hangs);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
