/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The measuring programs as they are called: exit codes, and what they leave behind. Paths come as arguments. */
#include "process.h"
#include "results.h"
#include "scratch.h"

#include <check.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *scoreboard;
static const char *corpus_db;
static const char *corpus;
static const char *corpus_read;
static struct bw_scratch scratch;

static void setup(void)
{
    scratch = bw_scratch_make();
}

static void teardown(void)
{
    bw_scratch_remove(&scratch);
}

/* Runs a program; its output is in the scratch file "said" afterwards. */
static int run(const char *const *argv)
{
    const char *said = bw_scratch_path(&scratch, "said");
    struct bw_process process = {.argv = (char *const *)argv, .dir = scratch.dir, .out = said, .err = said, .timeout = 60};
    struct bw_process_end end;
    ck_assert(bw_process_run(&process, &end));
    return end.exit_code;
}

static void expect_said(const char *text)
{
    char *said = bw_scratch_read(bw_scratch_path(&scratch, "said"));
    ck_assert_msg(strstr(said, text) != NULL, "no \"%s\" in:\n%s", text, said);
    free(said);
}

START_TEST(scoreboard_tells_met_missed_and_broken)
{
    const char *argv[] = {scoreboard, scratch.dir, NULL};
    ck_assert_int_eq(run(argv), 2);
    expect_said("no results in");

    bw_scratch_write(&scratch, "attacks.json", "[{\"metric\":\"raw_hit\",\"value\":4,\"limit\":4,\"sense\":\"min\"}]");
    ck_assert_int_eq(run(argv), 0);
    expect_said("1 figures, 0 miss their limit");

    bw_scratch_write(&scratch, "corpus.json", "[{\"metric\":\"crashes\",\"value\":1,\"limit\":0,\"sense\":\"max\"}]");
    ck_assert_int_eq(run(argv), 1);
    expect_said("2 figures, 1 miss their limit");
    expect_said("MISSED");

    bw_scratch_write(&scratch, "broken.json", "[{]");
    ck_assert_int_eq(run(argv), 2);
    expect_said("broken.json: not a results file");
}
END_TEST

START_TEST(corpus_db_takes_the_listed_units_in_order)
{
    bw_scratch_write(&scratch, "make-n.txt",
                     "echo noise; clang-19 -c -o x.o /src/other.c\n"
                     "set -e;  echo '  CC  b.o'; clang-19 -Wp,-MMD,.b.o.d -O2 -DN='\"drm b\"' -c -o b.o /src/fs/b.c ; objtool b.o\n"
                     "gcc -c -o a.o /src/a.c\n"
                     "clang-19 -c -o a.o /src/a.c\n"
                     "clang-19 -DSECOND -c -o a.o /src/a.c\n");
    bw_scratch_write(&scratch, "units", "a.c\nfs/b.c\ngone.c\n");
    const char *argv[] = {corpus_db, "make-n.txt", "/src", "/build", "units", "out.json", NULL};
    ck_assert_int_eq(run(argv), 0);
    expect_said("dropped, not compiled by this kernel: gone.c");
    expect_said("2 of 3 units in out.json");

    json_t *database = json_load_file(bw_scratch_path(&scratch, "out.json"), 0, NULL);
    json_t *expected = json_pack(
        "[{s:s, s:s, s:[s,s,s,s,s]}, {s:s, s:s, s:[s,s,s,s,s,s,s]}]", "directory", "/build", "file", "/src/a.c", "arguments",
        "clang-19", "-c", "-Wno-error", "-Wno-unknown-warning-option", "/src/a.c", "directory", "/build", "file",
        "/src/fs/b.c", "arguments", "clang-19", "-O2", "-DN=\"drm b\"", "-c", "-Wno-error", "-Wno-unknown-warning-option",
        "/src/fs/b.c");
    ck_assert_ptr_nonnull(database);
    ck_assert_ptr_nonnull(expected);
    ck_assert(json_equal(database, expected));
    json_decref(database);
    json_decref(expected);

    bw_scratch_write(&scratch, "units", "gone.c\n");
    ck_assert_int_eq(run(argv), 2);
    expect_said("no unit of units is compiled in make-n.txt");
}
END_TEST

