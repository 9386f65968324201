/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Records through ccache, with the real plugin in the real clangs: a hit brings back the verdict of a miss, and nothing that
 * decides a verdict is left out of what ccache looks at. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const clangs[] = {CLANG_19, CLANG_22};
enum { CLANGS = 2 };

static void start(void) {
  project_start_real();
  setenv("CCACHE_DIR", project_path("ccache"), 1);
  /* What must not matter. */
  setenv("CCACHE_BASEDIR", "/", 1);
  setenv("CCACHE_SLOPPINESS", "file_macro,include_file_mtime,time_macros,system_headers,locale", 1);
  setenv("CCACHE_COMPILERCHECK", "none", 1);
  setenv("CCACHE_IGNOREOPTIONS", "-f* -D*", 1);
  setenv("CCACHE_NODISABLE", "1", 1);
  project_write("small.h", "static char small[4];\n");
  project_write("a.c", "#include \"small.h\"\nvoid fill(const char *from) { __builtin_memcpy(small, from, SIZE); }\n");
}

/* How many of these the cache has counted. */
static unsigned counted(const char *what) {
  char command[600], line[128];
  unsigned count = 0;
  snprintf(command, sizeof command, "CCACHE_DIR='%s' '%s' --print-stats", project_path("ccache"), CCACHE);
  FILE *pipe = popen(command, "r");
  ck_assert_ptr_nonnull(pipe);
  while (fgets(line, sizeof line, pipe) != NULL)
    if (strncmp(line, what, strlen(what)) == 0) count += (unsigned)strtoul(line + strlen(what), NULL, 10);
  ck_assert_int_eq(pclose(pipe), 0);
  return count;
}

/* Lints with an empty cache of records, so that all is asked of ccache; returns what it printed, freed by the caller. */
static char *lint_afresh(unsigned clang, const char *options, int status) {
  char command[512];
  ck_assert_int_eq(system("exec rm -rf \"$CCACHE_DIR/../records\""), 0);
  snprintf(command, sizeof command, "lint -p . --clang %s --cache records %s", clangs[clang], options);
  outcome o = project_run(command);
  ck_assert_msg(o.status == status, "%s: status %d:\n%s", command, o.status, o.output);
  char *text = strdup(o.output);
  ck_assert_ptr_nonnull(text);
  outcome_free(&o);
  return text;
}

static void expect(unsigned clang, const char *options, int status, const char *text, unsigned hits, unsigned misses) {
  unsigned hits_before = counted("direct_cache_hit"), misses_before = counted("cache_miss");
  char *said = lint_afresh(clang, options, status);
  ck_assert_msg(strstr(said, text) != NULL, "no '%s' in:\n%s", text, said);
  unsigned new_hits = counted("direct_cache_hit") - hits_before, new_misses = counted("cache_miss") - misses_before;
  ck_assert_msg(new_hits == hits && new_misses == misses, "%s: %u hits, %u misses; expected %u, %u", options, new_hits, new_misses,
                hits, misses);
  free(said);
}

START_TEST(a_hit_is_the_verdict_of_the_miss) {
  project_database("cc -O2 -DSIZE=8 -c %s", "a.c", NULL);
  char *plain = lint_afresh((unsigned)_i, "", 1);
  char *miss = lint_afresh((unsigned)_i, "--ccache", 1), *hit = lint_afresh((unsigned)_i, "--ccache", 1);
  ck_assert_str_eq(plain, miss);
  ck_assert_str_eq(plain, hit);
  ck_assert_uint_eq(counted("direct_cache_hit"), 1);
  ck_assert_uint_eq(counted("cache_miss"), 1);
  ck_assert_uint_eq(counted("preprocessed_cache_hit"), 0);
  free(plain), free(miss), free(hit);
  /* What ccache brought back is kept up like any other record. */
  char command[256];
  snprintf(command, sizeof command, "lint -p . --clang %s --cache records --ccache", clangs[_i]);
  project_write("small.h", "static char small[8];\n");
  project_expect(command, 0, "0 findings");
}
END_TEST

