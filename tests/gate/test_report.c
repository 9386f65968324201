/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What stands behind the page of bulwark report: the data in it, the figures of files, the history. */
#define _XOPEN_SOURCE 700

#include "harness.h"

#include "gate/figures.h"
#include "gate/history.h"
#include "gate/policy.h"
#include "gate/strings.h"

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COMPILE "bin/fake-clang -c %s"

static bw_arena arena;

static void start(void) {
  ck_assert_int_eq(bw_arena_init(&arena, 1 << 16), BW_OK);
  project_start();
  setenv("SOURCE_DATE_EPOCH", "1798675200", 1); /* 2026-12-31 */
}

static void end(void) {
  unsetenv("SOURCE_DATE_EPOCH");
  project_end();
  bw_arena_destroy(&arena);
}

/* The data of a page; whatever is in it, it must not be able to end its element. */
static json_t *data_of(const char *name) {
  char *page = project_read(name);
  ck_assert_msg(page != NULL, "%s is missing", name);
  char *from = strstr(page, "id=\"data\">");
  ck_assert_ptr_nonnull(from);
  from += strlen("id=\"data\">");
  char *to = strchr(from, '<');
  ck_assert_msg(to != NULL && strncmp(to, "</script>", 9) == 0, "the data holds a '<': %.40s", to);
  *to = '\0';
  json_error_t error;
  json_t *data = json_loads(from, JSON_REJECT_DUPLICATES, &error);
  ck_assert_msg(data != NULL, "%s: %s", name, error.text);
  free(page);
  return data;
}

static json_t *at(json_t *json, const char *path) {
  char part[64];
  for (const char *from = path; *from != '\0';) {
    size_t size = strcspn(from, "/");
    snprintf(part, sizeof part, "%.*s", (int)size, from);
    json = json_is_array(json) ? json_array_get(json, strtoul(part, NULL, 10)) : json_object_get(json, part);
    ck_assert_msg(json != NULL, "%s has no %s", path, part);
    from += size + (from[size] == '/' ? 1 : 0);
  }
  return json;
}

static const char *text_at(json_t *json, const char *path) {
  ck_assert_msg(json_is_string(at(json, path)), "%s is no string", path);
  return json_string_value(at(json, path));
}

static long long number_at(json_t *json, const char *path) {
  ck_assert_msg(json_is_integer(at(json, path)), "%s is no number", path);
  return json_integer_value(at(json, path));
}

/* ---- the page's data --------------------------------------------------------------------------------------- */

