/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "results.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum bw_results_status bw_results_add(struct bw_results *results, const char *metric, double value, double limit,
                                      enum bw_result_sense sense)
{
    if (metric[0] == '\0' || !isfinite(value) || !isfinite(limit))
        return BW_RESULTS_BAD_FIGURE;
    for (size_t i = 0; i < results->count; i++) {
        if (strcmp(results->item[i].metric, metric) == 0)
            return BW_RESULTS_BAD_FIGURE;
    }
    if (results->count == results->room) {
        size_t room = results->room == 0 ? 16 : 2 * results->room;
        struct bw_result *item = realloc(results->item, room * sizeof *item);
        if (item == NULL)
            return BW_RESULTS_NO_MEMORY;
        results->item = item;
        results->room = room;
    }
    char *copy = strdup(metric);
    if (copy == NULL)
        return BW_RESULTS_NO_MEMORY;
    results->item[results->count++] = (struct bw_result){copy, value, limit, sense};
    return BW_RESULTS_OK;
}

bool bw_result_met(const struct bw_result *result)
{
    switch (result->sense) {
    case BW_RESULT_MAX:
        return result->value <= result->limit;
    case BW_RESULT_MIN:
        return result->value >= result->limit;
    case BW_RESULT_SHOWN:
        return true;
    }
    __builtin_trap();
}

size_t bw_results_missed(const struct bw_results *results)
{
    size_t missed = 0;
    for (size_t i = 0; i < results->count; i++)
        missed += bw_result_met(&results->item[i]) ? 0 : 1;
    return missed;
}

void bw_results_print(const struct bw_results *results, const char *title, FILE *out)
{
    int width = 6;
    for (size_t i = 0; i < results->count; i++) {
        size_t length = strlen(results->item[i].metric);
        if (length < 60 && (int)length > width)
            width = (int)length;
    }
    fprintf(out, "%s\n  %-*s %12s    %s\n", title, width, "metric", "value", "limit");
    for (size_t i = 0; i < results->count; i++) {
        const struct bw_result *r = &results->item[i];
        if (r->sense == BW_RESULT_SHOWN) {
            fprintf(out, "  %-*s %12.6g\n", width, r->metric, r->value);
            continue;
        }
        fprintf(out, "  %-*s %12.6g %s %-10.6g %s\n", width, r->metric, r->value, r->sense == BW_RESULT_MAX ? "<=" : ">=",
                r->limit, bw_result_met(r) ? "ok" : "MISSED");
    }
}

static const char *const sense_name[] = {"max", "min", "shown"};

static json_t *to_json(const struct bw_results *results)
{
    json_t *array = json_array();
    for (size_t i = 0; array != NULL && i < results->count; i++) {
        const struct bw_result *r = &results->item[i];
        json_t *figure = json_pack("{s:s, s:f, s:f, s:s}", "metric", r->metric, "value", r->value, "limit", r->limit,
                                   "sense", sense_name[r->sense]);
        if (figure == NULL || json_array_append_new(array, figure) != 0) {
            json_decref(array);
            array = NULL;
        }
    }
    return array;
}

enum bw_results_status bw_results_write(const struct bw_results *results, const char *dir, const char *name)
{
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        return BW_RESULTS_NO_FILE;
    size_t room = strlen(dir) + strlen(name) + sizeof "/.json.XXXXXX";
    char *path = malloc(room);
    char *temporary = malloc(room);
    json_t *array = to_json(results);
    enum bw_results_status status = BW_RESULTS_NO_MEMORY;
    if (path != NULL && temporary != NULL && array != NULL) {
        status = BW_RESULTS_NO_FILE;
        (void)snprintf(path, room, "%s/%s.json", dir, name);
        (void)snprintf(temporary, room, "%s/%s.json.XXXXXX", dir, name);
        int fd = mkstemp(temporary);
        if (fd >= 0) {
            /* mkstemp makes files private; results are for everyone who may see the build folder. */
            bool written = json_dumpfd(array, fd, JSON_INDENT(1) | JSON_REAL_PRECISION(10)) == 0 &&
                           write(fd, "\n", 1) == 1 && fchmod(fd, 0644) == 0;
            written = close(fd) == 0 && written;
            if (written && rename(temporary, path) == 0)
                status = BW_RESULTS_OK;
            else
                (void)unlink(temporary);
        }
    }
    json_decref(array);
    free(temporary);
    free(path);
    return status;
}

/* One figure of the array; its metric is copied into the list. */
static enum bw_results_status take_figure(struct bw_results *results, json_t *figure)
{
    const char *metric = json_string_value(json_object_get(figure, "metric"));
    const json_t *value = json_object_get(figure, "value");
    const json_t *limit = json_object_get(figure, "limit");
    const char *sense = json_string_value(json_object_get(figure, "sense"));
    if (metric == NULL || sense == NULL || !json_is_number(value) || !json_is_number(limit))
        return BW_RESULTS_BAD_FILE;
    for (int known = BW_RESULT_MAX; known <= BW_RESULT_SHOWN; known++) {
        if (strcmp(sense, sense_name[known]) == 0)
            return bw_results_add(results, metric, json_number_value(value), json_number_value(limit),
                                  (enum bw_result_sense)known);
    }
    return BW_RESULTS_BAD_FILE;
}

enum bw_results_status bw_results_read(const char *path, struct bw_results *ret_results)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return BW_RESULTS_NO_FILE;
    json_t *array = json_loadf(f, JSON_REJECT_DUPLICATES, NULL);
    fclose(f);
    struct bw_results results = {0};
    enum bw_results_status status = json_is_array(array) ? BW_RESULTS_OK : BW_RESULTS_BAD_FILE;
    size_t count = json_array_size(array);
    for (size_t i = 0; status == BW_RESULTS_OK && i < count; i++)
        status = take_figure(&results, json_array_get(array, i));
    json_decref(array);
    if (status == BW_RESULTS_OK)
        *ret_results = results;
    else
        bw_results_free(&results);
    return status;
}

void bw_results_free(struct bw_results *results)
{
    for (size_t i = 0; i < results->count; i++)
        free(results->item[i].metric);
    free(results->item);
    *results = (struct bw_results){0};
}

const char *bw_results_status_text(enum bw_results_status status)
{
    switch (status) {
    case BW_RESULTS_OK:
        return "done";
    case BW_RESULTS_NO_MEMORY:
        return "out of memory";
    case BW_RESULTS_BAD_FIGURE:
        return "a figure is not finite, nameless or named twice";
    case BW_RESULTS_NO_FILE:
        return "the file cannot be opened or written";
    case BW_RESULTS_BAD_FILE:
        return "not a results file";
    }
    __builtin_trap();
}
