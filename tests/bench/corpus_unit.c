/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "corpus_unit.h"

#include "process.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 4096 };

/* Longer than any unit takes on the slowest machine thought of; a hang counts as a crash. */
static const unsigned timeout_seconds = 300;

struct variant {
    char **argv;
    double cpu_seconds;
    double peak_mib;
    int exit_code;
    int signal;
};

static FILE *open_report(const struct bw_corpus_setup *setup, const char *name)
{
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof path, "%s/%s-clang%s.txt", setup->work, name, setup->clang.major);
    return fopen(path, "w");
}

bool bw_corpus_reports_open(struct bw_corpus_setup *setup)
{
    FILE *findings = open_report(setup, "findings");
    FILE *units = open_report(setup, "units");
    if (findings != NULL && units != NULL) {
        setup->findings = findings;
        setup->units = units;
        return true;
    }
    if (findings != NULL)
        (void)fclose(findings);
    if (units != NULL)
        (void)fclose(units);
    return false;
}

bool bw_corpus_reports_close(struct bw_corpus_setup *setup)
{
    bool written = ferror(setup->findings) == 0 && ferror(setup->units) == 0;
    written = fclose(setup->findings) == 0 && written;
    written = fclose(setup->units) == 0 && written;
    setup->findings = NULL;
    setup->units = NULL;
    return written;
}

bool bw_corpus_is_finding(const char *line)
{
    const char *tag = strstr(line, "[bulwark-");
    return tag != NULL && (strstr(line, ": warning: ") != NULL || strstr(line, ": error: ") != NULL);
}

/* The words of the entry, its compiler replaced, without what would write files; room for `extra` more. */
static char **make_argv(const struct bw_corpus_setup *setup, const json_t *arguments, size_t extra, size_t *ret_count)
{
    size_t count = json_array_size(arguments);
    char **argv = calloc(count + extra + 3, sizeof *argv);
    if (argv == NULL)
        return NULL;
    size_t used = 0;
    argv[used++] = (char *)setup->clang.program;
    for (size_t i = 1; i < count; i++) {
        const char *word = json_string_value(json_array_get(arguments, i));
        if (word == NULL)
            continue;
        if (strcmp(word, "-o") == 0)
            i++;
        else if (strcmp(word, "-c") != 0)
            argv[used++] = (char *)word;
    }
    argv[used++] = (char *)"-fsyntax-only";
    /* Otherwise a crash makes the driver run clang twice more to write a reproducer. */
    argv[used++] = (char *)"-fno-crash-diagnostics";
    *ret_count = used;
    return argv;
}

static bool run_variant(struct variant *variant, const char *dir, const char *messages, bool first)
{
    struct bw_process process = {
        .argv = variant->argv, .dir = dir, .out = "/dev/null", .err = messages, .timeout = timeout_seconds};
    struct bw_process_end end;
    if (!bw_process_run(&process, &end))
        return false;
    if (first || end.cpu_seconds < variant->cpu_seconds)
        variant->cpu_seconds = end.cpu_seconds;
    if (first || end.peak_mib < variant->peak_mib)
        variant->peak_mib = end.peak_mib;
    variant->exit_code = end.exit_code;
    variant->signal = end.signal;
    return true;
}

/* Copies the findings among the messages; says whether one of them is an error. */
static bool take_findings(const struct bw_corpus_setup *setup, const char *messages, bool *ret_error)
{
    FILE *f = fopen(messages, "r");
    if (f == NULL)
        return false;
    char *line = NULL;
    size_t room = 0;
    bool error = false;
    flockfile(setup->findings); /* the findings of a unit stay together */
    while (getline(&line, &room, f) >= 0) {
        if (bw_corpus_is_finding(line)) {
            error = error || strstr(line, ": error: ") != NULL;
            (void)fputs(line, setup->findings);
        }
    }
    funlockfile(setup->findings);
    free(line);
    (void)fclose(f);
    *ret_error = error;
    return true;
}

