/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/handle.h: names for objects that are safe to give to user mode and to keep across anything.
 *
 * - A handle resolves to the one object it was made for, or not at all: its slot holds the whole handle (index,
 *   type and generation), and resolving is one bound check, one load and one compare, in front of the object
 *   in the same cache line. No value is a wildcard; zero is never valid.
 * - One table holds objects of one type. The type number is part of every handle, so a handle of one table never
 *   resolves in another, and handle types of different tables do not convert in C either.
 * - Generations go up with every object of a slot. A slot whose generations are used up is retired, or starts
 *   again where the caller asked for that (bw_handle_wrap).
 * - An object that is destroyed while pinned can't be resolved any more, and dies with its last pin.
 * - Each object is charged to an owner with a quota until its memory is free again; the objects of an owner can
 *   be destroyed in bounded steps.
 * A table is used by one execution context at a time: its lock is the caller's.
 */
#ifndef BULWARK_HANDLE_H
#define BULWARK_HANDLE_H

#include <bulwark/arena.h>
#include <bulwark/ints.h>
#include <bulwark/pool.h>
#include <bulwark/slots.h>

BW_C_BEGIN

/* Wide handles, 64 bits: 32 of index, 8 of type, 24 of generation. */
#define BW_HANDLE_INDEX_BITS 32u
#define BW_HANDLE_TYPE_BITS 8u
#define BW_HANDLE_GENERATION_MAX UINT32_C(0xFFFFFF)

/* Narrow handles, 32 bits: 16 of index, 5 of type, 11 of generation. */
#define BW_HANDLE32_INDEX_BITS 16u
#define BW_HANDLE32_TYPE_BITS 5u
#define BW_HANDLE32_GENERATION_MAX UINT32_C(0x7FF)

/* What happens to a slot after its last generation. */
typedef enum bw_handle_wrap {
  BW_HANDLE_RETIRE = 0, /* it is not used again: no handle ever resolves to a later object */
  BW_HANDLE_REUSE = 1   /* it starts again with generation 1: a handle this old may meet a later object */
} bw_handle_wrap;

/* The accounting record of whoever owns objects, a process for instance. Storage is the caller's and outlives
   every object charged to it. All zero is an owner that may own nothing. */
typedef struct bw_handle_owner {
  uint32_t quota; /* how many it may have; the caller may change it at any time */
  uint32_t count; /* how many it has, in all tables */
} bw_handle_owner;

typedef enum bw_handle_state {
  BW_HANDLE_FREE = 0,
  BW_HANDLE_LIVE = 1, /* its handle resolves */
  BW_HANDLE_ENDED = 2 /* destroyed, and either pinned or about to be wiped */
} bw_handle_state;

/* What a table knows of a slot besides the object. */
typedef struct bw_handle_entry {
  bw_handle_owner *owner;
  uint32_t tag; /* generation and type of the object in the slot, or of the last one that was */
  uint32_t pins;
  bw_handle_state state;
} bw_handle_entry;

/* The untyped half of a table. Its fields are the unit's. */
typedef struct bw_handles {
  bw_slots slots;
  bw_handle_entry *entries BW_COUNTED_BY(slots.capacity);
  uint32_t type;
  uint32_t type_bits;
  uint32_t generation_max;
  bw_handle_wrap wrap;
} bw_handles;

/* ---- the untyped half: what the functions that BW_HANDLE_DECLARE makes are built of ---- */

/*
 * Makes an empty table. pre: entries, order and place lead to capacity items each. On failure: BW_ERR_ARGUMENT:
 * a capacity bw_slots_init refuses, a NULL array, a type that is 0 or needs more than type_bits, or type_bits
 * and generation_max that do not fit 32 bits together. Cost: one pass over the arrays.
 */
BW_MUST_CHECK bw_status bw_handles_init(bw_handles *handles, bw_handle_entry *entries, uint32_t *order,
                                        uint32_t *place, uint32_t capacity, uint32_t type, uint32_t type_bits,
                                        uint32_t generation_max, bw_handle_wrap wrap);

/*
 * Takes a slot, gives it its next generation and charges owner (NULL: nobody). On failure: BW_ERR_QUOTA,
 * BW_ERR_FULL. Cost: O(1).
 */
