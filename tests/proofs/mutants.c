/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "mutants.h"

#include "process.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_ROOM 4096

char *mutant_text(const char *text, const char *after, const char *find, const char *replace)
{
    const char *from = strstr(text, after);
    const char *at = from == NULL ? NULL : strstr(from + strlen(after), find);
    if (at == NULL || find[0] == '\0')
        return NULL;
    size_t before = (size_t)(at - text);
    size_t room = strlen(text) - strlen(find) + strlen(replace) + 1;
    char *mutated = malloc(room);
    if (mutated != NULL)
        (void)snprintf(mutated, room, "%.*s%s%s", (int)before, text, replace, at + strlen(find));
    return mutated;
}

/* Text of a file under the copy, and back. The sources are a few dozen kilobytes. */
static bool change_file(const char *path, const char *after, const char *find, const char *replace)
{
    static char text[1 << 20];
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return false;
    size_t count = fread(text, 1, sizeof text - 1, file);
    (void)fclose(file);
    text[count] = '\0';
    char *mutated = mutant_text(text, after, find, replace);
    if (mutated == NULL)
        return false;
    file = fopen(path, "w");
    bool fine = file != NULL && fputs(mutated, file) != EOF;
    if (file != NULL)
        fine = fclose(file) == 0 && fine;
    free(mutated);
    return fine;
}

static bool copy_runtime(const struct prover *prover, const char *copy)
{
    char *clear[] = {"rm", "-rf", (char *)copy, NULL};
    char *fill[] = {"cp", "-r", (char *)prover->runtime, (char *)copy, NULL};
    struct bw_process process = {.argv = clear, .timeout = 60};
    struct bw_process_end end;
    if (!bw_process_run(&process, &end) || end.exit_code != 0)
        return false;
    process.argv = fill;
    return bw_process_run(&process, &end) && end.exit_code == 0;
}

/* Whether the proof noticed: a goal is open. False also when there was nothing to judge. */
static bool is_killed(const struct prover *prover, const char *unit, const char *functions, const char *name,
                      FILE *out)
{
    struct unit_run run;
    if (!unit_run(prover, unit, functions, &run, out)) {
        fprintf(out, "mutant %s: no proof to judge\n", name);
        return false;
    }
    bool killed = goals_sum(&run.goals).open != 0;
    if (!killed)
        fprintf(out, "mutant %s survived\n", name);
    goals_free(&run.goals);
    return killed;
}

bool mutants_run(const struct prover *prover, const char *path, const char *only, struct mutants_end *ret_end,
                 FILE *out)
{
    json_error_t error;
    json_t *mutants = json_load_file(path, 0, &error);
    if (!json_is_array(mutants)) {
        fprintf(out, "%s:%d: %s\n", path, error.line, mutants == NULL ? error.text : "no array");
        json_decref(mutants);
        return false;
    }
    struct mutants_end end = {0};
    bool fine = true;
    size_t index;
    json_t *mutant;
    json_array_foreach(mutants, index, mutant)
    {
        const char *name;
        const char *unit;
        const char *functions;
        const char *file;
        const char *after;
        const char *find;
        const char *replace;
        if (json_unpack_ex(mutant, &error, 0, "{s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "name", &name, "unit", &unit,
                           "functions", &functions, "file", &file, "after", &after, "find", &find, "replace",
                           &replace) != 0) {
            fprintf(out, "%s: mutant %zu: %s\n", path, index, error.text);
            fine = false;
            continue;
        }
        if (only != NULL && strcmp(only, unit) != 0)
            continue;
        char copy[PATH_ROOM];
        char changed[PATH_ROOM];
        fine = snprintf(copy, sizeof copy, "%s/mutant", prover->work) < PATH_ROOM &&
               snprintf(changed, sizeof changed, "%s/%s", copy, file) < PATH_ROOM && copy_runtime(prover, copy) && fine;
        end.total++;
        if (!change_file(changed, after, find, replace)) {
            fprintf(out, "mutant %s: its text is not in %s\n", name, file);
            continue;
        }
        struct prover mutated = *prover;
        mutated.runtime = copy;
        bool killed = is_killed(&mutated, unit, functions, name, out);
        end.killed += killed;
        fprintf(stdout, "  mutant %-40s %s\n", name, killed ? "caught" : "NOT CAUGHT");
        (void)fflush(stdout);
    }
    json_decref(mutants);
    *ret_end = end;
    return fine;
}
