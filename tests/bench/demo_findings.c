/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "demo_findings.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Copies one tab-parted field and moves the cursor behind it; false when it is missing or too long. */
static bool take_field(const char **cursor, char into[BW_DEMO_TEXT])
{
    size_t length = strcspn(*cursor, "\t\n");
    if (length == 0 || length >= BW_DEMO_TEXT)
        return false;
    memcpy(into, *cursor, length);
    into[length] = '\0';
    *cursor += length + ((*cursor)[length] == '\t');
    return true;
}

static bool take_fault(const char *line, struct bw_demo_fault *ret_fault)
{
    struct bw_demo_fault fault = {.raw_verdict = "-", .hardened_verdict = "-"};
    char number[BW_DEMO_TEXT];
    if (!take_field(&line, fault.id) || !take_field(&line, fault.check) || !take_field(&line, fault.file) ||
        !take_field(&line, number))
        return false;
    char *end;
    unsigned long value = strtoul(number, &end, 10);
    if (*end != '\0' || value == 0 || value > 1000000)
        return false;
    fault.line = (unsigned)value;
    *ret_fault = fault;
    return true;
}

bool bw_demo_read_faults(const char *path, struct bw_demo *ret_demo)
{
    FILE *f = fopen(path, "r");
    struct bw_demo *demo = calloc(1, sizeof *demo);
    if (f == NULL || demo == NULL) {
        if (f != NULL)
            (void)fclose(f);
        free(demo);
        return false;
    }
    char line[1024];
    bool good = true;
    while (good && fgets(line, sizeof line, f) != NULL)
        good = demo->count < BW_DEMO_FAULTS && take_fault(line, &demo->fault[demo->count++]);
    (void)fclose(f);
    good = good && demo->count != 0;
    if (good)
        *ret_demo = *demo;
    free(demo);
    return good;
}

static bool is_in_file(const char *uri, const char *form, const char *file)
{
    char tail[2 * BW_DEMO_TEXT];
    int length = snprintf(tail, sizeof tail, "%s/%s", form, file);
    size_t uri_length = strlen(uri);
    if (length < 0 || (size_t)length >= sizeof tail || uri_length < (size_t)length)
        return false;
    const char *at = uri + uri_length - length;
    return strcmp(at, tail) == 0 && (at == uri || at[-1] == '/');
}

/* What stands at a place: a finding of the rule, or a step of its path. */
static void mark_place(struct bw_demo *demo, const char *form, const char *rule, const json_t *place)
{
    const char *uri = json_string_value(json_object_get(json_object_get(place, "artifactLocation"), "uri"));
    const json_t *number = json_object_get(json_object_get(place, "region"), "startLine");
    if (rule == NULL || uri == NULL || !json_is_integer(number))
        return;
    json_int_t line = json_integer_value(number);
    /* Rules may carry the tool's name before the check's. */
    static const char prefix[] = "bulwark-";
    if (strncmp(rule, prefix, sizeof prefix - 1) == 0)
        rule += sizeof prefix - 1;
    for (size_t i = 0; i < demo->count; i++) {
        struct bw_demo_fault *fault = &demo->fault[i];
        if (strcmp(fault->check, rule) == 0 && (json_int_t)fault->line == line && is_in_file(uri, form, fault->file))
            fault->found_by_lint = true;
    }
}

/* The line that is at fault may be where a finding is told, or a step on the way there that the finding names. */
static void mark_fault(struct bw_demo *demo, const char *form, const json_t *result)
{
    const char *rule = json_string_value(json_object_get(result, "ruleId"));
    const json_t *flow = json_array_get(json_object_get(result, "codeFlows"), 0);
    const json_t *steps = json_object_get(json_array_get(json_object_get(flow, "threadFlows"), 0), "locations");
    mark_place(demo, form, rule,
               json_object_get(json_array_get(json_object_get(result, "locations"), 0), "physicalLocation"));
    for (size_t i = 0; i < json_array_size(steps); i++)
        mark_place(demo, form, rule,
                   json_object_get(json_object_get(json_array_get(steps, i), "location"), "physicalLocation"));
}

bool bw_demo_read_sarif(const char *path, const char *form, struct bw_demo *demo, size_t *ret_results)
{
    json_t *sarif = json_load_file(path, 0, NULL);
    const json_t *runs = json_object_get(sarif, "runs");
    if (!json_is_array(runs) || json_array_size(runs) == 0) {
        json_decref(sarif);
        return false;
    }
    size_t count = 0;
    for (size_t r = 0; r < json_array_size(runs); r++) {
        const json_t *results = json_object_get(json_array_get(runs, r), "results");
        count += json_array_size(results);
        for (size_t i = 0; i < json_array_size(results); i++)
            mark_fault(demo, form, json_array_get(results, i));
    }
    json_decref(sarif);
    *ret_results = count;
    return true;
}

bool bw_demo_read_attacks(const char *path, bool raw, const char *good, struct bw_demo *demo, size_t *ret_good)
{
    FILE *f = fopen(path, "r");
    if (f == NULL)
        return false;
    char line[1024];
    size_t count = 0;
    while (fgets(line, sizeof line, f) != NULL) {
        char id[BW_DEMO_TEXT];
        char verdict[BW_DEMO_TEXT];
        unsigned states;
        unsigned leaks;
        if (!raw && sscanf(line, "%u states differ, %u leaks", &states, &leaks) == 2) {
            demo->summed = true;
            demo->states = states;
            demo->leaks = leaks;
        }
        if (sscanf(line, "%95s %95s", id, verdict) != 2)
            continue;
        for (size_t i = 0; i < demo->count; i++) {
            struct bw_demo_fault *fault = &demo->fault[i];
            char *into = raw ? fault->raw_verdict : fault->hardened_verdict;
            if (strcmp(fault->id, id) != 0 || strcmp(into, "-") != 0)
                continue;
            (void)strcpy(into, verdict);
            count += strcmp(verdict, good) == 0 ? 1 : 0;
        }
    }
    (void)fclose(f);
    *ret_good = count;
    return true;
}

size_t bw_demo_found(const struct bw_demo *demo)
{
    size_t found = 0;
    for (size_t i = 0; i < demo->count; i++)
        found += demo->fault[i].found_by_lint ? 1 : 0;
    return found;
}
