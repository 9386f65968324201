/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The untyped half of handle tables: slots, tags, pins, owners. Tags are compared and counted, never taken apart,
 * so the proof needs to know nothing of shifts but that they are functions.
 * of: src/handle.c include/bulwark/handle.h
 * after: index ints slots
 * dead: bw_handles_init
 */
#ifdef PROOF_WITH_POOL
#include "pool.c"
#else
#define BULWARK_ARENA_H
#define BULWARK_POOL_H
#include "slots.c"
#endif

#include "../shift_back.h"

#include <bulwark/handle.h>

/*@ predicate handles_memory(bw_handles *h) =
      \valid(h) && \valid(h->entries + (0 .. h->slots.capacity - 1)) &&
      \base_addr(h) != \base_addr(h->entries) && \base_addr(h->slots.order) != \base_addr(h->entries) &&
      \base_addr(h->slots.place) != \base_addr(h->entries) && 1 <= h->type_bits <= 31;

    // The last generation has room beside the type. Apart from the rest, because shifts make every proof heavy.
    predicate handles_bits(bw_handles *h) = 1 <= h->generation_max <= (UINT32_MAX >> h->type_bits);

    // An entry is free where its slot is.
    predicate handles_states(bw_handles *h) = \forall integer slot; 0 <= slot < h->slots.capacity ==>
      (h->entries[slot].state == BW_HANDLE_FREE <==> !slots_used(&h->slots, slot));

    predicate handles_fine(bw_handles *h) = handles_memory(h) && slots_fine(&h->slots) && handles_states(h);

    // What a step leaves of the entries, field by field, but for one; which slots are used, but for one.
    predicate table_kept{L1, L2}(bw_handles *h) = \at(h->slots.capacity, L1) == \at(h->slots.capacity, L2) &&
      \at(h->entries, L1) == \at(h->entries, L2);
    predicate state_kept{L1, L2}(bw_handles *h, integer but) =
      \forall integer slot; 0 <= slot < \at(h->slots.capacity, L2) && slot != but ==>
        \at(h->entries[slot].state, L1) == \at(h->entries[slot].state, L2);
    predicate rest_kept{L1, L2}(bw_handles *h, integer but) =
      \forall integer slot; 0 <= slot < \at(h->slots.capacity, L2) && slot != but ==>
        \at(h->entries[slot].tag, L1) == \at(h->entries[slot].tag, L2) &&
        \at(h->entries[slot].pins, L1) == \at(h->entries[slot].pins, L2) &&
        \at(h->entries[slot].owner, L1) == \at(h->entries[slot].owner, L2);
    predicate handles_used_but{L1, L2}(bw_handles *h, integer but) =
      \forall integer slot; 0 <= slot < \at(h->slots.capacity, L2) && slot != but ==>
        (\at(slots_used(&h->slots, slot), L1) <==> \at(slots_used(&h->slots, slot), L2));

    // An owner lies apart from everything that the table writes.
    predicate handles_owner(bw_handles *h, bw_handle_owner *owner) = owner == \null ||
      (\valid(owner) && \base_addr(owner) != \base_addr(h) && \base_addr(owner) != \base_addr(h->entries) &&
       \base_addr(owner) != \base_addr(h->slots.order) && \base_addr(owner) != \base_addr(h->slots.place));

    predicate handles_live(bw_handles *h, integer slot, integer tag) = 0 <= slot < h->slots.capacity &&
      h->entries[slot].tag == tag && h->entries[slot].state == BW_HANDLE_LIVE;
*/

/*@ predicate entry_clear(bw_handle_entry *entry, integer type) = entry->owner == \null && entry->tag == type &&
      entry->pins == 0 && entry->state == BW_HANDLE_FREE;
*/

