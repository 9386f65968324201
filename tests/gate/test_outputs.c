/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The outputs of a run other than plain text: each form, several at once, and that all of them say the same. */
#define _XOPEN_SOURCE 700

#include "harness.h"
#include "sarif_shape.h"

#include "gate/outputs.h"
#include "gate/sarif.h"
#include "gate/strings.h"

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMPILE "bin/fake-clang -c %s"

static json_t *load(const char *name) {
  char *text = project_read(name);
  ck_assert_msg(text != NULL, "%s is missing", name);
  json_error_t error;
  json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, &error);
  ck_assert_msg(json != NULL, "%s:%d: %s", name, error.line, error.text);
  free(text);
  return json;
}

/* The value at a path such as "findings/1/rule"; fails the test if there is none. */
static json_t *at(json_t *json, const char *path) {
  char part[64];
  const char *from = path;
  while (*from != '\0') {
    size_t size = strcspn(from, "/");
    snprintf(part, sizeof part, "%.*s", (int)size, from);
    json = json_is_array(json) ? json_array_get(json, strtoul(part, NULL, 10)) : json_object_get(json, part);
    ck_assert_msg(json != NULL, "%s has no %s", path, part);
    from += size + (from[size] == '/' ? 1 : 0);
  }
  return json;
}

static const char *string_at(json_t *json, const char *path) {
  ck_assert_msg(json_is_string(at(json, path)), "%s is no string", path);
  return json_string_value(at(json, path));
}

/* One finding of each fate: new, in the baseline, suppressed; and a unit that fails. */
static void write_project(void) {
  project_write("bulwark.yaml",
                "database: .\nbaseline: bulwark.baseline\nseverity: {debt-grown: off, raw-op: warning}\n");
  project_write("a.c", "int old;\n//! finding 1 5 copy-extent old\n");
  project_database(COMPILE, "a.c", NULL);
  project_expect("baseline write", 0, "1 taken in");
  project_write(
      "a.c",
      "int old;\nint x; // bulwark: allow(copy-extent) <known> & \"fine\"\ncopy(a, n);\n"
      "//! finding 1 5 copy-extent old\n//! finding 2 5 copy-extent quiet\n"
      "//! finding 3 1 raw-op 50 % of <a>, b: c\n//! note 1 5 step\n//! fix 3 1 5 move\n//! count accesses.open 7\n"
      "//! unsafe 3 1 measured elsewhere\n");
  project_write("b,c.c", "//! fail\n");
  project_write("d.c", "int d;\n");
  project_database(COMPILE, "a.c", "b,c.c", "d.c", NULL);
}

START_TEST(several_at_once_say_the_same) {
  write_project();
  outcome o = project_run("lint --format github --format text=o.txt --format json=o.json --format sarif=o.sarif "
                          "--format gitlab=o.gitlab --format junit=o.xml");
  ck_assert_int_eq(o.status, 2);
  ck_assert_str_eq(
      o.out, "::warning file=a.c,line=3,col=1,title=bulwark raw-op::50 %25 of <a>, b: c\n"
             "::error title=bulwark has no verdict::b,c.c: it does not compile with fake-clang; if a header is "
             "missing, build the project first\n"
             "bulwark: 3 units (1 without a verdict), 0 functions analysed; 1 new finding (raw-op 1), 1 suppressed, "
             "1 in the baseline; 7 accesses: 0.0 % proved, 100.0 % open, 0.0 % violation\n");
  outcome_free(&o);
  char *text = project_read("o.txt");
  ck_assert_ptr_nonnull(text);
  ck_assert_ptr_nonnull(strstr(text, "a.c:3:1: warning: 50 % of <a>, b: c [bulwark-raw-op]\n"));
  ck_assert_ptr_nonnull(strstr(text, "1 new finding (raw-op 1), 1 suppressed, 1 in the baseline;"));
  free(text);
}
END_TEST

