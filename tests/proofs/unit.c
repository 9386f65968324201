/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "unit.h"

#include "kept.h"
#include "process.h"
#include "read_text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_ROOM 4096
#define WORDS_MAX 96

/* Words of these lines of a log say that the proof is about something else than the program. */
static const char *const weakening[] = {"Missing assigns clause", "Memory model hypotheses",
                                        "Degenerated",              "Missing RTE",            "User Error",
                                        "Missing terminates",       "Unsupported",            "Neither code nor",
                                        "incompatible-types-call",  "annot-error",            "Implicit declaration"};

static bool format(char *to, const char *pattern, const char *a, const char *b)
{
    int length = snprintf(to, PATH_ROOM, pattern, a, b);
    return length > 0 && length < PATH_ROOM;
}

bool prover_configure(const struct prover *prover, FILE *out)
{
    char config[PATH_ROOM];
    char log[PATH_ROOM];
    if (!format(config, "%s/why3.conf%s", prover->work, "") || !format(log, "%s/why3.log%s", prover->work, ""))
        return false;
    (void)remove(config);
    char *words[] = {"why3", "config", "detect", "-C", config, NULL};
    struct bw_process process = {.argv = words, .out = log, .err = log, .timeout = 120};
    struct bw_process_end end;
    struct stat made;
    if (!bw_process_run(&process, &end) || end.exit_code != 0 || stat(config, &made) != 0) {
        fprintf(out, "why3 config detect failed: see %s\n", log);
        return false;
    }
    if (!format(log, "%s/frama-c.version%s", prover->work, ""))
        return false;
    char *version[] = {"frama-c", "-version", NULL};
    process = (struct bw_process){.argv = version, .out = log, .err = "/dev/null", .timeout = 60};
    if (!bw_process_run(&process, &end) || end.exit_code != 0) {
        fprintf(out, "frama-c -version failed: see %s\n", log);
        return false;
    }
    return setenv("WHY3CONFIG", config, 1) == 0;
}

char *unit_words(const char *proofs, const char *unit, const char *key)
{
    char path[PATH_ROOM];
    if (snprintf(path, sizeof path, "%s/units/%s.c", proofs, unit) >= PATH_ROOM)
        return NULL;
    char *text = read_text(path);
    if (text == NULL)
        return NULL;
    static const char line[] = "\n * ";
    size_t length = 0;
    for (const char *at = text; (at = strstr(at, line)) != NULL;) {
        at += sizeof line - 1;
        if (strncmp(at, key, strlen(key)) == 0) {
            at += strlen(key);
            length = strcspn(at, "\n");
            memmove(text, at, length);
            break;
        }
    }
    text[length] = '\0';
    return text;
}

/* Adds a name to a comma-separated list of the caller's. */
static bool add_name(char **list, const char *name)
{
    char *longer = realloc(*list, strlen(*list) + strlen(name) + 2);
    if (longer == NULL)
        return false;
    *list = longer;
    if (longer[0] != '\0')
        strcat(longer, ",");
    strcat(longer, name);
    return true;
}

/* Adds the functions of an earlier unit. */
static bool skip_unit(const struct prover *prover, const char *name, char **list, FILE *out)
{
    char path[PATH_ROOM];
    struct goals goals;
    if (snprintf(path, sizeof path, "%s/units/%s.goals", prover->proofs, name) >= PATH_ROOM ||
        !goals_read_list(path, &goals, out))
        return false;
    bool fine = true;
    for (size_t i = 0; i < goals.count && fine; i++) {
        if (i + 1 < goals.count && strcmp(goals.item[i].function, goals.item[i + 1].function) == 0)
            continue;
        if (strcmp(goals.item[i].function, "lemma") == 0)
            continue;
        fine = add_name(list, goals.item[i].function);
    }
    goals_free(&goals);
    return fine;
}

/*
 * Casts between void and bytes keep the address in the model Typed+cast; every other one makes memory of two types.
 * The message goes over two lines.
 */
static const char *bad_cast(const char *text)
{
    static const char name[] = "Cast with incompatible pointers types";
    for (const char *at = text; (at = strstr(at, name)) != NULL; at++) {
        char source[32];
        char target[32];
        if (sscanf(at + sizeof name - 1, " (source: %31[^)]) (target: %31[^)])", source, target) != 2 ||
            (strcmp(source, "sint8*") != 0 && strcmp(source, "uint8*") != 0) ||
            (strcmp(target, "sint8*") != 0 && strcmp(target, "uint8*") != 0))
            return at;
    }
    return NULL;
}

const char *unit_weakness(const char *text)
{
    for (size_t i = 0; i < sizeof weakening / sizeof weakening[0]; i++) {
        const char *at = strstr(text, weakening[i]);
        if (at != NULL)
            return at;
    }
    return bad_cast(text);
}

/* Whether a log says that something weakens the proof, on `out`. */
static bool is_weak(const char *log, const char *text, FILE *out)
{
    const char *weak = unit_weakness(text);
    if (weak != NULL)
        fprintf(out, "%s: weakens the proof: %.*s\n", log, (int)strcspn(weak, "\n"), weak);
    return weak != NULL;
}

