/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/history.h"

#include "gate/files.h"
#include "gate/jsontext.h"
#include "gate/policy.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* As many lines of the longest possible form take less. */
enum { VERSION = 1, SIZE_LIMIT = 1 << 20 };

static const char *const words[BW_HISTORY_COUNT] = {
#define X(name, text) text,
    BW_HISTORY_COUNTS(X)
#undef X
};

const char *bw_history_word(bw_history_count count) { return words[count]; }

/* ---- reading ----------------------------------------------------------------------------------------------- */

static bool read_row(bw_arena *arena, const json_t *line, bw_history_row *ret_row) {
  bw_history_row row = {0};
  const json_t *time = json_object_get(line, "time");
  if (!json_is_string(time) || !bw_is_time(json_string_value(time))) return false;
  row.time = bw_copy_string(arena, json_string_value(time));
  for (int i = 0; i < BW_HISTORY_COUNT; i++) {
    const json_t *value = json_object_get(line, words[i]);
    if (!json_is_integer(value) || json_integer_value(value) < 0) return false;
    row.count[i] = (uint64_t)json_integer_value(value);
  }
  *ret_row = row;
  return true;
}

/* Whether the line is one of ours; the first says of which version the file is. */
static bool read_line(bw_arena *arena, const char *text, size_t size, bool first, bw_history *history) {
  json_error_t error;
  json_t *line = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
  bw_history_row row;
  bool good = false;
  if (first) {
    const json_t *version = json_object_get(line, "bulwark-history");
    good = json_is_integer(version) && json_integer_value(version) == VERSION;
  } else if (read_row(arena, line, &row)) {
    bw_vec_push(arena, &history->rows, row);
    good = true;
  }
  json_decref(line);
  return good;
}

static void drop_oldest(bw_history *history) {
  if (history->rows.count <= BW_HISTORY_MOST) return;
  uint32_t gone = history->rows.count - BW_HISTORY_MOST;
  memmove(history->rows.at, history->rows.at + gone, BW_HISTORY_MOST * sizeof *history->rows.at);
  history->rows.count = BW_HISTORY_MOST;
}

bw_history bw_history_read(bw_arena *arena, const char *path) {
  bw_history history = {0};
  char *bytes = NULL;
  size_t size = 0;
  unsigned bad = 0;
  if (!bw_file_read(path, arena, &bytes, &size)) {
    if (errno != ENOENT) bw_remark("%s: the history cannot be read: %s; the trend begins anew", path, strerror(errno));
    return history;
  }
  for (size_t at = 0; at < size && size <= SIZE_LIMIT;) {
    const char *end = memchr(bytes + at, '\n', size - at);
    size_t length = end == NULL ? size - at : (size_t)(end - bytes) - at;
    bool first = at == 0;
    if (!read_line(arena, bytes + at, length, first, &history)) {
      bad++;
      if (first) break;
    }
    at += length + 1;
  }
  if (history.rows.count == 0 && (bad > 0 || size > SIZE_LIMIT))
    bw_remark("%s: the file is no history of this version; the trend begins anew", path);
  else if (bad > 0)
    bw_remark("%s: %u %s no runs and are left out of the trend", path, bad, bad == 1 ? "line tells of" : "lines tell of");
  drop_oldest(&history);
  return history;
}

/* ---- writing ----------------------------------------------------------------------------------------------- */

static bool says_the_same(const bw_history_row *a, const bw_history_row *b) {
  return memcmp(a->count, b->count, sizeof a->count) == 0;
}

void bw_history_add(bw_arena *arena, bw_history *history, const bw_history_row *row) {
  uint32_t count = history->rows.count;
  bw_history_row *rows = history->rows.at;
  if (count >= 2 && says_the_same(&rows[count - 1], row) && says_the_same(&rows[count - 2], row)) {
    rows[count - 1] = *row;
    return;
  }
  bw_vec_push(arena, &history->rows, *row);
  drop_oldest(history);
}

static void add_row(bw_text *out, const bw_history_row *row) {
  bw_text_print(out, "{\"time\": \"%s\"", row->time);
  for (int i = 0; i < BW_HISTORY_COUNT; i++) {
    uint64_t value = row->count[i] > INT64_MAX ? INT64_MAX : row->count[i];
    bw_text_print(out, ", \"%s\": %llu", words[i], (unsigned long long)value);
  }
  bw_text_puts(out, "}\n");
}

bool bw_history_write(bw_arena *arena, const char *path, const bw_history *history) {
  bw_text out = {.arena = arena};
  bw_text_print(&out, "{\"bulwark-history\": %d}\n", VERSION);
  for (uint32_t i = 0; i < history->rows.count; i++) add_row(&out, &history->rows.at[i]);
  return bw_file_write(path, out.at, out.size);
}
