/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The plugin as the user of a compiler meets it: what it prints, what it leaves behind, what it does not touch.
 * arguments: compiler, plugin, this folder */
#define _POSIX_C_SOURCE 200809L
#include "core/record.h"
#include "run.h"

#include <bulwark/arena.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *compiler, *plugin;
static char folder[] = "/tmp/bulwark-plugin-XXXXXX";

/* Runs the compiler with the plugin; the rest of the command line is text. */
static bw_run compile(const char *text)
{
    return bw_run_command("'%s' '-fplugin=%s' %s 2>&1", compiler, plugin, text);
}

static bool in_folder_is(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return access(path, F_OK) == 0;
}

static void remove_from_folder(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    (void)unlink(path);
}

static const bw_report *read_record(const char *name, bw_arena *arena)
{
    char path[256];
    const bw_report *report = NULL;
    const char *reason = NULL;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    ck_assert_int_eq(bw_arena_init(arena, 1u << 16), BW_OK);
    ck_assert_msg(bw_record_read_file(path, arena, &report, &reason) == BW_RECORD_OK, "%s", reason);
    return report;
}

static uint64_t count_of(const bw_report *report, const char *name)
{
    for (size_t i = 0; i < report->count_count; i++)
        if (strcmp(report->counts[i].name, name) == 0)
            return report->counts[i].value;
    return UINT64_MAX;
}

static const struct {
    const char *what, *flags;
} builds[] = {
    {"O0", "-O0"},
    {"O2 with debug data", "-O2 -g"},
    {"Os, position independent", "-Os -fPIC"},
    {"Windows", "-O2 --target=x86_64-w64-mingw32 -fms-extensions"},
    {"hardened", "-O2 -fstack-protector-all -D_FORTIFY_SOURCE=2 -ftrivial-auto-var-init=zero"},
    {"with the undefined behaviour sanitizer", "-O1 -fsanitize=undefined"},
};

START_TEST(generated_code_stays)
{
    char plain_path[256], path[256];
    size_t plain_size = 0, size = 0;

    snprintf(plain_path, sizeof plain_path, "%s/plain.o", folder);
    snprintf(path, sizeof path, "%s/plugin.o", folder);
    bw_run run = bw_run_command("'%s' %s -c programs/driver.c -o %s 2>&1", compiler, builds[_i].flags, plain_path);
    ck_assert_msg(run.status == 0, "%s", run.text);
    bw_run_free(&run);
    run = bw_run_command("'%s' '-fplugin=%s' %s -c programs/driver.c -o %s 2>&1", compiler, plugin, builds[_i].flags,
                         path);
    ck_assert_msg(run.status == 0, "%s", run.text);
    bw_run_free(&run);
    char *plain = bw_run_file(plain_path, &plain_size), *with = bw_run_file(path, &size);
    ck_assert_msg(plain != NULL && with != NULL && size == plain_size && memcmp(plain, with, size) == 0,
                  "%s: the object differs", builds[_i].what);
    free(plain);
    free(with);
    remove_from_folder("plain.o");
    remove_from_folder("plugin.o");
}
END_TEST

START_TEST(finding_is_a_warning_of_its_own)
{
    /* Neither -w nor -Werror of the build decides about it. */
    static const char *const flags[] = {"", "-w", "-Werror", "-Weverything"};

    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        char text[256];
        snprintf(text, sizeof text, "-fsyntax-only %s programs/overrun.c", flags[i]);
        bw_run run = compile(text);
        ck_assert_msg(strstr(run.text, "programs/overrun.c:13:5: warning: ") != NULL, "%s: %s", flags[i], run.text);
        ck_assert_msg(strstr(run.text, "[bulwark-copy-extent]") != NULL, "%s: %s", flags[i], run.text);
        if (i < 3)
            ck_assert_msg(run.status == 0, "%s: exit %d", flags[i], run.status);
        bw_run_free(&run);
    }
}
END_TEST

START_TEST(finding_is_an_error_when_asked)
{
    bw_run run = compile("-fsyntax-only -fplugin-arg-bulwark-error programs/overrun.c");
    ck_assert_int_ne(run.status, 0);
    ck_assert_msg(strstr(run.text, "programs/overrun.c:13:5: error: ") != NULL, "%s", run.text);
    bw_run_free(&run);
}
END_TEST

START_TEST(checks_are_chosen)
{
    bw_run run = compile("-fsyntax-only -fplugin-arg-bulwark-checks=alloc-arith programs/overrun.c");
    ck_assert_int_eq(run.status, 0);
    ck_assert_str_eq(run.text, "");
    bw_run_free(&run);
}
END_TEST

