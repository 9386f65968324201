/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "smoke.h"

#include <stdlib.h>
#include <string.h>

/* How a log begins what it says of a test: frama-c 25. */
static const char passed_line[] = "[Passed] Smoke-test ";
static const char failed_line[] = "[Failed] Smoke-test ";

/* What ends the name of a goal about a branch; the number of its statement follows. */
static const char branch[] = "_wp_smoke_dead_code_";

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

static bool is_branch_of(const char *goal, const char *function)
{
    const char *at = without_model(goal);
    size_t length = strlen(function);
    return strncmp(at, function, length) == 0 && strncmp(at + length, branch, sizeof branch - 1) == 0;
}

/* Takes one name that stands for a branch of this goal's function off the list of the caller's. */
static bool take_name(char **names, size_t *count, const char *goal)
{
    for (size_t i = 0; i < *count; i++) {
        if (!is_branch_of(goal, names[i]))
            continue;
        names[i] = names[--*count];
        return true;
    }
    return false;
}

static void judge(const char *log, char **names, size_t count, struct smoke_end *end, FILE *out)
{
    for (const char *at = log; (at = strstr(at, failed_line)) != NULL;) {
        at += sizeof failed_line - 1;
        if (take_name(names, &count, at)) {
            end->dead++;
            continue;
        }
        fprintf(out, "contradiction: %.*s\n", (int)strcspn(at, "\n"), at);
        end->failed++;
    }
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s: the unit says that a branch of it is dead, and none is\n", names[i]);
    end->stale = count;
}

bool smoke_read(const char *log, const char *dead, struct smoke_end *ret_end, FILE *out)
{
    struct smoke_end end = {.passed = count_lines(log, passed_line)};
    char *words = strdup(dead);
    /* One letter and a space for the shortest name. */
    char **names = calloc(strlen(dead) / 2 + 1, sizeof *names);
    size_t count = 0;
    bool fine = words != NULL && names != NULL;
    for (char *name = fine ? strtok(words, " ") : NULL; name != NULL; name = strtok(NULL, " "))
        names[count++] = name;
    if (fine) {
        judge(log, names, count, &end, out);
        *ret_end = end;
    }
    free(names);
    free(words);
    return fine;
}
