/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "rules.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_CHECKS = 256, TEXT = 160 };

struct check {
    size_t line;
    char ident[TEXT];
    char id[TEXT];
    char severity[TEXT];
    char stage[TEXT];
    char cwe[TEXT];
    char summary[TEXT];
};

static const char list_path[] = "analyzers/checks.def";

static const char *skip_blank(const char *p)
{
    while (isspace((unsigned char)*p))
        p++;
    return p;
}

/* One argument of the macro up to its comma or the closing bracket, quotes taken away; null when there is none. */
static const char *take_argument(const char *p, char into[TEXT])
{
    size_t used = 0;
    p = skip_blank(p);
    bool quoted = *p == '"';
    if (quoted)
        p++;
    while (*p != '\0' && (quoted ? *p != '"' : *p != ',' && *p != ')' && !isspace((unsigned char)*p))) {
        if (used + 1 == TEXT)
            return NULL;
        into[used++] = *p++;
    }
    into[used] = '\0';
    if (quoted && *p++ != '"')
        return NULL;
    p = skip_blank(p);
    return used != 0 && (*p == ',' || *p == ')') ? p + 1 : NULL;
}

static bool parse_check(const char *p, struct check *check)
{
    char on[TEXT];
    char *field[] = {check->ident, check->id, check->severity, check->stage, check->cwe, on, check->summary};
    for (size_t i = 0; i < sizeof field / sizeof field[0]; i++) {
        p = take_argument(p, field[i]);
        if (p == NULL)
            return false;
    }
    return strcmp(on, "0") == 0 || strcmp(on, "1") == 0;
}

static bool is_id(const char *id)
{
    if (!islower((unsigned char)id[0]))
        return false;
    for (; *id != '\0'; id++) {
        if (!islower((unsigned char)*id) && !isdigit((unsigned char)*id) && !(*id == '-' && isalnum((unsigned char)id[1])))
            return false;
    }
    return true;
}

static bool is_cwe_list(const char *list)
{
    for (;;) {
        if (strncmp(list, "CWE-", 4) != 0 || !isdigit((unsigned char)list[4]))
            return false;
        list += 4;
        while (isdigit((unsigned char)*list))
            list++;
        if (*list == '\0')
            return true;
        if (*list++ != ',')
            return false;
    }
}

static void judge_line(struct bw_repo *repo, const struct check *c)
{
    char ident[TEXT];
    (void)strcpy(ident, c->id);
    for (char *p = ident; *p != '\0'; p++) {
        if (*p == '-')
            *p = '_';
    }
    if (!is_id(c->id))
        bw_repo_fault(repo, list_path, c->line, "id %s: write it in lower case with single hyphens", c->id);
    else if (strcmp(ident, c->ident) != 0)
        bw_repo_fault(repo, list_path, c->line, "id %s: its identifier is %s, not %s", c->id, ident, c->ident);
    if (strcmp(c->severity, "ERROR") != 0 && strcmp(c->severity, "WARNING") != 0)
        bw_repo_fault(repo, list_path, c->line, "id %s: severity %s is neither ERROR nor WARNING", c->id, c->severity);
    if (!is_cwe_list(c->cwe))
        bw_repo_fault(repo, list_path, c->line, "id %s: \"%s\" is not a list CWE-<number>,CWE-<number>", c->id, c->cwe);
    if (isupper((unsigned char)c->summary[0]) || bw_path_ends(c->summary, "."))
        bw_repo_fault(repo, list_path, c->line, "id %s: a summary starts in lower case and ends without a full stop", c->id);
}

static void require_file(struct bw_repo *repo, const struct check *c, const char *before, const char *after)
{
    char path[2 * TEXT];
    (void)snprintf(path, sizeof path, "%s%s%s", before, c->id, after);
    if (bw_repo_find(repo, path) == NULL)
        bw_repo_fault(repo, list_path, c->line, "id %s: %s is missing", c->id, path);
}

/* True when a line of the page is a heading of that name, at any level and in any case. */
static bool has_section(const char *page, const char *name)
{
    size_t length = strlen(name);
    for (const char *p = page; p != NULL; p = strchr(p, '\n')) {
        p += *p == '\n';
        if (*p != '#')
            continue;
        while (*p == '#' || *p == ' ')
            p++;
        size_t i = 0;
        while (i < length && tolower((unsigned char)p[i]) == name[i])
            i++;
        if (i == length && (p[i] == '\n' || p[i] == '\0'))
            return true;
    }
    return false;
}

