/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "report.h"

#include <math.h>

#include "work.h"

static const double geomean_limit = 1.00;
static const double worst_limit = 1.03;

typedef bool over(const bench_figures *figures, const char *compiler, const char *group, const char *variant,
                  const char *base, double *ret_ratio);

static bool add(struct bw_results *results, const char *metric, const char *part, const char *compiler, double value,
                double limit, enum bw_result_sense sense)
{
    char name[160];

    (void)snprintf(name, sizeof name, "%s%s.%s", metric, part, compiler);
    return bw_results_add(results, name, value, limit, sense) == BW_RESULTS_OK;
}

/* The geometric mean and the largest over all works. False: one of them was not measured. */
static bool all_works(const bench_figures *figures, const char *compiler, const driver_requests *works, size_t count,
                      over *ratio_of, double *ret_geomean, double *ret_worst)
{
    double sum = 0, worst = 0;

    for (size_t i = 0; i < count; i++) {
        double ratio;

        if (!ratio_of(figures, compiler, works[i].work, "hardened", "raw", &ratio))
            return false;
        sum += log(ratio);
        worst = ratio > worst ? ratio : worst;
    }
    *ret_geomean = exp(sum / (double)count);
    *ret_worst = worst;
    return true;
}

static bool report_work(const bench_figures *figures, const char *compiler, const driver_requests *work,
                        struct bw_results *results)
{
    static const char *const forms[] = {"raw", "hardened"};
    char metric[100];
    double ratio;
    bool good = true;

    (void)snprintf(metric, sizeof metric, "hardened_over_raw_%s", work->work);
    if (bench_figures_over(figures, compiler, work->work, "hardened", "raw", &ratio))
        good = add(results, metric, "", compiler, ratio, 0, BW_RESULT_SHOWN) && good;
    if (bench_figures_wall_over(figures, compiler, work->work, "hardened", "raw", &ratio))
        good = add(results, metric, "_wall", compiler, ratio, 0, BW_RESULT_SHOWN) && good;
    for (int i = 0; i < 2; i++) {
        const bench_figure *figure = bench_figures_find(figures, compiler, work->work, forms[i]);

        (void)snprintf(metric, sizeof metric, "requests_per_second_%s_%s", work->work, forms[i]);
        if (figure && figure->nanoseconds > 0)
            good = add(results, metric, "", compiler, work->count / figure->nanoseconds * 1e9, 0, BW_RESULT_SHOWN) && good;
    }
    return good;
}

/* What a request costs more that ends in a contained violation than the same one that is answered. */
static bool report_violation(const bench_figures *figures, const char *compiler, struct bw_results *results)
{
    const bench_figure *contained = bench_figures_find(figures, compiler, "violation", "contained");
    const bench_figure *answered = bench_figures_find(figures, compiler, "violation", "answered");
    bool good = true;

    if (!contained || !answered)
        return true;
    if (contained->instructions > 0 && answered->instructions > 0) {
        good = add(results, "contained_request_instructions", "", compiler, contained->instructions / BENCH_VIOLATIONS, 0,
                   BW_RESULT_SHOWN);
        good = add(results, "answered_request_instructions", "", compiler, answered->instructions / BENCH_VIOLATIONS, 0,
                   BW_RESULT_SHOWN) && good;
    }
    if (contained->nanoseconds > 0)
        good = add(results, "contained_request_nanoseconds", "", compiler, contained->nanoseconds / BENCH_VIOLATIONS, 0,
                   BW_RESULT_SHOWN) && good;
    return good;
}

bool driver_report(const bench_figures *figures, const char *compiler, const driver_requests *works, size_t count,
                   struct bw_results *results)
{
    double geomean, worst;
    bool good = true;

    if (all_works(figures, compiler, works, count, bench_figures_over, &geomean, &worst)) {
        good = add(results, "hardened_over_raw", "_geomean", compiler, geomean, geomean_limit, BW_RESULT_MAX);
        good = add(results, "hardened_over_raw", "_worst", compiler, worst, worst_limit, BW_RESULT_MAX) && good;
    }
    if (all_works(figures, compiler, works, count, bench_figures_wall_over, &geomean, &worst))
        good = add(results, "hardened_over_raw", "_wall_geomean", compiler, geomean, 0, BW_RESULT_SHOWN) && good;
    good = report_violation(figures, compiler, results) && good;
    for (size_t i = 0; i < count; i++)
        good = report_work(figures, compiler, &works[i], results) && good;
    return good;
}
