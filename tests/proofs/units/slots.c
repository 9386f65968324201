/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Slots: a permutation and its inverse. The contracts hold for a table that is as the unit left it; that every
 * overwritten table is noticed before it is used is what the mutants of this unit's checks show.
 * of: src/slots.c include/bulwark/slots.h
 * after: index
 */
#include "index.h"

#include <bulwark/slots.h>

/*@ predicate slots_memory(bw_slots *s) =
      \valid(s) && 1 <= s->capacity <= BW_SLOTS_MAX && s->in_use <= s->usable <= s->capacity &&
      \valid(s->order + (0 .. s->capacity - 1)) && \valid(s->place + (0 .. s->capacity - 1)) &&
      \separated(s->order + (0 .. s->capacity - 1), s->place + (0 .. s->capacity - 1)) &&
      \base_addr(s) != \base_addr(s->order) && \base_addr(s) != \base_addr(s->place);

    // The two arrays are inverse to each other, said once from either side.
    predicate slots_order(bw_slots *s) = \forall integer at; 0 <= at < s->capacity ==>
      s->order[at] < s->capacity && s->place[s->order[at]] == at;
    predicate slots_inside(bw_slots *s) = \forall integer at; 0 <= at < s->capacity ==> s->order[at] < s->capacity;
    predicate slots_place(bw_slots *s) = \forall integer slot; 0 <= slot < s->capacity ==>
      s->place[slot] < s->capacity && s->order[s->place[slot]] == slot;

    predicate slots_fine(bw_slots *s) = slots_memory(s) && slots_order(s) && slots_place(s);

    // Which part of the order a slot lies in.
    predicate slots_used(bw_slots *s, integer slot) = 0 <= slot < s->capacity && s->place[slot] < s->in_use;
    predicate slots_free(bw_slots *s, integer slot) =
      0 <= slot < s->capacity && s->in_use <= s->place[slot] < s->usable;
    predicate slots_gone(bw_slots *s, integer slot) = 0 <= slot < s->capacity && s->usable <= s->place[slot];
*/

/*@ requires \valid(slots);
    requires order != \null && place != \null && 1 <= capacity <= BW_SLOTS_MAX ==>
      \valid(order + (0 .. capacity - 1)) && \valid(place + (0 .. capacity - 1)) &&
      \separated(order + (0 .. capacity - 1), place + (0 .. capacity - 1)) &&
      \base_addr(slots) != \base_addr(order) && \base_addr(slots) != \base_addr(place);
    terminates \true;
    exits \false;
    assigns *slots, order[0 .. capacity - 1], place[0 .. capacity - 1];
    behavior refused:
      assumes capacity == 0 || capacity > BW_SLOTS_MAX || order == \null || place == \null;
      assigns \nothing;
      ensures \result == BW_ERR_ARGUMENT;
    behavior made:
      assumes 1 <= capacity <= BW_SLOTS_MAX && order != \null && place != \null;
      ensures \result == BW_OK && slots_fine(slots);
      ensures slots->order == order && slots->place == place && slots->capacity == capacity;
      ensures \forall integer slot; 0 <= slot < capacity ==> slots_free(slots, slot);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_slots_init(bw_slots *slots, uint32_t *order, uint32_t *place, uint32_t capacity);

/*@ requires slots_memory(slots) && at < slots->capacity;
    terminates \true;
    assigns \nothing;
    ensures \result == slots->order[at] && \result < slots->capacity && slots->place[\result] == at;
    exits slots->order[at] >= slots->capacity || slots->place[slots->order[at]] != at;
*/
static uint32_t slots_at(const bw_slots *slots, uint32_t at);

/*@ requires slots_memory(slots);
    terminates \true;
    assigns \nothing;
    ensures slot < slots->capacity && \result == slots->place[slot] && \result < slots->in_use;
    ensures slots->order[\result] == slot;
    exits slot < slots->capacity ==>
      slots->place[slot] >= slots->in_use || slots->order[slots->place[slot]] != slot;
*/
static uint32_t slots_place_in_use(const bw_slots *slots, uint32_t slot);

/*@ requires slots_fine(slots);
    requires at_a < slots->capacity && at_b < slots->capacity;
    requires slots->order[at_a] == a && slots->order[at_b] == b;
    terminates \true;
    exits \false;
    assigns slots->order[at_a], slots->order[at_b], slots->place[a], slots->place[b];
    ensures slots_memory(slots);
    ensures slots_order(slots);
    ensures slots_place(slots);
    ensures slots->order[at_a] == b && slots->order[at_b] == a;
    ensures slots->place[a] == at_b && slots->place[b] == at_a;
    ensures \forall integer at; 0 <= at < slots->capacity && at != at_a && at != at_b ==>
      slots->order[at] == \old(slots->order[at]);
    ensures \forall integer slot; 0 <= slot < slots->capacity && slot != a && slot != b ==>
      slots->place[slot] == \old(slots->place[slot]);
*/
static void slots_swap(bw_slots *slots, uint32_t at_a, uint32_t a, uint32_t at_b, uint32_t b);

