/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Guard slots for kernels that have no thread-local storage for drivers: a table of fixed size, found by the
 * address of the thread's own object, without a lock.
 *
 * A slot belongs to a context while it holds something: CLAIMED while one takes it, TAKEN from then until the
 * runtime stores, then a guard. NULL, which the runtime stores when the outermost guard ends, gives it back. So
 * the table needs room for the contexts that are inside a guard at one time, not for all threads there are.
 * Sound because a context writes its own key only: whoever reads something else than NULL and CLAIMED, and then
 * its own key, took that slot itself.
 *
 * Before including this, a platform defines, for a `struct bw_guard *volatile *slot`:
 *   SLOT_LOAD(slot)            loads with acquire order
 *   SLOT_STORE(slot, value)    stores with release order
 *   SLOT_CLAIM(slot, value)    stores value if the slot holds NULL, as one step with full order; true when it did
 */
#ifndef BULWARK_PLATFORM_SLOT_TABLE_H
#define BULWARK_PLATFORM_SLOT_TABLE_H

#include <bulwark/platform.h>

/* How many contexts can be inside a guard at one time, at most: a power of two. */
#ifndef BW_SLOT_TABLE_SIZE
#define BW_SLOT_TABLE_SIZE 4096u
#endif

/* How far from its place by hash a context looks: when all of these are others', guards are refused to it. */
#ifndef BW_SLOT_TABLE_REACH
#define BW_SLOT_TABLE_REACH 64u
#endif

BW_STATIC_ASSERT((BW_SLOT_TABLE_SIZE & (BW_SLOT_TABLE_SIZE - 1u)) == 0u, "the size is a power of two");
BW_STATIC_ASSERT(BW_SLOT_TABLE_REACH <= BW_SLOT_TABLE_SIZE, "no slot is looked at twice");

#define SLOT_TAKEN ((struct bw_guard *)(uintptr_t)1)
#define SLOT_CLAIMED ((struct bw_guard *)(uintptr_t)2)

typedef struct slot_entry {
  struct bw_guard *guard;
  volatile uintptr_t key;
} slot_entry;

static slot_entry slot_table[BW_SLOT_TABLE_SIZE];

static size_t slot_place(uintptr_t key) {
  /* Objects of threads lie far apart: Fibonacci hashing of what differs (Knuth, The Art of Computer Programming,
     volume 3, 6.4). */
  return (size_t)((uint32_t)((key >> 6) ^ (key >> 20)) * UINT32_C(2654435769) >> 8) & (BW_SLOT_TABLE_SIZE - 1u);
}

/* The slot this context has, or NULL. *ret_own: one it had before and that is free, or NULL. */
static struct bw_guard **slot_find(uintptr_t key, slot_entry **ret_own) {
  size_t place = slot_place(key);
  size_t i;
  *ret_own = NULL;
  for (i = 0; i < BW_SLOT_TABLE_REACH; i++) {
    slot_entry *entry = &slot_table[(place + i) & (BW_SLOT_TABLE_SIZE - 1u)];
    struct bw_guard *held = SLOT_LOAD(&entry->guard);
    if (entry->key == key && held != SLOT_CLAIMED) {
      if (held != NULL) {
        return &entry->guard;
      }
      /* A context has at most one slot, and takes its last one first: no live one stands behind this. */
      *ret_own = entry;
      return NULL;
    }
  }
  return NULL;
}

static bool slot_take(slot_entry *entry, uintptr_t key) {
  if (!SLOT_CLAIM(&entry->guard, SLOT_CLAIMED)) {
    return false;
  }
  entry->key = key;
  SLOT_STORE(&entry->guard, SLOT_TAKEN);
  return true;
}

/* The slot of the context with this key, not 0, taken if it has none. NULL when all in reach are others'. */
static struct bw_guard **slot_of(uintptr_t key) {
  slot_entry *own;
  struct bw_guard **slot = slot_find(key, &own);
  size_t place = slot_place(key);
  size_t i;
  if (slot != NULL) {
    return slot;
  }
  if (own != NULL && slot_take(own, key)) {
    return &own->guard;
  }
  for (i = 0; i < BW_SLOT_TABLE_REACH; i++) {
    slot_entry *entry = &slot_table[(place + i) & (BW_SLOT_TABLE_SIZE - 1u)];
    if (slot_take(entry, key)) {
      return &entry->guard;
    }
  }
  return NULL;
}

/* Gives the slot of a context back that will not leave its guards: before a panic that ends the thread only. */
static void slot_drop(uintptr_t key) {
  slot_entry *own;
  struct bw_guard **slot = slot_find(key, &own);
  if (slot != NULL) {
    SLOT_STORE(slot, NULL);
  }
}

#endif
