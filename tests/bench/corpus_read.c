/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * How often real code is told something false.
 *
 *   bulwark-corpus-read --program BULWARK --database FILE --list FILE --work DIR --results DIR [--clang PROGRAM]
 *
 * Lints every unit of a compilation database, all as one program, and holds each finding against a list of those that
 * a person has read: an array of {"rule", "file", "function", "verdict": "true" or "false", "why"}, file being how the
 * path ends. A finding that nobody has read counts as false, so a change of the engine can't pass unread.
 * Writes <results>/corpus-findings.json. Lines are those of the units' own files.
 * Exit: 0 every limit met, 1 one missed, 2 the measurement could not be made.
 */
#include "process.h"
#include "results.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The promises of the project, in 100,000 lines. */
static const double limit_error = 1.0;
static const double limit_warning = 10.0;

struct options {
    const char *program;
    const char *database;
    const char *list;
    const char *work;
    const char *results;
    const char *clang;
};

struct tally {
    unsigned told[2]; /* errors, warnings */
    unsigned wrong[2];
    unsigned unread;
};

static int fail(const char *what, const char *object)
{
    fprintf(stderr, "bulwark-corpus-read: %s: %s\n", what, object);
    return 2;
}

static bool take_options(struct options *options, int argc, char **argv)
{
    const struct {
        const char *name;
        const char **into;
    } known[] = {{"--program", &options->program}, {"--database", &options->database}, {"--list", &options->list},
                 {"--work", &options->work},       {"--results", &options->results},   {"--clang", &options->clang}};
    for (int i = 1; i < argc; i += 2) {
        size_t k = 0;
        while (k < sizeof known / sizeof known[0] && strcmp(argv[i], known[k].name) != 0)
            k++;
        if (k == sizeof known / sizeof known[0] || i + 1 == argc)
            return false;
        *known[k].into = argv[i + 1];
    }
    return options->program != NULL && options->database != NULL && options->list != NULL && options->work != NULL &&
           options->results != NULL;
}

/* ---- lines ---- */

static bool add_lines_of(const char *path, double *lines)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return false;
    for (int c = getc(file); c != EOF; c = getc(file))
        *lines += c == '\n';
    (void)fclose(file);
    return true;
}

/* Of the units' files; false when one cannot be read, which is then named. */
static bool count_lines(const json_t *database, double *ret_lines)
{
    size_t i;
    json_t *unit;
    double lines = 0;
    json_array_foreach(database, i, unit) {
        const char *file = json_string_value(json_object_get(unit, "file"));
        if (file == NULL || !add_lines_of(file, &lines)) {
            fail("a unit's file cannot be read", file != NULL ? file : "it has none");
            return false;
        }
    }
    *ret_lines = lines;
    return true;
}

/* ---- findings ---- */

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text), part = strlen(end);
    return part != 0 && size >= part && strcmp(text + size - part, end) == 0;
}

/* The verdict of who has read it; NULL: nobody has. */
static const json_t *entry_of(const json_t *list, const json_t *finding)
{
    size_t i;
    json_t *entry;
    json_array_foreach(list, i, entry) {
        if (strcmp(text_of(entry, "rule"), text_of(finding, "rule")) == 0 &&
            strcmp(text_of(entry, "function"), text_of(finding, "function")) == 0 &&
            ends_with(text_of(finding, "file"), text_of(entry, "file")))
            return entry;
    }
    return NULL;
}

static void judge(const json_t *list, const json_t *finding, struct tally *tally)
{
    const json_t *entry = entry_of(list, finding);
    int kind = strcmp(text_of(finding, "severity"), "error") == 0 ? 0 : 1;
    bool right = entry != NULL && strcmp(text_of(entry, "verdict"), "true") == 0;
    tally->told[kind]++;
    tally->wrong[kind] += !right;
    if (entry != NULL)
        return;
    tally->unread++;
    printf("unread: %s:%lld: %s, in %s: %s\n", text_of(finding, "file"),
           (long long)json_integer_value(json_object_get(finding, "line")), text_of(finding, "rule"),
           text_of(finding, "function"), text_of(finding, "message"));
}

