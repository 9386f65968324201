/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "random_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t random_next(uint64_t *state) {
  uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
  z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
  return z ^ z >> 31;
}

static uint64_t below(uint64_t *state, uint64_t limit) { return random_next(state) % limit; }

/* All widths are equally likely, so that short and long encodings both occur. */
static uint32_t any_width(uint64_t *state) {
  uint64_t bits = below(state, 33);
  return bits == 0 ? 0 : (uint32_t)(random_next(state) >> (64 - bits));
}

static void *allocate(bw_arena *arena, size_t bytes) {
  void *block = NULL;
  if (bw_arena_alloc(arena, bytes == 0 ? 1 : bytes, 16, &block) != BW_OK) {
    fputs("random_report: out of memory\n", stderr);
    abort();
  }
  return block;
}

static const char *any_string(uint64_t *state, bw_arena *arena) {
  static const char *const common[] = {"", "a", "drivers/gpu/drm/drm_auth.c", "copy-extent", "größe.c"};
  if (below(state, 2) == 0) return common[below(state, sizeof common / sizeof *common)];
  size_t length = (size_t)below(state, below(state, 20) == 0 ? 400 : 24);
  char *text = allocate(arena, length + 1);
  for (size_t i = 0; i < length; i++) text[i] = (char)(1 + below(state, 255));
  text[length] = '\0';
  return text;
}

static bw_pos any_pos(uint64_t *state, bw_arena *arena) {
  bw_pos pos = {0};
  if (below(state, 8) == 0) return pos;
  pos.file = any_string(state, arena);
  pos.line = any_width(state);
  pos.column = any_width(state);
  pos.end_line = any_width(state);
  pos.end_column = any_width(state);
  uint32_t one = any_width(state), other = any_width(state);
  pos.begin = one < other ? one : other;
  pos.end = one < other ? other : one;
  pos.in_macro = below(state, 2) == 0;
  return pos;
}

static bw_finding any_finding(uint64_t *state, bw_arena *arena) {
  bw_finding finding = {.check = any_string(state, arena), .severity = (bw_severity)below(state, 3)};
  finding.pos = any_pos(state, arena);
  finding.function = any_string(state, arena);
  finding.message = any_string(state, arena);
  finding.note_count = (size_t)below(state, 5);
  bw_note *notes = allocate(arena, finding.note_count * sizeof *notes);
  for (size_t i = 0; i < finding.note_count; i++) {
    notes[i].pos = any_pos(state, arena);
    notes[i].text = any_string(state, arena);
  }
  finding.notes = notes;
  finding.fixit_count = (size_t)below(state, 3);
  bw_fixit *fixits = allocate(arena, finding.fixit_count * sizeof *fixits);
  for (size_t i = 0; i < finding.fixit_count; i++) {
    fixits[i].pos = any_pos(state, arena);
    fixits[i].text = any_string(state, arena);
  }
  finding.fixits = fixits;
  return finding;
}

static const char *any_count_name(uint64_t *state, bw_arena *arena) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";
  size_t length = 1 + (size_t)below(state, 20);
  char *text = allocate(arena, length + 1);
  for (size_t i = 0; i < length; i++) text[i] = letters[below(state, sizeof letters - 1)];
  text[length] = '\0';
  return text;
}

const bw_report *random_report(uint64_t seed, unsigned size, bw_arena *arena) {
  uint64_t state = seed;
  bw_report *report = allocate(arena, sizeof *report);
  report->unit = any_string(&state, arena);
  report->compiler = any_string(&state, arena);
  report->target = any_string(&state, arena);
  report->finding_count = (size_t)below(&state, size + 1);
  bw_finding *findings = allocate(arena, report->finding_count * sizeof *findings);
  for (size_t i = 0; i < report->finding_count; i++) findings[i] = any_finding(&state, arena);
  report->findings = findings;
  report->count_count = (size_t)below(&state, size + 1);
  bw_count *counts = allocate(arena, report->count_count * sizeof *counts);
  for (size_t i = 0; i < report->count_count; i++) {
    counts[i].name = any_count_name(&state, arena);
    counts[i].value = random_next(&state) >> below(&state, 64);
  }
  report->counts = counts;
  report->unsafe_count = (size_t)below(&state, size / 4 + 1);
  bw_unsafe *unsafes = allocate(arena, report->unsafe_count * sizeof *unsafes);
  for (size_t i = 0; i < report->unsafe_count; i++) {
    unsafes[i].pos = any_pos(&state, arena);
    unsafes[i].function = any_string(&state, arena);
    unsafes[i].reason = any_string(&state, arena);
  }
  report->unsafes = unsafes;
  report->code_size = (size_t)below(&state, 3 * size + 1);
  unsigned char *code = allocate(arena, report->code_size + 1);
  for (size_t i = 0; i < report->code_size; i++) code[i] = (unsigned char)random_next(&state);
  report->code = code;
  return report;
}

