/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/text.h"

#include "gate/files.h"

#include <inttypes.h>
#include <string.h>

/* A line that does not fit on a screen or two says nothing more for being printed. */
enum { LINE_MAX_SHOWN = 400, TAB = 8 };

typedef struct writer {
  bw_text out;
  bw_sources *sources;
  const bw_text_style *style;
  const char *current;
} writer;

static const char *colour(const writer *w, const char *code) { return w->style->colour ? code : ""; }

#define BOLD "\033[1m"
#define RED "\033[1;31m"
#define MAGENTA "\033[1;35m"
#define CYAN "\033[1;36m"
#define GREEN "\033[1;32m"
#define PLAIN "\033[0m"

static void add_clean(writer *w, const char *string) {
  for (; *string != '\0'; string++) {
    bool control = (unsigned char)*string < ' ' || *string == 0x7f;
    bw_text_add(&w->out, control ? "?" : string, 1);
  }
}

static void add_place(writer *w, const bw_pos *pos) {
  bw_text_puts(&w->out, colour(w, BOLD));
  if (pos->file == NULL) {
    bw_text_puts(&w->out, "bulwark: ");
  } else {
    add_clean(w, bw_path_within(w->current, pos->file));
    if (pos->line > 0) bw_text_print(&w->out, ":%u", pos->line);
    if (pos->line > 0 && pos->column > 0) bw_text_print(&w->out, ":%u", pos->column);
    bw_text_puts(&w->out, ": ");
  }
  bw_text_puts(&w->out, colour(w, PLAIN));
}

/* The columns on screen that the first bytes of line take; a character of several bytes takes one. */
static uint32_t screen_columns(const char *line, size_t bytes) {
  uint32_t column = 0;
  for (size_t i = 0; i < bytes && line[i] != '\0'; i++) {
    if (line[i] == '\t')
      column += TAB - column % TAB;
    else if (((unsigned char)line[i] & 0xc0) != 0x80)
      column++;
  }
  return column;
}

static void add_line(writer *w, const char *line) {
  uint32_t column = 0;
  for (const char *at = line; *at != '\0'; at++) {
    if (*at == '\t') {
      uint32_t blanks = TAB - column % TAB;
      bw_text_print(&w->out, "%*s", (int)blanks, "");
      column += blanks;
      continue;
    }
    bool control = (unsigned char)*at < ' ' || *at == 0x7f;
    bw_text_add(&w->out, control ? "?" : at, 1);
    if (((unsigned char)*at & 0xc0) != 0x80) column++;
  }
  bw_text_puts(&w->out, "\n");
}

static void add_repeated(writer *w, const char *what, uint32_t count) {
  while (count-- > 0) bw_text_puts(&w->out, what);
}

/* The source line and, below it, a caret with the range. */
static void add_snippet(writer *w, const bw_pos *pos) {
  const char *line = bw_source_line(w->sources, pos->file, pos->line);
  if (line == NULL || pos->column == 0 || strlen(line) > LINE_MAX_SHOWN || pos->column - 1 > strlen(line)) return;
  line = bw_utf8(w->out.arena, line);
  bw_text_print(&w->out, "%5u | ", pos->line);
  add_line(w, line);
  uint32_t start = screen_columns(line, pos->column - 1), end = start + 1;
  if (pos->end_line > pos->line) end = screen_columns(line, strlen(line));
  if (pos->end_line == pos->line && pos->end_column > pos->column) end = screen_columns(line, pos->end_column - 1);
  bw_text_puts(&w->out, "      | ");
  add_repeated(w, " ", start);
  bw_text_puts(&w->out, colour(w, GREEN));
  bw_text_puts(&w->out, "^");
  if (end > start + 1) add_repeated(w, "~", end - start - 1);
  bw_text_puts(&w->out, colour(w, PLAIN));
  bw_text_puts(&w->out, "\n");
}

static void add_note(writer *w, const bw_note *note) {
  add_place(w, &note->pos);
  bw_text_print(&w->out, "%snote:%s ", colour(w, CYAN), colour(w, PLAIN));
  add_clean(w, note->text);
  bw_text_puts(&w->out, "\n");
  add_snippet(w, &note->pos);
}

/* The text an edit takes away, when it lies on one line that can still be read. */
static const char *replaced(writer *w, const bw_pos *pos) {
  const char *line = bw_source_line(w->sources, pos->file, pos->line);
  if (line == NULL || pos->end_line != pos->line || pos->column == 0 || pos->end_column < pos->column) return NULL;
  if (pos->end_column - 1 > strlen(line)) return NULL;
  return bw_copy(w->out.arena, line + pos->column - 1, pos->end_column - pos->column);
}

static void add_quoted(writer *w, const char *before, const char *text) {
  bw_text_print(&w->out, "%s'%s", before, colour(w, GREEN));
  add_clean(w, text);
  bw_text_print(&w->out, "%s'", colour(w, PLAIN));
}

static void add_fixit(writer *w, const bw_fixit *fixit) {
  const char *old = replaced(w, &fixit->pos);
  add_place(w, &fixit->pos);
  bw_text_print(&w->out, "%snote:%s fix: ", colour(w, CYAN), colour(w, PLAIN));
  if (fixit->pos.begin == fixit->pos.end) {
    add_quoted(w, "insert ", fixit->text);
  } else if (*fixit->text == '\0') {
    add_quoted(w, "remove ", old == NULL ? "these lines" : old);
  } else {
    if (old != NULL) add_quoted(w, "replace ", old);
    add_quoted(w, old == NULL ? "put here " : " with ", fixit->text);
  }
  bw_text_puts(&w->out, "\n");
}

