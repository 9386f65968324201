/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark-scoreboard DIR: prints every figure of DIR's results files, one table a file in the order of their
 * names, and marks those that miss their limit.
 * Exit: 0 all met, 1 a limit is missed, 2 no results file or one that cannot be read (named on stderr).
 */
#include "results.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static int is_results_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0;
}

/* Prints one file and adds to the two counts; false when it cannot be read. */
static bool show_file(const char *dir, const char *file, size_t *figures, size_t *missed)
{
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s", dir, file);
    struct bw_results results = {0};
    enum bw_results_status status =
        length > 0 && (size_t)length < sizeof path ? bw_results_read(path, &results) : BW_RESULTS_NO_FILE;
    if (status != BW_RESULTS_OK) {
        fprintf(stderr, "bulwark-scoreboard: %s/%s: %s; run its measurement again\n", dir, file,
                bw_results_status_text(status));
        return false;
    }
    bw_results_print(&results, file, stdout);
    *figures += results.count;
    *missed += bw_results_missed(&results);
    bw_results_free(&results);
    return true;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: bulwark-scoreboard DIR\n", stderr);
        return 2;
    }
    struct dirent **entry = NULL;
    int files = scandir(argv[1], &entry, is_results_file, alphasort);
    if (files <= 0) {
        free(entry);
        fprintf(stderr, "bulwark-scoreboard: no results in %s; run ./bootstrap demo or ./bootstrap corpus first\n", argv[1]);
        return 2;
    }
    size_t figures = 0;
    size_t missed = 0;
    bool readable = true;
    for (int i = 0; i < files; i++) {
        readable = show_file(argv[1], entry[i]->d_name, &figures, &missed) && readable;
        free(entry[i]);
    }
    free(entry);
    printf("%zu figures, %zu miss their limit\n", figures, missed);
    if (fflush(stdout) != 0 || !readable)
        return 2;
    return missed == 0 ? 0 : 1;
}
