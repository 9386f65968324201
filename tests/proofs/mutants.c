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

struct mutant {
    const char *name;
    const char *unit;
    const char *functions;
    const char *file;
    const char *after;
    const char *find;
    const char *replace;
};

/* What the sources as they are prove under the limits of a pass: asked once for each unit and functions. */
struct control {
    char *unit;
    char *functions;
    size_t pass;
    struct goals goals;
};

struct controls {
    struct control *item;
    size_t count;
    size_t room;
};

static void controls_free(struct controls *controls)
{
    for (size_t i = 0; i < controls->count; i++) {
        free(controls->item[i].unit);
        free(controls->item[i].functions);
        goals_free(&controls->item[i].goals);
    }
    free(controls->item);
}

/* The prover with one pass of its own, a fraction of its steps. */
static struct prover limited(const struct prover *prover, size_t pass, unsigned divisor)
{
    struct prover one = *prover;
    one.pass[0] = prover->pass[pass];
    one.pass[0].steps /= divisor;
    one.pass_count = 1;
    return one;
}

static const struct goals *control_find(const struct controls *controls, const struct mutant *mutant, size_t pass)
{
    for (size_t i = 0; i < controls->count; i++) {
        const struct control *control = &controls->item[i];
        if (control->pass == pass && strcmp(control->unit, mutant->unit) == 0 &&
            strcmp(control->functions, mutant->functions) == 0)
            return &control->goals;
    }
    return NULL;
}

/* The control of a mutant, made when it is new; null when there is none. Valid until the next call. */
static const struct goals *control_of(struct controls *controls, const struct prover *prover,
                                      const struct mutant *mutant, size_t pass, FILE *out)
{
    const struct goals *found = control_find(controls, mutant, pass);
    if (found != NULL)
        return found;
    if (controls->count == controls->room) {
        size_t room = controls->room == 0 ? 16 : 2 * controls->room;
        struct control *item = realloc(controls->item, room * sizeof *item);
        if (item == NULL)
            return NULL;
        controls->item = item;
        controls->room = room;
    }
    /* Half the steps: what the control closes, the mutant has twice as many for. */
    struct prover half = limited(prover, pass, 2);
    struct unit_run run;
    if (!unit_run(&half, mutant->unit, mutant->functions, &run, out))
        return NULL;
    struct control made = {strdup(mutant->unit), strdup(mutant->functions), pass, run.goals};
    if (made.unit == NULL || made.functions == NULL) {
        free(made.unit);
        free(made.functions);
        goals_free(&run.goals);
        return NULL;
    }
    controls->item[controls->count++] = made;
    return &controls->item[controls->count - 1].goals;
}

/* Whether the proof notices under the limits of one of the passes: what the control closes is open. */
static bool is_killed(struct controls *controls, const struct prover *prover, const char *copy,
                      const struct mutant *mutant, FILE *out)
{
    for (size_t pass = 0; pass < prover->pass_count; pass++) {
        const struct goals *control = control_of(controls, prover, mutant, pass, out);
        struct prover mutated = limited(prover, pass, 1);
        struct unit_run run;
        mutated.runtime = copy;
        if (control == NULL || !unit_run(&mutated, mutant->unit, mutant->functions, &run, out)) {
            fprintf(out, "mutant %s: no proof to judge\n", mutant->name);
            return false;
        }
        bool killed = goals_broken(control, &run.goals) != 0;
        goals_free(&run.goals);
        if (killed)
            return true;
    }
    fprintf(out, "mutant %s survived\n", mutant->name);
    return false;
}

static bool read_mutant(json_t *from, struct mutant *ret_mutant, json_error_t *error)
{
    return json_unpack_ex(from, error, 0, "{s:s,s:s,s:s,s:s,s:s,s:s,s:s}", "name", &ret_mutant->name, "unit",
                          &ret_mutant->unit, "functions", &ret_mutant->functions, "file", &ret_mutant->file, "after",
                          &ret_mutant->after, "find", &ret_mutant->find, "replace", &ret_mutant->replace) == 0;
}

/* Puts the fault into a copy of the runtime. On failure: a line on `out`. */
static bool plant(const struct prover *prover, const char *copy, const struct mutant *mutant, FILE *out)
{
    char changed[PATH_ROOM];
    if (snprintf(changed, sizeof changed, "%s/%s", copy, mutant->file) >= PATH_ROOM || !copy_runtime(prover, copy)) {
        fprintf(out, "mutant %s: the runtime cannot be copied to %s\n", mutant->name, copy);
        return false;
    }
    if (!change_file(changed, mutant->after, mutant->find, mutant->replace)) {
        fprintf(out, "mutant %s: its text is not in %s\n", mutant->name, mutant->file);
        return false;
    }
    return true;
}

bool mutants_run(const struct prover *prover, const char *path, bool (*is_wanted)(const void *, const char *),
                 const void *context, struct mutants_end *ret_end, FILE *out)
{
    json_error_t error;
    char copy[PATH_ROOM];
    json_t *mutants = json_load_file(path, 0, &error);
    if (!json_is_array(mutants) || snprintf(copy, sizeof copy, "%s/mutant", prover->work) >= PATH_ROOM) {
        fprintf(out, "%s:%d: %s\n", path, error.line, mutants == NULL ? error.text : "no array");
        json_decref(mutants);
        return false;
    }
    struct mutants_end end = {0};
    struct controls controls = {0};
    bool fine = true;
    size_t index;
    json_t *item;
    json_array_foreach(mutants, index, item)
    {
        struct mutant mutant;
        if (!read_mutant(item, &mutant, &error)) {
            fprintf(out, "%s: mutant %zu: %s\n", path, index, error.text);
            fine = false;
            continue;
        }
        if (!is_wanted(context, mutant.unit))
            continue;
        end.total++;
        bool killed =
            plant(prover, copy, &mutant, out) && is_killed(&controls, prover, copy, &mutant, out);
        end.killed += killed;
        fprintf(stdout, "  mutant %-40s %s\n", mutant.name, killed ? "caught" : "NOT CAUGHT");
        (void)fflush(stdout);
    }
    controls_free(&controls);
    json_decref(mutants);
    *ret_end = end;
    return fine;
}