START_TEST(json_has_everything) {
  write_project();
  project_expect("lint --format json=o.json", 2, "1 new finding");
  json_t *o = load("o.json");
  ck_assert_int_eq(json_integer_value(at(o, "version")), 1);
  ck_assert_int_eq(json_integer_value(at(o, "exitStatus")), 2);
  ck_assert(json_is_false(at(o, "complete")));
  ck_assert_int_eq(json_integer_value(at(o, "units/all")), 3);
  ck_assert_int_eq(json_integer_value(at(o, "units/answered")), 2);
  ck_assert_int_eq(json_integer_value(at(o, "counts/accesses.open")), 7);
  ck_assert_uint_eq(json_array_size(at(o, "findings")), 3);
  ck_assert_str_eq(string_at(o, "findings/0/state"), "unchanged");
  ck_assert(json_is_false(at(o, "findings/0/counts")));
  ck_assert(json_is_null(at(o, "findings/0/suppression")));
  ck_assert_str_eq(string_at(o, "findings/1/suppression/kind"), "source");
  ck_assert_str_eq(string_at(o, "findings/1/suppression/reason"), "<known> & \"fine\"");
  ck_assert_str_eq(string_at(o, "findings/2/rule"), "raw-op");
  ck_assert_str_eq(string_at(o, "findings/2/severity"), "warning");
  ck_assert_str_eq(string_at(o, "findings/2/file"), "a.c");
  ck_assert_str_eq(string_at(o, "findings/2/tier"), "legacy");
  ck_assert_str_eq(string_at(o, "findings/2/state"), "new");
  ck_assert(json_is_true(at(o, "findings/2/counts")));
  ck_assert_int_eq(json_integer_value(at(o, "findings/2/line")), 3);
  ck_assert_str_eq(string_at(o, "findings/2/notes/0/message"), "step");
  ck_assert_str_eq(string_at(o, "findings/2/fixes/0/text"), "move");
  ck_assert_str_eq(string_at(o, "failures/0/unit"), "b,c.c");
  ck_assert_uint_eq(json_array_size(at(o, "files")), 2);
  ck_assert_str_eq(string_at(o, "files/0/file"), "a.c");
  ck_assert_int_eq(json_integer_value(at(o, "files/0/open")), 7);
  ck_assert(json_is_false(at(o, "files/0/hardened")));
  ck_assert_str_eq(string_at(o, "suppressions/0/file"), "a.c");
  ck_assert_int_eq(json_integer_value(at(o, "suppressions/0/line")), 2);
  ck_assert_str_eq(string_at(o, "suppressions/0/rule"), "copy-extent");
  ck_assert_str_eq(string_at(o, "suppressions/0/reason"), "<known> & \"fine\"");
  ck_assert_str_eq(string_at(o, "suppressions/0/state"), "used");
  ck_assert_str_eq(string_at(o, "unsafe/0/file"), "a.c");
  ck_assert_int_eq(json_integer_value(at(o, "unsafe/0/line")), 3);
  ck_assert_str_eq(string_at(o, "unsafe/0/reason"), "measured elsewhere");
  json_decref(o);
}
END_TEST

START_TEST(sarif_marks_what_does_not_count) {
  write_project();
  project_expect("lint --sarif o.sarif", 2, "1 new finding");
  sarif_expect_valid(project_path("o.sarif"));
  json_t *o = load("o.sarif");
  json_t *results = at(o, "runs/0/results");
  ck_assert_uint_eq(json_array_size(results), 3);
  ck_assert_str_eq(string_at(results, "0/baselineState"), "unchanged");
  ck_assert_ptr_null(json_object_get(at(results, "0"), "suppressions"));
  ck_assert_str_eq(string_at(results, "1/suppressions/0/kind"), "inSource");
  ck_assert_str_eq(string_at(results, "1/suppressions/0/justification"), "<known> & \"fine\"");
  ck_assert_str_eq(string_at(results, "2/baselineState"), "new");
  ck_assert_str_eq(string_at(results, "2/level"), "warning");
  ck_assert_int_eq(json_integer_value(at(o, "runs/0/properties/suppressed")), 1);
  json_decref(o);
}
END_TEST

START_TEST(gitlab_is_a_code_quality_report) {
  write_project();
  project_expect("lint --format gitlab=o.json", 2, "1 new finding");
  json_t *o = load("o.json");
  ck_assert_uint_eq(json_array_size(o), 2);
  ck_assert_str_eq(string_at(o, "0/check_name"), "raw-op");
  ck_assert_str_eq(string_at(o, "0/severity"), "minor");
  ck_assert_str_eq(string_at(o, "0/location/path"), "a.c");
  ck_assert_int_eq(json_integer_value(at(o, "0/location/lines/begin")), 3);
  ck_assert_str_eq(string_at(o, "1/check_name"), "no-verdict");
  ck_assert_str_eq(string_at(o, "1/severity"), "blocker");
  ck_assert_str_ne(string_at(o, "0/fingerprint"), string_at(o, "1/fingerprint"));
  json_decref(o);
}
END_TEST

