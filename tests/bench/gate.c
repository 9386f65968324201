/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What `bulwark lint` costs over a whole database, beside what the compiler costs alone.
 *
 *   bulwark-bench-gate --program BULWARK --database FILE --clang PROGRAM --work DIR --results DIR [--jobs N] [--rounds N]
 *
 * cold_ratio         wall time of a run with an empty cache over that of the same commands with -fsyntax-only and no plugin,
 *                    as many at once
 * noop_seconds       wall time of a run when nothing has changed; the quickest of the rounds
 * one_file_seconds   the same when one unit has to be analysed again, less what its compile takes alone
 * memory_mb          the largest resident set of any one process of the cold run
 * Nothing outside of <work> is written: a unit is made stale by taking its record away. Writes <results>/gate.json.
 * Exit: 0 every limit met, 1 one missed, 2 the measurement could not be made.
 */
#include "process.h"
#include "results.h"

#include <dirent.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_UNITS = 8192, MOST_WORDS = 4096, MOST_JOBS = 64, TIMEOUT = 3600 };

static const double limit_noop = 0.3, limit_one_file = 2.0, limit_cold = 1.2;

struct setup {
    const char *program, *database, *clang, *work, *results;
    unsigned jobs, rounds;
    char units[4096];  /* folder of the cache with the jobs */
    char *job[MOST_UNITS];
    size_t count;
};

static int fail(const char *what, const char *object)
{
    fprintf(stderr, "bulwark-bench-gate: %s: %s\n", what, object);
    return 2;
}

static double now(void)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- the program --------------------------------------------------------------------------------------------- */

/* One run; false if it came to no verdict. */
static bool lint(const struct setup *s, double *ret_seconds, double *ret_mib)
{
    char jobs[16], cache[4096], log[4096];
    snprintf(jobs, sizeof jobs, "%u", s->jobs);
    snprintf(cache, sizeof cache, "%s/cache", s->work);
    snprintf(log, sizeof log, "%s/lint.log", s->work);
    char *const argv[] = {(char *)(uintptr_t)s->program, (char[]){"lint"}, (char[]){"--no-config"}, (char[]){"-p"},
                          (char *)(uintptr_t)s->database, (char[]){"--clang"}, (char *)(uintptr_t)s->clang, (char[]){"-j"}, jobs,
                          (char[]){"--cache"}, cache, NULL};
    const struct bw_process process = {.argv = argv, .out = log, .err = log, .timeout = TIMEOUT};
    struct bw_process_end end;
    double start = now();
    if (!bw_process_run(&process, &end))
        return false;
    *ret_seconds = now() - start;
    *ret_mib = end.peak_mib;
    return end.exit_code == 0 || end.exit_code == 1;
}

static bool lint_quickest(const struct setup *s, double *ret_seconds)
{
    double best = 0, mib;
    for (unsigned round = 0; round < s->rounds; round++) {
        double seconds;
        if (!lint(s, &seconds, &mib))
            return false;
        if (round == 0 || seconds < best)
            best = seconds;
    }
    *ret_seconds = best;
    return true;
}

/* ---- the compiler alone -------------------------------------------------------------------------------------- */

static char *read_whole(const char *path, size_t *ret_size)
{
    FILE *file = fopen(path, "r");
    struct stat info;
    if (file == NULL || fstat(fileno(file), &info) != 0)
        return NULL;
    char *bytes = malloc((size_t)info.st_size + 1);
    size_t size = bytes == NULL ? 0 : fread(bytes, 1, (size_t)info.st_size, file);
    fclose(file);
    if (bytes != NULL)
        bytes[size] = '\0';
    *ret_size = size;
    return bytes;
}

/* Runs the command of a job without what is about the plugin: strings with their NULs, as gate/job.h says. */
static bool compile(const char *path)
{
    size_t size = 0;
    char *bytes = read_whole(path, &size);
    char **argv = calloc(MOST_WORDS + 1, sizeof *argv);
    size_t words = 0, number = 0;
    const char *folder = NULL;
    bool good = false;
    for (size_t at = 0; bytes != NULL && argv != NULL && at < size; at += strlen(bytes + at) + 1, number++) {
        if (number == 1)
            folder = bytes + at;
        if (number > 4 && words < MOST_WORDS && strncmp(bytes + at, "-fplugin", 8) != 0)
            argv[words++] = bytes + at;
    }
    if (folder != NULL && words > 0) {
        const struct bw_process process = {.argv = argv, .dir = folder, .out = "/dev/null", .err = "/dev/null", .timeout = TIMEOUT};
        struct bw_process_end end;
        good = bw_process_run(&process, &end) && end.exit_code == 0;
    }
    free(bytes);
    free(argv);
    return good;
}

struct crew {
    const struct setup *setup;
    pthread_mutex_t lock;
    size_t next;
    bool good;
};

static void *work(void *context)
{
    struct crew *crew = context;
    for (;;) {
        pthread_mutex_lock(&crew->lock);
        size_t mine = crew->next++;
        pthread_mutex_unlock(&crew->lock);
        if (mine >= crew->setup->count)
            return NULL;
        if (!compile(crew->setup->job[mine])) {
            pthread_mutex_lock(&crew->lock);
            crew->good = false;
            pthread_mutex_unlock(&crew->lock);
        }
    }
}

