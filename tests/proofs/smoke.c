/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "smoke.h"

#include <stdlib.h>
#include <string.h>

/* How a log begins what it says of a test: frama-c 25. */
static const char passed_line[] = "[Passed] Smoke-test ";
static const char failed_line[] = "[Failed] Smoke-test ";
static const char no_goal[] = "[wp] Warning: No goal generated";

/* What ends the name of a goal about a branch, and about a call: the number of the statement follows. */
static const char branch[] = "_wp_smoke_dead_code_s";
static const char call[] = "_wp_smoke_dead_call_s";

static size_t count_lines(const char *log, const char *line)
{
    size_t count = 0;
    for (const char *at = log; (at = strstr(at, line)) != NULL; at++)
        count++;
    return count;
}

/* The name of a goal without the memory model, which stands before the function's. */
static const char *without_model(const char *goal)
{
    static const char *const models[] = {"typed_", "cast_"};
    for (size_t i = 0; i < sizeof models / sizeof models[0]; i++) {
        if (strncmp(goal, models[i], strlen(models[i])) == 0)
            goal += strlen(models[i]);
    }
    return goal;
}

/* Is it what the name stands for: a branch of `function`, or the behavior of `function/behavior`? */
static bool is_meant(const char *goal, const char *name)
{
    const char *at = without_model(goal);
    size_t length = strcspn(name, "/");
    if (strncmp(at, name, length) != 0)
        return false;
    at += length;
    if (name[length] == '\0')
        return strncmp(at, branch, sizeof branch - 1) == 0;
    static const char smoke[] = "_wp_smoke_", assumes[] = "_assumes";
    const char *behavior = &name[length + 1];
    size_t size = strlen(behavior);
    return strncmp(at, smoke, sizeof smoke - 1) == 0 && strncmp(at + sizeof smoke - 1, behavior, size) == 0 &&
           strncmp(at + sizeof smoke - 1 + size, assumes, sizeof assumes - 1) == 0;
}

/* Takes one name that stands for this goal off the list of the caller's. */
static bool take_name(char **names, size_t *count, const char *goal)
{
    for (size_t i = 0; i < *count; i++) {
        if (!is_meant(goal, names[i]))
            continue;
        names[i] = names[--*count];
        return true;
    }
    return false;
}

/* The number of the statement behind `words` in the name of a goal; 0 when it is about something else. */
static unsigned long statement_of(const char *goal, const char *words)
{
    size_t length = strcspn(goal, "\n");
    const char *at = strstr(goal, words);
    return at != NULL && at < goal + length ? strtoul(at + strlen(words), NULL, 10) : 0;
}

/* Is the goal about the call that a dead branch begins with? */
static bool is_call_of(const char *goal, const unsigned long *dead, size_t count)
{
    unsigned long statement = statement_of(goal, call);
    for (size_t i = 0; i < count && statement != 0; i++)
        if (dead[i] == statement)
            return true;
    return false;
}

/* dead: room for a statement each name. The branches first, for the log tells of their calls before them. */
static void judge(const char *log, char **names, size_t count, unsigned long *dead, struct smoke_end *end, FILE *out)
{
    char *contradictions = NULL;
    size_t size = 0, branches = 0;
    FILE *rest = open_memstream(&contradictions, &size);
    for (const char *at = log; rest != NULL && (at = strstr(at, failed_line)) != NULL;) {
        at += sizeof failed_line - 1;
        if (!take_name(names, &count, at)) {
            fprintf(rest, "%.*s\n", (int)strcspn(at, "\n"), at);
            continue;
        }
        end->dead++;
        if (statement_of(at, branch) != 0)
            dead[branches++] = statement_of(at, branch);
    }
    if (rest == NULL || fclose(rest) != 0) {
        fputs("no memory for what the log says\n", out);
        end->failed++;
    }
    for (const char *at = contradictions; at != NULL && *at != '\0'; at += strcspn(at, "\n") + 1) {
        if (is_call_of(at, dead, branches))
            continue;
        fprintf(out, "contradiction: %.*s\n", (int)strcspn(at, "\n"), at);
        end->failed++;
    }
    free(contradictions);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s: the unit says that it is dead, and it is not\n", names[i]);
    end->stale = count;
}

bool smoke_read(const char *log, const char *dead, struct smoke_end *ret_end, FILE *out)
{
    struct smoke_end end = {.passed = count_lines(log, passed_line), .none = strstr(log, no_goal) != NULL};
    char *words = strdup(dead);
    /* One letter and a space for the shortest name. */
    char **names = calloc(strlen(dead) / 2 + 1, sizeof *names);
    unsigned long *statements = calloc(strlen(dead) / 2 + 1, sizeof *statements);
    size_t count = 0;
    bool fine = words != NULL && names != NULL && statements != NULL;
    for (char *name = fine ? strtok(words, " ") : NULL; name != NULL; name = strtok(NULL, " "))
        names[count++] = name;
    if (fine) {
        judge(log, names, count, statements, &end, out);
        *ret_end = end;
    }
    free(statements);
    free(names);
    free(words);
    return fine;
}
