/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/fingerprint.h"

#include <stdlib.h>
#include <string.h>

typedef struct mark {
  uint64_t hash; /* of what stays the same */
  const char *file;
  size_t index; /* of the finding */
} mark;

static uint64_t hash_finding(bw_arena *arena, bw_sources *sources, const bw_finding *finding) {
  const char *line = bw_source_line(sources, finding->pos.file, finding->pos.line);
  uint64_t hash = bw_hash_string(BW_HASH_START, finding->check);
  hash = bw_hash_string(hash, finding->function);
  /* Without the source, the message is all there is to tell findings of a function apart. */
  return bw_hash_string(hash, line == NULL ? finding->message : bw_source_normal(arena, line));
}

static int compare_marks(const void *a, const void *b) {
  const mark *one = a, *other = b;
  int by = strcmp(one->file, other->file);
  if (by == 0) by = one->hash < other->hash ? -1 : one->hash > other->hash ? 1 : 0;
  if (by == 0) by = one->index < other->index ? -1 : 1;
  return by;
}

const char *const *bw_fingerprints(bw_arena *arena, bw_sources *sources, const bw_finding *findings, size_t count) {
  if (count == 0) return NULL;
  mark *marks = bw_core_array(arena, mark, count);
  const char **names = bw_core_array(arena, const char *, count);
  for (size_t i = 0; i < count; i++) {
    const char *file = findings[i].pos.file;
    marks[i] = (mark){hash_finding(arena, sources, &findings[i]), file == NULL ? "" : file, i};
  }
  qsort(marks, count, sizeof *marks, compare_marks);
  uint64_t ordinal = 0;
  for (size_t i = 0; i < count; i++) {
    bool twin = i > 0 && marks[i].hash == marks[i - 1].hash && strcmp(marks[i].file, marks[i - 1].file) == 0;
    ordinal = twin ? ordinal + 1 : 0;
    /* By value, not by bytes in memory: the same on machines of either byte order. */
    unsigned char digits[8];
    for (unsigned k = 0; k < 8; k++) digits[k] = (unsigned char)(ordinal >> (8 * k));
    names[marks[i].index] =
        bw_format(arena, "%016llx", (unsigned long long)bw_hash(marks[i].hash, digits, sizeof digits));
  }
  return names;
}
