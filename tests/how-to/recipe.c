/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark-recipe PAGE: does what a how-to page says, in an empty folder.
 *
 * Blocks are taken in the order of the page, by the words behind the language of their fence:
 *   file NAME   becomes that file of the folder
 *   run         is run by `sh -eu`; it must end with 0, within five minutes
 *   prints      is what the run block before it wrote to standard output, exactly
 * All others are for readers. Exit: 0 so, 1 not so (said on stdout), 2 the page has nothing to run.
 */
#include "process.h"
#include "scratch.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { NAME = 200, TIMEOUT = 300 };

struct page {
    const char *path;
    const struct bw_scratch *scratch;
    char *printed; /* by the last run block, or null */
    unsigned runs;
};

/* The second word of a fence, "" when there is none. */
static const char *role_of(const char *fence, char role[NAME])
{
    char language[NAME];
    role[0] = '\0';
    if (sscanf(fence, "```%199s %199[^\n]", language, role) < 1)
        role[0] = '\0';
    return role;
}

/* Makes the folders on the way to a file. */
static void make_folders(const struct bw_scratch *scratch, const char *name)
{
    char folder[NAME];
    for (const char *slash = strchr(name, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        (void)snprintf(folder, sizeof folder, "%.*s", (int)(slash - name), name);
        (void)mkdir(bw_scratch_path(scratch, folder), 0777);
    }
}

static bool run_block(struct page *page, const char *block)
{
    const char *argv[] = {"sh", "-eu", bw_scratch_write(page->scratch, ".block", block), NULL};
    const char *out = bw_scratch_path(page->scratch, ".out");
    const char *err = bw_scratch_path(page->scratch, ".err");
    struct bw_process process = {
        .argv = (char *const *)argv, .dir = page->scratch->dir, .out = out, .err = err, .timeout = TIMEOUT};
    struct bw_process_end end = {0};
    bool ran = bw_process_run(&process, &end);
    free(page->printed);
    page->printed = bw_scratch_read(out);
    page->runs++;
    if (ran && end.exit_code == 0)
        return true;
    char *said = bw_scratch_read(err);
    printf("%s: this block failed with %d:\n%s%s%s\n", page->path, end.exit_code, block, page->printed, said);
    free(said);
    return false;
}

static bool judge_block(struct page *page, const char *role, const char *block)
{
    if (strncmp(role, "file ", 5) == 0) {
        make_folders(page->scratch, role + 5);
        (void)bw_scratch_write(page->scratch, role + 5, block);
        return true;
    }
    if (strcmp(role, "run") == 0)
        return run_block(page, block);
    if (strcmp(role, "prints") != 0)
        return true;
    if (page->printed != NULL && strcmp(page->printed, block) == 0)
        return true;
    printf("%s: the page says\n%sbut it printed\n%s\n", page->path, block, page->printed == NULL ? "" : page->printed);
    return false;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: bulwark-recipe PAGE\n", stderr);
        return 2;
    }
    struct bw_scratch scratch = bw_scratch_make();
    struct page page = {.path = argv[1], .scratch = &scratch};
    char *text = bw_scratch_read(argv[1]);
    bool kept = true;
    char *next = NULL;
    for (char *fence = strstr(text, "\n```"); fence != NULL && kept; fence = strstr(next, "\n```")) {
        char role[NAME];
        char *block = fence + 1 + strcspn(fence + 1, "\n");
        block += *block == '\n';
        char *end = strstr(block - 1, "\n```");
        if (end == NULL)
            break;
        end++;
        char after = *end;
        *end = '\0';
        kept = judge_block(&page, role_of(fence + 1, role), block);
        *end = after;
        next = end + strcspn(end, "\n");
    }
    free(page.printed);
    free(text);
    bw_scratch_remove(&scratch);
    if (kept && page.runs == 0) {
        fprintf(stderr, "bulwark-recipe: %s has no block to run\n", argv[1]);
        return 2;
    }
    printf("%s: %u blocks ran\n", argv[1], page.runs);
    return kept ? 0 : 1;
}
