/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The typed half of handle tables, for objects of one byte and handles of 64 bits: a handle resolves to the live object
 * it was made for, or not at all. The keys of the slots say so: that of a live object is its handle, that of every
 * other slot is a handle of another slot. A table in the memory of an arena makes objects of bytes, and is not proved;
 * nor is the death of an object, whose end function may do anything to the table.
 * of: include/bulwark/handle.h include/bulwark/pool.h src/handle.c
 * after: index ints slots handle pool
 * prove: -wp-model Typed+cast
 * unproved: objects_alloc objects_slot_ table_alloc table_create table_die_ table_unpin table_destroy table_destroy_owned
 */
#define PROOF_WITH_POOL
#include "handle.c"

#include "../bits.h"
#include "../flip.h"

#define FREES                                                                                                    \
  loop invariant 0 <= i_ <= capacity_;                                                                           \
  loop invariant keys: \forall integer k; 0 <= k < i_ ==> items_[k].key == (k ^ 1);                               \
  loop assigns i_, items_[0 .. capacity_ - 1];                                                                   \
  loop variant capacity_ - i_;
#define CLOSES                                                                                                   \
  loop invariant 0 <= i_ <= table_->capacity;                                                                    \
  loop assigns i_;                                                                                               \
  loop variant table_->capacity - i_;
#define PROOF_LOOP_frees_table /*@ FREES */
#define PROOF_LOOP_closes_table /*@ CLOSES */
#define PROOF_LOOP_ends_table /*@ calls any_end; */

/* The two halves of a handle, and a handle from its halves. */
#define KEY_SLOT(key) ((key) % 4294967296)
#define KEY_TAG(key) ((key) / 4294967296)
#define KEY_OF(slot, tag) ((tag) * 4294967296 + (slot))

/*@ requires \valid(object);
    terminates \true;
    assigns *object;
*/
void any_end(uint8_t *object, void *context);

BW_HANDLE_DECLARE(table, uint8_t, 5);

/*@ predicate table_memory{L}(table *t) = \valid(t) && t->capacity == t->handles.slots.capacity &&
      \valid(t->items + (0 .. t->capacity - 1)) && \base_addr(t->items) != \base_addr(t) &&
      \base_addr(t->items) != \base_addr(t->handles.entries) &&
      \base_addr(t->items) != \base_addr(t->handles.slots.order) &&
      \base_addr(t->items) != \base_addr(t->handles.slots.place);
    // What makes a handle resolve: a live object has its handle for a key, every other slot a key of another slot.
    predicate table_keys{L}(table *t) = \forall integer slot; 0 <= slot < t->capacity ==>
      (t->handles.entries[slot].state == BW_HANDLE_LIVE ==>
        t->items[slot].key == KEY_OF(slot, t->handles.entries[slot].tag)) &&
      (t->handles.entries[slot].state != BW_HANDLE_LIVE ==> KEY_SLOT(t->items[slot].key) != slot);
    predicate table_fine{L}(table *t) = table_memory(t) && handles_fine(&t->handles) && table_keys(t);
    predicate table_has{L}(table *t, integer value) = handles_live(&t->handles, KEY_SLOT(value), KEY_TAG(value));
*/
#define TABLE_APART(t, q)                                                                                        \
  (\base_addr(q) != \base_addr(t) && \base_addr(q) != \base_addr((t)->items) &&                                  \
   \base_addr(q) != \base_addr((t)->handles.entries) && \base_addr(q) != \base_addr((t)->handles.slots.order) && \
   \base_addr(q) != \base_addr((t)->handles.slots.place))
#define MISS(value) (KEY_TAG(value) % 256 != 0 && KEY_TAG(value) % 256 != 5 ? BW_ERR_TYPE : BW_ERR_STALE)
#define ITEM(t, value) (&(t)->items[KEY_SLOT(value)].object)

/*@ terminates \true; exits \false; assigns \nothing; ensures \result == handle_.value; */
BW_INLINE uint64_t table_value(table_handle handle_);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result.value == value_; */
BW_INLINE table_handle table_handle_of(uint64_t value_);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result == KEY_SLOT(handle_.value); */
BW_INLINE uint32_t table_slot_of_(table_handle handle_);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result == KEY_TAG(handle_.value); */
BW_INLINE uint32_t table_tag_of_(table_handle handle_);

/*@ terminates \true; exits \false; assigns \nothing;
    ensures \result == KEY_OF(slot_, tag_);
    ensures KEY_SLOT(\result) == slot_ && KEY_TAG(\result) == tag_;
*/
BW_INLINE uint64_t table_key_(uint32_t slot_, uint32_t tag_);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result == MISS(handle_.value); */
BW_INLINE bw_status table_miss_(table_handle handle_);

