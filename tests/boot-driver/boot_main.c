/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark-boot RESULTS FOLDER QEMU KERNEL INITRD [ID...]: boots the sample's Linux module in both forms and writes
 * RESULTS/boot.json; with ids only the raw form, attacked by these, and nothing is written.
 *
 * The raw form: once for the functional suite, which must end without a report, and once for each attack, since a kernel that
 * was hit is no place to try the next one. The hardened form: once for the suite, all attacks and the suite again. What
 * each system wrote lies in FOLDER. Exit: 0 as told, 1 not so, 2 nothing could be judged.
 */
#include "console.h"
#include "process.h"
#include "results.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>

#include "shared/faults.h"

enum { TIMEOUT = 1800, TRIES = 3, PATH = 512 };

struct machine {
    const char *folder, *qemu, *kernel, *initrd;
};

struct sum {
    int boots;
    int raw_reports;       /* attacks on the raw form that the kernel, or the attack, reported */
    int quiet_reports;     /* of the raw form without an attack */
    int contained;         /* attacks that the hardened form answered as told */
    int hardened_reports;  /* boots of the hardened form with a report */
    int suite_failures;    /* failed tests of all suites, and one for each suite that did not end */
};

/* One start of the machine. What the console said, to be freed. Null if it did not get as far as its program. */
static char *start(char *const argv[], const char *log)
{
    struct bw_process process = {.argv = argv, .out = log, .err = log, .timeout = TIMEOUT};
    struct bw_process_end end;
    char *text;

    if (!bw_process_run(&process, &end))
        return NULL;
    text = bw_scratch_read(log);
    bw_console_clean(text);
    /* qemu ends with 0 whatever became of the guest. */
    if (strstr(text, "w32k-boot: begin ") != NULL)
        return text;
    free(text);
    return NULL;
}

/*
 * Boots with these words for the guest, once more if it has to be: an emulator that gets no processor for a while looks
 * like broken timers to a kernel that starts. What the console said, to be freed; null if there was no boot.
 */
static char *boot(const struct machine *machine, const char *name, const char *words, const char *features)
{
    static char line[PATH], log[PATH], cpu[64];
    char *const argv[] = {(char *)machine->qemu, "-accel", "tcg", "-cpu", cpu, "-m", "512", "-smp", "1", "-nodefaults",
                          "-no-reboot", "-display", "none", "-serial", "stdio", "-kernel", (char *)machine->kernel,
                          "-initrd", (char *)machine->initrd, "-append", line, NULL};
    char *text = NULL;

    (void)snprintf(cpu, sizeof cpu, "max%s", features);
    (void)snprintf(line, sizeof line, "console=ttyS0 panic=-1 loglevel=5 mitigations=off nowatchdog no_timer_check "
                   "rcupdate.rcu_cpu_stall_suppress=1 slub_debug=FZP -- %s", words);
    (void)snprintf(log, sizeof log, "%s/%s.log", machine->folder, name);
    for (int tries = 0; text == NULL && tries < TRIES; tries++)
        text = start(argv, log);
    if (text == NULL)
        fprintf(stderr, "bulwark-boot: the system did not get as far as its program, see %s\n", log);
    return text;
}

static void judge_suite(const char *at, struct sum *sum, const char **ret_behind)
{
    struct bw_console_step step;
    bool found = bw_console_step(at, "suite", &step);

    if (!found || !step.ended)
        sum->suite_failures++;
    else
        sum->suite_failures += step.status;
    *ret_behind = found ? step.end : at;
    printf("%-28s %s\n", "  suite", !found || !step.ended ? "DID NOT END" : step.status == 0 ? "green" : "FAILED");
}

static bool raw_suite(const struct machine *machine, struct sum *sum)
{
    struct bw_console_report report;
    char *text = boot(machine, "raw-suite", "raw suite", ",smap=off");
    const char *behind;

    if (text == NULL)
        return false;
    sum->boots++;
    puts("raw form, without an attack");
    judge_suite(text, sum, &behind);
    if (bw_console_report(text, text + strlen(text), &report)) {
        sum->quiet_reports++;
        printf("  REPORT: %s (%s)\n", report.line, report.place);
    }
    free(text);
    return true;
}

