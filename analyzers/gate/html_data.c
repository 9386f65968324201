/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/html_data.h"

#include "gate/files.h"
#include "gate/policy.h"
#include "gate/version.h"

#include <stdlib.h>
#include <string.h>

/* Lines shown around a finding, and around a step of its path. */
enum { VERSION = 1, AROUND_FINDING = 3, AROUND_STEP = 1, LINE_SHOWN = 400 };

typedef struct place {
  uint32_t file, line;
} place;

typedef struct writer {
  bw_arena *arena;
  bw_sources *sources;
  const bw_judgement *judgement;
  const char *base; /* what names of files begin from */
  bw_words names; /* of all files, sorted */
  BW_VEC(place) lines; /* whose text the page needs */
} writer;

static void set(json_t *object, const char *key, json_t *value) { json_object_set_new(object, key, value); }
static json_t *text(const writer *w, const char *string) { return bw_json_text(w->arena, string); }

/* ---- the project --------------------------------------------------------------------------------------------- */

const char *bw_html_base(bw_arena *arena, const bw_judgement *judgement) {
  const char *common = NULL;
  for (size_t i = 0; i < judgement->file_count; i++) {
    const char *path = judgement->files[i].path;
    if (bw_path_within(judgement->root, path) != path) return judgement->root;
    if (common == NULL) common = bw_path_folder(arena, path);
    while (bw_path_within(common, path) == path && strchr(common + 1, '/') != NULL) common = bw_path_folder(arena, common);
  }
  return common == NULL ? judgement->root : common;
}

/* ---- files --------------------------------------------------------------------------------------------------- */

static void note_name(writer *w, const char *file) {
  if (file != NULL) bw_vec_push(w->arena, &w->names, file);
}

static void gather_names(writer *w) {
  const bw_judgement *j = w->judgement;
  for (size_t i = 0; i < j->file_count; i++) note_name(w, j->files[i].path);
  for (size_t i = 0; i < j->count; i++) {
    const bw_finding *finding = &j->findings[i].finding;
    note_name(w, finding->pos.file);
    for (size_t k = 0; k < finding->note_count; k++) note_name(w, finding->notes[k].pos.file);
    for (size_t k = 0; k < finding->fixit_count; k++) note_name(w, finding->fixits[k].pos.file);
  }
  for (uint32_t i = 0; i < j->suppressions.count; i++) note_name(w, j->suppressions.at[i].file);
  for (size_t i = 0; i < j->verdict->unsafe_count; i++) note_name(w, j->verdict->unsafes[i].pos.file);
  bw_words_sort(&w->names);
}

