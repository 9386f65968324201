/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/pool.h: a fixed number of objects of one type, taken and given back in any order.
 *
 * - The memory of a pool holds objects of its type for as long as the pool lives: a stale pointer meets an
 *   object of the same type, a poisoned or a zeroed one, never something else.
 * - Taking and giving back are O(1). Giving back twice, a pointer from elsewhere, or one into the middle of an
 *   object is a violation, in every build.
 * - An object is zeroed when it is taken and wiped when it is given back, by the pool's policy. With
 *   BW_POOL_VERIFY a write through a stale pointer is noticed when the object is taken again.
 * - The capacity is fixed; a full pool is a status. The objects in use can be walked.
 * - The object given back last is not handed out next while another one is free.
 * A pool is used by one execution context at a time.
 */
#ifndef BULWARK_POOL_H
#define BULWARK_POOL_H

#include <bulwark/arena.h>
#include <bulwark/slots.h>

BW_C_BEGIN

/* What every byte of an object becomes when it is given back, unless the policy says zero. */
#define BW_POOL_POISON_BYTE 0xD5

typedef enum bw_pool_policy {
  BW_POOL_POISON = 0, /* wiped with BW_POOL_POISON_BYTE */
  BW_POOL_ZERO = 1,   /* wiped with zero: for types whose zero form is safe to meet */
  BW_POOL_VERIFY = 2  /* as POISON; a byte that changed until the object is taken again: corrupt violation */
} bw_pool_policy;

/* Wipe, and check what was wiped; bytes and policy of one object. Not for direct use. */
void bw_pool_wipe_(void *object, size_t bytes, bw_pool_policy policy);
void bw_pool_ready_(void *object, size_t bytes, bw_pool_policy policy);

/* BW_POOL_STORAGE(type, capacity): the type of storage for a pool of a constant number of objects. */
#define BW_POOL_STORAGE(type, capacity)                                                                          \
  struct {                                                                                                       \
    type items[capacity];                                                                                        \
    uint32_t order[capacity];                                                                                    \
    uint32_t place[capacity];                                                                                    \
  }

/*
 * BW_POOL_OVER(name, pool, storage, policy): bw_status; name_init over a whole object of such a type. pre:
 * storage outlives the pool.
 */
#define BW_POOL_OVER(name, pool, storage, policy)                                                                \
  name##_init((pool), (storage)->items, (storage)->order, (storage)->place,                                      \
              (uint32_t)(sizeof((storage)->items) / sizeof((storage)->items[0])), (policy))

/*
 * BW_POOL_DECLARE(name, type) at file scope makes the type `name` and
 *   name_init(&pool, items, order, place, capacity, policy)   a pool over the caller's arrays of capacity items
 *                                 each. BW_ERR_ARGUMENT: capacity 0 or above BW_SLOTS_MAX, a NULL array.
 *                                 Cost: writes all of it
 *   name_alloc(&pool, arena, capacity, policy)    the same over memory of the arena, with which the pool ends.
 *                                 Besides BW_ERR_RANGE, BW_ERR_MEMORY
 *   name_take(&pool, &ret_item)   an object, zeroed. BW_ERR_FULL
 *   name_give(&pool, item)        ends its life. pre: taken from this pool and not given back since, else a
 *                                 bounds violation (no object of the pool) or a state violation (not taken)
 *   name_index_of(&pool, item)    the number of an object in use, below the capacity; checks as name_give
 *   name_at(&pool, index)         the object in use with that number; none: bounds or state violation
 *   name_try_at(&pool, index, &ret_item)   the same with BW_ERR_RANGE, BW_ERR_STALE
 *   name_count(&pool), name_room(&pool)    how many objects are in use, how many more could be
 *   name_walk(&pool)              a bw_slots_walk over the objects in use
 *   name_next(&pool, &walk)       the next object, or NULL; the rules of bw_slots_walk_next hold
 *   name_close(&pool)             the end of the pool: the storage is the caller's again, the pool is all zero
 *                                 and full. What is still in use is wiped
 * On failure nothing changes. All but init, alloc and close are O(1) but for the bytes of the one object.
 */
