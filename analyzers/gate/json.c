/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The judgement as JSON of our own, for programs: everything, also what does not count. docs/reference/outputs.md
 * says what each member means; members are only ever added while "version" stays. */
#include "gate/outputs.h"

#include "gate/files.h"
#include "gate/jsontext.h"
#include "gate/version.h"

enum { VERSION = 1 };

typedef struct writer {
  bw_arena *arena;
  const bw_judgement *judgement;
} writer;

static void add_place(const writer *w, json_t *object, const bw_pos *pos) {
  json_object_set_new(object, "file",
                      pos->file == NULL ? json_null()
                                        : bw_json_text(w->arena, bw_path_within(w->judgement->current, pos->file)));
  json_object_set_new(object, "line", json_integer(pos->line));
  json_object_set_new(object, "column", json_integer(pos->column));
  json_object_set_new(object, "endLine", json_integer(pos->end_line));
  json_object_set_new(object, "endColumn", json_integer(pos->end_column));
}

static json_t *notes(const writer *w, const bw_finding *finding) {
  json_t *array = json_array();
  for (size_t i = 0; i < finding->note_count; i++) {
    json_t *note = json_object();
    json_object_set_new(note, "message", bw_json_text(w->arena, finding->notes[i].text));
    add_place(w, note, &finding->notes[i].pos);
    json_array_append_new(array, note);
  }
  return array;
}

static json_t *fixes(const writer *w, const bw_finding *finding) {
  json_t *array = json_array();
  for (size_t i = 0; i < finding->fixit_count; i++) {
    json_t *fix = json_object();
    add_place(w, fix, &finding->fixits[i].pos);
    json_object_set_new(fix, "text", bw_json_text(w->arena, finding->fixits[i].text));
    json_array_append_new(array, fix);
  }
  return array;
}

static json_t *suppression(const writer *w, const bw_judged *judged) {
  if (judged->silence == BW_SILENCE_NONE) return json_null();
  json_t *object = json_object();
  json_object_set_new(object, "kind", json_string(judged->silence == BW_SILENCE_SOURCE ? "source" : "configuration"));
  json_object_set_new(object, "reason", bw_json_text(w->arena, judged->reason));
  return object;
}

static json_t *finding(const writer *w, const bw_judged *judged) {
  static const char *const states[] = {"none", "new", "unchanged"};
  json_t *object = json_object();
  json_object_set_new(object, "rule", bw_json_text(w->arena, judged->finding.check));
  json_object_set_new(object, "severity", json_string(bw_severity_word(judged->finding.severity)));
  json_object_set_new(object, "message", bw_json_text(w->arena, judged->finding.message));
  add_place(w, object, &judged->finding.pos);
  json_object_set_new(object, "function", bw_json_text(w->arena, judged->finding.function));
  json_object_set_new(object, "fingerprint", json_string(judged->print.shared));
  json_object_set_new(object, "tier", json_string(bw_tier_word(judged->tier)));
  json_object_set_new(object, "state", json_string(states[judged->state]));
  json_object_set_new(object, "suppression", suppression(w, judged));
  json_object_set_new(object, "inDiff", json_boolean(!judged->outside));
  json_object_set_new(object, "counts", json_boolean(judged->counts));
  json_object_set_new(object, "notes", notes(w, &judged->finding));
  json_object_set_new(object, "fixes", fixes(w, &judged->finding));
  return object;
}

