/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The verdict as text, in clang's style.
 *
 *   file:line:column: error: message [bulwark-copy-extent]
 *      12 |   memcpy(to, from, n);
 *         |   ^~~~~~~~~~~~~~~~~~~
 *   file:line:column: note: a step on the way
 *   file:line:column: note: fix: replace 'n' with 'sizeof to'
 *
 * A finding that does not count is only shown if asked for, with the reason behind its rule:
 *   … [bulwark-copy-extent] (suppressed: the caller checks n)
 * Files are named within the folder given, or absolutely. Control characters of sources and names never reach the
 * terminal.
 */
#ifndef BULWARK_GATE_TEXT_H
#define BULWARK_GATE_TEXT_H

#include "gate/judge.h"

typedef struct bw_text_style {
  bool colour;
  bool all; /* also what does not count */
} bw_text_style;

/* The findings that count, each followed by its notes and fixes. */
const char *bw_text_findings(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement,
                             const bw_text_style *style);

/* The last line: units, functions, findings by rule, what does not count and why, shares of proved, open and violating
 * accesses. */
const char *bw_text_summary(bw_arena *arena, const bw_judgement *judgement);

#endif
