/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The SARIF that bulwark lint writes, read back with jansson: what the schema of SARIF 2.1.0 requires of each object,
 * and what it says. */
#define _XOPEN_SOURCE 700

#include "harness.h"
#include "sarif_shape.h"

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *load(const char *name) {
  sarif_expect_valid(project_path(name));
  char *text = project_read(name);
  ck_assert_ptr_nonnull(text);
  json_error_t error;
  json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, &error);
  ck_assert_msg(json != NULL, "%s:%d: %s", name, error.line, error.text);
  free(text);
  return json;
}

/* The value at a path such as "runs/0/results/1/ruleId"; fails the test if there is none. */
static json_t *at(json_t *json, const char *path) {
  char part[64];
  const char *from = path;
  while (*from != '\0') {
    size_t size = strcspn(from, "/");
    ck_assert_uint_lt(size, sizeof part);
    snprintf(part, sizeof part, "%.*s", (int)size, from);
    json = json_is_array(json) ? json_array_get(json, strtoul(part, NULL, 10)) : json_object_get(json, part);
    ck_assert_msg(json != NULL, "%s has no %s", path, part);
    from += size + (from[size] == '/' ? 1 : 0);
  }
  return json;
}

static const char *string_at(json_t *json, const char *path) {
  json_t *value = at(json, path);
  ck_assert_msg(json_is_string(value), "%s is no string", path);
  return json_string_value(value);
}

static json_int_t number_at(json_t *json, const char *path) {
  json_t *value = at(json, path);
  ck_assert_msg(json_is_integer(value), "%s is no integer", path);
  return json_integer_value(value);
}

/* ---- what the schema requires ------------------------------------------------------------------------------ */

static void check_message(json_t *message) { ck_assert_uint_gt(strlen(string_at(message, "text")), 0); }

/* A URI of RFC 3986's plain characters and escapes only. */
static void check_uri(const char *uri) {
  ck_assert_uint_gt(strlen(uri), 0);
  for (const char *c = uri; *c != '\0'; c++) {
    if (*c == '%') ck_assert_uint_eq(strspn(c + 1, "0123456789ABCDEF") >= 2, 1);
    else ck_assert_msg(*c > ' ' && *c < 0x7f && strchr("<>\"{}|\\^`", *c) == NULL, "'%c' in uri %s", *c, uri);
  }
}

static void check_region(json_t *region) {
  ck_assert_int_ge(number_at(region, "startLine"), 1);
  if (json_object_get(region, "startColumn") != NULL) ck_assert_int_ge(number_at(region, "startColumn"), 1);
  if (json_object_get(region, "endLine") == NULL) return;
  ck_assert_int_ge(number_at(region, "endLine"), number_at(region, "startLine"));
  if (number_at(region, "endLine") == number_at(region, "startLine"))
    ck_assert_int_ge(number_at(region, "endColumn"), number_at(region, "startColumn"));
}

static void check_location(json_t *location) {
  json_t *physical = at(location, "physicalLocation");
  check_uri(string_at(physical, "artifactLocation/uri"));
  json_t *region = json_object_get(physical, "region");
  if (region != NULL) check_region(region);
}

static void check_fix(json_t *fix) {
  size_t i, k;
  json_t *change, *edit;
  ck_assert_uint_ge(json_array_size(at(fix, "artifactChanges")), 1);
  json_array_foreach(at(fix, "artifactChanges"), i, change) {
    check_uri(string_at(change, "artifactLocation/uri"));
    ck_assert_uint_ge(json_array_size(at(change, "replacements")), 1);
    json_array_foreach(at(change, "replacements"), k, edit) {
      check_region(at(edit, "deletedRegion"));
      string_at(edit, "insertedContent/text");
    }
  }
}

static void check_result(json_t *result, json_t *rules) {
  size_t i;
  json_t *one;
  const char *level = string_at(result, "level");
  ck_assert(strcmp(level, "error") == 0 || strcmp(level, "warning") == 0 || strcmp(level, "note") == 0);
  check_message(at(result, "message"));
  json_t *rule = json_array_get(rules, (size_t)number_at(result, "ruleIndex"));
  ck_assert_str_eq(string_at(rule, "id"), string_at(result, "ruleId"));
  json_array_foreach(at(result, "locations"), i, one) check_location(one);
  ck_assert_uint_eq(json_string_length(json_object_get(at(result, "partialFingerprints"), "bulwark/v1")), 16);
  if (json_object_get(result, "codeFlows") != NULL)
    json_array_foreach(at(result, "codeFlows/0/threadFlows/0/locations"), i, one) {
      check_location(at(one, "location"));
      check_message(at(one, "location/message"));
    }
  if (json_object_get(result, "fixes") != NULL) json_array_foreach(at(result, "fixes"), i, one) check_fix(one);
}

