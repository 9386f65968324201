/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The table of planted faults, the marks in the raw form, the attacks and faults.md belong together. */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "form.h"
#include "shared/faults.h"

static const char *program;

static char *sample_file(const char *folder, const char *name, const char *ending)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/%s%s%s%s", W32_SAMPLE_DIR, folder, *folder ? "/" : "", name, ending);
    return w32_form_load(path);
}

static size_t count_in(const char *text, const char *what)
{
    size_t count = 0;

    for (const char *at = text; (at = strstr(at, what)) != NULL; at++)
        count++;
    return count;
}

START_TEST(rows_are_whole)
{
    ck_assert_uint_ge(W32_FAULT_COUNT, 5);
    for (size_t i = 0; i < W32_FAULT_COUNT; i++) {
        const struct w32_fault *fault = &w32_faults[i];
        size_t length = strlen(fault->id);

        for (size_t other = 0; other < i; other++)
            ck_assert_str_ne(fault->id, w32_faults[other].id);
        ck_assert_uint_eq(length, strlen(fault->name));
        for (size_t c = 0; c < length; c++)
            ck_assert_int_eq(fault->id[c] == '-' ? '_' : fault->id[c], fault->name[c]);
        ck_assert(fault->status != W32_OK || strcmp(fault->report, "canary") == 0);
        ck_assert_msg(strncmp(fault->cwe, "CWE-", 4) == 0, "%s: %s", fault->id, fault->cwe);
    }
}
END_TEST

/* Each id is marked once, in its file and function; the hardened form has no marks. */
START_TEST(marks_match)
{
    struct dirent **entries;
    int found = scandir(W32_SAMPLE_DIR "/raw", &entries, NULL, alphasort);
    size_t marks = 0;

    ck_assert_int_gt(found, 10);
    for (int i = 0; i < found; i++) {
        const char *name = entries[i]->d_name;

        if (name[0] != '.') {
            char *raw = sample_file("raw", name, ""), *hardened = sample_file("hardened", name, "");

            ck_assert(raw && hardened);
            marks += count_in(raw, "/* fault: ");
            ck_assert_uint_eq(count_in(hardened, "/* fault: "), 0);
            free(raw);
            free(hardened);
        }
        free(entries[i]);
    }
    free(entries);
    ck_assert_uint_eq(marks, W32_FAULT_COUNT);
    for (size_t i = 0; i < W32_FAULT_COUNT; i++) {
        static struct w32_form_functions functions;
        const struct w32_fault *fault = &w32_faults[i];
        char mark[128];
        char *text = sample_file("raw", fault->file, ""), *at;

        snprintf(mark, sizeof mark, "/* fault: %s */", fault->id);
        ck_assert_msg(text && (at = strstr(text, mark)) != NULL, "%s is not marked in %s", fault->id, fault->file);
        /* The functions complete before the mark, and the one around it: that is the row's. */
        w32_form_read(text, &functions);
        {
            static struct w32_form_functions before;

            *at = 0;
            w32_form_read(text, &before);
            ck_assert_uint_gt(before.count, 0);
            ck_assert_str_eq(before.names[before.count - 1], fault->function);
        }
        free(text);
    }
}
END_TEST

START_TEST(attacks_exist)
{
    for (size_t i = 0; i < W32_FAULT_COUNT; i++) {
        char *text = sample_file("attacks", w32_faults[i].id, ".c");

        ck_assert_msg(text != NULL, "no attack for %s", w32_faults[i].id);
        ck_assert_msg(!strstr(text, "driver.h") && !strstr(text, "internal.h") && !strstr(text, "platform.h"),
                      "the attack %s looks behind the request interface", w32_faults[i].id);
        free(text);
    }
}
END_TEST

static char *run(const char *arguments, int *ret_status)
{
    static char text[65536];
    char command[8192];
    size_t length;
    FILE *output;

    snprintf(command, sizeof command, "'%s' %s 2>/dev/null", program, arguments);
    output = popen(command, "r");
    ck_assert(output != NULL);
    length = fread(text, 1, sizeof text - 1, output);
    text[length] = 0;
    *ret_status = pclose(output);
    return text;
}

START_TEST(page_is_fresh)
{
    int status;
    char *page = sample_file("", "faults", ".md");
    char *wanted = run("--markdown", &status);

    ck_assert_int_eq(status, 0);
    ck_assert_msg(page && strcmp(page, wanted) == 0, "faults.md differs: write it anew with w32k-faults --markdown");
    free(page);
}
END_TEST

START_TEST(list_names_the_lines)
{
    int status;
    char *list = run("--list '" W32_SAMPLE_DIR "/raw'", &status);

    ck_assert_int_eq(status, 0);
    for (size_t i = 0; i < W32_FAULT_COUNT; i++) {
        char id[64], check[64], file[64], function[64];
        unsigned line, at = 1;
        char *text, *mark, *p;

        ck_assert_int_eq(sscanf(list, "%63s %63s %63s %u %63s", id, check, file, &line, function), 5);
        ck_assert_str_eq(id, w32_faults[i].id);
        ck_assert_str_eq(check, w32_faults[i].check);
        text = sample_file("raw", file, "");
        ck_assert(text && (mark = strstr(text, id)) != NULL);
        for (p = text; p < mark; p++)
            at += *p == '\n';
        ck_assert_uint_eq(at, line);
        free(text);
        list = strchr(list, '\n') + 1;
    }
    ck_assert_str_eq(list, "");
    run("--list '" W32_SAMPLE_DIR "/hardened'", &status);
    ck_assert_int_ne(status, 0);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("sample faults");
    TCase *tests = tcase_create("faults");
    SRunner *runner;
    int failed;

    if (argc != 2) {
        fprintf(stderr, "usage: test W32K-FAULTS\n");
        return 2;
    }
    program = argv[1];
    tcase_add_test(tests, rows_are_whole);
    tcase_add_test(tests, marks_match);
    tcase_add_test(tests, attacks_exist);
    tcase_add_test(tests, page_is_fresh);
    tcase_add_test(tests, list_names_the_lines);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
