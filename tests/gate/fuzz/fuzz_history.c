/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Any bytes are a history: of runs that a chart can show, no more than are kept, in which one more run finds its place. */
#include "input.h"

#include "gate/history.h"
#include "gate/policy.h"

#include <string.h>

static void promise_rows(const bw_history *history) {
  input_promise(history->rows.count <= BW_HISTORY_MOST);
  for (uint32_t i = 0; i < history->rows.count; i++) {
    const bw_history_row *row = &history->rows.at[i];
    input_promise(bw_is_time(row->time));
    for (int c = 0; c < BW_HISTORY_COUNT; c++) input_promise(row->count[c] <= INT64_MAX);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bw_arena *arena = input_arena();
  bw_history history = bw_history_read(arena, input_path(data, size));
  promise_rows(&history);
  bw_history_row row = {.time = "2026-01-01T10:20:30Z"};
  if (history.rows.count != 0) memcpy(row.count, history.rows.at[0].count, sizeof row.count);
  /* The same run thrice is kept twice. */
  for (int i = 0; i < 3; i++) bw_history_add(arena, &history, &row);
  promise_rows(&history);
  uint32_t count = history.rows.count;
  bw_history_add(arena, &history, &row);
  input_promise(history.rows.count == count);
  input_promise(strcmp(history.rows.at[count - 1].time, row.time) == 0);
  return 0;
}
