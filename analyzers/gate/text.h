/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The verdict as text, in clang's style.
 *
 *   file:line:column: error: message [bulwark-copy-extent]
 *      12 |   memcpy(to, from, n);
 *         |   ^~~~~~~~~~~~~~~~~~~
 *   file:line:column: note: a step on the way
 *   file:line:column: note: fix: replace 'n' with 'sizeof to'
 *
 * Files are named within the folder given, or absolutely. Control characters of sources and names never reach the
 * terminal.
 */
#ifndef BULWARK_GATE_TEXT_H
#define BULWARK_GATE_TEXT_H

#include "gate/merge.h"
#include "gate/source.h"

typedef struct bw_text_style {
  const char *current; /* file names within this folder are shown without it */
  bool colour;
} bw_text_style;

/* All findings, each followed by its notes and fixes. */
const char *bw_text_findings(bw_arena *arena, bw_sources *sources, const bw_verdict *verdict,
                             const bw_text_style *style);

/* The last line: units, functions, findings by check, shares of proved, open and violating accesses. */
const char *bw_text_summary(bw_arena *arena, const bw_verdict *verdict);

#endif