static bool pos_equal(const bw_pos *a, const bw_pos *b) {
  if ((a->file == NULL) != (b->file == NULL)) return false;
  if (a->file != NULL && strcmp(a->file, b->file) != 0) return false;
  return a->line == b->line && a->column == b->column && a->end_line == b->end_line &&
         a->end_column == b->end_column && a->begin == b->begin && a->end == b->end && a->in_macro == b->in_macro;
}

static bool unsafe_equal(const bw_unsafe *a, const bw_unsafe *b) {
  return pos_equal(&a->pos, &b->pos) && strcmp(a->function, b->function) == 0 && strcmp(a->reason, b->reason) == 0;
}

static bool finding_equal(const bw_finding *a, const bw_finding *b) {
  if (strcmp(a->check, b->check) != 0 || a->severity != b->severity || !pos_equal(&a->pos, &b->pos)) return false;
  if (strcmp(a->function, b->function) != 0 || strcmp(a->message, b->message) != 0) return false;
  if (a->note_count != b->note_count || a->fixit_count != b->fixit_count) return false;
  for (size_t i = 0; i < a->note_count; i++)
    if (!pos_equal(&a->notes[i].pos, &b->notes[i].pos) || strcmp(a->notes[i].text, b->notes[i].text) != 0)
      return false;
  for (size_t i = 0; i < a->fixit_count; i++)
    if (!pos_equal(&a->fixits[i].pos, &b->fixits[i].pos) || strcmp(a->fixits[i].text, b->fixits[i].text) != 0)
      return false;
  return true;
}

bool report_equal(const bw_report *a, const bw_report *b) {
  if (strcmp(a->unit, b->unit) != 0 || strcmp(a->compiler, b->compiler) != 0 || strcmp(a->target, b->target) != 0)
    return false;
  if (a->finding_count != b->finding_count || a->count_count != b->count_count) return false;
  if (a->unsafe_count != b->unsafe_count) return false;
  for (size_t i = 0; i < a->unsafe_count; i++)
    if (!unsafe_equal(&a->unsafes[i], &b->unsafes[i])) return false;
  if (a->code_size != b->code_size || (a->code_size > 0 && memcmp(a->code, b->code, a->code_size) != 0)) return false;
  for (size_t i = 0; i < a->finding_count; i++)
    if (!finding_equal(&a->findings[i], &b->findings[i])) return false;
  for (size_t i = 0; i < a->count_count; i++)
    if (strcmp(a->counts[i].name, b->counts[i].name) != 0 || a->counts[i].value != b->counts[i].value) return false;
  return true;
}

/* The sum makes the compiler read what strlen alone might let it skip. */
static size_t touched;

static bool string_good(const char *text) {
  if (text == NULL) return false;
  touched += strlen(text);
  return true;
}

static bool pos_good(const bw_pos *pos) {
  if (pos->file != NULL) return string_good(pos->file) && pos->begin <= pos->end;
  return pos->line == 0 && pos->column == 0 && pos->begin == 0 && pos->end == 0 && !pos->in_macro;
}

static bool finding_good(const bw_finding *finding) {
  bool good = string_good(finding->check) && finding->severity <= BW_SEVERITY_ERROR && pos_good(&finding->pos) &&
              string_good(finding->function) && string_good(finding->message);
  for (size_t i = 0; good && i < finding->note_count; i++)
    good = pos_good(&finding->notes[i].pos) && string_good(finding->notes[i].text);
  for (size_t i = 0; good && i < finding->fixit_count; i++)
    good = pos_good(&finding->fixits[i].pos) && string_good(finding->fixits[i].text);
  return good;
}

bool report_well_formed(const bw_report *report) {
  bool good = string_good(report->unit) && string_good(report->compiler) && string_good(report->target);
  for (size_t i = 0; good && i < report->finding_count; i++) good = finding_good(&report->findings[i]);
  for (size_t i = 0; good && i < report->count_count; i++)
    good = string_good(report->counts[i].name) && *report->counts[i].name != '\0';
  for (size_t i = 0; good && i < report->unsafe_count; i++)
    good = pos_good(&report->unsafes[i].pos) && string_good(report->unsafes[i].function) &&
           string_good(report->unsafes[i].reason);
  return good;
}
