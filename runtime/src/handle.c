/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/handle.h>

/* Every slot free, of the table's type, and of no generation yet. */
static void entries_clear(bw_handle_entry *entries, uint32_t capacity, uint32_t type) {
  uint32_t i;
  /*@ loop invariant 0 <= i <= capacity;
      loop invariant cleared: \forall integer k; 0 <= k < i ==> entry_clear(&entries[k], type);
      loop assigns i, entries[0 .. capacity - 1];
      loop variant capacity - i; */
  for (i = 0; i < capacity; i++) {
    entries[i].owner = NULL;
    entries[i].tag = type;
    entries[i].pins = 0;
    entries[i].state = BW_HANDLE_FREE;
  }
}

bw_status bw_handles_init(bw_handles *handles, bw_handle_entry *entries, uint32_t *order, uint32_t *place,
                          uint32_t capacity, uint32_t type, uint32_t type_bits, uint32_t generation_max,
                          bw_handle_wrap wrap) {
  bw_status status;
  if (entries == NULL || order == NULL || place == NULL || capacity == 0u || capacity > BW_SLOTS_MAX ||
      type_bits == 0u || type_bits > 31u || generation_max == 0u || generation_max > UINT32_MAX >> type_bits ||
      type == 0u || type >> type_bits != 0u) {
    return BW_ERR_ARGUMENT;
  }
  entries_clear(entries, capacity, type);
  status = bw_slots_init(&handles->slots, order, place, capacity);
  if (status != BW_OK) {
    return status;
  }
  /*@ assert made: \forall integer slot; 0 <= slot < capacity ==>
        slots_free(&handles->slots, slot) && entries[slot].state == BW_HANDLE_FREE; */
  handles->entries = entries;
  handles->type = type;
  handles->type_bits = type_bits;
  handles->generation_max = generation_max;
  handles->wrap = wrap;
  /*@ assert kept: slots_fine(&handles->slots); */
  /*@ assert kept: \forall integer slot; 0 <= slot < capacity ==> slots_free(&handles->slots, slot); */
  /*@ assert kept: \forall integer slot; 0 <= slot < capacity ==> entries[slot].state == BW_HANDLE_FREE; */
  return BW_OK;
}

static bool handle_is_over(const bw_handle_owner *owner) {
  return owner != NULL && owner->count >= owner->quota;
}

static void handle_charge(bw_handle_owner *owner) {
  if (owner != NULL) {
    owner->count++;
  }
}

static void handle_discharge(bw_handle_owner *owner) {
  if (owner != NULL) {
    if (owner->count == 0u) {
      bw_violate_corrupt();
    }
    owner->count--;
  }
}

/* A new object in a slot that was just taken. */
static void entry_begin(bw_handles *handles, uint32_t slot, bw_handle_owner *owner, uint32_t tag) {
  bw_handle_entry *entry = &handles->entries[slot];
  entry->owner = owner;
  entry->tag = tag;
  entry->pins = 0;
  entry->state = BW_HANDLE_LIVE;
}

/* The end of a dead object, whose slot goes back next. Returns its owner. */
static bw_handle_owner *entry_finish(bw_handles *handles, uint32_t slot) {
  bw_handle_entry *entry = &handles->entries[slot];
  bw_handle_owner *owner = entry->owner;
  if (entry->state != BW_HANDLE_ENDED || entry->pins != 0u) {
    bw_violate_state();
  }
  entry->state = BW_HANDLE_FREE;
  entry->owner = NULL;
  return owner;
}

/* A slot that was free. A caller has seen that there is one. */
static void slot_take(bw_handles *handles, uint32_t *ret_slot) {
  if (bw_slots_take(&handles->slots, ret_slot) != BW_OK) {
    bw_violate_corrupt();
  }
  /*@ assert asked: handles->entries == \at(handles->entries, Pre); */
  /*@ assert asked: handles->type_bits == \at(handles->type_bits, Pre); */
  /*@ assert asked: handles->slots.order == \at(handles->slots.order, Pre); */
  /*@ assert asked: handles->slots.place == \at(handles->slots.place, Pre); */
  /*@ assert asked: handles->slots.capacity == \at(handles->slots.capacity, Pre); */
  /*@ assert left: state_kept{Pre, Here}(handles, -1); */
  /*@ assert left: \forall integer k; 0 <= k < handles->slots.capacity ==>
        handles->entries[k].tag == \at(handles->entries[k].tag, Pre); */
  /*@ assert left: \forall integer k; 0 <= k < handles->slots.capacity ==>
        handles->entries[k].pins == \at(handles->entries[k].pins, Pre); */
  /*@ assert left: \forall integer k; 0 <= k < handles->slots.capacity ==>
        handles->entries[k].owner == \at(handles->entries[k].owner, Pre); */
}