/* A clang whose plugin always works, is as cheap as can be, and finds nothing; its second source crashes it. */
static void make_clang(void)
{
    bw_scratch_write_program(&scratch, "clang",
                             "#!/bin/sh\n"
                             "for a; do case $a in\n"
                             "-fplugin-arg-bulwark-record=*) echo x >\"${a#*=}\"; with=1;;\n"
                             "bad.c) bad=1;; esac; done\n"
                             "[ -z \"$bad\" ] || [ -z \"$with\" ] || kill -ABRT $$\n"
                             "exit 0\n");
}

static int run_corpus(const char *second_source, const char *jobs)
{
    json_t *database = json_pack("[{s:s, s:s, s:[s,s]}, {s:s, s:s, s:[s,s]}]", "directory", scratch.dir, "file", "a.c",
                                 "arguments", "cc", "a.c", "directory", scratch.dir, "file", second_source, "arguments",
                                 "cc", second_source);
    ck_assert_ptr_nonnull(database);
    ck_assert_int_eq(json_dump_file(database, bw_scratch_path(&scratch, "db.json"), 0), 0);
    json_decref(database);
    const char *argv[] = {corpus,    "--database", "db.json", "--plugins", ".",        "--work", "work", "--results",
                          "results", "--rounds",   "1",       "--name",    "measured", "--clang", "19=./clang", "--jobs",
                          jobs,      NULL};
    return run(argv);
}

START_TEST(corpus_writes_every_figure)
{
    static const char *const jobs[] = {"1", "2", "5"};
    make_clang();
    int code = run_corpus("b.c", jobs[_i]);
    /* The time of two shells says nothing, so the ratios may or may not keep their limits. */
    ck_assert_msg(code == 0 || code == 1, "exit code %d", code);
    struct bw_results r;
    ck_assert_int_eq(bw_results_read(bw_scratch_path(&scratch, "results/measured.json"), &r), BW_RESULTS_OK);
    static const struct {
        const char *metric;
        double value;
    } row[] = {{"units", 2}, {"crashes", 0}, {"records_missing", 0}, {"crashes.clang19", 0}, {"records_missing.clang19", 0},
               {"overhead_median", -1}, {"overhead_p95", -1}, {"memory_extra_mb", -1}, {"overhead_median.clang19", -1},
               {"overhead_p95.clang19", -1}, {"memory_extra_mb.clang19", -1}};
    ck_assert_uint_eq(r.count, sizeof row / sizeof row[0]);
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        size_t at = 0;
        while (at < r.count && strcmp(r.item[at].metric, row[i].metric) != 0)
            at++;
        ck_assert_msg(at < r.count, "no %s", row[i].metric);
        ck_assert_msg(row[i].value < 0 || r.item[at].value == row[i].value, "%s", row[i].metric);
    }
    bw_results_free(&r);
}
END_TEST

START_TEST(corpus_counts_a_crash)
{
    make_clang();
    ck_assert_int_eq(run_corpus("bad.c", "1"), 1);
    expect_said("clang 19 with the plugin ends with signal 6: bad.c");
    expect_said("1 <= 0          MISSED");
}
END_TEST

START_TEST(corpus_says_why_it_cannot_measure)
{
    const char *usage[] = {corpus, "--database", NULL};
    ck_assert_int_eq(run(usage), 2);
    const char *none[] = {corpus, "--database", "none.json", "--plugins", ".", "--work", "w", "--results", "r", NULL};
    ck_assert_int_eq(run(none), 2);
    expect_said("no unit in the database: none.json");
}
END_TEST