static void add_excuse(writer *w, const bw_judged *judged) {
  if (judged->counts) return;
  if (judged->silence != BW_SILENCE_NONE) {
    bw_text_puts(&w->out, " (suppressed: ");
    add_clean(w, judged->reason);
    bw_text_puts(&w->out, ")");
  } else {
    bw_text_puts(&w->out, judged->state == BW_STATE_UNCHANGED ? " (in the baseline)" : " (outside the diff)");
  }
}

static void add_finding(writer *w, const bw_judged *judged) {
  const bw_finding *finding = &judged->finding;
  static const struct { const char *word, *colour; } kinds[] = {{"note", CYAN}, {"warning", MAGENTA}, {"error", RED}};
  add_place(w, &finding->pos);
  bw_text_print(&w->out, "%s%s:%s %s", colour(w, kinds[finding->severity].colour), kinds[finding->severity].word,
                colour(w, PLAIN), colour(w, BOLD));
  add_clean(w, finding->message);
  bw_text_puts(&w->out, " [bulwark-");
  add_clean(w, finding->check);
  bw_text_print(&w->out, "]%s", colour(w, PLAIN));
  add_excuse(w, judged);
  bw_text_puts(&w->out, "\n");
  add_snippet(w, &finding->pos);
  for (size_t i = 0; i < finding->note_count; i++) add_note(w, &finding->notes[i]);
  for (size_t i = 0; i < finding->fixit_count; i++) add_fixit(w, &finding->fixits[i]);
}

const char *bw_text_findings(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement,
                             const bw_text_style *style) {
  writer w = {.out = {.arena = arena}, .sources = sources, .style = style, .current = judgement->current};
  for (size_t i = 0; i < judgement->count; i++)
    if (judgement->findings[i].counts || style->all) add_finding(&w, &judgement->findings[i]);
  return bw_text_string(&w.out);
}

/* ---- the summary ------------------------------------------------------------------------------------------- */

static void add_number(bw_text *out, uint64_t value, const char *one, const char *many) {
  bw_text_print(out, "%" PRIu64 " %s", value, value == 1 ? one : many);
}

static void add_findings_by_rule(bw_text *out, const bw_judgement *judgement) {
  size_t all = judgement->counted[0] + judgement->counted[1] + judgement->counted[2];
  const char *one = judgement->compared ? "new finding" : "finding",
             *many = judgement->compared ? "new findings" : "findings";
  add_number(out, all, one, many);
  const char *before = " (";
  for (size_t i = 0; all > 0 && i < bw_rule_count(); i++) {
    const char *id = bw_rule_get(out->arena, i).id;
    size_t count = bw_judgement_counted(judgement, id);
    if (count == 0) continue;
    bw_text_print(out, "%s%s %zu", before, id, count);
    before = ", ";
  }
  if (*before == ',') bw_text_puts(out, ")");
}

/* What was found and does not count: never left out of the sum in silence. */
static void add_excused(bw_text *out, const bw_judgement *judgement) {
  uint64_t fixed = 0;
  for (uint32_t i = 0; i < judgement->fixed.count; i++) fixed += judgement->fixed.at[i].left;
  if (judgement->suppressed > 0) bw_text_print(out, ", %zu suppressed", judgement->suppressed);
  if (judgement->compared) bw_text_print(out, ", %zu in the baseline", judgement->unchanged);
  if (fixed > 0) bw_text_print(out, ", %" PRIu64 " fixed (bulwark baseline shrink)", fixed);
  if (judgement->diff != NULL) bw_text_print(out, ", %zu outside the diff", judgement->outside);
  if (judgement->dropped > 0) bw_text_print(out, ", %zu off", judgement->dropped);
}

static void add_shares(bw_text *out, const bw_verdict *verdict) {
  double proved = (double)bw_verdict_count(verdict, "accesses.proved");
  double open = (double)bw_verdict_count(verdict, "accesses.open");
  double violation = (double)bw_verdict_count(verdict, "accesses.violation");
  double all = proved + open + violation;
  if (all == 0) {
    bw_text_puts(out, "no accesses");
    return;
  }
  bw_text_print(out, "%.0f %s: %.1f %% proved, %.1f %% open, %.1f %% violation", all, all == 1 ? "access" : "accesses",
                100 * proved / all, 100 * open / all, 100 * violation / all);
}

const char *bw_text_summary(bw_arena *arena, const bw_judgement *judgement) {
  const bw_verdict *verdict = judgement->verdict;
  bw_text out = {.arena = arena};
  bw_text_puts(&out, "bulwark: ");
  add_number(&out, verdict->units, "unit", "units");
  if (verdict->answered < verdict->units)
    bw_text_print(&out, " (%zu without a verdict)", verdict->units - verdict->answered);
  if (verdict->other_languages > 0) bw_text_print(&out, ", %zu not in C", verdict->other_languages);
  if (verdict->off > 0) bw_text_print(&out, ", %zu off", verdict->off);
  bw_text_puts(&out, ", ");
  add_number(&out, bw_verdict_count(verdict, "functions.analysed"), "function analysed", "functions analysed");
  bw_text_puts(&out, "; ");
  add_findings_by_rule(&out, judgement);
  add_excused(&out, judgement);
  bw_text_puts(&out, "; ");
  add_shares(&out, verdict);
  bw_text_puts(&out, "\n");
  return bw_text_string(&out);
}
