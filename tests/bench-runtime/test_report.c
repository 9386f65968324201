/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The data of the kernels, what is read of the measuring programs, and the figures made of it. */
#include "report.h"
#include "scratch.h"
#include "work.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

START_TEST(the_data_is_the_same_each_time)
{
    bench_work *a = bench_work_make(1, 3);
    bench_work *b = bench_work_make(1, 3);
    bench_work *other = bench_work_make(1, 4);
    ck_assert(bench_work_equal(a, b));
    ck_assert(!bench_work_equal(a, other));
    ck_assert_mem_eq(a->metafile.items, b->metafile.items, a->metafile.count);
    ck_assert_mem_eq(a->region_a.items, b->region_a.items, a->region_a.count * sizeof(bench_rect));
    ck_assert_uint_ne(a->region_a.count, 0);
    bench_work_free(a);
    bench_work_free(b);
    bench_work_free(other);
}
END_TEST

/* Each kind of output counts; reset brings all of it back. */
START_TEST(one_changed_output_is_noticed)
{
    bench_work *a = bench_work_make(1, 3);
    bench_work *b = bench_work_make(1, 3);
    b->screen.items.items[b->screen.items.count - 1] ^= 1;
    ck_assert(!bench_work_equal(a, b));
    bench_work_reset(b);
    ck_assert(bench_work_equal(a, b));
    b->rects.items[b->rects.count - 1].bottom++;
    ck_assert(!bench_work_equal(a, b));
    bench_work_reset(b);
    b->answers.items[0]++;
    ck_assert(!bench_work_equal(a, b));
    bench_work_reset(b);
    ck_assert(bench_work_equal(a, b));
    bench_work_free(a);
    bench_work_free(b);
}
END_TEST

/* Bands from top to bottom, rectangles of a band from left to right with gaps: else the kernels mean nothing. */
START_TEST(regions_are_banded)
{
    for (uint32_t seed = 1; seed < 20; seed++) {
        bench_work *work = bench_work_make(2, seed);
        bench_rects_const rects = work->region_a;
        for (size_t i = 0; i < rects.count; i++) {
            const bench_rect *r = bench_rects_const_at(rects, i);
            ck_assert(r->left < r->right && r->top < r->bottom);
            if (i != 0) {
                const bench_rect *before = bench_rects_const_at(rects, i - 1);
                bool same_band = r->top == before->top && r->bottom == before->bottom && r->left > before->right;
                ck_assert(same_band || r->top >= before->bottom);
            }
        }
        bench_work_free(work);
    }
}
END_TEST

START_TEST(handles_are_good_stale_or_of_another_type)
{
    bench_work *work = bench_work_make(4, 1);
    size_t found[16] = {0};
    for (size_t i = 0; i < work->objects.handles.count; i++) {
        bench_object *object;
        bw_status status = bench_table_try_resolve(
            work->table, bench_table_handle_of(BW_AT(work->objects.handles, i)), &object);
        ck_assert_uint_lt(status, 16);
        found[status]++;
        if (status == BW_OK)
            ck_assert_uint_eq(object->width, BW_AT(work->objects.pointers, i)->width);
    }
    ck_assert_uint_gt(found[BW_OK], work->objects.handles.count * 9 / 10);
    ck_assert_uint_gt(found[BW_ERR_STALE], 0);
    ck_assert_uint_gt(found[BW_ERR_TYPE], 0);
    bench_work_free(work);
}
END_TEST

START_TEST(mean_and_largest)
{
    static const double ratio[] = {1, 4, 2};
    ck_assert_double_eq_tol(bench_geomean(ratio, 3), 2, 1e-12);
    ck_assert_double_eq(bench_largest(ratio, 3), 4);
    ck_assert_double_eq(bench_geomean(ratio + 1, 1), bench_largest(ratio + 1, 1));
}
END_TEST

static void write_dump(const struct bw_scratch *scratch, const char *name, const char *kernel, unsigned total)
{
    char text[256];
    (void)snprintf(text, sizeof text,
                   "version: 1\ndesc: Trigger: Client Request: %s\nevents: Ir\nfn=main\n1 %u\ntotals: %u\n", kernel, total,
                   total);
    (void)bw_scratch_write(scratch, name, text);
}

