/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * prove PROOFS RUNTIME WORK [--quick | --accept | --list] [--unit NAME]... [--no-mutants]
 *       [--results DIR] [--cache DIR]
 *
 * Runs the proof of every unit below PROOFS (tests/proofs) over the sources below RUNTIME, keeping logs in WORK.
 * The default is all of it: the goals against their lists, the axioms, the smoke tests, the mutants, and the figures
 * into DIR/proofs.json. --quick proves the units marked so, without smoke tests and mutants, and writes no figures.
 * --accept writes the list of each unit that has no open goal; --list writes it without a proof, for a first look.
 * --cache keeps what was answered, for the next run.
 * Exit: 0 everything holds, 1 something does not (named on stderr), 2 bad arguments, 77 frama-c is not installed.
 */
#include "mutants.h"
#include "process.h"
#include "results.h"
#include "unit.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_ROOM 4096
#define UNITS_MAX 64

/* In the order of their dependence. Quick ones are those that fit into the time of a test together. */
static const struct {
    const char *name;
    bool quick;
} units[] = {
#define UNIT(name, quick) {#name, quick},
#include "units.def"
#undef UNIT
};
#define UNIT_COUNT (sizeof units / sizeof units[0])

struct options {
    const char *proofs;
    const char *runtime;
    const char *work;
    const char *results;
    const char *cache;
    const char *only[UNITS_MAX];
    size_t only_count;
    bool quick;
    bool accept;
    bool list;
    bool mutants;
};

struct score {
    struct goals_sum sum;
    size_t axioms;
    size_t axioms_proved;
    size_t unproved;
    size_t smoke_passed;
    size_t faults;
};

static bool parse(int argc, char **argv, struct options *ret_options)
{
    struct options options = {.mutants = true};
    if (argc < 4)
        return false;
    options.proofs = argv[1];
    options.runtime = argv[2];
    options.work = argv[3];
    for (int i = 4; i < argc; i++) {
        if (strcmp(argv[i], "--quick") == 0)
            options.quick = true;
        else if (strcmp(argv[i], "--accept") == 0)
            options.accept = true;
        else if (strcmp(argv[i], "--list") == 0)
            options.list = true;
        else if (strcmp(argv[i], "--no-mutants") == 0)
            options.mutants = false;
        else if (strcmp(argv[i], "--unit") == 0 && i + 1 < argc && options.only_count < UNITS_MAX)
            options.only[options.only_count++] = argv[++i];
        else if (strcmp(argv[i], "--results") == 0 && i + 1 < argc)
            options.results = argv[++i];
        else if (strcmp(argv[i], "--cache") == 0 && i + 1 < argc)
            options.cache = argv[++i];
        else
            return false;
    }
    options.accept = options.accept || options.list;
    if (options.quick || options.accept)
        options.mutants = false;
    *ret_options = options;
    return true;
}

static bool is_wanted(const struct options *options, const char *name, bool quick)
{
    for (size_t i = 0; i < options->only_count; i++) {
        if (strcmp(options->only[i], name) == 0)
            return true;
    }
    return options->only_count == 0 && (quick || !options->quick);
}

static bool has_frama_c(void)
{
    char *words[] = {"frama-c", "-version", NULL};
    struct bw_process process = {.argv = words, .out = "/dev/null", .err = "/dev/null", .timeout = 60};
    struct bw_process_end end;
    return bw_process_run(&process, &end) && end.exit_code == 0;
}

static void add_sum(struct goals_sum *to, const struct goals_sum *more)
{
    to->goals += more->goals;
    to->open += more->open;
    to->functions += more->functions;
    to->functions_proved += more->functions_proved;
}