/*@ requires \valid(table_);
    terminates \true; exits \false; assigns table_->end, table_->end_context;
    ensures table_->end == end_ && table_->end_context == context_;
*/
BW_INLINE void table_on_end(table *table_, void (*end_)(uint8_t *object_, void *context_), void *context_);

/*@ requires table_fine(table_) && \valid(ret_object_) && TABLE_APART(table_, ret_object_);
    terminates \true; exits \false;
    assigns *ret_object_;
    behavior found:
      assumes table_has(table_, handle_.value);
      ensures \result == BW_OK && *ret_object_ == ITEM(table_, handle_.value);
    behavior missed:
      assumes !table_has(table_, handle_.value);
      assigns \nothing;
      ensures \result == MISS(handle_.value);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status table_try_resolve(const table *table_, table_handle handle_, uint8_t **ret_object_);

/*@ requires table_fine(table_);
    terminates \true; assigns \nothing;
    ensures table_has(table_, handle_.value) && \result == ITEM(table_, handle_.value);
    exits !table_has(table_, handle_.value);
*/
BW_INLINE uint8_t *table_resolve(const table *table_, table_handle handle_);

/*@ requires \valid_read(table_) && \object_pointer(table_->items) && \valid(ret_lookup_) && \base_addr(ret_lookup_) != \base_addr(table_);
    terminates \true; exits \false;
    assigns *ret_lookup_;
    behavior power:
      assumes table_->capacity >= 2 && bits_one(table_->capacity);
      ensures \result == BW_OK && ret_lookup_->items == table_->items && ret_lookup_->mask == table_->capacity - 1;
    behavior other:
      assumes table_->capacity < 2 || !bits_one(table_->capacity);
      assigns \nothing;
      ensures \result == BW_ERR_ARGUMENT;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status table_lookup_of(const table *table_, table_lookup *ret_lookup_);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result != 0 <==> bits_one(value); */
BW_INLINE bool bw_is_power_of_two(uint64_t value);

/*@ requires lookup_.mask < 2147483647 && bits_one(lookup_.mask + 1);
    requires \valid(lookup_.items + (0 .. lookup_.mask)) && \valid(ret_object_) &&
      \base_addr(ret_object_) != \base_addr(lookup_.items);
    terminates \true; exits \false;
    assigns *ret_object_;
    ensures \result == BW_OK ==> \exists integer slot; 0 <= slot <= lookup_.mask &&
      lookup_.items[slot].key == handle_.value && *ret_object_ == &lookup_.items[slot].object;
    ensures \result == BW_OK || \result == MISS(handle_.value);
    ensures \result != BW_OK ==> *ret_object_ == \old(*ret_object_);
*/
BW_INLINE bw_status table_find(table_lookup lookup_, table_handle handle_, uint8_t **ret_object_);

/*@ requires table_fine(table_) && \valid(ret_object_) && TABLE_APART(table_, ret_object_);
    terminates \true; exits \false;
    assigns *ret_object_, table_->handles.entries[KEY_SLOT(handle_.value)].pins;
    ensures !\old(table_has(table_, handle_.value)) ==> \result == MISS(handle_.value);
    ensures \old(table_has(table_, handle_.value)) ==> \result == BW_OK || \result == BW_ERR_RANGE;
    ensures \result == BW_OK ==> *ret_object_ == ITEM(table_, handle_.value);
    ensures \result == BW_OK ==> table_->handles.entries[KEY_SLOT(handle_.value)].pins ==
      \old(table_->handles.entries[KEY_SLOT(handle_.value)].pins) + 1;
    ensures \result != BW_OK ==> *ret_object_ == \old(*ret_object_);
*/
BW_INLINE bw_status table_pin(table *table_, table_handle handle_, uint8_t **ret_object_);

/*@ requires table_fine(table_) && handles_owner(&table_->handles, owner_);
    requires \let slot = KEY_SLOT(handle_.value); slot < table_->capacity ==>
      handles_owner(&table_->handles, table_->handles.entries[slot].owner);
    requires \let slot = KEY_SLOT(handle_.value);
      slot < table_->capacity && table_->handles.entries[slot].owner != owner_ &&
      table_->handles.entries[slot].owner != \null && owner_ != \null ==>
        \base_addr(table_->handles.entries[slot].owner) != \base_addr(owner_);
    terminates \true;
    assigns owner_->count, table_->handles.entries[KEY_SLOT(handle_.value)].owner,
      table_->handles.entries[KEY_SLOT(handle_.value)].owner->count;
    ensures !\old(table_has(table_, handle_.value)) <==> \result == MISS(handle_.value);
    ensures \old(table_has(table_, handle_.value)) ==> \result == BW_OK || \result == BW_ERR_QUOTA;
    ensures \result == BW_OK ==> table_->handles.entries[KEY_SLOT(handle_.value)].owner == owner_;
    exits \true;
*/
BW_INLINE bw_status table_charge(table *table_, table_handle handle_, bw_handle_owner *owner_);

