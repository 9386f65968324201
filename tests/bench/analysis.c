/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the analysis costs and what it decides, on the units of a compilation database.
 *
 *   bulwark-bench-analysis --database FILE --gate PROGRAM --plugins DIR --clang MAJOR=PROGRAM --work DIR --results DIR
 *                          [--rounds N] [--units N] [--peers N] [--sqlite FILE]
 *
 * Processor time throughout, a unit at a time, the cheapest of N rounds. overhead_median and overhead_p95: with the
 * plugin over without, both -fsyntax-only. overhead_build: the unit's own build and what the plugin adds, over the build
 * alone, all units together. whole_program_seconds: wall time of a second `bulwark lint` that has every record but must run the pass
 * again. The shares are of the first lint's counts. --peers: other analysers run on so many units, evenly drawn, and
 * their times (over -fsyntax-only of the same units) and counts are shown beside; one that does not take a
 * unit leaves it out. --sqlite: sqlite3.c, all of SQLite in one file; without it sqlite_ratio is left out.
 * Writes <results>/analysis.json. Exit: 0 every limit met, 1 one missed, 2 the measurement could not be made.
 */
#include "corpus_unit.h"
#include "peer.h"
#include "process.h"
#include "results.h"
#include "statistics.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { PATH_ROOM = 4096 };

struct options {
    const char *database, *gate, *plugins, *work, *results, *sqlite;
    struct bw_corpus_clang clang;
    unsigned rounds;
    size_t units, peers;
};

static int fail(const char *what, const char *object)
{
    fprintf(stderr, "bulwark-bench-analysis: %s: %s\n", what, object);
    return 2;
}

static bool take_option(struct options *o, const char *name, char *value)
{
    const struct {
        const char *name;
        const char **place;
    } text[] = {{"--database", &o->database}, {"--gate", &o->gate},       {"--plugins", &o->plugins},
                {"--work", &o->work},         {"--results", &o->results}, {"--sqlite", &o->sqlite}};
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        if (strcmp(name, text[i].name) == 0) {
            *text[i].place = value;
            return true;
        }
    }
    char *equals = strchr(value, '=');
    if (strcmp(name, "--clang") == 0 && equals != NULL) {
        *equals = '\0';
        o->clang = (struct bw_corpus_clang){.major = value, .program = equals + 1};
    } else if (strcmp(name, "--rounds") == 0) {
        o->rounds = (unsigned)strtoul(value, NULL, 10);
    } else if (strcmp(name, "--units") == 0) {
        o->units = strtoul(value, NULL, 10);
    } else if (strcmp(name, "--peers") == 0) {
        o->peers = strtoul(value, NULL, 10);
    } else {
        return false;
    }
    return true;
}

static bool take_options(struct options *o, int argc, char **argv)
{
    for (int i = 1; i < argc; i += 2) {
        if (i + 1 == argc || !take_option(o, argv[i], argv[i + 1]))
            return false;
    }
    return o->database != NULL && o->gate != NULL && o->plugins != NULL && o->work != NULL && o->results != NULL &&
           o->clang.program != NULL && o->rounds > 0;
}

static bool add(struct bw_results *results, const char *metric, double value, double limit, enum bw_result_sense sense)
{
    return bw_results_add(results, metric, value, limit, sense) == BW_RESULTS_OK;
}

/* ---- cost ---- */

struct cost {
    double *ratio;           /* one a unit, sorted at the end */
    double *without;         /* seconds, one a unit, in the order of the database */
    double added, build;     /* seconds, all units together */
    double extra_mib;
    size_t crashes;
};

static bool measure_unit(const struct options *o, const struct bw_corpus_setup *setup, const json_t *entry, size_t unit,
                         struct cost *cost)
{
    char messages[PATH_ROOM];
    struct bw_corpus_cost one;
    (void)snprintf(messages, sizeof messages, "%s/build.messages", o->work);
    if (!bw_corpus_unit_measure(setup, entry, &one))
        return false;
    double build = 0.0;
    for (unsigned round = 0; round < o->rounds; round++) {
        struct bw_peer_run run;
        if (!bw_peer_run(BW_PEER_BUILD, o->clang.program, entry, messages, &run) || !run.ran)
            return false;
        build = round == 0 || run.cpu_seconds < build ? run.cpu_seconds : build;
    }
    cost->ratio[unit] = one.ratio;
    cost->without[unit] = one.without;
    cost->added += one.with - one.without;
    cost->build += build;
    cost->crashes += one.crashed ? 1 : 0;
    cost->extra_mib = one.extra_mib > cost->extra_mib ? one.extra_mib : cost->extra_mib;
    return true;
}

