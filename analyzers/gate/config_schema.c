/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/config.h"

#include "gate/rules.h"
#include "gate/strings.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static json_t *words(const char *const *list) {
  json_t *array = json_array();
  for (; *list != NULL; list++) json_array_append_new(array, json_string(*list));
  return array;
}

static json_t *object_type(void) {
  return json_pack("{s:s, s:b, s:{}}", "type", "object", "additionalProperties", 0, "properties");
}

static json_t *type_of(const char *kind) {
  static const char *const tiers[] = {"off", "legacy", "hardened", NULL};
  static const char *const switches[] = {"on", "off", NULL};
  static const char *const severities[] = {"off", "note", "warning", "error", NULL};
  if (strcmp(kind, "paths") == 0) return json_pack("{s:s, s:{s:s}}", "type", "array", "items", "type", "string");
  if (strcmp(kind, "items") == 0) return json_pack("{s:s, s:o}", "type", "array", "items", object_type());
  if (strcmp(kind, "group") == 0) return object_type();
  if (strcmp(kind, "tier") == 0) return json_pack("{s:o}", "enum", words(tiers));
  if (strcmp(kind, "switch") == 0) return json_pack("{s:o}", "enum", words(switches));
  if (strcmp(kind, "severity") == 0) return json_pack("{s:o}", "enum", words(severities));
  if (strcmp(kind, "day") == 0)
    return json_pack("{s:s, s:s}", "type", "string", "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
  if (strcmp(kind, "count") == 0)
    return json_pack("{s:[{s:s, s:i}, {s:s}]}", "oneOf", "type", "integer", "minimum", 0, "const", "any");
  if (strcmp(kind, "seconds") == 0)
    return json_pack("{s:s, s:i, s:i}", "type", "integer", "minimum", 1, "maximum", BW_TIME_LIMIT_MOST);
  return json_pack("{s:s}", "type", "string");
}

/* The properties that the key of this path belongs to: those of the whole, of a group or of the items of a list. */
static json_t *properties_for(bw_arena *arena, json_t *root, const char *path, const char **ret_name) {
  json_t *properties = json_object_get(root, "properties");
  const char *dot = strchr(path, '.');
  *ret_name = dot == NULL ? path : dot + 1;
  if (dot == NULL) return properties;
  bool item = dot[-1] == ']';
  json_t *parent = json_object_get(properties, bw_copy(arena, path, (size_t)(dot - path) - (item ? 2 : 0)));
  return json_object_get(item ? json_object_get(parent, "items") : parent, "properties");
}

const char *bw_config_schema(bw_arena *arena) {
  json_t *root = object_type();
  json_object_set_new(root, "$schema", json_string("http://json-schema.org/draft-07/schema#"));
  json_object_set_new(root, "title", json_string(BW_CONFIG_NAME));
  for (size_t i = 0; i < bw_config_key_count; i++) {
    const bw_config_key *key = &bw_config_keys[i];
    const char *name = NULL;
    json_t *properties = properties_for(arena, root, key->path, &name);
    bool any_rule = strcmp(name, "*") == 0;
    for (size_t rule = 0; rule < (any_rule ? bw_rule_count() : 1); rule++) {
      json_t *type = type_of(key->kind);
      json_object_set_new(type, "description", json_string(key->help));
      json_object_set_new(properties, any_rule ? bw_rule_get(arena, rule).id : name, type);
    }
  }
  char *text = json_dumps(root, JSON_INDENT(2));
  json_decref(root);
  if (text == NULL) {
    bw_complain("no memory for the schema");
    exit(BW_EXIT_UNABLE);
  }
  const char *copy = bw_format(arena, "%s\n", text);
  free(text);
  return copy;
}
