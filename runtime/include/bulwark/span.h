/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/span.h: a typed pointer that knows how many items it leads to.
 *
 * BW_SPAN_DECLARE(name, type) at file scope makes two types, `name` (items may be written) and
 * `name_const`, and their functions; X below stands for either. A span owns nothing and is passed by
 * value. Its invariant: items leads to count items, and is not NULL unless count is 0.
 * Access outside is a violation in every build; the try_ forms give BW_ERR_RANGE instead and are the ones
 * for indices and lengths that come from outside.
 * Fast form: copy the span to a local, loop to its count, and the checks vanish:
 *   name s = *where; for (size_t i = 0; i < s.count; i++) BW_AT(s, i) = 0;
 */
#ifndef BULWARK_SPAN_H
#define BULWARK_SPAN_H

#include <bulwark/base.h>
#include <bulwark/violation.h>

/*
 * BW_AT(span, index): the item as an lvalue, index checked. Works on every span type. The span is
 * evaluated twice: give it a name, not a call.
 */
#define BW_AT(span, index) ((span).items[bw_index((index), (span).count)])

/* BW_SPAN_OF_ARRAY(name, array): the span over a whole array object (not a pointer). */
#define BW_SPAN_OF_ARRAY(name, array) name##_make((array), sizeof(array) / sizeof((array)[0]))

#define BW_SPAN_FUNCTIONS_(name, item)                                                                           \
  /* A span over count items from items on. pre: they exist; items is NULL only if count is 0, else a           \
     violation. */                                                                                              \
  BW_INLINE BW_RUNTIME name name##_make(item *items, size_t count) {                                             \
    name span;                                                                                                   \
    if (BW_UNLIKELY(items == NULL && count != 0u)) {                                                             \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    span.items = items;                                                                                          \
    span.count = count;                                                                                          \
    return span;                                                                                                 \
  }                                                                                                              \
  /* Address of the item at index; outside: violation. */                                                       \
  BW_INLINE BW_RUNTIME item *name##_at(name span, size_t index) {                                                \
    if (BW_UNLIKELY(index >= span.count)) {                                                                      \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return span.items + index;                                                                                   \
  }                                                                                                              \
  /* The same with BW_ERR_RANGE outside. */                                                                     \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_at(name span, size_t index, item **ret_item) {         \
    if (index >= span.count) {                                                                                   \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret_item = span.items + index;                                                                              \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  /* count items from offset on; BW_ERR_RANGE unless offset + count <= span.count. */                           \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_sub(name span, size_t offset, size_t count,            \
                                                              name *ret_sub) {                                   \
    if (offset > span.count || count > span.count - offset) {                                                    \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    if (offset != 0u) {                                                                                          \
      span.items += offset;                                                                                      \
    }                                                                                                            \
    span.count = count;                                                                                          \
    *ret_sub = span;                                                                                             \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  /* The same; outside: violation. */                                                                           \
  BW_INLINE BW_RUNTIME name name##_sub(name span, size_t offset, size_t count) {                                 \
    if (BW_UNLIKELY(offset > span.count || count > span.count - offset)) {                                       \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    if (offset != 0u) {                                                                                          \
      span.items += offset;                                                                                      \
    }                                                                                                            \
    span.count = count;                                                                                          \
    return span;                                                                                                 \
  }                                                                                                              \
  /* The first count items; more than there are: violation. */                                                  \
  BW_INLINE BW_RUNTIME name name##_first(name span, size_t count) {                                              \
    if (BW_UNLIKELY(count > span.count)) {                                                                       \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    span.count = count;                                                                                          \
    return span;                                                                                                 \
  }                                                                                                              \
  /* The last count items; more than there are: violation. */                                                   \
  BW_INLINE BW_RUNTIME name name##_last(name span, size_t count) {                                               \
    if (BW_UNLIKELY(count > span.count)) {                                                                       \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return name##_sub(span, span.count - count, count);                                                          \
  }

/*
 * Besides the functions above, for the mutable type:
 *   name_as_const(span)        the same items, read only
 *   name_copy(to, from)        copies from.count items to the start of to; they may overlap;
 *                              from.count > to.count: violation. Cost: one memmove
 *   name_try_copy(to, from)    the same with BW_ERR_RANGE, nothing copied
 *   name_fill(to, value)       sets every item
 */
#define BW_SPAN_DECLARE(name, type)                                                                              \
  typedef struct name {                                                                                          \
    type *items BW_COUNTED_BY(count);                                                                            \
    size_t count;                                                                                                \
  } name;                                                                                                        \
  typedef struct name##_const {                                                                                  \
    type const *items BW_COUNTED_BY(count);                                                                      \
    size_t count;                                                                                                \
  } name##_const;                                                                                                \
  BW_SPAN_FUNCTIONS_(name, type)                                                                                 \
  BW_SPAN_FUNCTIONS_(name##_const, type const)                                                                   \
  BW_INLINE BW_RUNTIME name##_const name##_as_const(name span) {                                                 \
    name##_const view;                                                                                           \
    view.items = span.items;                                                                                     \
    view.count = span.count;                                                                                     \
    return view;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_copy(name to, name##_const from) {                                            \
    if (BW_UNLIKELY(from.count > to.count)) {                                                                    \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    if (from.count != 0u) {                                                                                      \
      BW_MEMORY_MOVE(to.items, from.items, from.count * sizeof(type));                                           \
    }                                                                                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_copy(name to, name##_const from) {                     \
    if (from.count > to.count) {                                                                                 \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    name##_copy(to, from);                                                                                       \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_fill(name to, type value) {                                                   \
    size_t i;                                                                                                    \
    for (i = 0; i < to.count; i++) {                                                                             \
      to.items[i] = value;                                                                                       \
    }                                                                                                            \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(type) != 0u, "a span needs a complete item type")

/* The span of bytes that readers and user memory work on. */
BW_SPAN_DECLARE(bw_bytes, uint8_t);

#endif