START_TEST(the_page_tells_everything) {
  project_write("bulwark.yaml", "database: .\nsuppress:\n  - {glob: src/, rule: raw-op, reason: old, until: 2026-12-30}\n"
                                "  - {glob: src/, rule: null-deref, reason: never}\n");
  project_write("src/a.c",
                "int one;\nint two; // bulwark: allow(copy-extent) the caller checks\nint three; // bulwark: allow(raw-op)\n"
                "  four(f\xc3\xbcnf, 6);\n"
                "//! finding 2 1 copy-extent quiet\n//! finding 4 11 index-range loud\n//! note 1 5 a step\n"
                "//! fix 4 11 12 sechs\n"
                "//! count accesses.proved 70\n//! count accesses.open 20\n//! count accesses.violation 10\n"
                "//! count functions.analysed 3\n//! count hardened 1\n//! unsafe 1 5 the </script> is measured\n");
  project_write("b.c", "int b;\n//! count accesses.open 5\n");
  project_database(COMPILE, "src/a.c", "b.c", NULL);
  project_expect("report -o out.html", 0, "bulwark: out.html is written");
  json_t *o = data_of("out.html");
  ck_assert_str_eq(text_at(o, "time"), "2026-12-31T00:00:00Z");
  ck_assert(json_is_true(at(o, "complete")));
  ck_assert_int_eq(number_at(o, "status"), 1);
  ck_assert_str_eq(text_at(o, "names/0"), "b.c");
  ck_assert_str_eq(text_at(o, "names/2"), "src/a.c");
  ck_assert_int_eq(number_at(o, "files/1/file"), 2);
  ck_assert_int_eq(number_at(o, "files/1/proved"), 70);
  ck_assert_int_eq(number_at(o, "files/1/violation"), 10);
  ck_assert_int_eq(number_at(o, "files/1/functions"), 3);
  ck_assert(json_is_true(at(o, "files/1/hardened")));
  ck_assert(json_is_false(at(o, "files/0/hardened")));
  ck_assert_str_eq(text_at(o, "unsafe/0/reason"), "the </script> is measured");
  ck_assert_int_eq(number_at(o, "unsafe/0/line"), 1);
  ck_assert_str_eq(text_at(o, "unsafe/0/function"), "f");
  /* Those of the source by line, then those of the configuration. */
  static const char *const states[] = {"used", "faulty", "expired", "unused"};
  ck_assert_uint_eq(json_array_size(at(o, "suppressions")), 4);
  for (size_t i = 0; i < 4; i++)
    ck_assert_str_eq(text_at(o, bw_format(&arena, "suppressions/%zu/state", i)), states[i]);
  ck_assert_str_eq(text_at(o, "suppressions/0/reason"), "the caller checks");
  ck_assert_str_eq(text_at(o, "suppressions/1/reason"), "");
  ck_assert_str_eq(text_at(o, "suppressions/2/until"), "2026-12-30");
  ck_assert_str_eq(text_at(o, "suppressions/3/glob"), "src/");
  json_t *loud = NULL, *one;
  size_t i;
  json_array_foreach(at(o, "findings"), i, one) if (strcmp(text_at(one, "message"), "loud") == 0) loud = one;
  ck_assert_ptr_nonnull(loud);
  ck_assert_str_eq(text_at(loud, "state"), "counts");
  ck_assert_int_eq(number_at(loud, "column"), 10); /* bytes of the file, characters of the page */
  ck_assert_int_eq(number_at(loud, "end"), 11);
  ck_assert_str_eq(text_at(loud, "steps/0/text"), "a step");
  ck_assert_str_eq(text_at(loud, "fixes/0/text"), "sechs");
  ck_assert_str_eq(text_at(o, "lines/2/4"), "  four(f\xc3\xbcnf, 6);");
  ck_assert_str_eq(text_at(o, "lines/2/1"), "int one;");
  json_decref(o);
}
END_TEST

