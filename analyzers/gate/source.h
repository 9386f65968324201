/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The source lines that findings stand on, read once each.
 *
 * A file that cannot be read, or has become shorter since it was analysed, simply has no such line. Files that hold
 * NUL bytes or are larger than 64 MiB count as unreadable.
 */
#ifndef BULWARK_GATE_SOURCE_H
#define BULWARK_GATE_SOURCE_H

#include "gate/strings.h"

typedef struct bw_source_file {
  const char *path;
  const char *bytes; /* NULL: unreadable */
  BW_VEC(uint32_t) starts; /* of lines */
  size_t size;
} bw_source_file;

typedef struct bw_sources {
  bw_arena *arena; /* set by the user, everything else zero */
  BW_VEC(bw_source_file *) files;
} bw_sources;

/* Line number line, from 1, without its end, as a string in the arena; NULL if there is none. path is resolved. */
const char *bw_source_line(bw_sources *sources, const char *path, uint32_t line);

/* The bytes [begin, end) of a file; NULL if it has none such. path is resolved. */
const char *bw_source_text(bw_sources *sources, const char *path, uint32_t begin, uint32_t end, size_t *ret_size);

/* The column of the byte column of text, counted in code points; both from 1. Bytes past the end count one each. */
uint32_t bw_source_code_point(const char *text, uint32_t column);

/* The line without blanks at its ends and with every run of blanks as one. */
const char *bw_source_normal(bw_arena *arena, const char *line);

#endif
