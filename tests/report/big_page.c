/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _POSIX_C_SOURCE 200809L

#include "big_page.h"

#include "gate/files.h"
#include "gate/outputs.h"

#include <stdio.h>
#include <stdlib.h>

enum { LINES = 600, STEPS = 3 };

static const char *source_name(bw_arena *arena, const char *folder, size_t number) {
  return bw_format(arena, "%s/drivers/part%02zu/unit%04zu.c", folder, number % 20, number);
}

static void write_sources(bw_arena *arena, const char *folder) {
  bw_text text = {.arena = arena};
  for (unsigned line = 1; line <= LINES; line++)
    bw_text_print(&text, "\tresult = copy_of_line_%u(table[index + %u], length - offset, flags);\n", line, line % 32);
  for (size_t i = 0; i < BIG_SOURCES; i++) {
    const char *path = source_name(arena, folder, i);
    if (!bw_folder_make(arena, bw_path_folder(arena, path)) || !bw_file_write(path, text.at, text.size)) {
      perror(path);
      abort();
    }
  }
}

static bw_pos place(const char *file, size_t line) {
  uint32_t at = 1 + (uint32_t)(line % LINES);
  return (bw_pos){.file = file, .line = at, .column = 11, .end_line = at, .end_column = 21};
}

static bw_judged *make_findings(bw_arena *arena, const char *folder, size_t count) {
  bw_judged *all = bw_core_array(arena, bw_judged, count + 1);
  const char **names = bw_core_array(arena, const char *, BIG_SOURCES);
  for (size_t i = 0; i < BIG_SOURCES; i++) names[i] = source_name(arena, folder, i);
  for (size_t i = 0; i < count; i++) {
    bw_note *notes = bw_core_array(arena, bw_note, STEPS);
    const char *file = names[i % BIG_SOURCES];
    for (size_t k = 0; k < STEPS; k++)
      notes[k] = (bw_note){place(file, i * 7 + k * 11), bw_format(arena, "step %zu of the way of finding %zu", k + 1, i)};
    all[i].rule = i % BW_CHECK_COUNT;
    all[i].counts = i % 10 != 0;
    all[i].state = i % 10 == 0 ? BW_STATE_UNCHANGED : BW_STATE_NEW;
    all[i].finding = (bw_finding){
        .check = bw_rule_get(arena, all[i].rule).id, .severity = (bw_severity)(i % 3), .pos = place(file, i * 7 + 40),
        .function = bw_format(arena, "function_%zu", i % 977), .notes = notes, .note_count = STEPS,
        .message = bw_format(arena, "'memcpy' writes 'length - offset' bytes, which can be more than the %zu bytes of the "
                                    "buffer 'table'; check the length before the copy", i)};
  }
  return all;
}

static bw_figures *make_files(bw_arena *arena, const char *folder) {
  bw_figures *files = bw_core_array(arena, bw_figures, BIG_FILES);
  for (size_t i = 0; i < BIG_FILES; i++)
    files[i] = (bw_figures){.path = source_name(arena, folder, i), .proved = 100 + i * 37 % 900, .open = i * 53 % 700,
                            .violation = i % 9 == 0 ? i % 5 : 0, .functions = 30, .hardened = i % 4 == 0, .answered = true};
  return files;
}

static void make_exemptions(bw_arena *arena, const char *folder, bw_judgement *judgement, bw_verdict *verdict) {
  bw_unsafe *blocks = bw_core_array(arena, bw_unsafe, BIG_BLOCKS);
  for (size_t i = 0; i < BIG_BLOCKS; i++)
    blocks[i] = (bw_unsafe){place(source_name(arena, folder, i), i), "function", "device registers at a fixed address"};
  verdict->unsafes = blocks;
  verdict->unsafe_count = BIG_BLOCKS;
  for (uint32_t i = 0; i < BIG_SUPPRESSIONS; i++)
    bw_vec_push(arena, &judgement->suppressions,
                (bw_suppression){.file = source_name(arena, folder, i), .line = i + 1, .rule = "copy-extent",
                                 .reason = "the caller has checked the length", .state = (bw_suppression_state)(i % 5)});
}

static bw_history *make_history(bw_arena *arena) {
  bw_history *history = bw_core_new(arena, bw_history);
  for (size_t i = 0; i < BIG_RUNS; i++) {
    bw_history_row row = {.time = bw_format(arena, "20%02zu-%02zu-%02zuT12:00:00Z", 10 + i / 336, 1 + i / 28 % 12, 1 + i % 28)};
    row.count[BW_HISTORY_ERRORS] = 9000 - 12 * i;
    row.count[BW_HISTORY_PROVED] = 1000 + i;
    row.count[BW_HISTORY_OPEN] = 1000;
    row.count[BW_HISTORY_HARDENED] = 2 * i;
    bw_vec_push(arena, &history->rows, row);
  }
  return history;
}

const char *big_page(bw_arena *arena, const char *folder, size_t findings) {
  bw_verdict verdict = {.units = BIG_FILES, .answered = BIG_FILES, .canaries = 1};
  bw_judgement judgement = {.verdict = &verdict, .count = findings, .compared = true, .complete = true,
                            .current = folder, .root = folder, .status = BW_EXIT_FINDINGS, .file_count = BIG_FILES};
  bw_sources sources = {.arena = arena};
  write_sources(arena, folder);
  judgement.findings = make_findings(arena, folder, findings);
  judgement.files = make_files(arena, folder);
  judgement.history = make_history(arena);
  make_exemptions(arena, folder, &judgement, &verdict);
  return bw_html_text(arena, &sources, &judgement);
}