/* The committed list, or what was found when it is to be accepted. */
static size_t check_list(const struct options *options, const char *name, const struct goals *found)
{
    char path[PATH_ROOM];
    struct goals expected;
    if (snprintf(path, sizeof path, "%s/units/%s.goals", options->proofs, name) >= PATH_ROOM)
        return 1;
    if (options->accept) {
        if (!options->list && goals_compare(found, found, stderr) != 0)
            return 1;
        return goals_write_list(found, path, stderr) ? 0 : 1;
    }
    if (!goals_read_list(path, &expected, stderr))
        return 1;
    size_t faults = goals_compare(&expected, found, stderr);
    goals_free(&expected);
    return faults;
}

static void prove_unit(const struct options *options, const struct prover *prover, const char *name,
                       struct score *score)
{
    struct unit_run run;
    if (!unit_run(prover, name, NULL, &run, stderr)) {
        score->faults++;
        return;
    }
    struct goals_sum sum = goals_sum(&run.goals);
    size_t faults = check_list(options, name, &run.goals) + run.smoke_failed;
    goals_free(&run.goals);
    printf("%-12s %4zu functions, %5zu goals, %zu open, %6.1f s%s\n", name, sum.functions, sum.goals, sum.open,
           run.seconds, faults == 0 ? "" : "  FAILED");
    (void)fflush(stdout);
    add_sum(&score->sum, &sum);
    score->unproved += run.unproved;
    score->faults += faults;
}

/* The same unit again, with the questions whether its contracts contradict themselves. */
static void smoke_unit(const struct prover *prover, const char *name, struct score *score)
{
    struct prover smoke = *prover;
    struct unit_run run;
    /* The goals themselves are in the cache: what runs is the smoke tests. */
    smoke.smoke_timeout = 1;
    smoke.timeout = 1;
    smoke.provers = "cvc4";
    smoke.first = NULL;
    if (!unit_run(&smoke, name, NULL, &run, stderr)) {
        score->faults++;
        return;
    }
    printf("%-12s %4zu smoke tests passed, %zu contradictions\n", name, run.smoke_passed, run.smoke_failed);
    (void)fflush(stdout);
    score->smoke_passed += run.smoke_passed;
    score->faults += run.smoke_failed + (run.smoke_passed == 0);
    goals_free(&run.goals);
}

static int is_axiom_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 5 && strcmp(entry->d_name + length - 5, ".smt2") == 0;
}

static void prove_axioms(const struct prover *prover, struct score *score)
{
    char dir[PATH_ROOM];
    char path[2 * PATH_ROOM];
    struct dirent **entry = NULL;
    (void)snprintf(dir, sizeof dir, "%s/bits", prover->proofs);
    int count = scandir(dir, &entry, is_axiom_file, alphasort);
    for (int i = 0; i < count; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", dir, entry[i]->d_name);
        score->axioms++;
        score->axioms_proved += axiom_holds(prover, path, stderr);
        free(entry[i]);
    }
    free(entry);
    printf("%-12s %4zu axioms, %zu proved\n", "bits", score->axioms, score->axioms_proved);
    score->faults += score->axioms - score->axioms_proved + (count <= 0);
}

static bool write_figures(const char *dir, const struct score *score, const struct mutants_end *mutants)
{
    struct bw_results results = {0};
    const struct goals_sum *sum = &score->sum;
    bool fine =
        bw_results_add(&results, "functions_total", (double)(sum->functions + score->unproved), 1, BW_RESULT_MIN) ==
            BW_RESULTS_OK &&
        bw_results_add(&results, "functions_proved", (double)sum->functions_proved, (double)sum->functions,
                       BW_RESULT_MIN) == BW_RESULTS_OK &&
        bw_results_add(&results, "goals_total", (double)sum->goals, 1, BW_RESULT_MIN) == BW_RESULTS_OK &&
        bw_results_add(&results, "goals_open", (double)sum->open, 0, BW_RESULT_MAX) == BW_RESULTS_OK &&
        bw_results_add(&results, "axioms_unproved", (double)(score->axioms - score->axioms_proved), 0,
                       BW_RESULT_MAX) == BW_RESULTS_OK &&
        bw_results_add(&results, "smoke_tests_passed", (double)score->smoke_passed, 1, BW_RESULT_MIN) ==
            BW_RESULTS_OK &&
        bw_results_add(&results, "mutants_total", (double)mutants->total, 40, BW_RESULT_MIN) == BW_RESULTS_OK &&
        bw_results_add(&results, "mutants_killed", (double)mutants->killed, (double)mutants->total, BW_RESULT_MIN) ==
            BW_RESULTS_OK &&
        bw_results_write(&results, dir, "proofs") == BW_RESULTS_OK;
    bw_results_free(&results);
    return fine;
}

