/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/slots.h>

bw_status bw_slots_init(bw_slots *slots, uint32_t *order, uint32_t *place, uint32_t capacity) {
  uint32_t i;
  if (capacity == 0u || capacity > BW_SLOTS_MAX || order == NULL || place == NULL) {
    return BW_ERR_ARGUMENT;
  }
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
}

bw_status bw_slots_take(bw_slots *slots, uint32_t *ret_slot) {
  uint32_t first = slots->in_use;
  uint32_t at = slots->next;
  uint32_t slot;
  if (first == slots->usable) {
    return BW_ERR_FULL;
  }
  /* The first free place holds what was given back last: it comes when it is the only one. */
  if (at <= first || at >= slots->usable) {
    at = slots->usable - first > 1u ? first + 1u : first;
  }
  slot = slots_at(slots, at);
  slots_swap(slots, first, slots_at(slots, first), at, slot);
  slots->in_use = first + 1u;
  slots->next = at + 1u;
  *ret_slot = slot;
  return BW_OK;
}

void bw_slots_give(bw_slots *slots, uint32_t slot) {
  uint32_t at = slots_place_in_use(slots, slot);
  uint32_t last = slots->in_use - 1u;
  slots_swap(slots, at, slot, last, slots_at(slots, last));
  slots->in_use = last;
}

void bw_slots_retire(bw_slots *slots, uint32_t slot) {
  uint32_t last;
  bw_slots_give(slots, slot);
  /* Now it is the first free one; it changes places with the last of them. */
  last = slots->usable - 1u;
  slots_swap(slots, slots->in_use, slot, last, slots_at(slots, last));
  slots->usable = last;
}
