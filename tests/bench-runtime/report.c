/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "report.h"

#include <math.h>
#include <string.h>

enum { KERNELS_MAX = 64 };

typedef bool over(const bench_figures *figures, const char *compiler, const char *group, const char *variant,
                  const char *base, double *ret_ratio);

/* Whom the limits of an issue bind; a limit of 0 is none. */
typedef struct comparison {
    const char *variant;
    const char *base;
    const char *metric;
    double geomean_limit;
    double worst_limit;
    enum bw_result_sense sense;
} comparison;

static const comparison comparisons[] = {
    {"hardened", "raw", "hardened_over_raw", 1.00, 1.03, BW_RESULT_MAX},
    {"hardened", "tuned", "hardened_over_tuned", 1.02, 1.05, BW_RESULT_MAX},
    {"rust", "hardened", "rust_over_hardened", 0, 0, BW_RESULT_SHOWN},
    {"ubsan", "raw", "ubsan_over_raw", 0, 0, BW_RESULT_SHOWN},
};

enum { COMPARISONS = sizeof comparisons / sizeof comparisons[0] };

/* Rust is built once, by its own compiler, and held against the newest C compiler. */
static const char rust_compiler[] = "clang22";
static const double rust_limit = 1.15;

double bench_geomean(const double *ratio, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += log(ratio[i]);
    return exp(sum / (double)count);
}

double bench_largest(const double *ratio, size_t count)
{
    double most = ratio[0];
    for (size_t i = 1; i < count; i++)
        most = ratio[i] > most ? ratio[i] : most;
    return most;
}

static bool add(struct bw_results *results, const char *metric, const char *part, const char *compiler, double value,
                double limit, enum bw_result_sense sense)
{
    char name[320];
    (void)snprintf(name, sizeof name, "%s%s%s%s%s", metric, part[0] == '\0' ? "" : "_", part, compiler == NULL ? "" : ".",
                   compiler == NULL ? "" : compiler);
    return bw_results_add(results, name, value, limit, sense) == BW_RESULTS_OK;
}

/* The ratios of all kernels that have both variants. */
static size_t ratios_of(const bench_figures *figures, const comparison *c, const char *compiler,
                        const char *const kernels[], over *ratio_of, double ratio[KERNELS_MAX])
{
    size_t count = 0;
    for (size_t k = 0; kernels[k] != NULL && count < KERNELS_MAX; k++)
        count += ratio_of(figures, compiler, kernels[k], c->variant, c->base, &ratio[count]) ? 1 : 0;
    return count;
}

static bool report_comparison(const bench_figures *figures, const comparison *c, const char *compiler,
                              const char *const kernels[], struct bw_results *results)
{
    double ratio[KERNELS_MAX];
    bool good = true;
    size_t count = ratios_of(figures, c, compiler, kernels, bench_figures_over, ratio);
    if (count != 0) {
        bool rust = strcmp(c->variant, "rust") == 0 && strcmp(compiler, rust_compiler) == 0;
        double geomean = bench_geomean(ratio, count);
        good = rust ? add(results, c->metric, "geomean", compiler, geomean, rust_limit, BW_RESULT_MIN)
                    : add(results, c->metric, "geomean", compiler, geomean, c->geomean_limit, c->sense);
        good = add(results, c->metric, "worst", compiler, bench_largest(ratio, count), c->worst_limit, c->sense) && good;
    }
    count = ratios_of(figures, c, compiler, kernels, bench_figures_wall_over, ratio);
    if (count != 0)
        good = add(results, c->metric, "wall_geomean", compiler, bench_geomean(ratio, count), 0, BW_RESULT_SHOWN) && good;
    return good;
}

static bool report_kernels(const bench_figures *figures, const char *compiler, const char *const kernels[],
                           struct bw_results *results)
{
    bool good = true;
    for (size_t k = 0; kernels[k] != NULL; k++) {
        for (size_t i = 0; i < COMPARISONS; i++) {
            char name[160];
            double ratio;
            (void)snprintf(name, sizeof name, "%s.%s", comparisons[i].metric, kernels[k]);
            if (bench_figures_over(figures, compiler, kernels[k], comparisons[i].variant, comparisons[i].base, &ratio))
                good = add(results, name, "", compiler, ratio, 0, BW_RESULT_SHOWN) && good;
        }
    }
    return good;
}

