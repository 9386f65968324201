/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What git says has changed: lines of files as they are now, and the lines that are gone. */
#ifndef BULWARK_GATE_CHANGES_H
#define BULWARK_GATE_CHANGES_H

#include "gate/strings.h"

/* Lines [first, last] of a file. Where lines were only taken out, the two they stood between. */
typedef struct bw_change {
  uint32_t first, last;
  const char *removed; /* the text of the lines that are gone, "" if none */
} bw_change;

typedef struct bw_changed_file {
  const char *path; /* absolute, resolved */
  BW_VEC(bw_change) changes;
} bw_changed_file;

typedef struct bw_changes {
  const char *top; /* of the repository, absolute, resolved */
  BW_VEC(bw_changed_file) files; /* sorted by path */
} bw_changes;

/* The working tree of the repository around folder against revision; files that git does not know are changed from
 * start to end. On failure: complained. */
BW_MUST_CHECK bool bw_changes_read(bw_arena *arena, const char *folder, const char *revision, bw_changes *ret_changes);

/* Reads what git diff --unified=0 prints. Untrusted: what cannot be understood is passed over. Exposed for tests. */
void bw_changes_parse(bw_arena *arena, const char *patch, bw_changes *changes);

/* NULL if it is unchanged. */
const bw_changed_file *bw_changes_of(const bw_changes *changes, const char *path);

/* Whether a line of [first, last] is changed. */
bool bw_changed_lines(const bw_changed_file *file, uint32_t first, uint32_t last);

#endif
