/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The demo with programs that say what the row wants them to say: what counts as found, hit, contained, and its exit. */
#include "demo_findings.h"
#include "process.h"
#include "results.h"
#include "scratch.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *demo_program;
static struct bw_scratch scratch;

static void setup(void)
{
    scratch = bw_scratch_make();
    ck_assert_int_eq(mkdir(bw_scratch_path(&scratch, "build"), 0755), 0);
    ck_assert_int_eq(mkdir(bw_scratch_path(&scratch, "build/bin"), 0755), 0);
    ck_assert_int_eq(mkdir(bw_scratch_path(&scratch, "build/results"), 0755), 0);
}

static void teardown(void)
{
    bw_scratch_remove(&scratch);
}

START_TEST(faults_are_read_whole_or_not_at_all)
{
    static struct bw_demo demo;
    const char *path = bw_scratch_write(&scratch, "f", "wrap\talloc-arith\tblit.c\t12\tw32_blit\nlong\tcopy-extent\ta.c\t7\tf\n");
    ck_assert(bw_demo_read_faults(path, &demo));
    ck_assert_uint_eq(demo.count, 2);
    ck_assert_str_eq(demo.fault[0].id, "wrap");
    ck_assert_str_eq(demo.fault[1].check, "copy-extent");
    ck_assert_uint_eq(demo.fault[1].line, 7);
    static const char *const bad[] = {"", "wrap\talloc-arith\n", "wrap\talloc-arith\tblit.c\tx\tf\n", "wrap\ta\tb\t0\tf\n"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        demo.count = 99;
        ck_assert_msg(!bw_demo_read_faults(bw_scratch_write(&scratch, "f", bad[i]), &demo), "row %zu", i);
        ck_assert_uint_eq(demo.count, 99);
    }
    ck_assert(!bw_demo_read_faults(bw_scratch_path(&scratch, "none"), &demo));
}
END_TEST

#define RESULT(rule, uri, line)                                                                                         \
    "{\"ruleId\":\"" rule "\",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"" uri                    \
    "\"},\"region\":{\"startLine\":" line "}}}]}"
#define STEP(uri, line)                                                                                                 \
    "{\"location\":{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"" uri "\"},\"region\":{\"startLine\":" line "}}}}"
#define RESULT_BY(rule, uri, line, steps)                                                                               \
    "{\"ruleId\":\"" rule "\",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"" uri                    \
    "\"},\"region\":{\"startLine\":" line "}}}],\"codeFlows\":[{\"threadFlows\":[{\"locations\":[" steps "]}]}]}"
#define SARIF(results) "{\"runs\":[{\"results\":[" results "]}]}"

START_TEST(a_fault_is_found_only_at_its_place_by_its_check)
{
    static const struct {
        const char *sarif;
        size_t results;
        size_t found;
    } row[] = {
        {SARIF(""), 0, 0},
        {SARIF(RESULT("alloc-arith", "samples/win32k/raw/blit.c", "12")), 1, 1},
        {SARIF(RESULT("bulwark-alloc-arith", "raw/blit.c", "12")), 1, 1},
        {SARIF(RESULT("alloc-arith", "samples/win32k/raw/blit.c", "12") "," RESULT("alloc-arith", "x/raw/blit.c", "12")), 2, 1},
        {SARIF(RESULT("copy-extent", "samples/win32k/raw/blit.c", "12")), 1, 0},
        {SARIF(RESULT("alloc-arith", "samples/win32k/raw/blit.c", "13")), 1, 0},
        {SARIF(RESULT_BY("alloc-arith", "raw/b.c", "3", STEP("raw/b.c", "2") "," STEP("raw/blit.c", "12"))), 1, 1},
        {SARIF(RESULT_BY("copy-extent", "raw/b.c", "3", STEP("raw/blit.c", "12"))), 1, 0},
        {SARIF(RESULT("alloc-arith", "samples/win32k/hardened/blit.c", "12")), 1, 0},
        {SARIF(RESULT("alloc-arith", "samples/win32k/unraw/blit.c", "12")), 1, 0},
        {SARIF(RESULT("alloc-arith", "samples/win32k/raw/blit.c", "12") "," RESULT("copy-extent", "w/raw/a.c", "7")), 2, 2},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        static struct bw_demo demo;
        const char *faults = bw_scratch_write(&scratch, "f", "wrap\talloc-arith\tblit.c\t12\tf\nlong\tcopy-extent\ta.c\t7\tf\n");
        ck_assert(bw_demo_read_faults(faults, &demo));
        size_t results = 99;
        ck_assert(bw_demo_read_sarif(bw_scratch_write(&scratch, "s", row[i].sarif), "raw", &demo, &results));
        ck_assert_msg(results == row[i].results && bw_demo_found(&demo) == row[i].found, "row %zu", i);
    }
    static struct bw_demo demo;
    size_t results = 99;
    ck_assert(!bw_demo_read_sarif(bw_scratch_write(&scratch, "s", "{}"), "raw", &demo, &results));
    ck_assert(!bw_demo_read_sarif(bw_scratch_path(&scratch, "none"), "raw", &demo, &results));
    ck_assert_uint_eq(results, 99);
}
END_TEST