BW_MUST_CHECK bw_status bw_handles_take(bw_handles *handles, bw_handle_owner *owner, uint32_t *ret_slot,
                                        uint32_t *ret_tag);

/* Whether the slot holds a live object of that tag. Cost: O(1). */
bool bw_handles_match(const bw_handles *handles, uint32_t slot, uint32_t tag);

/* One pin more. On failure: BW_ERR_STALE, no live object has that tag; BW_ERR_RANGE, 2^32 - 1 pins. */
BW_MUST_CHECK bw_status bw_handles_pin(bw_handles *handles, uint32_t slot, uint32_t tag);

/* One pin less; true when that was the last one of an ended object: bw_handles_free it. No such pin: state
   violation. */
BW_MUST_CHECK bool bw_handles_unpin(bw_handles *handles, uint32_t slot, uint32_t tag);

/* Ends a live object; *ret_dead says whether nobody pins it: bw_handles_free it. On failure: BW_ERR_STALE. */
BW_MUST_CHECK bw_status bw_handles_end(bw_handles *handles, uint32_t slot, uint32_t tag, bool *ret_dead);

/* Gives the slot of an ended, unpinned object back, and its owner's charge. Anything else: state violation. */
void bw_handles_free(bw_handles *handles, uint32_t slot);

/* Charges a live object to another owner, or to nobody. On failure: BW_ERR_STALE, BW_ERR_QUOTA. */
BW_MUST_CHECK bw_status bw_handles_charge(bw_handles *handles, uint32_t slot, uint32_t tag,
                                          bw_handle_owner *owner);

/* The end of a table: all zero. pre: no slot is in use. */
BW_INLINE void bw_handles_close(bw_handles *handles) {
  bw_slots_close(&handles->slots);
  handles->entries = NULL;
  handles->type = 0;
  handles->type_bits = 0;
  handles->generation_max = 0;
  handles->wrap = BW_HANDLE_RETIRE;
}

/*
 * The next live slot of the walk, looking at *steps slots at most, which it counts down; owner NULL: of any
 * owner, else only what is charged to it. False when the walk or the steps are at their end.
 */
BW_MUST_CHECK bool bw_handles_next(const bw_handles *handles, bw_slots_walk *walk, const bw_handle_owner *owner,
                                   uint32_t *steps, uint32_t *ret_slot);

/* ---- the typed half ---- */

/* BW_HANDLE_STORAGE(name, capacity): the type of storage for a table of a constant number of objects. */
#define BW_HANDLE_STORAGE(name, capacity)                                                                        \
  struct {                                                                                                       \
    name##_slot items[capacity];                                                                                 \
    bw_handle_entry entries[capacity];                                                                           \
    uint32_t order[capacity];                                                                                    \
    uint32_t place[capacity];                                                                                    \
  }

/* BW_HANDLE_OVER(name, table, storage, wrap): bw_status; name_init over a whole object of such a type. */
#define BW_HANDLE_OVER(name, table, storage, wrap)                                                               \
  name##_init((table), (storage)->items, (storage)->entries, (storage)->order, (storage)->place,                 \
              (uint32_t)(sizeof((storage)->items) / sizeof((storage)->items[0])), (wrap))

