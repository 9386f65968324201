/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What the plugin costs and whether it survives, on every unit of a compilation database.
 *
 *   bulwark-corpus --database FILE --plugins DIR --work DIR --results DIR [--name NAME] [--rounds N]
 *                  [--jobs N] [--clang MAJOR=PROGRAM]... [--limit-units N] [--argument TEXT]...
 *
 * For each unit and each clang the syntax is checked with and without -fplugin=<plugins>/bulwark-clang<major>.so,
 * in turn, N rounds over; of each variant the cheapest round counts. Ratios are processor time with over without.
 * --jobs measures so many units at once: faster, and a little noisier, since they share the machine's caches.
 * A unit crashed when the plugin changed how clang ended without an error of ours to explain it, and its record
 * is missing when the plugin left none. Findings go to <work>/findings-clang<major>.txt, to be read
 * by a person, and what each unit cost to <work>/units-clang<major>.txt.
 * Prints one table and writes it to <results>/<name>.json (name corpus-linux unless told).
 * Exit: 0 every limit met, 1 one missed, 2 the measurement could not be made.
 */
#include "corpus_unit.h"
#include "results.h"
#include "statistics.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_CLANGS = 4, MAX_ARGUMENTS = 32, MAX_JOBS = 64 };

/* The promises of the project: what a developer's build may pay for the analysis. */
static const double limit_median = 1.15;
static const double limit_p95 = 1.40;
static const double limit_extra_mib = 100.0;

struct options {
    const char *database;
    const char *plugins;
    const char *work;
    const char *results;
    const char *name;
    unsigned rounds;
    unsigned jobs;
    size_t units;
    struct bw_corpus_clang clang[MAX_CLANGS];
    size_t clangs;
    const char *argument[MAX_ARGUMENTS];
    size_t arguments;
};

struct summary {
    size_t crashes;
    size_t records_missing;
    double median;
    double p95;
    double extra_mib;
};

static int fail(const char *what, const char *object)
{
    fprintf(stderr, "bulwark-corpus: %s: %s\n", what, object);
    return 2;
}

static bool take_clang(struct options *options, char *text)
{
    char *equals = strchr(text, '=');
    if (equals == NULL || options->clangs == MAX_CLANGS)
        return false;
    *equals = '\0';
    options->clang[options->clangs++] = (struct bw_corpus_clang){.major = text, .program = equals + 1};
    return true;
}

static bool take_option(struct options *options, const char *name, char *value)
{
    if (strcmp(name, "--database") == 0)
        options->database = value;
    else if (strcmp(name, "--plugins") == 0)
        options->plugins = value;
    else if (strcmp(name, "--work") == 0)
        options->work = value;
    else if (strcmp(name, "--results") == 0)
        options->results = value;
    else if (strcmp(name, "--name") == 0)
        options->name = value;
    else if (strcmp(name, "--rounds") == 0)
        options->rounds = (unsigned)strtoul(value, NULL, 10);
    else if (strcmp(name, "--jobs") == 0)
        options->jobs = (unsigned)strtoul(value, NULL, 10);
    else if (strcmp(name, "--limit-units") == 0)
        options->units = strtoul(value, NULL, 10);
    else if (strcmp(name, "--clang") == 0)
        return take_clang(options, value);
    else if (strcmp(name, "--argument") == 0 && options->arguments < MAX_ARGUMENTS)
        options->argument[options->arguments++] = value;
    else
        return false;
    return true;
}

static bool take_options(struct options *options, int argc, char **argv)
{
    static char clang19[] = "19=clang-19";
    static char clang22[] = "22=clang-22";
    for (int i = 1; i < argc; i += 2) {
        if (i + 1 == argc || !take_option(options, argv[i], argv[i + 1]))
            return false;
    }
    if (options->clangs == 0 && (!take_clang(options, clang19) || !take_clang(options, clang22)))
        return false;
    return options->database != NULL && options->plugins != NULL && options->work != NULL && options->results != NULL &&
           options->rounds > 0 && options->jobs > 0 && options->jobs <= MAX_JOBS;
}