/*@ requires slots_fine(slots) && \valid(ret_slot);
    requires \base_addr(ret_slot) != \base_addr(slots) && \base_addr(ret_slot) != \base_addr(slots->order) &&
      \base_addr(ret_slot) != \base_addr(slots->place);
    terminates \true;
    exits \false;
    assigns *ret_slot, slots->in_use, slots->next, slots->order[0 .. slots->capacity - 1],
      slots->place[0 .. slots->capacity - 1];
    behavior taken:
      assumes slots->in_use < slots->usable;
      ensures slots_memory(slots);
      ensures slots_order(slots);
      ensures slots_place(slots);
      ensures \result == BW_OK && slots->in_use == \old(slots->in_use) + 1;
      ensures slots_used(slots, *ret_slot);
      ensures \at(slots_free(slots, \at(*ret_slot, Post)), Pre);
      ensures \forall integer slot; 0 <= slot < slots->capacity && slot != *ret_slot ==>
        (\at(slots_used(slots, slot), Pre) <==> slots_used(slots, slot)) &&
        (\at(slots_free(slots, slot), Pre) <==> slots_free(slots, slot));
    behavior full:
      assumes slots->in_use == slots->usable;
      assigns \nothing;
      ensures \result == BW_ERR_FULL && *ret_slot == \old(*ret_slot);
      ensures slots_memory(slots);
      ensures slots_order(slots);
      ensures slots_place(slots);
      ensures \forall integer slot; 0 <= slot < slots->capacity ==>
        (\at(slots_used(slots, slot), Pre) <==> slots_used(slots, slot));
    complete behaviors; disjoint behaviors;
*/
bw_status bw_slots_take(bw_slots *slots, uint32_t *ret_slot);

/*@ requires slots_fine(slots);
    terminates \true;
    assigns slots->in_use, slots->order[0 .. slots->capacity - 1], slots->place[0 .. slots->capacity - 1];
    ensures \at(slots_used(slots, slot), Pre);
    ensures slots_memory(slots);
    ensures slots_order(slots);
    ensures slots_place(slots);
    ensures slots->in_use == \old(slots->in_use) - 1 && slots_free(slots, slot);
    ensures slots->place[slot] == slots->in_use;
    ensures \forall integer other; 0 <= other < slots->capacity && other != slot ==>
      (\at(slots_used(slots, other), Pre) <==> slots_used(slots, other)) &&
      (\at(slots_free(slots, other), Pre) <==> slots_free(slots, other));
    exits !slots_used(slots, slot);
*/
void bw_slots_give(bw_slots *slots, uint32_t slot);

/*@ requires slots_fine(slots);
    terminates \true;
    assigns slots->in_use, slots->usable, slots->order[0 .. slots->capacity - 1],
      slots->place[0 .. slots->capacity - 1];
    ensures \at(slots_used(slots, slot), Pre);
    ensures slots_memory(slots);
    ensures slots_order(slots);
    ensures slots_place(slots);
    ensures slots->in_use == \old(slots->in_use) - 1 && slots_gone(slots, slot);
    ensures \forall integer other; 0 <= other < slots->capacity && other != slot ==>
      (\at(slots_used(slots, other), Pre) <==> slots_used(slots, other)) &&
      (\at(slots_free(slots, other), Pre) <==> slots_free(slots, other));
    exits !slots_used(slots, slot);
*/
void bw_slots_retire(bw_slots *slots, uint32_t slot);

/*@ requires slots_memory(slots);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result != 0 <==> slots_used(slots, slot) && slots->order[slots->place[slot]] == slot;
*/
BW_INLINE bool bw_slots_in_use(const bw_slots *slots, uint32_t slot);

/*@ requires slots_memory(slots);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == slots->in_use;
*/
BW_INLINE uint32_t bw_slots_count(const bw_slots *slots);

/*@ requires slots_memory(slots);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == slots->usable - slots->in_use;
*/
BW_INLINE uint32_t bw_slots_room(const bw_slots *slots);

/*@ requires slots_memory(slots);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result.left == slots->in_use;
*/
BW_INLINE bw_slots_walk bw_slots_walk_begin(const bw_slots *slots);

/*@ requires \valid(slots);
    terminates \true;
    exits \false;
    assigns *slots;
    ensures slots->order == \null && slots->place == \null && slots->capacity == 0;
    ensures slots->in_use == 0 && slots->usable == 0 && slots->next == 0;
*/
BW_INLINE void bw_slots_close(bw_slots *slots);

/*@ requires slots_memory(slots) && \valid(walk) && \valid(ret_slot);
    requires \separated(walk, ret_slot, slots, slots->order + (0 .. slots->capacity - 1));
    requires \base_addr(walk) != \base_addr(slots) && \base_addr(ret_slot) != \base_addr(slots) &&
      \base_addr(walk) != \base_addr(slots->order) && \base_addr(ret_slot) != \base_addr(slots->order);
    terminates \true;
    assigns *walk, *ret_slot;
    behavior end:
      assumes walk->left == 0 || slots->in_use == 0;
      assigns *walk;
      ensures \result == 0 && walk->left == 0;
      exits \false;
    behavior step:
      assumes walk->left != 0 && slots->in_use != 0;
      ensures \result == 1 && walk->left == \min(\old(walk->left), slots->in_use) - 1;
      ensures *ret_slot == slots->order[walk->left] && *ret_slot < slots->capacity;
      exits slots->order[\min(\at(walk->left, Pre), slots->in_use) - 1] >= slots->capacity;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bool bw_slots_walk_next(const bw_slots *slots, bw_slots_walk *walk, uint32_t *ret_slot);

#include <src/slots.c>