/*
 * BW_HANDLE_DECLARE(name, type, type_number) at file scope makes a table type `name` for up to BW_SLOTS_MAX
 * objects of the type, and its handle type name_handle of 64 bits; type_number is a constant from 1 to 255, one
 * for each type whose handles may be confused. BW_HANDLE32_DECLARE makes handles of 32 bits instead: up to 65536
 * objects, type_number from 1 to 31, 2047 generations a slot.
 *   name_init(&table, items, entries, order, place, capacity, wrap)   a table over the caller's arrays.
 *                                 BW_ERR_ARGUMENT. Cost: writes all of it
 *   name_alloc(&table, arena, capacity, wrap)   the same over memory of the arena, with which the table ends.
 *                                 Besides BW_ERR_RANGE, BW_ERR_MEMORY
 *   name_on_end(&table, end, context)   end(object, context) is called once for each object, right before it is
 *                                 wiped: it gives back what the object holds. It may use other objects and other
 *                                 tables. NULL: nothing is called
 *   name_create(&table, owner, &ret_object, &ret_handle)   a zeroed object, charged to owner, which may be NULL.
 *                                 BW_ERR_QUOTA, BW_ERR_FULL
 *   name_try_resolve(&table, handle, &ret_object)   BW_ERR_STALE: no object has this handle, or not any more;
 *                                 BW_ERR_TYPE: it is a handle of another type. For handles from outside.
 *                                 The pointer is good until the object is destroyed: not across a call that
 *                                 may do that, unless pinned
 *   name_resolve(&table, handle)  the object; none: state violation. For handles the caller keeps itself
 *   name_lookup_of(&table, &ret_lookup)   what many lookups in a row need of a table, as a value: its index is
 *                                 masked and not compared. BW_ERR_ARGUMENT unless the table has a power of two of
 *                                 slots, two at least. Good until name_close, whatever is created or destroyed
 *   name_find(lookup, handle, &ret_object)   as try_resolve
 *   name_pin(&table, handle, &ret_object)   as try_resolve; the pointer is good until name_unpin. BW_ERR_RANGE:
 *                                 2^32 - 1 pins
 *   name_unpin(&table, handle)    drops one pin; a destroyed object dies with the last. None: state violation
 *   name_destroy(&table, handle)  the handle is stale from here on; the object dies now, or with its last pin.
 *                                 BW_ERR_STALE, BW_ERR_TYPE
 *   name_charge(&table, handle, owner)   charges another owner from here on. BW_ERR_STALE, _TYPE, _QUOTA
 *   name_value(handle), name_handle_of(value)   a handle as the integer that crosses to user mode, and back
 *   name_count(&table)            objects alive, those that wait for their last unpin included
 *   name_walk(&table)             a walk over the live objects; the rules of bw_slots_walk_next hold
 *   name_next(&table, &walk, &ret_handle)   the next one and its handle, or NULL
 *   name_destroy_owned(&table, &walk, owner, steps)   destroys what the owner has, looking at no more than steps
 *                                 slots; true when the walk is at its end. owner NULL: everything
 *   name_close(&table)            the end of the table: all zero, every use is a violation or a status.
 *                                 pre: no object is alive, otherwise a state violation
 * On failure nothing changes. All but init, alloc, next and destroy_owned are O(1), and close is but for a sanitizer.
 */
#define BW_HANDLE_DECLARE(name, type, type_number)                                                               \
  BW_HANDLE_DECLARE_(name, type, type_number, uint64_t, BW_HANDLE_INDEX_BITS, BW_HANDLE_TYPE_BITS,               \
                     BW_HANDLE_GENERATION_MAX, BW_SLOTS_MAX)
#define BW_HANDLE32_DECLARE(name, type, type_number)                                                             \
  BW_HANDLE_DECLARE_(name, type, type_number, uint32_t, BW_HANDLE32_INDEX_BITS, BW_HANDLE32_TYPE_BITS,           \
                     BW_HANDLE32_GENERATION_MAX, UINT32_C(0x10000))

