/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Suppressions in the source: comments that allow a finding, with a reason.
 *
 *   // bulwark: allow(copy-extent) the caller checks n
 *   memcpy(to, from, n);
 *
 *   memcpy(to, from, n); // bulwark: allow(copy-extent, index-range) the caller checks n
 *
 * A comment on lines of its own is for the statement behind it, one behind code for the statement it stands at the end
 * of: for every line of that statement, however it is wrapped. One without a reason allows nothing.
 * The plugin and the gate both ask here, so that they never differ.
 */
#ifndef BULWARK_CORE_ALLOW_H
#define BULWARK_CORE_ALLOW_H

#include "core/token.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct bw_allow {
  const char *const *rules; /* as written, without blanks and without "bulwark-" */
  uint32_t rule_count;
  const char *reason;       /* "" if there is none */
  const char *fault;        /* why it cannot be read, or allows nothing; NULL if nothing is wrong */
  uint32_t first_line, last_line; /* what it is for; 0 when no code follows */
  uint32_t line, column, end_line, end_column, begin, end; /* the comment */
} bw_allow;

typedef struct bw_allows {
  bw_allow *at; /* in the order of the text */
  uint32_t count;
} bw_allows;

/* Whether there can be any: one search, so that files without one cost next to nothing. */
bool bw_allow_possible(const char *text, size_t size);

/* Every comment that starts with "bulwark:". */
bw_allows bw_allow_read(bw_arena *arena, const bw_tokens *tokens);

/* Whether this one is for a finding of that rule on that line. */
bool bw_allow_covers(const bw_allow *allow, const char *rule, uint32_t line);

#ifdef __cplusplus
}
#endif

#endif
