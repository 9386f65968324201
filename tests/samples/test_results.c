/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Figures of several programs in one file. */
#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host/results.h"

static char folder[64], path[128];

static void setup(void)
{
    strcpy(folder, "/tmp/w32k-results-XXXXXX");
    ck_assert(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/attacks.json", folder);
}

static void teardown(void)
{
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0);
}

static void expect(const char *text)
{
    json_t *got = json_load_file(path, 0, NULL), *wanted = json_loads(text, 0, NULL);

    ck_assert(got && wanted);
    ck_assert_msg(json_equal(got, wanted), "the file does not hold %s", text);
    json_decref(got);
    json_decref(wanted);
}

START_TEST(begins_and_replaces)
{
    struct w32_result first[] = {{"a", 1, 2, "min"}, {"b", 3, 4, "max"}}, second[] = {{"a", 5, 5, "min"}, {"c", 0, 0, "max"}};

    ck_assert(w32_results_merge(path, first, 2));
    expect("[{\"metric\":\"a\",\"value\":1,\"limit\":2,\"sense\":\"min\"},"
           "{\"metric\":\"b\",\"value\":3,\"limit\":4,\"sense\":\"max\"}]");
    ck_assert(w32_results_merge(path, second, 2));
    expect("[{\"metric\":\"a\",\"value\":5,\"limit\":5,\"sense\":\"min\"},"
           "{\"metric\":\"b\",\"value\":3,\"limit\":4,\"sense\":\"max\"},"
           "{\"metric\":\"c\",\"value\":0,\"limit\":0,\"sense\":\"max\"}]");
}
END_TEST

/* What is not ours to understand is not ours to overwrite. */
START_TEST(other_files_stay)
{
    static const char *const texts[] = {"{\"a\": 1}", "no json"};
    struct w32_result result = {"a", 1, 2, "min"};

    for (int i = 0; i < 2; i++) {
        char text[64] = "";
        FILE *file = fopen(path, "w");

        ck_assert(file != NULL);
        fputs(texts[i], file);
        fclose(file);
        ck_assert(!w32_results_merge(path, &result, 1));
        file = fopen(path, "r");
        ck_assert(file && fgets(text, sizeof text, file));
        fclose(file);
        ck_assert_str_eq(text, texts[i]);
    }
    ck_assert(!w32_results_merge("/nowhere/at/all.json", &result, 1));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sample results");
    TCase *tests = tcase_create("merge");
    SRunner *runner;
    int failed;

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, begins_and_replaces);
    tcase_add_test(tests, other_files_stay);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