/* The key of a slot without a live object has another slot's index, so no handle of this slot equals it. */
#define BW_HANDLE_DECLARE_(name, type, type_number, value_type, index_bits, type_bits, generation_max,           \
                           capacity_max)                                                                         \
  typedef struct name##_handle {                                                                                 \
    value_type value;                                                                                            \
  } name##_handle;                                                                                               \
  typedef struct name##_slot {                                                                                   \
    value_type key;                                                                                              \
    type object;                                                                                                 \
  } name##_slot;                                                                                                 \
  typedef struct name##_lookup {                                                                                 \
    name##_slot *items;                                                                                          \
    uint32_t mask;                                                                                               \
  } name##_lookup;                                                                                               \
  typedef struct name {                                                                                          \
    name##_slot *items;                                                                                          \
    uint32_t capacity; /* 0: closed */                                                                           \
    bw_handles handles;                                                                                          \
    void (*end)(type *object, void *context);                                                                    \
    void *end_context;                                                                                           \
  } name;                                                                                                        \
  BW_INLINE BW_RUNTIME value_type name##_value(name##_handle handle_) {                                          \
    return handle_.value;                                                                                        \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME name##_handle name##_handle_of(value_type value_) {                                       \
    name##_handle handle_;                                                                                       \
    handle_.value = value_;                                                                                      \
    return handle_;                                                                                              \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME uint32_t name##_slot_of_(name##_handle handle_) {                                         \
    return (uint32_t)(handle_.value % ((value_type)1 << index_bits));                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME uint32_t name##_tag_of_(name##_handle handle_) {                                          \
    return (uint32_t)(handle_.value / ((value_type)1 << index_bits));                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME value_type name##_key_(uint32_t slot_, uint32_t tag_) {                                   \
    return (value_type)((value_type)tag_ * ((value_type)1 << index_bits)) + slot_;                               \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_init(                                                      \
      name *table_, name##_slot *items_, bw_handle_entry *entries_, uint32_t *order_, uint32_t *place_,          \
      uint32_t capacity_, bw_handle_wrap wrap_) {                                                                \
    uint32_t i_;                                                                                                 \
    bw_status status_ = BW_ERR_ARGUMENT;                                                                         \
    if (items_ != NULL && capacity_ <= capacity_max) {                                                           \
      status_ = bw_handles_init(&table_->handles, entries_, order_, place_, capacity_, (type_number), type_bits, \
                               generation_max, wrap_);                                                           \
    }                                                                                                            \
    if (status_ != BW_OK) {                                                                                      \
      return status_;                                                                                            \
    }                                                                                                            \
    BW_LOOP_FACTS(frees_##name)                                                                                  \
    for (i_ = 0; i_ < capacity_; i_++) {                                                                         \
      items_[i_].key = name##_key_(i_ ^ 1u, 0u);                                                                 \
      bw_pool_wipe_(&items_[i_].object, sizeof(type), BW_POOL_POISON);                                           \
    }                                                                                                            \
    table_->items = items_;                                                                                      \
    table_->capacity = capacity_;                                                                                \
    table_->end = NULL;                                                                                          \
    table_->end_context = NULL;                                                                                  \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_alloc(name *table_, bw_arena *arena_, uint32_t capacity_,  \
                                                            bw_handle_wrap wrap_) {                              \
    bw_arena_mark mark_;                                                                                         \
    void *items_ = NULL;                                                                                         \
    void *entries_ = NULL;                                                                                       \
    void *indices_ = NULL;                                                                                       \
    bw_status status_;                                                                                           \
    if (capacity_ == 0u || capacity_ > capacity_max) {                                                           \
      return BW_ERR_ARGUMENT;                                                                                    \
    }                                                                                                            \
    mark_ = bw_arena_save(arena_);                                                                               \
    status_ = bw_arena_alloc_array(arena_, capacity_, sizeof(name##_slot), BW_ALIGNOF(name##_slot), &items_);    \
    if (status_ == BW_OK) {                                                                                      \
      status_ = bw_arena_alloc_array(arena_, capacity_, sizeof(bw_handle_entry), BW_ALIGNOF(bw_handle_entry),    \
                                     &entries_);                                                                 \
    }                                                                                                            \
    if (status_ == BW_OK) {                                                                                      \
      status_ = bw_arena_alloc_array(arena_, capacity_, 2u * sizeof(uint32_t), BW_ALIGNOF(uint32_t), &indices_); \
    }                                                                                                            \
    if (status_ != BW_OK) {                                                                                      \
      bw_arena_rollback(arena_, mark_);                                                                          \
      return status_;                                                                                            \
    }                                                                                                            \
    return name##_init(table_, (name##_slot *)items_, (bw_handle_entry *)entries_, (uint32_t *)indices_,         \
                       (uint32_t *)indices_ + capacity_, capacity_, wrap_);                                      \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_on_end(name *table_, void (*end_)(type *object_, void *context_),             \
                                          void *context_) {                                                      \
    table_->end = end_;                                                                                          \
    table_->end_context = context_;                                                                              \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_create(name *table_, bw_handle_owner *owner_,              \
                                                             type **ret_object_, name##_handle *ret_handle_) {   \
    uint32_t slot_ = 0;                                                                                          \
    uint32_t tag_ = 0;                                                                                           \
    bw_status status_ = bw_handles_take(&table_->handles, owner_, &slot_, &tag_);                                \
    if (status_ == BW_OK) {                                                                                      \
      name##_slot *item_ = &table_->items[bw_index(slot_, table_->capacity)];                                    \
      bw_pool_ready_(&item_->object, sizeof(type), BW_POOL_POISON);                                              \
      item_->key = name##_key_(slot_, tag_);                                                                     \
      ret_handle_->value = item_->key;                                                                           \
      *ret_object_ = &item_->object;                                                                             \
    }                                                                                                            \
    return status_;                                                                                              \
  }                                                                                                              \
  /* Why a handle does not resolve. */                                                                           \
  BW_INLINE BW_RUNTIME bw_status name##_miss_(name##_handle handle_) {                                           \
    uint32_t number_ = name##_tag_of_(handle_) % (UINT32_C(1) << (type_bits));                                   \
    return number_ != 0u && number_ != (uint32_t)(type_number) ? BW_ERR_TYPE : BW_ERR_STALE;                     \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_resolve(const name *table_, name##_handle handle_,     \
                                                                  type **ret_object_) {                          \
    uint32_t slot_ = name##_slot_of_(handle_);                                                                   \
    name##_slot *items_ = table_->items;                                                                         \
    if (BW_UNLIKELY(slot_ >= table_->capacity || items_[slot_].key != handle_.value)) {                          \
      return name##_miss_(handle_);                                                                              \
    }                                                                                                            \
    *ret_object_ = &items_[slot_].object;                                                                        \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_lookup_of(const name *table_, name##_lookup *ret_lookup_) {\
    /* Two slots at least: the key of a free slot differs from its own index in the lowest bit. */               \
    if (table_->capacity < 2u || !bw_is_power_of_two(table_->capacity)) {                                        \
      return BW_ERR_ARGUMENT;                                                                                    \
    }                                                                                                            \
    ret_lookup_->items = table_->items;                                                                          \
    ret_lookup_->mask = table_->capacity - 1u;                                                                   \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_find(name##_lookup lookup_, name##_handle handle_,         \
                                                           type **ret_object_) {                                 \
    /* Whatever the handle says, this is a slot; the key holds the index too, so another slot's does not match. */\
    name##_slot *slot_ = &lookup_.items[name##_slot_of_(handle_) & lookup_.mask];                                \
    if (BW_UNLIKELY(slot_->key != handle_.value)) {                                                              \
      return name##_miss_(handle_);                                                                              \
    }                                                                                                            \
    *ret_object_ = &slot_->object;                                                                               \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME type *name##_resolve(const name *table_, name##_handle handle_) {                         \
    uint32_t slot_ = name##_slot_of_(handle_);                                                                   \
    if (BW_UNLIKELY(slot_ >= table_->capacity || table_->items[slot_].key != handle_.value)) {                   \
      bw_violate_state();                                                                                        \
    }                                                                                                            \
    return &table_->items[slot_].object;                                                                         \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_pin(name *table_, name##_handle handle_,                   \
                                                          type **ret_object_) {                                  \
    uint32_t slot_ = name##_slot_of_(handle_);                                                                   \
    bw_status status_ = bw_handles_pin(&table_->handles, slot_, name##_tag_of_(handle_));                        \
    if (status_ == BW_OK) {                                                                                      \
      *ret_object_ = &table_->items[bw_index(slot_, table_->capacity)].object;                                   \
    }                                                                                                            \
    return status_ == BW_ERR_STALE ? name##_miss_(handle_) : status_;                                            \
  }                                                                                                              \
  /* The slot stays the object's until its own end function is through. */                                       \
  BW_INLINE BW_RUNTIME void name##_die_(name *table_, uint32_t slot_) {                                          \
    name##_slot *item_ = &table_->items[bw_index(slot_, table_->capacity)];                                      \
    if (table_->end != NULL) {                                                                                   \
      BW_LOOP_FACTS(ends_##name)                                                                                 \
      table_->end(&item_->object, table_->end_context);                                                          \
    }                                                                                                            \
    bw_pool_wipe_(&item_->object, sizeof(type), BW_POOL_POISON);                                                 \
    bw_handles_free(&table_->handles, slot_);                                                                    \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_unpin(name *table_, name##_handle handle_) {                                  \
    uint32_t slot_ = name##_slot_of_(handle_);                                                                   \
    if (bw_handles_unpin(&table_->handles, slot_, name##_tag_of_(handle_))) {                                    \
      name##_die_(table_, slot_);                                                                                \
    }                                                                                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_destroy(name *table_, name##_handle handle_) {             \
    uint32_t slot_ = name##_slot_of_(handle_);                                                                   \
    bool dead_ = false;                                                                                          \
    bw_status status_ = bw_handles_end(&table_->handles, slot_, name##_tag_of_(handle_), &dead_);                \
    if (status_ != BW_OK) {                                                                                      \
      return name##_miss_(handle_);                                                                              \
    }                                                                                                            \
    table_->items[bw_index(slot_, table_->capacity)].key = name##_key_(slot_ ^ 1u, 0u);                          \
    if (dead_) {                                                                                                 \
      name##_die_(table_, slot_);                                                                                \
    }                                                                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_charge(name *table_, name##_handle handle_,                \
                                                             bw_handle_owner *owner_) {                          \
    bw_status status_ =                                                                                          \
        bw_handles_charge(&table_->handles, name##_slot_of_(handle_), name##_tag_of_(handle_), owner_);          \
    return status_ == BW_ERR_STALE ? name##_miss_(handle_) : status_;                                            \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME uint32_t name##_count(const name *table_) {                                               \
    return bw_slots_count(&table_->handles.slots);                                                               \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME bw_slots_walk name##_walk(const name *table_) {                                           \
    return bw_slots_walk_begin(&table_->handles.slots);                                                          \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME type *name##_next(const name *table_, bw_slots_walk *walk_, name##_handle *ret_handle_) { \
    uint32_t steps_ = UINT32_MAX;                                                                                \
    uint32_t slot_ = 0;                                                                                          \
    if (!bw_handles_next(&table_->handles, walk_, NULL, &steps_, &slot_)) {                                      \
      return NULL;                                                                                               \
    }                                                                                                            \
    ret_handle_->value = name##_key_(slot_, table_->handles.entries[slot_].tag);                                 \
    return &table_->items[bw_index(slot_, table_->capacity)].object;                                             \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bool name##_destroy_owned(name *table_, bw_slots_walk *walk_,               \
                                                               const bw_handle_owner *owner_, uint32_t steps_) { \
    uint32_t slot_ = 0;                                                                                          \
    while (bw_handles_next(&table_->handles, walk_, owner_, &steps_, &slot_)) {                                  \
      if (name##_destroy(table_, name##_handle_of(name##_key_(slot_, table_->handles.entries[slot_].tag))) !=    \
          BW_OK) {                                                                                               \
        bw_violate_corrupt();                                                                                    \
      }                                                                                                          \
    }                                                                                                            \
    return walk_->left == 0u;                                                                                    \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME void name##_close(name *table_) {                                                         \
    uint32_t i_;                                                                                                 \
    if (name##_count(table_) != 0u) {                                                                            \
      bw_violate_state();                                                                                        \
    }                                                                                                            \
    BW_LOOP_FACTS(closes_##name)                                                                                 \
    for (i_ = 0; i_ < table_->capacity; i_++) {                                                                  \
      BW_UNPOISON_REGION(&table_->items[i_].object, sizeof(type));                                               \
    }                                                                                                            \
    table_->items = NULL;                                                                                        \
    table_->capacity = 0;                                                                                        \
    bw_handles_close(&table_->handles);                                                                          \
    table_->end = NULL;                                                                                          \
    table_->end_context = NULL;                                                                                  \
  }                                                                                                              \
  BW_STATIC_ASSERT((type_number) >= 1u && (type_number) < (1u << (type_bits)),                                   \
                   "the type number of a handle table is out of range")

BW_C_END

#endif
