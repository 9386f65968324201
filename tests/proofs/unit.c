/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "unit.h"

#include "process.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_ROOM 4096
#define WORDS_MAX 96 /* and room for two more and the end */

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

/* A whole file as a string of the caller's. */
static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    size_t room = 1 << 16;
    size_t count = 0;
    char *text = malloc(room);
    while (text != NULL) {
        count += fread(text + count, 1, room - count - 1, file);
        if (count < room - 1)
            break;
        char *larger = realloc(text, room *= 2);
        if (larger == NULL) {
            free(text);
            text = NULL;
        } else {
            text = larger;
        }
    }
    if (text != NULL)
        text[count] = '\0';
    (void)fclose(file);
    return text;
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
    return setenv("WHY3CONFIG", config, 1) == 0;
}

/* The words behind `key` in the first lines of a unit, cut at the end of the line. */
static void directive(const char *text, const char *key, char *to)
{
    const char *at = strstr(text, key);
    to[0] = '\0';
    if (at != NULL) {
        at += strlen(key);
        size_t length = strcspn(at, "\n*");
        if (length < PATH_ROOM) {
            memcpy(to, at, length);
            to[length] = '\0';
        }
    }
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

/* Reads the log: whether something weakens the proof, and how the smoke tests went. */
static bool judge_log(const char *log, struct unit_run *run, FILE *out)
{
    char *text = read_text(log);
    if (text == NULL) {
        fprintf(out, "%s: cannot be read\n", log);
        return false;
    }
    const char *weak = unit_weakness(text);
    bool fine = weak == NULL;
    if (!fine)
        fprintf(out, "%s: weakens the proof: %.*s\n", log, (int)strcspn(weak, "\n"), weak);
    for (const char *at = text; (at = strstr(at, "Smoke-test ")) != NULL; at++) {
        if (at - text >= 9 && strncmp(at - 9, "[Passed] ", 9) == 0)
            run->smoke_passed++;
        else if (at - text >= 9 && strncmp(at - 9, "[Failed] ", 9) == 0) {
            fprintf(out, "contradiction: %.*s\n", (int)strcspn(at, "\n"), at);
            run->smoke_failed++;
        }
    }
    free(text);
    return fine;
}

static size_t add_words(char **words, size_t count, char *text)
{
    for (char *word = strtok(text, " \t"); word != NULL && count + 2 < WORDS_MAX; word = strtok(NULL, " \t"))
        words[count++] = word;
    return count;
}

bool unit_run(const struct prover *prover, const char *unit, const char *functions, struct unit_run *ret_run,
              FILE *out)
{
    char source[PATH_ROOM];
    char log[PATH_ROOM];
    char report[PATH_ROOM];
    char cpp[PATH_ROOM];
    char more[PATH_ROOM];
    char after[PATH_ROOM];
    char unproved[PATH_ROOM];
    char timeout[16];
    char smoke_timeout[16];
    if (!format(source, "%s/units/%s.c", prover->proofs, unit) || !format(log, "%s/%s.log", prover->work, unit) ||
        !format(report, "%s/%s.json", prover->work, unit) ||
        !format(cpp, "-cpp-extra-args=-CC -DBW_NO_OVERFLOW_BUILTINS -I%s/include -I%s", prover->runtime,
                prover->runtime))
        return false;
    char *text = read_text(source);
    if (text == NULL) {
        fprintf(out, "%s: cannot be read\n", source);
        return false;
    }
    directive(text, "prove: ", more);
    directive(text, "after: ", after);
    directive(text, "unproved: ", unproved);
    free(text);
    char *skipped = calloc(1, 1);
    bool fine = skipped != NULL;
    for (char *name = strtok(after, " "); name != NULL && fine; name = strtok(NULL, " "))
        fine = skip_unit(prover, name, &skipped, out);
    struct unit_run run = {0};
    for (char *name = strtok(unproved, " "); name != NULL && fine; name = strtok(NULL, " ")) {
        fine = add_name(&skipped, name);
        run.unproved++;
    }

    (void)snprintf(timeout, sizeof timeout, "%u", prover->timeout);
    (void)snprintf(smoke_timeout, sizeof smoke_timeout, "%u", prover->smoke_timeout);
    char *words[WORDS_MAX + 3] = {"nice", "frama-c", "-machdep", "gcc_x86_64", "-c11", cpp, "-warn-unsigned-overflow",
                              "-warn-unsigned-downcast", "-warn-signed-downcast", "-warn-invalid-pointer", "-wp",
                              "-wp-rte", "-wp-model", "Typed", "-wp-definitions-terminate", "-wp-par", "2",
                              "-wp-warn-key", "pedantic-assigns=inactive", "-wp-timeout", timeout, "-wp-prover",
                              (char *)prover->provers, "-wp-report-json", report, source};
    size_t count = 0;
    while (words[count] != NULL)
        count++;
    count = add_words(words, count, more);
    if (fine && functions != NULL) {
        words[count++] = "-wp-fct";
        words[count++] = (char *)functions;
    } else if (fine && skipped[0] != '\0') {
        words[count++] = "-wp-skip-fct";
        words[count++] = skipped;
    }
    if (prover->smoke_timeout != 0) {
        words[count++] = "-wp-smoke-tests";
        words[count++] = "-wp-smoke-timeout";
        words[count++] = smoke_timeout;
    }
    if (prover->cache != NULL) {
        words[count++] = "-wp-cache";
        words[count++] = "update";
        words[count++] = "-wp-cache-dir";
        words[count++] = (char *)prover->cache;
    }
    struct bw_process process = {.argv = words, .out = log, .err = log, .timeout = prover->unit_timeout};
    struct bw_process_end end;
    double seconds = 0;
    /* Asked together, both provers work on every goal until one is through. Most goals need one only. */
    if (fine && prover->cache != NULL && prover->first != NULL) {
        char first_timeout[16];
        char **prover_word = words;
        while (*prover_word != prover->provers)
            prover_word++;
        (void)snprintf(first_timeout, sizeof first_timeout, "%u", prover->first_timeout);
        *prover_word = (char *)prover->first; /* a second -wp-prover would add to the first */
        words[count] = "-wp-timeout";
        words[count + 1] = first_timeout;
        fine = bw_process_run(&process, &end) && end.exit_code == 0;
        *prover_word = (char *)prover->provers;
        seconds = end.cpu_seconds;
        words[count] = NULL;
    }
    (void)remove(report);
    if (!fine || !bw_process_run(&process, &end) || end.exit_code != 0) {
        fprintf(out, "%s: frama-c failed or was over its time: see %s\n", unit, log);
        fine = false;
    }
    seconds += fine ? end.cpu_seconds : 0;
    free(skipped);
    if (!fine || !judge_log(log, &run, out) || !goals_read_report(report, &run.goals, out))
        return false;
    run.seconds = seconds;
    *ret_run = run;
    return true;
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
