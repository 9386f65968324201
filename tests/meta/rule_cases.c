/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "rules.h"

#include <string.h>

/* What a check is tried on at the least: so many functions that are wrong, and as many that look alike and are right. */
enum { CASES_LEAST = 12, ID = 64 };

static const char tests[] = "tests/checks/";

static size_t count_expected(const char *text, const char *id)
{
    size_t count = 0, length = strlen(id);
    for (const char *p = text; (p = strstr(p, "expect: ")) != NULL;) {
        p += strlen("expect: ");
        count += strncmp(p, id, length) == 0 && strchr(" \t\n*(\"", p[length]) != NULL;
    }
    return count;
}

/* Definitions of functions: lines at the margin with an argument list and an opening brace. */
static size_t count_functions(const char *text)
{
    size_t count = 0;
    for (const char *line = text; *line != '\0';) {
        const char *end = strchr(line, '\n');
        size_t length = end != NULL ? (size_t)(end - line) : strlen(line);
        bool margin = (*line >= 'a' && *line <= 'z') || (*line >= 'A' && *line <= 'Z') || *line == '_';
        const char *brace = margin ? memchr(line, '{', length) : NULL;
        count += brace != NULL && brace - line > 2 && brace[-2] == ')' && strncmp(line, "typedef ", 8) != 0;
        line += length + (end != NULL);
    }
    return count;
}

/* The id of the check that a file of cases is for. False: it is for none. */
static bool check_of(const char *path, char into[ID])
{
    if (strncmp(path, tests, sizeof tests - 1) != 0)
        return false;
    const char *name = path + sizeof tests - 1, *slash = strchr(name, '/');
    if (slash == NULL || (size_t)(slash - name) >= ID)
        return false;
    memcpy(into, name, (size_t)(slash - name));
    into[slash - name] = '\0';
    return strcmp(into, "include") != 0;
}

void bw_rule_cases(struct bw_repo *repo)
{
    char id[ID], now[ID] = "";
    size_t bad = 0, good = 0;
    /* the files are sorted by path, so those of a check stand together; the last turn ends the last check */
    for (size_t i = 0; i <= repo->count; i++) {
        bool here = i < repo->count && check_of(repo->file[i].path, id);
        if (*now != '\0' && (!here || strcmp(id, now) != 0)) {
            char path[sizeof tests + ID];
            (void)snprintf(path, sizeof path, "%s%s", tests, now);
            if (bad < CASES_LEAST)
                bw_repo_fault(repo, path, 0, "%zu wrong functions are not enough to try a check on; have at least %d", bad, CASES_LEAST);
            if (good < CASES_LEAST)
                bw_repo_fault(repo, path, 0, "%zu right functions are not enough to try a check on; have at least %d", good, CASES_LEAST);
            *now = '\0';
            bad = good = 0;
        }
        if (!here || repo->file[i].text == NULL)
            continue;
        (void)strcpy(now, id);
        const char *name = repo->file[i].path + sizeof tests + strlen(id);
        if (strstr(name, "bad") != NULL)
            bad += count_expected(repo->file[i].text, id);
        else if (strstr(name, "good") != NULL)
            good += count_functions(repo->file[i].text);
    }
}
