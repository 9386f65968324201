/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Spans of a structure, as users have them. Without the check of pointer values: WP takes the address behind the
 * last item for valid only where an item is one cell (see span.c for that half).
 * of: include/bulwark/span.h
 * after: index ints span
 * prove: -no-warn-invalid-pointer
 */
#include "bytes.h"

struct edge {
  int from;
  int to;
  unsigned char kind;
};

#define RAW_ITEM struct edge
#define RAW_NAME raw_edges
#include "../raw.h"
#undef BW_MEMORY_MOVE
#define BW_MEMORY_MOVE(to, from, bytes) raw_edges_move((to), (from), (bytes))
BW_SPAN_DECLARE(edges, struct edge);

#define S edges
#define I struct edge
#define S_VALID \valid
#include "span_both.h"
#define S edges_const
#define I const struct edge
#define S_VALID \valid_read
#include "span_both.h"
#define S edges
#define I struct edge
#include "span_mutable.h"
