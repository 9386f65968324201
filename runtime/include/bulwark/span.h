/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/span.h: a typed pointer that knows how many items it leads to.
 *
 * BW_SPAN_DECLARE(name, type) at file scope makes two types, `name` (items may be written) and
 * `name_const`, and their functions; X below stands for either. A span owns nothing and is passed by
 * value. Its invariant: items leads to count items, and is not NULL unless count is 0.
 * Access outside is a violation in every build; the try_ forms give BW_ERR_RANGE instead and are the ones
 * for indices and lengths that come from outside. Cost: one or two compares; what copies says so.
 * Fast form: copy the span to a local, loop to its count, and the checks vanish:
 *   name s = *where; for (size_t i = 0; i < s.count; i++) BW_AT(s, i) = 0;
 */
#ifndef BULWARK_SPAN_H
#define BULWARK_SPAN_H

#include <bulwark/base.h>
#include <bulwark/ints.h>
#include <bulwark/violation.h>

/*
 * BW_AT(span, index): the item as an lvalue, index checked. Works on every span type. The span is
 * evaluated twice: give it a name, not a call.
 */
#define BW_AT(span, index) ((span).items[bw_index((index), (span).count)])

/* BW_SPAN_OF_ARRAY(name, array): the span over a whole array object (not a pointer). */
#define BW_SPAN_OF_ARRAY(name, array) name##_make((array), sizeof(array) / sizeof((array)[0]))

