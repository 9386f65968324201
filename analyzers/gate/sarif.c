/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/sarif.h"

#include "gate/files.h"
#include "gate/fingerprint.h"
#include "gate/version.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct writer {
  bw_arena *arena;
  bw_sources *sources;
  const char *current;
} writer;

/* Names of files and text from sources may hold any byte; JSON may not. */
static json_t *string(const writer *w, const char *text) { return json_string(bw_utf8(w->arena, text)); }

static json_t *message(const writer *w, const char *text) {
  json_t *object = json_object();
  json_object_set_new(object, "text", string(w, text));
  return object;
}

static const char *level(bw_severity severity) {
  return severity == BW_SEVERITY_ERROR ? "error" : severity == BW_SEVERITY_WARNING ? "warning" : "note";
}

/* ---- places ------------------------------------------------------------------------------------------------ */

static void add_encoded(bw_text *text, const char *path) {
  static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
  for (; *path != '\0'; path++) {
    if (strchr(plain, *path) != NULL) bw_text_add(text, path, 1);
    else bw_text_print(text, "%%%02X", (unsigned)(unsigned char)*path);
  }
}

static json_t *artifact(const writer *w, const char *file) {
  json_t *object = json_object();
  const char *within = bw_path_within(w->current, file);
  bw_text uri = {.arena = w->arena};
  if (within == file && *file == '/') bw_text_puts(&uri, "file://");
  add_encoded(&uri, within);
  json_object_set_new(object, "uri", json_string(bw_text_string(&uri)));
  if (within != file) json_object_set_new(object, "uriBaseId", json_string("SRCROOT"));
  return object;
}

static uint32_t code_point(const writer *w, const bw_pos *pos, uint32_t line, uint32_t column) {
  const char *text = bw_source_line(w->sources, pos->file, line);
  return text == NULL ? column : bw_source_code_point(text, column);
}

static json_t *region(const writer *w, const bw_pos *pos) {
  json_t *object = json_object();
  json_object_set_new(object, "startLine", json_integer(pos->line));
  if (pos->column > 0)
    json_object_set_new(object, "startColumn", json_integer(code_point(w, pos, pos->line, pos->column)));
  bool ends = pos->end_line > pos->line || (pos->end_line == pos->line && pos->end_column >= pos->column);
  if (ends && pos->column > 0 && pos->end_column > 0) {
    json_object_set_new(object, "endLine", json_integer(pos->end_line));
    json_object_set_new(object, "endColumn", json_integer(code_point(w, pos, pos->end_line, pos->end_column)));
  }
  return object;
}

/* NULL when there is no file to point into. */
static json_t *location(const writer *w, const bw_pos *pos) {
  if (pos->file == NULL) return NULL;
  json_t *object = json_object(), *physical = json_object();
  json_object_set_new(physical, "artifactLocation", artifact(w, pos->file));
  if (pos->line > 0) json_object_set_new(physical, "region", region(w, pos));
  json_object_set_new(object, "physicalLocation", physical);
  return object;
}

/* ---- results ----------------------------------------------------------------------------------------------- */

static json_t *one_location(const writer *w, const bw_finding *finding) {
  json_t *array = json_array(), *object = location(w, &finding->pos);
  if (object == NULL) return array;
  if (*finding->function != '\0') {
    json_t *logical = json_object(), *names = json_array();
    json_object_set_new(logical, "name", string(w, finding->function));
    json_object_set_new(logical, "kind", json_string("function"));
    json_array_append_new(names, logical);
    json_object_set_new(object, "logicalLocations", names);
  }
  json_array_append_new(array, object);
  return array;
}

static void add_step(const writer *w, json_t *steps, const bw_pos *pos, const char *text) {
  json_t *step = json_object(), *place = location(w, pos);
  if (place == NULL) place = json_object();
  json_object_set_new(place, "message", message(w, text));
  json_object_set_new(step, "location", place);
  json_array_append_new(steps, step);
}

/* The notes are the way to the fault; the fault itself is its end. */
static json_t *code_flows(const writer *w, const bw_finding *finding) {
  json_t *steps = json_array(), *thread = json_object(), *threads = json_array(), *flow = json_object(),
         *flows = json_array();
  for (size_t i = 0; i < finding->note_count; i++) add_step(w, steps, &finding->notes[i].pos, finding->notes[i].text);
  add_step(w, steps, &finding->pos, finding->message);
  json_object_set_new(thread, "locations", steps);
  json_array_append_new(threads, thread);
  json_object_set_new(flow, "threadFlows", threads);
  json_array_append_new(flows, flow);
  return flows;
}

static json_t *replacement(const writer *w, const bw_fixit *fixit) {
  json_t *object = json_object();
  json_object_set_new(object, "deletedRegion", region(w, &fixit->pos));
  json_object_set_new(object, "insertedContent", message(w, fixit->text));
  return object;
}