/* Once, or twice if the first time was survived. */
static bool raw_attack(const struct machine *machine, const struct w32_fault *fault, struct sum *sum)
{
    struct bw_console_report report = {"nothing", ""};
    struct bw_console_step step;
    char name[128], words[128];
    char *text;
    const char *at;
    bool hit = false;

    (void)snprintf(name, sizeof name, "raw-%s", fault->id);
    (void)snprintf(words, sizeof words, "raw attack %s", fault->id);
    text = boot(machine, name, words, ",smap=off");
    if (text == NULL)
        return false;
    sum->boots++;
    (void)snprintf(words, sizeof words, "attack %s", fault->id);
    for (at = text; !hit && bw_console_step(at, words, &step); at = step.end)
        hit = bw_console_report(step.begin, step.end, &report) &&
              (report.place[0] != '\0' || strncmp(report.line, "canary: ", strlen("canary: ")) == 0);
    sum->raw_reports += hit;
    printf("  %-28s %-7s %s%s%s\n", fault->id, hit ? "hit" : "MISSED", report.line, report.place[0] ? ", in " : "",
           report.place);
    (void)fflush(stdout);
    free(text);
    return true;
}

static bool hardened_all(const struct machine *machine, struct sum *sum)
{
    struct bw_console_report report;
    struct bw_console_step step;
    char *text = boot(machine, "hardened", "hardened all", "");
    const char *at;

    if (text == NULL)
        return false;
    sum->boots++;
    puts("hardened form");
    judge_suite(text, sum, &at);
    for (size_t i = 0; i < W32_FAULT_COUNT; i++) {
        char words[128];
        bool good;

        (void)snprintf(words, sizeof words, "attack %s", w32_faults[i].id);
        good = bw_console_step(at, words, &step) && step.ended && step.status == 0;
        sum->contained += good;
        printf("  %-28s %s\n", w32_faults[i].id, good ? w32_faults[i].status_name : "FAILED");
        at = good ? step.end : at;
    }
    judge_suite(at, sum, &at);
    if (bw_console_report(text, text + strlen(text), &report)) {
        sum->hardened_reports++;
        printf("  REPORT: %s (%s)\n", report.line, report.place);
    }
    if (!bw_console_done(text))
        sum->suite_failures++;
    free(text);
    return true;
}

static bool publish(const struct sum *sum, const char *folder, int *ret_missed)
{
    const double attacks = (double)W32_FAULT_COUNT;
    const struct {
        const char *metric;
        double value, limit;
        enum bw_result_sense sense;
    } row[] = {{"boots", sum->boots, 0, BW_RESULT_SHOWN},
               {"attacks", attacks, 30, BW_RESULT_MIN},
               {"raw_reports", sum->raw_reports, attacks, BW_RESULT_MIN},
               {"raw_reports_without_attack", sum->quiet_reports, 0, BW_RESULT_MAX},
               {"hardened_answers", sum->contained, attacks, BW_RESULT_MIN},
               {"hardened_reports", sum->hardened_reports, 0, BW_RESULT_MAX},
               {"suite_failures", sum->suite_failures, 0, BW_RESULT_MAX}};
    struct bw_results results = {0};
    bool good = true;

    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        good = good && bw_results_add(&results, row[i].metric, row[i].value, row[i].limit, row[i].sense) == BW_RESULTS_OK;
    good = good && bw_results_write(&results, folder, "boot") == BW_RESULTS_OK;
    bw_results_print(&results, "boot.json", stdout);
    *ret_missed = (int)bw_results_missed(&results);
    bw_results_free(&results);
    return good;
}

static bool chosen(const char *id, char **names, int count)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], id) == 0)
            return true;
    }
    return count == 0;
}

/* The raw form and these attacks; none means all. False: nothing could be judged. */
static bool raw_attacks(const struct machine *machine, char **names, int count, struct sum *sum)
{
    puts("raw form, attacked");
    for (size_t i = 0; i < W32_FAULT_COUNT; i++) {
        if (chosen(w32_faults[i].id, names, count) && !raw_attack(machine, &w32_faults[i], sum))
            return false;
    }
    return sum->boots != 0;
}

int main(int argc, char **argv)
{
    struct sum sum = {0};
    struct machine machine;
    int missed = 0;
    bool good;

    if (argc < 6) {
        fputs("usage: bulwark-boot RESULTS FOLDER QEMU KERNEL INITRD [ID...]\n", stderr);
        return 2;
    }
    machine = (struct machine){argv[2], argv[3], argv[4], argv[5]};
    if (argc > 6) {
        if (!raw_attacks(&machine, argv + 6, argc - 6, &sum)) {
            fputs("bulwark-boot: no attack has that name, see samples/win32k/faults.md\n", stderr);
            return 2;
        }
        return sum.raw_reports == sum.boots ? 0 : 1;
    }
    good = raw_suite(&machine, &sum) && hardened_all(&machine, &sum) && raw_attacks(&machine, NULL, 0, &sum);
    if (!good || !publish(&sum, argv[1], &missed)) {
        fputs("bulwark-boot: no figures\n", stderr);
        return 2;
    }
    return missed == 0 ? 0 : 1;
}
