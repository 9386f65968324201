/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "rules.h"

#include <stdlib.h>
#include <string.h>

enum { NAME = 256 };

struct include {
    char name[NAME];
    bool quoted;
    size_t line;
};

/* Takes the next #include of the code from *cursor on. */
static bool next_include(const char *code, const char **cursor, struct include *ret_include)
{
    const char *p = *cursor;
    while ((p = strchr(p, '#')) != NULL) {
        const char *hash = p++;
        p += strspn(p, " \t");
        if (strncmp(p, "include", 7) != 0)
            continue;
        p += 7;
        p += strspn(p, " \t");
        size_t length = *p == '\0' ? 0 : strcspn(p + 1, ">\"\n");
        if ((*p != '<' && *p != '"') || length >= NAME)
            continue;
        ret_include->quoted = *p == '"';
        memcpy(ret_include->name, p + 1, length);
        ret_include->name[length] = '\0';
        ret_include->line = bw_line_of(code, hash);
        *cursor = p + 1 + length;
        return true;
    }
    return false;
}

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool is_one_of(const char *name, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (strcmp(name, *list) == 0)
            return true;
    }
    return false;
}

static bool is_clang_cpp(const char *name)
{
    return starts(name, "clang/") || starts(name, "llvm/");
}

/* True when a quoted include leads, by its words, into that part of the analyzers. */
static bool leads_to(const struct include *i, const char *part)
{
    char with[NAME];
    (void)snprintf(with, sizeof with, "/%s/", part);
    return i->quoted && (strstr(i->name, with) != NULL || starts(i->name, with + 1));
}

/* Each returns what is wrong with an include of its part, or null. */
static const char *judge_core(const struct include *i)
{
    if (is_clang_cpp(i->name) || starts(i->name, "clang-c/") || leads_to(i, "clang"))
        return "core knows no Clang; lower what it needs in analyzers/clang";
    if (leads_to(i, "gate"))
        return "core stands below the gate and includes nothing of it";
    if (leads_to(i, "checks"))
        return "core stands below the checks and includes nothing of them";
    return NULL;
}

static const char *judge_checks(const struct include *i)
{
    if (is_clang_cpp(i->name) || starts(i->name, "clang-c/"))
        return "a check knows no Clang";
    if (i->quoted && strcmp(i->name, "core/check.h") != 0)
        return "of our own a check includes core/check.h only; widen that header if it lacks something";
    if (starts(i->name, "bulwark/"))
        return "a check includes core/check.h and headers of the C library only";
    return NULL;
}

static const char *judge_gate(const struct include *i)
{
    if (is_clang_cpp(i->name) || leads_to(i, "clang"))
        return "the gate is C and uses libclang (clang-c) and LLVM-C (llvm-c) only";
    return NULL;
}

static const char *judge_runtime(const struct include *i)
{
    /* What C11 promises to a freestanding program. */
    static const char *const freestanding[] = {"float.h",    "iso646.h", "limits.h", "stdalign.h",    "stdarg.h",
                                               "stdbool.h",  "stddef.h", "stdint.h", "stdnoreturn.h", "stdatomic.h", NULL};
    if (i->quoted && strstr(i->name, "../..") != NULL)
        return "the runtime is copied alone: include nothing from outside its folder";
    if (!i->quoted && !starts(i->name, "bulwark/") && !is_one_of(i->name, freestanding))
        return "outside runtime/platform only freestanding headers are included";
    return NULL;
}

/* The one header that speaks each compiler's dialect; MSVC has its built-in functions in these two. */
static const char *judge_runtime_compiler(const struct include *i)
{
    static const char *const dialect[] = {"intrin.h", "string.h", NULL};
    return !i->quoted && is_one_of(i->name, dialect) ? NULL : judge_runtime(i);
}

static const char *judge_runtime_platform(const struct include *i)
{
    if (i->quoted && strstr(i->name, "../..") != NULL)
        return "the runtime is copied alone: include nothing from outside its folder";
    return NULL;
}

static const char *judge_sample(const struct include *i)
{
    return leads_to(i, "core") || leads_to(i, "gate") || strstr(i->name, "analyzers/") != NULL
               ? "the sample is a user of the runtime and knows no analyzer"
               : NULL;
}

static const struct {
    const char *folder;   /* or one file */
    const char *(*judge)(const struct include *i);
} part[] = {
    /* The first that holds the file counts. */
    {"runtime/include/bulwark/compiler.h", judge_runtime_compiler},
    {"runtime/platform", judge_runtime_platform},
    {"runtime", judge_runtime},
    {"analyzers/core", judge_core},
    {"analyzers/checks", judge_checks},
    {"analyzers/gate", judge_gate},
    {"samples", judge_sample},
};

static void judge_includes(struct bw_repo *repo, const struct bw_repo_file *file, const char *(*judge)(const struct include *i))
{
    char *code = bw_c_code(file->text, false);
    const char *cursor = code;
    struct include include;
    while (next_include(code, &cursor, &include)) {
        const char *wrong = judge(&include);
        if (wrong != NULL)
            bw_repo_fault(repo, file->path, include.line, "includes %s: %s", include.name, wrong);
    }
    free(code);
}

void bw_rule_layers(struct bw_repo *repo)
{
    for (size_t i = 0; i < repo->count; i++) {
        const struct bw_repo_file *file = &repo->file[i];
        bool is_cpp = bw_path_ends(file->path, ".cpp") || bw_path_ends(file->path, ".hpp") || bw_path_ends(file->path, ".cc");
        /* Under tests/clang it is input: what the plugin has to leave alone. */
        if (is_cpp && !bw_path_below(file->path, "analyzers/clang") && !bw_path_below(file->path, "tests/clang"))
            bw_repo_fault(repo, file->path, 0, "C++ stays in analyzers/clang; write this in C");
        if (file->text == NULL || !(bw_path_ends(file->path, ".c") || bw_path_ends(file->path, ".h")))
            continue;
        for (size_t k = 0; k < sizeof part / sizeof part[0]; k++) {
            if (strcmp(file->path, part[k].folder) == 0 || bw_path_below(file->path, part[k].folder)) {
                judge_includes(repo, file, part[k].judge);
                break;
            }
        }
    }
}
