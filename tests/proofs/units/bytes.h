/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Spans of bytes with their contracts, for the units that stand on them. Proved in span.c. */
#ifndef BULWARK_PROOFS_BYTES_H
#define BULWARK_PROOFS_BYTES_H

#include "size.h"

#define RAW_ITEM uint8_t
#define RAW_NAME raw_bytes
#include "../raw.h"
#undef BW_MEMORY_MOVE
#define BW_MEMORY_MOVE(to, from, bytes) raw_bytes_move((to), (from), (bytes))
#define BW_MEMORY_COMPARE(a, b, bytes) raw_bytes_compare((a), (b), (bytes))
/* What was looked at was not it. */
#define FINDS                                                                                                    \
  loop invariant 0 <= i <= span.count;                                                                           \
  loop invariant \forall integer k; 0 <= k < i ==> span.items[k] != value;                                       \
  loop assigns i;                                                                                                \
  loop variant span.count - i;
#define FINDS_LAST                                                                                               \
  loop invariant 0 <= i <= span.count;                                                                           \
  loop invariant \forall integer k; i <= k < span.count ==> span.items[k] != value;                              \
  loop assigns i;                                                                                                \
  loop variant i;
#define PROOF_LOOP_finds_bw_bytes /*@ FINDS */
#define PROOF_LOOP_finds_last_bw_bytes /*@ FINDS_LAST */
#include <bulwark/span.h>

#define S bw_bytes
#define I uint8_t
#define S_VALID \valid
#include "span_both.h"
#define S bw_bytes_const
#define I const uint8_t
#define S_VALID \valid_read
#include "span_both.h"
#define S bw_bytes
#define I uint8_t
#include "span_mutable.h"

#define S bw_bytes
#define I uint8_t
#include "span_scalar.h"

#define BYTES_MAX 9223372036854775807
#define BYTES_OK(s)                                                                                              \
  ((s).count <= BYTES_MAX && ((s).count != 0 ==> \valid((s).items + (0 .. (s).count - 1)) && (s).items != \null))
#define BYTES_CONST_OK(s)                                                                                        \
  ((s).count <= BYTES_MAX && ((s).count != 0 ==> \valid_read((s).items + (0 .. (s).count - 1)) && (s).items != \null))

/* What happens to runs of bytes, under names: provers match a name, and miss a sum of offsets. */
/*@ predicate bytes_are{L}(uint8_t *p, integer n, integer value) = \forall integer k; 0 <= k < n ==> p[k] == value;
    predicate bytes_copied{L1, L2}(uint8_t *to, uint8_t *from, integer n) =
      \forall integer k; 0 <= k < n ==> \at(to[k], L2) == \at(from[k], L1);
    predicate bytes_kept{L1, L2}(uint8_t *p, integer n) =
      \forall integer k; 0 <= k < n ==> \at(p[k], L2) == \at(p[k], L1);
    predicate bytes_same{L}(uint8_t *p, uint8_t *q, integer n) = \forall integer k; 0 <= k < n ==> p[k] == q[k];
    predicate no_nul{L}(uint8_t *p, integer n) = \forall integer k; 0 <= k < n ==> p[k] != 0;
*/

#endif
