/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Pools, of objects of one byte: that an object is zero when it is taken and wiped when it is given back, and that
 * nothing but an object in use is given back. From an object to its slot is trusted; a pool in the memory of an arena
 * makes objects of bytes, and is not proved.
 * of: src/pool.c include/bulwark/pool.h
 * after: index slots
 * prove: -wp-model Typed+cast
 * unproved: objects_alloc objects_slot_
 */
#include "slots.c"

#include "../changed.h"
#include "../fill.h"
#include "../no_arena.h"

/*@ predicate bytes_are{L}(uint8_t *p, integer n, integer value) = \forall integer k; 0 <= k < n ==> p[k] == value;
*/
#define AT_BYTES(object) ((uint8_t *)(object))
#define LOOP_OF_WIPES                                                                                            \
  loop invariant 0 <= i_ <= capacity_;                                                                           \
  loop invariant wiped: bytes_are(items_, i_, POOL_BYTE(policy_));                                               \
  loop assigns i_, items_[0 .. capacity_ - 1];                                                                   \
  loop variant capacity_ - i_;
#define LOOP_OF_CLOSE                                                                                            \
  loop invariant walk_.left <= \at(pool_->slots.in_use, Pre);                                                    \
  loop assigns walk_, item_, pool_->items[0 .. \at(pool_->slots.capacity, Pre) - 1];                             \
  loop variant walk_.left;
#define PROOF_LOOP_wipes_objects /*@ LOOP_OF_WIPES */
#define PROOF_LOOP_closes_objects /*@ LOOP_OF_CLOSE */
#define POOL_BYTE(policy) ((policy) == BW_POOL_ZERO ? 0 : BW_POOL_POISON_BYTE)

#include <bulwark/pool.h>

BW_POOL_DECLARE(objects, uint8_t);

/*@ requires \valid(AT_BYTES(object) + (0 .. bytes - 1));
    terminates \true; exits \false;
    assigns AT_BYTES(object)[0 .. bytes - 1];
    ensures bytes_are(AT_BYTES(object), bytes, POOL_BYTE(policy));
    ensures bytes != 0 ==> *AT_BYTES(object) == POOL_BYTE(policy);
*/
void bw_pool_wipe_(void *object, size_t bytes, bw_pool_policy policy);

/*@ requires \valid(AT_BYTES(object) + (0 .. bytes - 1));
    terminates \true;
    assigns AT_BYTES(object)[0 .. bytes - 1];
    ensures bytes_are(AT_BYTES(object), bytes, 0);
    ensures bytes != 0 ==> *AT_BYTES(object) == 0;
    ensures policy == BW_POOL_VERIFY ==> \old(bytes_are(AT_BYTES(object), bytes, BW_POOL_POISON_BYTE));
    exits policy == BW_POOL_VERIFY;
*/
void bw_pool_ready_(void *object, size_t bytes, bw_pool_policy policy);

/*@ predicate pool_memory{L}(objects *p) = \valid(p) && \valid(p->items + (0 .. p->slots.capacity - 1)) &&
      p->items != \null && \base_addr(p->items) != \base_addr(p) &&
      \base_addr(p->items) != \base_addr(p->slots.order) && \base_addr(p->items) != \base_addr(p->slots.place);
    predicate pool_fine{L}(objects *p) = pool_memory(p) && slots_fine(&p->slots);
*/
#define POOL_APART(p, q)                                                                                         \
  (\base_addr(q) != \base_addr(p) && \base_addr(q) != \base_addr((p)->items) &&                                  \
   \base_addr(q) != \base_addr((p)->slots.order) && \base_addr(q) != \base_addr((p)->slots.place))
#define POOL_STAYS(p)                                                                                            \
  ((p)->items == \old((p)->items) && (p)->policy == \old((p)->policy) &&                                         \
   (p)->slots.capacity == \old((p)->slots.capacity) && (p)->slots.order == \old((p)->slots.order) &&              \
   (p)->slots.place == \old((p)->slots.place))

