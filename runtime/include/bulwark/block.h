/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/block.h: typed spans over memory of their own, for what outlives a request.
 *
 * - BW_SPAN_BLOCK_DECLARE makes functions that take a span from the platform, change its length and give it back.
 *   The count times the size of an item is checked; the items are zero.
 * - A span that was taken is given back once, whole: to give it away in parts, or twice, is not possible through
 *   the variable it was taken into, which is empty afterwards.
 * - An empty block takes no memory and needs no giving back.
 * What lives for one request only is better taken from an arena (arena.h).
 */
#ifndef BULWARK_BLOCK_H
#define BULWARK_BLOCK_H

#include <bulwark/base.h>
#include <bulwark/platform.h>
#include <bulwark/span.h>

/*
 * BW_SPAN_BLOCK_DECLARE(name, type), after BW_SPAN_DECLARE(name, type), makes
 *   name_block_take(count, &ret_span)   a span over count zeroed items. On failure: BW_ERR_RANGE when their
 *                                       bytes do not fit size_t, BW_ERR_MEMORY. Cost: one call of the platform
 *   name_block_resize(&span, count)     the same items in a new block of count, cut off or followed by zeroed
 *                                       ones; the old block is given back. pre: span as for name_block_give. On
 *                                       failure as above, and the span is what it was. Cost: two calls of the
 *                                       platform and a copy
 *   name_block_give(&span)              gives the block back and empties the span. pre: the span is empty, or was
 *                                       taken by one of these and is still whole
 * The type needs no more alignment than BW_PLATFORM_CHUNK_ALIGN.
 */
#define BW_SPAN_BLOCK_DECLARE(name, type)                                                                        \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_block_take(size_t count, name *ret_span) {                 \
    name span = {NULL, 0u};                                                                                      \
    if (count > SIZE_MAX / sizeof(*span.items)) {                                                                \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    if (count != 0u) {                                                                                           \
      span.items = (type *)bw_platform_chunk_alloc(count * sizeof(*span.items));                                 \
      if (span.items == NULL) {                                                                                  \
        return BW_ERR_MEMORY;                                                                                    \
      }                                                                                                          \
      span.count = count;                                                                                        \
      BW_MEMORY_FILL(span.items, 0, count * sizeof(*span.items));                                                \
    }                                                                                                            \
    *ret_span = span;                                                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_block_give(name *span) {                                                      \
    if (span->count != 0u) {                                                                                     \
      bw_platform_chunk_free(span->items, span->count * sizeof(*span->items));                                   \
    }                                                                                                            \
    span->items = NULL;                                                                                          \
    span->count = 0u;                                                                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_block_resize(name *span, size_t count) {                   \
    size_t kept = count < span->count ? count : span->count;                                                     \
    name block;                                                                                                  \
    bw_status status = name##_block_take(count, &block);                                                         \
    if (status != BW_OK) {                                                                                       \
      return status;                                                                                             \
    }                                                                                                            \
    name##_copy(block, name##_as_const(name##_first(*span, kept)));                                              \
    name##_block_give(span);                                                                                     \
    *span = block;                                                                                               \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_STATIC_ASSERT(BW_ALIGNOF(type) <= BW_PLATFORM_CHUNK_ALIGN, "the platform does not align that far")

BW_SPAN_BLOCK_DECLARE(bw_bytes, uint8_t);

#endif