/*@ requires capacity != 0 && \valid(entries + (0 .. capacity - 1));
    terminates \true;
    exits \false;
    assigns entries[0 .. capacity - 1];
    ensures \forall integer k; 0 <= k < capacity ==> entry_clear(&entries[k], type);
*/
static void entries_clear(bw_handle_entry *entries, uint32_t capacity, uint32_t type);

/*@ requires owner == \null || \valid_read(owner);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result != 0 <==> owner != \null && owner->count >= owner->quota;
*/
static bool handle_is_over(const bw_handle_owner *owner);

/*@ requires owner == \null || (\valid(owner) && owner->count < owner->quota);
    terminates \true;
    exits \false;
    assigns owner->count;
    behavior nobody:
      assumes owner == \null;
      assigns \nothing;
    behavior charged:
      assumes owner != \null;
      ensures owner->count == \old(owner->count) + 1;
    complete behaviors; disjoint behaviors;
*/
static void handle_charge(bw_handle_owner *owner);

/*@ requires owner == \null || \valid(owner);
    terminates \true;
    assigns owner->count;
    behavior nobody:
      assumes owner == \null;
      assigns \nothing;
      exits \false;
    behavior owned:
      assumes owner != \null;
      ensures \old(owner->count) != 0 && owner->count == \old(owner->count) - 1;
      exits owner->count == 0;
    complete behaviors; disjoint behaviors;
*/
static void handle_discharge(bw_handle_owner *owner);

/*@ requires handles_memory(handles) && slots_memory(&handles->slots);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result != 0 <==> handles_live(handles, slot, tag);
*/
bool bw_handles_match(const bw_handles *handles, uint32_t slot, uint32_t tag);

/*@ requires handles_memory(handles) && slots_memory(&handles->slots);
    terminates \true;
    exits \false;
    assigns handles->entries[slot].pins;
    behavior stale:
      assumes !handles_live(handles, slot, tag);
      assigns \nothing;
      ensures \result == BW_ERR_STALE;
    behavior all:
      assumes handles_live(handles, slot, tag) && handles->entries[slot].pins == UINT32_MAX;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    behavior pinned:
      assumes handles_live(handles, slot, tag) && handles->entries[slot].pins < UINT32_MAX;
      ensures \result == BW_OK && handles->entries[slot].pins == \old(handles->entries[slot].pins) + 1;
    complete behaviors; disjoint behaviors;
*/
bw_status bw_handles_pin(bw_handles *handles, uint32_t slot, uint32_t tag);

/*@ requires handles_memory(handles) && slots_memory(&handles->slots);
    terminates \true;
    assigns handles->entries[slot].pins;
    ensures slot < handles->slots.capacity && handles->entries[slot].tag == tag;
    ensures handles->entries[slot].state != BW_HANDLE_FREE;
    ensures \old(handles->entries[slot].pins) != 0;
    ensures handles->entries[slot].pins == \old(handles->entries[slot].pins) - 1;
    ensures \result != 0 <==>
      handles->entries[slot].pins == 0 && handles->entries[slot].state == BW_HANDLE_ENDED;
    exits slot < handles->slots.capacity ==> handles->entries[slot].tag != tag ||
      handles->entries[slot].state == BW_HANDLE_FREE || handles->entries[slot].pins == 0;
*/
bool bw_handles_unpin(bw_handles *handles, uint32_t slot, uint32_t tag);

/*@ requires handles_fine(handles) && \valid(ret_dead);
    requires \base_addr(ret_dead) != \base_addr(handles) && \base_addr(ret_dead) != \base_addr(handles->entries) &&
      \base_addr(ret_dead) != \base_addr(handles->slots.order) &&
      \base_addr(ret_dead) != \base_addr(handles->slots.place);
    terminates \true;
    exits \false;
    assigns handles->entries[slot].state, *ret_dead;
    ensures handles_fine(handles);
    behavior stale:
      assumes !handles_live(handles, slot, tag);
      assigns \nothing;
      ensures \result == BW_ERR_STALE;
    behavior ended:
      assumes handles_live(handles, slot, tag);
      ensures \result == BW_OK && handles->entries[slot].state == BW_HANDLE_ENDED;
      ensures *ret_dead != 0 <==> handles->entries[slot].pins == 0;
    complete behaviors; disjoint behaviors;
*/
bw_status bw_handles_end(bw_handles *handles, uint32_t slot, uint32_t tag, bool *ret_dead);

