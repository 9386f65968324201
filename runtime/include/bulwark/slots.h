/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/slots.h: which of a fixed number of slots are in use. What pools and handle tables stand on.
 *
 * - A slot is a number below the capacity. Taking one, giving one back and asking for one are O(1).
 * - Giving back a slot that is not in use is a violation, in every build.
 * - The slot given back last is not handed out next while another one is free; on the average a slot rests for
 *   about as many takes as slots are free.
 * - The slots in use can be walked in time proportional to their number; giving back the one at hand is fine.
 * - A slot can be retired: it is never handed out again.
 * How: `order` is a permutation of the slots (those in use, those free, those retired), `place` its inverse.
 * Whoever overwrites either is noticed, because the two must agree at every place that is touched. After
 * Briggs and Torczon, "An efficient representation for sparse sets" (1993).
 */
#ifndef BULWARK_SLOTS_H
#define BULWARK_SLOTS_H

#include <bulwark/base.h>
#include <bulwark/violation.h>

BW_C_BEGIN

/* The largest capacity. */
#define BW_SLOTS_MAX UINT32_C(0x7FFFFFFF)

/* The fields are the unit's; the two arrays are the caller's storage. */
typedef struct bw_slots {
  uint32_t *order BW_COUNTED_BY(capacity);
  uint32_t *place BW_COUNTED_BY(capacity);
  uint32_t capacity;
  uint32_t in_use; /* order[0..in_use) are in use */
  uint32_t usable; /* order[in_use..usable) are free, order[usable..capacity) retired */
  uint32_t next;   /* where the next take looks; any value is good */
} bw_slots;

/* A walk over the slots in use. Copied freely. */
typedef struct bw_slots_walk {
  uint32_t left;
} bw_slots_walk;

/*
 * Makes all slots free. pre: order and place lead to capacity items each, apart from each other, that belong to
 * slots from now on. On failure: BW_ERR_ARGUMENT, capacity is 0 or above BW_SLOTS_MAX, or an array is NULL.
 * Cost: one pass over both arrays.
 */
BW_MUST_CHECK bw_status bw_slots_init(bw_slots *slots, uint32_t *order, uint32_t *place, uint32_t capacity);

/* Takes a free slot. On failure: BW_ERR_FULL. Cost: two dozen instructions. */
BW_MUST_CHECK bw_status bw_slots_take(bw_slots *slots, uint32_t *ret_slot);

/*
 * Gives a slot back. A number that is no slot: bounds violation; a slot that is not in use: state violation.
 * Cost: two dozen instructions.
 */
void bw_slots_give(bw_slots *slots, uint32_t slot);

/* The same for a slot that shall never be handed out again. */
void bw_slots_retire(bw_slots *slots, uint32_t slot);

/* Whether slot is the number of a slot in use. Cost: three compares. */
BW_INLINE bool bw_slots_in_use(const bw_slots *slots, uint32_t slot) {
  uint32_t at;
  if (slot >= slots->capacity) {
    return false;
  }
  at = slots->place[slot];
  return at < slots->in_use && slots->order[at] == slot;
}

/* How many slots are in use; how many could still be taken. */
BW_INLINE uint32_t bw_slots_count(const bw_slots *slots) {
  return slots->in_use;
}
BW_INLINE uint32_t bw_slots_room(const bw_slots *slots) {
  return slots->usable - slots->in_use;
}

/* A walk over all slots that are in use now. */
BW_INLINE bw_slots_walk bw_slots_walk_begin(const bw_slots *slots) {
  bw_slots_walk walk;
  walk.left = slots->in_use;
  return walk;
}

/* The end of the slots: all zero, none is free and none in use; the arrays are the caller's again. */
BW_INLINE void bw_slots_close(bw_slots *slots) {
  slots->order = NULL;
  slots->place = NULL;
  slots->capacity = 0;
  slots->in_use = 0;
  slots->usable = 0;
  slots->next = 0;
}

/*
 * The next slot of the walk; false at its end, *ret_slot is untouched then. Meanwhile slots may be taken (the
 * walk does not see them) and given back: every slot that is in use throughout is seen, exactly once unless a
 * slot other than the one seen last was given back. Cost: a handful of instructions.
 */
BW_INLINE BW_MUST_CHECK bool bw_slots_walk_next(const bw_slots *slots, bw_slots_walk *walk, uint32_t *ret_slot) {
  uint32_t left = walk->left < slots->in_use ? walk->left : slots->in_use;
  uint32_t slot;
  if (left == 0u) {
    walk->left = 0;
    return false;
  }
  left--;
  slot = slots->order[left];
  if (BW_UNLIKELY(slot >= slots->capacity)) {
    bw_violate_corrupt();
  }
  walk->left = left;
  *ret_slot = slot;
  return true;
}

BW_C_END

#endif