/*@ requires \valid(pool_);
    requires items_ != \null && order_ != \null && place_ != \null && 1 <= capacity_ <= BW_SLOTS_MAX ==>
      \valid(items_ + (0 .. capacity_ - 1)) && \valid(order_ + (0 .. capacity_ - 1)) &&
      \valid(place_ + (0 .. capacity_ - 1)) && \separated(order_ + (0 .. capacity_ - 1), place_ + (0 .. capacity_ - 1)) &&
      \base_addr(pool_) != \base_addr(order_) && \base_addr(pool_) != \base_addr(place_) &&
      \base_addr(pool_) != \base_addr(items_) && \base_addr(items_) != \base_addr(order_) &&
      \base_addr(items_) != \base_addr(place_);
    terminates \true; exits \false;
    assigns *pool_, items_[0 .. capacity_ - 1], order_[0 .. capacity_ - 1], place_[0 .. capacity_ - 1];
    ensures \result == BW_OK <==>
      items_ != \null && order_ != \null && place_ != \null && 1 <= capacity_ <= BW_SLOTS_MAX;
    ensures \result == BW_OK || \result == BW_ERR_ARGUMENT;
    ensures \result == BW_OK ==> pool_memory(pool_) && pool_->items == items_ && pool_->policy == policy_;
    ensures \result == BW_OK ==> slots_fine(&pool_->slots);
    ensures \result == BW_OK ==> pool_->slots.capacity == capacity_;
    ensures \result == BW_OK ==> \forall integer slot; 0 <= slot < capacity_ ==> slots_free(&pool_->slots, slot);
    ensures \result == BW_OK ==> bytes_are(items_, capacity_, POOL_BYTE(policy_));
*/
BW_INLINE bw_status objects_init(objects *pool_, uint8_t *items_, uint32_t *order_, uint32_t *place_, uint32_t capacity_,
                                 bw_pool_policy policy_);

/*@ requires pool_fine(pool_) && \valid(ret_item_) && POOL_APART(pool_, ret_item_);
    terminates \true;
    assigns *ret_item_, pool_->slots.in_use, pool_->slots.next, pool_->slots.order[0 .. pool_->slots.capacity - 1],
      pool_->slots.place[0 .. pool_->slots.capacity - 1], pool_->items[0 .. pool_->slots.capacity - 1];
    ensures pool_->items == \old(pool_->items) && pool_->policy == \old(pool_->policy);
    ensures pool_->slots.capacity == \old(pool_->slots.capacity);
    ensures slots_memory(&pool_->slots);
    ensures slots_order(&pool_->slots);
    ensures slots_place(&pool_->slots);
    ensures \result == BW_OK || \result == BW_ERR_FULL;
    ensures \result == BW_ERR_FULL <==> \old(pool_->slots.in_use) == \old(pool_->slots.usable);
    ensures \result != BW_OK ==> *ret_item_ == \old(*ret_item_);
    ensures \result == BW_OK ==> **ret_item_ == 0 && \base_addr(*ret_item_) == \base_addr(pool_->items);
    ensures \result == BW_OK ==> \exists integer slot; slots_used(&pool_->slots, slot) &&
      *ret_item_ == pool_->items + slot;
    exits pool_->policy == BW_POOL_VERIFY;
*/
BW_INLINE bw_status objects_take(objects *pool_, uint8_t **ret_item_);

/*@ requires pool_fine(pool_);
    terminates \true;
    assigns \nothing;
    ensures \result < pool_->slots.capacity && item_ == pool_->items + \result;
    exits \forall integer slot; 0 <= slot < pool_->slots.capacity ==> item_ != pool_->items + slot;
*/
BW_INLINE uint32_t objects_slot_(const objects *pool_, const uint8_t *item_);

