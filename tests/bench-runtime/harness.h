/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Measures the cases of one group, each the same work done another way.
 *
 * Guarantees: counting takes the instructions between the call of a case and its return and nothing else, after
 * one run that is not counted; timing runs all cases in turn in each round, so that a machine that is busy for a
 * while is so for all of them, and compares the fastest round of each.
 */
#ifndef BULWARK_BENCH_RUNTIME_HARNESS_H
#define BULWARK_BENCH_RUNTIME_HARNESS_H

#include <stddef.h>
#include <stdint.h>

enum { BENCH_CASES_MAX = 12, BENCH_ROUNDS_MAX = 1001 };

typedef struct bench_case {
    const char *variant;
    uint64_t (*run)(void *context); /* may be called again and again */
    void *context;
} bench_case;

typedef struct bench_group {
    const char *name;
    bench_case cases[BENCH_CASES_MAX]; /* the first is what the others are compared with */
    size_t count;
    void (*reset)(void *context); /* NULL, or called before each counted run */
    void *reset_context;
} bench_group;

/* Adds a case. pre: fewer than BENCH_CASES_MAX. */
void bench_add(bench_group *group, const char *variant, uint64_t (*run)(void *context), void *context);

/* Under `valgrind --tool=callgrind --collect-atstart=no`: one dump a case, named "<group>.<variant>". */
void bench_count(const bench_group *group);

/* Prints "<group> <variant> <ratio> <nanoseconds>" for each case. pre: 0 < rounds <= BENCH_ROUNDS_MAX. */
void bench_time(const bench_group *group, unsigned rounds);

/* Does what the program's words say: "count", or "time ROUNDS". False when they say something else. */
int bench_measure(const bench_group *group, const char *mode, const char *rounds);

#endif
