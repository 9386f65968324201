/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What counts as a report on a console, and what does not. */
#include "console.h"

#include <check.h>
#include <string.h>

/* Lines as this kernel writes them. */
static const struct {
    const char *text;
    const char *line; /* null: no report */
    const char *place;
} row[] = {
    {"[    6.747741] w32k: loading out-of-tree module taints kernel.\n", NULL, NULL},
    {"Running suite(s): sample functions: device\n100%: Checks: 80, Failures: 0, Errors: 0\n", NULL, NULL},
    {"BUG: this is what a program of the guest says\n", NULL, NULL},
    {"[  266.1] watchdog: BUG: soft lockup - CPU#0 stuck for 67s! [swapper/0:1]\n", NULL, NULL},
    {"[    8.1] w32k: a thread was killed in a request; its desktop is given up\n", NULL, NULL},
    {"[    7.949959] BUG: unable to handle page fault for address: ff61ca8341f01000\n"
     "[    7.951513] RIP: 0010:memcpy_erms+0x6/0x10\n"
     "[    7.954534]  w32_request_metafile_play+0x7c3/0x1200 [w32k]\n",
     "BUG: unable to handle page fault for address: ff61ca8341f01000", "w32_request_metafile_play"},
    {"[    1.0] general protection fault, probably for non-canonical address 0xa5a5a5a5a5a5a5a5: 0000 [#1]\n"
     "[    1.1] RIP: 0010:w32_message_unlink+0x74/0xd0 [w32k]\n",
     "general protection fault, probably for non-canonical address 0xa5a5a5a5a5a5a5a5: 0000 [#1]",
     "w32_message_unlink"},
    {"[    1.0] Kernel panic - not syncing: stack-protector: Kernel stack is corrupted in: "
     "w32_request_pen_set+0xe4/0xf0 [w32k]\n",
     "Kernel panic - not syncing: stack-protector: Kernel stack is corrupted in: w32_request_pen_set+0xe4/0xf0 [w32k]",
     "w32_request_pen_set"},
    {"[    2.0] BUG kmalloc-64 (Tainted: G           OE     ): Right Redzone overwritten\n",
     "BUG kmalloc-64 (Tainted: G           OE     ): Right Redzone overwritten", ""},
    {"[    2.0] BUG: w32k: a block of 12 bytes was written past\n[    2.1]  w32_fenced_free+0x7c/0xf0 [w32k]\n",
     "BUG: w32k: a block of 12 bytes was written past", "w32_fenced_free"},
    {"[    2.0] detected buffer overflow in memcpy\n[    2.1] kernel BUG at lib/string_helpers.c:1027!\n",
     "detected buffer overflow in memcpy", ""},
    {"[    2.0] list_del corruption, ff00->next is LIST_POISON1\n",
     "list_del corruption, ff00->next is LIST_POISON1", ""},
    {"canary: padding of the answer\n", "canary: padding of the answer", ""},
};

START_TEST(reports)
{
    struct bw_console_report report = {"untouched", "untouched"};
    const char *text = row[_i].text;
    bool found = bw_console_report(text, text + strlen(text), &report);

    ck_assert_int_eq(found, row[_i].line != NULL);
    ck_assert_str_eq(report.line, found ? row[_i].line : "untouched");
    ck_assert_str_eq(report.place, found ? row[_i].place : "untouched");
}
END_TEST

START_TEST(a_report_belongs_to_its_step)
{
    static const char text[] = "w32k-boot: begin attack a\nw32k-boot: end attack a: 0\n"
                               "w32k-boot: begin attack b\n[    1.0] Oops: 0002 [#1]\nw32k-boot: end attack b: 90\n"
                               "w32k-boot: begin attack bc\n";
    struct bw_console_report report;
    struct bw_console_step step;

    ck_assert(bw_console_step(text, "attack a", &step));
    ck_assert(step.ended && step.status == 0);
    ck_assert(!bw_console_report(step.begin, step.end, &report));
    ck_assert(bw_console_step(text, "attack b", &step));
    ck_assert(step.ended && step.status == 90);
    ck_assert(bw_console_report(step.begin, step.end, &report));
    ck_assert(!bw_console_step(step.end, "attack b", &step));
    ck_assert(bw_console_step(text, "attack bc", &step));
    ck_assert(!step.ended);
    ck_assert_ptr_eq(step.end, text + strlen(text));
    ck_assert(!bw_console_step(text, "suite", &step));
    ck_assert(!bw_console_done(text));
    ck_assert(bw_console_done("w32k-boot: end suite: 0\nw32k-boot: all done\n"));
}
END_TEST

START_TEST(lines_of_a_terminal)
{
    char text[] = "w32k-boot: begin suite\r\r\nw32k-boot: end suite: 3\r\n";
    struct bw_console_step step;

    ck_assert(!bw_console_step(text, "suite", &step));
    bw_console_clean(text);
    ck_assert_str_eq(text, "w32k-boot: begin suite\nw32k-boot: end suite: 3\n");
    ck_assert(bw_console_step(text, "suite", &step));
    ck_assert_int_eq(step.status, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("console");
    TCase *tests = tcase_create("console");
    SRunner *runner;
    int failed;

    tcase_add_loop_test(tests, reports, 0, sizeof row / sizeof row[0]);
    tcase_add_test(tests, a_report_belongs_to_its_step);
    tcase_add_test(tests, lines_of_a_terminal);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
