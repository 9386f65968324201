/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/view.h: a rectangle of items inside a flat span, such as the pixels of a surface.
 *
 * BW_VIEW_DECLARE(name, span, item) makes the view type over `span`, a type of BW_SPAN_DECLARE whose items
 * are `item`. Width, height, stride and coordinates count items, not bytes; row y starts at y * stride.
 * Invariant of a view that is not empty: width <= stride, and the last item of the last row lies inside
 * the span it was made from. It is checked when the view is made, at its far corner, because the sizes of a
 * surface may disagree with its memory; a rectangle then costs four compares and a row one. As with a span,
 * the fields are for reading: a view that was changed by hand has to be made again.
 */
#ifndef BULWARK_VIEW_H
#define BULWARK_VIEW_H

#include <bulwark/address.h>
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

/* A width or height as a coordinate, for clipping. What no coordinate reaches is cut off. */
BW_INLINE ptrdiff_t bw_view_side(size_t side) {
  return side > (size_t)PTRDIFF_MAX ? PTRDIFF_MAX : (ptrdiff_t)side;
}

/* How much of something that starts at a coordinate lies before 0. */
BW_INLINE size_t bw_view_before_(ptrdiff_t at) {
  return at < 0 ? (size_t)(-1 - at) + 1u : 0u;
}

/* How much of something of that side, put at a coordinate, lies inside a room from 0 on. */
BW_INLINE size_t bw_view_shared_(ptrdiff_t at, size_t side, size_t room) {
  size_t before = bw_view_before_(at);
  size_t start = at > 0 ? (size_t)at : 0u;
  if (before >= side || start >= room) {
    return 0u;
  }
  return side - before < room - start ? side - before : room - start;
}

/* Whether something of that side that starts at a place lies inside a room from 0 on. */
BW_INLINE bool bw_view_within_(size_t at, size_t side, size_t room) {
  return at <= room && side <= room - at;
}

