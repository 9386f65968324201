/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/edits.h"

#include <string.h>

enum { CONTEXT = 3 };

/* ---- the list ---------------------------------------------------------------------------------------------- */

static bool equal(const bw_edit *a, const bw_edit *b) {
  return a->begin == b->begin && a->end == b->end && strcmp(a->path, b->path) == 0 && strcmp(a->text, b->text) == 0;
}

/* Insertions at one point conflict: which comes first would be chance. */
static bool meet(const bw_edit *a, const bw_edit *b) {
  if (strcmp(a->path, b->path) != 0) return false;
  if (a->begin == a->end || b->begin == b->end) return a->begin <= b->end && b->begin <= a->end;
  return a->begin < b->end && b->begin < a->end;
}

bool bw_edits_conflict(const bw_edits *edits, const bw_edit *group, size_t count) {
  for (size_t i = 0; i < count; i++)
    for (uint32_t k = 0; k < edits->list.count; k++)
      if (meet(&group[i], &edits->list.at[k]) && !equal(&group[i], &edits->list.at[k])) return true;
  return false;
}

static int compare(const bw_edit *a, const bw_edit *b) {
  int by = strcmp(a->path, b->path);
  if (by == 0) by = a->begin < b->begin ? -1 : a->begin > b->begin ? 1 : 0;
  if (by == 0) by = a->end < b->end ? -1 : a->end > b->end ? 1 : 0;
  return by;
}

void bw_edits_add(bw_arena *arena, bw_edits *edits, const bw_edit *group, size_t count) {
  for (size_t i = 0; i < count; i++) {
    bool known = false;
    for (uint32_t k = 0; k < edits->list.count; k++) known = known || equal(&group[i], &edits->list.at[k]);
    if (known) continue;
    bw_vec_push(arena, &edits->list, group[i]);
    /* Edits of one group at one point stay in the group's order. */
    for (uint32_t at = edits->list.count - 1; at > 0 && compare(&edits->list.at[at - 1], &edits->list.at[at]) > 0;
         at--) {
      bw_edit kept = edits->list.at[at];
      edits->list.at[at] = edits->list.at[at - 1];
      edits->list.at[at - 1] = kept;
    }
  }
}

const char *bw_edits_apply(bw_arena *arena, const bw_source_file *file, const bw_edits *edits, size_t *ret_size) {
  bw_text out = {.arena = arena};
  uint32_t at = 0;
  bw_text_add(&out, "", 0);
  for (uint32_t i = 0; i < edits->list.count; i++) {
    const bw_edit *edit = &edits->list.at[i];
    if (strcmp(edit->path, file->path) != 0 || edit->begin < at || edit->end > file->size) continue;
    bw_text_add(&out, file->bytes + at, edit->begin - at);
    bw_text_puts(&out, edit->text);
    at = edit->end;
  }
  bw_text_add(&out, file->bytes + at, file->size - at);
  *ret_size = out.size;
  return bw_text_string(&out);
}

bw_words bw_edits_files(bw_arena *arena, const bw_edits *edits) {
  bw_words files = {0};
  for (uint32_t i = 0; i < edits->list.count; i++)
    if (i == 0 || strcmp(edits->list.at[i].path, edits->list.at[i - 1].path) != 0)
      bw_vec_push(arena, &files, edits->list.at[i].path);
  return files;
}

/* ---- the diff ---------------------------------------------------------------------------------------------- */

typedef struct line {
  const char *at;
  size_t size; /* with its newline, if it has one */
} line;

typedef BW_VEC(line) line_list;

static void split(bw_arena *arena, const char *text, size_t size, line_list *lines) {
  for (size_t at = 0; at < size;) {
    const char *end = memchr(text + at, '\n', size - at);
    size_t length = end == NULL ? size - at : (size_t)(end + 1 - (text + at));
    bw_vec_push(arena, lines, (line){text + at, length});
    at += length;
  }
}

static bool same(const line *a, const line *b) { return a->size == b->size && memcmp(a->at, b->at, a->size) == 0; }