/* A lint that always finds the same two things, of which one was read. */
static int run_read(const char *verdict)
{
    char list[512];
    bw_scratch_write_program(&scratch, "bulwark",
                             "#!/bin/sh\n"
                             "for a; do case $a in json=*) out=${a#json=};; esac; done\n"
                             "cat >\"$out\" <<'END'\n"
                             "{\"findings\": [\n"
                             "{\"rule\": \"null-deref\", \"severity\": \"error\", \"file\": \"/x/net/a.c\", \"line\": 3,"
                             " \"function\": \"f\", \"message\": \"m\"},\n"
                             "{\"rule\": \"lock-drop\", \"severity\": \"warning\", \"file\": \"/x/net/a.c\", \"line\": 9,"
                             " \"function\": \"g\", \"message\": \"m\"}]}\n"
                             "END\n"
                             "exit 1\n");
    (void)snprintf(list, sizeof list,
                   "[{\"rule\": \"null-deref\", \"file\": \"net/a.c\", \"function\": \"f\", \"verdict\": \"%s\", \"why\": \"w\"}]",
                   verdict);
    bw_scratch_write(&scratch, "read.json", list);
    const char *source = bw_scratch_write(&scratch, "a.c", "int a;\nint b;\n");
    json_t *database = json_pack("[{s:s, s:s, s:[s,s]}]", "directory", scratch.dir, "file", source, "arguments", "cc", "a.c");
    ck_assert_int_eq(json_dump_file(database, bw_scratch_path(&scratch, "db.json"), 0), 0);
    json_decref(database);
    const char *argv[] = {corpus_read, "--program", "./bulwark", "--database", "db.json", "--list", "read.json",
                          "--work", "work", "--results", "results", NULL};
    return run(argv);
}

static double figure_of(const char *metric)
{
    struct bw_results r;
    double value = -1;
    ck_assert_int_eq(bw_results_read(bw_scratch_path(&scratch, "results/corpus-findings.json"), &r), BW_RESULTS_OK);
    for (size_t i = 0; i < r.count; i++)
        if (strcmp(r.item[i].metric, metric) == 0)
            value = r.item[i].value;
    bw_results_free(&r);
    return value;
}

START_TEST(corpus_read_counts_what_is_false_or_not_read)
{
    ck_assert_int_eq(run_read("true"), 1);
    expect_said("unread: /x/net/a.c:9: lock-drop, in g: m");
    ck_assert(figure_of("lines") == 2 && figure_of("errors") == 1 && figure_of("warnings") == 1 && figure_of("unread") == 1);
    ck_assert(figure_of("false_error_per_100k") == 0);
    ck_assert(figure_of("false_warn_per_100k") == 50000);
    ck_assert_int_eq(run_read("false"), 1);
    ck_assert(figure_of("false_error_per_100k") == 50000);
}
END_TEST

START_TEST(corpus_read_says_why_it_cannot_measure)
{
    const char *usage[] = {corpus_read, "--list", NULL};
    ck_assert_int_eq(run(usage), 2);
    const char *none[] = {corpus_read, "--program", "./bulwark", "--database", "db.json", "--list", "none.json",
                          "--work", "work", "--results", "results", NULL};
    ck_assert_int_eq(run(none), 2);
    expect_said("no list of findings that were read: none.json");
}
END_TEST

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    corpus_read = argv[4];
    scoreboard = argv[1];
    corpus_db = argv[2];
    corpus = argv[3];
    Suite *suite = suite_create("programs");
    TCase *tests = tcase_create("programs");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, scoreboard_tells_met_missed_and_broken);
    tcase_add_test(tests, corpus_db_takes_the_listed_units_in_order);
    tcase_add_loop_test(tests, corpus_writes_every_figure, 0, 3);
    tcase_add_test(tests, corpus_counts_a_crash);
    tcase_add_test(tests, corpus_says_why_it_cannot_measure);
    tcase_add_test(tests, corpus_read_counts_what_is_false_or_not_read);
    tcase_add_test(tests, corpus_read_says_why_it_cannot_measure);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