START_TEST(junit_has_a_case_for_everything) {
  write_project();
  project_expect("lint --format junit=o.xml", 2, "1 new finding");
  char *text = project_read("o.xml");
  ck_assert_ptr_nonnull(text);
  static const char *const parts[] = {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n <testsuite "
                                      "name=\"bulwark\" tests=\"3\" failures=\"1\" errors=\"1\">\n",
                                      "  <testcase classname=\"d.c\" name=\"bulwark lint\"></testcase>\n",
                                      "<failure type=\"raw-op\" message=\"50 % of &lt;a&gt;, b: c\">a.c:3:1: warning: "
                                      "50 % of &lt;a&gt;, b: c</failure>",
                                      "  <testcase classname=\"b,c.c\" name=\"bulwark lint\">\n    <error "
                                      "type=\"no-verdict\" message=\"it does not compile",
                                      "<system-out>bulwark: 3 units (1 without a verdict)"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    ck_assert_msg(strstr(text, parts[i]) != NULL, "no '%s' in\n%s", parts[i], text);
  free(text);
}
END_TEST

START_TEST(wrong_formats_are_refused) {
  write_project();
  project_expect("lint --format xml", 2,
                 "--format xml: there is no such format; they are text, sarif, json, html, github, gitlab and junit");
  project_expect("lint --format json --format sarif", 2,
                 "--format sarif: standard output takes one output; write --format sarif=FILE");
  project_expect("lint --format json=x --format sarif=x", 2, "x takes one output");
  project_expect("lint --format json=", 2, "the name of a file must stand behind the '='");
}
END_TEST

START_TEST(every_file_is_written_without_a_verdict) {
  static const char *const names[] = {"o.json", "o.sarif", "o.gitlab", "o.xml", "o.html", "o.txt"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) project_write(names[i], "an old one");
  project_expect(
      "lint -p none --format json=o.json --format sarif=o.sarif --format gitlab=o.gitlab --format junit=o.xml "
      "--format html=o.html --format text=o.txt",
      2, "no compilation database");
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char *text = project_read(names[i]);
    ck_assert_msg(strstr(text, "an old one") == NULL, "%s", names[i]);
    if (i < 5) ck_assert_msg(strstr(text, "came to no verdict") != NULL, "%s: %s", names[i], text);
    free(text);
  }
}
END_TEST

/* 4,999 notes, then an error that counts, one that does not, and three warnings. */
START_TEST(sarif_keeps_the_gravest) {
  enum { NOTES = 4999, ALL = NOTES + 5 };
  bw_arena arena = {0};
  ck_assert_int_eq(bw_arena_init(&arena, 1 << 16), BW_OK);
  static bw_judged judged[ALL];
  bw_verdict verdict = {.units = 1, .answered = 1};
  bw_judgement judgement = {.verdict = &verdict, .findings = judged, .count = ALL, .current = "/p", .root = "/p"};
  bw_sources sources = {.arena = &arena};
  for (size_t i = 0; i < ALL; i++) {
    judged[i] = (bw_judged){.counts = true, .print = {"0123456789abcdef", "0123456789abcdef"}, .reason = NULL};
    judged[i].finding =
        (bw_finding){.check = "raw-op", .severity = BW_SEVERITY_NOTE, .function = "", .message = "note"};
  }
  judged[NOTES].finding.severity = BW_SEVERITY_ERROR;
  judged[NOTES + 1].finding.severity = BW_SEVERITY_ERROR;
  judged[NOTES + 1].counts = false;
  judged[NOTES + 1].finding.message = "excused";
  for (size_t i = NOTES + 2; i < ALL; i++) judged[i].finding.severity = BW_SEVERITY_WARNING;
  json_t *o = json_loads(bw_sarif_text(&arena, &sources, &judgement), 0, NULL);
  ck_assert_ptr_nonnull(o);
  json_t *results = at(o, "runs/0/results"), *one;
  ck_assert_uint_eq(json_array_size(results), 5000);
  size_t i, errors = 0, warnings = 0, excused = 0;
  json_array_foreach(results, i, one) {
    errors += strcmp(string_at(one, "level"), "error") == 0 ? 1 : 0;
    warnings += strcmp(string_at(one, "level"), "warning") == 0 ? 1 : 0;
    excused += strcmp(string_at(one, "message/text"), "excused") == 0 ? 1 : 0;
  }
  ck_assert(errors == 1 && warnings == 3 && excused == 0);
  ck_assert_str_eq(string_at(o, "runs/0/invocations/0/toolExecutionNotifications/0/message/text"),
                   "4 of 5004 results are left out, the least severe ones: code scanning keeps 5000 of a run");
  json_decref(o);
  bw_arena_destroy(&arena);
}
END_TEST

int main(void) {
  Suite *s = suite_create("outputs");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, project_start, project_end);
  tcase_set_timeout(all, 120);
  tcase_add_test(all, several_at_once_say_the_same);
  tcase_add_test(all, json_has_everything);
  tcase_add_test(all, sarif_marks_what_does_not_count);
  tcase_add_test(all, gitlab_is_a_code_quality_report);
  tcase_add_test(all, junit_has_a_case_for_everything);
  tcase_add_test(all, wrong_formats_are_refused);
  tcase_add_test(all, every_file_is_written_without_a_verdict);
  tcase_add_test(all, sarif_keeps_the_gravest);
  suite_add_tcase(s, all);
  SRunner *runner = srunner_create(s);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
