/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Rules that look for words: platform, licence, machine, finished, size. */
#include "rules.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_c(const char *path)
{
    return bw_path_ends(path, ".c") || bw_path_ends(path, ".h") || bw_path_ends(path, ".cpp") ||
           bw_path_ends(path, ".def") || bw_path_ends(path, ".S");
}

static bool is_source(const char *path)
{
    return is_c(path) || bw_path_ends(path, "CMakeLists.txt") || bw_path_ends(path, ".cmake") || bw_path_ends(path, ".sh") ||
           strcmp(path, "bootstrap") == 0 || bw_path_below(path, ".ci");
}

static bool is_word_character(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* The next place of `word` in text that is not a part of a longer word on the sides where `word` itself has a word character. */
static const char *find_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *p = strstr(text, word); p != NULL; p = strstr(p + 1, word)) {
        bool open_before = p == text || !is_word_character(p[-1]) || !is_word_character(word[0]);
        bool open_after = !is_word_character(p[length]) || !is_word_character(word[length - 1]);
        if (open_before && open_after)
            return p;
    }
    return NULL;
}

void bw_rule_platform(struct bw_repo *repo)
{
    static const char *const word[] = {
        "windows.h",      "ntddk.h",      "ntifs.h",    "wdm.h",         "linux/",        "KeBugCheck",   "KeBugCheckEx",
        "ExAllocatePool", "ExFreePool",   "NTSTATUS",   "IRQL",          "KIRQL",         "copy_from_user", "copy_to_user",
        "kmalloc",        "kvmalloc",     "kfree",      "printk",        "BUG_ON",        "__KERNEL__",   "pthread_create",
        "malloc",         "calloc",       "free",       "printf",        "fprintf",       "abort",        "exit",
        "DbgPrint",       "ProbeForRead", "ProbeForWrite",
    };
    for (size_t i = 0; i < repo->count; i++) {
        const struct bw_repo_file *file = &repo->file[i];
        if (!bw_path_below(file->path, "runtime") || bw_path_below(file->path, "runtime/platform") || file->text == NULL ||
            !is_c(file->path))
            continue;
        char *code = bw_c_code(file->text, false);
        for (size_t w = 0; w < sizeof word / sizeof word[0]; w++) {
            const char *p = find_word(code, word[w]);
            if (p != NULL)
                bw_repo_fault(repo, file->path, bw_line_of(code, p),
                              "%s is a platform's word; put it behind the contract in runtime/platform", word[w]);
        }
        free(code);
    }
}

void bw_rule_licence(struct bw_repo *repo)
{
    static const char tag[] = "SPDX-License-Identifier" ": Apache-2.0 WITH LLVM-exception";
    for (size_t i = 0; i < repo->count; i++) {
        const struct bw_repo_file *file = &repo->file[i];
        if (!is_source(file->path))
            continue;
        const char *p = file->text == NULL ? NULL : strstr(file->text, tag);
        if (p == NULL)
            bw_repo_fault(repo, file->path, 1, "the licence line is missing: %s", tag);
        else if (bw_line_of(file->text, p) > 2)
            bw_repo_fault(repo, file->path, bw_line_of(file->text, p), "the licence line stands on top (under #! at most)");
        else if (is_c(file->path) && strstr(p + 1, tag) != NULL) /* a script may write the line into what it makes */
            bw_repo_fault(repo, file->path, bw_line_of(file->text, strstr(p + 1, tag)), "the licence line stands here twice");
    }
}

void bw_rule_machine(struct bw_repo *repo)
{
    /* In pieces, so that this file keeps its own rule. */
    static const char *const word[] = {"/ho" "me/", "/ro" "ot/", "/wo" "rk/", "/tm" "p/b-", "/tm" "p/brief", "/Use" "rs/"};
    for (size_t i = 0; i < repo->count; i++) {
        const struct bw_repo_file *file = &repo->file[i];
        if (file->text == NULL)
            continue;
        for (size_t w = 0; w < sizeof word / sizeof word[0]; w++) {
            const char *p = strstr(file->text, word[w]);
            /* Only at the start of a path: docs/work/ is nobody's machine. */
            while (p != NULL && p != file->text && (is_word_character(p[-1]) || strchr(".}~)", p[-1]) != NULL))
                p = strstr(p + 1, word[w]);
            if (p != NULL)
                bw_repo_fault(repo, file->path, bw_line_of(file->text, p), "%s is a path of one machine", word[w]);
        }
    }
}

void bw_rule_finished(struct bw_repo *repo)
{
    static const char *const word[] = {"TO" "DO", "FIX" "ME"};
    for (size_t i = 0; i < repo->count; i++) {
        const struct bw_repo_file *file = &repo->file[i];
        if (file->text == NULL || !(is_source(file->path) || bw_path_ends(file->path, ".md")))
            continue;
        for (size_t w = 0; w < sizeof word / sizeof word[0]; w++) {
            const char *p = find_word(file->text, word[w]);
            if (p != NULL)
                bw_repo_fault(repo, file->path, bw_line_of(file->text, p), "%s: finish it, or write an issue instead", word[w]);
        }
    }
}

void bw_rule_size(struct bw_repo *repo)
{
    enum { LINES = 700 };
    for (size_t i = 0; i < repo->count; i++) {
        const struct bw_repo_file *file = &repo->file[i];
        if (file->text == NULL || !(bw_path_ends(file->path, ".c") || bw_path_ends(file->path, ".h") || bw_path_ends(file->path, ".cpp")))
            continue;
        size_t lines = bw_line_of(file->text, file->text + strlen(file->text)) - 1;
        if (lines > LINES)
            bw_repo_fault(repo, file->path, 0, "%zu lines, more than %d: split it where it does two things", lines, (int)LINES);
    }
}
