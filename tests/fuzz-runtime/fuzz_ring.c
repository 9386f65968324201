/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The oracle of a ring is an array whose first item is the oldest. The rings: ring.h over memory of the input's
 * size, and ring_fixed.h, whose counters start where they are about to wrap.
 */
#include "fuzz.h"

#include <bulwark/ring.h>
#include <bulwark/ring_fixed.h>

#include <stdlib.h>
#include <string.h>

enum { CAPACITY_MAX = 9 };

BW_SPAN_DECLARE(numbers, uint16_t);
BW_RING_DECLARE(queue, numbers, uint16_t);
BW_RING_FIXED_DECLARE(fixed, uint16_t, 4);

struct world {
  uint16_t *memory; /* exactly as many as there are */
  queue ring;
  uint16_t model[CAPACITY_MAX];
  size_t count;
  size_t capacity;
};

static void model_add(struct world *world, uint16_t value) {
  world->model[world->count++] = value;
}

static void model_drop(struct world *world, size_t count) {
  world->count -= count;
  memmove(world->model, world->model + count, world->count * sizeof(uint16_t));
}

static void one(struct world *world, struct fuzz_input *input) {
  uint16_t value = (uint16_t)fuzz_number(input, 2);
  uint16_t got = 0x5A5A;
  bool full = world->count == world->capacity;
  bool empty = world->count == 0u;
  bool lost;
  switch (fuzz_below(input, 5)) {
  case 0:
    FUZZ_CHECK(queue_push(&world->ring, value) == (full ? BW_ERR_FULL : BW_OK));
    if (!full) {
      model_add(world, value);
    }
    break;
  case 1:
    FUZZ_CHECK(queue_pop(&world->ring, &got) == (empty ? BW_ERR_EMPTY : BW_OK));
    FUZZ_CHECK(got == (empty ? 0x5A5A : world->model[0]));
    model_drop(world, empty ? 0u : 1u);
    break;
  case 2:
    FUZZ_CHECK(queue_push_front(&world->ring, value) == (full ? BW_ERR_FULL : BW_OK));
    if (!full) {
      memmove(world->model + 1, world->model, world->count * sizeof(uint16_t));
      world->model[0] = value;
      world->count++;
    }
    break;
  case 3:
    FUZZ_CHECK(queue_pop_back(&world->ring, &got) == (empty ? BW_ERR_EMPTY : BW_OK));
    FUZZ_CHECK(got == (empty ? 0x5A5A : world->model[world->count - 1u]));
    world->count -= empty ? 0u : 1u;
    break;
  default:
    if (world->capacity == 0u) {
      FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, lost = queue_replace(&world->ring, value); (void)lost);
      break;
    }
    FUZZ_CHECK(queue_replace(&world->ring, value) == full);
    model_drop(world, full ? 1u : 0u);
    model_add(world, value);
    break;
  }
}

static void many(struct world *world, struct fuzz_input *input) {
  uint16_t items[CAPACITY_MAX + 2];
  numbers part;
  size_t count = fuzz_below(input, CAPACITY_MAX + 2u);
  size_t drop = fuzz_size(input, world->count);
  bool fits;
  size_t i;
  for (i = 0; i < count; i++) {
    items[i] = (uint16_t)fuzz_number(input, 2);
  }
  switch (fuzz_below(input, 4)) {
  case 0:
    fits = count <= world->capacity - world->count;
    FUZZ_CHECK(queue_push_span(&world->ring, numbers_const_make(items, count)) == (fits ? BW_OK : BW_ERR_FULL));
    for (i = 0; fits && i < count; i++) {
      model_add(world, items[i]);
    }
    break;
  case 1:
    fits = count <= world->count;
    memset(items, 0x5A, sizeof items);
    FUZZ_CHECK(queue_pop_span(&world->ring, numbers_make(items, count)) == (fits ? BW_OK : BW_ERR_EMPTY));
    for (i = 0; i < CAPACITY_MAX + 2u; i++) {
      FUZZ_CHECK(items[i] == (fits && i < count ? world->model[i] : 0x5A5A));
    }
    model_drop(world, fits ? count : 0u);
    break;
  case 2:
    if (drop > world->count) {
      FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, queue_drop(&world->ring, drop));
    } else {
      queue_drop(&world->ring, drop);
      model_drop(world, drop);
    }
    break;
  default:
    part = queue_free(&world->ring);
    FUZZ_CHECK((part.count == 0u) == (world->count == world->capacity));
    if (count > part.count) {
      FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, queue_commit(&world->ring, count));
      break;
    }
    numbers_copy(part, numbers_const_make(items, count));
    queue_commit(&world->ring, count);
    for (i = 0; i < count; i++) {
      model_add(world, items[i]);
    }
    break;
  }
}

/* Fields that leave the array: whatever is tried next, no item outside is touched. */
static void corrupt(struct world *world, struct fuzz_input *input) {
  size_t kept = world->ring.first;
  uint16_t got = 0;
  if (world->capacity == 0u) {
    return;
  }
  world->ring.first = world->capacity + fuzz_byte(input);
  if (world->count != world->capacity) {
    FUZZ_VIOLATES(BW_VIOLATION_CORRUPT, FUZZ_STATUS(queue_push(&world->ring, 1)));
    FUZZ_VIOLATES(BW_VIOLATION_CORRUPT, (void)queue_free(&world->ring));
  }
  if (world->count != 0u) {
    FUZZ_VIOLATES(BW_VIOLATION_CORRUPT, FUZZ_STATUS(queue_pop(&world->ring, &got)));
    FUZZ_VIOLATES(BW_VIOLATION_CORRUPT, (void)queue_filled(&world->ring));
    FUZZ_VIOLATES(BW_VIOLATION_CORRUPT, (void)queue_front(&world->ring));
  }
  world->ring.first = kept;
}