static bool record_exists(const char *record)
{
    struct stat s;
    return stat(record, &s) == 0 && s.st_size > 0;
}

static bool measure(const struct bw_corpus_setup *setup, const char *dir, const char *file, struct variant *without,
                    struct variant *with, struct bw_corpus_cost *ret_cost)
{
    char record[PATH_ROOM];
    char messages[PATH_ROOM];
    (void)snprintf(record, sizeof record, "%s/unit%u-clang%s.bwr", setup->work, setup->worker, setup->clang.major);
    (void)snprintf(messages, sizeof messages, "%s/unit%u-clang%s.messages", setup->work, setup->worker,
                   setup->clang.major);
    struct bw_corpus_cost cost = {0};
    bool own_error = false;
    for (unsigned round = 0; round < setup->rounds; round++) {
        (void)unlink(record);
        if (!run_variant(without, dir, "/dev/null", round == 0) || !run_variant(with, dir, messages, round == 0))
            return false;
        if (without->exit_code != 0) {
            fprintf(stderr, "bulwark-corpus: clang %s does not take %s even without the plugin\n", setup->clang.major, file);
            return false;
        }
        cost.record_missing = cost.record_missing || !record_exists(record);
        if (round == 0 && !take_findings(setup, messages, &own_error))
            return false;
        if (with->signal != 0 || (with->exit_code != 0 && !(with->exit_code == 1 && own_error)))
            cost.crashed = true;
    }
    if (cost.crashed)
        fprintf(stderr, "bulwark-corpus: clang %s with the plugin ends with %s %d: %s\n", setup->clang.major,
                with->signal != 0 ? "signal" : "exit code", with->signal != 0 ? with->signal : with->exit_code, file);
    (void)unlink(record);
    (void)unlink(messages);
    cost.ratio = without->cpu_seconds > 0.0 ? with->cpu_seconds / without->cpu_seconds : 1.0;
    cost.without = without->cpu_seconds;
    cost.with = with->cpu_seconds;
    cost.extra_mib = with->peak_mib - without->peak_mib;
    (void)fprintf(setup->units, "%.3f\t%.6f\t%.6f\t%.1f\t%s\n", cost.ratio, without->cpu_seconds, with->cpu_seconds,
                  cost.extra_mib, file);
    /* A run takes long: what it has seen can be read before it ends, and after it was stopped. */
    (void)fflush(setup->units);
    (void)fflush(setup->findings);
    *ret_cost = cost;
    return true;
}

bool bw_corpus_unit_measure(const struct bw_corpus_setup *setup, const json_t *entry, struct bw_corpus_cost *ret_cost)
{
    const char *dir = json_string_value(json_object_get(entry, "directory"));
    const char *file = json_string_value(json_object_get(entry, "file"));
    const json_t *arguments = json_object_get(entry, "arguments");
    if (dir == NULL || file == NULL || json_array_size(arguments) == 0) {
        fputs("bulwark-corpus: an entry of the database lacks directory, file or arguments\n", stderr);
        return false;
    }
    char plugin[PATH_ROOM];
    char record[PATH_ROOM];
    (void)snprintf(plugin, sizeof plugin, "-fplugin=%s/bulwark-clang%s.so", setup->plugins, setup->clang.major);
    (void)snprintf(record, sizeof record, "-fplugin-arg-bulwark-record=%s/unit%u-clang%s.bwr", setup->work,
                   setup->worker, setup->clang.major);

    size_t count = 0;
    struct variant without = {.argv = make_argv(setup, arguments, 0, &count)};
    struct variant with = {.argv = make_argv(setup, arguments, setup->arguments + 2, &count)};
    bool measured = without.argv != NULL && with.argv != NULL;
    if (measured) {
        with.argv[count++] = plugin;
        with.argv[count++] = record;
        for (size_t i = 0; i < setup->arguments; i++)
            with.argv[count++] = (char *)setup->argument[i];
        measured = measure(setup, dir, file, &without, &with, ret_cost);
    }
    free(without.argv);
    free(with.argv);
    return measured;
}
