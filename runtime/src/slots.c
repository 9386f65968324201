/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/slots.h>

bw_status bw_slots_init(bw_slots *slots, uint32_t *order, uint32_t *place, uint32_t capacity) {
  uint32_t i;
  if (capacity == 0u || capacity > BW_SLOTS_MAX || order == NULL || place == NULL) {
    return BW_ERR_ARGUMENT;
  }
  /*@ loop invariant 0 <= i <= capacity;
      loop invariant \forall integer k; 0 <= k < i ==> order[k] == k && place[k] == k;
      loop assigns i, order[0 .. capacity - 1], place[0 .. capacity - 1];
      loop variant capacity - i; */
  for (i = 0; i < capacity; i++) {
    order[i] = i;
    place[i] = i;
  }
  slots->order = order;
  slots->place = place;
  slots->capacity = capacity;
  slots->in_use = 0;
  slots->usable = capacity;
  slots->next = 0;
  return BW_OK;
}

/* The slot at a place of the order, after a look at the inverse. */
static uint32_t slots_at(const bw_slots *slots, uint32_t at) {
  uint32_t slot = slots->order[at];
  if (slot >= slots->capacity || slots->place[slot] != at) {
    bw_violate_corrupt();
  }
  return slot;
}

/* The place of a slot that must be in use. */
static uint32_t slots_place_in_use(const bw_slots *slots, uint32_t slot) {
  uint32_t at;
  if (slot >= slots->capacity) {
    bw_violate_bounds();
  }
  at = slots->place[slot];
  if (at >= slots->capacity || slots->order[at] != slot) {
    bw_violate_corrupt();
  }
  if (at >= slots->in_use) {
    bw_violate_state();
  }
  return at;
}

/* Swaps what lies at two places of the order; a and b are the slots that lie there. */
static void slots_swap(bw_slots *slots, uint32_t at_a, uint32_t a, uint32_t at_b, uint32_t b) {
  slots->order[at_a] = b;
  slots->place[b] = at_a;
  slots->order[at_b] = a;
  slots->place[a] = at_b;
  /*@ assert slots->capacity == \at(slots->capacity, Pre) && slots->in_use == \at(slots->in_use, Pre) &&
        slots->usable == \at(slots->usable, Pre); */
  /*@ assert slots->order[at_a] == b && slots->order[at_b] == a; */
  /*@ assert slots->place[a] == at_b && slots->place[b] == at_a; */
  /*@ assert \forall integer at; 0 <= at < slots->capacity && at != at_a && at != at_b ==>
        slots->order[at] == \at(slots->order[at], Pre); */
  /*@ assert \forall integer slot; 0 <= slot < slots->capacity && slot != a && slot != b ==>
        slots->place[slot] == \at(slots->place[slot], Pre); */
}

bw_status bw_slots_take(bw_slots *slots, uint32_t *ret_slot) {
  uint32_t first = slots->in_use;
  uint32_t at = slots->next;
  uint32_t slot;
  uint32_t other;
  if (first == slots->usable) {
    return BW_ERR_FULL;
  }
  /* The first free place holds what was given back last: it comes when it is the only one. */
  if (at <= first || at >= slots->usable) {
    at = slots->usable - first > 1u ? first + 1u : first;
  }
  slot = slots_at(slots, at);
  other = slots_at(slots, first);
  slots->in_use = first + 1u;
  slots->next = at + 1u;
  slots_swap(slots, first, other, at, slot);
  /*@ assert slots->place[slot] == first; */
  *ret_slot = slot;
  return BW_OK;
}

void bw_slots_give(bw_slots *slots, uint32_t slot) {
  uint32_t at = slots_place_in_use(slots, slot);
  uint32_t last = slots->in_use - 1u;
  uint32_t other = slots_at(slots, last);
  slots->in_use = last;
  slots_swap(slots, at, slot, last, other);
  /*@ assert slots->place[slot] == last; */
  /*@ assert \forall integer other; 0 <= other < slots->capacity && other != slot ==>
        slots->place[other] != last && \at(slots->place[other], Pre) != at; */
}

void bw_slots_retire(bw_slots *slots, uint32_t slot) {
  uint32_t last;
  uint32_t other;
  bw_slots_give(slots, slot);
  /* Now it is the first free one; it changes places with the last of them. */
  last = slots->usable - 1u;
  other = slots_at(slots, last);
  slots->usable = last;
  slots_swap(slots, slots->in_use, slot, last, other);
}
