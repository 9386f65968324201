/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "harness.h"
#include "statistics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <valgrind/callgrind.h>

/* What each measurement of one case takes at least, in seconds. */
static const double slice = 200e-6;

/* The share of rounds, as a quantile, whose time stands for all: whoever else uses the machine only adds. */
static const double fastest = 1e-6;

void bench_add(bench_group *group, const char *variant, uint64_t (*run)(void *context), void *context)
{
    if (group->count == BENCH_CASES_MAX)
        abort();
    group->cases[group->count++] = (bench_case){variant, run, context};
}

static void reset(const bench_group *group)
{
    if (group->reset != NULL)
        group->reset(group->reset_context);
}

void bench_count(const bench_group *group)
{
    for (size_t i = 0; i < group->count; i++) {
        const bench_case *c = &group->cases[i];
        char name[80];
        (void)snprintf(name, sizeof name, "%s.%s", group->name, c->variant);
        /* The first run binds library functions and touches every page. */
        reset(group);
        (void)c->run(c->context);
        reset(group);
        CALLGRIND_ZERO_STATS;
        CALLGRIND_TOGGLE_COLLECT;
        (void)c->run(c->context);
        CALLGRIND_TOGGLE_COLLECT;
        CALLGRIND_DUMP_STATS_AT(name);
    }
}

static double now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds_of(const bench_case *c, unsigned repeats)
{
    double start = now();
    for (unsigned i = 0; i < repeats; i++)
        (void)c->run(c->context);
    return now() - start;
}

void bench_time(const bench_group *group, unsigned rounds)
{
    static double nanoseconds[BENCH_CASES_MAX][BENCH_ROUNDS_MAX];
    unsigned repeats = 1;
    if (rounds == 0 || rounds > BENCH_ROUNDS_MAX)
        abort();
    reset(group);
    while (seconds_of(&group->cases[0], repeats) < slice && repeats < 1u << 20)
        repeats *= 2;
    for (unsigned round = 0; round < rounds; round++) {
        /* Each round starts with another case: none always runs after the same neighbour. */
        for (size_t step = 0; step < group->count; step++) {
            size_t i = (step + round) % group->count;
            nanoseconds[i][round] = seconds_of(&group->cases[i], repeats) / repeats * 1e9;
        }
    }
    double first = bw_quantile(nanoseconds[0], rounds, fastest);
    for (size_t i = 0; i < group->count; i++) {
        double best = bw_quantile(nanoseconds[i], rounds, fastest);
        printf("%s %s %.4f %.1f\n", group->name, group->cases[i].variant, best / first, best);
    }
}

int bench_measure(const bench_group *group, const char *mode, const char *rounds)
{
    unsigned long turns = rounds == NULL ? 0 : strtoul(rounds, NULL, 10);
    if (strcmp(mode, "count") == 0) {
        bench_count(group);
        return 1;
    }
    if (strcmp(mode, "time") == 0 && turns != 0 && turns <= BENCH_ROUNDS_MAX) {
        bench_time(group, (unsigned)turns);
        return 1;
    }
    return 0;
}