/* The tag of the next object in a free slot. Only where slots are reused does such a slot carry the last generation. */
static uint32_t entry_next_tag(const bw_handles *handles, uint32_t slot) {
  uint32_t generation = handles->entries[slot].tag >> handles->type_bits;
  if (handles->entries[slot].state != BW_HANDLE_FREE || generation > handles->generation_max) {
    bw_violate_corrupt();
  }
  generation = generation == handles->generation_max ? 1u : generation + 1u;
  return generation << handles->type_bits | handles->type;
}

/* Takes a slot for an object of an owner, who may have one more. */
static void entry_take(bw_handles *handles, bw_handle_owner *owner, uint32_t *ret_slot, uint32_t *ret_tag) {
  uint32_t tag;
  handle_charge(owner);
  /*@ assert charged: handles_memory(handles); */
  /*@ assert charged: slots_memory(&handles->slots); */
  /*@ assert charged: slots_order(&handles->slots); */
  /*@ assert charged: slots_place(&handles->slots); */
  /*@ assert charged: table_kept{Pre, Here}(handles); */
  /*@ assert charged: state_kept{Pre, Here}(handles, -1); */
  /*@ assert charged: rest_kept{Pre, Here}(handles, -1); */
  /*@ assert charged: handles_used_but{Pre, Here}(handles, -1); */
  /*@ assert charged: owner != \null ==> owner->count == \at(owner->count, Pre) + 1; */
  slot_take(handles, ret_slot);
  tag = entry_next_tag(handles, *ret_slot);
  *ret_tag = tag;
  /*@ assert told: handles_memory(handles); */
  /*@ assert told: slots_memory(&handles->slots); */
  /*@ assert told: slots_order(&handles->slots); */
  /*@ assert told: slots_place(&handles->slots); */
  /*@ assert told: table_kept{Pre, Here}(handles); */
  /*@ assert told: state_kept{Pre, Here}(handles, -1); */
  /*@ assert told: rest_kept{Pre, Here}(handles, -1); */
  /*@ assert told: handles_used_but{Pre, Here}(handles, *ret_slot); */
  /*@ assert told: slots_used(&handles->slots, *ret_slot); */
  /*@ assert told: owner != \null ==> owner->count == \at(owner->count, Pre) + 1; */
  entry_begin(handles, *ret_slot, owner, tag);
}

/* Whether there is room for an object of an owner, and if not why. */
static bw_status handles_admit(const bw_handles *handles, const bw_handle_owner *owner) {
  if (handle_is_over(owner)) {
    return BW_ERR_QUOTA;
  }
  return bw_slots_room(&handles->slots) == 0u ? BW_ERR_FULL : BW_OK;
}

bw_status bw_handles_take(bw_handles *handles, bw_handle_owner *owner, uint32_t *ret_slot, uint32_t *ret_tag) {
  bw_status admitted = handles_admit(handles, owner);
  if (admitted == BW_OK) {
    entry_take(handles, owner, ret_slot, ret_tag);
  }
  return admitted;
}

bool bw_handles_match(const bw_handles *handles, uint32_t slot, uint32_t tag) {
  return slot < handles->slots.capacity && handles->entries[slot].tag == tag &&
         handles->entries[slot].state == BW_HANDLE_LIVE;
}

bw_status bw_handles_pin(bw_handles *handles, uint32_t slot, uint32_t tag) {
  if (!bw_handles_match(handles, slot, tag)) {
    return BW_ERR_STALE;
  }
  if (handles->entries[slot].pins == UINT32_MAX) {
    return BW_ERR_RANGE;
  }
  handles->entries[slot].pins++;
  return BW_OK;
}

