/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Suppressions, tiers, severities and limits: what counts. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COMPILE "bin/fake-clang -c %s"
#define FINDING "//! finding 2 1 copy-extent too long\n"

/* Writes a.c with its finding on line 2, a configuration, and runs. */
static outcome run_with(const char *code, const char *config, const char *command) {
  project_write("a.c", code);
  project_write("bulwark.yaml", config);
  project_database(COMPILE, "a.c", NULL);
  return project_run(command);
}

static void expect(const char *code, const char *config, int status, const char *text) {
  outcome o = run_with(code, config, "lint -p .");
  ck_assert_msg(o.status == status, "status %d, expected %d:\n%s", o.status, status, o.output);
  ck_assert_msg(strstr(o.output, text) != NULL, "no '%s' in:\n%s", text, o.output);
  outcome_free(&o);
}

START_TEST(a_comment_with_a_reason_allows) {
  expect("// bulwark: allow(copy-extent) n is checked\ncopy(a, n);\n" FINDING, "", 0, "0 findings, 1 suppressed;");
  expect("int x;\ncopy(a, n); /* bulwark: allow(bulwark-copy-extent) n is checked */\n" FINDING, "", 0,
         "1 suppressed;");
  expect("// bulwark: allow(raw-op, copy-extent) n\ncopy(a, n);\n" FINDING "//! finding 2 1 raw-op raw\n", "", 0,
         "2 suppressed;");
  /* Another rule, another statement: nothing is allowed. */
  expect("// bulwark: allow(raw-op) n\ncopy(a, n);\n" FINDING, "", 1,
         "2 findings (copy-extent 1, suppression-unused 1);");
  expect("// bulwark: allow(copy-extent) n\nint y;\ncopy(a, n);\n//! finding 3 1 copy-extent too long\n", "", 1,
         "a.c:3:1: error: too long");
}
END_TEST

START_TEST(all_shows_the_reason) {
  outcome o = run_with("// bulwark: allow(copy-extent) n is checked\ncopy(a, n);\n" FINDING, "", "lint -p . --all");
  ck_assert_int_eq(o.status, 0);
  ck_assert_ptr_nonnull(strstr(o.out, "a.c:2:1: error: too long [bulwark-copy-extent] (suppressed: n is checked)\n"));
  outcome_free(&o);
}
END_TEST

START_TEST(faulty_comments_are_findings) {
  expect("// bulwark: allow(copy-extent)\ncopy(a, n);\n" FINDING, "", 1,
         "a.c:1:1: error: suppression of 'copy-extent' gives no reason and allows nothing; write the reason behind it "
         "[bulwark-suppression-reason]");
  expect("// bulwark: allow(copy-extent)\ncopy(a, n);\n" FINDING, "", 1, "a.c:2:1: error: too long");
  expect("int x;\n  // bulwark: allwo(copy-extent) y\n", "", 1,
         "a.c:2:3: error: suppression says nothing that is known");
  expect("// bulwark: allow(copy-extend) y\ncopy(a, n);\n", "", 1,
         "suppression of 'copy-extend', which is no rule; did you mean 'copy-extent'? [bulwark-suppression-unknown]");
  expect("// bulwark: allow(copy-extent) n\nint x;\n", "", 1,
         "a.c:1:1: warning: suppression of 'copy-extent', which is not found here; remove it "
         "[bulwark-suppression-unused]");
}
END_TEST

