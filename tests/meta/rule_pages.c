/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Rules for what people read: messages of the checks, links of the pages. */
#include "rules.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { PATH = 512 };

/*
 * The string literals among the arguments of one call of a reporting function, from its bracket to the one that closes it.
 * A literal with no blank in it is a name or a key, not a message.
 */
static void judge_call(struct bw_repo *repo, const char *path, const char *code, const char *p)
{
    int depth = 0;
    bool joined = false;   /* the literal goes on one that ended just before */
    for (; *p != '\0'; p++) {
        if (*p == '(')
            depth++;
        else if (*p == ')' && --depth == 0)
            return;
        if (*p != '"') {
            joined = joined && isspace((unsigned char)*p);
            continue;
        }
        const char *start = p + 1;
        for (p = start; *p != '"' && *p != '\n' && *p != '\0'; p++)
            p += *p == '\\' && p[1] != '\0';
        if (*p == '\0')
            return;
        size_t length = (size_t)(p - start);
        if (memchr(start, ' ', length) == NULL && !joined)
            continue;
        if (!joined && isupper((unsigned char)start[0]) && islower((unsigned char)start[1]))
            bw_repo_fault(repo, path, bw_line_of(code, start), "a message starts in lower case");
        if (length != 0 && p[-1] == '.' && !(length > 2 && p[-2] == '.'))
            bw_repo_fault(repo, path, bw_line_of(code, start), "a message ends without a full stop");
        joined = true;
    }
}

void bw_rule_messages(struct bw_repo *repo)
{
    static const char *const call[] = {"bw_report", "bw_text", "bw_complain", "bw_remark"};
    for (size_t i = 0; i < repo->count; i++) {
        const struct bw_repo_file *file = &repo->file[i];
        bool speaks = bw_path_below(file->path, "analyzers/checks") || bw_path_below(file->path, "analyzers/gate") ||
                      bw_path_below(file->path, "analyzers/core");
        if (!speaks || file->text == NULL || !bw_path_ends(file->path, ".c"))
            continue;
        char *code = bw_c_code(file->text, false);
        for (size_t c = 0; c < sizeof call / sizeof call[0]; c++) {
            for (const char *p = strstr(code, call[c]); p != NULL; p = strstr(p + 1, call[c])) {
                if (p != code && (isalnum((unsigned char)p[-1]) || p[-1] == '_'))
                    continue;
                const char *open = p + strlen(call[c]);
                while (isalnum((unsigned char)*open) || *open == '_')
                    open++;
                if (*open == '(')
                    judge_call(repo, file->path, code, open);
            }
        }
        free(code);
    }
}

/* Joins a link to the folder of the page that holds it, "a/b.md" + "../c.md" = "c.md"; false when it leaves the tree. */
static bool resolve(const char *page, const char *link, size_t length, char into[PATH])
{
    const char *slash = strrchr(page, '/');
    size_t used = slash == NULL ? 0 : (size_t)(slash - page);
    if (used + length + 2 > PATH)
        return false;
    memcpy(into, page, used);
    const char *end = link + length;
    while (link < end) {
        size_t step = 0;
        while (link + step < end && link[step] != '/')
            step++;
        if (step == 2 && memcmp(link, "..", 2) == 0) {
            if (used == 0)
                return false;
            while (used != 0 && into[used - 1] != '/')
                used--;
            used -= used != 0;
        } else if (step != 0 && !(step == 1 && link[0] == '.')) {
            if (used != 0)
                into[used++] = '/';
            memcpy(into + used, link, step);
            used += step;
        }
        link += step + 1;
    }
    into[used] = '\0';
    return true;
}

static void judge_link(struct bw_repo *repo, const struct bw_repo_file *page, const char *link)
{
    size_t length = strcspn(link, ")# \n");
    if (length == 0 || strncmp(link, "http:", 5) == 0 || strncmp(link, "https:", 6) == 0 || strncmp(link, "mailto:", 7) == 0)
        return;
    char path[PATH];
    if (!resolve(page->path, link, length, path) || (bw_repo_find(repo, path) == NULL && !bw_repo_has_folder(repo, path)))
        bw_repo_fault(repo, page->path, bw_line_of(page->text, link), "the link %.*s leads nowhere", (int)length, link);
}

void bw_rule_links(struct bw_repo *repo)
{
    for (size_t i = 0; i < repo->count; i++) {
        const struct bw_repo_file *file = &repo->file[i];
        if (file->text == NULL || !bw_path_ends(file->path, ".md"))
            continue;
        bool in_code = false;
        for (const char *p = file->text; *p != '\0'; p++) {
            if ((p == file->text || p[-1] == '\n') && strncmp(p, "```", 3) == 0)
                in_code = !in_code;
            if (!in_code && p[0] == ']' && p[1] == '(')
                judge_link(repo, file, p + 2);
        }
    }
}
