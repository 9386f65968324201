/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _XOPEN_SOURCE 700

#include "sarif_shape.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Kinds: "string", "uri", "integer" (from 0), "position" (from 1), "boolean", "any", "one|of|these" behind '=', the name of an
 * object, "[]" behind any of them for an array, "{}" for an object with names of the writer's own. '!' after the property's
 * name: it must be there. */
typedef struct property {
  const char *object, *name, *kind;
} property;

static const property properties[] = {
    {"log", "$schema", "uri"}, {"log", "version!", "=2.1.0"}, {"log", "runs!", "run[]"},
    {"run", "tool!", "tool"}, {"run", "invocations", "invocation[]"}, {"run", "originalUriBaseIds", "artifactLocation{}"},
    {"run", "columnKind", "=utf16CodeUnits|unicodeCodePoints"}, {"run", "results", "result[]"}, {"run", "properties", "any"},
    {"tool", "driver!", "toolComponent"},
    {"toolComponent", "name!", "string"}, {"toolComponent", "version", "string"}, {"toolComponent", "semanticVersion", "string"},
    {"toolComponent", "informationUri", "uri"}, {"toolComponent", "rules", "rule[]"},
    {"rule", "id!", "string"}, {"rule", "name", "string"}, {"rule", "shortDescription", "help"}, {"rule", "fullDescription", "help"},
    {"rule", "help", "help"}, {"rule", "helpUri", "uri"}, {"rule", "defaultConfiguration", "configuration"},
    {"rule", "properties", "bag"},
    {"help", "text!", "string"}, {"help", "markdown", "string"},
    {"configuration", "level", "=none|note|warning|error"}, {"configuration", "enabled", "boolean"},
    {"bag", "tags", "string[]"}, {"bag", "*", "any"},
    {"invocation", "executionSuccessful!", "boolean"}, {"invocation", "exitCode", "integer"},
    {"invocation", "toolExecutionNotifications", "notification[]"},
    {"notification", "message!", "message"}, {"notification", "level", "=none|note|warning|error"},
    {"notification", "locations", "location[]"},
    {"message", "text!", "string"}, {"message", "markdown", "string"},
    {"artifactLocation", "uri", "uri"}, {"artifactLocation", "uriBaseId", "string"},
    {"result", "ruleId", "string"}, {"result", "ruleIndex", "integer"}, {"result", "level", "=none|note|warning|error"},
    {"result", "message!", "message"}, {"result", "locations", "location[]"}, {"result", "partialFingerprints", "string{}"},
    {"result", "baselineState", "=new|unchanged|updated|absent"}, {"result", "suppressions", "suppression[]"},
    {"result", "codeFlows", "codeFlow[]"}, {"result", "fixes", "fix[]"}, {"result", "properties", "bag"},
    {"suppression", "kind!", "=inSource|external"}, {"suppression", "status", "=accepted|underReview|rejected"},
    {"suppression", "justification", "string"},
    {"location", "physicalLocation", "physicalLocation"}, {"location", "logicalLocations", "logicalLocation[]"},
    {"location", "message", "message"},
    {"physicalLocation", "artifactLocation!", "artifactLocation"}, {"physicalLocation", "region", "region"},
    {"logicalLocation", "name", "string"}, {"logicalLocation", "kind", "string"},
    {"region", "startLine", "position"}, {"region", "startColumn", "position"}, {"region", "endLine", "position"},
    {"region", "endColumn", "position"},
    {"codeFlow", "threadFlows!", "threadFlow[]"}, {"threadFlow", "locations!", "threadFlowLocation[]"},
    {"threadFlowLocation", "location", "location"},
    {"fix", "description", "message"}, {"fix", "artifactChanges!", "artifactChange[]"},
    {"artifactChange", "artifactLocation!", "artifactLocation"}, {"artifactChange", "replacements!", "replacement[]"},
    {"replacement", "deletedRegion!", "region"}, {"replacement", "insertedContent", "content"},
    {"content", "text", "string"},
};
enum { PROPERTIES = sizeof properties / sizeof *properties };

static char fault_text[512];

static bool fault(const char *path, const char *name, const char *what) {
  snprintf(fault_text, sizeof fault_text, "%s: %s %s", *path == '\0' ? "the document" : path, name, what);
  return false;
}

static bool is_named(const property *one, const char *name) {
  size_t size = strcspn(one->name, "!");
  return strncmp(one->name, name, size) == 0 && name[size] == '\0';
}

static const property *find(const char *object, const char *name) {
  const property *any = NULL;
  for (size_t i = 0; i < PROPERTIES; i++) {
    if (strcmp(properties[i].object, object) != 0) continue;
    if (is_named(&properties[i], name)) return &properties[i];
    if (strcmp(properties[i].name, "*") == 0) any = &properties[i];
  }
  return any;
}

