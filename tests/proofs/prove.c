/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * prove PROOFS RUNTIME WORK [--quick | --accept | --list] [--unit NAME]... [--no-mutants | --only-mutants]
 *       [--no-smoke] [--results DIR] [--cache DIR] [--jobs N]
 *
 * Runs the proof of every unit below PROOFS (tests/proofs) over the sources below RUNTIME, keeping logs in WORK.
 * The default is all of it: the goals against their lists, the axioms, the smoke tests, the mutants, and the figures
 * into DIR/proofs.json. --quick proves the units marked so, without smoke tests and mutants, and writes no figures.
 * --accept writes the list of each unit that has no open goal; --list writes it without a proof, for a first look.
 * What was answered is kept in WORK/cache, or the folder of --cache: a run that was interrupted goes on where it was,
 * and one after a change asks only what is new. An answer belongs to the text of its goal, and a whole run of frama-c
 * to that of its unit (kept.h), so none grows stale; to ask all of them anew, remove the folder.
 * Exit: 0 everything holds, 1 something does not (named on stderr), 2 bad arguments, 77 frama-c is not installed.
 */
#include "census.h"
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

/*
 * Where a proof ends, in steps of the prover: of cvc4 some 80,000 and of z3 some two million a second. Nearly every
 * goal takes cvc4 a fraction of the first pass; only what that leaves open is worth both.
 */
#define FIRST_STEPS 300000
#define BOTH_STEPS 20000000
#define SMOKE_STEPS 50000
#define MUTANT_STEPS 100000
#define MUTANT_BOTH_STEPS 2000000
/* Of wall time, for a goal: where a prover gets a hundredth of a processor the first pass still comes to its end. */
#define PATIENCE 600

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
    bool only_mutants;
    bool smoke;
    unsigned jobs;
};

struct score {
    struct goals_sum sum;
    size_t axioms;
    size_t axioms_proved;
    struct census found; /* which definitions were proved */
    struct smoke_end smoke;
    size_t faults;
};