START_TEST(only_the_whole_calls_anything_unused) {
  project_write("a.c", "// bulwark: allow(copy-extent) n\nint x;\n");
  project_write("b.c", "int b;\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  project_expect("report -p . a.c", 0, "bulwark-report.html is written");
  json_t *o = data_of("bulwark-report.html");
  ck_assert_str_eq(text_at(o, "suppressions/0/state"), "unseen");
  ck_assert_uint_eq(json_array_size(at(o, "runs")), 0);
  json_decref(o);
}
END_TEST

/* Names and messages are those of strangers. */
START_TEST(nothing_ends_its_element) {
  project_write("a<!--<script>.c", "int x;\n//! finding 1 1 copy-extent </script><script>alert(1)</script> <!-- \xff & \"\n");
  project_database("bin/fake-clang -c '%s'", "a<!--<script>.c", NULL);
  project_expect("lint -p . --format html=o.html", 1, "1 finding");
  json_t *o = data_of("o.html");
  ck_assert_str_eq(text_at(o, "names/0"), "a<!--<script>.c");
  ck_assert_str_eq(text_at(o, "findings/0/message"), "</script><script>alert(1)</script> <!-- \xef\xbf\xbd & \"");
  json_decref(o);
  char *page = project_read("o.html");
  ck_assert_ptr_null(strstr(page, "{{"));
  ck_assert_ptr_null(strstr(page, "<script>alert"));
  free(page);
}
END_TEST

START_TEST(the_status_is_about_the_page) {
  project_write("a.c", "int x;\n//! finding 1 1 copy-extent too long\n");
  project_database(COMPILE, "a.c", NULL);
  project_expect("report -p .", 0, "1 finding (copy-extent 1);");
  project_expect("report -p . -o missing/page.html", 2, "the output missing/page.html cannot be written");
  project_write("a.c", "//! fail\n");
  project_expect("report -p .", 2, "it does not compile");
  json_t *o = data_of("bulwark-report.html");
  ck_assert_str_eq(text_at(o, "failures/0/unit"), "a.c");
  json_decref(o);
  project_expect("report -p none", 2, "no compilation database");
  o = data_of("bulwark-report.html");
  ck_assert_ptr_nonnull(strstr(text_at(o, "failures/0/reason"), "came to no verdict"));
  json_decref(o);
}
END_TEST

/* Asked from a folder that has nothing to do with it, the project still has its own name and short ones for its files. */
START_TEST(a_project_elsewhere_has_short_names) {
  project_write("tree/src/a.c", "int a;\n");
  project_write("tree/src/deep/b.c", "int b;\n");
  project_write("tree/srcs/c.c", "int c;\n");
  project_write("desk/none", "");
  project_database("bin/fake-clang -c %s", "tree/src/a.c", "tree/src/deep/b.c", NULL);
  project_write("desk/bulwark.yaml", "database: ..\n");
  project_expect("report --config desk/bulwark.yaml -o o.html", 0, "o.html is written");
  json_t *o = data_of("o.html");
  ck_assert_str_eq(text_at(o, "project"), "src");
  ck_assert_str_eq(text_at(o, "names/0"), "a.c");
  ck_assert_str_eq(text_at(o, "names/1"), "deep/b.c");
  json_decref(o);
  project_database("bin/fake-clang -c %s", "tree/src/a.c", "tree/srcs/c.c", NULL);
  project_expect("report --config desk/bulwark.yaml -o o.html", 0, "o.html is written");
  o = data_of("o.html");
  ck_assert_str_eq(text_at(o, "project"), "tree");
  ck_assert_str_eq(text_at(o, "names/0"), "src/a.c");
  json_decref(o);
}
END_TEST

/* ---- figures of files --------------------------------------------------------------------------------------- */

START_TEST(a_file_compiled_twice_is_one_file) {
  const bw_figures units[] = {
      {.path = "b.c", .proved = 1, .open = 2, .unsafe = 3, .hardened = true, .answered = true},
      {.path = "a.c", .proved = 9, .open = 0, .answered = true},
      {.path = "b.c", .proved = 7, .open = 1, .unsafe = 1, .hardened = true, .answered = false},
      {.path = "b.c", .proved = 0, .open = 2, .violation = 1, .hardened = false, .answered = true},
  };
  size_t count = 0;
  const bw_figures *files = bw_figures_by_file(&arena, units, 4, &count);
  ck_assert_uint_eq(count, 2);
  ck_assert_str_eq(files[0].path, "a.c");
  ck_assert_uint_eq(files[0].proved, 9);
  ck_assert_uint_eq(files[1].open, 2);
  ck_assert_uint_eq(files[1].violation, 1); /* of the times that leave as much open, the worse one */
  ck_assert_uint_eq(files[1].proved, 0);
  ck_assert_uint_eq(files[1].unsafe, 3);
  ck_assert(!files[1].hardened && !files[1].answered);
  (void)bw_figures_by_file(&arena, NULL, 0, &count);
  ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(blocks_of_headers_are_told_once) {
  project_write("a.c", "int x;\n//! unsafe 1 1 twice\n//! unsafe 1 5 b\n");
  project_database(COMPILE, "a.c", "./a.c", NULL);
  project_expect("report -p .", 0, "2 units");
  json_t *o = data_of("bulwark-report.html");
  ck_assert_uint_eq(json_array_size(at(o, "unsafe")), 2);
  ck_assert_uint_eq(json_array_size(at(o, "files")), 1);
  json_decref(o);
}
END_TEST

/* ---- the history ---------------------------------------------------------------------------------------------- */

static bw_history_row row(const char *time, uint64_t errors) {
  bw_history_row made = {.time = time};
  made.count[BW_HISTORY_ERRORS] = errors;
  return made;
}

START_TEST(runs_that_say_the_same_are_two) {
  bw_history history = {0};
  static const uint64_t errors[] = {3, 3, 3, 3, 2, 3, 3};
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
    bw_history_row one = row(bw_format(&arena, "2026-01-0%zuT00:00:00Z", i + 1), errors[i]);
    bw_history_add(&arena, &history, &one);
  }
  static const char *const days[] = {"2026-01-01", "2026-01-04", "2026-01-05", "2026-01-06", "2026-01-07"};
  ck_assert_uint_eq(history.rows.count, 5);
  for (size_t i = 0; i < 5; i++) ck_assert_int_eq(strncmp(history.rows.at[i].time, days[i], 10), 0);
}
END_TEST

START_TEST(the_history_stays_small) {
  const char *path = project_path("history.jsonl");
  bw_history history = {0};
  for (uint64_t i = 0; i < 3 * BW_HISTORY_MOST; i++) {
    bw_history_row one = row("2026-01-01T00:00:00Z", i);
    bw_history_add(&arena, &history, &one);
  }
  ck_assert_uint_eq(history.rows.count, BW_HISTORY_MOST);
  ck_assert(bw_history_write(&arena, path, &history));
  bw_history back = bw_history_read(&arena, path);
  ck_assert_uint_eq(back.rows.count, BW_HISTORY_MOST);
  ck_assert_uint_eq(back.rows.at[0].count[BW_HISTORY_ERRORS], 2 * BW_HISTORY_MOST);
  ck_assert_uint_eq(back.rows.at[BW_HISTORY_MOST - 1].count[BW_HISTORY_ERRORS], 3 * BW_HISTORY_MOST - 1);
  ck_assert_str_eq(back.rows.at[0].time, "2026-01-01T00:00:00Z");
}
END_TEST

#define HEAD "{\"bulwark-history\": 1}\n"
#define REST                                                                                                          \
  "\"errors\": 1, \"warnings\": 0, \"notes\": 0, \"suppressed\": 0, \"suppressions\": 0, \"unsafe\": 0, \"proved\": 5, " \
  "\"open\": 4, \"violation\": 1, \"hardened\": 0, \"files\": 1}\n"
#define GOOD "{\"time\": \"2026-01-01T10:20:30Z\", " REST

START_TEST(any_bytes_are_a_history) {
  static const struct {
    const char *text;
    unsigned rows;
    const char *remark; /* NULL: none */
  } cases[] = {
      {HEAD GOOD, 1, NULL},
      {HEAD GOOD GOOD, 2, NULL},
      {HEAD, 0, NULL},
      {"", 0, NULL},
      {"\n", 0, "is no history of this version; the trend begins anew"},
      {"{\"bulwark-history\": 2}\n" GOOD, 0, "is no history of this version; the trend begins anew"},
      {"garbage\n" GOOD, 0, "is no history of this version; the trend begins anew"},
      {GOOD GOOD, 0, "is no history of this version; the trend begins anew"},
      {HEAD GOOD "{\"time\":", 1, "1 line tells of no runs"},
      {HEAD "[]\n3\n" GOOD, 1, "2 lines tell of no runs"},
      {HEAD "{\"time\": \"2026-13-01T10:20:30Z\", " REST GOOD, 1, "1 line tells"},
      {HEAD "{\"time\": \"2026-01-01T10:20:30Z</script>\", " REST GOOD, 1, "1 line tells"},
      {HEAD "{\"time\": \"2026-01-01T10:20:30Z\", \"errors\": -1}\n" GOOD, 1, "1 line tells"},
      {HEAD "{\"time\": \"2026-01-01T10:20:30Z\", \"errors\": 1.5}\n" GOOD, 1, "1 line tells"},
      {HEAD "{\"time\": 4}\n" GOOD, 1, "1 line tells"},
  };
  project_write("a.c", "int x;\n");
  project_database(COMPILE, "a.c", NULL);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    project_write(".bulwark/history.jsonl", cases[i].text);
    outcome o = project_run("report -p .");
    ck_assert_msg(o.status == 0, "case %zu: %s", i, o.output);
    if (cases[i].remark == NULL) ck_assert_msg(*o.err == '\0', "case %zu: %s", i, o.err);
    else ck_assert_msg(strstr(o.err, cases[i].remark) != NULL, "case %zu: %s", i, o.err);
    outcome_free(&o);
    json_t *data = data_of("bulwark-report.html");
    ck_assert_msg(json_array_size(at(data, "runs")) == cases[i].rows + 1, "case %zu: %zu runs", i,
                  json_array_size(at(data, "runs")));
    json_decref(data);
  }
}
END_TEST