/*@ requires handles_memory(handles) && slots_fine(&handles->slots) && slot < handles->slots.capacity;
    requires handles_owner(handles, owner);
    terminates \true;
    exits \false;
    assigns handles->entries[slot];
    ensures handles_memory(handles);
    ensures slots_memory(&handles->slots);
    ensures slots_order(&handles->slots);
    ensures slots_place(&handles->slots);
    ensures table_kept{Pre, Post}(handles) && handles_used_but{Pre, Post}(handles, -1);
    ensures state_kept{Pre, Post}(handles, slot);
    ensures rest_kept{Pre, Post}(handles, slot);
    ensures owner != \null ==> owner->count == \old(owner->count);
    ensures handles_live(handles, slot, tag);
    ensures handles->entries[slot].pins == 0 && handles->entries[slot].owner == owner;
*/
static void entry_begin(bw_handles *handles, uint32_t slot, bw_handle_owner *owner, uint32_t tag);

/*@ requires handles_memory(handles) && slots_fine(&handles->slots) && slot < handles->slots.capacity;
    requires \object_pointer(handles->entries[slot].owner);
    terminates \true;
    assigns handles->entries[slot].state, handles->entries[slot].owner;
    ensures handles_memory(handles);
    ensures slots_memory(&handles->slots);
    ensures slots_order(&handles->slots);
    ensures slots_place(&handles->slots);
    ensures table_kept{Pre, Post}(handles) && handles_used_but{Pre, Post}(handles, -1);
    ensures state_kept{Pre, Post}(handles, slot);
    ensures rest_kept{Pre, Post}(handles, slot);
    ensures \old(handles->entries[slot].state) == BW_HANDLE_ENDED && \old(handles->entries[slot].pins) == 0;
    ensures handles->entries[slot].state == BW_HANDLE_FREE && handles->entries[slot].owner == \null;
    ensures handles->entries[slot].tag == \old(handles->entries[slot].tag);
    ensures \result == \old(handles->entries[slot].owner);
    exits handles->entries[slot].state != BW_HANDLE_ENDED || handles->entries[slot].pins != 0;
*/
static bw_handle_owner *entry_finish(bw_handles *handles, uint32_t slot);

/*@ requires handles_memory(handles) && slots_fine(&handles->slots) && \valid(ret_slot);
    requires \base_addr(ret_slot) != \base_addr(handles) && \base_addr(ret_slot) != \base_addr(handles->entries) &&
      \base_addr(ret_slot) != \base_addr(handles->slots.order) &&
      \base_addr(ret_slot) != \base_addr(handles->slots.place);
    terminates \true;
    assigns *ret_slot, handles->slots.in_use, handles->slots.next,
      handles->slots.order[0 .. handles->slots.capacity - 1], handles->slots.place[0 .. handles->slots.capacity - 1];
    ensures handles_memory(handles);
    ensures slots_memory(&handles->slots);
    ensures slots_order(&handles->slots);
    ensures slots_place(&handles->slots);
    ensures table_kept{Pre, Post}(handles);
    ensures handles_used_but{Pre, Post}(handles, *ret_slot);
    ensures state_kept{Pre, Post}(handles, -1);
    ensures rest_kept{Pre, Post}(handles, -1);
    ensures slots_used(&handles->slots, *ret_slot) && \at(slots_free(&handles->slots, \at(*ret_slot, Post)), Pre);
    ensures handles->type_bits == \old(handles->type_bits);
    ensures handles->generation_max == \old(handles->generation_max);
    exits \old(handles->slots.in_use) == \old(handles->slots.usable);
*/
static void slot_take(bw_handles *handles, uint32_t *ret_slot);

