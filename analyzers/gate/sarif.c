/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/sarif.h"

#include "gate/explain.h"
#include "gate/files.h"
#include "gate/jsontext.h"
#include "gate/version.h"

#include <stdlib.h>
#include <string.h>

/* What GitHub code scanning keeps of one run; it drops the rest in silence, so what goes is said here. */
enum { RESULTS_MAX = 5000, STEPS_MAX = 1000 };

typedef struct writer {
  bw_arena *arena;
  bw_sources *sources;
  const char *current;
  const bw_judgement *judgement;
} writer;

static json_t *string(const writer *w, const char *text) { return bw_json_text(w->arena, text); }

static json_t *message(const writer *w, const char *text) {
  json_t *object = json_object();
  json_object_set_new(object, "text", string(w, text));
  return object;
}

/* The words of SARIF are ours: error, warning, note. */
static json_t *level(bw_severity severity) { return json_string(bw_severity_word(severity)); }

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
  size_t first = finding->note_count >= STEPS_MAX ? finding->note_count - STEPS_MAX + 1 : 0;
  for (size_t i = first; i < finding->note_count; i++)
    add_step(w, steps, &finding->notes[i].pos, finding->notes[i].text);
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

static json_t *suppressions(const writer *w, const bw_judged *judged) {
  json_t *array = json_array(), *object = json_object();
  json_object_set_new(object, "kind", json_string(judged->silence == BW_SILENCE_SOURCE ? "inSource" : "external"));
  json_object_set_new(object, "status", json_string("accepted"));
  json_object_set_new(object, "justification", string(w, judged->reason));
  json_array_append_new(array, object);
  return array;
}

static json_t *result_properties(const writer *w, const bw_judged *judged) {
  json_t *object = json_object();
  json_object_set_new(object, "tier", json_string(bw_tier_word(judged->tier)));
  json_object_set_new(object, "counts", json_boolean(judged->counts));
  if (w->judgement->diff != NULL) json_object_set_new(object, "inDiff", json_boolean(!judged->outside));
  return object;
}

static json_t *result(const writer *w, const bw_judged *judged) {
  const bw_finding *finding = &judged->finding;
  json_t *object = json_object(), *prints = json_object();
  json_object_set_new(object, "ruleId", string(w, finding->check));
  if (judged->rule < bw_rule_count()) json_object_set_new(object, "ruleIndex", json_integer((json_int_t)judged->rule));
  json_object_set_new(object, "level", level(finding->severity));
  json_object_set_new(object, "message", message(w, finding->message));
  json_object_set_new(object, "locations", one_location(w, finding));
  json_object_set_new(prints, "bulwark/v1", json_string(judged->print.unique));
  json_object_set_new(object, "partialFingerprints", prints);
  if (judged->state != BW_STATE_NONE)
    json_object_set_new(object, "baselineState", json_string(judged->state == BW_STATE_NEW ? "new" : "unchanged"));
  if (judged->silence != BW_SILENCE_NONE) json_object_set_new(object, "suppressions", suppressions(w, judged));
  if (finding->note_count > 0) json_object_set_new(object, "codeFlows", code_flows(w, finding));
  if (fixable(finding)) json_object_set_new(object, "fixes", fixes(w, finding));
  json_object_set_new(object, "properties", result_properties(w, judged));
  return object;
}

static int rank(const bw_judged *judged) { return (judged->counts ? 3 : 0) + (int)judged->finding.severity; }

/* The lowest rank that still has room, and how many of that rank have. */
static int lowest_rank(const bw_judgement *judgement, size_t *ret_room) {
  size_t of[6] = {0}, room = RESULTS_MAX;
  for (size_t i = 0; i < judgement->count; i++) of[rank(&judgement->findings[i])]++;
  int lowest = 5;
  for (; lowest > 0 && of[lowest] <= room; lowest--) room -= of[lowest];
  *ret_room = room;
  return lowest;
}

/* All of them, or, above what is kept of a run, the gravest in their order. */
static json_t *results(const writer *w) {
  json_t *array = json_array();
  size_t room = 0;
  int lowest = lowest_rank(w->judgement, &room);
  for (size_t i = 0; i < w->judgement->count; i++) {
    const bw_judged *judged = &w->judgement->findings[i];
    if (rank(judged) < lowest || (rank(judged) == lowest && room == 0)) continue;
    if (rank(judged) == lowest) room--;
    json_array_append_new(array, result(w, judged));
  }
  return array;
}

/* ---- the run ----------------------------------------------------------------------------------------------- */