/*@ requires table_memory(table_) && slots_memory(&table_->handles.slots);
    terminates \true; exits \false; assigns \nothing;
    ensures \result == table_->handles.slots.in_use;
*/
BW_INLINE uint32_t table_count(const table *table_);

/*@ requires table_memory(table_) && slots_memory(&table_->handles.slots);
    terminates \true; exits \false; assigns \nothing;
    ensures \result.left == table_->handles.slots.in_use;
*/
BW_INLINE bw_slots_walk table_walk(const table *table_);

/*@ requires table_fine(table_);
    requires \forall integer slot; 0 <= slot < table_->capacity ==>
      \object_pointer(table_->handles.entries[slot].owner);
    requires \valid(walk_) && \valid(ret_handle_) && \base_addr(walk_) != \base_addr(ret_handle_) &&
      TABLE_APART(table_, walk_) && TABLE_APART(table_, ret_handle_);
    terminates \true; exits \false;
    assigns *walk_, *ret_handle_;
    ensures \result == \null ==> ret_handle_->value == \old(ret_handle_->value);
    ensures \result != \null ==> table_has(table_, ret_handle_->value) && \result == ITEM(table_, ret_handle_->value);
*/
BW_INLINE uint8_t *table_next(const table *table_, bw_slots_walk *walk_, table_handle *ret_handle_);

/*@ requires table_memory(table_) && slots_memory(&table_->handles.slots);
    terminates \true;
    assigns *table_;
    ensures \old(table_->handles.slots.in_use) == 0;
    ensures table_->items == \null && table_->capacity == 0 && table_->end == \null;
    ensures table_->handles.slots.capacity == 0 && table_->handles.entries == \null;
    exits table_->handles.slots.in_use != 0;
*/
BW_INLINE void table_close(table *table_);

/*@ requires \valid(table_);
    requires items_ != \null && entries_ != \null && order_ != \null && place_ != \null && 1 <= capacity_ <= BW_SLOTS_MAX ==>
      \valid(items_ + (0 .. capacity_ - 1)) && \valid(entries_ + (0 .. capacity_ - 1)) &&
      \valid(order_ + (0 .. capacity_ - 1)) && \valid(place_ + (0 .. capacity_ - 1)) &&
      \separated(order_ + (0 .. capacity_ - 1), place_ + (0 .. capacity_ - 1)) &&
      \base_addr(table_) != \base_addr(order_) && \base_addr(table_) != \base_addr(place_) &&
      \base_addr(table_) != \base_addr(entries_) && \base_addr(entries_) != \base_addr(order_) &&
      \base_addr(entries_) != \base_addr(place_) && \base_addr(items_) != \base_addr(table_) &&
      \base_addr(items_) != \base_addr(entries_) && \base_addr(items_) != \base_addr(order_) &&
      \base_addr(items_) != \base_addr(place_);
    terminates \true; exits \false;
    assigns *table_, items_[0 .. capacity_ - 1], entries_[0 .. capacity_ - 1], order_[0 .. capacity_ - 1],
      place_[0 .. capacity_ - 1];
    ensures \result == BW_OK || \result == BW_ERR_ARGUMENT;
    ensures items_ == \null || entries_ == \null || order_ == \null || place_ == \null || capacity_ == 0 ||
      capacity_ > BW_SLOTS_MAX ==> \result == BW_ERR_ARGUMENT;
    ensures \result == BW_OK ==> table_memory(table_) && table_->items == items_ && table_->end == \null;
    ensures \result == BW_OK ==> handles_memory(&table_->handles) && table_->handles.slots.in_use == 0;
    ensures \result == BW_OK ==> slots_fine(&table_->handles.slots);
    ensures \result == BW_OK ==> \forall integer slot; 0 <= slot < capacity_ ==> items_[slot].key == (slot ^ 1);
    ensures \result == BW_OK ==> \forall integer slot; 0 <= slot < capacity_ ==>
      entries_[slot].state == BW_HANDLE_FREE;
*/
BW_INLINE bw_status table_init(table *table_, table_slot *items_, bw_handle_entry *entries_, uint32_t *order_,
                               uint32_t *place_, uint32_t capacity_, bw_handle_wrap wrap_);
