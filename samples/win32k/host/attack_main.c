/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * w32k-attack: runs every attack against the driver linked in, each in a process of its own, and judges it.
 *
 * Raw form: the attack hits if AddressSanitizer reports the kind of violation that the table of faults names, in the
 * function it names, or, where the table says canary, if the attack got hold of bytes that it must not have. Hardened
 * form: the attack is contained if the request answers with the table's status, no sanitizer reports anything, blocks
 * and arena are as before the request, the state's digest is that of a driver that was not attacked, and so is every
 * pixel drawn afterwards.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/attack_judge.h"
#include "host/results.h"
#include "shared/faults.h"

#define FORM_IS_RAW (strcmp(W32_FORM, "raw") == 0)

/* Read by the sanitizer's runtime before main. Leaks are counted by the host, not by it. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    /* Locals stay on the stack, where the host can paint. */
    return "detect_leaks=0:allocator_may_return_null=1:max_allocation_size_mb=1024:symbolize=1"
           ":detect_stack_use_after_return=0"
#ifdef W32_SYMBOLIZER
           ":external_symbolizer_path=" W32_SYMBOLIZER
#endif
        ;
}

/* What the child leaves behind: its exit status and all it wrote to stderr. */
struct outcome {
    int exit_status;
    size_t length;
    char text[65536];
};

/* Runs one attack (null: only what surrounds it) in a child. False if the child could not be made. */
static bool run(w32_attack *attack, enum w32_status expected, struct outcome *ret_outcome)
{
    int ends[2];
    pid_t child;

    fflush(NULL);
    if (pipe(ends) != 0)
        return false;
    child = fork();
    if (child < 0)
        return false;
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        _exit((int)(FORM_IS_RAW ? w32_judge_raw(attack) : w32_judge_hardened(attack, expected)));
    }
    close(ends[1]);
    ret_outcome->length = 0;
    for (;;) {
        char rest[4096];
        size_t room = sizeof ret_outcome->text - 1 - ret_outcome->length;
        /* What does not fit is still read, so that the child never waits. */
        ssize_t got = read(ends[0], room ? ret_outcome->text + ret_outcome->length : rest, room ? room : sizeof rest);

        if (got <= 0)
            break;
        if (room)
            ret_outcome->length += (size_t)got;
    }
    ret_outcome->text[ret_outcome->length] = 0;
    close(ends[0]);
    return waitpid(child, &ret_outcome->exit_status, 0) == child;
}

static bool clean(const struct outcome *outcome)
{
    return WIFEXITED(outcome->exit_status) && WEXITSTATUS(outcome->exit_status) == W32_VERDICT_DONE &&
           outcome->length == 0;
}

/* The sanitizer's own words in one line: the kind of error, the kind of access. */
static void first_report(const struct outcome *outcome, char *line, size_t size)
{
    static const char marker[] = "AddressSanitizer: ";
    const char *kind = strstr(outcome->text, marker);
    const char *access = strstr(outcome->text, "\nWRITE of size");

    if (!kind) {
        const char *words = outcome->length ? outcome->text : "nothing happened";

        snprintf(line, size, "%.*s", (int)strcspn(words, "\n"), words);
        return;
    }
    if (!access)
        access = strstr(outcome->text, "\nREAD of size");
    kind += strlen(marker);
    if (access)
        snprintf(line, size, "%.*s, %.*s", (int)strcspn(kind, " \n"), kind, (int)strcspn(access + 1, "a\n") - 1,
                 access + 1);
    else
        snprintf(line, size, "%.*s", (int)strcspn(kind, " \n"), kind);
}

static bool hit(const struct outcome *outcome, const struct w32_fault *fault)
{
    const char *seen = strstr(fault->report, " in ");
    char report[128], frame[128];

    if (strcmp(fault->report, "canary") == 0)
        return strncmp(outcome->text, "canary: ", strlen("canary: ")) == 0;
    snprintf(report, sizeof report, "AddressSanitizer: %.*s ", (int)strcspn(fault->report, " "), fault->report);
    snprintf(frame, sizeof frame, " in %s ", seen ? seen + strlen(" in ") : fault->function);
    if (clean(outcome) || !strstr(outcome->text, report))
        return false;
    /* Without a symbolizer the frames have no names to compare. */
    return !strstr(outcome->text, " in w32_") || strstr(outcome->text, frame);
}

