/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/ring.h: a queue in a fixed array.
 *
 * - Any capacity, no power of two. The ring keeps where the oldest item lies and how many there are; both stay
 *   within the capacity by comparison, nothing counts without end, so nothing wraps.
 * - Full and empty are statuses. By value, or whole segments of the array at a time.
 * - An item is only seen after it was pushed: what lies in free places never comes out.
 * - Fields that were overwritten never lead outside the array. A first place outside it, and a count above the
 *   capacity that is asked for, are noticed: corrupt violation. Short of that, at worst a push says full or items
 *   come out that were never pushed.
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
  BW_INLINE BW_RUNTIME name name##_over(span_type span_) {                                                       \
    name ring_;                                                                                                  \
    ring_.items = span_.items;                                                                                   \
    ring_.capacity = span_.count;                                                                                \
    ring_.first = 0;                                                                                             \
    ring_.count = 0;                                                                                             \
    return ring_;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME size_t name##_count(const name *ring_) {                                                  \
    if (BW_UNLIKELY(ring_->count > ring_->capacity)) {                                                           \
      bw_violate_corrupt();                                                                                      \
    }                                                                                                            \
    return ring_->count;                                                                                         \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME size_t name##_room(const name *ring_) {                                                   \
    return ring_->capacity - name##_count(ring_);                                                                \
  }                                                                                                              \
  /* Where the item `ahead` places behind the oldest lies. pre: ahead < capacity. The difference first + ahead - \
     capacity is computed without its sum, which might not fit. */                                               \
  BW_INLINE BW_RUNTIME size_t name##_place_(const name *ring_, size_t ahead_) {                                  \
    size_t first_ = ring_->first;                                                                                \
    size_t until_end_;                                                                                           \
    if (BW_UNLIKELY(first_ >= ring_->capacity)) {                                                                \
      bw_violate_corrupt();                                                                                      \
    }                                                                                                            \
    until_end_ = ring_->capacity - first_;                                                                       \
    return ahead_ < until_end_ ? first_ + ahead_ : ahead_ - until_end_;                                          \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_push(name *ring_, item_type value_) {                      \
    if (BW_UNLIKELY(ring_->count >= ring_->capacity)) {                                                          \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    ring_->items[name##_place_(ring_, ring_->count)] = value_;                                                   \
    ring_->count++;                                                                                              \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_pop(name *ring_, item_type *ret_value_) {                  \
    size_t first_;                                                                                               \
    if (BW_UNLIKELY(ring_->count == 0u)) {                                                                       \
      return BW_ERR_EMPTY;                                                                                       \
    }                                                                                                            \
    first_ = name##_place_(ring_, 0);                                                                            \
    *ret_value_ = ring_->items[first_];                                                                          \
    ring_->first = ring_->capacity - first_ > 1u ? first_ + 1u : 0u;                                             \
    ring_->count--;                                                                                              \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_push_front(name *ring_, item_type value_) {                \
    size_t first_;                                                                                               \
    if (BW_UNLIKELY(ring_->count >= ring_->capacity)) {                                                          \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    first_ = name##_place_(ring_, ring_->capacity - 1u);                                                         \
    ring_->items[first_] = value_;                                                                               \
    ring_->first = first_;                                                                                       \
    ring_->count++;                                                                                              \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME item_type *name##_at(const name *ring_, size_t index_) {                                  \
    if (BW_UNLIKELY(index_ >= ring_->count || index_ >= ring_->capacity)) {                                      \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return &ring_->items[name##_place_(ring_, index_)];                                                          \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME item_type *name##_front(const name *ring_) {                                              \
    return name##_at(ring_, 0);                                                                                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME item_type *name##_back(const name *ring_) {                                               \
    if (BW_UNLIKELY(ring_->count == 0u)) {                                                                       \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return name##_at(ring_, ring_->count - 1u);                                                                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_pop_back(name *ring_, item_type *ret_value_) {             \
    if (BW_UNLIKELY(ring_->count == 0u)) {                                                                       \
      return BW_ERR_EMPTY;                                                                                       \
    }                                                                                                            \
    *ret_value_ = *name##_at(ring_, ring_->count - 1u);                                                          \
    ring_->count--;                                                                                              \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_peek(const name *ring_, size_t index_,                 \
                                                               item_type *ret_value_) {                          \
    if (index_ >= ring_->count) {                                                                                \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret_value_ = *name##_at(ring_, index_);                                                                     \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME span_type name##_filled(const name *ring_) {                                              \
    size_t first_;                                                                                               \
    size_t until_end_;                                                                                           \
    if (ring_->count == 0u) {                                                                                    \
      return span_type##_make(NULL, 0);                                                                          \
    }                                                                                                            \
    first_ = name##_place_(ring_, 0);                                                                            \
    until_end_ = ring_->capacity - first_;                                                                       \
    return span_type##_make(&ring_->items[first_], ring_->count < until_end_ ? ring_->count : until_end_);       \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME span_type name##_free(const name *ring_) {                                                \
    size_t place_;                                                                                               \
    size_t until_end_;                                                                                           \
    if (ring_->count >= ring_->capacity) {                                                                       \
      return span_type##_make(NULL, 0);                                                                          \
    }                                                                                                            \
    place_ = name##_place_(ring_, ring_->count);                                                                 \
    until_end_ = ring_->capacity - place_;                                                                       \
    return span_type##_make(&ring_->items[place_],                                                               \
                            name##_room(ring_) < until_end_ ? name##_room(ring_) : until_end_);                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_drop(name *ring_, size_t count_) {                                            \
    if (BW_UNLIKELY(count_ > ring_->count)) {                                                                    \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    if (count_ != 0u) {                                                                                          \
      ring_->first = count_ == ring_->capacity ? name##_place_(ring_, 0) : name##_place_(ring_, count_);         \
      ring_->count -= count_;                                                                                    \
    }                                                                                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_commit(name *ring_, size_t count_) {                                          \
    if (BW_UNLIKELY(count_ > name##_free(ring_).count)) {                                                        \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    ring_->count += count_;                                                                                      \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_clear(name *ring_) {                                                          \
    ring_->first = 0;                                                                                            \
    ring_->count = 0;                                                                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_replace(name *ring_, item_type value_) {                        \
    bool lost_ = ring_->count == ring_->capacity;                                                                \
    if (lost_) {                                                                                                 \
      *name##_front(ring_) = value_;                                                                             \
      ring_->first = ring_->capacity - ring_->first > 1u ? ring_->first + 1u : 0u;                               \
    } else if (name##_push(ring_, value_) != BW_OK) {                                                            \
      bw_violate_corrupt();                                                                                      \
    }                                                                                                            \
    return lost_;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_push_span(name *ring_, span_type##_const from_) {          \
    size_t head_;                                                                                                \
    if (ring_->count > ring_->capacity || from_.count > name##_room(ring_)) {                                    \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    head_ = name##_free(ring_).count;                                                                            \
    head_ = from_.count < head_ ? from_.count : head_;                                                           \
    span_type##_copy(name##_free(ring_), span_type##_const_first(from_, head_));                                 \
    name##_commit(ring_, head_);                                                                                 \
    span_type##_copy(name##_free(ring_), span_type##_const_last(from_, from_.count - head_));                    \
    name##_commit(ring_, from_.count - head_);                                                                   \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_pop_span(name *ring_, span_type to_) {                     \
    size_t head_;                                                                                                \
    if (ring_->count > ring_->capacity || to_.count > ring_->count) {                                            \
      return BW_ERR_EMPTY;                                                                                       \
    }                                                                                                            \
    head_ = name##_filled(ring_).count;                                                                          \
    head_ = to_.count < head_ ? to_.count : head_;                                                               \
    span_type##_copy(to_, span_type##_as_const(span_type##_first(name##_filled(ring_), head_)));                 \
    name##_drop(ring_, head_);                                                                                   \
    to_ = span_type##_last(to_, to_.count - head_);                                                              \
    span_type##_copy(to_, span_type##_as_const(span_type##_first(name##_filled(ring_), to_.count)));             \
    name##_drop(ring_, to_.count);                                                                               \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_type) != 0u, "a ring needs a complete item type")

#endif
