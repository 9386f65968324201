/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool fail(const char *what, const char *path)
{
    fprintf(stderr, "bench-runtime: %s: %s\n", what, path);
    return false;
}

static bench_figure *figure_for(bench_figures *figures, const char *compiler, const char *group, const char *variant)
{
    const bench_figure *known = bench_figures_find(figures, compiler, group, variant);
    if (known != NULL)
        return &figures->item[known - figures->item];
    if (figures->count == BENCH_FIGURES_MAX)
        return NULL;
    bench_figure *made = &figures->item[figures->count];
    *made = (bench_figure){.instructions = 0};
    int written = snprintf(made->compiler, sizeof made->compiler, "%s", compiler);
    int group_written = snprintf(made->group, sizeof made->group, "%s", group);
    int variant_written = snprintf(made->variant, sizeof made->variant, "%s", variant);
    if ((size_t)written >= sizeof made->compiler || (size_t)group_written >= sizeof made->group ||
        (size_t)variant_written >= sizeof made->variant)
        return NULL;
    figures->count++;
    return made;
}

/* The name and the total of one dump. A dump without a name of ours has an empty group. */
static bool read_dump(FILE *file, char group[40], char variant[40], double *total)
{
    char line[512];
    bool found = false;
    group[0] = '\0';
    while (fgets(line, sizeof line, file) != NULL) {
        (void)sscanf(line, "desc: Trigger: Client Request: %39[^.].%39s", group, variant);
        found = sscanf(line, "totals: %lf", total) == 1 || sscanf(line, "summary: %lf", total) == 1 || found;
    }
    return found;
}

bool bench_figures_read_counts(bench_figures *figures, const char *compiler, const char *prefix)
{
    for (unsigned part = 1;; part++) {
        char path[4200];
        char group[40];
        char variant[40] = "";
        double total = 0;
        (void)snprintf(path, sizeof path, "%s.%u", prefix, part);
        FILE *file = fopen(path, "r");
        if (file == NULL)
            return part > 1 || fail("callgrind left no dump", path);
        bool complete = read_dump(file, group, variant, &total);
        fclose(file);
        if (group[0] == '\0')
            return part > 1 || fail("callgrind's dump has no name", path);
        bench_figure *figure = complete && total > 0 ? figure_for(figures, compiler, group, variant) : NULL;
        if (figure == NULL)
            return fail("callgrind's dump has no total", path);
        figure->instructions = total;
    }
}

bool bench_figures_read_times(bench_figures *figures, const char *compiler, const char *path)
{
    FILE *file = fopen(path, "r");
    char line[256];
    size_t lines = 0;
    bool good = true;
    if (file == NULL)
        return fail("no times", path);
    while (good && fgets(line, sizeof line, file) != NULL) {
        char group[40];
        char variant[40];
        double ratio;
        double nanoseconds;
        bench_figure *figure = NULL;
        if (sscanf(line, "%39s %39s %lf %lf", group, variant, &ratio, &nanoseconds) == 4 && ratio > 0 && nanoseconds > 0)
            figure = figure_for(figures, compiler, group, variant);
        good = figure != NULL;
        if (good) {
            figure->ratio = ratio;
            figure->nanoseconds = nanoseconds;
        }
        lines++;
    }
    fclose(file);
    return (good && lines != 0) || fail("not a list of times", path);
}

const bench_figure *bench_figures_find(const bench_figures *figures, const char *compiler, const char *group,
                                       const char *variant)
{
    for (size_t i = 0; i < figures->count; i++) {
        const bench_figure *f = &figures->item[i];
        if (strcmp(f->compiler, compiler) == 0 && strcmp(f->group, group) == 0 && strcmp(f->variant, variant) == 0)
            return f;
    }
    return NULL;
}

bool bench_figures_over(const bench_figures *figures, const char *compiler, const char *group, const char *variant,
                        const char *base, double *ret_ratio)
{
    const bench_figure *above = bench_figures_find(figures, compiler, group, variant);
    const bench_figure *below = bench_figures_find(figures, compiler, group, base);
    if (above == NULL || below == NULL || above->instructions <= 0 || below->instructions <= 0)
        return false;
    *ret_ratio = above->instructions / below->instructions;
    return true;
}

bool bench_figures_wall_over(const bench_figures *figures, const char *compiler, const char *group,
                             const char *variant, const char *base, double *ret_ratio)
{
    const bench_figure *above = bench_figures_find(figures, compiler, group, variant);
    const bench_figure *below = bench_figures_find(figures, compiler, group, base);
    if (above == NULL || below == NULL || above->ratio <= 0 || below->ratio <= 0)
        return false;
    *ret_ratio = above->ratio / below->ratio;
    return true;
}
