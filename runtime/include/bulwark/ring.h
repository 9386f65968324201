/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/ring.h: a queue in a fixed array.
 *
 * - Any capacity, no power of two. The ring keeps where the oldest item lies and how many there are; both stay
 *   within the capacity by comparison, nothing counts without end, so nothing wraps.
 * - Full and empty are statuses. By value, or whole segments of the array at a time.
 * - An item is only seen after it was pushed: what lies in free places never comes out.
 * - Fields that were overwritten so that they leave the array are noticed before they are used: corrupt
 *   violation.
 * A ring is used by one execution context at a time, or under a lock: it makes no promise to a producer and a
 * consumer that run at once.
 */
#ifndef BULWARK_RING_H
#define BULWARK_RING_H

#include <bulwark/base.h>
#include <bulwark/span.h>
#include <bulwark/violation.h>

/*
 * BW_RING_DECLARE(name, span_type, item_type) at file scope, after BW_SPAN_DECLARE(span_type, item_type), makes
 * the type `name` and
 *   name_over(span)               an empty ring over the caller's items, which it uses as long as it lives.
 *                                 A span without items makes a ring that is always full
 *   name_count(&ring), name_room(&ring)    items in it; how many more fit
 *   name_push(&ring, value)       appends. BW_ERR_FULL
 *   name_pop(&ring, &ret_value)   takes the oldest. BW_ERR_EMPTY
 *   name_push_front(&ring, value), name_pop_back(&ring, &ret_value)   the same at the other ends
 *   name_replace(&ring, value)    appends, in place of the oldest item when the ring is full; true when an item
 *                                 was lost. A ring of no places: bounds violation
 *   name_try_peek(&ring, index, &ret_value)   the item `index` places behind the oldest. BW_ERR_RANGE
 *   name_at(&ring, index)         its address, good until it is popped; outside: bounds violation
 *   name_front(&ring), name_back(&ring)    address of the oldest and of the newest item; none: bounds violation
 *   name_push_span(&ring, const_span)      appends all items, or none: BW_ERR_FULL
 *   name_pop_span(&ring, span)    takes as many items as the span has, or none: BW_ERR_EMPTY
 *   name_filled(&ring)            the oldest items that lie together in the array, as a span; empty when the
 *                                 ring is. All items: this, name_drop of its count, and this again
 *   name_drop(&ring, count)       takes the count oldest items away. More than there are: bounds violation
 *   name_free(&ring)              free places that lie together, behind the newest item, as a span to write to
 *   name_commit(&ring, count)     appends what the first count of them hold now. pre: they were all written.
 *                                 More than name_free has: bounds violation
 *   name_clear(&ring)             drops everything
 * On failure nothing changes. Cost: a dozen instructions each, the spans a copy more.
 */