/*@ requires handles_memory(handles) && handles_bits(handles) && slots_memory(&handles->slots);
    requires slot < handles->slots.capacity;
    terminates \true;
    assigns \nothing;
    ensures handles->entries[slot].state == BW_HANDLE_FREE;
    ensures handles->entries[slot].tag >> handles->type_bits <= handles->generation_max;
    exits handles->entries[slot].state != BW_HANDLE_FREE ||
      handles->entries[slot].tag >> handles->type_bits > handles->generation_max;
*/
static uint32_t entry_next_tag(const bw_handles *handles, uint32_t slot);

/*@ requires handles_fine(handles) && handles_bits(handles) && handles_owner(handles, owner);
    requires \valid(ret_slot) && \valid(ret_tag);
    requires \base_addr(ret_slot) != \base_addr(handles) && \base_addr(ret_slot) != \base_addr(handles->entries) &&
      \base_addr(ret_slot) != \base_addr(handles->slots.order) &&
      \base_addr(ret_slot) != \base_addr(handles->slots.place) && \base_addr(ret_slot) != \base_addr(owner);
    requires \base_addr(ret_tag) != \base_addr(handles) && \base_addr(ret_tag) != \base_addr(handles->entries) &&
      \base_addr(ret_tag) != \base_addr(handles->slots.order) && \base_addr(ret_tag) != \base_addr(ret_slot) &&
      \base_addr(ret_tag) != \base_addr(handles->slots.place) && \base_addr(ret_tag) != \base_addr(owner);
    requires owner != \null ==> owner->count < owner->quota;
    terminates \true;
    assigns *ret_slot, *ret_tag, owner->count, handles->entries[0 .. handles->slots.capacity - 1],
      handles->slots.in_use, handles->slots.next, handles->slots.order[0 .. handles->slots.capacity - 1],
      handles->slots.place[0 .. handles->slots.capacity - 1];
    ensures fine: handles_memory(handles);
    ensures fine: slots_memory(&handles->slots);
    ensures fine: slots_order(&handles->slots);
    ensures fine: slots_place(&handles->slots);
    ensures states: handles_states(handles);
    ensures *ret_slot < handles->slots.capacity && \at(slots_free(&handles->slots, \at(*ret_slot, Post)), Pre);
    ensures handles_live(handles, *ret_slot, *ret_tag);
    ensures handles->entries[*ret_slot].pins == 0 && handles->entries[*ret_slot].owner == owner;
    ensures owner != \null ==> owner->count == \old(owner->count) + 1;
    ensures kept: state_kept{Pre, Post}(handles, *ret_slot);
    ensures kept: rest_kept{Pre, Post}(handles, *ret_slot);
    exits \true;
*/
static void entry_take(bw_handles *handles, bw_handle_owner *owner, uint32_t *ret_slot, uint32_t *ret_tag);

/*@ requires slots_memory(&handles->slots) && \valid_read(handles);
    requires owner == \null || \valid_read(owner);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == BW_OK || \result == BW_ERR_QUOTA || \result == BW_ERR_FULL;
    ensures \result == BW_ERR_QUOTA <==> owner != \null && owner->count >= owner->quota;
    ensures \result == BW_ERR_FULL ==> handles->slots.in_use == handles->slots.usable;
    ensures \result == BW_OK ==> handles->slots.in_use < handles->slots.usable;
*/
static bw_status handles_admit(const bw_handles *handles, const bw_handle_owner *owner);