START_TEST(record_says_what_was_seen)
{
    char text[512];
    bw_arena arena = {0};

    snprintf(text, sizeof text,
             "-fsyntax-only -fplugin-arg-bulwark-quiet -fplugin-arg-bulwark-record=%s/r programs/overrun.c", folder);
    bw_run run = compile(text);
    ck_assert_int_eq(run.status, 0);
    ck_assert_str_eq(run.text, "");
    bw_run_free(&run);
    const bw_report *report = read_record("r", &arena);
    ck_assert_str_eq(report->unit, "programs/overrun.c");
    ck_assert_msg(strncmp(report->compiler, "clang ", 6) == 0, "%s", report->compiler);
    ck_assert_ptr_nonnull(strstr(report->target, "linux"));
    ck_assert_uint_eq(report->finding_count, 1);
    ck_assert_str_eq(report->findings[0].check, "copy-extent");
    ck_assert_str_eq(report->findings[0].function, "copy_name");
    ck_assert_uint_eq(report->findings[0].pos.line, 13);
    ck_assert_uint_eq(count_of(report, "functions.lowered"), 1);
    for (size_t i = 1; i < report->count_count; i++)
        ck_assert_int_lt(strcmp(report->counts[i - 1].name, report->counts[i].name), 0);
    bw_arena_destroy(&arena);
    remove_from_folder("r");
}
END_TEST

/* clang 22 has them as atomic expressions of their own, without a value. */
START_TEST(atomics_without_a_value)
{
    bw_run run = compile("-fsyntax-only programs/test_and_set.c");
    ck_assert_int_eq(run.status, 0);
    ck_assert_str_eq(run.text, "");
    bw_run_free(&run);
}
END_TEST

/* A comment with a reason silences the build; the record holds what it silenced. */
START_TEST(allowed_in_the_source)
{
    char text[512];
    bw_arena arena = {0};

    snprintf(text, sizeof text, "-fsyntax-only -w -fplugin-arg-bulwark-record=%s/r programs/allowed.c", folder);
    bw_run run = compile(text);
    ck_assert_msg(strstr(run.text, "allowed.c:10:") == NULL && strstr(run.text, "allowed.c:11:") == NULL, "%s", run.text);
    ck_assert_msg(strstr(run.text, "allowed.c:12:5: warning: ") != NULL, "%s", run.text);
    ck_assert_msg(strstr(run.text, "allowed.c:13:5: warning: ") != NULL, "%s", run.text);
    bw_run_free(&run);
    ck_assert_uint_eq(read_record("r", &arena)->finding_count, 3);
    bw_arena_destroy(&arena);
    remove_from_folder("r");
}
END_TEST

/* In a macro's body no edit may be made; it is shown where the macro is used. */
START_TEST(positions_in_macros)
{
    char text[512];
    bw_arena arena = {0};

    snprintf(text, sizeof text,
             "-fsyntax-only -fplugin-arg-bulwark-quiet -fplugin-arg-bulwark-record=%s/r programs/macro.c", folder);
    bw_run run = compile(text);
    ck_assert_int_eq(run.status, 0);
    bw_run_free(&run);
    const bw_report *report = read_record("r", &arena);
    ck_assert_uint_eq(report->finding_count, 2);
    const bw_finding *first = &report->findings[0], *second = &report->findings[1];
    ck_assert(first->pos.in_macro);
    ck_assert_uint_eq(first->pos.line, 9);
    ck_assert_uint_eq(first->pos.column, 5);
    ck_assert_uint_eq(first->fixit_count, 0);
    ck_assert(!second->pos.in_macro);
    ck_assert_uint_eq(second->pos.line, 10);
    ck_assert_uint_eq(second->pos.end_line, 11);
    ck_assert_uint_eq(second->pos.end_column, 20);
    ck_assert_uint_eq(second->pos.end - second->pos.begin, strlen("memcpy(text,\n           from, n)"));
    bw_arena_destroy(&arena);
    remove_from_folder("r");
}
END_TEST

START_TEST(unit_without_functions_has_a_record)
{
    char text[512];
    bw_arena arena = {0};

    snprintf(text, sizeof text, "-fsyntax-only -fplugin-arg-bulwark-record=%s/r -x c cases/include/bulwark/trusted.h",
             folder);
    bw_run run = compile(text);
    ck_assert_msg(run.status == 0, "%s", run.text);
    bw_run_free(&run);
    ck_assert_uint_eq(read_record("r", &arena)->finding_count, 0);
    bw_arena_destroy(&arena);
    remove_from_folder("r");
}
END_TEST

