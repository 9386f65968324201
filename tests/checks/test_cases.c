/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The comparison itself: it must see what is missing and what is too much, or every case would pass. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"

static case_expectations expectations;
static case_findings findings;

START_TEST(reads_expectations) {
  const char *text = "int a;\nx(); /* expect: copy-extent */\n"
                     "y(); /* expect: raw-op \"'p'\" */ /* may: alloc-arith */\n/* nothing here */\n";
  ck_assert_uint_eq(cases_read_expectations(text, &expectations), 0);
  ck_assert_uint_eq(expectations.count, 3);
  ck_assert_uint_eq(expectations.at[0].line, 2);
  ck_assert_str_eq(expectations.at[0].id, "copy-extent");
  ck_assert_str_eq(expectations.at[0].words, "");
  ck_assert_str_eq(expectations.at[1].words, "'p'");
  ck_assert(!expectations.at[1].optional);
  ck_assert(expectations.at[2].optional);
  ck_assert_uint_eq(expectations.at[2].line, 3);
}
END_TEST

START_TEST(refuses_what_it_cannot_read) {
  ck_assert_uint_eq(cases_read_expectations("/* expect: */\n", &expectations), 1);
  ck_assert_uint_eq(cases_read_expectations("\n/* expect: a \"open */\n", &expectations), 2);
  ck_assert_uint_eq(cases_read_expectations("/* expect: a b */", &expectations), 1);
}
END_TEST

START_TEST(reads_findings) {
  char output[] = "/a/bad.c:12:3: error: copy of 4 bytes past 'x' [bulwark-copy-extent]\n"
                  "/a/bad.c:11:3: note: 'x' is declared here\n"
                  "/a/bad.c:13:3: warning: something of clang's [-Wfortify-source]\n"
                  "/a/bad.c:14:30: warning: subscript [bulwark-raw-op]\n2 warnings and 1 error generated.\n";
  ck_assert_ptr_null(cases_read_findings(output, &findings));
  ck_assert_uint_eq(findings.count, 2);
  ck_assert_str_eq(findings.at[0].file, "/a/bad.c");
  ck_assert_uint_eq(findings.at[0].line, 12);
  ck_assert_uint_eq(findings.at[0].column, 3);
  ck_assert_str_eq(findings.at[0].severity, "error");
  ck_assert_str_eq(findings.at[0].id, "copy-extent");
  ck_assert_str_eq(findings.at[0].message, "copy of 4 bytes past 'x'");
  ck_assert_str_eq(findings.at[1].severity, "warning");
  ck_assert_uint_eq(findings.at[1].column, 30);
}
END_TEST

START_TEST(reads_edits) {
  static case_edits wanted, offered;
  cases_read_wanted_edits("x;\nstrcpy(a, b); /* edit: f(a, \"b\") */\n", &wanted);
  cases_read_offered_edits("a.c:2:1: warning: x [bulwark-raw-op]\nfix-it:\"/t/a.c\":{2:1-2:13}:\"f(a, \\\"b\\\")\"\n", &offered);
  ck_assert_uint_eq(wanted.count, 1);
  ck_assert_uint_eq(offered.count, 1);
  ck_assert_str_eq(offered.at[0].text, "f(a, \"b\")");
  ck_assert(cases_has_edit(&offered, &wanted.at[0]));
  offered.at[0].line = 3;
  ck_assert(!cases_has_edit(&offered, &wanted.at[0]));
}
END_TEST

START_TEST(names_errors_that_are_not_ours) {
  char output[] = "/a/bad.c:1:1: error: unknown type name 'x'\n";
  ck_assert_str_eq(cases_read_findings(output, &findings), "/a/bad.c:1:1: error: unknown type name 'x'");
  char fatal[] = "clang: error: unable to load plugin 'x'\n";
  ck_assert_ptr_nonnull(cases_read_findings(fatal, &findings));
}
END_TEST

static const struct {
  const char *text, *output;
  unsigned missing, unexpected;
} match_rows[] = {
    {"", "", 0, 0},
    {"x /* expect: a */", "", 1, 0},
    {"x /* may: a */", "", 0, 0},
    {"x", "c.c:1:1: error: m [bulwark-a]", 0, 1},
    {"x /* expect: a */", "c.c:1:1: error: m [bulwark-a]", 0, 0},
    {"x /* may: a */", "c.c:1:1: error: m [bulwark-a]", 0, 0},
    {"x /* expect: a */", "/p/c.c:1:1: error: m [bulwark-a]", 0, 0},
    {"x /* expect: a */", "/p/c.h:1:1: error: m [bulwark-a]", 1, 1},
    {"x /* expect: a */", "c.c:2:1: error: m [bulwark-a]", 1, 1},
    {"x /* expect: a */", "c.c:1:1: error: m [bulwark-b]", 1, 1},
    {"x /* expect: a */", "c.c:1:1: error: m [bulwark-a]\nc.c:1:1: error: m [bulwark-a]", 0, 1},
    {"x /* expect: a */ /* may: a */", "c.c:1:1: error: m [bulwark-a]\nc.c:1:1: error: m [bulwark-a]", 0, 0},
    {"x /* may: a */ /* expect: a */", "c.c:1:1: error: m [bulwark-a]", 0, 0},
    {"x /* expect: a \"yes\" */", "c.c:1:1: error: no [bulwark-a]", 1, 1},
    {"x /* expect: a \"yes\" */", "c.c:1:1: error: oh yes [bulwark-a]", 0, 0},
    {"x /* expect: a */ /* expect: a \"yes\" */", "c.c:1:1: error: yes [bulwark-a]\nc.c:1:1: error: no [bulwark-a]", 0, 0},
};

START_TEST(matches_both_ways) {
  char output[256];
  unsigned missing = 0, unexpected = 0;
  snprintf(output, sizeof output, "%s", match_rows[_i].output);
  ck_assert_uint_eq(cases_read_expectations(match_rows[_i].text, &expectations), 0);
  ck_assert_ptr_null(cases_read_findings(output, &findings));
  cases_match("c.c", &expectations, &findings);
  for (size_t i = 0; i < expectations.count; i++) missing += !expectations.at[i].met && !expectations.at[i].optional;
  for (size_t i = 0; i < findings.count; i++) unexpected += !findings.at[i].asked;
  ck_assert_uint_eq(missing, match_rows[_i].missing);
  ck_assert_uint_eq(unexpected, match_rows[_i].unexpected);
}
END_TEST

int main(void) {
  Suite *suite = suite_create("checks-cases");
  TCase *tests = tcase_create("cases");
  tcase_add_test(tests, reads_expectations);
  tcase_add_test(tests, refuses_what_it_cannot_read);
  tcase_add_test(tests, reads_findings);
  tcase_add_test(tests, reads_edits);
  tcase_add_test(tests, names_errors_that_are_not_ours);
  tcase_add_loop_test(tests, matches_both_ways, 0, (int)(sizeof match_rows / sizeof *match_rows));
  suite_add_tcase(suite, tests);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