/*
 *   name_make(span, width, height, stride, &ret)   a view over the start of the span. BW_ERR_ARGUMENT if
 *                        width > stride, BW_ERR_RANGE if the span is too short for it. A view without width
 *                        or height has neither: it has no rows
 *   name_try_rect(view, x, y, width, height, &ret) the part of the view that starts at (x, y);
 *                        BW_ERR_RANGE unless it lies inside
 *   name_rect(...)       the same, returned; outside: bounds violation
 *   name_clip(view, left, top, right, bottom)   the part of the view inside that box, right and bottom
 *                        outside it; empty when there is none. For coordinates that may lie anywhere: never
 *                        fails, and the clipping that drawing needs anyway is the check
 *   name_row(view, y)    row y as a span of width items; y >= height: bounds violation
 *   name_try_row(view, y, &ret)   the same with BW_ERR_RANGE
 *   name_next_row(&view, &ret_row)   the first row, and the view is one row shorter at its top; false when
 *                        there is none, nothing touched. The form for loops over all rows
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
    ret_view->width = height == 0u ? 0u : width;                                                                 \
    ret_view->height = width == 0u ? 0u : height;                                                                \
    ret_view->stride = stride;                                                                                   \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_rect(name view, size_t x, size_t y, size_t width,      \
                                                               size_t height, name *ret_view) {                  \
    size_t start;                                                                                                \
    /* Emptiness first, and once for all rectangles of one size: a loop over rows needs no test of its own then. \
       Without items there is nothing to point at: below the last row the span may have ended. */                \
    if (BW_UNLIKELY(width == 0u || height == 0u)) {                                                              \
      if (!bw_view_within_(x, width, view.width) || !bw_view_within_(y, height, view.height)) {                  \
        return BW_ERR_RANGE;                                                                                     \
      }                                                                                                          \
      view.width = width;                                                                                        \
      view.height = height;                                                                                      \
      *ret_view = view;                                                                                          \
      return BW_OK;                                                                                              \
    }                                                                                                            \
    if (!bw_view_within_(x, width, view.width) || !bw_view_within_(y, height, view.height)) {                    \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    /* By the invariant the last item of the rectangle lies inside the span, so nothing here wraps. */           \
    start = y * view.stride + x;                                                                                 \
    view.items.items += start;                                                                                   \
    view.items.count -= start;                                                                                   \
    view.width = width;                                                                                          \
    view.height = height;                                                                                        \
    *ret_view = view;                                                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME name name##_rect(name view, size_t x, size_t y, size_t width, size_t height) {            \
    name part;                                                                                                   \
    if (BW_UNLIKELY(name##_try_rect(view, x, y, width, height, &part) != BW_OK)) {                               \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return part;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME name name##_clip(name view, ptrdiff_t left, ptrdiff_t top, ptrdiff_t right,               \
                                        ptrdiff_t bottom) {                                                      \
    size_t start;                                                                                                \
    left = left > 0 ? left : 0;                                                                                  \
    top = top > 0 ? top : 0;                                                                                     \
    right = right < bw_view_side(view.width) ? right : bw_view_side(view.width);                                 \
    bottom = bottom < bw_view_side(view.height) ? bottom : bw_view_side(view.height);                            \
    view.width = left < right ? (size_t)(right - left) : 0u;                                                     \
    view.height = top < bottom ? (size_t)(bottom - top) : 0u;                                                    \
    if (BW_UNLIKELY(view.width == 0u || view.height == 0u)) {                                                    \
      view.width = 0u;                                                                                           \
      view.height = 0u;                                                                                          \
      return view;                                                                                               \
    }                                                                                                            \
    start = (size_t)top * view.stride + (size_t)left;                                                            \
    view.items.items += start;                                                                                   \
    view.items.count -= start;                                                                                   \
    return view;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME span_type name##_row(name view, size_t y) {                                               \
    span_type row;                                                                                               \
    if (BW_UNLIKELY(y >= view.height)) {                                                                         \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    row = view.items;                                                                                            \
    row.count = view.width;                                                                                      \
    row.items += y * view.stride;                                                                                \
    return row;                                                                                                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_row(name view, size_t y, span_type *ret_row) {         \
    if (y >= view.height) {                                                                                      \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret_row = name##_row(view, y);                                                                              \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_next_row(name *view, span_type *ret_row) {                      \
    if (view->height == 0u) {                                                                                    \
      return false;                                                                                              \
    }                                                                                                            \
    ret_row->items = view->items.items;                                                                          \
    ret_row->count = view->width;                                                                                \
    view->height--;                                                                                              \
    if (view->height != 0u) {                                                                                    \
      view->items.items += view->stride;                                                                         \
      view->items.count -= view->stride;                                                                         \
    }                                                                                                            \
    return true;                                                                                                 \
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

/*
 * BW_VIEW_COPY_DECLARE(name, to_view, from_view, item): name(to, from) copies a rectangle of items. Both have
 * the same width and height, otherwise a bounds violation. The two share no items; a row may overlap its own
 * copy. Cost: two compares, then one memmove a row.
 */
#define BW_VIEW_COPY_DECLARE(name, to_view, from_view, item_type)                                                \
  BW_INLINE BW_RUNTIME void name(to_view to, from_view from) {                                                   \
    size_t to_at = 0;                                                                                            \
    size_t from_at = 0;                                                                                          \
    size_t rows;                                                                                                 \
    if (BW_UNLIKELY(to.width != from.width || to.height != from.height)) {                                       \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    if (to.width == 0u) {                                                                                        \
      return;                                                                                                    \
    }                                                                                                            \
    /* Counted down, with places and not pointers: behind the last row there may be nothing to point at. */      \
    BW_LOOP_OF_CALLS                                                                                             \
    for (rows = to.height; rows != 0u; rows--) {                                                                 \
      BW_MEMORY_MOVE(to.items.items + to_at, from.items.items + from_at, to.width * sizeof(*to.items.items));    \
      to_at += to.stride;                                                                                        \
      from_at += from.stride;                                                                                    \
    }                                                                                                            \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_type) != 0u, "a copy needs a complete item type")

/*
 * BW_VIEW_WRITE_DECLARE(view, const_view, item) for two types of BW_VIEW_DECLARE, one over a span of `item` and
 * one over the const span of the same items:
 *   view_as_const(v)      the same rectangle, read only
 *   view_fill(v, value)   sets every item
 *   view_move(to, from)   copies a rectangle as if by way of a third place: the two may overlap, as in scrolling.
 *                         Other sizes: bounds violation. Views of one memory that overlap and have different
 *                         strides: state violation, since no order of rows is right then
 *   view_try_move(to, from)   the same with BW_ERR_RANGE and BW_ERR_ARGUMENT, nothing copied
 *   view_blit(to, x, y, from) puts `from` with its first item at (x, y) of `to` and leaves out what lies outside;
 *                         overlap as above. The coordinates may be anything. On failure: BW_ERR_ARGUMENT as
 *                         above, nothing copied
 * Cost: a few compares, then one memmove a row.
 */
#define BW_VIEW_WRITE_DECLARE(view_type, const_view, item_type)                                                  \
  BW_INLINE BW_RUNTIME const_view view_type##_as_const(view_type view) {                                         \
    const_view result;                                                                                           \
    result.items.items = view.items.items;                                                                       \
    result.items.count = view.items.count;                                                                       \
    result.width = view.width;                                                                                   \
    result.height = view.height;                                                                                 \
    result.stride = view.stride;                                                                                 \
    return result;                                                                                               \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void view_type##_fill(view_type view, item_type value) {                                  \
    size_t y;                                                                                                    \
    size_t x;                                                                                                    \
    for (y = 0; y < view.height; y++) {                                                                          \
      item_type *row = view.items.items + y * view.stride;                                                       \
      for (x = 0; x < view.width; x++) {                                                                         \
        row[x] = value;                                                                                          \
      }                                                                                                          \
    }                                                                                                            \
  }                                                                                                              \
  /* The extents of both are inside their memory, so the byte counts fit. */                                     \
  BW_INLINE BW_RUNTIME bool view_type##_overlaps_(view_type to, const_view from) {                               \
    size_t to_items = to.width == 0u || to.height == 0u ? 0u : (to.height - 1u) * to.stride + to.width;          \
    size_t from_items =                                                                                          \
        from.width == 0u || from.height == 0u ? 0u : (from.height - 1u) * from.stride + from.width;              \
    return bw_address_overlaps(to.items.items, to_items * sizeof(*to.items.items), from.items.items,             \
                               from_items * sizeof(*from.items.items));                                          \
  }                                                                                                              \
  /* Of two that overlap at one stride, rows are copied from the end that the copy moves towards. */             \
  BW_INLINE BW_RUNTIME void view_type##_move_rows_(view_type to, const_view from, bool upwards) {                \
    size_t i;                                                                                                    \
    for (i = 0; i < to.height; i++) {                                                                            \
      size_t y = upwards ? to.height - 1u - i : i;                                                               \
      BW_MEMORY_MOVE(to.items.items + y * to.stride, from.items.items + y * from.stride,                         \
                     to.width * sizeof(*to.items.items));                                                        \
    }                                                                                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status view_type##_try_move(view_type to, const_view from) {             \
    bool overlap;                                                                                                \
    if (to.width != from.width || to.height != from.height) {                                                    \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    overlap = view_type##_overlaps_(to, from);                                                                   \
    if (overlap && to.height > 1u && to.stride != from.stride) {                                                 \
      return BW_ERR_ARGUMENT;                                                                                    \
    }                                                                                                            \
    view_type##_move_rows_(to, from, overlap && bw_address_before(from.items.items, to.items.items));            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void view_type##_move(view_type to, const_view from) {                                    \
    bw_status status = view_type##_try_move(to, from);                                                           \
    if (BW_UNLIKELY(status == BW_ERR_RANGE)) {                                                                   \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    if (BW_UNLIKELY(status != BW_OK)) {                                                                          \
      bw_violate_state();                                                                                        \
    }                                                                                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status view_type##_blit(view_type to, ptrdiff_t x, ptrdiff_t y,          \
                                                                const_view from) {                               \
    size_t left = bw_view_before_(x);                                                                            \
    size_t top = bw_view_before_(y);                                                                             \
    size_t width = bw_view_shared_(x, from.width, to.width);                                                     \
    size_t height = bw_view_shared_(y, from.height, to.height);                                                  \
    if (width == 0u || height == 0u) {                                                                           \
      return BW_OK;                                                                                              \
    }                                                                                                            \
    to = view_type##_rect(to, x > 0 ? (size_t)x : 0u, y > 0 ? (size_t)y : 0u, width, height);                    \
    return view_type##_try_move(to, const_view##_rect(from, left, top, width, height));                          \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_type) != 0u, "a view needs a complete item type")

/*
 * BW_VIEW_ZIP2_DECLARE(name, zip, view_a, view_b) walks two views row by row; zip is a type of BW_ZIP2_DECLARE
 * (zip.h) over their spans, in the same order.
 *   name_equal(a, b)               both views; different widths or heights: bounds violation
 *   name_next_row(&rows, &ret_zip) the next row of both; false after the last, nothing touched
 * The sizes are compared once, so that a row costs one compare for both.
 */
#define BW_VIEW_ZIP2_DECLARE(name, zip_type, view_a, view_b)                                                     \
  typedef struct name {                                                                                          \
    view_a a;                                                                                                    \
    view_b b;                                                                                                    \
  } name;                                                                                                        \
  BW_INLINE BW_RUNTIME name name##_equal(view_a a, view_b b) {                                                   \
    name rows;                                                                                                   \
    if (BW_UNLIKELY(a.width != b.width || a.height != b.height)) {                                               \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    rows.a = a;                                                                                                  \
    rows.b = b;                                                                                                  \
    return rows;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_next_row(name *rows, zip_type *ret_zip) {                       \
    if (rows->a.height == 0u) {                                                                                  \
      return false;                                                                                              \
    }                                                                                                            \
    ret_zip->a = rows->a.items.items;                                                                            \
    ret_zip->b = rows->b.items.items;                                                                            \
    ret_zip->count = rows->a.width;                                                                              \
    rows->a.height--;                                                                                            \
    if (rows->a.height != 0u) {                                                                                  \
      rows->a.items.items += rows->a.stride;                                                                     \
      rows->a.items.count -= rows->a.stride;                                                                     \
      rows->b.items.items += rows->b.stride;                                                                     \
      rows->b.items.count -= rows->b.stride;                                                                     \
    }                                                                                                            \
    return true;                                                                                                 \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(zip_type) != 0u, "rows of two views need a complete zip type")

BW_C_END

#endif