bool bw_handles_unpin(bw_handles *handles, uint32_t slot, uint32_t tag) {
  bw_handle_entry *entry;
  if (slot >= handles->slots.capacity) {
    bw_violate_state();
  }
  entry = &handles->entries[slot];
  if (entry->tag != tag || entry->state == BW_HANDLE_FREE || entry->pins == 0u) {
    bw_violate_state();
  }
  entry->pins--;
  return entry->pins == 0u && entry->state == BW_HANDLE_ENDED;
}

bw_status bw_handles_end(bw_handles *handles, uint32_t slot, uint32_t tag, bool *ret_dead) {
  if (!bw_handles_match(handles, slot, tag)) {
    return BW_ERR_STALE;
  }
  handles->entries[slot].state = BW_HANDLE_ENDED;
  *ret_dead = handles->entries[slot].pins == 0u;
  return BW_OK;
}

static void slot_back(bw_handles *handles, uint32_t slot, bool worn) {
  if (worn) {
    bw_slots_retire(&handles->slots, slot);
  } else {
    bw_slots_give(&handles->slots, slot);
  }
}

void bw_handles_free(bw_handles *handles, uint32_t slot) {
  bool worn;
  if (slot >= handles->slots.capacity) {
    bw_violate_bounds();
  }
  worn = handles->wrap == BW_HANDLE_RETIRE &&
         handles->entries[slot].tag >> handles->type_bits >= handles->generation_max;
  handle_discharge(entry_finish(handles, slot));
  /*@ assert discharged: handles_memory(handles); */
  /*@ assert discharged: slots_memory(&handles->slots); */
  /*@ assert discharged: slots_order(&handles->slots); */
  /*@ assert discharged: slots_place(&handles->slots); */
  /*@ assert discharged: table_kept{Pre, Here}(handles); */
  /*@ assert discharged: handles_used_but{Pre, Here}(handles, -1); */
  /*@ assert discharged: state_kept{Pre, Here}(handles, slot); */
  /*@ assert discharged: handles->entries[slot].state == BW_HANDLE_FREE; */
  /*@ assert discharged: handles->entries[slot].tag == \at(handles->entries[slot].tag, Pre); */
  /*@ assert discharged: handles->slots.order == \at(handles->slots.order, Pre); */
  /*@ assert discharged: handles->slots.place == \at(handles->slots.place, Pre); */
  /*@ assert discharged: \at(handles->entries[slot].owner, Pre) != \null ==>
        \at(handles->entries[slot].owner, Pre)->count == \at(handles->entries[slot].owner->count, Pre) - 1; */
  slot_back(handles, slot, worn);
}

bw_status bw_handles_charge(bw_handles *handles, uint32_t slot, uint32_t tag, bw_handle_owner *owner) {
  if (!bw_handles_match(handles, slot, tag)) {
    return BW_ERR_STALE;
  }
  if (owner == handles->entries[slot].owner) {
    return BW_OK;
  }
  if (handle_is_over(owner)) {
    return BW_ERR_QUOTA;
  }
  handle_charge(owner);
  handle_discharge(handles->entries[slot].owner);
  handles->entries[slot].owner = owner;
  return BW_OK;
}

bool bw_handles_next(const bw_handles *handles, bw_slots_walk *walk, const bw_handle_owner *owner,
                     uint32_t *steps, uint32_t *ret_slot) {
  uint32_t slot = 0;
  /*@ loop invariant *steps <= \at(*steps, Pre) && *ret_slot == \at(*ret_slot, Pre);
      loop invariant same: handles->slots.capacity == \at(handles->slots.capacity, Pre);
      loop invariant same: handles->slots.in_use == \at(handles->slots.in_use, Pre);
      loop invariant same: handles->slots.usable == \at(handles->slots.usable, Pre);
      loop invariant inside: slots_inside(&handles->slots);
      loop assigns *steps, *walk, slot;
      loop variant *steps; */
  while (*steps != 0u && bw_slots_walk_next(&handles->slots, walk, &slot)) {
    /*@ assert there: slot < \at(handles->slots.capacity, Pre); */
    const bw_handle_entry *entry = &handles->entries[slot];
    const bw_handle_owner *charged = entry->owner;
    (*steps)--;
    if (entry->state == BW_HANDLE_LIVE && (owner == NULL || charged == owner)) {
      *ret_slot = slot;
      return true;
    }
  }
  return false;
}
