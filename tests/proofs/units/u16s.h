/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Spans of UTF-16 units with their contracts, for the units that stand on them. Proved in span_wide.c. */
#ifndef BULWARK_PROOFS_U16S_H
#define BULWARK_PROOFS_U16S_H

#include "bytes.h"

#define RAW_ITEM uint16_t
#define RAW_NAME raw_u16s
#include "../raw.h"
#undef BW_MEMORY_MOVE
#define BW_MEMORY_MOVE(to, from, bytes) raw_u16s_move((to), (from), (bytes))
#undef BW_MEMORY_COMPARE
#define BW_MEMORY_COMPARE(a, b, bytes) raw_u16s_compare((a), (b), (bytes))
#define PROOF_LOOP_finds_bw_u16s /*@ FINDS */
#define PROOF_LOOP_finds_last_bw_u16s /*@ FINDS_LAST */
BW_SPAN_DECLARE(bw_u16s, uint16_t);
BW_SPAN_SCALAR_DECLARE(bw_u16s, uint16_t);

#define S bw_u16s
#define I uint16_t
#define S_VALID \valid
#include "span_both.h"
#define S bw_u16s_const
#define I const uint16_t
#define S_VALID \valid_read
#include "span_both.h"
#define S bw_u16s
#define I uint16_t
#include "span_mutable.h"
#define S bw_u16s
#define I uint16_t
#include "span_scalar.h"

#define PROOF_U16S
#define U16S_MAX 4611686018427387903
#define U16S_OK(s)                                                                                               \
  ((s).count <= U16S_MAX && ((s).count != 0 ==> \valid((s).items + (0 .. (s).count - 1)) && (s).items != \null))
#define U16S_CONST_OK(s)                                                                                         \
  ((s).count <= U16S_MAX && ((s).count != 0 ==> \valid_read((s).items + (0 .. (s).count - 1)) && (s).items != \null))

#endif