static void judge_page(struct bw_repo *repo, const struct check *c)
{
    static const char *const section[] = {"why it matters", "bad", "good", "how it decides", "what it misses", "how to silence"};
    char path[2 * TEXT];
    (void)snprintf(path, sizeof path, "docs/checks/%s.md", c->id);
    const struct bw_repo_file *page = bw_repo_find(repo, path);
    if (page == NULL || page->text == NULL) {
        bw_repo_fault(repo, list_path, c->line, "id %s: %s is missing", c->id, path);
        return;
    }
    for (size_t i = 0; i < sizeof section / sizeof section[0]; i++) {
        if (!has_section(page->text, section[i]))
            bw_repo_fault(repo, path, 0, "the section \"%s\" is missing", section[i]);
    }
}

static const struct check *find_id(const struct check *check, size_t count, const char *id, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(check[i].id) == length && strncmp(check[i].id, id, length) == 0)
            return &check[i];
    }
    return NULL;
}

/* Faults every file that stands where only files of checks stand, and belongs to none. */
static void judge_orphans(struct bw_repo *repo, const struct check *check, size_t count)
{
    static const struct {
        const char *folder;
        const char *end;      /* what follows the id */
    } place[] = {{"analyzers/checks", ".c"}, {"docs/checks", ".md"}, {"tests/checks", "/"}};
    for (size_t i = 0; i < repo->count; i++) {
        const char *path = repo->file[i].path;
        for (size_t k = 0; k < sizeof place / sizeof place[0]; k++) {
            if (!bw_path_below(path, place[k].folder))
                continue;
            const char *name = path + strlen(place[k].folder) + 1;
            const char *end = strstr(name, place[k].end);
            bool is_index = strcmp(name, "index.md") == 0;
            /* A folder of headers that several checks' tests share belongs to none. */
            if (*place[k].end == '/' && !bw_path_ends(name, "/bad.c") && !bw_path_ends(name, "/good.c") &&
                !bw_path_ends(name, "/limits.c"))
                continue;
            if (end != NULL && !is_index && find_id(check, count, name, (size_t)(end - name)) == NULL)
                bw_repo_fault(repo, path, 0, "no check of that id is in %s; add it there or remove this", list_path);
        }
    }
}

void bw_rule_ids(struct bw_repo *repo)
{
    static struct check check[MAX_CHECKS];
    size_t count = 0;
    const struct bw_repo_file *list = bw_repo_find(repo, list_path);
    if (list == NULL || list->text == NULL) {
        bw_repo_fault(repo, list_path, 0, "the list of checks is missing");
        return;
    }
    char *code = bw_c_code(list->text, false);
    for (const char *p = strstr(code, "BW_CHECK("); p != NULL; p = strstr(p + 1, "BW_CHECK(")) {
        struct check c = {.line = bw_line_of(code, p)};
        if (!parse_check(p + strlen("BW_CHECK("), &c)) {
            bw_repo_fault(repo, list_path, c.line, "not BW_CHECK(ident, \"id\", severity, stage, \"CWE\", 0 or 1, \"summary\")");
            continue;
        }
        if (find_id(check, count, c.id, strlen(c.id)) != NULL) {
            bw_repo_fault(repo, list_path, c.line, "id %s stands here a second time", c.id);
            continue;
        }
        if (count == MAX_CHECKS) {
            bw_repo_fault(repo, list_path, c.line, "more than %d checks; raise MAX_CHECKS of this rule", (int)MAX_CHECKS);
            break;
        }
        check[count++] = c;
        judge_line(repo, &c);
        require_file(repo, &c, "analyzers/checks/", ".c");
        judge_page(repo, &c);
        require_file(repo, &c, "tests/checks/", "/bad.c");
        require_file(repo, &c, "tests/checks/", "/good.c");
        require_file(repo, &c, "tests/checks/", "/limits.c");
    }
    if (count == 0)
        bw_repo_fault(repo, list_path, 0, "no check is listed");
    judge_orphans(repo, check, count);
    free(code);
}