/* Units that are not analysed: nothing printed beyond the compiler's own words, nothing left behind. */
static const struct {
    const char *what, *input;
    int status;
} silent[] = {
    {"a probe of nothing", "-x c /dev/null", 0},
    {"a probe from a pipe", "-x c - <programs/overrun.c", 0},
    {"C++", "programs/other.cpp", 0},
    {"a unit with errors", "programs/broken.c", 1},
};

START_TEST(silent_where_it_has_no_business)
{
    char text[512];

    snprintf(text, sizeof text, "-fsyntax-only -fplugin-arg-bulwark-record=%s/r %s", folder, silent[_i].input);
    bw_run run = compile(text);
    ck_assert_msg(run.status == silent[_i].status, "%s: exit %d\n%s", silent[_i].what, run.status, run.text);
    ck_assert_msg(strstr(run.text, "bulwark") == NULL, "%s: %s", silent[_i].what, run.text);
    ck_assert_msg(!in_folder_is("r"), "%s leaves a record", silent[_i].what);
    bw_run_free(&run);
}
END_TEST

static const struct {
    const char *arguments, *message;
} refused[] = {
    {"-fplugin-arg-bulwark-frobnicate", "bulwark: unknown argument 'frobnicate'"},
    {"-fplugin-arg-bulwark-checks=raw-op,no-such", "bulwark: there is no check 'no-such' to enable"},
    {"-fplugin-arg-bulwark-models=/nonexistent", "bulwark: cannot read the models file '/nonexistent'"},
    {"-fplugin-arg-bulwark-models=programs/bad.model", "bulwark: programs/bad.model:1:"},
    {"-fplugin-arg-bulwark-record=/nonexistent/r", "bulwark: cannot write the record '/nonexistent/r'"},
};

START_TEST(refusals_are_clear)
{
    char text[512];

    snprintf(text, sizeof text, "-fsyntax-only %s programs/driver.c", refused[_i].arguments);
    bw_run run = compile(text);
    ck_assert_msg(run.status != 0, "%s is accepted", refused[_i].arguments);
    ck_assert_msg(strstr(run.text, refused[_i].message) != NULL, "%s", run.text);
    bw_run_free(&run);
}
END_TEST

/* The compile goes on as it would when the source comes preprocessed, as on a remote node. */
START_TEST(preprocessed_input)
{
    char text[512];

    bw_run run = bw_run_command("'%s' -E programs/overrun.c -o %s/overrun.i 2>&1", compiler, folder);
    ck_assert_int_eq(run.status, 0);
    bw_run_free(&run);
    snprintf(text, sizeof text, "-fsyntax-only %s/overrun.i", folder);
    run = compile(text);
    ck_assert_int_eq(run.status, 0);
    ck_assert_msg(strstr(run.text, "programs/overrun.c:13:5: warning: ") != NULL, "%s", run.text);
    bw_run_free(&run);
    remove_from_folder("overrun.i");
}
END_TEST

int main(int argc, char **argv)
{
    if (argc != 4 || chdir(argv[3]) != 0 || mkdtemp(folder) == NULL) {
        fprintf(stderr, "usage: %s COMPILER PLUGIN FOLDER\n", argv[0]);
        return 2;
    }
    compiler = argv[1];
    plugin = argv[2];
    Suite *suite = suite_create("plugin");
    TCase *tests = tcase_create("plugin");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, generated_code_stays, 0, sizeof builds / sizeof builds[0]);
    tcase_add_test(tests, finding_is_a_warning_of_its_own);
    tcase_add_test(tests, finding_is_an_error_when_asked);
    tcase_add_test(tests, checks_are_chosen);
    tcase_add_test(tests, record_says_what_was_seen);
    tcase_add_test(tests, atomics_without_a_value);
    tcase_add_test(tests, allowed_in_the_source);
    tcase_add_test(tests, positions_in_macros);
    tcase_add_test(tests, unit_without_functions_has_a_record);
    tcase_add_loop_test(tests, silent_where_it_has_no_business, 0, sizeof silent / sizeof silent[0]);
    tcase_add_loop_test(tests, refusals_are_clear, 0, sizeof refused / sizeof refused[0]);
    tcase_add_test(tests, preprocessed_input);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    (void)rmdir(folder);
    return failed != 0;
}
