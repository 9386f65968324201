/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The oracle of a pool is a table of what each object holds, and which were taken. */
#include "fuzz.h"

#include <bulwark/pool.h>

#include <string.h>

enum { CAPACITY = 6, OBJECT_BYTES = 24 };

typedef struct thing {
  uint64_t words[OBJECT_BYTES / 8];
} thing;

BW_POOL_DECLARE(things, thing);

struct world {
  BW_POOL_STORAGE(thing, CAPACITY) storage;
  things pool;
  bool taken[CAPACITY];
  uint8_t fill[CAPACITY];
  size_t count;
  uint32_t last; /* given back since the last one was taken, or CAPACITY */
  uint8_t next_fill;
};

static uint8_t wiped_byte(const struct world *world) {
  return world->pool.policy == BW_POOL_ZERO ? 0 : BW_POOL_POISON_BYTE;
}

/* The fill of a new object is none of the bytes that wiped ones have. */
static uint8_t new_fill(struct world *world) {
  world->next_fill = (uint8_t)(world->next_fill % 200u + 1u);
  return world->next_fill;
}

static uint32_t number_of(const struct world *world, const thing *it) {
  uintptr_t offset = (uintptr_t)it - (uintptr_t)world->storage.items;
  FUZZ_CHECK(offset % sizeof(thing) == 0u && offset / sizeof(thing) < CAPACITY);
  return (uint32_t)(offset / sizeof(thing));
}

static void take(struct world *world) {
  thing *it = NULL;
  uint32_t number;
  if (world->count == CAPACITY) {
    FUZZ_CHECK(things_take(&world->pool, &it) == BW_ERR_FULL && it == NULL);
    return;
  }
  FUZZ_CHECK(things_take(&world->pool, &it) == BW_OK);
  number = number_of(world, it);
  FUZZ_CHECK(!world->taken[number] && (number != world->last || world->count == CAPACITY - 1u));
  FUZZ_CHECK(fuzz_all_bytes_are(it, sizeof *it, 0));
  world->taken[number] = true;
  world->last = CAPACITY;
  world->fill[number] = new_fill(world);
  world->count++;
  memset(it, world->fill[number], sizeof *it);
}

static void give(struct world *world, uint32_t number) {
  thing *it = &world->storage.items[number];
  if (!world->taken[number]) {
    FUZZ_VIOLATES(BW_VIOLATION_STATE, things_give(&world->pool, it));
    return;
  }
  things_give(&world->pool, it);
  world->taken[number] = false;
  world->last = number;
  world->count--;
}

/* Pointers that are no object of the pool. */
static void give_foreign(struct world *world, struct fuzz_input *input) {
  static thing foreign;
  uintptr_t at = (uintptr_t)world->storage.items;
  switch (fuzz_below(input, 4)) {
  case 0:
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, things_give(&world->pool, &foreign));
    break;
  case 1:
    at += fuzz_below(input, CAPACITY) * sizeof(thing) + 1u + fuzz_below(input, sizeof(thing) - 1u);
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, things_give(&world->pool, (thing *)at));
    break;
  case 2:
    at += sizeof(thing) * (CAPACITY + fuzz_below(input, 4));
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, things_give(&world->pool, (thing *)at));
    break;
  default:
    at -= sizeof(thing) * (1u + fuzz_below(input, 4));
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, things_give(&world->pool, (thing *)at));
    break;
  }
}

/* By number: what is taken, what is not, and what is none. */
static void look_up(struct world *world, size_t index) {
  thing *it = NULL;
  uint32_t number = (uint32_t)index;
  bw_status expected = number >= CAPACITY ? BW_ERR_RANGE : world->taken[number] ? BW_OK : BW_ERR_STALE;
  FUZZ_CHECK(things_try_at(&world->pool, number, &it) == expected);
  FUZZ_CHECK(it == (expected == BW_OK ? &world->storage.items[number] : NULL));
  if (expected == BW_OK) {
    FUZZ_CHECK(things_at(&world->pool, number) == it && things_index_of(&world->pool, it) == number);
  } else if (expected == BW_ERR_STALE) {
    FUZZ_VIOLATES(BW_VIOLATION_STATE, (void)things_at(&world->pool, number));
    FUZZ_VIOLATES(BW_VIOLATION_STATE, (void)things_index_of(&world->pool, &world->storage.items[number]));
  } else {
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)things_at(&world->pool, number));
  }
}

/* All objects, giving back the one at hand where the input says so. */
static void walk(struct world *world, struct fuzz_input *input) {
  bw_slots_walk walk = things_walk(&world->pool);
  bool seen[CAPACITY] = {false};
  size_t left = world->count;
  thing *it;
  while ((it = things_next(&world->pool, &walk)) != NULL) {
    uint32_t number = number_of(world, it);
    FUZZ_CHECK(world->taken[number] && !seen[number] && left != 0u);
    seen[number] = true;
    left--;
    if (fuzz_below(input, 3) == 1u) {
      give(world, number);
    }
  }
  FUZZ_CHECK(left == 0u);
}

/* A write through a stale pointer, which a verifying pool notices when it hands the object out. */
static void write_stale(struct world *world, uint32_t number, size_t byte) {
  thing *it = NULL;
  if (world->taken[number] || world->pool.policy != BW_POOL_VERIFY || world->count != CAPACITY - 1u) {
    return;
  }
  fuzz_flip_byte((uint8_t *)&world->storage.items[number] + byte);
  FUZZ_VIOLATES(BW_VIOLATION_CORRUPT, FUZZ_STATUS(things_take(&world->pool, &it)));
  FUZZ_CHECK(it == NULL);
  /* The slot was taken before its bytes were looked at; it stays with the request that found the damage. */
  world->taken[number] = true;
  world->count++;
  world->fill[number] = new_fill(world);
  BW_UNPOISON_REGION(&world->storage.items[number], sizeof(thing));
  memset(&world->storage.items[number], world->fill[number], sizeof(thing));
}

static void check(const struct world *world) {
  uint32_t i;
  FUZZ_CHECK(things_count(&world->pool) == world->count && things_room(&world->pool) == CAPACITY - world->count);
  for (i = 0; i < CAPACITY; i++) {
    uint8_t byte = world->taken[i] ? world->fill[i] : wiped_byte(world);
    FUZZ_CHECK(fuzz_all_bytes_are(&world->storage.items[i], sizeof(thing), byte));
  }
}

void fuzz_pool(struct fuzz_input *input) {
  static struct world world;
  memset(&world, 0, sizeof world);
  world.last = CAPACITY;
  FUZZ_CHECK(BW_POOL_OVER(things, &world.pool, &world.storage, (bw_pool_policy)fuzz_below(input, 3)) == BW_OK);
  while (fuzz_more(input)) {
    uint32_t number = (uint32_t)fuzz_below(input, CAPACITY);
    switch (fuzz_below(input, 8)) {
    case 0:
    case 1:
    case 2:
      take(&world);
      break;
    case 3:
    case 4:
      give(&world, number);
      break;
    case 5:
      give_foreign(&world, input);
      break;
    case 6:
      look_up(&world, fuzz_size(input, CAPACITY));
      write_stale(&world, number, fuzz_below(input, sizeof(thing)));
      break;
    default:
      walk(&world, input);
      break;
    }
    check(&world);
  }
  things_close(&world.pool);
}