/* A program of the demo: a script in build/bin. */
static void write_program(const char *name, const char *body)
{
    char path[64];
    char text[2048];
    (void)snprintf(path, sizeof path, "build/bin/%s", name);
    (void)snprintf(text, sizeof text, "#!/bin/sh\n%s\n", body);
    bw_scratch_write_program(&scratch, path, text);
}

/* bulwark: writes the SARIF of the form that its filter names, and ends in that exit code. */
static void write_lint(const char *raw, const char *hardened, int code)
{
    char body[1600];
    (void)snprintf(body, sizeof body,
                   "while [ $# -gt 0 ]; do case $1 in --sarif) sarif=$2;; --filter) filter=$2;; esac; shift; done\n"
                   "case $filter in *raw*) echo '%s' >$sarif;; *) echo '%s' >$sarif;; esac\nexit %d",
                   raw, hardened, code);
    write_program("bulwark", body);
}

static int run_demo(void)
{
    const char *said = bw_scratch_path(&scratch, "said");
    char *argv[] = {(char *)demo_program, ".", "build", NULL};
    struct bw_process process = {.argv = argv, .dir = scratch.dir, .out = said, .err = said, .timeout = 30};
    struct bw_process_end end;
    ck_assert(bw_process_run(&process, &end));
    return end.exit_code;
}

static void write_good_programs(void)
{
    write_program("w32k-faults", "printf 'wrap\\talloc-arith\\tblit.c\\t12\\tf\\n'");
    write_program("w32k-attack-raw", "echo 'attack verdict'; echo 'wrap hit heap-buffer-overflow'");
    write_program("w32k-attack-hardened", "echo 'wrap contained W32_TOO_BIG'; echo '0 states differ, 0 leaks'");
    write_program("w32k-demo-hardened", "echo png >$1");
    write_program("w32k-demo-raw", "[ \"$2\" = --attack ] && echo spoiled >$1");
    write_program("w32k-difference", "cmp -s $1 $2; same=$?; echo difference >$3; exit $same");
    write_lint(SARIF(RESULT("alloc-arith", "samples/win32k/raw/blit.c", "12")), SARIF(""), 1);
}

static double metric(const char *name)
{
    struct bw_results r;
    ck_assert_int_eq(bw_results_read(bw_scratch_path(&scratch, "build/results/attacks.json"), &r), BW_RESULTS_OK);
    double value = -1;
    for (size_t i = 0; i < r.count; i++) {
        if (strcmp(r.item[i].metric, name) == 0)
            value = r.item[i].value;
    }
    bw_results_free(&r);
    return value;
}