#define BW_SPAN_FUNCTIONS_(name, item)                                                                           \
  /* A span over count items from items on. pre: they exist; items is NULL only if count is 0, else a            \
     violation. */                                                                                               \
  BW_INLINE BW_RUNTIME name name##_make(item *items, size_t count) {                                             \
    name span;                                                                                                   \
    if (BW_UNLIKELY(items == NULL && count != 0u)) {                                                             \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    span.items = items;                                                                                          \
    span.count = count;                                                                                          \
    return span;                                                                                                 \
  }                                                                                                              \
  /* Address of the item at index; outside: violation. */                                                        \
  BW_INLINE BW_RUNTIME item *name##_at(name span, size_t index) {                                                \
    if (BW_UNLIKELY(index >= span.count)) {                                                                      \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return span.items + index;                                                                                   \
  }                                                                                                              \
  /* The same with BW_ERR_RANGE outside. */                                                                      \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_at(name span, size_t index, item **ret_item) {         \
    if (index >= span.count) {                                                                                   \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret_item = span.items + index;                                                                              \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  /* count items from offset on; BW_ERR_RANGE unless offset + count <= span.count. */                            \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_sub(name span, size_t offset, size_t count,            \
                                                              name *ret_sub) {                                   \
    if (offset > span.count || count > span.count - offset) {                                                    \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    BW_STEP(span.items, offset);                                                                                 \
    span.count = count;                                                                                          \
    *ret_sub = span;                                                                                             \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  /* The same; outside: violation. */                                                                            \
  BW_INLINE BW_RUNTIME name name##_sub(name span, size_t offset, size_t count) {                                 \
    size_t end;                                                                                                  \
    /* The end first: where offset and count are narrower than size_t their sum fits, and one test is left. */   \
    if (BW_UNLIKELY(bw_size_add(offset, count, &end) != BW_OK || end > span.count)) {                            \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    BW_STEP(span.items, offset);                                                                                 \
    span.count = count;                                                                                          \
    return span;                                                                                                 \
  }                                                                                                              \
  /* The first count items; more than there are: violation. */                                                   \
  BW_INLINE BW_RUNTIME name name##_first(name span, size_t count) {                                              \
    if (BW_UNLIKELY(count > span.count)) {                                                                       \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    span.count = count;                                                                                          \
    return span;                                                                                                 \
  }                                                                                                              \
  /* The last count items; more than there are: violation. */                                                    \
  BW_INLINE BW_RUNTIME name name##_last(name span, size_t count) {                                               \
    if (BW_UNLIKELY(count > span.count)) {                                                                       \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    BW_STEP(span.items, span.count - count);                                                                     \
    span.count = count;                                                                                          \
    return span;                                                                                                 \
  }                                                                                                              \
  /* make with BW_ERR_ARGUMENT when items is NULL and count is not 0. */                                         \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_make(item *items, size_t count, name *ret_span) {      \
    if (items == NULL && count != 0u) {                                                                          \
      return BW_ERR_ARGUMENT;                                                                                    \
    }                                                                                                            \
    ret_span->items = items;                                                                                     \
    ret_span->count = count;                                                                                     \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  /* name_try_first and name_try_last: the same with BW_ERR_RANGE. */                                            \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_first(name span, size_t count, name *ret_first) {      \
    return name##_try_sub(span, 0u, count, ret_first);                                                           \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_last(name span, size_t count, name *ret_last) {        \
    if (count > span.count) {                                                                                    \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    return name##_try_sub(span, span.count - count, count, ret_last);                                            \
  }                                                                                                              \
  /* The first `at` items and the rest; more than there are: violation. */                                       \
  BW_INLINE BW_RUNTIME void name##_split(name span, size_t at, name *ret_first, name *ret_rest) {                \
    name rest = span;                                                                                            \
    if (BW_UNLIKELY(at > span.count)) {                                                                          \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    BW_STEP(rest.items, at);                                                                                     \
    rest.count = span.count - at;                                                                                \
    span.count = at;                                                                                             \
    *ret_first = span;                                                                                           \
    *ret_rest = rest;                                                                                            \
  }                                                                                                              \
  /* The same with BW_ERR_RANGE. */                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_split(name span, size_t at, name *ret_first,           \
                                                                name *ret_rest) {                                \
    if (at > span.count) {                                                                                       \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    name##_split(span, at, ret_first, ret_rest);                                                                 \
    return BW_OK;                                                                                                \
  }

/*
 * Besides the functions above, for the mutable type:
 *   name_as_const(span)        the same items, read only
 *   name_copy(to, from)        copies from.count items to the start of to; they may overlap;
 *                              from.count > to.count: violation. Cost: one memmove
 *   name_try_copy(to, from)    the same with BW_ERR_RANGE, nothing copied
 *   name_move(span, to, from, count)   copies count items from index `from` to index `to` of the same
 *                              span, as if by way of a third place; outside: violation. Cost: one memmove
 *   name_try_move(...)         the same with BW_ERR_RANGE, nothing moved
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
      BW_MEMORY_MOVE(to.items, from.items, from.count * sizeof(*from.items));                                    \
    }                                                                                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_copy(name to, name##_const from) {                     \
    if (from.count > to.count) {                                                                                 \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    name##_copy(to, from);                                                                                       \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_move(name span, size_t to, size_t from, size_t count) {                       \
    name target = name##_sub(span, to, count);                                                                   \
    name source = name##_sub(span, from, count);                                                                 \
    name##_copy(target, name##_as_const(source));                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_move(name span, size_t to, size_t from,                \
                                                               size_t count) {                                   \
    name target;                                                                                                 \
    name source;                                                                                                 \
    if (name##_try_sub(span, to, count, &target) != BW_OK ||                                                     \
        name##_try_sub(span, from, count, &source) != BW_OK) {                                                   \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    name##_copy(target, name##_as_const(source));                                                                \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_fill(name to, type value) {                                                   \
    size_t i;                                                                                                    \
    /*@ loop invariant 0 <= i <= to.count;                                                                       \
        loop invariant \forall integer k; 0 <= k < i ==> to.items[k] == value;                                   \
        loop assigns i, to.items[0 .. to.count - 1];                                                             \
        loop variant to.count - i; */                                                                            \
    for (i = 0; i < to.count; i++) {                                                                             \
      to.items[i] = value;                                                                                       \
    }                                                                                                            \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(type) != 0u, "a span needs a complete item type")

/*
 * Comparing and finding. After BW_SPAN_DECLARE(name, type) at file scope, one of
 *   BW_SPAN_SCALAR_DECLARE(name, type)        for integers, enumerations and pointers
 *   BW_SPAN_EQUAL_DECLARE(name, type, same)   for every other type: `same` is a function or macro of two
 *                                             addresses, bool same(const type *, const type *)
 * makes these over const spans (name_as_const gives one). None of them fails; an index comes out where the
 * answer is true and stays untouched where it is false.
 *   name_equal(a, b)                 the same count, and item by item the same
 *   name_starts_with(span, part), name_ends_with(span, part)
 *   name_find(span, value, &ret)     the index of the first item like value; for BW_SPAN_EQUAL_DECLARE the value
 *                                    is an address
 *   name_find_last(span, value, &ret)   of the last one
 *   name_find_span(span, part, &ret) the index at which `part` first lies in the span; an empty one at 0.
 *                                    Cost: span.count times part.count compares at most
 * and for scalars
 *   name_compare(a, b)               -1, 0 or 1 for less, equal, greater in lexicographic order, by the first
 *                                    items that differ; of two where one starts the other the shorter is less.
 *                                    pre: of pointers, they lead into one object; C knows no other order of them
 * Cost: one pass, with memcmp for equal scalars, but for name_find_span.
 */
#define BW_SPAN_FIND_(name, type, value_type, same_value)                                                        \
  BW_INLINE BW_RUNTIME bool name##_starts_with(name##_const span, name##_const part) {                           \
    return part.count <= span.count && name##_equal(name##_const_first(span, part.count), part);                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME bool name##_ends_with(name##_const span, name##_const part) {                             \
    return part.count <= span.count && name##_equal(name##_const_last(span, part.count), part);                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_find(name##_const span, value_type value, size_t *ret_index) {  \
    size_t i;                                                                                                    \
    BW_LOOP_FACTS(finds_##name)                                                                                  \
    for (i = 0; i < span.count; i++) {                                                                           \
      if (same_value(&span.items[i], value)) {                                                                   \
        *ret_index = i;                                                                                          \
        return true;                                                                                             \
      }                                                                                                          \
    }                                                                                                            \
    return false;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_find_last(name##_const span, value_type value,                  \
                                                           size_t *ret_index) {                                  \
    size_t i;                                                                                                    \
    BW_LOOP_FACTS(finds_last_##name)                                                                             \
    for (i = span.count; i > 0u; i--) {                                                                          \
      if (same_value(&span.items[i - 1u], value)) {                                                              \
        *ret_index = i - 1u;                                                                                     \
        return true;                                                                                             \
      }                                                                                                          \
    }                                                                                                            \
    return false;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_find_span(name##_const span, name##_const part,                 \
                                                           size_t *ret_index) {                                  \
    size_t i;                                                                                                    \
    if (part.count > span.count) {                                                                               \
      return false;                                                                                              \
    }                                                                                                            \
    /*@ loop invariant 0 <= i <= span.count - part.count + 1;                                                    \
        loop assigns i;                                                                                          \
        loop variant span.count - part.count + 1 - i; */                                                         \
    for (i = 0; i <= span.count - part.count; i++) {                                                             \
      if (name##_equal(name##_const_sub(span, i, part.count), part)) {                                           \
        *ret_index = i;                                                                                          \
        return true;                                                                                             \
      }                                                                                                          \
    }                                                                                                            \
    return false;                                                                                                \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(type) != 0u, "a span needs a complete item type")

#define BW_SPAN_EQUAL_DECLARE(name, type, same)                                                                  \
  BW_INLINE BW_RUNTIME bool name##_equal(name##_const a, name##_const b) {                                       \
    size_t i;                                                                                                    \
    if (a.count != b.count) {                                                                                    \
      return false;                                                                                              \
    }                                                                                                            \
    for (i = 0; i < a.count; i++) {                                                                              \
      if (!same(&a.items[i], &b.items[i])) {                                                                     \
        return false;                                                                                            \
      }                                                                                                          \
    }                                                                                                            \
    return true;                                                                                                 \
  }                                                                                                              \
  BW_SPAN_FIND_(name, type, type const *, same)

#define BW_SPAN_SAME_SCALAR_(item, value) (*(item) == (value))

/* Scalars have no bits that do not count, so equal ones are equal bytes. */
#define BW_SPAN_SCALAR_DECLARE(name, type)                                                                       \
  BW_INLINE BW_RUNTIME bool name##_equal(name##_const a, name##_const b) {                                       \
    return a.count == b.count &&                                                                                 \
           (a.count == 0u || BW_MEMORY_COMPARE(a.items, b.items, a.count * sizeof(*a.items)) == 0);              \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME int name##_compare(name##_const a, name##_const b) {                                      \
    size_t shared = a.count < b.count ? a.count : b.count;                                                       \
    size_t i;                                                                                                    \
    /*@ loop invariant 0 <= i <= shared;                                                                         \
        loop invariant \forall integer k; 0 <= k < i ==> a.items[k] == b.items[k];                               \
        loop assigns i;                                                                                          \
        loop variant shared - i; */                                                                              \
    for (i = 0; i < shared; i++) {                                                                               \
      if (a.items[i] != b.items[i]) {                                                                            \
        return a.items[i] < b.items[i] ? -1 : 1;                                                                 \
      }                                                                                                          \
    }                                                                                                            \
    return a.count == b.count ? 0 : a.count < b.count ? -1 : 1;                                                  \
  }                                                                                                              \
  BW_SPAN_FIND_(name, type, type, BW_SPAN_SAME_SCALAR_)

/* The span of bytes that readers and user memory work on. */
BW_SPAN_DECLARE(bw_bytes, uint8_t);
BW_SPAN_SCALAR_DECLARE(bw_bytes, uint8_t);

#endif