/*@ requires handles_fine(handles) && handles_bits(handles) && handles_owner(handles, owner);
    requires \valid(ret_slot) && \valid(ret_tag);
    requires \base_addr(ret_slot) != \base_addr(handles) && \base_addr(ret_slot) != \base_addr(handles->entries) &&
      \base_addr(ret_slot) != \base_addr(handles->slots.order) &&
      \base_addr(ret_slot) != \base_addr(handles->slots.place) && \base_addr(ret_slot) != \base_addr(owner);
    requires \base_addr(ret_tag) != \base_addr(handles) && \base_addr(ret_tag) != \base_addr(handles->entries) &&
      \base_addr(ret_tag) != \base_addr(handles->slots.order) && \base_addr(ret_tag) != \base_addr(ret_slot) &&
      \base_addr(ret_tag) != \base_addr(handles->slots.place) && \base_addr(ret_tag) != \base_addr(owner);
    terminates \true;
    assigns *ret_slot, *ret_tag, owner->count, handles->entries[0 .. handles->slots.capacity - 1],
      handles->slots.in_use, handles->slots.next, handles->slots.order[0 .. handles->slots.capacity - 1],
      handles->slots.place[0 .. handles->slots.capacity - 1];
    ensures fine: handles_memory(handles);
    ensures fine: slots_memory(&handles->slots);
    ensures fine: slots_order(&handles->slots);
    ensures fine: slots_place(&handles->slots);
    ensures states: handles_states(handles);
    ensures \result == BW_OK || \result == BW_ERR_QUOTA || \result == BW_ERR_FULL;
    ensures \result == BW_ERR_QUOTA <==> owner != \null && \old(owner->count) >= \old(owner->quota);
    ensures \result == BW_ERR_FULL ==> \old(handles->slots.in_use) == \old(handles->slots.usable);
    ensures \result != BW_OK ==> *ret_slot == \old(*ret_slot) && *ret_tag == \old(*ret_tag);
    ensures \result != BW_OK && owner != \null ==> owner->count == \old(owner->count);
    ensures \result == BW_OK && owner != \null ==> owner->count == \old(owner->count) + 1;
    ensures \result == BW_OK ==> *ret_slot < handles->slots.capacity &&
      \at(slots_free(&handles->slots, \at(*ret_slot, Post)), Pre);
    ensures \result == BW_OK ==> handles_live(handles, *ret_slot, *ret_tag) &&
      handles->entries[*ret_slot].pins == 0 && handles->entries[*ret_slot].owner == owner;
    exits \true;
*/
bw_status bw_handles_take(bw_handles *handles, bw_handle_owner *owner, uint32_t *ret_slot, uint32_t *ret_tag);

/*@ requires handles_memory(handles) && slots_fine(&handles->slots);
    terminates \true;
    assigns handles->slots.in_use, handles->slots.usable, handles->slots.order[0 .. handles->slots.capacity - 1],
      handles->slots.place[0 .. handles->slots.capacity - 1];
    exits !slots_used(&handles->slots, slot);
    behavior worn:
      assumes worn != 0;
      ensures \old(slots_used(&handles->slots, slot)) && !slots_used(&handles->slots, slot);
      ensures slots_memory(&handles->slots);
      ensures slots_order(&handles->slots);
      ensures slots_place(&handles->slots);
      ensures handles_used_but{Pre, Post}(handles, slot);
      ensures table_kept{Pre, Post}(handles);
      ensures state_kept{Pre, Post}(handles, -1);
      ensures rest_kept{Pre, Post}(handles, -1);
    behavior good:
      assumes worn == 0;
      ensures \old(slots_used(&handles->slots, slot)) && !slots_used(&handles->slots, slot);
      ensures slots_memory(&handles->slots);
      ensures slots_order(&handles->slots);
      ensures slots_place(&handles->slots);
      ensures handles_used_but{Pre, Post}(handles, slot);
      ensures table_kept{Pre, Post}(handles);
      ensures state_kept{Pre, Post}(handles, -1);
      ensures rest_kept{Pre, Post}(handles, -1);
    complete behaviors; disjoint behaviors;
*/
static void slot_back(bw_handles *handles, uint32_t slot, bool worn);

