/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "scratch.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void require(int held, const char *what)
{
    if (!held) {
        perror(what);
        exit(99);
    }
}

struct bw_scratch bw_scratch_make(void)
{
    struct bw_scratch scratch;
    const char *top = getenv("TMPDIR");
    int length = snprintf(scratch.dir, sizeof scratch.dir, "%s/bulwark-test-XXXXXX", top == NULL ? "/tmp" : top);
    require(length > 0 && (size_t)length < sizeof scratch.dir && mkdtemp(scratch.dir) != NULL, "folder for the test");
    return scratch;
}

const char *bw_scratch_path(const struct bw_scratch *scratch, const char *name)
{
    static char path[8][512];
    static unsigned next;
    char *p = path[next++ % 8];
    int length = snprintf(p, sizeof path[0], "%s/%s", scratch->dir, name);
    require(length > 0 && (size_t)length < sizeof path[0], "path in the test's folder");
    return p;
}

static const char *write_file(const struct bw_scratch *scratch, const char *name, const char *text, mode_t mode)
{
    const char *path = bw_scratch_path(scratch, name);
    FILE *f = fopen(path, "w");
    require(f != NULL && fputs(text, f) >= 0 && fclose(f) == 0 && chmod(path, mode) == 0, path);
    return path;
}

const char *bw_scratch_write(const struct bw_scratch *scratch, const char *name, const char *text)
{
    return write_file(scratch, name, text, 0644);
}

const char *bw_scratch_write_program(const struct bw_scratch *scratch, const char *name, const char *text)
{
    return write_file(scratch, name, text, 0755);
}

char *bw_scratch_read(const char *path)
{
    FILE *f = fopen(path, "rb");
    require(f != NULL, path);
    char *text = NULL;
    size_t room = 0;
    ssize_t length = getdelim(&text, &room, '\0', f);
    if (length < 0) {
        free(text);
        text = calloc(1, 1);
    }
    require(text != NULL && !ferror(f) && fclose(f) == 0, path);
    return text;
}

static int remove_one(const char *path, const struct stat *s, int kind, struct FTW *walk)
{
    (void)s;
    (void)kind;
    (void)walk;
    return remove(path);
}

void bw_scratch_remove(const struct bw_scratch *scratch)
{
    require(nftw(scratch->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0, scratch->dir);
}