/* RFC 3986: its own characters, and escapes. */
static bool is_uri(const char *text) {
  for (; *text != '\0'; text++) {
    if (*text == '%' && strspn(text + 1, "0123456789ABCDEFabcdef") < 2) return false;
    if (*text <= ' ' || *text >= 0x7f || strchr("<>\"{}|\\^`", *text) != NULL) return false;
  }
  return true;
}

/* Whether the text is among "one|of|these". */
static bool is_among(const char *list, const char *text) {
  while (*list != '\0') {
    size_t size = strcspn(list, "|");
    if (strlen(text) == size && strncmp(list, text, size) == 0) return true;
    list += size + (list[size] == '|' ? 1 : 0);
  }
  return false;
}

static bool check_object(const char *path, const char *object, const json_t *value);

static bool check_value(const char *path, const char *kind, const json_t *value) {
  if (strcmp(kind, "any") == 0) return true;
  if (strcmp(kind, "string") == 0) return json_is_string(value) || fault(path, "it", "is no string");
  if (strcmp(kind, "uri") == 0)
    return (json_is_string(value) && is_uri(json_string_value(value))) || fault(path, "it", "is no uri");
  if (strcmp(kind, "boolean") == 0) return json_is_boolean(value) || fault(path, "it", "is no boolean");
  if (strcmp(kind, "integer") == 0 || strcmp(kind, "position") == 0)
    return (json_is_integer(value) && json_integer_value(value) >= (*kind == 'p' ? 1 : 0)) || fault(path, "it", "is out of range");
  if (*kind == '=')
    return (json_is_string(value) && is_among(kind + 1, json_string_value(value))) || fault(path, "it", "is none of its words");
  return check_object(path, kind, value);
}

/* Each value of an array or of an object with free names. */
static bool check_each(const char *path, const char *kind, const json_t *value, bool array) {
  char place[256], one[64];
  size_t index;
  const char *name;
  json_t *item;
  snprintf(one, sizeof one, "%.*s", (int)(strlen(kind) - 2), kind);
  if (array ? !json_is_array(value) : !json_is_object(value)) return fault(path, "it", array ? "is no array" : "is no object");
  if (array) {
    json_array_foreach(value, index, item) {
      snprintf(place, sizeof place, "%.200s/%zu", path, index);
      if (!check_value(place, one, item)) return false;
    }
    return true;
  }
  json_object_foreach((json_t *)(uintptr_t)value, name, item) {
    snprintf(place, sizeof place, "%.200s/%.50s", path, name);
    if (!check_value(place, one, item)) return false;
  }
  return true;
}

static bool check_object(const char *path, const char *object, const json_t *value) {
  char place[256];
  const char *name;
  json_t *item;
  if (!json_is_object(value)) return fault(path, "it", "is no object");
  for (size_t i = 0; i < PROPERTIES; i++) {
    size_t size = strcspn(properties[i].name, "!");
    if (strcmp(properties[i].object, object) != 0 || properties[i].name[size] != '!') continue;
    snprintf(place, sizeof place, "%.*s", (int)size, properties[i].name);
    if (json_object_get(value, place) == NULL) return fault(path, place, "is missing");
  }
  json_object_foreach((json_t *)(uintptr_t)value, name, item) {
    const property *known = find(object, name);
    if (known == NULL) return fault(path, name, "is no property of it");
    snprintf(place, sizeof place, "%.200s%s%.50s", path, *path == '\0' ? "" : "/", name);
    size_t size = strlen(known->kind);
    bool array = size > 2 && strcmp(known->kind + size - 2, "[]") == 0, map = size > 2 && strcmp(known->kind + size - 2, "{}") == 0;
    if (!(array || map ? check_each(place, known->kind, item, array) : check_value(place, known->kind, item))) return false;
  }
  return true;
}

const char *sarif_fault(const json_t *document) { return check_object("", "log", document) ? NULL : fault_text; }

/* Debian's own interpreter, which is the one that sees Debian's package. */
static bool has_validator(void) {
  static int known = -1;
  if (known < 0) known = access(SARIF_SCHEMA, R_OK) == 0 && system("exec /usr/bin/python3 -c 'import jsonschema' 2>/dev/null") == 0;
  return known == 1;
}

void sarif_expect_valid(const char *path) {
  json_error_t error;
  json_t *document = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
  ck_assert_msg(document != NULL, "%s:%d: %s", path, error.line, error.text);
  const char *wrong = sarif_fault(document);
  ck_assert_msg(wrong == NULL, "%s: %s", path, wrong);
  json_decref(document);
  if (!has_validator()) return;
  char command[1024];
  snprintf(command, sizeof command, "exec /usr/bin/python3 -W ignore -m jsonschema -i '%s' '%s' >&2", path, SARIF_SCHEMA);
  ck_assert_msg(system(command) == 0, "%s is not valid by %s", path, SARIF_SCHEMA);
}
