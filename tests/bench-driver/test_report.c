/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* From figures to metrics: names, limits, and what is left out when a part is missing. */
#include "report.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static bench_figures figures;
static struct bw_results results;
static const driver_requests works[] = {{"desktop", 100}, {"text", 50}};

static void put(const char *group, const char *variant, double instructions, double ratio, double nanoseconds)
{
    bench_figure *figure = &figures.item[figures.count++];

    *figure = (bench_figure){.compiler = "cc", .instructions = instructions, .ratio = ratio, .nanoseconds = nanoseconds};
    strcpy(figure->group, group);
    strcpy(figure->variant, variant);
}

static const struct bw_result *found(const char *metric)
{
    for (size_t i = 0; i < results.count; i++) {
        if (strcmp(results.item[i].metric, metric) == 0)
            return &results.item[i];
    }
    return NULL;
}

static void begin(void)
{
    memset(&figures, 0, sizeof figures);
    put("desktop", "raw", 1000, 1, 1000);
    put("desktop", "hardened", 810, 0.5, 500);
    put("text", "raw", 1000, 1, 2000);
}

static void end(void)
{
    bw_results_free(&results);
}

START_TEST(mean_and_worst)
{
    put("text", "hardened", 1210, 2, 4000);
    put("violation", "answered", 100000, 1, 1e5);
    put("violation", "contained", 150000, 1.5, 2e5);
    ck_assert(driver_report(&figures, "cc", works, 2, &results));
    ck_assert_double_eq_tol(found("hardened_over_raw_geomean.cc")->value, 0.99, 1e-9);
    ck_assert(bw_result_met(found("hardened_over_raw_geomean.cc")));
    ck_assert_double_eq_tol(found("hardened_over_raw_worst.cc")->value, 1.21, 1e-9);
    ck_assert(!bw_result_met(found("hardened_over_raw_worst.cc")));
    ck_assert_double_eq_tol(found("hardened_over_raw_wall_geomean.cc")->value, 1, 1e-9);
    ck_assert_double_eq_tol(found("hardened_over_raw_text_wall.cc")->value, 2, 1e-9);
    ck_assert_double_eq_tol(found("requests_per_second_desktop_hardened.cc")->value, 2e8, 1);
    ck_assert_double_eq_tol(found("contained_request_instructions.cc")->value, 1500, 1e-9);
    ck_assert_double_eq_tol(found("contained_request_nanoseconds.cc")->value, 2000, 1e-9);
}
END_TEST

/* A mean over fewer works than there are would be another figure of the same name. */
START_TEST(missing_work)
{
    ck_assert(driver_report(&figures, "cc", works, 2, &results));
    ck_assert_ptr_null(found("hardened_over_raw_geomean.cc"));
    ck_assert_ptr_null(found("hardened_over_raw_worst.cc"));
    ck_assert_ptr_null(found("contained_request_instructions.cc"));
    ck_assert_ptr_nonnull(found("hardened_over_raw_desktop.cc"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bench-driver-report");
    TCase *test = tcase_create("report");
    SRunner *runner;
    int failed;

    tcase_add_checked_fixture(test, begin, end);
    tcase_add_test(test, mean_and_worst);
    tcase_add_test(test, missing_work);
    suite_add_tcase(suite, test);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
