/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark-doc-examples ID PAGE CLANG PLUGIN [ARGUMENT...]: a check's page does what it says.
 *
 * Every ```c block under "Bad" must make the plugin report the check, every one under "Good" must leave it silent,
 * also of every other check; all of them compile. Each block is a file of its own. On a page of another form, blocks
 * marked ```c bad and ```c good are judged the same way.
 * Exit: 0 so, 1 not so (each block on stdout), 2 the page cannot be read or has no bad or no good block.
 */
#include "process.h"
#include "scratch.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum section { OTHER, BAD, GOOD };

struct compile {
    const char *id;
    const char *page;
    const char *clang;
    const char *plugin;
    char *const *argument;
    int arguments;
};

/* Which of the two sections a heading opens; any other heading closes them. */
static enum section section_of(const char *line)
{
    line += strspn(line, "#");
    line += strspn(line, " ");
    char name[8];
    size_t n = 0;
    while (n + 1 < sizeof name && isalpha((unsigned char)line[n])) {
        name[n] = (char)tolower((unsigned char)line[n]);
        n++;
    }
    name[n] = '\0';
    bool whole = line[n] == '\n' || line[n] == '\0';
    return whole && strcmp(name, "bad") == 0 ? BAD : whole && strcmp(name, "good") == 0 ? GOOD : OTHER;
}

/* What a block opened by this fence shows: what the fence itself says, else what its section says. */
static enum section shown_by(const char *fence, enum section section)
{
    if (strncmp(fence, "```c", 4) != 0 || (fence[4] != '\n' && fence[4] != ' '))
        return OTHER;
    if (strncmp(fence + 4, " bad\n", 5) == 0)
        return BAD;
    return strncmp(fence + 4, " good\n", 6) == 0 ? GOOD : section;
}

/* Compiles one block with the plugin; what clang said is freed by the caller, null when clang did not end by itself. */
static char *compile_block(const struct compile *c, const struct bw_scratch *scratch, const char *block)
{
    char plugin[4096];
    const char *argv[40];
    size_t n = 0;
    (void)snprintf(plugin, sizeof plugin, "-fplugin=%s", c->plugin);
    bw_scratch_write(scratch, "example.c", block);
    argv[n++] = c->clang;
    argv[n++] = "-std=gnu11";
    argv[n++] = "-fsyntax-only";
    argv[n++] = plugin;
    for (int i = 0; i < c->arguments && n < 36; i++)
        argv[n++] = c->argument[i];
    argv[n++] = "example.c";
    argv[n] = NULL;
    const char *said = bw_scratch_path(scratch, "said");
    struct bw_process process = {.argv = (char *const *)argv, .dir = scratch->dir, .out = said, .err = said, .timeout = 60};
    struct bw_process_end end;
    if (!bw_process_run(&process, &end) || end.signal != 0 || end.exit_code > 1)
        return NULL;
    return bw_scratch_read(said);
}

/* True when the messages hold an error that is none of ours: the example itself is broken. */
static bool has_foreign_error(const char *said)
{
    for (const char *p = strstr(said, "error: "); p != NULL; p = strstr(p + 1, "error: ")) {
        const char *end = p + strcspn(p, "\n");
        const char *tag = strstr(p, "[bulwark-");
        if (tag == NULL || tag > end) {
            const char *summary = strstr(p, "generated");
            if (summary == NULL || summary > end)
                return true;
        }
    }
    return false;
}

static bool judge_block(const struct compile *c, const struct bw_scratch *scratch, enum section section, size_t line,
                        const char *block)
{
    char tag[128];
    (void)snprintf(tag, sizeof tag, "[bulwark-%s]", c->id);
    char *said = compile_block(c, scratch, block);
    const char *wrong = NULL;
    if (said == NULL)
        wrong = "stops clang";
    else if (has_foreign_error(said))
        wrong = "does not compile";
    else if (section == BAD && strstr(said, tag) == NULL)
        wrong = "is bad, but the check is silent";
    else if (section == GOOD && strstr(said, "[bulwark-") != NULL)
        wrong = "is good, but there is a finding";
    if (wrong != NULL)
        printf("%s:%zu: the example %s:\n%s\n", c->page, line, wrong, said == NULL ? "" : said);
    free(said);
    return wrong == NULL;
}

/* Judges every block of the page; false when one is not as it should be. */
static bool judge_page(const struct compile *c, const struct bw_scratch *scratch, char *page, size_t *ret_bad,
                       size_t *ret_good)
{
    enum section section = OTHER;
    bool kept = true;
    size_t line = 0;
    size_t count[3] = {0};
    char *next;
    for (char *p = page; *p != '\0'; p = next) {
        next = p + strcspn(p, "\n");
        next += *next == '\n';
        line++;
        if (*p == '#')
            section = section_of(p);
        if (strncmp(p, "```", 3) != 0)
            continue;
        enum section shown = shown_by(p, section);
        char *end = strstr(next, "\n```");
        if (end == NULL)
            break;
        size_t first = line + 1;
        if (shown != OTHER) {
            char after = end[1];
            end[1] = '\0';
            kept = judge_block(c, scratch, shown, first, next) && kept;
            end[1] = after;
            count[shown]++;
        }
        /* On behind the closing fence, which must not open a block of its own. */
        for (const char *q = next; q != end + 1; q++)
            line += *q == '\n';
        line++;
        next = end + 1 + strcspn(end + 1, "\n");
        next += *next == '\n';
    }
    *ret_bad = count[BAD];
    *ret_good = count[GOOD];
    return kept;
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fputs("usage: bulwark-doc-examples ID PAGE CLANG PLUGIN [ARGUMENT...]\n", stderr);
        return 2;
    }
    struct compile c = {.id = argv[1], .page = argv[2], .clang = argv[3], .plugin = argv[4], .argument = argv + 5,
                        .arguments = argc - 5};
    struct bw_scratch scratch = bw_scratch_make();
    char *page = bw_scratch_read(c.page);
    size_t bad = 0;
    size_t good = 0;
    bool kept = judge_page(&c, &scratch, page, &bad, &good);
    free(page);
    bw_scratch_remove(&scratch);
    if (bad == 0 || good == 0) {
        fprintf(stderr, "bulwark-doc-examples: %s has no ```c block under %s\n", c.page, bad == 0 ? "Bad" : "Good");
        return 2;
    }
    printf("%s: %zu bad and %zu good examples\n", c.page, bad, good);
    return kept ? 0 : 1;
}