/* The edits of one file, in one change, as the first of them in this list stands for all. */
static json_t *change(const writer *w, const bw_finding *finding, const char *file) {
  json_t *object = json_object(), *edits = json_array();
  for (size_t i = 0; i < finding->fixit_count; i++)
    if (strcmp(finding->fixits[i].pos.file, file) == 0)
      json_array_append_new(edits, replacement(w, &finding->fixits[i]));
  json_object_set_new(object, "artifactLocation", artifact(w, file));
  json_object_set_new(object, "replacements", edits);
  return object;
}

static bool fixable(const bw_finding *finding) {
  for (size_t i = 0; i < finding->fixit_count; i++) {
    const bw_pos *pos = &finding->fixits[i].pos;
    if (pos->file == NULL || pos->line == 0 || pos->column == 0 || pos->end_line == 0 || pos->end_column == 0)
      return false;
  }
  return finding->fixit_count > 0;
}

static json_t *fixes(const writer *w, const bw_finding *finding) {
  json_t *fix = json_object(), *changes = json_array(), *array = json_array();
  for (size_t i = 0; i < finding->fixit_count; i++) {
    const char *file = finding->fixits[i].pos.file;
    bool first = true;
    for (size_t k = 0; k < i; k++) first = first && strcmp(finding->fixits[k].pos.file, file) != 0;
    if (first) json_array_append_new(changes, change(w, finding, file));
  }
  json_object_set_new(fix, "description", message(w, finding->message));
  json_object_set_new(fix, "artifactChanges", changes);
  json_array_append_new(array, fix);
  return array;
}

static json_t *result(const writer *w, const bw_finding *finding, const char *fingerprint) {
  json_t *object = json_object(), *prints = json_object();
  bw_check_id check = bw_check_find(finding->check);
  json_object_set_new(object, "ruleId", string(w, finding->check));
  if (check < BW_CHECK_COUNT) json_object_set_new(object, "ruleIndex", json_integer((json_int_t)check));
  json_object_set_new(object, "level", json_string(level(finding->severity)));
  json_object_set_new(object, "message", message(w, finding->message));
  json_object_set_new(object, "locations", one_location(w, finding));
  json_object_set_new(prints, "bulwark/v1", json_string(fingerprint));
  json_object_set_new(object, "partialFingerprints", prints);
  if (finding->note_count > 0) json_object_set_new(object, "codeFlows", code_flows(w, finding));
  if (fixable(finding)) json_object_set_new(object, "fixes", fixes(w, finding));
  return object;
}

static json_t *results(const writer *w, const bw_verdict *verdict) {
  const char *const *prints = bw_fingerprints(w->arena, w->sources, verdict->findings, verdict->finding_count);
  json_t *array = json_array();
  for (size_t i = 0; i < verdict->finding_count; i++)
    json_array_append_new(array, result(w, &verdict->findings[i], prints[i]));
  return array;
}

/* ---- the run ----------------------------------------------------------------------------------------------- */

static json_t *tags(const writer *w, const bw_check_info *check) {
  json_t *array = json_array();
  json_array_append_new(array, json_string("security"));
  for (const char *at = check->cwe; *at != '\0';) {
    size_t size = strcspn(at, ",");
    /* "CWE-787" as code scanning services expect it: external/cwe/cwe-787. */
    const char *number = strchr(at, '-');
    if (number != NULL && number < at + size)
      json_array_append_new(
          array, json_string(bw_format(w->arena, "external/cwe/cwe-%.*s", (int)(at + size - number - 1), number + 1)));
    at += size;
    while (*at == ',' || *at == ' ') at++;
  }
  return array;
}

static json_t *rules(const writer *w) {
  json_t *array = json_array();
  for (unsigned i = 0; i < BW_CHECK_COUNT; i++) {
    const bw_check_info *check = &bw_check_list[i];
    json_t *rule = json_object(), *configuration = json_object(), *properties = json_object();
    json_object_set_new(configuration, "level", json_string(level(check->severity)));
    json_object_set_new(configuration, "enabled", json_boolean(check->on));
    json_object_set_new(properties, "tags", tags(w, check));
    json_object_set_new(rule, "id", json_string(check->id));
    json_object_set_new(rule, "shortDescription", message(w, check->summary));
    json_object_set_new(rule, "helpUri", json_string(bw_format(w->arena, "docs/checks/%s.md", check->id)));
    json_object_set_new(rule, "help", message(w, bw_format(w->arena, "bulwark explain %s", check->id)));
    json_object_set_new(rule, "defaultConfiguration", configuration);
    json_object_set_new(rule, "properties", properties);
    json_array_append_new(array, rule);
  }
  return array;
}

