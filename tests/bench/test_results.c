/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "results.h"

#include "scratch.h"

#include <check.h>
#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct bw_scratch scratch;

static void setup(void)
{
    scratch = bw_scratch_make();
}

static void teardown(void)
{
    bw_scratch_remove(&scratch);
}

static struct bw_results three_figures(void)
{
    struct bw_results r = {0};
    ck_assert_int_eq(bw_results_add(&r, "crashes", 0, 0, BW_RESULT_MAX), BW_RESULTS_OK);
    ck_assert_int_eq(bw_results_add(&r, "overhead_median", 1.0625, 1.15, BW_RESULT_MAX), BW_RESULTS_OK);
    ck_assert_int_eq(bw_results_add(&r, "raw_hit", 3, 4, BW_RESULT_MIN), BW_RESULTS_OK);
    return r;
}

static size_t files_in(const char *dir)
{
    DIR *d = opendir(dir);
    ck_assert_ptr_nonnull(d);
    size_t count = 0;
    for (struct dirent *e = readdir(d); e != NULL; e = readdir(d))
        count += e->d_name[0] != '.';
    closedir(d);
    return count;
}

START_TEST(limits_are_inclusive)
{
    static const struct {
        double value;
        double limit;
        enum bw_result_sense sense;
        bool met;
    } row[] = {
        {1.15, 1.15, BW_RESULT_MAX, true},  {1.1501, 1.15, BW_RESULT_MAX, false}, {0, 0, BW_RESULT_MAX, true},
        {1, 0, BW_RESULT_MAX, false},       {200, 200, BW_RESULT_MIN, true},      {199, 200, BW_RESULT_MIN, false},
        {-1, 0, BW_RESULT_MAX, true},       {-1, 0, BW_RESULT_MIN, false},    {7, 0, BW_RESULT_SHOWN, true},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct bw_result r = {.metric = NULL, .value = row[i].value, .limit = row[i].limit, .sense = row[i].sense};
        ck_assert_msg(bw_result_met(&r) == row[i].met, "row %zu", i);
    }
}
END_TEST

START_TEST(figures_that_cannot_be_compared_are_refused)
{
    struct bw_results r = three_figures();
    ck_assert_int_eq(bw_results_add(&r, "", 1, 1, BW_RESULT_MAX), BW_RESULTS_BAD_FIGURE);
    ck_assert_int_eq(bw_results_add(&r, "crashes", 1, 1, BW_RESULT_MAX), BW_RESULTS_BAD_FIGURE);
    ck_assert_int_eq(bw_results_add(&r, "a", NAN, 1, BW_RESULT_MAX), BW_RESULTS_BAD_FIGURE);
    ck_assert_int_eq(bw_results_add(&r, "a", 1, INFINITY, BW_RESULT_MAX), BW_RESULTS_BAD_FIGURE);
    ck_assert_uint_eq(r.count, 3);
    bw_results_free(&r);
    ck_assert_uint_eq(r.count, 0);
}
END_TEST

START_TEST(what_is_written_is_read_back)
{
    struct bw_results r = three_figures();
    ck_assert_int_eq(bw_results_add(&r, "wall_ratio", 1.5, 0, BW_RESULT_SHOWN), BW_RESULTS_OK);
    ck_assert_uint_eq(bw_results_missed(&r), 1);
    const char *dir = bw_scratch_path(&scratch, "results");
    ck_assert_int_eq(bw_results_write(&r, dir, "one"), BW_RESULTS_OK);
    struct bw_results back = {0};
    ck_assert_int_eq(bw_results_read(bw_scratch_path(&scratch, "results/one.json"), &back), BW_RESULTS_OK);
    ck_assert_uint_eq(back.count, r.count);
    for (size_t i = 0; i < r.count; i++) {
        ck_assert_str_eq(back.item[i].metric, r.item[i].metric);
        ck_assert_double_eq(back.item[i].value, r.item[i].value);
        ck_assert_double_eq_tol(back.item[i].limit, r.item[i].limit, 1e-9);
        ck_assert_int_eq(back.item[i].sense, r.item[i].sense);
    }
    bw_results_free(&back);
    bw_results_free(&r);
}
END_TEST

