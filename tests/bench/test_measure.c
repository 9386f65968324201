/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The pieces a measurement is made of: quantiles, processes, the words of a command, one unit of a corpus. */
#include "corpus_unit.h"
#include "process.h"
#include "scratch.h"
#include "shell_words.h"
#include "statistics.h"

#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static struct bw_scratch scratch;

static void setup(void)
{
    scratch = bw_scratch_make();
}

static void teardown(void)
{
    bw_scratch_remove(&scratch);
}

START_TEST(quantiles_are_nearest_rank)
{
    static const struct {
        double value[21];
        size_t count;
        double share;
        double expected;
    } row[] = {
        {{7}, 1, 0.5, 7},
        {{7}, 1, 0.01, 7},
        {{2, 1}, 2, 0.5, 1},
        {{2, 1}, 2, 0.51, 2},
        {{3, 1, 2}, 3, 0.5, 2},
        {{20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 20, 0.95, 19},
        {{20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 20, 1.0, 20},
        {{21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 21, 0.95, 20},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        double value[21];
        memcpy(value, row[i].value, sizeof value);
        ck_assert_msg(bw_quantile(value, row[i].count, row[i].share) == row[i].expected, "row %zu", i);
    }
}
END_TEST

START_TEST(quantile_of_nothing_traps)
{
    double none;
    (void)bw_quantile(&none, 0, 0.5);
}
END_TEST

START_TEST(words_lose_their_quotes)
{
    static const struct {
        const char *command;
        const char *word[5];
        size_t count;
    } row[] = {
        {"clang -c a.c", {"clang", "-c", "a.c"}, 3},
        {"  two\t words  ", {"two", "words"}, 2},
        {"-DA='\"x y\"' b", {"-DA=\"x y\"", "b"}, 2},
        {"-DA=\\\"x\\\" \"b c\"d", {"-DA=\"x\"", "b cd"}, 2},
        {"\"a\\b\\\"\" 'a\\b'", {"a\\b\"", "a\\b"}, 2},
        {"'' \"\"", {"", ""}, 2},
        {"a\\ b\\;c", {"a b;c"}, 1},
        {"", {NULL}, 0},
    };
    for (size_t i = 0; i + 1 < sizeof row / sizeof row[0]; i++) {
        const char *cursor = row[i].command;
        struct bw_shell_words words;
        ck_assert_msg(bw_shell_words_next(&cursor, &words), "row %zu", i);
        ck_assert_msg(words.count == row[i].count && *cursor == '\0', "row %zu", i);
        for (size_t w = 0; w < words.count; w++)
            ck_assert_str_eq(words.word[w], row[i].word[w]);
        ck_assert_ptr_null(words.word[words.count]);
        bw_shell_words_free(&words);
    }
}
END_TEST

START_TEST(commands_end_at_unquoted_separators)
{
    const char *cursor = "set -e; echo 'a;b' && clang x | cat";
    const char *last[] = {"-e", "a;b", NULL, "x", "cat"};
    for (size_t i = 0; i < sizeof last / sizeof last[0]; i++) {
        struct bw_shell_words words;
        ck_assert(bw_shell_words_next(&cursor, &words));
        if (last[i] == NULL)
            ck_assert_uint_eq(words.count, 0);
        else
            ck_assert_str_eq(words.word[words.count - 1], last[i]);
        bw_shell_words_free(&words);
    }
    struct bw_shell_words untouched = {.count = 5};
    ck_assert(!bw_shell_words_next(&cursor, &untouched));
    cursor = "a 'open";
    ck_assert(!bw_shell_words_next(&cursor, &untouched));
    ck_assert_uint_eq(untouched.count, 5);
    ck_assert_str_eq(cursor, "a 'open");
}
END_TEST

static struct bw_process_end run_shell(const char *script, unsigned timeout, const char *out)
{
    char *argv[] = {"sh", "-c", (char *)script, NULL};
    struct bw_process process = {.argv = argv, .dir = scratch.dir, .out = out, .err = out, .timeout = timeout};
    struct bw_process_end end;
    ck_assert(bw_process_run(&process, &end));
    return end;
}

START_TEST(a_process_is_told_by_its_end)
{
    const char *out = bw_scratch_path(&scratch, "out");
    struct bw_process_end end = run_shell("pwd; echo trouble >&2; exit 3", 0, out);
    ck_assert_int_eq(end.exit_code, 3);
    ck_assert_int_eq(end.signal, 0);
    char *text = bw_scratch_read(out);
    ck_assert_ptr_nonnull(strstr(text, scratch.dir));
    ck_assert_ptr_nonnull(strstr(text, "trouble"));
    free(text);

    end = run_shell("kill -SEGV $$", 0, out);
    ck_assert_int_eq(end.exit_code, -1);
    ck_assert_int_eq(end.signal, SIGSEGV);

    end = run_shell("sleep 60", 1, out);
    ck_assert_int_eq(end.signal, SIGALRM);

    char *argv[] = {"no-such-program-here", NULL};
    struct bw_process none = {.argv = argv, .out = out, .err = out};
    ck_assert(bw_process_run(&none, &end));
    ck_assert_int_eq(end.exit_code, 127);
}
END_TEST

START_TEST(a_process_is_measured_with_its_children)
{
    struct bw_process_end idle = run_shell(":", 0, "/dev/null");
    struct bw_process_end busy = run_shell("(i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done); :", 0, "/dev/null");
    ck_assert_double_gt(busy.cpu_seconds, idle.cpu_seconds);
    ck_assert_double_gt(busy.cpu_seconds, 0.02);
    ck_assert_double_gt(idle.peak_mib, 0.0);
}
END_TEST

START_TEST(findings_are_told_from_other_messages)
{
    ck_assert(bw_corpus_is_finding("a.c:1:2: warning: copy of 9 bytes [bulwark-copy-extent]\n"));
    ck_assert(bw_corpus_is_finding("a.c:1:2: error: copy of 9 bytes [bulwark-copy-extent]\n"));
    ck_assert(!bw_corpus_is_finding("a.c:1:2: note: allocated here [bulwark-copy-extent]\n"));
    ck_assert(!bw_corpus_is_finding("a.c:1:2: warning: unused variable [-Wunused-variable]\n"));
}
END_TEST

/*
 * A compiler that behaves as `body` says. In it $record is the file asked for with the plugin's argument, or
 * empty in the run without the plugin.
 */
static const char *make_compiler(const char *body)
{
    char text[2048];
    (void)snprintf(text, sizeof text,
                   "#!/bin/sh\n"
                   "record=\n"
                   "for a; do case $a in -fplugin-arg-bulwark-record=*) record=${a#*=};; -o|-c) exit 9;; esac; done\n"
                   "%s\n",
                   body);
    return bw_scratch_write_program(&scratch, "fake-clang", text);
}

START_TEST(a_unit_is_judged_by_how_the_plugin_changes_it)
{
    static const struct {
        const char *body;
        bool measured;
        bool crashed;
        bool record_missing;
    } row[] = {
        {"[ -z \"$record\" ] || echo x >\"$record\"", true, false, false},
        {":", true, false, true},
        {"[ -z \"$record\" ] || : >\"$record\"", true, false, true},
        {"[ -z \"$record\" ] || { echo x >\"$record\"; kill -SEGV $$; }", true, true, false},
        {"[ -z \"$record\" ] || exit 139", true, true, true},
        {"[ -z \"$record\" ] || { echo x >\"$record\"; exit 1; }", true, true, false},
        {"[ -z \"$record\" ] || { echo x >\"$record\"; echo 'a.c:1:1: error: no [bulwark-raw-op]' >&2; exit 1; }", true,
         false, false},
        {"exit 1", false, false, false},
    };
    json_t *entry = json_pack("{s:s, s:s, s:[s,s,s,s,s]}", "directory", scratch.dir, "file", "a.c", "arguments", "clang",
                              "-c", "-o", "a.o", "a.c");
    ck_assert_ptr_nonnull(entry);
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct bw_corpus_setup corpus = {.clang = {.major = "19", .program = make_compiler(row[i].body)},
                                         .plugins = "/none", .work = scratch.dir, .rounds = 2};
        ck_assert(bw_corpus_reports_open(&corpus));
        struct bw_corpus_cost cost = {.ratio = -1};
        ck_assert_msg(bw_corpus_unit_measure(&corpus, entry, &cost) == row[i].measured, "row %zu", i);
        ck_assert(bw_corpus_reports_close(&corpus));
        if (!row[i].measured) {
            ck_assert(cost.ratio < 0);
            continue;
        }
        ck_assert_msg(cost.crashed == row[i].crashed, "row %zu", i);
        ck_assert_msg(cost.record_missing == row[i].record_missing, "row %zu", i);
    }
    json_decref(entry);
    char *findings = bw_scratch_read(bw_scratch_path(&scratch, "findings-clang19.txt"));
    ck_assert_str_eq(findings, "");
    free(findings);
}
END_TEST

START_TEST(findings_of_a_unit_are_kept_once)
{
    struct bw_corpus_setup corpus = {
        .clang = {.major = "22",
                  .program = make_compiler("[ -z \"$record\" ] || { echo x >\"$record\";"
                                           " echo 'a.c:1:1: warning: far [bulwark-copy-extent]' >&2; }")},
        .plugins = "/none", .work = scratch.dir, .rounds = 3};
    json_t *entry = json_pack("{s:s, s:s, s:[s,s]}", "directory", scratch.dir, "file", "a.c", "arguments", "clang", "a.c");
    ck_assert(bw_corpus_reports_open(&corpus));
    struct bw_corpus_cost cost;
    ck_assert(bw_corpus_unit_measure(&corpus, entry, &cost));
    ck_assert(bw_corpus_reports_close(&corpus));
    json_decref(entry);
    char *findings = bw_scratch_read(bw_scratch_path(&scratch, "findings-clang22.txt"));
    ck_assert_str_eq(findings, "a.c:1:1: warning: far [bulwark-copy-extent]\n");
    free(findings);
    char *units = bw_scratch_read(bw_scratch_path(&scratch, "units-clang22.txt"));
    double ratio, without, with, extra;
    char file[8];
    ck_assert_int_eq(sscanf(units, "%lf\t%lf\t%lf\t%lf\t%7s", &ratio, &without, &with, &extra, file), 5);
    ck_assert_str_eq(file, "a.c");
    ck_assert(ratio == 1.0 || without > 0.0);
    free(units);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("measure");
    TCase *tests = tcase_create("measure");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, quantiles_are_nearest_rank);
    tcase_add_test(tests, words_lose_their_quotes);
    tcase_add_test(tests, commands_end_at_unquoted_separators);
    tcase_add_test(tests, a_process_is_told_by_its_end);
    tcase_add_test(tests, a_process_is_measured_with_its_children);
    tcase_add_test(tests, findings_are_told_from_other_messages);
    tcase_add_test(tests, a_unit_is_judged_by_how_the_plugin_changes_it);
    tcase_add_test(tests, findings_of_a_unit_are_kept_once);
    suite_add_tcase(suite, tests);
    /* Without the fixture: a test that ends by a signal could not remove its folder. */
    TCase *traps = tcase_create("traps");
    tcase_add_test_raise_signal(traps, quantile_of_nothing_traps, SIGILL);
    suite_add_tcase(suite, traps);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