/*@ requires pool_fine(pool_);
    terminates \true;
    assigns pool_->slots.in_use, pool_->slots.order[0 .. pool_->slots.capacity - 1],
      pool_->slots.place[0 .. pool_->slots.capacity - 1], pool_->items[0 .. pool_->slots.capacity - 1];
    ensures POOL_STAYS(pool_);
    ensures slots_memory(&pool_->slots);
    ensures slots_order(&pool_->slots);
    ensures slots_place(&pool_->slots);
    ensures pool_->slots.in_use == \old(pool_->slots.in_use) - 1 && *item_ == POOL_BYTE(pool_->policy);
    ensures \forall integer slot; item_ == pool_->items + slot && 0 <= slot < pool_->slots.capacity ==>
      \at(slots_used(&pool_->slots, slot), Pre) && slots_free(&pool_->slots, slot);
*/
BW_INLINE void objects_give(objects *pool_, uint8_t *item_);

/*@ requires pool_fine(pool_);
    terminates \true;
    assigns \nothing;
    ensures slots_used(&pool_->slots, \result) && item_ == pool_->items + \result;
*/
BW_INLINE uint32_t objects_index_of(const objects *pool_, const uint8_t *item_);

/*@ requires pool_fine(pool_) && \valid(ret_item_) && POOL_APART(pool_, ret_item_);
    terminates \true; exits \false;
    assigns *ret_item_;
    behavior none:
      assumes index_ >= pool_->slots.capacity;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    behavior unused:
      assumes index_ < pool_->slots.capacity && !slots_used(&pool_->slots, index_);
      assigns \nothing;
      ensures \result == BW_ERR_STALE;
    behavior used:
      assumes slots_used(&pool_->slots, index_);
      ensures \result == BW_OK && *ret_item_ == pool_->items + index_;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status objects_try_at(const objects *pool_, uint32_t index_, uint8_t **ret_item_);

/*@ requires pool_fine(pool_);
    terminates \true;
    assigns \nothing;
    ensures slots_used(&pool_->slots, index_) && \result == pool_->items + index_;
    exits !slots_used(&pool_->slots, index_);
*/
BW_INLINE uint8_t *objects_at(const objects *pool_, uint32_t index_);

/*@ requires pool_fine(pool_);
    terminates \true; exits \false; assigns \nothing;
    ensures \result == pool_->slots.in_use;
*/
BW_INLINE uint32_t objects_count(const objects *pool_);

/*@ requires pool_fine(pool_);
    terminates \true; exits \false; assigns \nothing;
    ensures \result == pool_->slots.usable - pool_->slots.in_use;
*/
BW_INLINE uint32_t objects_room(const objects *pool_);

/*@ requires pool_fine(pool_);
    terminates \true; exits \false; assigns \nothing;
    ensures \result.left == pool_->slots.in_use;
*/
BW_INLINE bw_slots_walk objects_walk(const objects *pool_);

/*@ requires pool_fine(pool_) && \valid(walk_) && POOL_APART(pool_, walk_);
    terminates \true; exits \false;
    assigns *walk_;
    behavior end:
      assumes walk_->left == 0 || pool_->slots.in_use == 0;
      ensures \result == \null && walk_->left == 0;
    behavior step:
      assumes walk_->left != 0 && pool_->slots.in_use != 0;
      ensures walk_->left == \min(\old(walk_->left), pool_->slots.in_use) - 1;
      ensures \result == pool_->items + pool_->slots.order[walk_->left] && \result != \null;
      ensures pool_->slots.order[walk_->left] < pool_->slots.capacity;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE uint8_t *objects_next(const objects *pool_, bw_slots_walk *walk_);

/*@ requires pool_fine(pool_);
    terminates \true; exits \false;
    assigns *pool_, pool_->items[0 .. pool_->slots.capacity - 1];
    ensures pool_->items == \null && pool_->slots.capacity == 0 && pool_->slots.usable == 0;
    ensures pool_->slots.order == \null && pool_->slots.place == \null && pool_->slots.in_use == 0;
*/
BW_INLINE void objects_close(objects *pool_);

#include <src/pool.c>