static void check_document(json_t *document) {
  size_t i;
  json_t *one;
  ck_assert_str_eq(string_at(document, "version"), "2.1.0");
  ck_assert_uint_eq(json_array_size(at(document, "runs")), 1);
  ck_assert_str_eq(string_at(document, "runs/0/tool/driver/name"), "bulwark");
  json_t *rules = at(document, "runs/0/tool/driver/rules");
  ck_assert_uint_ge(json_array_size(rules), 3);
  json_array_foreach(rules, i, one) {
    const char *name = string_at(one, "name");
    ck_assert_msg(*name >= 'A' && *name <= 'Z' && strchr(name, '-') == NULL, "%s", name);
    check_message(at(one, "shortDescription"));
    check_message(at(one, "fullDescription"));
    check_message(at(one, "help"));
    ck_assert_ptr_nonnull(strstr(string_at(one, "help/markdown"), "# "));
    string_at(one, "defaultConfiguration/level");
    ck_assert_uint_le(json_array_size(at(one, "properties/tags")), 10);
    if (strcmp(string_at(one, "properties/tags/0"), "security") == 0)
      ck_assert_uint_eq(strspn(string_at(one, "properties/tags/1"), "external/cwe-"), strlen("external/cwe/cwe-"));
  }
  ck_assert(json_is_boolean(at(document, "runs/0/invocations/0/executionSuccessful")));
  json_array_foreach(at(document, "runs/0/invocations/0/toolExecutionNotifications"), i, one)
    check_message(at(one, "message"));
  json_array_foreach(at(document, "runs/0/results"), i, one) check_result(one, rules);
}

/* ---- tests ------------------------------------------------------------------------------------------------- */

START_TEST(everything_is_told) {
  project_write("dir one/ä.c", "int größe = copy(to, from, n);\n"
                               "//! finding 1 15 copy-extent 'n' bytes\n"
                               "//! note 2 1 first step\n"
                               "//! note 1 5 second step\n"
                               "//! fix 1 30 31 4\n"
                               "//! fix 1 15 15 (\n"
                               "//! finding 1 1 raw-op other\n"
                               "//! count accesses.open 12\n");
  project_write("bad.c", "//! fail\n");
  project_database("bin/fake-clang -c %s", "dir one/ä.c", "bad.c", NULL);
  project_expect("lint -p . --sarif out.sarif", 2, "2 findings");
  json_t *document = load("out.sarif");
  check_document(document);
  json_t *results = at(document, "runs/0/results");
  ck_assert_uint_eq(json_array_size(results), 2);
  json_t *one = json_array_get(results, 1);
  ck_assert_str_eq(string_at(one, "ruleId"), "copy-extent");
  ck_assert_str_eq(string_at(one, "locations/0/physicalLocation/artifactLocation/uri"), "dir%20one/%C3%A4.c");
  ck_assert_str_eq(string_at(one, "locations/0/physicalLocation/artifactLocation/uriBaseId"), "SRCROOT");
  ck_assert_str_eq(string_at(one, "locations/0/logicalLocations/0/name"), "f");
  /* Two letters of two bytes stand before byte column 15. */
  ck_assert_int_eq(number_at(one, "locations/0/physicalLocation/region/startColumn"), 13);
  ck_assert_int_eq(number_at(one, "locations/0/physicalLocation/region/endColumn"), 14);
  ck_assert_str_eq(string_at(document, "runs/0/columnKind"), "unicodeCodePoints");
  json_t *steps = at(one, "codeFlows/0/threadFlows/0/locations");
  ck_assert_uint_eq(json_array_size(steps), 3);
  ck_assert_str_eq(string_at(steps, "0/location/message/text"), "first step");
  ck_assert_str_eq(string_at(steps, "2/location/message/text"), "'n' bytes");
  ck_assert_uint_eq(json_array_size(at(one, "fixes/0/artifactChanges/0/replacements")), 2);
  ck_assert_str_eq(string_at(one, "fixes/0/artifactChanges/0/replacements/0/insertedContent/text"), "4");
  ck_assert_int_eq(number_at(document, "runs/0/properties/counts/accesses.open"), 12);
  ck_assert(json_is_false(at(document, "runs/0/invocations/0/executionSuccessful")));
  ck_assert_int_eq(number_at(document, "runs/0/invocations/0/exitCode"), 2);
  ck_assert_ptr_nonnull(
      strstr(string_at(document, "runs/0/invocations/0/toolExecutionNotifications/0/message/text"), "bad.c: it does not"));
  json_decref(document);
}
END_TEST

START_TEST(clean_is_said_too) {
  project_write("a.c", "int a;\n");
  project_database("bin/fake-clang -c %s", "a.c", NULL);
  project_expect("lint -p . --sarif out.sarif", 0, "0 findings");
  json_t *document = load("out.sarif");
  check_document(document);
  ck_assert_uint_eq(json_array_size(at(document, "runs/0/results")), 0);
  ck_assert(json_is_true(at(document, "runs/0/invocations/0/executionSuccessful")));
  ck_assert_str_eq(string_at(document, "runs/0/properties/compilers/0"), "clang 19.1.7");
  ck_assert_int_eq(number_at(document, "runs/0/properties/units"), 1);
  ck_assert_int_eq(number_at(document, "runs/0/properties/unitsAnswered"), 1);
  json_decref(document);
}
END_TEST

