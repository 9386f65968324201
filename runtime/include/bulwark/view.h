/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/view.h: a rectangle of items inside a flat span, such as the pixels of a surface.
 *
 * BW_VIEW_DECLARE(name, span, item) makes the view type over `span`, a type of BW_SPAN_DECLARE whose items
 * are `item`. Width, height, stride and coordinates count items, not bytes; row y starts at y * stride.
 * Invariant of a view that is not empty: width <= stride, and the last item of the last row lies inside
 * the span it was made from. It is checked once a rectangle, at its far corner, because the sizes of a
 * surface may disagree with its memory; rows of the result then need no more than one compare each.
 */
#ifndef BULWARK_VIEW_H
#define BULWARK_VIEW_H

#include <bulwark/base.h>
#include <bulwark/ints.h>
#include <bulwark/span.h>

BW_C_BEGIN

/*
 * How many items a rectangle of width by height reaches over at that stride: (height - 1) * stride + width,
 * 0 when it is empty. BW_ERR_ARGUMENT if width > stride, BW_ERR_RANGE if the result does not fit.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_view_extent(size_t width, size_t height, size_t stride, size_t *ret_extent) {
  size_t before_last_row;
  if (width > stride) {
    return BW_ERR_ARGUMENT;
  }
  if (width == 0u || height == 0u) {
    *ret_extent = 0u;
    return BW_OK;
  }
  if (bw_size_mul(height - 1u, stride, &before_last_row) != BW_OK) {
    return BW_ERR_RANGE;
  }
  return bw_size_add(before_last_row, width, ret_extent);
}

/*
 *   name_make(span, width, height, stride, &ret)   a view over the start of the span. BW_ERR_ARGUMENT if
 *                        width > stride, BW_ERR_RANGE if the span is too short for it
 *   name_try_rect(view, x, y, width, height, &ret) the part of the view that starts at (x, y);
 *                        BW_ERR_RANGE unless it lies inside
 *   name_rect(...)       the same, returned; outside: bounds violation
 *   name_row(view, y)    row y as a span of width items; y >= height: bounds violation
 *   name_at(view, x, y)  address of one item; outside: bounds violation
 *   name_try_at(view, x, y, &ret)   the same with BW_ERR_RANGE
 */
#define BW_VIEW_DECLARE(name, span_type, item_type)                                                              \
  typedef struct name {                                                                                          \
    span_type items; /* from the first item of the view to the end of the memory under it */                     \
    size_t width;                                                                                                \
    size_t height;                                                                                               \
    size_t stride;                                                                                               \
  } name;                                                                                                        \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_make(span_type items, size_t width, size_t height,         \
                                                           size_t stride, name *ret_view) {                      \
    size_t extent;                                                                                               \
    bw_status status = bw_view_extent(width, height, stride, &extent);                                           \
    if (status != BW_OK) {                                                                                       \
      return status;                                                                                             \
    }                                                                                                            \
    if (extent > items.count) {                                                                                  \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    ret_view->items = items;                                                                                     \
    ret_view->width = width;                                                                                     \
    ret_view->height = height;                                                                                   \
    ret_view->stride = stride;                                                                                   \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_rect(name view, size_t x, size_t y, size_t width,      \
                                                               size_t height, name *ret_view) {                  \
    size_t start;                                                                                                \
    span_type rest;                                                                                              \
    if (x > view.width || width > view.width - x || y > view.height || height > view.height - y) {               \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    if (width == 0u || height == 0u) {                                                                           \
      return name##_make(span_type##_first(view.items, 0u), 0u, 0u, view.stride, ret_view);                      \
    }                                                                                                            \
    if (bw_size_mul(y, view.stride, &start) != BW_OK || bw_size_add(start, x, &start) != BW_OK ||                \
        start > view.items.count) {                                                                              \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    rest = span_type##_last(view.items, view.items.count - start);                                               \
    return name##_make(rest, width, height, view.stride, ret_view);                                              \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME name name##_rect(name view, size_t x, size_t y, size_t width, size_t height) {            \
    name part;                                                                                                   \
    if (BW_UNLIKELY(name##_try_rect(view, x, y, width, height, &part) != BW_OK)) {                               \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return part;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME span_type name##_row(name view, size_t y) {                                               \
    span_type row;                                                                                               \
    if (BW_UNLIKELY(y >= view.height)) {                                                                         \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    row = view.items;                                                                                            \
    row.count = view.width;                                                                                      \
    if (view.width != 0u) {                                                                                      \
      row.items += y * view.stride;                                                                              \
    }                                                                                                            \
    return row;                                                                                                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_at(name view, size_t x, size_t y,                      \
                                                             item_type **ret_item) {                             \
    if (x >= view.width || y >= view.height) {                                                                   \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret_item = view.items.items + y * view.stride + x;                                                          \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME item_type *name##_at(name view, size_t x, size_t y) {                                     \
    if (BW_UNLIKELY(x >= view.width || y >= view.height)) {                                                      \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return view.items.items + y * view.stride + x;                                                               \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_type) != 0u, "a view needs a complete item type")

BW_C_END

#endif
