/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Both forms of the sample have the same files with the same functions in the same order. */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form.h"

static void expect(const char *text, const char *names)
{
    struct w32_form_functions found;
    char list[512] = "";

    w32_form_read(text, &found);
    for (size_t i = 0; i < found.count; i++) {
        strcat(list, i ? " " : "");
        strcat(list, found.names[i]);
    }
    ck_assert_str_eq(list, names);
}

START_TEST(reads_definitions)
{
    expect("", "");
    expect("int f(void) { return 0; }", "f");
    expect("int f(void);\nint g(int (*h)(int))\n{\n if (1) { f(); }\n}\n", "g");
    expect("struct a { int b; };\nstatic int c[] = {1, 2};\nvoid d(void) {}\nvoid e(void) {}", "d e");
    expect("/* void a(void) {} */ // void b(void) {}\nvoid c(void) { g(\"}\"); h('}'); }\nvoid d(void) {}", "c d");
    expect("#define X(n) void n(void) { \\\n }\nvoid a(void) {}\n", "a");
    expect("A(int) enum w32_status\nlong_one(struct x *y,\n int z)\n{\n}\n", "long_one");
}
END_TEST

/* The .c files of a form by name, in order. */
static size_t files_of(const char *form, char names[64][256])
{
    char path[4096];
    struct dirent **entries;
    size_t count = 0;
    int found;

    snprintf(path, sizeof path, "%s/%s", W32_SAMPLE_DIR, form);
    found = scandir(path, &entries, NULL, alphasort);
    ck_assert_msg(found >= 0, "%s cannot be read", path);
    for (int i = 0; i < found; i++) {
        const char *name = entries[i]->d_name;
        size_t length = strlen(name);

        if (length > 2 && length < 256 && name[0] != '.') {
            ck_assert_uint_lt(count, 64);
            memcpy(names[count++], name, length + 1);
        }
        free(entries[i]);
    }
    free(entries);
    return count;
}

START_TEST(same_files)
{
    char raw[64][256], hardened[64][256];
    size_t raw_count = files_of("raw", raw), hardened_count = files_of("hardened", hardened);

    ck_assert_uint_ge(raw_count, 8);
    ck_assert_uint_eq(raw_count, hardened_count);
    for (size_t i = 0; i < raw_count; i++)
        ck_assert_str_eq(raw[i], hardened[i]);
}
END_TEST

static void functions_of(const char *form, const char *file, struct w32_form_functions *ret_functions)
{
    char path[4096];
    char *text;

    snprintf(path, sizeof path, "%s/%s/%s", W32_SAMPLE_DIR, form, file);
    text = w32_form_load(path);
    ck_assert_msg(text != NULL, "%s cannot be read", path);
    w32_form_read(text, ret_functions);
    free(text);
}

START_TEST(same_functions)
{
    char files[64][256];
    size_t count = files_of("raw", files);
    size_t total = 0;

    for (size_t i = 0; i < count; i++) {
        static struct w32_form_functions raw, hardened;

        if (files[i][strlen(files[i]) - 1] != 'c')
            continue;
        functions_of("raw", files[i], &raw);
        functions_of("hardened", files[i], &hardened);
        for (size_t f = 0; f < raw.count && f < hardened.count; f++)
            ck_assert_msg(strcmp(raw.names[f], hardened.names[f]) == 0,
                          "%s: function %zu is %s in raw and %s in hardened; bring them into one order", files[i],
                          f + 1, raw.names[f], hardened.names[f]);
        ck_assert_msg(raw.count == hardened.count, "%s: %zu functions in raw, %zu in hardened", files[i], raw.count,
                      hardened.count);
        ck_assert_uint_lt(raw.count, W32_FORM_FUNCTIONS_MAX);
        total += raw.count;
    }
    ck_assert_uint_gt(total, 80);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sample forms");
    TCase *tests = tcase_create("forms");
    SRunner *runner;
    int failed;

    tcase_add_test(tests, reads_definitions);
    tcase_add_test(tests, same_files);
    tcase_add_test(tests, same_functions);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