static json_t *tags(const writer *w, const bw_rule *rule) {
  json_t *array = json_array();
  json_array_append_new(array, json_string(rule->check ? "security" : "maintainability"));
  for (const char *at = rule->cwe; *at != '\0';) {
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

/* "CopyExtent" of "copy-extent". */
static json_t *rule_name(const writer *w, const char *id) {
  bw_text name = {.arena = w->arena};
  for (bool upper = true; *id != '\0'; id++) {
    char c = upper && *id >= 'a' && *id <= 'z' ? (char)(*id - 'a' + 'A') : *id;
    upper = *id == '-';
    if (!upper) bw_text_add(&name, &c, 1);
  }
  return json_string(bw_text_string(&name));
}

static json_t *help(const writer *w, const bw_rule *rule) {
  json_t *object = message(w, bw_format(w->arena, "%s; bulwark explain %s says more", rule->summary, rule->id));
  char *page = NULL;
  if (bw_page_read(w->arena, rule->page, &page)) json_object_set_new(object, "markdown", string(w, page));
  return object;
}

static json_t *rules(const writer *w) {
  json_t *array = json_array();
  for (size_t i = 0; i < bw_rule_count(); i++) {
    bw_rule info = bw_rule_get(w->arena, i);
    json_t *rule = json_object(), *configuration = json_object(), *properties = json_object();
    json_object_set_new(configuration, "level", level(info.severity));
    json_object_set_new(configuration, "enabled", json_boolean(info.on));
    json_object_set_new(properties, "tags", tags(w, &info));
    json_object_set_new(rule, "id", json_string(info.id));
    json_object_set_new(rule, "name", rule_name(w, info.id));
    json_object_set_new(rule, "shortDescription", message(w, info.summary));
    json_object_set_new(rule, "fullDescription", message(w, info.summary));
    json_object_set_new(rule, "help", help(w, &info));
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

static void add_notice(const writer *w, json_t *notices, const char *severity, const char *text) {
  json_t *notice = json_object();
  json_object_set_new(notice, "level", json_string(severity));
  json_object_set_new(notice, "message", message(w, text));
  json_array_append_new(notices, notice);
}

static json_t *invocations(const writer *w) {
  const bw_verdict *verdict = w->judgement->verdict;
  bw_exit status = w->judgement->status;
  json_t *array = json_array(), *object = json_object(), *notices = json_array();
  for (size_t i = 0; i < verdict->failure_count; i++)
    add_notice(w, notices, "error",
               bw_format(w->arena, "%s: %s", verdict->failures[i].file, verdict->failures[i].reason));
  if (w->judgement->count > RESULTS_MAX)
    add_notice(w, notices, "warning",
               bw_format(w->arena, "%zu of %zu results are left out, the least severe ones: code scanning keeps %d of a run",
                         w->judgement->count - RESULTS_MAX, w->judgement->count, RESULTS_MAX));
  json_object_set_new(object, "executionSuccessful", json_boolean(status == BW_EXIT_CLEAN || status == BW_EXIT_FINDINGS));
  json_object_set_new(object, "exitCode", json_integer((json_int_t)status));
  json_object_set_new(object, "toolExecutionNotifications", notices);
  json_array_append_new(array, object);
  return array;
}

static json_t *figures(const writer *w) {
  const bw_judgement *judgement = w->judgement;
  const bw_verdict *verdict = judgement->verdict;
  json_t *object = json_object();
  json_object_set_new(object, "compilers", bw_json_compilers(w->arena, verdict));
  json_object_set_new(object, "units", bw_json_count(verdict->units));
  json_object_set_new(object, "unitsAnswered", bw_json_count(verdict->answered));
  json_object_set_new(object, "unitsNotInC", bw_json_count(verdict->other_languages));
  json_object_set_new(object, "unitsOff", bw_json_count(verdict->off));
  json_object_set_new(object, "unitsNotSelected", bw_json_count(verdict->left_out));
  json_object_set_new(object, "canaries", bw_json_count(verdict->canaries));
  json_object_set_new(object, "suppressed", bw_json_count(judgement->suppressed));
  json_object_set_new(object, "unchanged", bw_json_count(judgement->unchanged));
  json_object_set_new(object, "fixed", bw_json_count(judgement->fixed.count));
  json_object_set_new(object, "outsideDiff", bw_json_count(judgement->outside));
  json_object_set_new(object, "dropped", bw_json_count(judgement->dropped));
  json_object_set_new(object, "counts", bw_json_counts(w->arena, verdict));
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

const char *bw_sarif_text(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement) {
  writer w = {.arena = arena, .sources = sources, .current = judgement->current, .judgement = judgement};
  json_t *document = json_object(), *runs = json_array(), *run = json_object();
  json_object_set_new(run, "tool", tool(&w));
  json_object_set_new(run, "invocations", invocations(&w));
  json_object_set_new(run, "originalUriBaseIds", base_ids(&w));
  json_object_set_new(run, "columnKind", json_string("unicodeCodePoints"));
  json_object_set_new(run, "results", results(&w));
  json_object_set_new(run, "properties", figures(&w));
  json_array_append_new(runs, run);
  json_object_set_new(document, "$schema", json_string("https://json.schemastore.org/sarif-2.1.0.json"));
  json_object_set_new(document, "version", json_string("2.1.0"));
  json_object_set_new(document, "runs", runs);
  return bw_json_dump(arena, document);
}
