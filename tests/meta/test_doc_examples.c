/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The test of the pages' examples, tested: with a compiler that reports a check where the word FIRE stands. */
#include "process.h"
#include "scratch.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *program;

#define BLOCK(text) "```c\n" text "\n```\n"

START_TEST(pages_are_judged_by_their_blocks)
{
    static const struct {
        const char *page;
        int exit_code;
        const char *said;
    } row[] = {
        {"# x\n## Bad\n" BLOCK("FIRE") "## Good\n" BLOCK("int x;"), 0, "1 bad and 1 good"},
        {"# a\n```c bad\nFIRE\n```\n" BLOCK("CRASH") "```c good\nint x;\n```\n", 0, "1 bad and 1 good"},
        {"# a\n```c bad\nint x;\n```\n```c good\nint x;\n```\n", 1, "page.md:3: the example is bad"},
        {"## Bad\n" BLOCK("FIRE") "or\n" BLOCK("FIRE") "## Good\n" BLOCK("int x;") "## How to silence\n" BLOCK("FIRE"), 0,
         "2 bad and 1 good"},
        {"## Bad\n" BLOCK("int x;") "## Good\n" BLOCK("int x;"), 1, "page.md:3: the example is bad, but the check is silent"},
        {"## Bad\n" BLOCK("FIRE") "## Good\n" BLOCK("FIRE"), 1, "page.md:7: the example is good, but there is a finding"},
        {"## Bad\n" BLOCK("FIRE") "## Good\n" BLOCK("OTHER"), 1, "page.md:7: the example is good, but there is a finding"},
        {"## Bad\n" BLOCK("OTHER") "## Good\n" BLOCK("int x;"), 1, "page.md:3: the example is bad, but the check is silent"},
        {"## Bad\n" BLOCK("FIRE BROKEN") "## Good\n" BLOCK("int x;"), 1, "page.md:3: the example does not compile"},
        {"## Bad\n```\nFIRE\n```\n## Good\n" BLOCK("int x;"), 2, "no ```c block under Bad"},
        {"## Bad\n" BLOCK("FIRE") "## Goodness\n" BLOCK("int x;"), 2, "no ```c block under Good"},
        {"## Bad\n```text\nx\n```\n" BLOCK("FIRE") "## Good\n" BLOCK("CRASH"), 1, "page.md:10: the example stops clang"},
    };
    struct bw_scratch scratch = bw_scratch_make();
    char clang[512];
    (void)snprintf(clang, sizeof clang, "%s/clang", scratch.dir);
    (void)bw_scratch_write_program(
        &scratch, "clang",
        "#!/bin/sh\n"
        "grep -q CRASH example.c && kill -SEGV $$\n"
        "grep -q FIRE example.c && echo 'example.c:1:1: error: too far [bulwark-copy-extent]' && echo '1 error generated.'\n"
        "grep -q OTHER example.c && echo 'example.c:1:1: warning: raw [bulwark-raw-op]'\n"
        "grep -q BROKEN example.c && echo 'example.c:1:1: error: expected expression'\n"
        "exit 0\n");
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        const char *page = bw_scratch_write(&scratch, "page.md", row[i].page);
        const char *said = bw_scratch_path(&scratch, "all");
        char *argv[] = {(char *)program, "copy-extent", (char *)page, clang, "none.so", NULL};
        struct bw_process process = {.argv = argv, .dir = scratch.dir, .out = said, .err = said, .timeout = 30};
        struct bw_process_end end;
        ck_assert(bw_process_run(&process, &end));
        char *text = bw_scratch_read(said);
        ck_assert_msg(end.exit_code == row[i].exit_code && strstr(text, row[i].said) != NULL, "row %zu: exit code %d\n%s", i,
                      end.exit_code, text);
        free(text);
    }
    bw_scratch_remove(&scratch);
}
END_TEST

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    program = argv[1];
    Suite *suite = suite_create("doc-examples");
    TCase *tests = tcase_create("doc-examples");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, pages_are_judged_by_their_blocks);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
