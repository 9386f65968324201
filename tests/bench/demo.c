/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark-demo SOURCE BUILD: the whole loop on the sample driver, in one table.
 *
 * Lints the raw and the hardened form, attacks both, draws the desktop before and after an attack, writes
 * results/attacks.json and a page with the pictures, and says where everything lies. Each command is shown before it runs, to be repeated by hand.
 * Exit: 0 as promised (every planted fault found, nothing found in the hardened form, every attack hits the
 * raw form and is contained by the hardened one, the attack shown spoils the raw form's picture only), 1 not so, 2 a step could not be done.
 */
#include "demo_findings.h"
#include "demo_page.h"
#include "process.h"
#include "results.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH = 4096, MAX_WORDS = 14 };

/* Of all attacks the one whose violation can be seen: what it writes past its block lies on the screen. */
#define SHOWN_ATTACK "text-length-truncation"

struct paths {
    const char *source;
    const char *build;
    char demo[PATH];        /* build/demo: what each step leaves behind */
    char results[PATH];
};

struct outcome {
    size_t raw_results;
    size_t hardened_results;
    size_t raw_hit;
    size_t hardened_contained;
    bool pictures_as_told;
};

static bool fail(const char *what, const char *object)
{
    fflush(stdout);
    fprintf(stderr, "bulwark-demo: %s: %s\n", what, object);
    return false;
}

static bool join(char into[PATH], const char *folder, const char *name)
{
    int length = snprintf(into, PATH, "%s/%s", folder, name);
    return (length >= 0 && length < PATH) || fail("path is too long", name);
}

/* Shows and runs one command, its output in build/demo/<name>.txt. False: it did not come to an end of its own. */
static bool run_step(const struct paths *paths, const char *name, const char *const words[], int *ret_code)
{
    char out[PATH];
    char file[PATH];
    (void)snprintf(file, sizeof file, "%s.txt", name);
    if (!join(out, paths->demo, file))
        return false;
    fputs("  $", stdout);
    for (size_t i = 0; words[i] != NULL; i++)
        printf(strchr(words[i], '*') != NULL ? " '%s'" : " %s", words[i]);
    putchar('\n');
    fflush(stdout);

    struct bw_process process = {.argv = (char *const *)words, .dir = paths->source, .out = out, .err = out, .timeout = 300};
    struct bw_process_end end;
    if (!bw_process_run(&process, &end))
        return fail("no process can be made", words[0]);
    if (end.signal != 0) {
        fprintf(stderr, "bulwark-demo: ended by signal %d\n", end.signal);
        return fail("could not do its job, its output is in", out);
    }
    *ret_code = end.exit_code;
    return true;
}

/* A command whose exit code 0 and, where `may_find` says so, 1 are a step done. */
static bool step(const struct paths *paths, const char *name, bool may_find, const char *const words[])
{
    int code = 0;
    if (!run_step(paths, name, words, &code))
        return false;
    return code == 0 || (may_find && code == 1) || fail("could not do its job, its output is in build/demo", name);
}

static bool list_faults(const struct paths *paths, struct bw_demo *demo)
{
    char program[PATH];
    char raw[PATH];
    char list[PATH];
    if (!join(program, paths->build, "bin/w32k-faults") || !join(raw, paths->source, "samples/win32k/raw") ||
        !join(list, paths->demo, "faults.txt"))
        return false;
    const char *const words[] = {program, "--list", raw, NULL};
    return step(paths, "faults", false, words) && (bw_demo_read_faults(list, demo) || fail("not a list of faults", list));
}

static bool lint(const struct paths *paths, const char *form, struct bw_demo *demo, size_t *ret_results)
{
    char program[PATH];
    char filter[PATH];
    char sarif[PATH];
    char page[PATH + 8];
    char name[32];
    char file[64];
    (void)snprintf(name, sizeof name, "lint-%s", form);
    (void)snprintf(file, sizeof file, "lint-%s.sarif", form);
    (void)snprintf(filter, sizeof filter, "*samples/win32k/%s/*", form);
    if (!join(program, paths->build, "bin/bulwark") || !join(sarif, paths->demo, file))
        return false;
    (void)remove(sarif);
    (void)snprintf(page, sizeof page, "html=%.*shtml", (int)(strlen(sarif) - strlen("sarif")), sarif);
    const char *words[MAX_WORDS] = {program, "lint", "-p", paths->build, "--filter", filter, "--sarif", sarif, "--format", page};
    if (strcmp(form, "hardened") == 0) {
        words[10] = "--hardened";
        words[11] = filter;
    }
    return step(paths, name, true, words) &&
           (bw_demo_read_sarif(sarif, form, demo, ret_results) || fail("not a SARIF file", sarif));
}

static bool attack(const struct paths *paths, bool raw, struct bw_demo *demo, size_t *ret_good)
{
    char program[PATH];
    char table[PATH];
    const char *name = raw ? "attack-raw" : "attack-hardened";
    char file[64];
    (void)snprintf(file, sizeof file, "bin/w32k-%s", name);
    if (!join(program, paths->build, file))
        return false;
    (void)snprintf(file, sizeof file, "%s.txt", name);
    if (!join(table, paths->demo, file))
        return false;
    const char *const words[] = {program, NULL};
    return step(paths, name, true, words) &&
           (bw_demo_read_attacks(table, raw, raw ? "hit" : "contained", demo, ret_good) || fail("cannot be read", table));
}

/* One of the pictures, by that form, after the attack or (false) before it. */
static bool draw(const struct paths *paths, const char *form, const char *picture, bool attacked)
{
    char program[PATH];
    char file[PATH];
    char name[64];
    (void)snprintf(name, sizeof name, "bin/w32k-demo-%s", form);
    if (!join(program, paths->build, name) || !join(file, paths->demo, picture))
        return false;
    const char *const words[] = {program, file, attacked ? "--attack" : NULL, SHOWN_ATTACK, NULL};
    (void)snprintf(name, sizeof name, "draw-%s", picture);
    return step(paths, name, false, words);
}

/* Whether the picture is the desktop as it was; where not is seen in the third one. */
static bool compare(const struct paths *paths, const char *picture, const char *difference, bool *ret_same)
{
    char program[PATH];
    char one[PATH];
    char other[PATH];
    char third[PATH];
    char name[64];
    int code = 0;
    if (!join(program, paths->build, "bin/w32k-difference") || !join(one, paths->demo, "desktop.png") ||
        !join(other, paths->demo, picture) || !join(third, paths->demo, difference))
        return false;
    const char *const words[] = {program, one, other, third, NULL};
    (void)snprintf(name, sizeof name, "compare-%s", picture);
    if (!run_step(paths, name, words, &code) || code > 1)
        return code > 1 ? fail("cannot be compared", other) : false;
    *ret_same = code == 0;
    return true;
}

static bool show(const struct paths *paths, const struct bw_demo *demo, struct outcome *o)
{
    bool raw_same = true;
    bool hardened_same = false;
    if (!draw(paths, "hardened", "desktop.png", false) || !draw(paths, "raw", "raw-after.png", true) ||
        !draw(paths, "hardened", "hardened-after.png", true) ||
        !compare(paths, "raw-after.png", "difference.png", &raw_same) ||
        !compare(paths, "hardened-after.png", "difference-hardened.png", &hardened_same))
        return false;
    o->pictures_as_told = !raw_same && hardened_same;
    if (!o->pictures_as_told)
        puts("  the pictures are NOT as they should be: raw spoiled, hardened unchanged");
    return bw_demo_write_page(paths->demo, SHOWN_ATTACK, demo) || fail("cannot write index.html in", paths->demo);
}

static void print_table(const struct bw_demo *demo)
{
    printf("\n%-26s %-12s %-22s %-8s %-12s %s\n", "planted fault", "check", "place in raw/", "lint", "attack on raw",
           "on hardened");
    for (size_t i = 0; i < demo->count; i++) {
        const struct bw_demo_fault *f = &demo->fault[i];
        char place[BW_DEMO_TEXT + 16];
        (void)snprintf(place, sizeof place, "%s:%u", f->file, f->line);
        printf("%-26s %-12s %-22s %-8s %-13s %s\n", f->id, f->check, place, f->found_by_lint ? "found" : "MISSED",
               f->raw_verdict, f->hardened_verdict);
    }
}

static bool write_results(const struct paths *paths, const struct bw_demo *demo, const struct outcome *o, bool *ret_met)
{
    double total = (double)demo->count;
    double found = (double)bw_demo_found(demo);
    struct bw_results results = {0};
    bool added =
        bw_results_add(&results, "attacks_total", total, 1, BW_RESULT_MIN) == BW_RESULTS_OK &&
        bw_results_add(&results, "raw_hit", (double)o->raw_hit, total, BW_RESULT_MIN) == BW_RESULTS_OK &&
        bw_results_add(&results, "hardened_contained", (double)o->hardened_contained, total, BW_RESULT_MIN) == BW_RESULTS_OK &&
        bw_results_add(&results, "state_differences", demo->summed ? demo->states : total, 0, BW_RESULT_MAX) == BW_RESULTS_OK &&
        bw_results_add(&results, "leaks", demo->summed ? demo->leaks : total, 0, BW_RESULT_MAX) == BW_RESULTS_OK &&
        bw_results_add(&results, "lint_raw_planted", total, 1, BW_RESULT_MIN) == BW_RESULTS_OK &&
        bw_results_add(&results, "lint_hardened_findings", (double)o->hardened_results, 0, BW_RESULT_MAX) == BW_RESULTS_OK;
    *ret_met = bw_results_missed(&results) == 0;
    /* what lint does not see yet is said, in the table and as a figure that misses its limit; the demo went well all the same */
    added = added && bw_results_add(&results, "lint_raw_found", found, total, BW_RESULT_MIN) == BW_RESULTS_OK;
    if (!added)
        return fail("a figure could not be kept", "attacks");
    putchar('\n');
    bw_results_print(&results, "attacks", stdout);
    enum bw_results_status status = bw_results_write(&results, paths->results, "attacks");
    bw_results_free(&results);
    return status == BW_RESULTS_OK || fail(bw_results_status_text(status), paths->results);
}

static bool run_steps(const struct paths *paths, struct bw_demo *demo, struct outcome *o)
{
    puts("The sample driver in two forms, raw/ with the historic faults planted, hardened/ on the runtime.\n");
    if (!list_faults(paths, demo))
        return false;
    puts("\nLint reads both, without running them:");
    if (!lint(paths, "raw", demo, &o->raw_results) || !lint(paths, "hardened", demo, &o->hardened_results))
        return false;
    puts("\nThe attacks, one for each fault, on both:");
    if (!attack(paths, true, demo, &o->raw_hit) || !attack(paths, false, demo, &o->hardened_contained))
        return false;
    puts("\nThe desktop, before and after an attack that writes into the screen:");
    return show(paths, demo, o);
}

int main(int argc, char **argv)
{
    static struct bw_demo demo;
    static struct paths paths;
    if (argc != 3) {
        fputs("usage: bulwark-demo SOURCE BUILD\n", stderr);
        return 2;
    }
    paths.source = realpath(argv[1], NULL);
    paths.build = realpath(argv[2], NULL);
    if (paths.source == NULL || paths.build == NULL) {
        (void)fail("no such folder", paths.source == NULL ? argv[1] : argv[2]);
        return 2;
    }
    struct outcome outcome = {0};
    bool met = false;
    if (!join(paths.demo, paths.build, "demo") || !join(paths.results, paths.build, "results"))
        return 2;
    (void)mkdir(paths.demo, 0777);
    if (!run_steps(&paths, &demo, &outcome))
        return 2;
    print_table(&demo);
    printf("lint of raw/: %zu findings, %zu of %zu planted faults among them; lint of hardened/: %zu findings\n",
           outcome.raw_results, bw_demo_found(&demo), demo.count, outcome.hardened_results);
    if (!write_results(&paths, &demo, &outcome, &met))
        return 2;
    printf("\nlook at   %s/index.html\nfindings  %s/lint-raw.txt, .sarif and .html, lint-hardened.txt, .sarif and .html\n"
           "attacks   %s/attack-raw.txt, attack-hardened.txt\nfigures   %s/attacks.json\n",
           paths.demo, paths.demo, paths.demo, paths.results);
    return met && outcome.pictures_as_told ? 0 : 1;
}