/* Lints into <work>/findings.json; 0 and 1 are verdicts, anything else is none. */
static bool lint(const struct options *options, char *ret_path, size_t room)
{
    char format[4200], cache[4096], err[4096];
    (void)snprintf(ret_path, room, "%s/findings.json", options->work);
    (void)snprintf(format, sizeof format, "json=%s", ret_path);
    (void)snprintf(cache, sizeof cache, "%s/records", options->work);
    (void)snprintf(err, sizeof err, "%s/lint.log", options->work);
    char *argv[20];
    size_t n = 0;
    const char *const words[] = {options->program, "lint", "-p", options->database, "--no-config", "--no-baseline",
                                 "--format", format, "--cache", cache};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        argv[n++] = (char *)(size_t)words[i];
    if (options->clang != NULL) {
        argv[n++] = (char *)(size_t)"--clang";
        argv[n++] = (char *)(size_t)options->clang;
    }
    argv[n] = NULL;
    struct bw_process process = {.argv = argv, .out = err, .err = err};
    struct bw_process_end end;
    return bw_process_run(&process, &end) && (end.exit_code == 0 || end.exit_code == 1);
}

static bool write_results(const struct options *options, double units, double lines, const struct tally *t, size_t *ret_missed)
{
    const struct {
        const char *metric;
        double value, limit;
        enum bw_result_sense sense;
    } figure[] = {
        {"units", units, 0, BW_RESULT_SHOWN},
        {"lines", lines, 0, BW_RESULT_SHOWN},
        {"errors", t->told[0], 0, BW_RESULT_SHOWN},
        {"warnings", t->told[1], 0, BW_RESULT_SHOWN},
        {"unread", t->unread, 0, BW_RESULT_MAX},
        {"false_error_per_100k", t->wrong[0] * 1e5 / lines, limit_error, BW_RESULT_MAX},
        {"false_warn_per_100k", t->wrong[1] * 1e5 / lines, limit_warning, BW_RESULT_MAX},
    };
    struct bw_results results = {0};
    enum bw_results_status status = BW_RESULTS_OK;
    for (size_t i = 0; i < sizeof figure / sizeof figure[0] && status == BW_RESULTS_OK; i++)
        status = bw_results_add(&results, figure[i].metric, figure[i].value, figure[i].limit, figure[i].sense);
    if (status == BW_RESULTS_OK) {
        bw_results_print(&results, "corpus-findings", stdout);
        *ret_missed = bw_results_missed(&results);
        status = bw_results_write(&results, options->results, "corpus-findings");
    }
    bw_results_free(&results);
    if (status != BW_RESULTS_OK)
        fail(bw_results_status_text(status), options->results);
    return status == BW_RESULTS_OK;
}

int main(int argc, char **argv)
{
    struct options options = {0};
    if (!take_options(&options, argc, argv))
        return fail("usage", "--program BULWARK --database FILE --list FILE --work DIR --results DIR [--clang PROGRAM]");
    json_error_t error;
    json_t *list = json_load_file(options.list, 0, &error), *database = json_load_file(options.database, 0, &error);
    if (!json_is_array(list))
        return fail("no list of findings that were read", options.list);
    if (json_array_size(database) == 0)
        return fail("no unit in the database", options.database);
    double units = (double)json_array_size(database), lines = 0;
    char path[4096];
    (void)mkdir(options.work, 0777);
    if (!count_lines(database, &lines))
        return 2;
    if (lines < 1 || !lint(&options, path, sizeof path))
        return fail("no verdict; what lint said is in lint.log of", options.work);
    json_t *report = json_load_file(path, 0, &error), *finding;
    if (report == NULL)
        return fail("no report", path);
    struct tally tally = {0};
    size_t i, missed = 0;
    json_array_foreach(json_object_get(report, "findings"), i, finding)
        judge(list, finding, &tally);
    bool written = write_results(&options, units, lines, &tally, &missed);
    json_decref(report);
    json_decref(list);
    json_decref(database);
    return !written ? 2 : missed == 0 ? 0 : 1;
}