START_TEST(dumps_and_times_are_read)
{
    static bench_figures figures;
    struct bw_scratch scratch = bw_scratch_make();
    double ratio = 0;
    write_dump(&scratch, "dump.1", "fill.raw", 100);
    write_dump(&scratch, "dump.2", "fill.hardened", 98);
    (void)bw_scratch_write(&scratch, "dump.3", "version: 1\ndesc: Trigger: Program termination\ntotals: 7\n");
    ck_assert(bench_figures_read_counts(&figures, "cc", bw_scratch_path(&scratch, "dump")));
    ck_assert(bench_figures_read_times(&figures, "cc",
                                       bw_scratch_write(&scratch, "times", "fill raw 1 200\nfill hardened 0.5 100\n")));
    ck_assert_uint_eq(figures.count, 2);
    ck_assert(bench_figures_over(&figures, "cc", "fill", "hardened", "raw", &ratio));
    ck_assert_double_eq_tol(ratio, 0.98, 1e-12);
    ck_assert(bench_figures_wall_over(&figures, "cc", "fill", "hardened", "raw", &ratio));
    ck_assert_double_eq_tol(ratio, 0.5, 1e-12);
    ck_assert(!bench_figures_over(&figures, "cc", "fill", "rust", "raw", &ratio));
    ck_assert(!bench_figures_over(&figures, "other", "fill", "hardened", "raw", &ratio));
    bw_scratch_remove(&scratch);
}
END_TEST

START_TEST(what_is_not_a_measurement_is_refused)
{
    static bench_figures figures;
    struct bw_scratch scratch = bw_scratch_make();
    ck_assert(!bench_figures_read_counts(&figures, "cc", bw_scratch_path(&scratch, "none")));
    (void)bw_scratch_write(&scratch, "cut.1", "version: 1\ndesc: Trigger: Client Request: fill.raw\n");
    ck_assert(!bench_figures_read_counts(&figures, "cc", bw_scratch_path(&scratch, "cut")));
    ck_assert(!bench_figures_read_times(&figures, "cc", bw_scratch_path(&scratch, "none")));
    ck_assert(!bench_figures_read_times(&figures, "cc", bw_scratch_write(&scratch, "empty", "")));
    ck_assert(!bench_figures_read_times(&figures, "cc", bw_scratch_write(&scratch, "words", "fill raw fast\n")));
    ck_assert_uint_eq(figures.count, 0);
    bw_scratch_remove(&scratch);
}
END_TEST

static void give(bench_figures *figures, const char *compiler, const char *group, const char *variant, double count)
{
    bench_figure *f = &figures->item[figures->count++];
    (void)snprintf(f->compiler, sizeof f->compiler, "%s", compiler);
    (void)snprintf(f->group, sizeof f->group, "%s", group);
    (void)snprintf(f->variant, sizeof f->variant, "%s", variant);
    f->instructions = count;
}

static const struct bw_result *result(const struct bw_results *results, const char *metric)
{
    for (size_t i = 0; i < results->count; i++) {
        if (strcmp(results->item[i].metric, metric) == 0)
            return &results->item[i];
    }
    return NULL;
}