#define BW_RING_DECLARE(name, span_type, item_type)                                                              \
  typedef struct name {                                                                                          \
    item_type *items BW_COUNTED_BY(capacity);                                                                    \
    size_t capacity;                                                                                             \
    size_t first; /* below capacity, 0 when that is 0 */                                                         \
    size_t count; /* at most capacity */                                                                         \
  } name;                                                                                                        \
  BW_INLINE BW_RUNTIME name name##_over(span_type span) {                                                        \
    name ring;                                                                                                   \
    ring.items = span.items;                                                                                     \
    ring.capacity = span.count;                                                                                  \
    ring.first = 0;                                                                                              \
    ring.count = 0;                                                                                              \
    return ring;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME size_t name##_count(const name *ring) {                                                   \
    return ring->count;                                                                                          \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME size_t name##_room(const name *ring) {                                                    \
    return ring->capacity - ring->count;                                                                         \
  }                                                                                                              \
  /* Where the item `ahead` places behind the oldest lies. pre: ahead < capacity. The difference first + ahead - \
     capacity is computed without its sum, which might not fit. */                                               \
  BW_INLINE BW_RUNTIME size_t name##_place_(const name *ring, size_t ahead) {                                    \
    size_t first = ring->first;                                                                                  \
    size_t until_end;                                                                                            \
    if (BW_UNLIKELY(first >= ring->capacity)) {                                                                  \
      bw_violate_corrupt();                                                                                      \
    }                                                                                                            \
    until_end = ring->capacity - first;                                                                          \
    return ahead < until_end ? first + ahead : ahead - until_end;                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_push(name *ring, item_type value) {                        \
    if (BW_UNLIKELY(ring->count >= ring->capacity)) {                                                            \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    ring->items[name##_place_(ring, ring->count)] = value;                                                       \
    ring->count++;                                                                                               \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_pop(name *ring, item_type *ret_value) {                    \
    size_t first;                                                                                                \
    if (BW_UNLIKELY(ring->count == 0u)) {                                                                        \
      return BW_ERR_EMPTY;                                                                                       \
    }                                                                                                            \
    first = name##_place_(ring, 0);                                                                              \
    *ret_value = ring->items[first];                                                                             \
    ring->first = ring->capacity - first > 1u ? first + 1u : 0u;                                                 \
    ring->count--;                                                                                               \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_push_front(name *ring, item_type value) {                  \
    size_t first;                                                                                                \
    if (BW_UNLIKELY(ring->count >= ring->capacity)) {                                                            \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    first = name##_place_(ring, ring->capacity - 1u);                                                            \
    ring->items[first] = value;                                                                                  \
    ring->first = first;                                                                                         \
    ring->count++;                                                                                               \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME item_type *name##_at(const name *ring, size_t index) {                                    \
    if (BW_UNLIKELY(index >= ring->count || index >= ring->capacity)) {                                          \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return &ring->items[name##_place_(ring, index)];                                                             \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME item_type *name##_front(const name *ring) {                                               \
    return name##_at(ring, 0);                                                                                   \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME item_type *name##_back(const name *ring) {                                                \
    if (BW_UNLIKELY(ring->count == 0u)) {                                                                        \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return name##_at(ring, ring->count - 1u);                                                                    \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_pop_back(name *ring, item_type *ret_value) {               \
    if (BW_UNLIKELY(ring->count == 0u)) {                                                                        \
      return BW_ERR_EMPTY;                                                                                       \
    }                                                                                                            \
    *ret_value = *name##_at(ring, ring->count - 1u);                                                             \
    ring->count--;                                                                                               \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_peek(const name *ring, size_t index,                   \
                                                               item_type *ret_value) {                           \
    if (index >= ring->count) {                                                                                  \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret_value = *name##_at(ring, index);                                                                        \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME span_type name##_filled(const name *ring) {                                               \
    size_t first;                                                                                                \
    size_t until_end;                                                                                            \
    if (ring->count == 0u) {                                                                                     \
      return span_type##_make(NULL, 0);                                                                          \
    }                                                                                                            \
    first = name##_place_(ring, 0);                                                                              \
    until_end = ring->capacity - first;                                                                          \
    return span_type##_make(&ring->items[first], ring->count < until_end ? ring->count : until_end);             \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME span_type name##_free(const name *ring) {                                                 \
    size_t place;                                                                                                \
    size_t until_end;                                                                                            \
    if (ring->count >= ring->capacity) {                                                                         \
      return span_type##_make(NULL, 0);                                                                          \
    }                                                                                                            \
    place = name##_place_(ring, ring->count);                                                                    \
    until_end = ring->capacity - place;                                                                          \
    return span_type##_make(&ring->items[place],                                                                 \
                            name##_room(ring) < until_end ? name##_room(ring) : until_end);                      \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_drop(name *ring, size_t count) {                                              \
    if (BW_UNLIKELY(count > ring->count)) {                                                                      \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    if (count != 0u) {                                                                                           \
      ring->first = count == ring->capacity ? name##_place_(ring, 0) : name##_place_(ring, count);               \
      ring->count -= count;                                                                                      \
    }                                                                                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_commit(name *ring, size_t count) {                                            \
    if (BW_UNLIKELY(count > name##_free(ring).count)) {                                                          \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    ring->count += count;                                                                                        \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_clear(name *ring) {                                                           \
    ring->first = 0;                                                                                             \
    ring->count = 0;                                                                                             \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_replace(name *ring, item_type value) {                          \
    bool lost = ring->count == ring->capacity;                                                                   \
    if (lost) {                                                                                                  \
      *name##_front(ring) = value;                                                                               \
      ring->first = ring->capacity - ring->first > 1u ? ring->first + 1u : 0u;                                   \
    } else if (name##_push(ring, value) != BW_OK) {                                                              \
      bw_violate_corrupt();                                                                                      \
    }                                                                                                            \
    return lost;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_push_span(name *ring, span_type##_const from) {            \
    size_t head;                                                                                                 \
    if (ring->count > ring->capacity || from.count > name##_room(ring)) {                                        \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    head = name##_free(ring).count;                                                                              \
    head = from.count < head ? from.count : head;                                                                \
    span_type##_copy(name##_free(ring), span_type##_const_first(from, head));                                    \
    name##_commit(ring, head);                                                                                   \
    span_type##_copy(name##_free(ring), span_type##_const_last(from, from.count - head));                        \
    name##_commit(ring, from.count - head);                                                                      \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_pop_span(name *ring, span_type to) {                       \
    size_t head;                                                                                                 \
    if (ring->count > ring->capacity || to.count > ring->count) {                                                \
      return BW_ERR_EMPTY;                                                                                       \
    }                                                                                                            \
    head = name##_filled(ring).count;                                                                            \
    head = to.count < head ? to.count : head;                                                                    \
    span_type##_copy(to, span_type##_as_const(span_type##_first(name##_filled(ring), head)));                    \
    name##_drop(ring, head);                                                                                     \
    to = span_type##_last(to, to.count - head);                                                                  \
    span_type##_copy(to, span_type##_as_const(span_type##_first(name##_filled(ring), to.count)));                \
    name##_drop(ring, to.count);                                                                                 \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_type) != 0u, "a ring needs a complete item type")

#endif