START_TEST(writing_replaces_and_leaves_no_other_file)
{
    struct bw_results r = three_figures();
    ck_assert_int_eq(bw_results_write(&r, scratch.dir, "one"), BW_RESULTS_OK);
    ck_assert_int_eq(bw_results_add(&r, "later", 1, 1, BW_RESULT_MAX), BW_RESULTS_OK);
    ck_assert_int_eq(bw_results_write(&r, scratch.dir, "one"), BW_RESULTS_OK);
    ck_assert_uint_eq(files_in(scratch.dir), 1);
    bw_results_free(&r);
    ck_assert_int_eq(bw_results_read(bw_scratch_path(&scratch, "one.json"), &r), BW_RESULTS_OK);
    ck_assert_uint_eq(r.count, 4);
    bw_results_free(&r);
}
END_TEST

START_TEST(writing_into_nowhere_fails)
{
    struct bw_results r = three_figures();
    ck_assert_int_eq(bw_results_write(&r, bw_scratch_path(&scratch, "no/such"), "one"), BW_RESULTS_NO_FILE);
    ck_assert_int_eq(bw_results_write(&r, scratch.dir, "no/such"), BW_RESULTS_NO_FILE);
    ck_assert_uint_eq(files_in(scratch.dir), 0);
    bw_results_free(&r);
}
END_TEST

START_TEST(bad_files_are_refused_and_leave_the_output)
{
    static const struct {
        const char *text;
        enum bw_results_status status;
    } row[] = {
        {"", BW_RESULTS_BAD_FILE},
        {"{}", BW_RESULTS_BAD_FILE},
        {"[1]", BW_RESULTS_BAD_FILE},
        {"[{\"metric\":\"a\",\"value\":1,\"limit\":2}]", BW_RESULTS_BAD_FILE},
        {"[{\"metric\":\"a\",\"value\":1,\"limit\":2,\"sense\":\"least\"}]", BW_RESULTS_BAD_FILE},
        {"[{\"metric\":\"a\",\"value\":\"1\",\"limit\":2,\"sense\":\"max\"}]", BW_RESULTS_BAD_FILE},
        {"[{\"metric\":\"a\",\"value\":1,\"limit\":2,\"sense\":\"max\"},"
         "{\"metric\":\"a\",\"value\":1,\"limit\":2,\"sense\":\"max\"}]",
         BW_RESULTS_BAD_FIGURE},
        {"[{\"metric\":\"a\",\"value\":1,\"limit\":2,\"sense\":\"max\"}", BW_RESULTS_BAD_FILE},
        {"[]", BW_RESULTS_OK},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct bw_results r = {.count = 0, .room = 77};
        const char *path = bw_scratch_write(&scratch, "bad.json", row[i].text);
        ck_assert_msg(bw_results_read(path, &r) == row[i].status, "row %zu", i);
        ck_assert_msg(row[i].status == BW_RESULTS_OK || r.room == 77, "row %zu", i);
    }
    struct bw_results r = {0};
    ck_assert_int_eq(bw_results_read(bw_scratch_path(&scratch, "none.json"), &r), BW_RESULTS_NO_FILE);
}
END_TEST

START_TEST(the_table_marks_misses)
{
    struct bw_results r = three_figures();
    const char *path = bw_scratch_path(&scratch, "table");
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    bw_results_print(&r, "attacks", f);
    fclose(f);
    char *text = bw_scratch_read(path);
    ck_assert_ptr_nonnull(strstr(text, "attacks\n"));
    const char *miss = strstr(text, "MISSED");
    ck_assert_ptr_nonnull(miss);
    ck_assert_ptr_null(strstr(miss + 1, "MISSED"));
    const char *line = strstr(text, "raw_hit");
    ck_assert_ptr_nonnull(line);
    ck_assert(strchr(line, '\n') > miss && line < miss);
    free(text);
    bw_results_free(&r);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("results");
    TCase *tests = tcase_create("results");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, limits_are_inclusive);
    tcase_add_test(tests, figures_that_cannot_be_compared_are_refused);
    tcase_add_test(tests, what_is_written_is_read_back);
    tcase_add_test(tests, writing_replaces_and_leaves_no_other_file);
    tcase_add_test(tests, writing_into_nowhere_fails);
    tcase_add_test(tests, bad_files_are_refused_and_leave_the_output);
    tcase_add_test(tests, the_table_marks_misses);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