static void check(struct world *world) {
  const queue *ring = &world->ring;
  numbers filled = queue_filled(ring);
  uint16_t got = 0x5A5A;
  size_t i;
  FUZZ_CHECK(queue_count(ring) == world->count && queue_room(ring) == world->capacity - world->count);
  FUZZ_CHECK(filled.count <= world->count && (filled.count == 0u) == (world->count == 0u));
  for (i = 0; i < world->count; i++) {
    FUZZ_CHECK(*queue_at(ring, i) == world->model[i]);
    FUZZ_CHECK(queue_try_peek(ring, i, &got) == BW_OK && got == world->model[i]);
    FUZZ_CHECK(i >= filled.count || &filled.items[i] == queue_at(ring, i));
  }
  got = 0x5A5A;
  FUZZ_CHECK(queue_try_peek(ring, world->count, &got) == BW_ERR_RANGE && got == 0x5A5A);
  if (world->count != 0u) {
    FUZZ_CHECK(queue_front(ring) == queue_at(ring, 0) && queue_back(ring) == queue_at(ring, world->count - 1u));
  }
}

/* The queue of four places, until the input asks for its end. */
static void run_fixed(struct fuzz_input *input) {
  fixed ring;
  uint16_t model[4];
  size_t count = 0;
  bool on = true;
  memset(&ring, 0xA7, sizeof ring);
  fixed_clear(&ring);
  ring.head = ring.tail = UINT32_MAX - fuzz_byte(input) % 16u;
  while (on && fuzz_more(input)) {
    uint16_t value = (uint16_t)fuzz_number(input, 2);
    uint16_t got = 0x5A5A;
    uint16_t *item = NULL;
    size_t index = fuzz_size(input, count);
    switch (fuzz_below(input, 8)) {
    case 0:
    case 1:
    case 2:
      FUZZ_CHECK(fixed_push(&ring, value) == (count < 4u ? BW_OK : BW_ERR_FULL));
      if (count < 4u) {
        model[count++] = value;
      }
      break;
    case 3:
    case 4:
      FUZZ_CHECK(fixed_pop(&ring, &got) == (count != 0u ? BW_OK : BW_ERR_EMPTY));
      FUZZ_CHECK(got == (count != 0u ? model[0] : 0x5A5A));
      index = count != 0u ? 1u : 0u;
      count -= index;
      memmove(model, model + index, count * sizeof model[0]);
      break;
    case 5:
      if (index > count) {
        FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, fixed_drop(&ring, index));
        break;
      }
      fixed_drop(&ring, index);
      count -= index;
      memmove(model, model + index, count * sizeof model[0]);
      break;
    case 6:
      if (index >= count) {
        FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)fixed_at(&ring, index));
      } else {
        FUZZ_CHECK(*fixed_at(&ring, index) == model[index]);
      }
      FUZZ_CHECK(fixed_try_front(&ring, &item) == (count != 0u ? BW_OK : BW_ERR_EMPTY));
      FUZZ_CHECK(count == 0u ? item == NULL : *item == model[0]);
      FUZZ_CHECK(fixed_try_back(&ring, &item) == (count != 0u ? BW_OK : BW_ERR_EMPTY));
      FUZZ_CHECK(count == 0u ? item == NULL : *item == model[count - 1u]);
      break;
    default:
      ring.tail += 8;
      FUZZ_VIOLATES(BW_VIOLATION_CORRUPT, (void)fixed_count(&ring));
      ring.tail -= 8;
      on = value % 4u != 0u;
      break;
    }
    FUZZ_CHECK(fixed_count(&ring) == count && fixed_room(&ring) == 4u - count);
  }
}

void fuzz_ring(struct fuzz_input *input) {
  struct world world;
  memset(&world, 0, sizeof world);
  world.capacity = fuzz_below(input, CAPACITY_MAX);
  world.memory = (uint16_t *)malloc(world.capacity == 0u ? 1u : world.capacity * sizeof(uint16_t));
  FUZZ_CHECK(world.memory != NULL);
  world.ring = queue_over(numbers_make(world.memory, world.capacity));
  while (fuzz_more(input)) {
    size_t index = fuzz_size(input, world.count);
    switch (fuzz_below(input, 17)) {
    default:
      one(&world, input);
      break;
    case 8:
    case 9:
    case 10:
    case 11:
    case 12:
      many(&world, input);
      break;
    case 13:
      corrupt(&world, input);
      break;
    case 14:
      if (index >= world.count) {
        FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)queue_at(&world.ring, index));
      }
      if (world.count == 0u) {
        FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)queue_front(&world.ring));
        FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, (void)queue_back(&world.ring));
      }
      break;
    case 15:
      queue_clear(&world.ring);
      world.count = 0;
      break;
    case 16:
      run_fixed(input);
      break;
    }
    check(&world);
  }
  free(world.memory);
}