static void show_progress(const char *major, size_t done, size_t units)
{
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\rclang %s: %zu of %zu units%s", major, done, units, done == units ? "\n" : "");
    else if (done % 50 == 0 || done == units)
        fprintf(stderr, "clang %s: %zu of %zu units\n", major, done, units);
}

/* What the workers of one clang share; everything below the lock is guarded by it. */
struct race {
    const struct options *options;
    const json_t *database;
    size_t units;
    double *ratio;       /* one a unit */
    pthread_mutex_t lock;
    size_t next;
    size_t done;
    bool failed;
    struct summary summary;
};

struct worker {
    pthread_t thread;
    struct race *race;
    struct bw_corpus_setup setup;
};

/* Takes the next unit that no worker has, until there is none or one has failed. */
static bool take_unit(struct race *race, size_t *ret_unit)
{
    pthread_mutex_lock(&race->lock);
    bool taken = !race->failed && race->next < race->units;
    if (taken)
        *ret_unit = race->next++;
    pthread_mutex_unlock(&race->lock);
    return taken;
}

static void take_cost(struct race *race, const char *major, size_t unit, bool measured, const struct bw_corpus_cost *cost)
{
    pthread_mutex_lock(&race->lock);
    if (measured) {
        struct summary *s = &race->summary;
        race->ratio[unit] = cost->ratio;
        s->crashes += cost->crashed ? 1 : 0;
        s->records_missing += cost->record_missing ? 1 : 0;
        if (cost->extra_mib > s->extra_mib)
            s->extra_mib = cost->extra_mib;
        show_progress(major, ++race->done, race->units);
    } else {
        race->failed = true;
    }
    pthread_mutex_unlock(&race->lock);
}

static void *work(void *argument)
{
    struct worker *w = argument;
    size_t unit;
    while (take_unit(w->race, &unit)) {
        struct bw_corpus_cost cost = {0};
        bool measured = bw_corpus_unit_measure(&w->setup, json_array_get(w->race->database, unit), &cost);
        take_cost(w->race, w->setup.clang.major, unit, measured, &cost);
    }
    return NULL;
}

/* Runs the workers of a race to its end. */
static void run_workers(struct race *race, const struct bw_corpus_setup *setup)
{
    struct worker worker[MAX_JOBS];
    unsigned started = 0;
    for (unsigned i = 0; i < race->options->jobs; i++) {
        worker[i] = (struct worker){.race = race, .setup = *setup};
        worker[i].setup.worker = i;
        if (pthread_create(&worker[i].thread, NULL, work, &worker[i]) != 0)
            break;
        started++;
    }
    for (unsigned i = 0; i < started; i++)
        (void)pthread_join(worker[i].thread, NULL);
}

/* Measures every unit with one clang. */
static bool measure_clang(const struct options *options, const json_t *database, const struct bw_corpus_clang *clang,
                          struct summary *ret_summary)
{
    size_t units = json_array_size(database);
    if (options->units != 0 && options->units < units)
        units = options->units;
    struct bw_corpus_setup setup = {.clang = *clang, .plugins = options->plugins, .work = options->work,
                                    .rounds = options->rounds, .argument = options->argument,
                                    .arguments = options->arguments};
    struct race race = {.options = options, .database = database, .units = units, .ratio = calloc(units, sizeof(double)),
                        .lock = PTHREAD_MUTEX_INITIALIZER};
    if (race.ratio == NULL || !bw_corpus_reports_open(&setup)) {
        free(race.ratio);
        return false;
    }
    run_workers(&race, &setup);
    bool measured = bw_corpus_reports_close(&setup) && !race.failed && race.done == units;
    if (measured) {
        race.summary.p95 = bw_quantile(race.ratio, units, 0.95);
        race.summary.median = bw_quantile(race.ratio, units, 0.5);
        *ret_summary = race.summary;
    }
    free(race.ratio);
    return measured;
}