/* Reads the log: whether something weakens the proof, and how the smoke tests went where the run consists of them. */
static bool judge_log(const struct prover *prover, const char *unit, const char *log, struct unit_run *run, FILE *out)
{
    char *text = read_text(log);
    char *dead = prover->smoke_timeout == 0 ? NULL : unit_words(prover->proofs, unit, "dead: ");
    if (text == NULL)
        fprintf(out, "%s: cannot be read\n", log);
    bool fine = text != NULL && !is_weak(log, text, out);
    if (fine && prover->smoke_timeout != 0)
        fine = dead != NULL && smoke_read(text, dead, &run->smoke, out);
    free(dead);
    free(text);
    return fine;
}

/* Adds every word of `text`, which stays the caller's and is cut into them. */
static size_t add_words(char **words, size_t count, char *text)
{
    for (char *word = strtok(text, " \t"); word != NULL && count < WORDS_MAX; word = strtok(NULL, " \t"))
        words[count++] = word;
    return count;
}

/* The functions of a unit that are not to be proved: those of the units below it, and those it names. */
static bool list_skipped(const struct prover *prover, const char *unit, char **list, FILE *out)
{
    char *after = unit_words(prover->proofs, unit, "after: ");
    char *unproved = unit_words(prover->proofs, unit, "unproved: ");
    bool fine = after != NULL && unproved != NULL;
    if (!fine)
        fprintf(out, "%s: the unit cannot be read\n", unit);
    for (char *name = fine ? strtok(after, " ") : NULL; name != NULL && fine; name = strtok(NULL, " "))
        fine = skip_unit(prover, name, list, out);
    for (char *name = fine ? strtok(unproved, " ") : NULL; name != NULL && fine; name = strtok(NULL, " "))
        fine = add_name(list, name);
    free(after);
    free(unproved);
    return fine;
}

/* The words of a run that are the same in every pass. */
struct run_words {
    char source[PATH_ROOM];
    char log[PATH_ROOM];
    char report[PATH_ROOM];
    char text[PATH_ROOM]; /* the unit behind the preprocessor */
    char cpp[PATH_ROOM];
    char jobs[16];
    char smoke_timeout[16];
    char *more;    /* of the unit */
    char *skipped; /* comma-separated */
};

static bool fill_words(const struct prover *prover, const char *unit, struct run_words *words, FILE *out)
{
    (void)snprintf(words->jobs, sizeof words->jobs, "%u", prover->jobs);
    (void)snprintf(words->smoke_timeout, sizeof words->smoke_timeout, "%u", prover->smoke_timeout);
    if (!format(words->source, "%s/units/%s.c", prover->proofs, unit) ||
        !format(words->log, "%s/%s.log", prover->work, unit) ||
        !format(words->report, "%s/%s.json", prover->work, unit) ||
        !format(words->text, "%s/%s.i", prover->work, unit) ||
        !format(words->cpp, "-cpp-extra-args=-CC -DBW_NO_OVERFLOW_BUILTINS -I%s/include -I%s", prover->runtime,
                prover->runtime))
        return false;
    words->more = unit_words(prover->proofs, unit, "prove: ");
    words->skipped = calloc(1, 1);
    return words->more != NULL && words->skipped != NULL && list_skipped(prover, unit, &words->skipped, out);
}

/* In a run of smoke tests the goals themselves are not asked again: every property that is no smoke test is left out. */
static const char no_goals[] = "-wp-prop=-@requires,-@assigns,-@ensures,-@exits,-@assert,-@invariant,-@variant,"
                               "-@terminates,-@complete_behaviors,-@disjoint_behaviors,-@lemma";

/* What a run is asked with, but for paths: every word, and who answers. Of the caller's; null without memory. */
static char *asked_with(const struct prover *prover, const struct run_words *words, char *const *word)
{
    char path[PATH_ROOM];
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (to == NULL)
        return NULL;
    for (size_t i = 0; word[i] != NULL; i++) {
        const char *no_part[] = {words->cpp, words->jobs, words->report, words->source, prover->cache};
        bool counts = true;
        for (size_t k = 0; k < sizeof no_part / sizeof no_part[0]; k++)
            counts = counts && word[i] != no_part[k];
        if (counts)
            fprintf(to, "%s\n", word[i]);
    }
    static const char *const told[] = {"why3.conf", "frama-c.version"};
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        char *read = format(path, "%s/%s", prover->work, told[i]) ? read_text(path) : NULL;
        fprintf(to, "%s\n", read == NULL ? "" : read);
        free(read);
    }
    if (fclose(to) == 0)
        return text;
    free(text);
    return NULL;
}

