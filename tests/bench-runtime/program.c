/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "program.h"

#include "process.h"

#include <stdio.h>
#include <stdlib.h>

enum { PATH = 4096, TIMEOUT = 900 };

static bool fail(const char *what, const char *object)
{
    fflush(stdout);
    fprintf(stderr, "bulwark-bench: %s: %s\n", what, object);
    return false;
}

bool bench_program_run(char *const argv[], const char *out)
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

bool bench_program_measure(const char *work, const char *compiler, const char *bin, const bench_program *p, char *rounds,
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
    bool counted = bench_program_run(count, out);
    (void)unsetenv("GLIBC_TUNABLES");
    if (!counted || !bench_figures_read_counts(figures, compiler, dump))
        return false;
    (void)snprintf(out, sizeof out, "%s/%s-%s.time", work, p->name, compiler);
    puts(", timing");
    fflush(stdout);
    char *timed[] = {path, "time", p->scale == NULL ? rounds : p->scale, p->scale == NULL ? NULL : rounds, NULL};
    return bench_program_run(timed, out) && bench_figures_read_times(figures, compiler, out);
}
