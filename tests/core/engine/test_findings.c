/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Text IR in, findings out: every file of cases/ says in its own comments what it must give.
 *
 *   //: a line of models          //= a line of the report, in order, at the end "proved P open O violation V"
 * A case without expected lines fails and prints what it gave, to be judged and put there by hand.
 */
#include "engine_test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verdicts.h"

static char *names[256];
static int name_count;

static int by_name(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void find_names(void)
{
    DIR *folder = opendir(ENGINE_CASES);
    if (folder == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL && name_count < 256;) {
        size_t size = strlen(entry->d_name);
        if (size > 3 && strcmp(entry->d_name + size - 3, ".ir") == 0 && (names[name_count] = malloc(size + 1)) != NULL)
            memcpy(names[name_count++], entry->d_name, size + 1);
    }
    (void)closedir(folder);
    qsort(names, (size_t)name_count, sizeof names[0], by_name);
}

static char *text_of(const char *name)
{
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", ENGINE_CASES, name);
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "cannot open %s", path);
    char *text = bw_core_array(&test_arena, char, 1u << 16);
    size_t size = fread(text, 1, (1u << 16) - 1, file);
    (void)fclose(file);
    ck_assert_uint_lt(size, (1u << 16) - 1);
    return text;
}

/* The lines that begin with the mark, without it. */
static char *marked(const char *text, const char *mark)
{
    char *lines = bw_core_array(&test_arena, char, strlen(text) + 2), *at = lines;
    for (const char *line = text; *line != 0;) {
        size_t size = strcspn(line, "\n");
        if (strncmp(line, mark, strlen(mark)) == 0) {
            memcpy(at, line + strlen(mark), size - strlen(mark));
            at += size - strlen(mark);
            *at++ = '\n';
        }
        line += size + (line[size] == '\n');
    }
    return lines;
}

START_TEST(test_case)
{
    const char *text = text_of(names[_i]);
    const char *models = marked(text, "//: "), *expected = marked(text, "//= ");
    bw_ir_module module = module_of(text);
    bw_report report = analysed(&module, *models != 0 ? models : NULL, 0);
    char *given = bw_core_array(&test_arena, char, 1u << 16);

    (void)snprintf(given, 1u << 16, "%sproved %llu open %llu violation %llu\n", report_text(&report),
                   (unsigned long long)verdicts_count(&report, "accesses.proved"),
                   (unsigned long long)verdicts_count(&report, "accesses.open"),
                   (unsigned long long)verdicts_count(&report, "accesses.violation"));
    ck_assert_msg(strcmp(given, expected) == 0, "%s gives\n%sexpected\n%s", names[_i], given, expected);
}
END_TEST

START_TEST(test_there_are_cases)
{
    ck_assert_int_ge(name_count, 30);
}
END_TEST

TCase *findings_case(void)
{
    TCase *tcase = engine_case("findings");
    find_names();
    tcase_add_test(tcase, test_there_are_cases);
    tcase_add_loop_test(tcase, test_case, 0, name_count);
    return tcase;
}