static bool measure_units(const struct options *o, const struct bw_corpus_setup *setup, const json_t *database,
                          struct cost *cost)
{
    for (size_t unit = 0; unit < o->units; unit++) {
        if (!measure_unit(o, setup, json_array_get(database, unit), unit, cost))
            return false;
        if ((unit + 1) % 20 == 0 || unit + 1 == o->units)
            fprintf(stderr, "cost: %zu of %zu units\n", unit + 1, o->units);
    }
    return true;
}

static bool add_cost(struct bw_results *results, const struct options *o, const struct cost *cost)
{
    double p95 = bw_quantile(cost->ratio, o->units, 0.95), median = bw_quantile(cost->ratio, o->units, 0.5);
    return add(results, "units", (double)o->units, (double)o->units, BW_RESULT_MIN) &&
           add(results, "overhead_median", median, 1.15, BW_RESULT_MAX) &&
           add(results, "overhead_p95", p95, 1.40, BW_RESULT_MAX) &&
           add(results, "overhead_build", (cost->build + cost->added) / cost->build, 1.10, BW_RESULT_MAX) &&
           add(results, "memory_extra_mb", cost->extra_mib, 100.0, BW_RESULT_MAX) &&
           add(results, "crashes", (double)cost->crashes, 0.0, BW_RESULT_MAX);
}

static bool measure_sqlite(const struct options *o, const struct bw_corpus_setup *setup, struct bw_results *results)
{
    if (o->sqlite == NULL || o->sqlite[0] == '\0') {
        puts("sqlite_ratio: left out, no sqlite3.c was given (--sqlite)");
        return true;
    }
    struct bw_corpus_cost one;
    json_t *entry = json_pack("{s:s, s:s, s:[s, s, s]}", "directory", o->work, "file", o->sqlite, "arguments",
                              o->clang.program, "-w", o->sqlite);
    bool done = entry != NULL && bw_corpus_unit_measure(setup, entry, &one) &&
                add(results, "sqlite_ratio", one.ratio, 2.0, BW_RESULT_MAX);
    json_decref(entry);
    return done;
}

/* ---- verdicts ---- */

static double seconds_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool lint(const struct options *o, const char *sarif, const char *cache, double *ret_seconds)
{
    char *const argv[] = {(char *)o->gate, (char *)"lint",    (char *)"-p",    (char *)o->database,
                          (char *)"--clang", (char *)o->clang.program, (char *)"--cache", (char *)cache,
                          (char *)"--sarif", (char *)sarif,   NULL};
    struct bw_process process = {.argv = argv, .out = "/dev/null"};
    struct bw_process_end end;
    double start = seconds_now();
    if (!bw_process_run(&process, &end) || (end.exit_code != 0 && end.exit_code != 1))
        return false;
    *ret_seconds = seconds_now() - start;
    return true;
}

static double count_of(const json_t *counts, const char *name)
{
    const json_t *value = json_object_get(counts, name);
    return value != NULL ? (double)json_integer_value(value) : 0.0;
}

static bool add_counts(struct bw_results *results, const char *sarif)
{
    json_error_t error;
    json_t *log = json_load_file(sarif, 0, &error);
    const json_t *run = json_array_get(json_object_get(log, "runs"), 0);
    const json_t *counts = json_object_get(json_object_get(run, "properties"), "counts");
    double proved = count_of(counts, "accesses.proved"), open = count_of(counts, "accesses.open"),
           violations = count_of(counts, "accesses.violation"), all = proved + open + violations,
           functions = count_of(counts, "functions.analysed");
    bool known = all > 0.0 && functions > 0.0;
    bool added = known &&
                 add(results, "budget_hit_share", count_of(counts, "functions.budget") / functions, 0.0, BW_RESULT_SHOWN) &&
                 add(results, "proved_share", proved / all, 0.0, BW_RESULT_SHOWN) &&
                 add(results, "open_share", open / all, 0.0, BW_RESULT_SHOWN) &&
                 add(results, "violations", violations, 0.0, BW_RESULT_SHOWN) &&
                 add(results, "findings", (double)json_array_size(json_object_get(run, "results")), 0.0, BW_RESULT_SHOWN);
    json_decref(log);
    return added;
}

