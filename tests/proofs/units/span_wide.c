/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Spans of an item wider than a byte.
 * after: index ints span
 */
#include "bytes.h"

#define RAW_ITEM int32_t
#define RAW_NAME raw_numbers
#include "../raw.h"
#undef BW_MEMORY_MOVE
#define BW_MEMORY_MOVE(to, from, bytes) raw_numbers_move((to), (from), (bytes))
BW_SPAN_DECLARE(numbers, int32_t);

#define S numbers
#define I int32_t
#define S_VALID \valid
#include "span_both.h"
#define S numbers_const
#define I const int32_t
#define S_VALID \valid_read
#include "span_both.h"
#define S numbers
#define I int32_t
#include "span_mutable.h"
