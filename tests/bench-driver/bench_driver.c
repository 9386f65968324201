/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark-bench-driver RESULTS WORK ROUNDS COMPILER=BIN...: measures the sample driver, hardened against raw.
 *
 * BIN is the folder with bench-driver as built by that compiler. Writes RESULTS/driver.json; what the program prints and
 * dumps stays in WORK.
 * Exit: 0 measured (the scoreboard says which limits are missed), 2 a step could not be done.
 */
#include "program.h"
#include "report.h"

#include <string.h>
#include <sys/stat.h>

enum { PATH = 4096, WORKS_MAX = 16 };

static bool fail(const char *what, const char *object)
{
    fflush(stdout);
    fprintf(stderr, "bulwark-bench-driver: %s: %s\n", what, object);
    return false;
}

/* How many requests each work makes; a work that cannot be done has none, and nothing is measured. */
static bool requests_read(const char *path, driver_requests works[WORKS_MAX], size_t *ret_count)
{
    FILE *file = fopen(path, "r");
    char line[128];
    size_t count = 0;
    bool good = file != NULL;

    while (good && fgets(line, sizeof line, file) != NULL) {
        good = count < WORKS_MAX && sscanf(line, "%39s %lf", works[count].work, &works[count].count) == 2 &&
               works[count].count > 0;
        count++;
    }
    if (file != NULL)
        fclose(file);
    if (!good || count == 0)
        return fail("not a list of requests", path);
    *ret_count = count;
    return true;
}

static bool measure(const char *work, const char *compiler, const char *bin, char *rounds, struct bw_results *results)
{
    static bench_figures figures;
    const bench_program program = {"bench-driver", NULL};
    driver_requests works[WORKS_MAX];
    size_t count;
    char path[PATH], out[PATH];
    char *ask[] = {path, "requests", NULL};

    (void)snprintf(path, sizeof path, "%s/%s", bin, program.name);
    (void)snprintf(out, sizeof out, "%s/%s-%s.requests", work, program.name, compiler);
    return bench_program_run(ask, out) && requests_read(out, works, &count) &&
           bench_program_measure(work, compiler, bin, &program, rounds, &figures) &&
           (driver_report(&figures, compiler, works, count, results) || fail("a figure cannot be kept", compiler));
}

int main(int argc, char **argv)
{
    struct bw_results results = {0};
    bool good = true;

    if (argc < 5) {
        fputs("usage: bulwark-bench-driver RESULTS WORK ROUNDS COMPILER=BIN...\n", stderr);
        return 2;
    }
    (void)mkdir(argv[2], 0777);
    for (int i = 4; good && i < argc; i++) {
        char *bin = strchr(argv[i], '=');

        if (bin == NULL) {
            good = fail("not of the form COMPILER=BIN", argv[i]);
            break;
        }
        *bin = '\0';
        good = measure(argv[2], argv[i], bin + 1, argv[3], &results);
    }
    if (good && bw_results_write(&results, argv[1], "driver") != BW_RESULTS_OK)
        good = fail("the figures cannot be written", argv[1]);
    if (good)
        bw_results_print(&results, "driver.json", stdout);
    bw_results_free(&results);
    return good ? 0 : 2;
}
