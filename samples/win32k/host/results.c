/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "host/results.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* The array in the file, a new one if there is no file, null if there is something else. */
static json_t *w32_results_load(const char *path)
{
    struct stat found;
    json_error_t error;
    json_t *array;

    if (stat(path, &found) != 0)
        return json_array();
    array = json_load_file(path, 0, &error);
    if (array && !json_is_array(array)) {
        json_decref(array);
        array = NULL;
    }
    return array;
}

static bool w32_results_put(json_t *array, const struct w32_result *result)
{
    size_t at = json_array_size(array);
    json_t *entry = json_pack("{s:s, s:I, s:I, s:s}", "metric", result->metric, "value", (json_int_t)result->value,
                              "limit", (json_int_t)result->limit, "sense", result->sense);

    for (size_t i = 0; i < json_array_size(array); i++) {
        const char *name = json_string_value(json_object_get(json_array_get(array, i), "metric"));
        if (name && strcmp(name, result->metric) == 0)
            at = i;
    }
    if (!entry)
        return false;
    return (at == json_array_size(array) ? json_array_append_new(array, entry)
                                         : json_array_set_new(array, at, entry)) == 0;
}

bool w32_results_merge(const char *path, const struct w32_result *results, size_t count)
{
    char partial[4096];
    json_t *array = w32_results_load(path);
    bool done = array && (size_t)snprintf(partial, sizeof partial, "%s.part", path) < sizeof partial;

    for (size_t i = 0; done && i < count; i++)
        done = w32_results_put(array, &results[i]);
    done = done && json_dump_file(array, partial, JSON_INDENT(2)) == 0 && rename(partial, path) == 0;
    if (!done)
        fprintf(stderr, "%s: cannot merge the results, is it an array of metrics in an existing folder\n", path);
    json_decref(array);
    return done;
}