START_TEST(what_decides_is_looked_at) {
  unsigned clang = (unsigned)_i;
  project_database("cc -DSIZE=8 -c %s", "a.c", NULL);
  expect(clang, "--ccache", 1, "a.c:2:31: error", 0, 1);
  project_database("cc -DSIZE=4 -c %s", "a.c", NULL);
  expect(clang, "--ccache", 0, "0 findings", 0, 1);
  project_database("cc -DSIZE=8 -c %s", "a.c", NULL);
  project_write("a.c", "#include \"small.h\"\n/* one */ void fill(const char *from) { __builtin_memcpy(small, from, SIZE); }\n");
  expect(clang, "--ccache", 1, "a.c:2:41: error", 0, 1);
  /* The same text for the preprocessor, another place for the reader. */
  project_write("a.c", "#include \"small.h\"\n/* and two */ void fill(const char *from) { __builtin_memcpy(small, from, SIZE); }\n");
  expect(clang, "--ccache", 1, "a.c:2:45: error", 0, 1);
  expect(clang, "--ccache --hardened 'a*'", 1, "[bulwark-raw-op]", 0, 1);
  project_write("own.model", "");
  expect(clang, "--ccache --models own.model", 1, "a.c:2:45: error", 0, 1);
  expect(clang, "--ccache --models own.model", 1, "a.c:2:45: error", 1, 0);
  project_write("own.model", "# changed\n");
  expect(clang, "--ccache --models own.model", 1, "a.c:2:45: error", 0, 1);
  expect(1 - clang, "--ccache", 1, "a.c:2:45: error", 0, 1);
  expect(clang, "--ccache", 1, "a.c:2:45: error", 1, 0);
}
END_TEST

START_TEST(a_launcher_in_the_database_is_enough) {
  project_database("ccache cc -DSIZE=8 -c %s", "a.c", NULL);
  expect(0, "", 1, "a.c:2:31: error", 0, 1);
  expect(0, "", 1, "a.c:2:31: error", 1, 0);
}
END_TEST

/* Options of gcc are found out with ccache in between as well. */
START_TEST(options_of_gcc_are_left_out) {
  project_database("cc -DSIZE=8 -fno-such-thing -c %s", "a.c", NULL);
  expect(0, "--ccache", 1, "a.c:2:31: error", 0, 1);
  expect(0, "--ccache", 1, "a.c:2:31: error", 1, 0);
}
END_TEST

START_TEST(what_does_not_compile_is_said_as_ever) {
  project_database("cc -c %s", "a.c", NULL);
  char *plain = lint_afresh(0, "", 2), *cached = lint_afresh(0, "--ccache", 2);
  ck_assert_str_eq(plain, cached);
  ck_assert_ptr_nonnull(strstr(plain, "undeclared identifier 'SIZE'"));
  free(plain), free(cached);
}
END_TEST

/* A ccache that says yes and does nothing, one that leaves something else, one that does not start. */
START_TEST(a_ccache_that_lies_is_not_believed) {
  static const char *const scripts[] = {"#!/bin/sh\nexit 0\n",
                                        "#!/bin/sh\nwhile [ $# -gt 1 ]; do case $1 in -o|-MF) echo x >\"$2\";; esac; shift; done\n",
                                        "#!/no/such/shell\n"};
  char path[512];
  const char *usual = strdup(getenv("PATH"));
  project_database("cc -DSIZE=8 -c %s", "a.c", NULL);
  char *plain = lint_afresh(0, "", 1);
  snprintf(path, sizeof path, "%s:%s", project_path("liar"), usual);
  setenv("PATH", path, 1);
  for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
    project_write("liar/ccache", scripts[i]);
    ck_assert_int_eq(chmod(project_path("liar/ccache"), 0755), 0);
    char *said = lint_afresh(0, "--ccache", 1);
    ck_assert_str_eq(said, plain);
    free(said);
  }
  free(plain);
  setenv("PATH", project_path("bin"), 1);
  project_expect("lint -p . --ccache", 2, "--ccache: ccache is not installed; install the package ccache");
}
END_TEST

int main(void) {
  Suite *s = suite_create("ccache");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, start, project_end);
  tcase_set_timeout(all, 100);
  tcase_add_loop_test(all, a_hit_is_the_verdict_of_the_miss, 0, CLANGS);
  tcase_add_loop_test(all, what_decides_is_looked_at, 0, CLANGS);
  tcase_add_test(all, a_launcher_in_the_database_is_enough);
  tcase_add_test(all, options_of_gcc_are_left_out);
  tcase_add_test(all, what_does_not_compile_is_said_as_ever);
  tcase_add_test(all, a_ccache_that_lies_is_not_believed);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