START_TEST(whole_runs_are_remembered) {
  project_write("a.c", "int x;\n//! finding 1 1 copy-extent too long\n//! count accesses.proved 3\n//! count hardened 1\n");
  project_write("b.c", "int b;\n//! count accesses.open 2\n");
  project_database(COMPILE, "a.c", "b.c", NULL);
  project_expect("lint -p .", 1, "1 finding");
  project_expect("lint -p . a.c", 1, "1 finding"); /* a part */
  project_expect("fix -p .", 0, "");
  setenv("SOURCE_DATE_EPOCH", "1798761600", 1);
  project_write("a.c", "int x;\n//! count accesses.proved 3\n//! count hardened 1\n");
  project_expect("lint -p .", 0, "0 findings");
  char *text = project_read(".bulwark/history.jsonl");
  ck_assert_str_eq(text, HEAD
                   "{\"time\": \"2026-12-31T00:00:00Z\", \"errors\": 1, \"warnings\": 0, \"notes\": 0, \"suppressed\": 0, "
                   "\"suppressions\": 0, \"unsafe\": 0, \"proved\": 3, \"open\": 2, \"violation\": 0, \"hardened\": 3, "
                   "\"files\": 2}\n"
                   "{\"time\": \"2027-01-01T00:00:00Z\", \"errors\": 0, \"warnings\": 0, \"notes\": 0, \"suppressed\": 0, "
                   "\"suppressions\": 0, \"unsafe\": 0, \"proved\": 3, \"open\": 2, \"violation\": 0, \"hardened\": 3, "
                   "\"files\": 2}\n");
  free(text);
}
END_TEST

