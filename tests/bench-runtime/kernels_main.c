/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bench-kernels MODE SCALE [ROUNDS]: every kernel in every variant, all on the same data.
 *   check SCALE        runs them all from five seeds; a line for each that does not do what raw does
 *   count SCALE        under callgrind, see harness.h
 *   time SCALE ROUNDS  see harness.h
 * Exit: 0 done, 1 variants differ, 2 it could not be run.
 */
#include "harness.h"
#include "kernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VARIANTS = 5, SEEDS = 5 };

typedef struct kernel {
    const char *name;
    bench_kernel *run[VARIANTS]; /* NULL where the variant was not built */
} kernel;

static const char *const variant_name[VARIANTS] = {"raw", "tuned", "hardened", "ubsan", "rust"};

#ifdef BENCH_UBSAN
#define BENCH_UBSAN_(kernel) ubsan_##kernel
#else
#define BENCH_UBSAN_(kernel) NULL
#endif
#ifdef BENCH_RUST
uint64_t bench_rust_work_bytes(void);
#define BENCH_RUST_(kernel) rust_##kernel
#else
#define BENCH_RUST_(kernel) NULL
#endif
#define BENCH_ROW_(kernel)                                                                                             \
    {#kernel, {raw_##kernel, tuned_##kernel, hardened_##kernel, BENCH_UBSAN_(kernel), BENCH_RUST_(kernel)}},

static const kernel kernels[] = {BENCH_KERNELS(BENCH_ROW_)};

enum { KERNELS = sizeof kernels / sizeof kernels[0] };

/* Runs one variant from the first state and holds what it did against what raw did. */
static bool agrees(const kernel *k, size_t variant, const bench_work *expected, uint64_t expected_value,
                   bench_work *work)
{
    bench_work_reset(work);
    uint64_t value = k->run[variant](work);
    bool same = bench_work_equal(expected, work);
    if (value == expected_value && same)
        return true;
    printf("%s.%s: gives %llu and %s outputs, raw gives %llu\n", k->name, variant_name[variant],
           (unsigned long long)value, same ? "the same" : "other", (unsigned long long)expected_value);
    return false;
}

static bool check(unsigned scale, uint32_t seed)
{
    bench_work *expected = bench_work_make(scale, seed);
    bench_work *work = bench_work_make(scale, seed);
    bool equal = true;
    for (size_t i = 0; i < KERNELS; i++) {
        bench_work_reset(expected);
        uint64_t value = kernels[i].run[0](expected);
        if (value == 0) {
            printf("%s: raw does nothing with seed %u at scale %u\n", kernels[i].name, seed, scale);
            equal = false;
        }
        /* Twice: nothing that a run leaves behind may change the next. */
        for (size_t v = 0; v < 2 * VARIANTS; v++) {
            if (kernels[i].run[v % VARIANTS] != NULL)
                equal = agrees(&kernels[i], v % VARIANTS, expected, value, work) && equal;
        }
    }
    bench_work_free(expected);
    bench_work_free(work);
    return equal;
}

typedef struct call {
    bench_kernel *run;
    bench_work *work;
} call;

static uint64_t run_kernel(void *context)
{
    const call *c = context;
    return c->run(c->work);
}

static void reset_work(void *context)
{
    bench_work_reset(context);
}

static bool measure(const kernel *k, bench_work *work, const char *mode, const char *rounds)
{
    call calls[VARIANTS];
    bench_group group = {.name = k->name, .count = 0, .reset = reset_work, .reset_context = work};
    for (size_t v = 0; v < VARIANTS; v++) {
        calls[v] = (call){k->run[v], work};
        if (k->run[v] != NULL)
            bench_add(&group, variant_name[v], run_kernel, &calls[v]);
    }
    return bench_measure(&group, mode, rounds);
}

int main(int argc, char **argv)
{
    unsigned scale = argc >= 3 ? (unsigned)strtoul(argv[2], NULL, 10) : 0;
    if (scale == 0 || scale > 64) {
        fputs("usage: bench-kernels check SCALE | count SCALE | time SCALE ROUNDS\n", stderr);
        return 2;
    }
#ifdef BENCH_RUST
    if (bench_rust_work_bytes() != sizeof(bench_work)) {
        fputs("bench-kernels: rust/ffi.rs does not mirror work.h\n", stderr);
        return 2;
    }
#endif
    if (strcmp(argv[1], "check") == 0) {
        bool equal = true;
        for (uint32_t seed = 1; seed <= SEEDS; seed++)
            equal = check(scale, seed) && equal;
        return equal ? 0 : 1;
    }
    bench_work *work = bench_work_make(scale, 1);
    bool known = true;
    for (size_t i = 0; known && i < KERNELS; i++)
        known = measure(&kernels[i], work, argv[1], argc > 3 ? argv[3] : NULL);
    bench_work_free(work);
    if (!known)
        fprintf(stderr, "bench-kernels: no such mode: %s\n", argv[1]);
    return known ? 0 : 2;
}