static bool parse(int argc, char **argv, struct options *ret_options)
{
    struct options options = {.mutants = true, .smoke = true, .jobs = 2};
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
        else if (strcmp(argv[i], "--only-mutants") == 0)
            options.only_mutants = true;
        else if (strcmp(argv[i], "--no-smoke") == 0)
            options.smoke = false;
        else if (strcmp(argv[i], "--jobs") == 0 && i + 1 < argc && (options.jobs = (unsigned)atoi(argv[i + 1])) != 0)
            i++;
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
        options.mutants = options.smoke = false;
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

static bool is_wanted_by_name(const void *context, const char *unit)
{
    return is_wanted(context, unit, true);
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
    size_t faults = check_list(options, name, &run.goals);
    char *sources = unit_words(options->proofs, name, "of: ");
    faults += sources == NULL ? 1 : census_mark_goals(&score->found, sources, &run.goals, stderr);
    free(sources);
    goals_free(&run.goals);
    printf("%-12s %4zu functions, %5zu goals, %zu open, %6.1f s%s\n", name, sum.functions, sum.goals, sum.open,
           run.seconds, faults == 0 ? "" : "  FAILED");
    (void)fflush(stdout);
    add_sum(&score->sum, &sum);
    score->faults += faults;
}

/* The same unit again, with nothing but the questions whether its contracts contradict themselves. */
static void smoke_unit(const struct prover *prover, const char *name, struct score *score)
{
    struct prover smoke = *prover;
    struct unit_run run;
    smoke.smoke_timeout = 60;
    smoke.pass[0] = (struct pass){"cvc4", SMOKE_STEPS, 60};
    smoke.pass_count = 1;
    if (!unit_run(&smoke, name, NULL, &run, stderr)) {
        score->faults++;
        return;
    }
    printf("%-12s %4zu smoke tests passed, %zu contradictions, %zu dead by the contract or the machine\n", name,
           run.smoke.passed, run.smoke.failed, run.smoke.dead);
    (void)fflush(stdout);
    score->smoke.passed += run.smoke.passed;
    score->smoke.failed += run.smoke.failed;
    score->smoke.dead += run.smoke.dead;
    score->faults += run.smoke.failed + run.smoke.stale + (run.smoke.passed == 0 && !run.smoke.none);
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

/* All functions of the runtime but those of the page of what is trusted, which lies beside the folder of the proofs. */
static bool take_census(const struct options *options, struct census *ret_census)
{
    char page[PATH_ROOM];
    struct census census = {0};
    size_t faults = 0;
    if (!census_take(options->runtime, &census, stderr))
        return false;
    if (snprintf(page, sizeof page, "%s/../../docs/explanation/trusted.md", options->proofs) >= PATH_ROOM ||
        !census_trust(&census, page, &faults, stderr) || faults != 0) {
        census_free(&census);
        return false;
    }
    *ret_census = census;
    return true;
}

/* What the committed lists say there is to prove, whether or not this run came to it. */
static bool take_tried(const struct options *options, struct census *ret_census, size_t *ret_functions)
{
    struct census census;
    size_t functions = 0;
    if (!take_census(options, &census))
        return false;
    bool fine = true;
    for (size_t i = 0; i < UNIT_COUNT && fine; i++) {
        char path[PATH_ROOM];
        struct goals list = {0};
        char *sources = unit_words(options->proofs, units[i].name, "of: ");
        fine = sources != NULL &&
               snprintf(path, sizeof path, "%s/units/%s.goals", options->proofs, units[i].name) < PATH_ROOM &&
               goals_read_list(path, &list, stderr) && census_mark_goals(&census, sources, &list, stderr) == 0;
        functions += goals_sum(&list).functions;
        goals_free(&list);
        free(sources);
    }
    if (!fine) {
        census_free(&census);
        return false;
    }
    *ret_census = census;
    *ret_functions = functions;
    return true;
}

static bool add_figure(struct bw_results *results, const char *metric, size_t value, size_t limit,
                       enum bw_result_sense sense)
{
    return bw_results_add(results, metric, (double)value, (double)limit, sense) == BW_RESULTS_OK;
}

static bool write_figures(const struct options *options, const struct score *score, const struct mutants_end *mutants)
{
    struct bw_results results = {0};
    struct census lists;
    size_t instances;
    if (!take_tried(options, &lists, &instances))
        return false;
    const struct goals_sum *sum = &score->sum;
    struct census_sum tried = census_sum(&lists);
    struct census_sum found = census_sum(&score->found);
    size_t axioms_unproved = score->axioms - score->axioms_proved;
    bool fine = add_figure(&results, "functions_total", tried.total, 0, BW_RESULT_SHOWN) &&
                add_figure(&results, "functions_proved", found.proved, tried.tried, BW_RESULT_MIN) &&
                add_figure(&results, "instances_proved", sum->functions_proved, instances, BW_RESULT_MIN) &&
                add_figure(&results, "goals_total", sum->goals, 1, BW_RESULT_MIN) &&
                add_figure(&results, "goals_open", sum->open, 0, BW_RESULT_MAX) &&
                add_figure(&results, "axioms_unproved", axioms_unproved, 0, BW_RESULT_MAX) &&
                add_figure(&results, "smoke_tests_passed", score->smoke.passed, 1, BW_RESULT_MIN) &&
                add_figure(&results, "contradictions", score->smoke.failed, 0, BW_RESULT_MAX) &&
                add_figure(&results, "dead_by_contract_or_machine", score->smoke.dead, 0, BW_RESULT_SHOWN) &&
                add_figure(&results, "mutants_total", mutants->total, 40, BW_RESULT_MIN) &&
                add_figure(&results, "mutants_killed", mutants->killed, mutants->total, BW_RESULT_MIN) &&
                bw_results_write(&results, options->results, "proofs") == BW_RESULTS_OK;
    bw_results_free(&results);
    census_free(&lists);
    return fine;
}

static bool make_folder(const char *path)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return true;
    perror(path);
    return false;
}

static void run_mutants(const struct options *options, const struct prover *prover, struct score *score,
                        struct mutants_end *ret_mutants)
{
    char path[PATH_ROOM];
    struct prover limited = *prover;
    limited.pass[0] = (struct pass){"cvc4", MUTANT_STEPS, PATIENCE};
    limited.pass[1] = (struct pass){"cvc4,z3", MUTANT_BOTH_STEPS, PATIENCE};
    limited.pass_count = 2;
    (void)snprintf(path, sizeof path, "%s/mutants.json", options->proofs);
    if (!mutants_run(&limited, path, is_wanted_by_name, options, ret_mutants, stderr))
        score->faults++;
    score->faults += ret_mutants->total - ret_mutants->killed;
    printf("%zu of %zu mutants caught\n", ret_mutants->killed, ret_mutants->total);
}

static void prove_units(const struct options *options, const struct prover *prover, struct score *score)
{
    for (size_t i = 0; i < UNIT_COUNT; i++) {
        if (is_wanted(options, units[i].name, units[i].quick))
            prove_unit(options, prover, units[i].name, score);
    }
    if (!options->accept && options->only_count == 0)
        prove_axioms(prover, score);
    for (size_t i = 0; i < UNIT_COUNT && options->smoke; i++) {
        if (is_wanted(options, units[i].name, units[i].quick))
            smoke_unit(prover, units[i].name, score);
    }
}

static int prove(const struct options *options)
{
    char cache[PATH_ROOM];
    struct prover prover = {.proofs = options->proofs,
                            .runtime = options->runtime,
                            .work = options->work,
                            .cache = options->cache == NULL ? cache : options->cache,
                            .pass = {{"cvc4", FIRST_STEPS, PATIENCE}, {"cvc4,z3", BOTH_STEPS, PATIENCE}},
                            .pass_count = 2,
                            .unit_timeout = 4 * 3600,
                            .jobs = options->jobs};
    struct score score = {0};
    struct mutants_end mutants = {0};
    if (options->list) {
        prover.pass[0] = (struct pass){"none", 0, 1};
        prover.pass_count = 1;
    }
    if (snprintf(cache, sizeof cache, "%s/cache", options->work) >= PATH_ROOM || !make_folder(options->work) ||
        !make_folder(prover.cache))
        return 2;
    if (!prover_configure(&prover, stderr) || !take_census(options, &score.found))
        return 1;
    if (!options->only_mutants)
        prove_units(options, &prover, &score);
    if (options->mutants)
        run_mutants(options, &prover, &score, &mutants);
    printf("%zu of %zu functions in the units proved, %zu goals, %zu open%s\n", score.sum.functions_proved,
           score.sum.functions, score.sum.goals, score.sum.open, score.faults == 0 ? "" : ", FAILED");
    bool complete = options->mutants && !options->only_mutants && options->smoke && options->only_count == 0 && options->results != NULL;
    if (complete && !write_figures(options, &score, &mutants))
        score.faults++;
    census_free(&score.found);
    return score.faults == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct options options;
    if (!parse(argc, argv, &options)) {
        fputs("usage: prove PROOFS RUNTIME WORK [--quick | --accept | --list] [--unit NAME]..."
              " [--no-mutants | --only-mutants] [--no-smoke] [--results DIR] [--cache DIR] [--jobs N]\n",
              stderr);
        return 2;
    }
    if (!has_frama_c()) {
        fputs("prove: skipped, frama-c is not installed (packages frama-c-base why3 z3 cvc4)\n", stderr);
        return 77;
    }
    return prove(&options);
}
