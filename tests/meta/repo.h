/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The files of a source tree, and what is wrong with them.
 *
 * Guarantees: the list holds every regular file of the tree but version control, build folders and caches, by its
 * path below the root, sorted; texts are whole and NUL-terminated (a file with a zero byte counts as binary
 * and has no text). Faults are printed as file:line: text, the form editors and CI understand.
 * Running out of memory or failing to read a file ends the program with a message: a rule must not pass
 * because it saw less than the tree.
 */
#ifndef BULWARK_META_REPO_H
#define BULWARK_META_REPO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct bw_repo_file {
    char *path;   /* below the root, "analyzers/checks.def" */
    char *text;   /* null for a binary file */
};

struct bw_repo {
    char *root;
    struct bw_repo_file *file;
    size_t count;
    size_t room;
    FILE *out;        /* where faults go */
    size_t faults;
};

/* Reads a tree. Post: the caller frees it with bw_repo_free. Faults are printed to `out`. */
struct bw_repo bw_repo_read(const char *root, FILE *out);

/* Frees what bw_repo_read gave. */
void bw_repo_free(struct bw_repo *repo);

/* The file of that path, or null. Cost: logarithmic. */
const struct bw_repo_file *bw_repo_find(const struct bw_repo *repo, const char *path);

/* True when some file lies below that folder (named without a slash at its end). */
bool bw_repo_has_folder(const struct bw_repo *repo, const char *folder);

/* Prints one fault and counts it; line 0 speaks of the whole file. */
__attribute__((format(printf, 4, 5))) void bw_repo_fault(struct bw_repo *repo, const char *path, size_t line,
                                                         const char *format, ...);

/* True when the path lies below the folder. */
bool bw_path_below(const char *path, const char *folder);

/* True when the path ends so (".c"). */
bool bw_path_ends(const char *path, const char *end);

/* The number of the line that `at`, a place in `text`, lies in; the first is 1. */
size_t bw_line_of(const char *text, const char *at);

/* A copy of C text with every comment and, if asked, the inside of every string and character literal turned into blanks;
 * lines keep their numbers. Freed by the caller. */
char *bw_c_code(const char *text, bool without_strings);

#endif