/* The largest (or smallest) of one ratio over all compilers; false when none has it. */
static bool extreme(const bench_figures *figures, const char *const compilers[], over *ratio_of, const char *group,
                    const char *variant, const char *base, bool largest, double *ret_ratio)
{
    bool found = false;
    for (size_t i = 0; compilers[i] != NULL; i++) {
        double ratio;
        if (ratio_of(figures, compilers[i], group, variant, base, &ratio) &&
            (!found || (largest ? ratio > *ret_ratio : ratio < *ret_ratio))) {
            *ret_ratio = ratio;
            found = true;
        }
    }
    return found;
}

/*
 * As it comes, poisoning what ends, and told to keep it, which is what the others do. Both are held to the limits. Like
 * with like the other way round, as it comes against others whose blocks are filled when they end, has none.
 */
static bool report_arena(const bench_figures *figures, const char *const compilers[], struct bw_results *results)
{
    static const struct {
        const char *other;
        double limit;
    } rows[] = {{"malloc", 6}, {"apr", 1.5}, {"mimalloc", 0}, {"talloc", 0}};
    static const struct {
        const char *variant;
        const char *name;
    } arenas[] = {{"arena_poisoned", "default"}, {"arena", "keep"}};
    bool good = true;
    for (size_t i = 0; i < 2 * sizeof rows / sizeof rows[0]; i++) {
        const char *other = rows[i / 2].other;
        double limit = rows[i / 2].limit;
        const char *variant = arenas[i % 2].variant;
        const char *arena = arenas[i % 2].name;
        char name[80];
        double speedup;
        enum bw_result_sense sense = limit > 0 ? BW_RESULT_MIN : BW_RESULT_SHOWN;
        (void)snprintf(name, sizeof name, "arena_speedup_over_%s", other);
        if (extreme(figures, compilers, bench_figures_over, "arena", other, variant, false, &speedup))
            good = add(results, name, "", arena, speedup, limit, sense) && good;
        if (extreme(figures, compilers, bench_figures_wall_over, "arena", other, variant, false, &speedup))
            good = add(results, name, "wall", arena, speedup, 0, BW_RESULT_SHOWN) && good;
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char other[40];
        char name[80];
        double speedup;
        (void)snprintf(other, sizeof other, "%s_filled", rows[i].other);
        (void)snprintf(name, sizeof name, "arena_speedup_over_%s", other);
        if (extreme(figures, compilers, bench_figures_over, "arena", other, "arena_poisoned", false, &speedup))
            good = add(results, name, "", "default", speedup, 0, BW_RESULT_SHOWN) && good;
        if (extreme(figures, compilers, bench_figures_wall_over, "arena", other, "arena_poisoned", false, &speedup))
            good = add(results, name, "wall", "default", speedup, 0, BW_RESULT_SHOWN) && good;
    }
    return good;
}

static bool report_guard(const bench_figures *figures, const char *const compilers[], struct bw_results *results)
{
    double most = 0;
    for (size_t i = 0; compilers[i] != NULL; i++) {
        const bench_figure *guard = bench_figures_find(figures, compilers[i], "guard", "guard_run");
        const bench_figure *empty = bench_figures_find(figures, compilers[i], "guard", "empty_call");
        if (guard == NULL || empty == NULL || guard->instructions <= 0 || empty->instructions <= 0)
            continue;
        /* The empty call is `xor eax, eax; ret`: two instructions that stand in the guard's place. */
        double each = (guard->instructions - empty->instructions) / BENCH_GUARD_CALLS + 2;
        most = each > most ? each : most;
    }
    return most <= 0 || add(results, "guard_instructions_per_call", "", NULL, most, 45, BW_RESULT_MAX);
}

static bool report_handles(const bench_figures *figures, const char *const compilers[], struct bw_results *results)
{
    static const unsigned sizes[] = {256, 4096, 65536};
    static const struct {
        const char *base;
        const char *metric;
    } rows[] = {{"raw_table", "handle_lookup_over_raw"}, {"pointer", "handle_lookup_over_pointer"}};
    bool good = true;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
            char group[40];
            char name[80];
            double ratio;
            (void)snprintf(group, sizeof group, "handles%u", sizes[i]);
            (void)snprintf(name, sizeof name, "%s.%u", rows[k].metric, sizes[i]);
            if (extreme(figures, compilers, bench_figures_over, group, "hardened", rows[k].base, true, &ratio))
                good = add(results, name, "", NULL, ratio, k == 0 ? 1.0 : 0,
                           k == 0 ? BW_RESULT_MAX : BW_RESULT_SHOWN) && good;
            if (extreme(figures, compilers, bench_figures_wall_over, group, "hardened", rows[k].base, true, &ratio))
                good = add(results, name, "wall", NULL, ratio, 0, BW_RESULT_SHOWN) && good;
        }
    }
    return good;
}

