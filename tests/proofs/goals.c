/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "goals.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

void goals_free(struct goals *goals)
{
    for (size_t i = 0; i < goals->count; i++) {
        free(goals->item[i].function);
        free(goals->item[i].property);
    }
    free(goals->item);
    *goals = (struct goals){0};
}

static bool append(struct goals *goals, const char *function, const char *property, unsigned total, unsigned valid)
{
    if (goals->count == goals->room) {
        size_t room = goals->room == 0 ? 64 : 2 * goals->room;
        struct goal *item = realloc(goals->item, room * sizeof *item);
        if (item == NULL)
            return false;
        goals->item = item;
        goals->room = room;
    }
    struct goal goal = {strdup(function), strdup(property), total, valid};
    if (goal.function == NULL || goal.property == NULL) {
        free(goal.function);
        free(goal.property);
        return false;
    }
    goals->item[goals->count++] = goal;
    return true;
}

static int order(const void *a, const void *b)
{
    const struct goal *left = a;
    const struct goal *right = b;
    int functions = strcmp(left->function, right->function);
    return functions != 0 ? functions : strcmp(left->property, right->property);
}

static void sort(struct goals *goals)
{
    if (goals->count != 0)
        qsort(goals->item, goals->count, sizeof *goals->item, order);
}

/* The reports give each property the goals of every prover and, under wp:main, those of all. */
static bool append_all(struct goals *goals, const char *function, json_t *properties)
{
    const char *property;
    json_t *numbers;
    json_object_foreach(properties, property, numbers)
    {
        if (strncmp(property, "wp:", 3) == 0)
            continue;
        json_t *main = json_object_get(numbers, "wp:main");
        json_int_t total = json_integer_value(json_object_get(main, "total"));
        json_int_t valid = json_integer_value(json_object_get(main, "valid"));
        if (total <= 0 || total > 1000000 || valid < 0 || valid > total)
            return false;
        if (!append(goals, function, property, (unsigned)total, (unsigned)valid))
            return false;
    }
    return true;
}

bool goals_read_report(const char *path, struct goals *ret_goals, FILE *out)
{
    json_error_t error;
    json_t *report = json_load_file(path, 0, &error);
    if (report == NULL) {
        fprintf(out, "%s: %s\n", path, error.text);
        return false;
    }
    struct goals goals = {0};
    bool fine = true;
    const char *function;
    json_t *properties;
    json_t *functions = json_object_get(report, "wp:functions");
    json_object_foreach(functions, function, properties)
    {
        fine = fine && append_all(&goals, function, properties);
    }
    const char *block;
    json_t *lemmas;
    json_object_foreach(json_object_get(report, "wp:axiomatics"), block, lemmas)
    {
        fine = fine && append_all(&goals, "lemma", lemmas);
    }
    json_decref(report);
    if (!fine || goals.count == 0) {
        fprintf(out, "%s: no report as frama-c 25 writes them\n", path);
        goals_free(&goals);
        return false;
    }
    sort(&goals);
    *ret_goals = goals;
    return true;
}

bool goals_read_list(const char *path, struct goals *ret_goals, FILE *out)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        fprintf(out, "%s: cannot be read; make it with prove --accept\n", path);
        return false;
    }
    struct goals goals = {0};
    char line[512];
    char function[256];
    char property[256];
    unsigned total;
    bool fine = true;
    while (fine && fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#' || line[0] == '\n')
            continue;
        fine = sscanf(line, "%255s %255s %u", function, property, &total) == 3 && total != 0 &&
               append(&goals, function, property, total, total);
    }
    fine = fine && !ferror(file);
    (void)fclose(file);
    if (!fine) {
        fprintf(out, "%s: a line is not `function property count`\n", path);
        goals_free(&goals);
        return false;
    }
    sort(&goals);
    *ret_goals = goals;
    return true;
}

bool goals_write_list(const struct goals *goals, const char *path, FILE *out)
{
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        fprintf(out, "%s: cannot be written\n", path);
        return false;
    }
    fputs("# SPDX-License-Identifier" /* in two, since a source has one such line */
          ": Apache-2.0 WITH LLVM-exception\n"
          "# function property goals: exactly what the proof must consist of. Written by prove --accept.\n",
          file);
    for (size_t i = 0; i < goals->count; i++)
        fprintf(file, "%s %s %u\n", goals->item[i].function, goals->item[i].property, goals->item[i].total);
    bool fine = !ferror(file);
    if (fclose(file) != 0 || !fine) {
        fprintf(out, "%s: cannot be written\n", path);
        return false;
    }
    return true;
}

struct goals_sum goals_sum(const struct goals *goals)
{
    struct goals_sum sum = {0};
    bool proved = true;
    for (size_t i = 0; i < goals->count; i++) {
        const struct goal *goal = &goals->item[i];
        bool last = i + 1 == goals->count || strcmp(goal->function, goals->item[i + 1].function) != 0;
        sum.goals += goal->total;
        sum.open += goal->total - goal->valid;
        proved = proved && goal->valid == goal->total;
        if (last && strcmp(goal->function, "lemma") != 0) {
            sum.functions++;
            sum.functions_proved += proved;
        }
        if (last)
            proved = true;
    }
    return sum;
}

static size_t tell(FILE *out, const struct goal *goal, const char *what)
{
    fprintf(out, "%s: %s: %s\n", goal->function, goal->property, what);
    return 1;
}

size_t goals_compare(const struct goals *expected, const struct goals *found, FILE *out)
{
    size_t lines = 0;
    size_t i = 0;
    size_t k = 0;
    while (i < expected->count || k < found->count) {
        int side = i == expected->count ? 1 : k == found->count ? -1 : order(&expected->item[i], &found->item[k]);
        if (side < 0) {
            lines += tell(out, &expected->item[i++], "is in the list and no longer part of the proof");
            continue;
        }
        if (found->item[k].valid != found->item[k].total)
            lines += tell(out, &found->item[k], "open");
        if (side > 0)
            lines += tell(out, &found->item[k], "is not in the list");
        else if (expected->item[i++].total != found->item[k].total)
            lines += tell(out, &found->item[k], "has another number of goals than the list says");
        k++;
    }
    return lines;
}

size_t goals_broken(const struct goals *control, const struct goals *found)
{
    size_t broken = 0;
    size_t i = 0;
    size_t k = 0;
    while (i < control->count && k < found->count) {
        const struct goal *before = &control->item[i];
        const struct goal *after = &found->item[k];
        int side = order(before, after);
        i += side <= 0;
        k += side >= 0;
        if (side == 0)
            broken += before->valid == before->total && after->valid != after->total;
    }
    return broken;
}
