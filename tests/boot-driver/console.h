/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Reads what a booted system wrote to its console: the guest's own lines (guest.c) and, between them, the kernel's.
 *
 * A report is a line by which this kernel, which has no KASAN, says that memory is not as it should be: an oops of any kind,
 * BUG, WARNING, a panic, a slab or a list found corrupted, a block that was written past (host/linux_memory.c); or
 * "canary: ", by which an attack says that it read what it must not. Nothing else is: a program that is told of a failure, or
 * does not come to its end, is no report, and neither is a processor that did not get on, which is the emulator's doing.
 */
#ifndef BULWARK_BOOT_CONSOLE_H
#define BULWARK_BOOT_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>

/* Takes the carriage returns of the line's end out, in place. The functions below want text without them. */
void bw_console_clean(char *text);

/* A step of the guest: the text from its first line to its last, or to the end of all if it did not get there. */
struct bw_console_step {
    const char *begin;
    const char *end;
    bool ended;
    int status; /* of the process, if it ended */
};

/* The next step of that name ("suite", "attack ID") from `at` on. False: there is none; ret_step untouched. */
bool bw_console_step(const char *at, const char *name, struct bw_console_step *ret_step);

/* Whether the guest came to its last line. */
bool bw_console_done(const char *text);

enum { BW_CONSOLE_LINE = 160 };

struct bw_console_report {
    char line[BW_CONSOLE_LINE];  /* what was reported, without the time */
    char place[BW_CONSOLE_LINE]; /* the innermost function of the module below it; "" if none is named */
};

/* The first report in [begin, end). False: there is none; ret_report untouched. */
bool bw_console_report(const char *begin, const char *end, struct bw_console_report *ret_report);

#endif