START_TEST(an_old_file_does_not_stand_for_a_failed_run) {
  project_write("out.sarif", "an old one");
  project_expect("lint -p . --sarif out.sarif", 2, "no compilation database");
  json_t *document = load("out.sarif");
  check_document(document);
  ck_assert(json_is_false(at(document, "runs/0/invocations/0/executionSuccessful")));
  json_decref(document);
}
END_TEST

START_TEST(bytes_that_are_no_text_do_no_harm) {
  project_write("a.c", "int \xff\xfe;\n//! finding 1 5 raw-op strange \xff bytes\n");
  project_database("bin/fake-clang -c %s", "a.c", NULL);
  project_expect("lint -p . --sarif out.sarif", 1, "1 finding");
  json_t *document = load("out.sarif");
  check_document(document);
  ck_assert_str_eq(string_at(document, "runs/0/results/0/message/text"), "strange \xef\xbf\xbd bytes");
  json_decref(document);
}
END_TEST

/* The fingerprints of a.c after it was changed to this text. */
static void prints_of(const char *text, char prints[4][17]) {
  project_write("a.c", text);
  project_database("bin/fake-clang -c %s", "a.c", NULL);
  project_expect("lint -p . --sarif out.sarif", 1, "findings");
  json_t *document = load("out.sarif");
  json_t *results = at(document, "runs/0/results");
  ck_assert_uint_eq(json_array_size(results), 4);
  for (unsigned i = 0; i < 4; i++) {
    char path[64];
    snprintf(path, sizeof path, "%u/partialFingerprints", i);
    strcpy(prints[i], json_string_value(json_object_get(at(results, path), "bulwark/v1")));
  }
  json_decref(document);
}

START_TEST(fingerprints_survive_moved_lines) {
  char before[4][17], after[4][17], edited[4][17];
  prints_of("copy(a, b);\ncopy(a, b);\ncopy(c, d);\n\n"
            "//! finding 1 1 copy-extent x\n//! finding 2 1 copy-extent x\n//! finding 3 1 copy-extent x\n"
            "//! finding 3 1 raw-op x\n", before);
  for (unsigned i = 0; i < 4; i++)
    for (unsigned k = 0; k < i; k++) ck_assert_str_ne(before[i], before[k]);
  prints_of("int added;\n\n\tcopy(a,  b);\n    copy(a, b); \nint more;\ncopy(c,\td);\n"
            "//! finding 3 2 copy-extent x 1\n//! finding 4 5 copy-extent x 2\n//! finding 6 1 copy-extent x 3\n"
            "//! finding 6 1 raw-op x 4\n", after);
  for (unsigned i = 0; i < 4; i++) ck_assert_str_eq(before[i], after[i]);
  prints_of("copy(a, b);\ncopy(a, b);\ncopy(c, 5);\n\n"
            "//! finding 1 1 copy-extent x\n//! finding 2 1 copy-extent x\n//! finding 3 1 copy-extent x\n"
            "//! finding 3 1 raw-op x\n", edited);
  ck_assert_str_eq(before[1], edited[1]);
  ck_assert_str_ne(before[2], edited[2]);
}
END_TEST

/* The table itself can fail. */
START_TEST(what_is_no_sarif_is_told) {
  static const struct {
    const char *text, *fault;
  } rows[] = {
      {"[]", "the document: it is no object"},
      {"{\"version\": \"2.1.0\"}", "the document: runs is missing"},
      {"{\"version\": \"2.0.0\", \"runs\": []}", "version: it is none of its words"},
      {"{\"version\": \"2.1.0\", \"runs\": [{}]}", "runs/0: tool is missing"},
      {"{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"x\", \"Version\": \"1\"}}}]}",
       "runs/0/tool/driver: Version is no property of it"},
      {"{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"x\"}}, \"results\": [{\"message\": {\"text\": 1}}]}]}",
       "runs/0/results/0/message/text: it is no string"},
      {"{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"x\"}}, \"originalUriBaseIds\": {\"R\": {\"uri\": \"a b\"}}}]}",
       "runs/0/originalUriBaseIds/R/uri: it is no uri"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    json_t *document = json_loads(rows[i].text, 0, NULL);
    ck_assert_ptr_nonnull(document);
    ck_assert_str_eq(sarif_fault(document), rows[i].fault);
    json_decref(document);
  }
}
END_TEST

static Suite *suite(void) {
  Suite *s = suite_create("sarif");
  TCase *all = tcase_create("all");
  tcase_add_checked_fixture(all, project_start, project_end);
  tcase_set_timeout(all, 60);
  tcase_add_test(all, everything_is_told);
  tcase_add_test(all, clean_is_said_too);
  tcase_add_test(all, an_old_file_does_not_stand_for_a_failed_run);
  tcase_add_test(all, bytes_that_are_no_text_do_no_harm);
  tcase_add_test(all, fingerprints_survive_moved_lines);
  tcase_add_test(all, what_is_no_sarif_is_told);
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
