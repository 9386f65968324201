/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/figures.h"

#include <stdlib.h>
#include <string.h>

bw_figures bw_figures_read(const char *path, const bw_report *report, bool answered) {
  bw_figures figures = {.path = path, .answered = answered};
  uint64_t hardened = 0;
  const struct {
    const char *name;
    uint64_t *value;
  } counts[] = {
      {"accesses.open", &figures.open},         {"accesses.proved", &figures.proved},
      {"accesses.violation", &figures.violation}, {"functions.analysed", &figures.functions},
      {"hardened", &hardened},                  {"unsafe", &figures.unsafe},
  };
  for (size_t i = 0; i < report->count_count; i++)
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
      if (strcmp(report->counts[i].name, counts[k].name) == 0) *counts[k].value = report->counts[i].value;
  figures.hardened = hardened > 0;
  return figures;
}

static int compare_number(uint64_t a, uint64_t b) { return a < b ? -1 : a > b ? 1 : 0; }

/* Of the same file, the time that leaves most open comes first; the rest makes the order that of content alone. */
static int compare(const void *a, const void *b) {
  const bw_figures *one = a, *other = b;
  int by = strcmp(one->path, other->path);
  if (by == 0) by = compare_number(other->open, one->open);
  if (by == 0) by = compare_number(other->violation, one->violation);
  if (by == 0) by = compare_number(other->proved, one->proved);
  if (by == 0) by = compare_number(other->functions, one->functions);
  return by;
}

const bw_figures *bw_figures_by_file(bw_arena *arena, const bw_figures *figures, size_t count, size_t *ret_count) {
  bw_figures *files = bw_core_array(arena, bw_figures, count + 1);
  size_t kept = 0;
  if (count > 0) {
    memcpy(files, figures, count * sizeof *files);
    qsort(files, count, sizeof *files, compare);
  }
  for (size_t i = 0; i < count; i++) {
    if (kept == 0 || strcmp(files[kept - 1].path, files[i].path) != 0) {
      files[kept++] = files[i];
      continue;
    }
    bw_figures *file = &files[kept - 1];
    if (files[i].unsafe > file->unsafe) file->unsafe = files[i].unsafe;
    file->hardened = file->hardened && files[i].hardened;
    file->answered = file->answered && files[i].answered;
  }
  *ret_count = kept;
  return files;
}