static json_t *tool(const writer *w) {
  json_t *object = json_object(), *driver = json_object();
  json_object_set_new(driver, "name", json_string("bulwark"));
  json_object_set_new(driver, "version", json_string(BW_VERSION));
  json_object_set_new(driver, "semanticVersion", json_string(BW_VERSION));
  json_object_set_new(driver, "rules", rules(w));
  json_object_set_new(object, "driver", driver);
  return object;
}

static json_t *invocations(const writer *w, const bw_verdict *verdict, bw_exit status) {
  json_t *array = json_array(), *object = json_object(), *notices = json_array();
  for (size_t i = 0; i < verdict->failure_count; i++) {
    json_t *notice = json_object();
    const bw_failure *failure = &verdict->failures[i];
    json_object_set_new(notice, "level", json_string("error"));
    json_object_set_new(notice, "message",
                        message(w, bw_format(w->arena, "%s: %s", failure->file, failure->reason)));
    json_array_append_new(notices, notice);
  }
  json_object_set_new(object, "executionSuccessful", json_boolean(status == BW_EXIT_CLEAN || status == BW_EXIT_FINDINGS));
  json_object_set_new(object, "exitCode", json_integer((json_int_t)status));
  json_object_set_new(object, "toolExecutionNotifications", notices);
  json_array_append_new(array, object);
  return array;
}

static json_t *figures(const writer *w, const bw_verdict *verdict) {
  json_t *object = json_object(), *counts = json_object(), *compilers = json_array();
  for (uint32_t i = 0; i < verdict->compilers.count; i++)
    json_array_append_new(compilers, string(w, verdict->compilers.at[i]));
  json_object_set_new(object, "compilers", compilers);
  json_object_set_new(object, "units", json_integer((json_int_t)verdict->units));
  json_object_set_new(object, "unitsAnswered", json_integer((json_int_t)verdict->answered));
  json_object_set_new(object, "unitsNotInC", json_integer((json_int_t)verdict->other_languages));
  json_object_set_new(object, "unitsNotSelected", json_integer((json_int_t)verdict->left_out));
  json_object_set_new(object, "canaries", json_integer((json_int_t)verdict->canaries));
  for (size_t i = 0; i < verdict->count_count; i++) {
    uint64_t value = verdict->counts[i].value;
    json_object_set_new(counts, bw_utf8(w->arena, verdict->counts[i].name),
                        json_integer(value > INT64_MAX ? INT64_MAX : (json_int_t)value));
  }
  json_object_set_new(object, "counts", counts);
  return object;
}

static json_t *base_ids(const writer *w) {
  json_t *object = json_object(), *root = json_object();
  bw_text uri = {.arena = w->arena};
  bw_text_puts(&uri, "file://");
  add_encoded(&uri, w->current);
  if (uri.at[uri.size - 1] != '/') bw_text_puts(&uri, "/");
  json_object_set_new(root, "uri", json_string(bw_text_string(&uri)));
  json_object_set_new(object, "SRCROOT", root);
  return object;
}

const char *bw_sarif_text(bw_arena *arena, bw_sources *sources, const bw_verdict *verdict, const char *current,
                          bw_exit status) {
  writer w = {.arena = arena, .sources = sources, .current = current};
  json_t *document = json_object(), *runs = json_array(), *run = json_object();
  json_object_set_new(run, "tool", tool(&w));
  json_object_set_new(run, "invocations", invocations(&w, verdict, status));
  json_object_set_new(run, "originalUriBaseIds", base_ids(&w));
  json_object_set_new(run, "columnKind", json_string("unicodeCodePoints"));
  json_object_set_new(run, "results", results(&w, verdict));
  json_object_set_new(run, "properties", figures(&w, verdict));
  json_array_append_new(runs, run);
  json_object_set_new(document, "$schema", json_string("https://json.schemastore.org/sarif-2.1.0.json"));
  json_object_set_new(document, "version", json_string("2.1.0"));
  json_object_set_new(document, "runs", runs);
  char *text = json_dumps(document, JSON_INDENT(1));
  json_decref(document);
  if (text == NULL) {
    bw_complain("no memory for the SARIF output");
    exit(BW_EXIT_UNABLE);
  }
  const char *copy = bw_format(arena, "%s\n", text);
  free(text);
  return copy;
}

bool bw_sarif_write(const char *path, const char *text) {
  bool good;
  FILE *file = bw_path_is_file(path) ? NULL : fopen(path, "r+");
  if (file != NULL) {
    good = fputs(text, file) >= 0;
    good = fclose(file) == 0 && good;
  } else {
    good = bw_file_write(path, text, strlen(text));
  }
  if (!good) bw_complain("--sarif %s: it cannot be written: %s", path, strerror(errno));
  return good;
}
