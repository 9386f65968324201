/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "repo.h"

#include <ftw.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* nftw has no argument for its caller. */
static struct bw_repo *reading;

static void *must(void *p)
{
    if (p == NULL) {
        perror("bulwark-meta");
        exit(2);
    }
    return p;
}

/* Version control, build folders and caches of the root are not of the tree. */
static bool is_outside(const char *path, const char *name, int level)
{
    if (strcmp(name, ".git") == 0 || strcmp(name, ".cache") == 0)
        return true;
    return level == 1 && (strcmp(name, "build") == 0 || strncmp(name, "build-", 6) == 0) && path != NULL;
}

static char *read_text(const char *path)
{
    FILE *f = must(fopen(path, "rb"));
    size_t size = 0;
    size_t room = 1 << 16;
    char *text = must(malloc(room));
    for (;;) {
        size += fread(text + size, 1, room - size - 1, f);
        if (size + 1 < room)
            break;
        room *= 2;
        text = must(realloc(text, room));
    }
    must(ferror(f) ? NULL : f);
    fclose(f);
    if (memchr(text, '\0', size) != NULL) {
        free(text);
        return NULL;
    }
    text[size] = '\0';
    return text;
}

static int take(const char *path, const struct stat *s, int kind, struct FTW *walk)
{
    (void)s;
    if (walk->level == 0)
        return FTW_CONTINUE;
    if (is_outside(path, path + walk->base, walk->level))
        return kind == FTW_D ? FTW_SKIP_SUBTREE : FTW_CONTINUE;
    if (kind != FTW_F)
        return FTW_CONTINUE;
    if (reading->count == reading->room) {
        reading->room = reading->room == 0 ? 512 : 2 * reading->room;
        reading->file = must(realloc(reading->file, reading->room * sizeof *reading->file));
    }
    const char *below = path + strlen(reading->root) + 1;
    reading->file[reading->count++] = (struct bw_repo_file){.path = must(strdup(below)), .text = read_text(path)};
    return FTW_CONTINUE;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct bw_repo_file *)a)->path, ((const struct bw_repo_file *)b)->path);
}

struct bw_repo bw_repo_read(const char *root, FILE *out)
{
    struct bw_repo repo = {.root = must(strdup(root)), .out = out};
    size_t length = strlen(repo.root);
    while (length > 1 && repo.root[length - 1] == '/')
        repo.root[--length] = '\0';
    reading = &repo;
    if (nftw(repo.root, take, 32, FTW_PHYS | FTW_ACTIONRETVAL) != 0)
        must(NULL);
    reading = NULL;
    if (repo.count != 0)
        qsort(repo.file, repo.count, sizeof *repo.file, by_path);
    return repo;
}

void bw_repo_free(struct bw_repo *repo)
{
    for (size_t i = 0; i < repo->count; i++) {
        free(repo->file[i].path);
        free(repo->file[i].text);
    }
    free(repo->file);
    free(repo->root);
    *repo = (struct bw_repo){0};
}

const struct bw_repo_file *bw_repo_find(const struct bw_repo *repo, const char *path)
{
    struct bw_repo_file key = {.path = (char *)path};
    return repo->count == 0 ? NULL : bsearch(&key, repo->file, repo->count, sizeof *repo->file, by_path);
}

bool bw_repo_has_folder(const struct bw_repo *repo, const char *folder)
{
    for (size_t i = 0; i < repo->count; i++) {
        if (bw_path_below(repo->file[i].path, folder))
            return true;
    }
    return false;
}

void bw_repo_fault(struct bw_repo *repo, const char *path, size_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (line == 0)
        fprintf(repo->out, "%s: ", path);
    else
        fprintf(repo->out, "%s:%zu: ", path, line);
    vfprintf(repo->out, format, args);
    fputc('\n', repo->out);
    va_end(args);
    repo->faults++;
}

bool bw_path_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

bool bw_path_ends(const char *path, const char *end)
{
    size_t length = strlen(path);
    size_t tail = strlen(end);
    return length >= tail && strcmp(path + length - tail, end) == 0;
}

size_t bw_line_of(const char *text, const char *at)
{
    size_t line = 1;
    for (; text != at; text++)
        line += *text == '\n';
    return line;
}

char *bw_c_code(const char *text, bool without_strings)
{
    char *code = must(strdup(text));
    enum { CODE, LINE, BLOCK, TEXT } in = CODE;
    char quote = '\0';
    for (char *p = code; *p != '\0'; p++) {
        if (in == CODE) {
            if (p[0] == '/' && (p[1] == '/' || p[1] == '*')) {
                in = p[1] == '/' ? LINE : BLOCK;
                p[0] = p[1] = ' ';
                p++;
            } else if (*p == '"' || *p == '\'') {
                in = TEXT;
                quote = *p;
            }
        } else if (in == TEXT) {
            if (*p == quote || *p == '\n') {
                in = CODE;
                continue;
            }
            bool escaped = *p == '\\' && p[1] != '\0' && p[1] != '\n';
            if (without_strings)
                *p = ' ';
            if (escaped) {
                p++;
                if (without_strings)
                    *p = ' ';
            }
        } else if (in == LINE && *p == '\n') {
            in = CODE;
        } else if (in == BLOCK && p[0] == '*' && p[1] == '/') {
            in = CODE;
            p[0] = p[1] = ' ';
            p++;
        } else if (*p != '\n') {
            *p = ' ';
        }
    }
    return code;
}