#define BW_POOL_DECLARE(name, type)                                                                              \
  typedef struct name {                                                                                          \
    type *items;                                                                                                 \
    bw_slots slots;                                                                                              \
    bw_pool_policy policy;                                                                                       \
  } name;                                                                                                        \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_init(name *pool_, type *items_, uint32_t *order_,          \
                                                           uint32_t *place_, uint32_t capacity_,                 \
                                                           bw_pool_policy policy_) {                             \
    uint32_t i_;                                                                                                 \
    bw_status status_ =                                                                                          \
        items_ == NULL ? BW_ERR_ARGUMENT : bw_slots_init(&pool_->slots, order_, place_, capacity_);              \
    if (status_ != BW_OK) {                                                                                      \
      return status_;                                                                                            \
    }                                                                                                            \
    pool_->items = items_;                                                                                       \
    pool_->policy = policy_;                                                                                     \
    BW_LOOP_FACTS(wipes_##name)                                                                                  \
    for (i_ = 0; i_ < capacity_; i_++) {                                                                         \
      bw_pool_wipe_(&items_[i_], sizeof(type), policy_);                                                         \
    }                                                                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_alloc(name *pool_, bw_arena *arena_, uint32_t capacity_,   \
                                                            bw_pool_policy policy_) {                            \
    bw_arena_mark mark_;                                                                                         \
    void *items_ = NULL;                                                                                         \
    void *indices_ = NULL;                                                                                       \
    bw_status status_;                                                                                           \
    if (capacity_ == 0u || capacity_ > BW_SLOTS_MAX) {                                                           \
      return BW_ERR_ARGUMENT;                                                                                    \
    }                                                                                                            \
    mark_ = bw_arena_save(arena_);                                                                               \
    status_ = bw_arena_alloc_array(arena_, capacity_, sizeof(type), BW_ALIGNOF(type), &items_);                  \
    if (status_ == BW_OK) {                                                                                      \
      status_ = bw_arena_alloc_array(arena_, capacity_, 2u * sizeof(uint32_t), BW_ALIGNOF(uint32_t), &indices_); \
    }                                                                                                            \
    if (status_ != BW_OK) {                                                                                      \
      bw_arena_rollback(arena_, mark_);                                                                          \
      return status_;                                                                                            \
    }                                                                                                            \
    return name##_init(pool_, (type *)items_, (uint32_t *)indices_, (uint32_t *)indices_ + capacity_, capacity_, \
                       policy_);                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_take(name *pool_, type **ret_item_) {                      \
    uint32_t slot_ = 0;                                                                                          \
    bw_status status_ = bw_slots_take(&pool_->slots, &slot_);                                                    \
    if (status_ == BW_OK) {                                                                                      \
      bw_pool_ready_(&pool_->items[slot_], sizeof(type), pool_->policy);                                         \
      *ret_item_ = &pool_->items[slot_];                                                                         \
    }                                                                                                            \
    return status_;                                                                                              \
  }                                                                                                              \
  /* In whole numbers: comparing or subtracting pointers of different objects means nothing in C. */             \
  BW_INLINE BW_RUNTIME uint32_t name##_slot_(const name *pool_, type const *item_) {                             \
    uintptr_t offset_ = (uintptr_t)item_ - (uintptr_t)pool_->items;                                              \
    if (BW_UNLIKELY((uintptr_t)item_ < (uintptr_t)pool_->items || offset_ % sizeof(type) != 0u ||                \
                    offset_ / sizeof(type) >= pool_->slots.capacity)) {                                          \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    return (uint32_t)(offset_ / sizeof(type));                                                                   \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_give(name *pool_, type *item_) {                                              \
    uint32_t slot_ = name##_slot_(pool_, item_);                                                                 \
    bw_slots_give(&pool_->slots, slot_);                                                                         \
    bw_pool_wipe_(&pool_->items[slot_], sizeof(type), pool_->policy);                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME uint32_t name##_index_of(const name *pool_, type const *item_) {                          \
    uint32_t slot_ = name##_slot_(pool_, item_);                                                                 \
    if (BW_UNLIKELY(!bw_slots_in_use(&pool_->slots, slot_))) {                                                   \
      bw_violate_state();                                                                                        \
    }                                                                                                            \
    return slot_;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_at(const name *pool_, uint32_t index_,                 \
                                                             type **ret_item_) {                                 \
    if (index_ >= pool_->slots.capacity) {                                                                       \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    if (!bw_slots_in_use(&pool_->slots, index_)) {                                                               \
      return BW_ERR_STALE;                                                                                       \
    }                                                                                                            \
    *ret_item_ = &pool_->items[index_];                                                                          \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME type *name##_at(const name *pool_, uint32_t index_) {                                     \
    if (BW_UNLIKELY(index_ >= pool_->slots.capacity)) {                                                          \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    if (BW_UNLIKELY(!bw_slots_in_use(&pool_->slots, index_))) {                                                  \
      bw_violate_state();                                                                                        \
    }                                                                                                            \
    return &pool_->items[index_];                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME uint32_t name##_count(const name *pool_) {                                                \
    return bw_slots_count(&pool_->slots);                                                                        \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME uint32_t name##_room(const name *pool_) {                                                 \
    return bw_slots_room(&pool_->slots);                                                                         \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME bw_slots_walk name##_walk(const name *pool_) {                                            \
    return bw_slots_walk_begin(&pool_->slots);                                                                   \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME type *name##_next(const name *pool_, bw_slots_walk *walk_) {                              \
    uint32_t slot_ = 0;                                                                                          \
    return bw_slots_walk_next(&pool_->slots, walk_, &slot_) ? &pool_->items[slot_] : NULL;                       \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_close(name *pool_) {                                                          \
    bw_slots_walk walk_ = name##_walk(pool_);                                                                    \
    type *item_;                                                                                                 \
    BW_LOOP_FACTS(closes_##name)                                                                                 \
    while ((item_ = name##_next(pool_, &walk_)) != NULL) {                                                       \
      bw_pool_wipe_(item_, sizeof(type), pool_->policy);                                                         \
    }                                                                                                            \
    BW_UNPOISON_REGION(pool_->items, sizeof(type) * pool_->slots.capacity);                                      \
    pool_->items = NULL;                                                                                         \
    bw_slots_close(&pool_->slots);                                                                               \
    pool_->policy = BW_POOL_POISON;                                                                              \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(type) != 0u, "a pool needs a complete item type")

BW_C_END

#endif