static int compare_words(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static uint32_t number_of(const writer *w, const char *file) {
  const char *const *found = bsearch(&file, w->names.at, w->names.count, sizeof *w->names.at, compare_words);
  return found == NULL ? 0 : (uint32_t)(found - w->names.at);
}

static json_t *names(const writer *w) {
  json_t *array = json_array();
  for (uint32_t i = 0; i < w->names.count; i++)
    json_array_append_new(array, text(w, bw_path_within(w->base, w->names.at[i])));
  return array;
}

static json_t *files(const writer *w) {
  json_t *array = json_array();
  for (size_t i = 0; i < w->judgement->file_count; i++) {
    const bw_figures *file = &w->judgement->files[i];
    json_t *object = json_object();
    set(object, "file", json_integer(number_of(w, file->path)));
    set(object, "proved", bw_json_count(file->proved));
    set(object, "open", bw_json_count(file->open));
    set(object, "violation", bw_json_count(file->violation));
    set(object, "functions", bw_json_count(file->functions));
    set(object, "hardened", json_boolean(file->hardened));
    set(object, "answered", json_boolean(file->answered));
    json_array_append_new(array, object);
  }
  return array;
}

/* ---- places -------------------------------------------------------------------------------------------------- */

static uint32_t code_point(const writer *w, const bw_pos *pos, uint32_t column) {
  const char *line = bw_source_line(w->sources, pos->file, pos->line);
  return line == NULL ? column : bw_source_code_point(line, column);
}

static void add_place(writer *w, json_t *object, const bw_pos *pos, uint32_t around) {
  if (pos->file == NULL) {
    set(object, "file", json_null());
    return;
  }
  place at = {number_of(w, pos->file), pos->line};
  set(object, "file", json_integer(at.file));
  set(object, "line", json_integer(pos->line));
  if (pos->line == 0) return;
  if (pos->column > 0) {
    bool inside = pos->end_line == pos->line && pos->end_column > pos->column;
    set(object, "column", json_integer(code_point(w, pos, pos->column)));
    set(object, "end", json_integer(inside ? code_point(w, pos, pos->end_column) : 0));
  }
  uint32_t first = at.line > around ? at.line - around : 1;
  uint32_t last = at.line > UINT32_MAX - around ? at.line : at.line + around;
  for (uint32_t i = 0; i <= last - first; i++) bw_vec_push(w->arena, &w->lines, (place){at.file, first + i});
}

static int compare_places(const void *a, const void *b) {
  const place *one = a, *other = b;
  if (one->file != other->file) return one->file < other->file ? -1 : 1;
  return one->line < other->line ? -1 : one->line > other->line ? 1 : 0;
}

/* A cut must not go through a character. */
static const char *shown_line(const writer *w, const char *line) {
  size_t size = strlen(line);
  if (size <= LINE_SHOWN) return line;
  for (size = LINE_SHOWN; size > 0 && ((unsigned char)line[size] & 0xc0) == 0x80;) size--;
  return bw_format(w->arena, "%.*s\xe2\x80\xa6", (int)size, line);
}

/* The texts, by file and line. */
static json_t *lines(writer *w, bool *ret_left_out) {
  json_t *object = json_object(), *file = NULL;
  size_t taken = 0;
  *ret_left_out = false;
  if (w->lines.count > 0) qsort(w->lines.at, w->lines.count, sizeof *w->lines.at, compare_places);
  for (uint32_t i = 0; i < w->lines.count; i++) {
    const place *at = &w->lines.at[i];
    char key[16];
    if (i > 0 && compare_places(at, at - 1) == 0) continue;
    const char *line = bw_source_line(w->sources, w->names.at[at->file], at->line);
    if (line == NULL) continue;
    line = shown_line(w, line);
    taken += strlen(line);
    *ret_left_out = taken > BW_HTML_LINES_MAX;
    if (*ret_left_out) break;
    snprintf(key, sizeof key, "%u", at->file);
    file = json_object_get(object, key);
    if (file == NULL) {
      file = json_object();
      set(object, key, file);
    }
    snprintf(key, sizeof key, "%u", at->line);
    set(file, key, text(w, line));
  }
  return object;
}

/* ---- findings ------------------------------------------------------------------------------------------------ */

static json_t *steps(writer *w, const bw_finding *finding) {
  json_t *array = json_array();
  for (size_t i = 0; i < finding->note_count; i++) {
    json_t *step = json_object();
    add_place(w, step, &finding->notes[i].pos, AROUND_STEP);
    set(step, "text", text(w, finding->notes[i].text));
    json_array_append_new(array, step);
  }
  return array;
}

static json_t *fixes(writer *w, const bw_finding *finding) {
  json_t *array = json_array();
  for (size_t i = 0; i < finding->fixit_count; i++) {
    const bw_fixit *fixit = &finding->fixits[i];
    json_t *fix = json_object();
    add_place(w, fix, &fixit->pos, 0);
    /* An insertion has no width. */
    if (fixit->pos.begin == fixit->pos.end) set(fix, "end", json_incref(json_object_get(fix, "column")));
    set(fix, "text", text(w, fixit->text));
    json_array_append_new(array, fix);
  }
  return array;
}

/* Why it counts or does not. */
static const char *state_of(const bw_judgement *judgement, const bw_judged *one) {
  if (one->silence != BW_SILENCE_NONE) return "suppressed";
  if (one->state == BW_STATE_UNCHANGED) return "baseline";
  if (one->outside) return "outside";
  return judgement->compared ? "new" : "counts";
}

static json_t *finding(writer *w, const bw_judged *one) {
  json_t *object = json_object();
  set(object, "rule", text(w, one->finding.check));
  set(object, "severity", json_string(bw_severity_word(one->finding.severity)));
  add_place(w, object, &one->finding.pos, AROUND_FINDING);
  set(object, "function", text(w, one->finding.function));
  set(object, "message", text(w, one->finding.message));
  set(object, "state", json_string(state_of(w->judgement, one)));
  if (one->reason != NULL) set(object, "reason", text(w, one->reason));
  if (one->finding.note_count > 0) set(object, "steps", steps(w, &one->finding));
  if (one->finding.fixit_count > 0) set(object, "fixes", fixes(w, &one->finding));
  return object;
}

static json_t *findings(writer *w) {
  json_t *array = json_array();
  for (size_t i = 0; i < w->judgement->count; i++)
    json_array_append_new(array, finding(w, &w->judgement->findings[i]));
  return array;
}

/* Those that something was found of. */
static json_t *rules(const writer *w) {
  json_t *object = json_object();
  for (size_t i = 0; i < w->judgement->count; i++) {
    size_t number = w->judgement->findings[i].rule;
    if (number >= bw_rule_count()) continue;
    bw_rule rule = bw_rule_get(w->arena, number);
    if (json_object_get(object, rule.id) != NULL) continue;
    json_t *entry = json_object();
    set(entry, "summary", text(w, rule.summary));
    set(entry, "cwe", json_string(rule.cwe));
    set(object, rule.id, entry);
  }
  return object;
}

/* ---- what is excused ----------------------------------------------------------------------------------------- */

static json_t *suppressions(const writer *w) {
  json_t *array = json_array();
  for (uint32_t i = 0; i < w->judgement->suppressions.count; i++) {
    const bw_suppression *one = &w->judgement->suppressions.at[i];
    json_t *object = json_object();
    set(object, "file", one->file == NULL ? json_null() : json_integer(number_of(w, one->file)));
    set(object, "line", json_integer(one->line));
    set(object, "rule", text(w, one->rule));
    set(object, "reason", text(w, one->reason));
    set(object, "state", json_string(bw_suppression_word(one->state)));
    if (one->glob != NULL) set(object, "glob", text(w, one->glob));
    if (one->until != NULL) set(object, "until", text(w, one->until));
    json_array_append_new(array, object);
  }
  return array;
}

static json_t *unsafes(const writer *w) {
  json_t *array = json_array();
  for (size_t i = 0; i < w->judgement->verdict->unsafe_count; i++) {
    const bw_unsafe *block = &w->judgement->verdict->unsafes[i];
    json_t *object = json_object();
    set(object, "file", block->pos.file == NULL ? json_null() : json_integer(number_of(w, block->pos.file)));
    set(object, "line", json_integer(block->pos.line));
    set(object, "function", text(w, block->function));
    set(object, "reason", text(w, block->reason));
    json_array_append_new(array, object);
  }
  return array;
}

/* ---- the run ------------------------------------------------------------------------------------------------- */

static json_t *runs(const writer *w) {
  json_t *array = json_array();
  const bw_history *history = w->judgement->history;
  for (uint32_t i = 0; history != NULL && i < history->rows.count; i++) {
    const bw_history_row *row = &history->rows.at[i];
    json_t *object = json_object();
    set(object, "time", json_string(row->time));
    for (int k = 0; k < BW_HISTORY_COUNT; k++)
      set(object, bw_history_word((bw_history_count)k), bw_json_count(row->count[k]));
    json_array_append_new(array, object);
  }
  return array;
}

static uint64_t fixed_count(const bw_judgement *judgement) {
  uint64_t count = 0;
  for (uint32_t i = 0; i < judgement->fixed.count; i++) count += judgement->fixed.at[i].left;
  return count;
}

json_t *bw_html_data(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement) {
  writer w = {.arena = arena, .sources = sources, .judgement = judgement};
  bool left_out = false;
  w.base = bw_html_base(arena, judgement);
  json_t *document = json_object();
  gather_names(&w);
  set(document, "version", json_integer(VERSION));
  set(document, "bulwark", json_string(BW_VERSION));
  set(document, "time", json_string(bw_now(arena)));
  set(document, "project", text(&w, bw_path_name(w.base)));
  set(document, "status", json_integer((json_int_t)judgement->status));
  set(document, "complete", json_boolean(judgement->complete));
  set(document, "compared", json_boolean(judgement->compared));
  set(document, "diff", judgement->diff == NULL ? json_null() : text(&w, judgement->diff));
  set(document, "fixed", bw_json_count(fixed_count(judgement)));
  set(document, "dropped", bw_json_count(judgement->dropped));
  set(document, "units", bw_json_units(judgement->verdict));
  set(document, "compilers", bw_json_compilers(arena, judgement->verdict));
  set(document, "counts", bw_json_counts(arena, judgement->verdict));
  set(document, "failures", bw_json_failures(arena, judgement->verdict));
  set(document, "names", names(&w));
  set(document, "files", files(&w));
  set(document, "rules", rules(&w));
  set(document, "findings", findings(&w));
  set(document, "suppressions", suppressions(&w));
  set(document, "unsafe", unsafes(&w));
  set(document, "runs", runs(&w));
  set(document, "lines", lines(&w, &left_out));
  set(document, "linesLeftOut", json_boolean(left_out));
  return document;
}
