/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark-bench-runtime RESULTS WORK SCALE ROUNDS COMPILER=BIN...: measures the runtime, compiler by compiler.
 *
 * BIN is the folder with bench-kernels and bench-memory as built by that compiler. Each runs under callgrind, which
 * counts, and then by itself, which times. Writes RESULTS/runtime.json and RESULTS/runtime-tables.md; what the
 * programs print and dump stays in WORK.
 * Exit: 0 measured (the scoreboard says which limits are missed), 2 a step could not be done.
 */
#include "kernels.h"
#include "program.h"
#include "report.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH = 4096, COMPILERS_MAX = 8 };

#define BENCH_NAME_OF_(kernel) #kernel,
static const char *const kernels[] = {BENCH_KERNELS(BENCH_NAME_OF_) NULL};

static bool fail(const char *what, const char *object)
{
    fflush(stdout);
    fprintf(stderr, "bulwark-bench-runtime: %s: %s\n", what, object);
    return false;
}

static bool write_tables(const char *results, const bench_figures *figures, const char *const compilers[])
{
    char path[PATH];
    (void)snprintf(path, sizeof path, "%s/runtime-tables.md", results);
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return fail("cannot be written", path);
    bench_tables(figures, compilers, kernels, file);
    return fclose(file) == 0 || fail("cannot be written", path);
}

int main(int argc, char **argv)
{
    static bench_figures figures;
    const char *compilers[COMPILERS_MAX + 1] = {NULL};
    if (argc < 6 || argc - 5 > COMPILERS_MAX) {
        fputs("usage: bulwark-bench-runtime RESULTS WORK SCALE ROUNDS COMPILER=BIN...\n", stderr);
        return 2;
    }
    (void)mkdir(argv[2], 0777);
    const bench_program programs[] = {{"bench-kernels", argv[3]}, {"bench-memory", NULL}};
    for (int i = 5; i < argc; i++) {
        char *bin = strchr(argv[i], '=');
        if (bin == NULL) {
            (void)fail("not of the form COMPILER=BIN", argv[i]);
            return 2;
        }
        *bin = '\0';
        compilers[i - 5] = argv[i];
        for (size_t p = 0; p < sizeof programs / sizeof programs[0]; p++) {
            if (!bench_program_measure(argv[2], argv[i], bin + 1, &programs[p], argv[4], &figures))
                return 2;
        }
    }
    struct bw_results results = {0};
    if (!bench_report(&figures, compilers, kernels, &results) ||
        bw_results_write(&results, argv[1], "runtime") != BW_RESULTS_OK || !write_tables(argv[1], &figures, compilers)) {
        (void)fail("the figures cannot be written", argv[1]);
        return 2;
    }
    bw_results_print(&results, "runtime.json", stdout);
    bw_results_free(&results);
    return 0;
}