/* Names and limits are those the project promises; the worst compiler stands for all where none is named. */
START_TEST(metrics_have_their_names_and_limits)
{
    static bench_figures figures;
    static const char *const compilers[] = {"clang19", "clang22", NULL};
    static const char *const kernels[] = {"fill", "blit", NULL};
    struct bw_results results = {0};
    give(&figures, "clang22", "fill", "raw", 100);
    give(&figures, "clang22", "fill", "hardened", 102);
    give(&figures, "clang22", "fill", "rust", 204);
    give(&figures, "clang22", "blit", "raw", 100);
    give(&figures, "clang22", "blit", "hardened", 90);
    for (size_t i = 0; i < 2; i++) {
        give(&figures, compilers[i], "guard", "empty_call", 10000);
        give(&figures, compilers[i], "guard", "guard_run", i == 0 ? 50000 : 52000);
        give(&figures, compilers[i], "arena", "arena", 100);
        give(&figures, compilers[i], "arena", "arena_poisoned", 130);
        give(&figures, compilers[i], "arena", "malloc", i == 0 ? 700 : 650);
        give(&figures, compilers[i], "arena", "malloc_filled", i == 0 ? 1300 : 1040);
        give(&figures, compilers[i], "handles256", "raw_table", 100);
        give(&figures, compilers[i], "handles256", "hardened", i == 0 ? 80 : 70);
    }
    ck_assert(bench_report(&figures, compilers, kernels, &results));
    const struct bw_result *r = result(&results, "hardened_over_raw_geomean.clang22");
    ck_assert_ptr_nonnull(r);
    ck_assert_double_eq_tol(r->value, sqrt(1.02 * 0.9), 1e-12);
    ck_assert(r->limit == 1.0 && r->sense == BW_RESULT_MAX);
    r = result(&results, "hardened_over_raw_worst.clang22");
    ck_assert(r != NULL && fabs(r->value - 1.02) < 1e-12 && r->limit == 1.03);
    r = result(&results, "rust_over_hardened_geomean.clang22");
    ck_assert(r != NULL && fabs(r->value - 2.0) < 1e-12 && r->limit == 1.15 && r->sense == BW_RESULT_MIN);
    ck_assert_ptr_null(result(&results, "hardened_over_raw_geomean.clang19"));
    ck_assert_ptr_null(result(&results, "hardened_over_tuned_geomean.clang22"));
    r = result(&results, "guard_instructions_per_call");
    ck_assert(r != NULL && fabs(r->value - 44) < 1e-12 && r->limit == 45 && r->sense == BW_RESULT_MAX);
    r = result(&results, "arena_speedup_over_malloc.keep");
    ck_assert(r != NULL && fabs(r->value - 6.5) < 1e-12 && r->limit == 6 && r->sense == BW_RESULT_MIN);
    r = result(&results, "arena_speedup_over_malloc.default");
    ck_assert(r != NULL && fabs(r->value - 5) < 1e-12 && r->limit == 6 && r->sense == BW_RESULT_MIN);
    ck_assert_ptr_null(result(&results, "arena_speedup_over_apr.keep"));
    r = result(&results, "arena_speedup_over_malloc_filled.default");
    ck_assert(r != NULL && fabs(r->value - 8) < 1e-12 && r->limit == 0 && r->sense == BW_RESULT_SHOWN);
    r = result(&results, "handle_lookup_over_raw.256");
    ck_assert(r != NULL && fabs(r->value - 0.8) < 1e-12);
    bw_results_free(&results);
}
END_TEST

/* A table shows what the metrics say, and a dash for what was not measured. */
START_TEST(tables_show_the_ratios)
{
    static bench_figures figures;
    static const char *const compilers[] = {"clang22", NULL};
    static const char *const kernels[] = {"fill", NULL};
    struct bw_scratch scratch = bw_scratch_make();
    const char *path = bw_scratch_path(&scratch, "tables");
    give(&figures, "clang22", "fill", "raw", 200);
    give(&figures, "clang22", "fill", "hardened", 150);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    bench_tables(&figures, compilers, kernels, file);
    fclose(file);
    char *text = bw_scratch_read(path);
    ck_assert_ptr_nonnull(strstr(text, "| fill | 200 | 0.75 | – | – | – | – | – |\n"));
    free(text);
    bw_scratch_remove(&scratch);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bench-runtime");
    TCase *tests = tcase_create("report");
    tcase_add_test(tests, the_data_is_the_same_each_time);
    tcase_add_test(tests, one_changed_output_is_noticed);
    tcase_add_test(tests, regions_are_banded);
    tcase_add_test(tests, handles_are_good_stale_or_of_another_type);
    tcase_add_test(tests, mean_and_largest);
    tcase_add_test(tests, dumps_and_times_are_read);
    tcase_add_test(tests, what_is_not_a_measurement_is_refused);
    tcase_add_test(tests, metrics_have_their_names_and_limits);
    tcase_add_test(tests, tables_show_the_ratios);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