static int usage(FILE *to)
{
    fprintf(to, "usage: w32k-attack-%s [--results FILE] [--verbose] [ID...]\n"
                "runs the attacks (all, or those named) against the %s driver and prints what became of each\n"
                "--results FILE  put the figures into this JSON file, beside those already there (all attacks only)\n"
                "--verbose       print the sanitizer's reports\n"
                "exit status: 0 as the table of faults says, 1 an attack went otherwise, 2 nothing could be judged\n",
            W32_FORM, W32_FORM);
    return to == stdout ? 0 : 2;
}

static bool chosen(const char *id, char **names, int count)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], id) == 0)
            return true;
    }
    return count == 0;
}

/* What became of all attacks together. */
struct sum {
    long long total;
    long long good;
    long long states; /* that differ from those without the attack */
    long long leaks;
};

static void sum_add(struct sum *sum, const struct outcome *outcome, bool good)
{
    sum->total++;
    sum->good += good;
    sum->states += WIFEXITED(outcome->exit_status) && WEXITSTATUS(outcome->exit_status) == W32_VERDICT_STATE;
    sum->leaks += WIFEXITED(outcome->exit_status) && WEXITSTATUS(outcome->exit_status) == W32_VERDICT_LEAK;
}

static int publish(const char *path, const struct sum *sum)
{
    struct w32_result results[] = {{"attacks_total", sum->total, sum->total, "min"},
                                   {FORM_IS_RAW ? "raw_hit" : "hardened_contained", sum->good, sum->total, "min"},
                                   {"state_differences", sum->states, 0, "max"},
                                   {"leaks", sum->leaks, 0, "max"}};

    return w32_results_merge(path, results, FORM_IS_RAW ? 2 : 4) ? 0 : 2;
}

int main(int argc, char **argv)
{
    static struct outcome outcome;
    const char *results = NULL;
    bool verbose = false;
    int first, status;
    struct sum sum = {0, 0, 0, 0};

    for (first = 1; first < argc && argv[first][0] == '-'; first++) {
        if (strcmp(argv[first], "--results") == 0 && first + 1 < argc)
            results = argv[++first];
        else if (strcmp(argv[first], "--verbose") == 0)
            verbose = true;
        else
            return usage(strcmp(argv[first], "--help") == 0 ? stdout : stderr);
    }
    if (!run(NULL, W32_OK, &outcome) || !clean(&outcome)) {
        fprintf(stderr, "w32k-attack-%s: the desktop alone is not clean, nothing can be judged\n%s", W32_FORM,
                outcome.text);
        return 2;
    }
    printf("%-26s %-12s %s\n", "attack", "verdict", FORM_IS_RAW ? "what the sanitizer saw" : "what the driver did");
    for (size_t i = 0; i < W32_FAULT_COUNT; i++) {
        const struct w32_fault *fault = &w32_faults[i];
        char line[256];
        bool as_told;

        if (!chosen(fault->id, argv + first, argc - first))
            continue;
        if (!run(w32_attacks[i], fault->status, &outcome)) {
            fprintf(stderr, "w32k-attack-%s: no process for %s\n", W32_FORM, fault->id);
            return 2;
        }
        as_told = FORM_IS_RAW ? hit(&outcome, fault) : clean(&outcome);
        if (!FORM_IS_RAW && as_told)
            snprintf(line, sizeof line, "%s, state and picture unchanged", fault->status_name);
        else
            first_report(&outcome, line, sizeof line);
        printf("%-26s %-12s %s\n", fault->id, FORM_IS_RAW ? (as_told ? "hit" : "MISSED") : as_told ? "contained" : "FAILED",
               line);
        if (verbose)
            fputs(outcome.text, stdout);
        sum_add(&sum, &outcome, as_told);
    }
    if (!FORM_IS_RAW)
        printf("%lld states differ, %lld leaks\n", sum.states, sum.leaks);
    printf("%lld of %lld %s\n", sum.good, sum.total, FORM_IS_RAW ? "hit the raw form" : "contained by the hardened form");
    if (sum.total == 0) {
        fprintf(stderr, "w32k-attack-%s: no attack has that name, see samples/win32k/faults.md\n", W32_FORM);
        return 2;
    }
    status = sum.good == sum.total ? 0 : 1;
    if (results && first == argc && publish(results, &sum) != 0)
        status = 2;
    return status;
}
