/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Spans of bytes with their contracts, for the units that stand on them. Proved in span.c. */
#include "size.h"

#define RAW_ITEM uint8_t
#define RAW_NAME raw_bytes
#include "../raw.h"
#undef BW_MEMORY_MOVE
#define BW_MEMORY_MOVE(to, from, bytes) raw_bytes_move((to), (from), (bytes))
#define BW_MEMORY_COMPARE(a, b, bytes) raw_bytes_compare((a), (b), (bytes))
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