/* The run that was kept, or this one, which is kept when no attempt ended by time. */
static bool run_or_find(const struct prover *prover, const struct run_words *words, char *const *word,
                        double *seconds)
{
    char *asked = asked_with(prover, words, word);
    struct kept kept = {.name = ""};
    struct bw_process process = {
        .argv = word, .out = words->log, .err = words->log, .timeout = prover->unit_timeout};
    struct bw_process_end end;
    if (asked != NULL)
        kept = kept_of(prover, words->source, words->text, asked);
    free(asked);
    (void)remove(words->report);
    if (kept_find(&kept, prover->cache, words->report, words->log))
        return true;
    if (prover->cache != NULL)
        (void)cache_forget_timeouts(prover->cache);
    if (!bw_process_run(&process, &end))
        return false;
    *seconds += end.cpu_seconds;
    if (end.exit_code != 0)
        return false;
    if (prover->cache != NULL && cache_forget_timeouts(prover->cache) == 0)
        kept_store(&kept, prover->cache, words->report, words->log);
    return true;
}

/* One pass. The report and the log are those of the last one. */
static bool run_pass(const struct prover *prover, const struct pass *pass, struct run_words *words,
                     const char *functions, double *seconds)
{
    char timeout[16];
    char steps[16];
    char more[PATH_ROOM];
    (void)snprintf(timeout, sizeof timeout, "%u", pass->timeout);
    (void)snprintf(steps, sizeof steps, "%u", pass->steps);
    char *word[WORDS_MAX + 1] = {"nice", "frama-c", "-machdep", "gcc_x86_64", "-c11", words->cpp,
                                 "-warn-unsigned-overflow", "-warn-unsigned-downcast", "-warn-signed-downcast",
                                 "-warn-invalid-pointer", "-wp", "-wp-rte", "-wp-model", "Typed",
                                 "-wp-definitions-terminate", "-wp-par", words->jobs, "-wp-warn-key",
                                 "pedantic-assigns=inactive", "-wp-timeout", timeout, "-wp-steps", steps, "-wp-prover",
                                 (char *)pass->provers, "-wp-report-json", words->report, words->source};
    size_t count = 0;
    while (word[count] != NULL)
        count++;
    if (functions != NULL) {
        word[count++] = "-wp-fct";
        word[count++] = (char *)functions;
    } else if (words->skipped[0] != '\0') {
        word[count++] = "-wp-skip-fct";
        word[count++] = words->skipped;
    }
    if (prover->smoke_timeout != 0) {
        word[count++] = "-wp-smoke-tests";
        word[count++] = (char *)no_goals;
        word[count++] = "-wp-smoke-timeout";
        word[count++] = words->smoke_timeout;
    }
    if (prover->cache != NULL) {
        word[count++] = "-wp-cache";
        word[count++] = "update";
        word[count++] = "-wp-cache-dir";
        word[count++] = (char *)prover->cache;
    }
    if (snprintf(more, sizeof more, "%s", words->more) >= PATH_ROOM)
        return false;
    (void)add_words(word, count, more);
    return run_or_find(prover, words, word, seconds);
}

size_t cache_forget_timeouts(const char *cache)
{
    char path[PATH_ROOM];
    size_t count = 0;
    DIR *folder = opendir(cache);
    if (folder == NULL)
        return 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (strstr(entry->d_name, ".json") == NULL || !format(path, "%s/%s", cache, entry->d_name))
            continue;
        char *text = read_text(path);
        if (text != NULL && strstr(text, "\"timeout\"") != NULL && remove(path) == 0)
            count++;
        free(text);
    }
    (void)closedir(folder);
    return count;
}

static bool run_passes(const struct prover *prover, struct run_words *words, const char *unit, const char *functions,
                       struct unit_run *ret_run, FILE *out)
{
    struct unit_run run = {0};
    for (size_t i = 0; i < prover->pass_count; i++) {
        goals_free(&run.goals);
        if (!run_pass(prover, &prover->pass[i], words, functions, &run.seconds)) {
            fprintf(out, "%s: frama-c failed or was over its time: see %s\n", unit, words->log);
            return false;
        }
        /* smoke tests stand in the log alone */
        if (prover->smoke_timeout == 0 && !goals_read_report(words->report, &run.goals, out))
            return false;
        if (goals_sum(&run.goals).open == 0)
            break;
    }
    if (!judge_log(prover, unit, words->log, &run, out)) {
        goals_free(&run.goals);
        return false;
    }
    *ret_run = run;
    return true;
}

bool unit_run(const struct prover *prover, const char *unit, const char *functions, struct unit_run *ret_run,
              FILE *out)
{
    struct run_words words = {.more = NULL, .skipped = NULL};
    bool fine = fill_words(prover, unit, &words, out) && run_passes(prover, &words, unit, functions, ret_run, out);
    free(words.more);
    free(words.skipped);
    return fine;
}

bool axiom_holds(const struct prover *prover, const char *path, FILE *out)
{
    char log[PATH_ROOM];
    if (!format(log, "%s/axiom.log%s", prover->work, ""))
        return false;
    char *words[] = {"nice", "z3", (char *)path, NULL};
    struct bw_process process = {.argv = words, .out = log, .err = log, .timeout = prover->unit_timeout};
    struct bw_process_end end;
    bool ran = bw_process_run(&process, &end) && end.exit_code == 0;
    char *text = ran ? read_text(log) : NULL;
    bool holds = text != NULL && strcmp(text, "unsat\n") == 0;
    free(text);
    if (!holds)
        fprintf(out, "%s: z3 did not answer unsat\n", path);
    return holds;
}