START_TEST(a_part_does_not_call_anything_unused) {
  project_write("b.c", "int b;\n");
  project_write("a.c", "// bulwark: allow(copy-extent) n\nint x;\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  project_expect("lint -p .", 1, "suppression-unused 1");
  project_expect("lint -p . a.c", 0, "0 findings;");
  project_write("b.c", "//! fail\n");
  project_expect("lint -p .", 2, "0 findings;");
}
END_TEST

START_TEST(headers_with_findings_are_read) {
  project_write("h.h", "// bulwark: allow(copy-extent) n\ncopy(a, n);\n");
  project_write("a.c", "//! header h.h 2 1 copy-extent too long\n");
  project_database(COMPILE, "a.c", NULL);
  project_expect("lint -p .", 0, "1 suppressed;");
}
END_TEST

#define SUPPRESS(rest) "suppress:\n  - glob: a.c\n    rule: copy-extent\n" rest

START_TEST(the_configuration_allows) {
  static const char code[] = "int x;\ncopy(a, n);\n" FINDING;
  setenv("SOURCE_DATE_EPOCH", "1798675200", 1); /* 2026-12-31 */
  expect(code, SUPPRESS("    reason: known\n"), 0, "1 suppressed;");
  expect(code, SUPPRESS("    reason: known\n    until: 2026-12-31\n"), 0, "1 suppressed;");
  expect(code, SUPPRESS("    reason: known\n    until: 2026-12-30\n"), 1,
         "bulwark.yaml:2:5: error: suppression of 'copy-extent' in 'a.c' held until 2026-12-30; mend what it allowed, "
         "or say why "
         "it stays [bulwark-suppression-expired]");
  expect(code, SUPPRESS("    reason: known\n    until: 2026-12-30\n"), 1, "a.c:2:1: error: too long");
  expect(code, SUPPRESS(""), 1, "bulwark.yaml:2:5: error: suppression of 'copy-extent' in 'a.c' gives no reason");
  expect(code, SUPPRESS(""), 1, "a.c:2:1: error: too long");
  expect("int x;\n", SUPPRESS("    reason: known\n"), 1, "in 'a.c', which is not found there; remove it");
  expect(code, "suppress:\n  - {glob: a.c, rule: copyextent, reason: known}\n", 1, "did you mean 'copy-extent'?");
  unsetenv("SOURCE_DATE_EPOCH");
}
END_TEST

START_TEST(tiers_are_those_of_the_last_match) {
  project_write("src/a.c", "int x;\ncopy(a, n);\n" FINDING);
  project_write("lib/b.c", "int x;\ncopy(a, n);\n" FINDING);
  project_database(COMPILE, "src/a.c", "lib/b.c", NULL);
  project_write("bulwark.yaml", "tiers:\n  - {glob: lib/, tier: off}\n");
  project_forget_runs();
  project_expect("lint -p .", 1, "1 unit, 1 off, 0 functions analysed; 1 finding (copy-extent 1);");
  ck_assert_uint_eq(project_runs_of("lib/b.c"), 0);
  project_write("bulwark.yaml", "tiers:\n  - {glob: lib/, tier: off}\n  - {glob: 'lib/*.c', tier: legacy}\n");
  project_expect("lint -p .", 1, "2 findings");
  /* The plugin is told of a hardened file by the name it will see. */
  project_write("bulwark.yaml", "tiers:\n  - {glob: src/, tier: hardened}\n");
  project_write("src/a.c", "//! unknown -fplugin-arg-bulwark-hardened=src/a.c\n");
  project_expect("lint -p .", 2, "unknown argument: '-fplugin-arg-bulwark-hardened=src/a.c'");
  project_write("bulwark.yaml", "tiers:\n  - {glob: '*', tier: off}\n");
  project_expect("lint -p .", 2, "no unit to analyse: of 2 entries, 0 are not C, 2 are off");
}
END_TEST

START_TEST(findings_in_headers_that_are_off_are_dropped) {
  project_write("ext/h.h", "int h;\n");
  project_write("a.c", "//! header ext/h.h 1 1 copy-extent too long\n");
  project_database(COMPILE, "a.c", NULL);
  project_write("bulwark.yaml", "tiers:\n  - {glob: ext/, tier: off}\n");
  project_expect("lint -p .", 0, "0 findings, 1 off;");
}
END_TEST

START_TEST(severities_and_limits_decide) {
  static const char code[] = "int x;\ncopy(a, n);\n" FINDING "//! finding 2 2 copy-extent longer\n";
  expect(code, "severity:\n  copy-extent: off\n", 0, "0 findings, 2 off;");
  expect(code, "severity:\n  copy-extent: note\n", 0, "a.c:2:1: note: too long");
  expect(code, "severity:\n  copy-extent: warning\n", 1, "a.c:2:1: warning: too long");
  expect(code, "severity:\n  copy-extent: warning\nlimits:\n  warning: 2\n", 0, "2 findings (copy-extent 2);");
  expect(code, "severity:\n  copy-extent: warning\nlimits:\n  warning: 1\n", 1, "2 findings");
  expect(code, "severity:\n  copy-extent: note\nlimits:\n  note: 1\n", 1, "2 findings");
  expect(code, "limits:\n  error: any\n", 0, "2 findings");
}
END_TEST

int main(void) {
  Suite *s = suite_create("suppress");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, project_start, project_end);
  tcase_set_timeout(all, 120);
  tcase_add_test(all, a_comment_with_a_reason_allows);
  tcase_add_test(all, all_shows_the_reason);
  tcase_add_test(all, faulty_comments_are_findings);
  tcase_add_test(all, a_part_does_not_call_anything_unused);
  tcase_add_test(all, headers_with_findings_are_read);
  tcase_add_test(all, the_configuration_allows);
  tcase_add_test(all, tiers_are_those_of_the_last_match);
  tcase_add_test(all, findings_in_headers_that_are_off_are_dropped);
  tcase_add_test(all, severities_and_limits_decide);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
