/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * w32k-fuzz-report RESULTS LOG FUZZER ARGUMENT...: runs the driver's fuzzer with these arguments, and writes how many inputs
 * it ran and how many edges they reached to RESULTS/driver-fuzz.json.
 * Exit: 0 no crash, 1 a crash (see LOG), 2 it could not be run.
 */
#include "process.h"
#include "results.h"

#include <string.h>

enum { TIMEOUT = 3600 };

/* The last "cov: N" and the number of inputs, out of what libFuzzer prints. */
static bool log_read(const char *path, double *ret_inputs, double *ret_edges)
{
    FILE *file = fopen(path, "r");
    char line[1024];
    double inputs = 0, edges = 0;

    if (file == NULL)
        return false;
    while (fgets(line, sizeof line, file) != NULL) {
        const char *place = strstr(line, " cov: ");

        if (place != NULL)
            (void)sscanf(place, " cov: %lf", &edges);
        (void)sscanf(line, "stat::number_of_executed_units: %lf", &inputs);
    }
    (void)fclose(file);
    *ret_inputs = inputs;
    *ret_edges = edges;
    return inputs > 0 && edges > 0;
}

int main(int argc, char **argv)
{
    struct bw_results results = {0};
    struct bw_process process = {.timeout = TIMEOUT};
    struct bw_process_end end;
    double inputs, edges;

    if (argc < 4) {
        fputs("usage: w32k-fuzz-report RESULTS LOG FUZZER ARGUMENT...\n", stderr);
        return 2;
    }
    process.argv = &argv[3];
    process.out = process.err = argv[2];
    if (!bw_process_run(&process, &end)) {
        fprintf(stderr, "w32k-fuzz-report: %s cannot be run\n", argv[3]);
        return 2;
    }
    if (end.exit_code != 0) {
        fprintf(stderr, "w32k-fuzz-report: the fuzzer found something, see %s\n", argv[2]);
        return 1;
    }
    if (!log_read(argv[2], &inputs, &edges) ||
        bw_results_add(&results, "driver_fuzz_executions", inputs, 0, BW_RESULT_SHOWN) != BW_RESULTS_OK ||
        bw_results_add(&results, "driver_fuzz_edges", edges, 0, BW_RESULT_SHOWN) != BW_RESULTS_OK ||
        bw_results_add(&results, "driver_fuzz_crashes", 0, 0, BW_RESULT_MAX) != BW_RESULTS_OK ||
        bw_results_write(&results, argv[1], "driver-fuzz") != BW_RESULTS_OK) {
        fprintf(stderr, "w32k-fuzz-report: no figures in %s\n", argv[2]);
        return 2;
    }
    bw_results_print(&results, "driver-fuzz.json", stdout);
    bw_results_free(&results);
    return 0;
}