START_TEST(the_promise_kept_is_exit_0)
{
    write_good_programs();
    ck_assert_int_eq(run_demo(), 0);
    ck_assert_double_eq(metric("attacks_total"), 1);
    ck_assert_double_eq(metric("raw_hit"), 1);
    ck_assert_double_eq(metric("hardened_contained"), 1);
    ck_assert_double_eq(metric("state_differences"), 0);
    ck_assert_double_eq(metric("leaks"), 0);
    ck_assert_double_eq(metric("lint_raw_planted"), 1);
    ck_assert_double_eq(metric("lint_raw_found"), 1);
    ck_assert_double_eq(metric("lint_hardened_findings"), 0);
    char *picture = bw_scratch_read(bw_scratch_path(&scratch, "build/demo/desktop.png"));
    ck_assert_str_eq(picture, "png\n");
    free(picture);
    char *page = bw_scratch_read(bw_scratch_path(&scratch, "build/demo/index.html"));
    static const char *const shown[] = {"src=\"desktop.png\"", "src=\"raw-after.png\"", "src=\"hardened-after.png\"",
                                        "src=\"difference.png\"", "<code>wrap</code>", "raw/blit.c:12", ">contained<"};
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        ck_assert_msg(strstr(page, shown[i]) != NULL, "no %s in the page", shown[i]);
    /* It is looked at where there is no network. */
    ck_assert_ptr_null(strstr(page, "http"));
    free(page);
}
END_TEST

/* A fault that lint does not name is told in the table, and as a figure that misses its limit. */
START_TEST(what_lint_does_not_see_is_a_figure)
{
    write_good_programs();
    write_lint(SARIF(RESULT("alloc-arith", "samples/win32k/raw/blit.c", "14")), SARIF(""), 1);
    ck_assert_int_eq(run_demo(), 0);
    ck_assert_double_eq(metric("lint_raw_found"), 0);
}
END_TEST

START_TEST(each_promise_broken_is_exit_1)
{
    write_good_programs();
    write_lint(SARIF(RESULT("alloc-arith", "raw/blit.c", "12")), SARIF(RESULT("raw-op", "hardened/a.c", "1")), 1);
    ck_assert_int_eq(run_demo(), 1);
    ck_assert_double_eq(metric("lint_hardened_findings"), 1);

    write_good_programs();
    write_program("w32k-attack-raw", "echo 'wrap MISSED nothing'; exit 1");
    ck_assert_int_eq(run_demo(), 1);
    ck_assert_double_eq(metric("raw_hit"), 0);

    write_good_programs();
    write_program("w32k-attack-hardened", "echo 'wrap FAILED picture differs'; exit 1");
    ck_assert_int_eq(run_demo(), 1);
    ck_assert_double_eq(metric("hardened_contained"), 0);
    ck_assert_double_eq(metric("leaks"), 1); /* nobody said that there were none */

    write_good_programs();
    write_program("w32k-attack-hardened", "echo 'wrap contained W32_TOO_BIG'; echo '2 states differ, 3 leaks'; exit 1");
    ck_assert_int_eq(run_demo(), 1);
    ck_assert_double_eq(metric("state_differences"), 2);
    ck_assert_double_eq(metric("leaks"), 3);

    write_good_programs();
    write_program("w32k-demo-raw", "echo png >$1");
    ck_assert_int_eq(run_demo(), 1);

    write_good_programs();
    write_program("w32k-demo-hardened", "[ \"$2\" = --attack ] && echo other >$1 || echo png >$1");
    ck_assert_int_eq(run_demo(), 1);
}
END_TEST

START_TEST(a_step_that_cannot_be_done_is_exit_2)
{
    static const char *const program[] = {"bulwark", "w32k-faults", "w32k-attack-raw", "w32k-attack-hardened",
                                          "w32k-demo-hardened", "w32k-demo-raw", "w32k-difference"};
    for (size_t i = 0; i < sizeof program / sizeof program[0]; i++) {
        write_good_programs();
        write_program(program[i], "exit 2");
        ck_assert_msg(run_demo() == 2, "%s", program[i]);
    }
    write_good_programs();
    write_program("bulwark", "exit 0");
    ck_assert_int_eq(run_demo(), 2);
}
END_TEST

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    demo_program = argv[1];
    Suite *suite = suite_create("demo");
    TCase *tests = tcase_create("demo");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, faults_are_read_whole_or_not_at_all);
    tcase_add_test(tests, a_fault_is_found_only_at_its_place_by_its_check);
    tcase_add_test(tests, the_promise_kept_is_exit_0);
    tcase_add_test(tests, what_lint_does_not_see_is_a_figure);
    tcase_add_test(tests, each_promise_broken_is_exit_1);
    tcase_add_test(tests, a_step_that_cannot_be_done_is_exit_2);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