/* The folder of the answers of this run, empty unless the caller keeps one. */
static bool make_cache(const struct options *options, char *ret_path)
{
    if (snprintf(ret_path, PATH_ROOM, "%s/cache", options->work) >= PATH_ROOM)
        return false;
    if (options->cache != NULL)
        return snprintf(ret_path, PATH_ROOM, "%s", options->cache) < PATH_ROOM;
    char *words[] = {"rm", "-rf", ret_path, NULL};
    struct bw_process process = {.argv = words, .timeout = 60};
    struct bw_process_end end;
    return bw_process_run(&process, &end) && end.exit_code == 0 && mkdir(ret_path, 0777) == 0;
}

static int prove(const struct options *options)
{
    char cache[PATH_ROOM];
    struct prover prover = {.proofs = options->proofs,
                            .runtime = options->runtime,
                            .work = options->work,
                            .cache = cache,
                            .first = options->quick || options->list || options->cache != NULL ? NULL : "cvc4",
                            .first_timeout = 3,
                            .provers = options->list ? "none" : "z3,cvc4",
                            .timeout = options->quick ? 10 : 20,
                            .unit_timeout = 3600};
    struct score score = {0};
    struct mutants_end mutants = {0};
    char path[PATH_ROOM];
    if (mkdir(options->work, 0777) != 0 && errno != EEXIST) {
        perror(options->work);
        return 2;
    }
    if (!make_cache(options, cache) || !prover_configure(&prover, stderr))
        return 1;
    for (size_t i = 0; i < UNIT_COUNT; i++) {
        if (is_wanted(options, units[i].name, units[i].quick))
            prove_unit(options, &prover, units[i].name, &score);
    }
    if (!options->accept && options->only_count == 0)
        prove_axioms(&prover, &score);
    if (!options->quick && !options->accept) {
        for (size_t i = 0; i < UNIT_COUNT; i++) {
            if (is_wanted(options, units[i].name, units[i].quick))
                smoke_unit(&prover, units[i].name, &score);
        }
    }
    if (options->mutants) {
        (void)snprintf(path, sizeof path, "%s/mutants.json", options->proofs);
        const char *only = options->only_count == 1 ? options->only[0] : NULL;
        /* What a fault leaves as it was is in the cache. What it leaves true closes in a second; what it makes false
           takes all the time there is. */
        prover.timeout = 5;
        if (!mutants_run(&prover, path, only, &mutants, stderr))
            score.faults++;
        score.faults += mutants.total - mutants.killed;
        printf("%zu of %zu mutants caught\n", mutants.killed, mutants.total);
    }
    printf("%zu of %zu functions proved, %zu goals, %zu open%s\n", score.sum.functions_proved,
           score.sum.functions + score.unproved, score.sum.goals, score.sum.open, score.faults == 0 ? "" : ", FAILED");
    bool complete = options->mutants && options->only_count == 0 && options->results != NULL;
    if (complete && !write_figures(options->results, &score, &mutants))
        score.faults++;
    return score.faults == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct options options;
    if (!parse(argc, argv, &options)) {
        fputs("usage: prove PROOFS RUNTIME WORK [--quick | --accept | --list] [--unit NAME]... [--no-mutants]"
              " [--results DIR] [--cache DIR]\n",
              stderr);
        return 2;
    }
    if (!has_frama_c()) {
        fputs("prove: skipped, frama-c is not installed (packages frama-c-base why3 z3 cvc4)\n", stderr);
        return 77;
    }
    return prove(&options);
}