static bool measure_lint(const struct options *o, struct bw_results *results)
{
    char sarif[PATH_ROOM], cache[PATH_ROOM], pass[PATH_ROOM];
    double first, again;
    (void)snprintf(sarif, sizeof sarif, "%s/analysis.sarif", o->work);
    (void)snprintf(cache, sizeof cache, "%s/analysis-cache", o->work);
    (void)snprintf(pass, sizeof pass, "%s/analysis-cache/program", o->work);
    char *const forget[] = {(char *)"rm", (char *)"-rf", pass, NULL};
    struct bw_process process = {.argv = forget};
    struct bw_process_end end;
    return lint(o, sarif, cache, &first) && add_counts(results, sarif) && bw_process_run(&process, &end) &&
           end.exit_code == 0 && lint(o, sarif, cache, &again) &&
           add(results, "whole_program_seconds", again, 20.0, BW_RESULT_MAX);
}

/* ---- others ---- */

static bool measure_peer(const struct options *o, const json_t *database, const struct cost *cost, enum bw_peer_kind kind,
                         struct bw_results *results)
{
    char messages[PATH_ROOM], metric[64];
    double seconds = 0.0, alone = 0.0, findings = 0.0;
    size_t ran = 0;
    (void)snprintf(messages, sizeof messages, "%s/%s.messages", o->work, bw_peer_name(kind));
    for (size_t i = 0; i < o->peers; i++) {
        size_t unit = i * o->units / o->peers;
        struct bw_peer_run run;
        if (!bw_peer_run(kind, o->clang.program, json_array_get(database, unit), messages, &run))
            return false;
        if (!run.ran)
            continue;
        ran++;
        seconds += run.cpu_seconds;
        alone += cost->without[unit];
        findings += (double)run.findings;
    }
    (void)snprintf(metric, sizeof metric, "peer.%s.units", bw_peer_name(kind));
    bool added = add(results, metric, (double)ran, 0.0, BW_RESULT_SHOWN);
    if (ran == 0)
        return added;
    (void)snprintf(metric, sizeof metric, "peer.%s.ratio", bw_peer_name(kind));
    added = added && add(results, metric, seconds / alone, 0.0, BW_RESULT_SHOWN);
    (void)snprintf(metric, sizeof metric, "peer.%s.findings", bw_peer_name(kind));
    return added && add(results, metric, findings, 0.0, BW_RESULT_SHOWN);
}

static bool measure_peers(const struct options *o, const json_t *database, const struct cost *cost,
                          struct bw_results *results)
{
    bool done = true;
    for (int kind = BW_PEER_CLANG; done && o->peers > 0 && kind < BW_PEER_COUNT; kind++)
        done = measure_peer(o, database, cost, (enum bw_peer_kind)kind, results);
    return done;
}

static bool measure(const struct options *o, const json_t *database, struct bw_results *results)
{
    struct bw_corpus_setup setup = {.clang = o->clang, .plugins = o->plugins, .work = o->work, .rounds = o->rounds};
    struct cost cost = {.ratio = calloc(o->units, sizeof(double)), .without = calloc(o->units, sizeof(double))};
    bool done = cost.ratio != NULL && cost.without != NULL && bw_corpus_reports_open(&setup);
    if (done) {
        done = measure_units(o, &setup, database, &cost) && measure_sqlite(o, &setup, results);
        done = bw_corpus_reports_close(&setup) && done;
    }
    done = done && measure_peers(o, database, &cost, results) && add_cost(results, o, &cost) && measure_lint(o, results);
    free(cost.ratio);
    free(cost.without);
    return done;
}

int main(int argc, char **argv)
{
    struct options options = {.rounds = 2};
    json_error_t error;
    if (!take_options(&options, argc, argv))
        return fail("usage", "--database FILE --gate PROGRAM --plugins DIR --clang 19=clang-19 --work DIR --results DIR");
    json_t *database = json_load_file(options.database, 0, &error);
    size_t all = json_array_size(database);
    if (all == 0)
        return fail("no unit in the database", options.database);
    options.units = options.units != 0 && options.units < all ? options.units : all;
    options.peers = options.peers < options.units ? options.peers : options.units;
    (void)mkdir(options.work, 0777);
    /* units are compiled in the folders that their entries name */
    char *work = realpath(options.work, NULL), *plugins = realpath(options.plugins, NULL);
    if (work == NULL || plugins == NULL)
        return fail("no such folder", work == NULL ? options.work : options.plugins);
    options.work = work;
    options.plugins = plugins;
    struct bw_results results = {0};
    bool measured = measure(&options, database, &results);
    json_decref(database);
    free(work);
    free(plugins);
    if (!measured)
        return fail("the measurement could not be made", options.database);
    bw_results_print(&results, "analysis", stdout);
    enum bw_results_status status = bw_results_write(&results, options.results, "analysis");
    size_t missed = bw_results_missed(&results);
    bw_results_free(&results);
    if (status != BW_RESULTS_OK)
        return fail(bw_results_status_text(status), options.results);
    return missed == 0 ? 0 : 1;
}