static json_t *fixed(const writer *w) {
  json_t *array = json_array();
  for (uint32_t i = 0; i < w->judgement->fixed.count; i++) {
    const bw_baseline_finding *entry = &w->judgement->fixed.at[i];
    json_t *object = json_object();
    json_object_set_new(object, "rule", bw_json_text(w->arena, entry->rule));
    json_object_set_new(object, "file", bw_json_text(w->arena, entry->file));
    json_object_set_new(object, "function", bw_json_text(w->arena, entry->function));
    json_object_set_new(object, "fingerprint", bw_json_text(w->arena, entry->fingerprint));
    json_object_set_new(object, "count", bw_json_count(entry->left));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *debts(const writer *w) {
  json_t *array = json_array();
  for (uint32_t i = 0; i < w->judgement->debts.count; i++) {
    const bw_debt *debt = &w->judgement->debts.at[i];
    json_t *object = json_object();
    json_object_set_new(object, "folder", bw_json_text(w->arena, debt->folder));
    json_object_set_new(object, "kind", json_string(bw_debt_word(debt->kind)));
    json_object_set_new(object, "count", bw_json_count(debt->count));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *suppressions(const writer *w) {
  json_t *array = json_array();
  for (uint32_t i = 0; i < w->judgement->suppressions.count; i++) {
    const bw_suppression *one = &w->judgement->suppressions.at[i];
    json_t *object = json_object();
    json_object_set_new(object, "file", bw_json_text(w->arena, bw_path_within(w->judgement->current, one->file)));
    json_object_set_new(object, "line", json_integer(one->line));
    json_object_set_new(object, "kind", json_string(one->glob == NULL ? "source" : "configuration"));
    json_object_set_new(object, "glob", one->glob == NULL ? json_null() : bw_json_text(w->arena, one->glob));
    json_object_set_new(object, "rule", bw_json_text(w->arena, one->rule));
    json_object_set_new(object, "reason", bw_json_text(w->arena, one->reason));
    json_object_set_new(object, "until", one->until == NULL ? json_null() : json_string(one->until));
    json_object_set_new(object, "state", json_string(bw_suppression_word(one->state)));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *unsafes(const writer *w) {
  json_t *array = json_array();
  for (size_t i = 0; i < w->judgement->verdict->unsafe_count; i++) {
    const bw_unsafe *block = &w->judgement->verdict->unsafes[i];
    json_t *object = json_object();
    add_place(w, object, &block->pos);
    json_object_set_new(object, "function", bw_json_text(w->arena, block->function));
    json_object_set_new(object, "reason", bw_json_text(w->arena, block->reason));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *files(const writer *w) {
  json_t *array = json_array();
  for (size_t i = 0; i < w->judgement->file_count; i++) {
    const bw_figures *file = &w->judgement->files[i];
    json_t *object = json_object();
    json_object_set_new(object, "file", bw_json_text(w->arena, bw_path_within(w->judgement->current, file->path)));
    json_object_set_new(object, "hardened", json_boolean(file->hardened));
    json_object_set_new(object, "functions", bw_json_count(file->functions));
    json_object_set_new(object, "proved", bw_json_count(file->proved));
    json_object_set_new(object, "open", bw_json_count(file->open));
    json_object_set_new(object, "violation", bw_json_count(file->violation));
    json_object_set_new(object, "unsafe", bw_json_count(file->unsafe));
    json_array_append_new(array, object);
  }
  return array;
}

const char *bw_json_report(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement) {
  (void)sources;
  writer w = {arena, judgement};
  json_t *document = json_object(), *findings = json_array();
  for (size_t i = 0; i < judgement->count; i++) json_array_append_new(findings, finding(&w, &judgement->findings[i]));
  json_object_set_new(document, "version", json_integer(VERSION));
  json_object_set_new(document, "bulwark", json_string(BW_VERSION));
  json_object_set_new(document, "exitStatus", json_integer((json_int_t)judgement->status));
  json_object_set_new(document, "complete", json_boolean(judgement->complete));
  json_object_set_new(document, "units", bw_json_units(judgement->verdict));
  json_object_set_new(document, "counts", bw_json_counts(arena, judgement->verdict));
  json_object_set_new(document, "findings", findings);
  json_object_set_new(document, "failures", bw_json_failures(arena, judgement->verdict));
  json_object_set_new(document, "fixed", fixed(&w));
  json_object_set_new(document, "debt", debts(&w));
  json_object_set_new(document, "files", files(&w));
  json_object_set_new(document, "suppressions", suppressions(&w));
  json_object_set_new(document, "unsafe", unsafes(&w));
  return bw_json_dump(arena, document);
}
