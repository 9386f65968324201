/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/jsontext.h"

#include <stdlib.h>

json_t *bw_json_text(bw_arena *arena, const char *text) { return json_string(bw_utf8(arena, text)); }

json_t *bw_json_count(uint64_t count) { return json_integer(count > INT64_MAX ? INT64_MAX : (json_int_t)count); }

json_t *bw_json_units(const bw_verdict *verdict) {
  json_t *object = json_object();
  json_object_set_new(object, "all", bw_json_count(verdict->units));
  json_object_set_new(object, "answered", bw_json_count(verdict->answered));
  json_object_set_new(object, "notInC", bw_json_count(verdict->other_languages));
  json_object_set_new(object, "off", bw_json_count(verdict->off));
  json_object_set_new(object, "notSelected", bw_json_count(verdict->left_out));
  json_object_set_new(object, "canaries", bw_json_count(verdict->canaries));
  return object;
}

json_t *bw_json_failures(bw_arena *arena, const bw_verdict *verdict) {
  json_t *array = json_array();
  for (size_t i = 0; i < verdict->failure_count; i++) {
    json_t *object = json_object();
    json_object_set_new(object, "unit", bw_json_text(arena, verdict->failures[i].file));
    json_object_set_new(object, "reason", bw_json_text(arena, verdict->failures[i].reason));
    json_array_append_new(array, object);
  }
  return array;
}

json_t *bw_json_counts(bw_arena *arena, const bw_verdict *verdict) {
  json_t *object = json_object();
  for (size_t i = 0; i < verdict->count_count; i++)
    json_object_set_new(object, bw_utf8(arena, verdict->counts[i].name), bw_json_count(verdict->counts[i].value));
  return object;
}

json_t *bw_json_compilers(bw_arena *arena, const bw_verdict *verdict) {
  json_t *array = json_array();
  for (uint32_t i = 0; i < verdict->compilers.count; i++)
    json_array_append_new(array, bw_json_text(arena, verdict->compilers.at[i]));
  return array;
}

const char *bw_json_dump(bw_arena *arena, json_t *document) {
  char *text = json_dumps(document, JSON_INDENT(1));
  json_decref(document);
  if (text == NULL) {
    bw_complain("no memory for the output");
    exit(BW_EXIT_UNABLE);
  }
  const char *copy = bw_format(arena, "%s\n", text);
  free(text);
  return copy;
}