/* A trend with a gap costs no verdict. */
START_TEST(a_history_that_cannot_be_written_is_told_of) {
  project_write("a.c", "int x;\n");
  project_database(COMPILE, "a.c", NULL);
  project_expect("lint -p .", 0, "0 findings");
  ck_assert_int_eq(unlink(project_path(".bulwark/history.jsonl")), 0);
  ck_assert_int_eq(mkdir(project_path(".bulwark/history.jsonl"), 0777), 0);
  project_write(".bulwark/history.jsonl/in the way", "");
  project_expect("lint -p .", 0, "this run will be missing in the trend");
}
END_TEST

START_TEST(moments_are_known) {
  static const struct {
    const char *text;
    bool good;
  } cases[] = {{"2026-11-29T11:02:03Z", true},  {"2026-11-29T23:59:60Z", true}, {"2026-11-29T24:00:00Z", false},
               {"2026-11-31T11:60:03Z", false}, {"2026-11-29 11:02:03Z", false}, {"2026-11-29T11:02:03", false},
               {"2026-00-29T11:02:03Z", false}, {"", false},                     {"2026-11-29T11:02:03Z ", false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    ck_assert_msg(bw_is_time(cases[i].text) == cases[i].good, "%s", cases[i].text);
  ck_assert_str_eq(bw_now(&arena), "2026-12-31T00:00:00Z");
  ck_assert_str_eq(bw_today(&arena), "2026-12-31");
}
END_TEST

int main(void) {
  Suite *suite = suite_create("report");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, start, end);
  tcase_set_timeout(all, 120);
  tcase_add_test(all, the_page_tells_everything);
  tcase_add_test(all, only_the_whole_calls_anything_unused);
  tcase_add_test(all, nothing_ends_its_element);
  tcase_add_test(all, the_status_is_about_the_page);
  tcase_add_test(all, a_project_elsewhere_has_short_names);
  tcase_add_test(all, a_file_compiled_twice_is_one_file);
  tcase_add_test(all, blocks_of_headers_are_told_once);
  tcase_add_test(all, runs_that_say_the_same_are_two);
  tcase_add_test(all, the_history_stays_small);
  tcase_add_test(all, any_bytes_are_a_history);
  tcase_add_test(all, whole_runs_are_remembered);
  tcase_add_test(all, a_history_that_cannot_be_written_is_told_of);
  tcase_add_test(all, moments_are_known);
  suite_add_tcase(suite, all);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed == 0 ? 0 : 1;
}
