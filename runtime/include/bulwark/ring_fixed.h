/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/ring_fixed.h: a queue whose places lie in the queue itself and whose number is a constant.
 *
 * BW_RING_FIXED_DECLARE(name, item, places) at file scope makes the type `name`; places is a constant power of
 * two. Storage is the caller's; all zero is an empty queue.
 * - A place is a counter modulo the number of places: every index is inside by construction, also when the
 *   counters were overwritten. No check is needed for it, and none can be forgotten.
 * - Full and empty are statuses. The counters run on and wrap at 2^32, which the number of places divides.
 *   Counters that were overwritten never lead outside: at worst places come out that hold no queued item, or a
 *   push says full. name_count and what uses it notice them: corrupt violation.
 * - A queue is used by one execution context at a time, or under a lock.
 * Where the number of places is not known at compile time, or not a power of two: ring.h.
 */
#ifndef BULWARK_RING_FIXED_H
#define BULWARK_RING_FIXED_H

#include <bulwark/base.h>
#include <bulwark/ints.h>
#include <bulwark/violation.h>

/*
 *   name_clear(&ring)             makes it empty; also the first thing to do with storage that is not zero
 *   name_count(&ring), name_room(&ring)    items in it; how many more fit
 *   name_push(&ring, value)       appends. BW_ERR_FULL
 *   name_pop(&ring, &ret_value)   takes the oldest. BW_ERR_EMPTY
 *   name_try_front(&ring, &ret_item), name_try_back(&ring, &ret_item)   address of the oldest and of the newest
 *                                 item, good until it is popped. BW_ERR_EMPTY
 *   name_at(&ring, index)         address of the item `index` places behind the oldest; outside: bounds violation
 *   name_drop(&ring, count)       takes the count oldest items away. More than there are: bounds violation
 * On failure nothing changes. Cost: a handful of instructions and the copy of an item.
 */
#define BW_RING_FIXED_DECLARE(name, item_type, places)                                                           \
  typedef struct name {                                                                                          \
    item_type items[places];                                                                                     \
    uint32_t head; /* items ever taken */                                                                        \
    uint32_t tail; /* items ever appended */                                                                     \
  } name;                                                                                                        \
  BW_STATIC_ASSERT((places) != 0 && ((places) & ((places)-1)) == 0, "the places of a ring are a power of two");  \
  BW_STATIC_ASSERT((places) <= 0x40000000, "counters of 32 bits tell full from empty up to 2^30 places");        \
  BW_INLINE BW_RUNTIME item_type *name##_place_(name *ring, uint32_t counter) {                                  \
    return &ring->items[counter & ((uint32_t)(places)-1u)];                                                      \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME size_t name##_count(const name *ring) {                                                   \
    uint32_t count = ring->tail - ring->head;                                                                    \
    if (BW_UNLIKELY(count > (uint32_t)(places))) {                                                               \
      bw_violate_corrupt();                                                                                      \
    }                                                                                                            \
    return count;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME size_t name##_room(const name *ring) {                                                    \
    return (size_t)(places)-name##_count(ring);                                                                  \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_clear(name *ring) {                                                           \
    ring->head = 0;                                                                                              \
    ring->tail = 0;                                                                                              \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_push(name *ring, item_type value) {                        \
    if (BW_UNLIKELY(ring->tail - ring->head >= (uint32_t)(places))) {                                            \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    *name##_place_(ring, ring->tail) = value;                                                                    \
    ring->tail++;                                                                                                \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_pop(name *ring, item_type *ret_value) {                    \
    if (ring->tail == ring->head) {                                                                              \
      return BW_ERR_EMPTY;                                                                                       \
    }                                                                                                            \
    *ret_value = *name##_place_(ring, ring->head);                                                               \
    ring->head++;                                                                                                \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_front(name *ring, item_type **ret_item) {              \
    if (ring->tail == ring->head) {                                                                              \
      return BW_ERR_EMPTY;                                                                                       \
    }                                                                                                            \
    *ret_item = name##_place_(ring, ring->head);                                                                 \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_back(name *ring, item_type **ret_item) {               \
    if (ring->tail == ring->head) {                                                                              \
      return BW_ERR_EMPTY;                                                                                       \
    }                                                                                                            \
    *ret_item = name##_place_(ring, ring->tail - 1u);                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME item_type *name##_at(name *ring, size_t index) {                                          \
    if (BW_UNLIKELY(index >= name##_count(ring))) {                                                              \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return name##_place_(ring, ring->head + (uint32_t)index);                                                    \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_drop(name *ring, size_t count) {                                              \
    if (BW_UNLIKELY(count > name##_count(ring))) {                                                               \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    ring->head += (uint32_t)count;                                                                               \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_type) != 0u, "a ring needs a complete item type")

#endif
