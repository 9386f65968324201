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
#include "process.h"
#include "report.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH = 4096, COMPILERS_MAX = 8, TIMEOUT = 900 };

#define BENCH_NAME_OF_(kernel) #kernel,
static const char *const kernels[] = {BENCH_KERNELS(BENCH_NAME_OF_) NULL};

static bool fail(const char *what, const char *object)
{
    fflush(stdout);
    fprintf(stderr, "bulwark-bench-runtime: %s: %s\n", what, object);
    return false;
}

/* Runs one program, its output in `out`. */
static bool run(char *const argv[], const char *out)
{
    char err[PATH + 8];
    (void)snprintf(err, sizeof err, "%s.err", out);
    struct bw_process process = {.argv = argv, .dir = NULL, .out = out, .err = err, .timeout = TIMEOUT};
    struct bw_process_end end;
    if (!bw_process_run(&process, &end))
        return fail("cannot be run", argv[0]);
    if (end.exit_code == 127)
        return fail("cannot be started (package valgrind?)", argv[0]);
    return end.exit_code == 0 || fail("failed, see", err);
}

/* Dumps of an earlier run would be taken for those of this one. */
static void remove_dumps(const char *prefix)
{
    char path[PATH + 16];
    (void)remove(prefix);
    for (unsigned part = 1;; part++) {
        (void)snprintf(path, sizeof path, "%s.%u", prefix, part);
        if (remove(path) != 0)
            return;
    }
}

typedef struct program {
    const char *name;
    char *scale; /* NULL: takes none */
} program;

static bool measure(const char *work, const char *compiler, const char *bin, const program *p, char *rounds,
                    bench_figures *figures)
{
    char path[PATH];
    char dump[PATH];
    char dump_option[PATH + 32];
    char out[PATH];
    (void)snprintf(path, sizeof path, "%s/%s", bin, p->name);
    (void)snprintf(dump, sizeof dump, "%s/%s-%s.callgrind", work, p->name, compiler);
    (void)snprintf(dump_option, sizeof dump_option, "--callgrind-out-file=%s", dump);
    (void)snprintf(out, sizeof out, "%s/%s-%s.count", work, p->name, compiler);
    remove_dumps(dump);
    printf("  %s, %s: counting", compiler, p->name);
    fflush(stdout);
    char *count[] = {"valgrind", "--tool=callgrind", "--collect-atstart=no", dump_option, path, "count", p->scale, NULL};
    /* `rep stosb` is counted as one instruction a byte: have the C library fill and copy by vectors of any length. */
    (void)setenv("GLIBC_TUNABLES",
                 "glibc.cpu.x86_rep_stosb_threshold=1000000000:glibc.cpu.x86_rep_movsb_threshold=1000000000", 1);
    bool counted = run(count, out);
    (void)unsetenv("GLIBC_TUNABLES");
    if (!counted || !bench_figures_read_counts(figures, compiler, dump))
        return false;
    (void)snprintf(out, sizeof out, "%s/%s-%s.time", work, p->name, compiler);
    puts(", timing");
    fflush(stdout);
    char *timed[] = {path, "time", p->scale == NULL ? rounds : p->scale, p->scale == NULL ? NULL : rounds, NULL};
    return run(timed, out) && bench_figures_read_times(figures, compiler, out);
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
    const program programs[] = {{"bench-kernels", argv[3]}, {"bench-memory", NULL}};
    for (int i = 5; i < argc; i++) {
        char *bin = strchr(argv[i], '=');
        if (bin == NULL) {
            (void)fail("not of the form COMPILER=BIN", argv[i]);
            return 2;
        }
        *bin = '\0';
        compilers[i - 5] = argv[i];
        for (size_t p = 0; p < sizeof programs / sizeof programs[0]; p++) {
            if (!measure(argv[2], argv[i], bin + 1, &programs[p], argv[4], &figures))
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
