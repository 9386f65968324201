/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Whether a unit still compiles when files are changed, without touching them: libclang parses it from memory.
 *
 * The libclang of the unit's own clang is loaded when it is first asked for, so that the commands that never ask
 * start fast.
 */
#ifndef BULWARK_GATE_REPARSE_H
#define BULWARK_GATE_REPARSE_H

#include "gate/plan.h"

/* A file as it would be. */
typedef struct bw_changed_text {
  const char *path;
  const char *text;
  size_t size;
} bw_changed_text;

typedef enum bw_reparse {
  BW_REPARSE_GOOD,    /* it compiles */
  BW_REPARSE_BAD,     /* it does not; the reason is the first error */
  BW_REPARSE_UNKNOWN, /* it cannot be told: no libclang, or the unit does not compile with it as it is */
} bw_reparse;

bw_reparse bw_reparse_unit(bw_arena *arena, const bw_unit *unit, const bw_changed_text *texts, size_t count,
                           const char **ret_reason);

#endif