static bool compile_all(const struct setup *s, double *ret_seconds)
{
    struct crew crew = {.setup = s, .lock = PTHREAD_MUTEX_INITIALIZER, .good = true};
    pthread_t thread[MOST_JOBS];
    unsigned started = 0;
    double start = now();
    while (started < s->jobs && pthread_create(&thread[started], NULL, work, &crew) == 0)
        started++;
    for (unsigned i = 0; i < started; i++)
        pthread_join(thread[i], NULL);
    *ret_seconds = now() - start;
    return started == s->jobs && crew.good;
}

/* ---- all of it ----------------------------------------------------------------------------------------------- */

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool find_jobs(struct setup *s)
{
    snprintf(s->units, sizeof s->units, "%s/cache/units", s->work);
    DIR *dir = opendir(s->units);
    if (dir == NULL)
        return false;
    for (const struct dirent *entry = readdir(dir); entry != NULL && s->count < MOST_UNITS; entry = readdir(dir)) {
        size_t size = strlen(entry->d_name);
        if (size < 4 || strcmp(entry->d_name + size - 4, ".job") != 0)
            continue;
        char *path = malloc(strlen(s->units) + size + 2);
        if (path == NULL)
            break;
        sprintf(path, "%s/%s", s->units, entry->d_name);
        s->job[s->count++] = path;
    }
    closedir(dir);
    qsort(s->job, s->count, sizeof *s->job, compare);
    return s->count > 0;
}

/* Takes the record of the middle unit away, once a round; the quickest round counts. */
static bool one_file(const struct setup *s, double *ret_seconds)
{
    const char *job = s->job[s->count / 2];
    char record[4096 + 300];
    snprintf(record, sizeof record, "%.*s.bwr", (int)(strlen(job) - 4), job);
    double best = 0, mib, alone = now();
    if (!compile(job))
        return false;
    alone = now() - alone;
    for (unsigned round = 0; round < s->rounds; round++) {
        double seconds;
        if (unlink(record) != 0 || !lint(s, &seconds, &mib))
            return false;
        if (round == 0 || seconds < best)
            best = seconds;
    }
    *ret_seconds = best - alone;
    return true;
}

static bool take_option(struct setup *s, const char *name, const char *value)
{
    if (strcmp(name, "--program") == 0) s->program = value;
    else if (strcmp(name, "--database") == 0) s->database = value;
    else if (strcmp(name, "--clang") == 0) s->clang = value;
    else if (strcmp(name, "--work") == 0) s->work = value;
    else if (strcmp(name, "--results") == 0) s->results = value;
    else if (strcmp(name, "--jobs") == 0) s->jobs = (unsigned)strtoul(value, NULL, 10);
    else if (strcmp(name, "--rounds") == 0) s->rounds = (unsigned)strtoul(value, NULL, 10);
    else return false;
    return true;
}

int main(int argc, char **argv)
{
    static struct setup s = {.jobs = 2, .rounds = 5};
    for (int i = 1; i < argc; i += 2)
        if (i + 1 == argc || !take_option(&s, argv[i], argv[i + 1]))
            return fail("unknown option, or one without its value", argv[i]);
    if (s.program == NULL || s.database == NULL || s.clang == NULL || s.work == NULL || s.results == NULL || s.jobs == 0 ||
        s.jobs > MOST_JOBS || s.rounds == 0)
        return fail("options are missing", "--program, --database, --clang, --work and --results are needed");
    char cache[4096];
    snprintf(cache, sizeof cache, "%s/cache", s.work);
    if (access(cache, F_OK) == 0)
        return fail("a cold run needs an empty cache; remove it", cache);
    double cold, alone, noop, one, mib;
    if (!lint(&s, &cold, &mib))
        return fail("the cold run came to no verdict; its words are in lint.log", s.work);
    if (!find_jobs(&s))
        return fail("the cold run left no jobs", s.units);
    if (!compile_all(&s, &alone))
        return fail("some unit does not compile without the plugin", s.database);
    if (!lint_quickest(&s, &noop) || !one_file(&s, &one))
        return fail("a later run came to no verdict; its words are in lint.log", s.work);
    struct bw_results results = {0};
    bool good = bw_results_add(&results, "units", (double)s.count, 0, BW_RESULT_SHOWN) == BW_RESULTS_OK &&
                bw_results_add(&results, "noop_seconds", noop, limit_noop, BW_RESULT_MAX) == BW_RESULTS_OK &&
                bw_results_add(&results, "one_file_seconds", one, limit_one_file, BW_RESULT_MAX) == BW_RESULTS_OK &&
                bw_results_add(&results, "cold_seconds", cold, 0, BW_RESULT_SHOWN) == BW_RESULTS_OK &&
                bw_results_add(&results, "cold_ratio", cold / alone, limit_cold, BW_RESULT_MAX) == BW_RESULTS_OK &&
                bw_results_add(&results, "memory_mb", mib, 0, BW_RESULT_SHOWN) == BW_RESULTS_OK;
    bw_results_print(&results, "gate", stdout);
    if (!good || bw_results_write(&results, s.results, "gate") != BW_RESULTS_OK)
        return fail("the figures cannot be written", s.results);
    return bw_results_missed(&results) == 0 ? 0 : 1;
}