static void take_worst(struct summary *worst, const struct summary *one)
{
    worst->crashes += one->crashes;
    worst->records_missing += one->records_missing;
    if (one->median > worst->median)
        worst->median = one->median;
    if (one->p95 > worst->p95)
        worst->p95 = one->p95;
    if (one->extra_mib > worst->extra_mib)
        worst->extra_mib = one->extra_mib;
}

static bool add_summary(struct bw_results *results, const char *suffix, const struct summary *s)
{
    const struct {
        const char *metric;
        double value;
        double limit;
    } figure[] = {
        {"crashes", (double)s->crashes, 0},
        {"records_missing", (double)s->records_missing, 0},
        {"overhead_median", s->median, limit_median},
        {"overhead_p95", s->p95, limit_p95},
        {"memory_extra_mb", s->extra_mib, limit_extra_mib},
    };
    bool added = true;
    for (size_t i = 0; i < sizeof figure / sizeof figure[0]; i++) {
        char metric[64];
        (void)snprintf(metric, sizeof metric, "%s%s", figure[i].metric, suffix);
        added = added &&
                bw_results_add(results, metric, figure[i].value, figure[i].limit, BW_RESULT_MAX) == BW_RESULTS_OK;
    }
    return added;
}

int main(int argc, char **argv)
{
    struct options options = {.name = "corpus-linux", .rounds = 3, .jobs = 1};
    if (!take_options(&options, argc, argv))
        return fail("usage", "--database FILE --plugins DIR --work DIR --results DIR [--rounds N] [--clang 19=clang-19]");
    json_error_t error;
    json_t *database = json_load_file(options.database, 0, &error);
    if (json_array_size(database) == 0)
        return fail("no unit in the database", options.database);
    (void)mkdir(options.work, 0777);
    /* Units are compiled in the folders their entries name, so these two must not be relative. */
    char *work = realpath(options.work, NULL);
    char *plugins = realpath(options.plugins, NULL);
    if (work == NULL || access(work, W_OK) != 0)
        return fail("cannot write the work folder", options.work);
    if (plugins == NULL)
        return fail("no folder of plugins", options.plugins);
    options.work = work;
    options.plugins = plugins;

    size_t all = json_array_size(database);
    double units = (double)(options.units != 0 && options.units < all ? options.units : all);
    struct summary worst = {0};
    struct summary one[MAX_CLANGS];
    for (size_t i = 0; i < options.clangs; i++) {
        if (!measure_clang(&options, database, &options.clang[i], &one[i])) {
            json_decref(database);
            return fail("cannot measure with clang", options.clang[i].major);
        }
        take_worst(&worst, &one[i]);
    }
    json_decref(database);

    struct bw_results results = {0};
    bool added = bw_results_add(&results, "units", units, units, BW_RESULT_MIN) == BW_RESULTS_OK &&
                 add_summary(&results, "", &worst);
    for (size_t i = 0; added && i < options.clangs; i++) {
        char suffix[32];
        (void)snprintf(suffix, sizeof suffix, ".clang%s", options.clang[i].major);
        added = add_summary(&results, suffix, &one[i]);
    }
    if (!added)
        return fail("a figure could not be kept", options.name);
    bw_results_print(&results, options.name, stdout);
    enum bw_results_status status = bw_results_write(&results, options.results, options.name);
    size_t missed = bw_results_missed(&results);
    bw_results_free(&results);
    free(plugins);
    if (status != BW_RESULTS_OK)
        return fail(bw_results_status_text(status), options.results);
    printf("figures: %s/%s.json\nfindings: %s/findings-clang*.txt\nunits: %s/units-clang*.txt\n", options.results,
           options.name, options.work, options.work);
    free(work);
    return missed == 0 ? 0 : 1;
}
