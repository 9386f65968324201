/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bench-driver check | count | time ROUNDS | requests | run FORM WORK: the works on both forms of the driver.
 * check: both forms do the same and leave nothing behind. count: under callgrind. time: what the harness prints.
 * requests: "<work> <number>" for each. run: one work once, for a profiler.
 */
#include "harness.h"
#include "work.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <valgrind/callgrind.h>

/* Both forms at the same after each run, and a second run as good as the first. */
static bool check(const driver_form *raw, const driver_form *hardened)
{
    bool good = true;

    for (size_t w = 0; raw->works[w].name != NULL; w++) {
        for (int run = 0; run < 2; run++) {
            uint64_t made = raw->works[w].run(NULL);
            bool same = made != 0 && hardened->works[w].run(NULL) == made && raw->digest() == hardened->digest();

            if (!same)
                printf("%s: the forms differ in run %d\n", raw->works[w].name, run);
            good = good && same;
        }
    }
    if (hardened->contained() != 0 || hardened->answered(NULL) == 0 || hardened->violating(NULL) == 0 ||
        hardened->contained() != BENCH_VIOLATIONS || raw->digest() != hardened->digest()) {
        puts("violations: not all are contained, or something else has changed");
        good = false;
    }
    return good;
}

static bool measure(const driver_form *raw, const driver_form *hardened, const char *mode, const char *rounds)
{
    bench_group violations = {.name = "violation"};
    bool known = true;

    for (size_t w = 0; known && raw->works[w].name != NULL; w++) {
        bench_group group = {.name = raw->works[w].name};

        bench_add(&group, raw->name, raw->works[w].run, NULL);
        bench_add(&group, hardened->name, hardened->works[w].run, NULL);
        known = bench_measure(&group, mode, rounds);
    }
    bench_add(&violations, "answered", hardened->answered, NULL);
    bench_add(&violations, "contained", hardened->violating, NULL);
    return known && bench_measure(&violations, mode, rounds);
}

static bool run_one(const driver_form *form, const char *name)
{
    for (const driver_work *work = form->works; work->name != NULL; work++) {
        if (strcmp(work->name, name) != 0)
            continue;
        CALLGRIND_ZERO_STATS;
        return work->run(NULL) != 0;
    }
    return false;
}

static bool requests(const driver_form *form)
{
    bool good = true;

    for (const driver_work *work = form->works; work->name != NULL; work++) {
        uint64_t made = work->run(NULL);

        printf("%s %" PRIu64 "\n", work->name, made);
        good = good && made != 0;
    }
    return good;
}

int main(int argc, char **argv)
{
    const driver_form *raw = bench_raw_open(), *hardened = bench_hardened_open();
    bool good = raw && hardened && argc >= 2;

    if (!good) {
        fputs("usage: bench-driver check | count | time ROUNDS | requests | run FORM WORK\n", stderr);
        return 2;
    }
    if (strcmp(argv[1], "check") == 0)
        good = check(raw, hardened);
    else if (strcmp(argv[1], "requests") == 0)
        good = requests(raw);
    else if (strcmp(argv[1], "run") == 0 && argc == 4)
        good = run_one(strcmp(argv[2], raw->name) == 0 ? raw : hardened, argv[3]);
    else
        good = measure(raw, hardened, argv[1], argc > 2 ? argv[2] : NULL);
    if (!raw->close() || !hardened->close()) {
        puts("a block was not given back");
        good = false;
    }
    return good ? 0 : 1;
}
