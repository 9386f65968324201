/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Edits of files: which go together, what becomes of the text, and the unified diff that says so.
 *
 * Edits of one group are made together or not at all. A group that meets text another one has changed is left out,
 * unless it wants the very same edits.
 */
#ifndef BULWARK_GATE_EDITS_H
#define BULWARK_GATE_EDITS_H

#include "gate/source.h"

typedef struct bw_edit {
  const char *path;    /* absolute, resolved */
  uint32_t begin, end; /* bytes of the file as it is; equal for an insertion */
  const char *text;
} bw_edit;

typedef struct bw_edits {
  BW_VEC(bw_edit) list; /* sorted by path, begin, end */
} bw_edits;

/* Whether [begin, end) of any edit of the group meets an edit of the list without being equal to it. */
bool bw_edits_conflict(const bw_edits *edits, const bw_edit *group, size_t count);

/* Adds those of the group that are not there yet, and keeps the list sorted. pre: they do not conflict. */
void bw_edits_add(bw_arena *arena, bw_edits *edits, const bw_edit *group, size_t count);

/* The file with the edits of it made. pre: they lie within it. */
const char *bw_edits_apply(bw_arena *arena, const bw_source_file *file, const bw_edits *edits, size_t *ret_size);

/* The names of the files that are changed, sorted. */
bw_words bw_edits_files(bw_arena *arena, const bw_edits *edits);

/* Appends the change from one text to another as a unified diff that patch -p1 and git apply read; nothing if they are
 * equal. name: of the file, relative. */
void bw_edits_diff(bw_text *out, const char *name, const char *before, size_t before_size, const char *after,
                   size_t after_size);

#endif
