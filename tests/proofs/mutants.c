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

/* What the sources as they are prove under the limits of a pass: asked once for all mutants of a unit. */
struct control {
    char *unit;
    size_t pass;
    struct goals goals;
};

struct controls {
    json_t *mutants;
    struct control *item;
    size_t count;
    size_t room;
};

static void controls_free(struct controls *controls)
{
    for (size_t i = 0; i < controls->count; i++) {
        free(controls->item[i].unit);
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

/* Whether a comma-separated list has a name. */
static bool has_name(const char *list, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = list; (at = strstr(at, name)) != NULL; at += length) {
        if ((at == list || at[-1] == ',') && (at[length] == ',' || at[length] == '\0'))
            return true;
    }
    return false;
}

/* Adds the names of `more`, a list as well, that `*list` has not, to the caller's `*list`. */
static bool add_names(char **list, const char *more)
{
    char *words = strdup(more);
    bool fine = words != NULL;
    for (char *name = fine ? strtok(words, ",") : NULL; name != NULL && fine; name = strtok(NULL, ",")) {
        if (has_name(*list, name))
            continue;
        char *longer = realloc(*list, strlen(*list) + strlen(name) + 2);
        fine = longer != NULL;
        if (fine) {
            *list = longer;
            strcat(strcat(longer, longer[0] == '\0' ? "" : ","), name);
        }
    }
    free(words);
    return fine;
}

char *mutants_functions(const json_t *mutants, const char *unit)
{
    char *list = calloc(1, 1);
    for (size_t i = 0; i < json_array_size(mutants) && list != NULL; i++) {
        const json_t *mutant = json_array_get(mutants, i);
        const char *of = json_string_value(json_object_get(mutant, "unit"));
        const char *functions = json_string_value(json_object_get(mutant, "functions"));
        if (of == NULL || functions == NULL || strcmp(of, unit) != 0 || add_names(&list, functions))
            continue;
        free(list);
        list = NULL;
    }
    return list;
}

static const struct goals *control_find(const struct controls *controls, const char *unit, size_t pass)
{
    for (size_t i = 0; i < controls->count; i++) {
        const struct control *control = &controls->item[i];
        if (control->pass == pass && strcmp(control->unit, unit) == 0)
            return &control->goals;
    }
    return NULL;
}

/* The control of a unit's mutants, made when it is new; null when there is none. Valid until the next call. */
static const struct goals *control_of(struct controls *controls, const struct prover *prover, const char *unit,
                                      size_t pass, FILE *out)
{
    const struct goals *found = control_find(controls, unit, pass);
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
    struct control made = {strdup(unit), pass, {0}};
    char *functions = mutants_functions(controls->mutants, unit);
    if (made.unit == NULL || functions == NULL || !unit_run(&half, unit, functions, &run, out)) {
        free(made.unit);
        free(functions);
        return NULL;
    }
    free(functions);
    made.goals = run.goals;
    controls->item[controls->count++] = made;
    return &controls->item[controls->count - 1].goals;
}

/*
 * Whether the proof notices under the limits of one of the passes: what the control closes is open. The fault comes
 * first: without an open goal no limit was too small, and it escapes for good.
 */
static bool is_killed(struct controls *controls, const struct prover *prover, const char *copy,
                      const struct mutant *mutant, FILE *out)
{
    for (size_t pass = 0; pass < prover->pass_count; pass++) {
        struct prover mutated = limited(prover, pass, 1);
        struct unit_run run;
        mutated.runtime = copy;
        if (!unit_run(&mutated, mutant->unit, mutant->functions, &run, out)) {
            fprintf(out, "mutant %s: no proof to judge\n", mutant->name);
            return false;
        }
        bool all_closed = goals_sum(&run.goals).open == 0;
        const struct goals *control = all_closed ? NULL : control_of(controls, prover, mutant->unit, pass, out);
        bool killed = control != NULL && goals_broken(control, &run.goals) != 0;
        goals_free(&run.goals);
        if (killed)
            return true;
        if (control == NULL)
            break;
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
    struct controls controls = {.mutants = mutants};
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