/*@ requires handles_fine(handles);
    requires slot < handles->slots.capacity ==> handles_owner(handles, handles->entries[slot].owner);
    terminates \true;
    assigns handles->entries[0 .. handles->slots.capacity - 1], handles->entries[slot].owner->count,
      handles->slots.in_use, handles->slots.usable, handles->slots.order[0 .. handles->slots.capacity - 1],
      handles->slots.place[0 .. handles->slots.capacity - 1];
    ensures fine: slots_memory(&handles->slots);
    ensures fine: slots_order(&handles->slots);
    ensures fine: slots_place(&handles->slots);
    ensures states: handles_states(handles);
    ensures slot < handles->slots.capacity && \old(handles->entries[slot].state) == BW_HANDLE_ENDED;
    ensures \old(handles->entries[slot].pins) == 0;
    ensures handles->entries[slot].state == BW_HANDLE_FREE && !slots_used(&handles->slots, slot);
    ensures handles->entries[slot].tag == \old(handles->entries[slot].tag);
    ensures \old(handles->entries[slot].owner) != \null ==>
      \at(handles->entries[slot].owner, Pre)->count == \at(handles->entries[slot].owner->count, Pre) - 1;
    exits \true;
*/
void bw_handles_free(bw_handles *handles, uint32_t slot);

/*@ requires handles_fine(handles) && handles_owner(handles, owner);
    requires slot < handles->slots.capacity ==> handles_owner(handles, handles->entries[slot].owner);
    requires slot < handles->slots.capacity && handles->entries[slot].owner != owner &&
      handles->entries[slot].owner != \null && owner != \null ==>
        \base_addr(handles->entries[slot].owner) != \base_addr(owner);
    terminates \true;
    assigns owner->count, handles->entries[slot].owner, handles->entries[slot].owner->count;
    ensures \result == BW_ERR_STALE <==> !\at(handles_live(handles, slot, tag), Pre);
    ensures \result == BW_OK || \result == BW_ERR_STALE || \result == BW_ERR_QUOTA;
    ensures \result == BW_OK ==> handles->entries[slot].owner == owner;
    ensures \result == BW_OK && \old(handles->entries[slot].owner) != owner && owner != \null ==>
      owner->count == \old(owner->count) + 1;
    ensures \result == BW_OK && \old(handles->entries[slot].owner) != owner && owner != \null ==>
      \old(owner->count) < \old(owner->quota);
    ensures \result == BW_ERR_QUOTA ==> owner != \null && \old(owner->count) >= \old(owner->quota);
    ensures \result != BW_OK && owner != \null ==> owner->count == \old(owner->count);
    exits \true;
*/
bw_status bw_handles_charge(bw_handles *handles, uint32_t slot, uint32_t tag, bw_handle_owner *owner);

/*@ requires \valid(handles);
    terminates \true;
    exits \false;
    assigns *handles;
    ensures handles->slots.order == \null && handles->slots.place == \null && handles->slots.capacity == 0;
    ensures handles->slots.in_use == 0 && handles->slots.usable == 0 && handles->slots.next == 0;
    ensures handles->entries == \null && handles->type == 0 && handles->type_bits == 0 &&
      handles->generation_max == 0 && handles->wrap == BW_HANDLE_RETIRE;
*/
BW_INLINE void bw_handles_close(bw_handles *handles);