bool bench_report(const bench_figures *figures, const char *const compilers[], const char *const kernels[],
                  struct bw_results *results)
{
    bool good = true;
    for (size_t c = 0; c < COMPARISONS; c++) {
        for (size_t i = 0; compilers[i] != NULL; i++)
            good = report_comparison(figures, &comparisons[c], compilers[i], kernels, results) && good;
    }
    good = report_arena(figures, compilers, results) && good;
    good = report_guard(figures, compilers, results) && good;
    good = report_handles(figures, compilers, results) && good;
    for (size_t i = 0; compilers[i] != NULL; i++)
        good = report_kernels(figures, compilers[i], kernels, results) && good;
    return good;
}

static void put_ratio(FILE *out, over *ratio_of, const bench_figures *figures, const char *compiler,
                      const char *group, const char *variant, const char *base)
{
    double ratio;
    if (ratio_of(figures, compiler, group, variant, base, &ratio))
        fprintf(out, " %.2f |", ratio);
    else
        fputs(" – |", out);
}

static void kernel_table(const bench_figures *figures, const char *compiler, const char *const kernels[], FILE *out)
{
    fprintf(out, "### %s\n\n| kernel | raw, instructions | hardened / raw | hardened / tuned | UBSan / raw | Rust / hardened |"
                 " wall: hardened / raw | wall: Rust / hardened |\n|---|--:|--:|--:|--:|--:|--:|--:|\n",
            compiler);
    for (size_t k = 0; kernels[k] != NULL; k++) {
        const bench_figure *raw = bench_figures_find(figures, compiler, kernels[k], "raw");
        fprintf(out, "| %s | %.0f |", kernels[k], raw == NULL ? 0 : raw->instructions);
        put_ratio(out, bench_figures_over, figures, compiler, kernels[k], "hardened", "raw");
        put_ratio(out, bench_figures_over, figures, compiler, kernels[k], "hardened", "tuned");
        put_ratio(out, bench_figures_over, figures, compiler, kernels[k], "ubsan", "raw");
        put_ratio(out, bench_figures_over, figures, compiler, kernels[k], "rust", "hardened");
        put_ratio(out, bench_figures_wall_over, figures, compiler, kernels[k], "hardened", "raw");
        put_ratio(out, bench_figures_wall_over, figures, compiler, kernels[k], "rust", "hardened");
        fputc('\n', out);
    }
    fputc('\n', out);
}

static void group_table(const bench_figures *figures, const char *const compilers[], const char *group,
                        const char *const variants[], const char *base, FILE *out)
{
    fprintf(out, "### %s\n\n| variant |", group);
    for (size_t i = 0; compilers[i] != NULL; i++)
        fprintf(out, " %s, instructions | wall over %s |", compilers[i], base);
    fputs("\n|---|", out);
    for (size_t i = 0; compilers[i] != NULL; i++)
        fputs("--:|--:|", out);
    fputc('\n', out);
    for (size_t v = 0; variants[v] != NULL; v++) {
        fprintf(out, "| %s |", variants[v]);
        for (size_t i = 0; compilers[i] != NULL; i++) {
            const bench_figure *f = bench_figures_find(figures, compilers[i], group, variants[v]);
            fprintf(out, " %.0f |", f == NULL ? 0 : f->instructions);
            put_ratio(out, bench_figures_wall_over, figures, compilers[i], group, variants[v], base);
        }
        fputc('\n', out);
    }
    fputc('\n', out);
}

void bench_tables(const bench_figures *figures, const char *const compilers[], const char *const kernels[], FILE *out)
{
    static const char *const allocators[] = {"arena", "arena_rotated", "arena_poisoned", "arena_zeroed", "malloc",
                                             "mimalloc", "apr", "talloc", "malloc_filled", "mimalloc_filled",
                                             "apr_filled", "talloc_filled", NULL};
    static const char *const lookups[] = {"pointer", "raw_table", "hardened", NULL};
    for (size_t i = 0; compilers[i] != NULL; i++)
        kernel_table(figures, compilers[i], kernels, out);
    group_table(figures, compilers, "arena", allocators, "arena", out);
    group_table(figures, compilers, "handles256", lookups, "raw_table", out);
    group_table(figures, compilers, "handles4096", lookups, "raw_table", out);
    group_table(figures, compilers, "handles65536", lookups, "raw_table", out);
}
