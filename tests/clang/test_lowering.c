/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The lowering, case by case: each file of cases/ says in comments what its IR has to look like.
 *   // flags: …     more arguments for the compiler
 *   // ir: GLOB     a line that matches, behind the one that the last `ir:` matched; its result (v1 = ) may be left out
 *   // ir-not: GLOB no line of the whole output matches
 *   // count: N V   the count named N is V
 * Every function of every case has to pass bw_ir_verify, and what is dumped has to be read back to the same text.
 * arguments: compiler, plugin, this folder */
#define _POSIX_C_SOURCE 200809L
#include "core/ir_text.h"
#include "core/model.h"
#include "run.h"

#include <bulwark/arena.h>
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CASES_MAX = 64, LINE_MAX_BYTES = 1024 };

static const char *compiler, *plugin;
static char *cases[CASES_MAX];
static int case_count;

static int by_name(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static void find_cases(void)
{
    DIR *folder = opendir("cases");
    struct dirent *entry;

    while (folder != NULL && (entry = readdir(folder)) != NULL && case_count < CASES_MAX) {
        size_t size = strlen(entry->d_name);
        if (size > 2 && strcmp(entry->d_name + size - 2, ".c") == 0)
            cases[case_count++] = strdup(entry->d_name);
    }
    if (folder != NULL)
        closedir(folder);
    qsort(cases, (size_t)case_count, sizeof cases[0], by_name);
}

/* Copies the next line of *at, without the blanks around it; false at the end. */
static bool next_line(const char **at, char *line)
{
    if (**at == '\0')
        return false;
    const char *end = strchr(*at, '\n');
    if (end == NULL)
        end = *at + strlen(*at);
    const char *from = *at, *to = end;
    while (from < to && (*from == ' ' || *from == '\t'))
        from++;
    while (to > from && to[-1] == ' ')
        to--;
    size_t size = (size_t)(to - from);
    if (size >= LINE_MAX_BYTES)
        size = LINE_MAX_BYTES - 1;
    memcpy(line, from, size);
    line[size] = '\0';
    *at = *end != '\0' ? end + 1 : end;
    return true;
}

static bool matches(const char *pattern, const char *line)
{
    char glob[LINE_MAX_BYTES + 16];

    snprintf(glob, sizeof glob, "%s*", pattern);
    if (bw_glob_match(glob, line))
        return true;
    snprintf(glob, sizeof glob, "v* = %s*", pattern);
    return bw_glob_match(glob, line);
}

static const char *after(const char *line, const char *prefix)
{
    size_t size = strlen(prefix);
    return strncmp(line, prefix, size) == 0 ? line + size : NULL;
}

static void expect_line(const char **at, const char *pattern, const char *name)
{
    char line[LINE_MAX_BYTES];

    while (next_line(at, line))
        if (matches(pattern, line))
            return;
    ck_abort_msg("%s: no line matches: %s", name, pattern);
}

static void expect_none(const char *text, const char *pattern, const char *name)
{
    char line[LINE_MAX_BYTES];

    while (next_line(&text, line))
        if (matches(pattern, line))
            ck_abort_msg("%s: unexpected: %s", name, line);
}

static int check_expectations(const char *source, const char *text, const char *name)
{
    const char *at = text;
    char line[LINE_MAX_BYTES];
    int found = 0;

    while (next_line(&source, line)) {
        const char *pattern;
        if ((pattern = after(line, "// ir: ")) != NULL) {
            /* Functions stand in the order of their first use: each is looked for from the start. */
            if (after(pattern, "func ") != NULL || after(pattern, "struct ") != NULL)
                at = text;
            expect_line(&at, pattern, name);
        } else if ((pattern = after(line, "// ir-not: ")) != NULL) {
            expect_none(text, pattern, name);
        } else if ((pattern = after(line, "// count: ")) != NULL) {
            char wanted[LINE_MAX_BYTES + 16];
            snprintf(wanted, sizeof wanted, "\ncount %s\n", pattern);
            ck_assert_msg(strstr(text, wanted) != NULL, "%s: the count is not %s", name, pattern);
        } else {
            continue;
        }
        found++;
    }
    return found;
}

/* What the producer made and the text form have to agree on every detail that has a spelling. */
static void check_round_trip(const char *text, const char *name)
{
    const char *end = strstr(text, "\ncount "), *error = NULL, *again = NULL;
    bw_arena arena = {0};
    bw_ir_module module;
    size_t size = end != NULL ? (size_t)(end + 1 - text) : strlen(text), again_size = 0;

    ck_assert_int_eq(bw_arena_init(&arena, 1u << 18), BW_OK);
    ck_assert_msg(bw_ir_read_text(text, size, &arena, &module, &error), "%s: %s", name, error);
    for (bw_ir_ref func = 1; func < module.funcs.count; func++)
        if (module.funcs.at[func].body == BW_BODY_LOWERED)
            ck_assert_msg((error = bw_ir_verify(&module, func)) == NULL, "%s: %s", name, error);
    ck_assert_msg(bw_ir_write_text(&module, 0, &arena, &again, &again_size, &error), "%s: %s", name, error);
    ck_assert_msg(again_size == size && memcmp(again, text, size) == 0, "%s: read and written again it differs", name);
    bw_arena_destroy(&arena);
}

START_TEST(lowers)
{
    char path[256], line[LINE_MAX_BYTES], flags[LINE_MAX_BYTES] = "";
    const char *name = cases[_i];
    size_t size;

    snprintf(path, sizeof path, "cases/%s", name);
    char *source = bw_run_file(path, &size);
    ck_assert_ptr_nonnull(source);
    const char *at = source;
    while (next_line(&at, line))
        if (after(line, "// flags: ") != NULL)
            strcpy(flags, after(line, "// flags: "));
    bw_run run = bw_run_command("'%s' -fsyntax-only -w %s '-fplugin=%s' -fplugin-arg-bulwark-dump-ir=bare "
                                "-fplugin-arg-bulwark-verify '%s' 2>&1",
                                compiler, flags, plugin, path);
    ck_assert_msg(run.status == 0, "%s: exit %d\n%s", name, run.status, run.text);
    ck_assert_msg(strstr(run.text, "malformed") == NULL, "%s\n%s", name, run.text);
    int found = check_expectations(source, run.text, name);
    ck_assert_msg(found > 0, "%s expects nothing", name);
    check_round_trip(run.text, name);
    bw_run_free(&run);
    free(source);
}
END_TEST

int main(int argc, char **argv)
{
    if (argc != 4 || chdir(argv[3]) != 0) {
        fprintf(stderr, "usage: %s COMPILER PLUGIN FOLDER\n", argv[0]);
        return 2;
    }
    compiler = argv[1];
    plugin = argv[2];
    find_cases();
    Suite *suite = suite_create("lowering");
    TCase *tests = tcase_create("cases");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, lowers, 0, case_count);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner) + (case_count < 9);
    srunner_free(runner);
    return failed != 0;
}