static void add_line(bw_text *out, char sign, const line *one) {
  bw_text_add(out, &sign, 1);
  bw_text_add(out, one->at, one->size);
  if (one->at[one->size - 1] != '\n') bw_text_puts(out, "\n\\ No newline at end of file\n");
}

/* Where both texts are in step again: the nearest pair of lines from which three are equal, or the ends. */
static void find_step(const line_list *a, const line_list *b, uint32_t *from_a, uint32_t *from_b) {
  uint32_t left_a = a->count - *from_a, left_b = b->count - *from_b;
  for (uint32_t far = 1; far <= left_a + left_b; far++)
    for (uint32_t i = far > left_b ? far - left_b : 0; i <= far && i <= left_a; i++) {
      uint32_t x = *from_a + i, y = *from_b + (far - i), equal_lines = 0;
      while (equal_lines < CONTEXT && x + equal_lines < a->count && y + equal_lines < b->count &&
             same(&a->at[x + equal_lines], &b->at[y + equal_lines]))
        equal_lines++;
      bool ends = x + equal_lines == a->count && y + equal_lines == b->count;
      if (equal_lines < CONTEXT && !ends) continue;
      *from_a = x;
      *from_b = y;
      return;
    }
}

/* Lines [a, a_end) of the one text become [b, b_end) of the other. */
typedef struct step {
  uint32_t a, a_end, b, b_end;
} step;

typedef BW_VEC(step) step_list;

static void add_range(bw_text *out, char sign, uint32_t from, uint32_t count) {
  bw_text_print(out, " %c%u", sign, count == 0 ? from : from + 1);
  if (count != 1) bw_text_print(out, ",%u", count);
}

/* The steps [first, end), which stand so close that one hunk holds them. */
static void add_hunk(bw_text *out, const line_list *a, const line_list *b, const step *first, const step *end) {
  uint32_t from = first->a > CONTEXT ? first->a - CONTEXT : 0, from_b = first->b - (first->a - from);
  uint32_t tail = a->count - end[-1].a_end < CONTEXT ? a->count - end[-1].a_end : CONTEXT, at = from;
  bw_text_puts(out, "@@");
  add_range(out, '-', from, end[-1].a_end + tail - from);
  add_range(out, '+', from_b, end[-1].b_end + tail - from_b);
  bw_text_puts(out, " @@\n");
  for (; first < end; first++) {
    for (; at < first->a; at++) add_line(out, ' ', &a->at[at]);
    for (; at < first->a_end; at++) add_line(out, '-', &a->at[at]);
    for (uint32_t i = first->b; i < first->b_end; i++) add_line(out, '+', &b->at[i]);
  }
  for (uint32_t i = 0; i < tail; i++) add_line(out, ' ', &a->at[at + i]);
}

void bw_edits_diff(bw_text *out, const char *name, const char *before, size_t before_size, const char *after,
                   size_t after_size) {
  line_list a = {0}, b = {0};
  step_list steps = {0};
  split(out->arena, before, before_size, &a);
  split(out->arena, after, after_size, &b);
  for (uint32_t i = 0, k = 0; i < a.count || k < b.count;) {
    if (i < a.count && k < b.count && same(&a.at[i], &b.at[k])) {
      i++;
      k++;
      continue;
    }
    step one = {.a = i, .b = k};
    find_step(&a, &b, &i, &k);
    one.a_end = i;
    one.b_end = k;
    bw_vec_push(out->arena, &steps, one);
  }
  if (steps.count == 0) return;
  bw_text_print(out, "--- a/%s\n+++ b/%s\n", name, name);
  for (uint32_t first = 0; first < steps.count;) {
    uint32_t end = first + 1;
    while (end < steps.count && steps.at[end].a - steps.at[end - 1].a_end <= 2 * CONTEXT) end++;
    add_hunk(out, &a, &b, &steps.at[first], &steps.at[end]);
    first = end;
  }
}
