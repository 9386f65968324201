/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "console.h"

#include <stdio.h>
#include <string.h>

#define MODULE "[w32k]"

void bw_console_clean(char *text)
{
    char *to = text;

    for (const char *from = text; *from != '\0'; from++) {
        if (*from != '\r')
            *to++ = *from;
    }
    *to = '\0';
}

bool bw_console_step(const char *at, const char *name, struct bw_console_step *ret_step)
{
    char begin[BW_CONSOLE_LINE], end[BW_CONSOLE_LINE];
    struct bw_console_step step = {0};

    (void)snprintf(begin, sizeof begin, "w32k-boot: begin %s\n", name);
    (void)snprintf(end, sizeof end, "w32k-boot: end %s: ", name);
    step.begin = strstr(at, begin);
    if (step.begin == NULL)
        return false;
    step.end = strstr(step.begin, end);
    if (step.end != NULL)
        step.ended = sscanf(step.end + strlen(end), "%d", &step.status) == 1;
    else
        step.end = step.begin + strlen(step.begin);
    *ret_step = step;
    return true;
}

bool bw_console_done(const char *text)
{
    return strstr(text, "w32k-boot: all done\n") != NULL;
}

/* The words behind the kernel's time, or behind nothing. */
static const char *words_of(const char *line)
{
    const char *words = line;

    if (*line == '[') {
        words = strchr(line, ']');
        words = words != NULL && words[1] == ' ' ? words + 2 : line;
    }
    return words;
}

static bool starts(const char *words, const char *with)
{
    return strncmp(words, with, strlen(with)) == 0;
}

static bool is_report(const char *line)
{
    static const char *const kernel[] = {"BUG: ",        "BUG ",           "Oops: ",       "general protection fault",
                                         "kernel BUG at", "Kernel panic",  "WARNING: ",    "detected buffer overflow",
                                         "stack segment", "list_add corr", "list_del corr", "int3: ",
                                         "invalid opcode: ", "traps: PANIC", "usercopy: Kernel memory"};
    const char *words = words_of(line);

    if (words == line)
        return starts(words, "canary: ");
    while (*words == '=' && words[1] == '=')
        words++;
    for (size_t i = 0; i < sizeof kernel / sizeof kernel[0]; i++) {
        if (starts(words, kernel[i]))
            return true;
    }
    return false;
}

static void copy_line(const char *from, char to[BW_CONSOLE_LINE])
{
    size_t length = strcspn(from, "\r\n");

    (void)snprintf(to, BW_CONSOLE_LINE, "%.*s", (int)length, from);
}

/* The name before "+0x…" in a line that names the module. */
static void find_place(const char *from, const char *end, char to[BW_CONSOLE_LINE])
{
    const char *module = strstr(from, MODULE), *start, *offset;

    to[0] = '\0';
    if (module == NULL || module >= end)
        return;
    start = module;
    while (start > from && start[-1] != '\n')
        start--;
    offset = strstr(start, "+0x");
    if (offset == NULL || offset > module)
        return;
    start = offset;
    while (start[-1] != ' ' && start[-1] != ':' && start[-1] != '\n')
        start--;
    (void)snprintf(to, BW_CONSOLE_LINE, "%.*s", (int)(offset - start), start);
}

bool bw_console_report(const char *begin, const char *end, struct bw_console_report *ret_report)
{
    const char *line = begin;

    while (line < end) {
        if (is_report(line)) {
            copy_line(words_of(line), ret_report->line);
            find_place(line, end, ret_report->place);
            return true;
        }
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    return false;
}