/*@ requires handles_memory(handles) && slots_fine(&handles->slots);
    requires \forall integer slot; 0 <= slot < handles->slots.capacity ==>
      \object_pointer(handles->entries[slot].owner);
    requires \valid(walk) && \valid(steps) && \valid(ret_slot);
    requires \separated(walk, steps, ret_slot);
    requires \base_addr(walk) != \base_addr(handles) && \base_addr(steps) != \base_addr(handles) &&
      \base_addr(ret_slot) != \base_addr(handles);
    requires \base_addr(walk) != \base_addr(handles->entries) && \base_addr(steps) != \base_addr(handles->entries) &&
      \base_addr(ret_slot) != \base_addr(handles->entries);
    requires \base_addr(walk) != \base_addr(handles->slots.order) &&
      \base_addr(steps) != \base_addr(handles->slots.order) &&
      \base_addr(ret_slot) != \base_addr(handles->slots.order);
    requires \base_addr(walk) != \base_addr(handles->slots.place) &&
      \base_addr(steps) != \base_addr(handles->slots.place) &&
      \base_addr(ret_slot) != \base_addr(handles->slots.place);
    terminates \true;
    exits \false;
    assigns *walk, *steps, *ret_slot;
    ensures *steps <= \old(*steps);
    ensures \result != 0 ==> *steps < \old(*steps) && *ret_slot < handles->slots.capacity &&
      handles->entries[*ret_slot].state == BW_HANDLE_LIVE &&
      (owner == \null || handles->entries[*ret_slot].owner == owner);
    ensures \result == 0 ==> *ret_slot == \old(*ret_slot) && (*steps == 0 || walk->left == 0);
*/
bool bw_handles_next(const bw_handles *handles, bw_slots_walk *walk, const bw_handle_owner *owner, uint32_t *steps,
                     uint32_t *ret_slot);

/*@ requires \valid(handles);
    requires order != \null && place != \null && entries != \null && 1 <= capacity <= BW_SLOTS_MAX ==>
      \valid(entries + (0 .. capacity - 1)) && \valid(order + (0 .. capacity - 1)) &&
      \valid(place + (0 .. capacity - 1)) && \separated(order + (0 .. capacity - 1), place + (0 .. capacity - 1)) &&
      \base_addr(handles) != \base_addr(order) && \base_addr(handles) != \base_addr(place) &&
      \base_addr(handles) != \base_addr(entries) && \base_addr(entries) != \base_addr(order) &&
      \base_addr(entries) != \base_addr(place);
    terminates \true;
    exits \false;
    assigns *handles, entries[0 .. capacity - 1], order[0 .. capacity - 1], place[0 .. capacity - 1];
    ensures \result == BW_OK || \result == BW_ERR_ARGUMENT;
    ensures entries == \null || order == \null || place == \null || capacity == 0 || capacity > BW_SLOTS_MAX ||
      type == 0 || type_bits == 0 || type_bits > 31 || generation_max == 0 ==> \result == BW_ERR_ARGUMENT;
    ensures \result == BW_OK ==> handles_memory(handles);
    ensures \result == BW_OK ==> handles_bits(handles);
    ensures \result == BW_OK ==> slots_fine(&handles->slots);
    ensures \result == BW_OK ==> \forall integer slot; 0 <= slot < handles->slots.capacity ==>
      (handles->entries[slot].state == BW_HANDLE_FREE <==> !slots_used(&handles->slots, slot));
    ensures \result == BW_OK ==> handles->slots.capacity == capacity && handles->slots.in_use == 0;
    ensures \result == BW_OK ==> handles->entries == entries && handles->slots.order == order &&
      handles->slots.place == place;
    ensures \result == BW_OK ==> handles->type == type && handles->type_bits == type_bits &&
      handles->generation_max == generation_max && handles->wrap == wrap;
    ensures \result == BW_OK ==> \forall integer slot; 0 <= slot < capacity ==>
      slots_free(&handles->slots, slot) && handles->entries[slot].state == BW_HANDLE_FREE;
*/
bw_status bw_handles_init(bw_handles *handles, bw_handle_entry *entries, uint32_t *order, uint32_t *place,
                          uint32_t capacity, uint32_t type, uint32_t type_bits, uint32_t generation_max,
                          bw_handle_wrap wrap);

#include <src/handle.c>
