/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The oracle of a handle table is the list of every handle it gave (the newest of them), what became of its
 * object, and what each owner is charged. Two tables of different types, one with wide and one with narrow
 * handles, so that handles also come to the wrong one.
 */
#include "fuzz.h"

#include <bulwark/handle.h>

#include <string.h>

enum { CAPACITY = 5, RECORDS = 40, OWNERS = 2, NUMBERS = 4 };

typedef struct thing {
  uint32_t numbers[NUMBERS];
} thing;

BW_HANDLE_DECLARE(wide, thing, 3);
BW_HANDLE32_DECLARE(narrow, thing, 5);

enum state { GONE, LIVE, ENDED };

struct record {
  uint64_t handle;
  thing *object;
  enum state state;
  unsigned pins;
  bw_handle_owner *owner;
  uint32_t number;
};

struct world {
  BW_HANDLE_STORAGE(wide, CAPACITY) wide_storage;
  BW_HANDLE_STORAGE(narrow, CAPACITY) narrow_storage;
  wide wide;
  narrow narrow;
  bool is_narrow;
  bw_handle_wrap wrap;
  struct record record[RECORDS];
  size_t records;
  bw_handle_owner owner[OWNERS];
  uint32_t charged[OWNERS];
  uint32_t made;
  uint64_t generation[CAPACITY]; /* how many objects each slot had */
};

/* Both tables through one set of functions; a call of the table under test. */
#define ON(world, call_wide, call_narrow) ((world)->is_narrow ? (call_narrow) : (call_wide))

static bw_status create(struct world *world, bw_handle_owner *owner, thing **ret_object, uint64_t *ret_handle) {
  wide_handle w = wide_handle_of(*ret_handle);
  narrow_handle n = narrow_handle_of((uint32_t)*ret_handle);
  bw_status status = ON(world, wide_create(&world->wide, owner, ret_object, &w),
                        narrow_create(&world->narrow, owner, ret_object, &n));
  *ret_handle = world->is_narrow ? narrow_value(n) : wide_value(w);
  return status;
}

static bw_status resolve(const struct world *world, uint64_t handle, thing **ret_object) {
  return ON(world, wide_try_resolve(&world->wide, wide_handle_of(handle), ret_object),
            narrow_try_resolve(&world->narrow, narrow_handle_of((uint32_t)handle), ret_object));
}

static thing *must_resolve(const struct world *world, uint64_t handle) {
  return ON(world, wide_resolve(&world->wide, wide_handle_of(handle)),
            narrow_resolve(&world->narrow, narrow_handle_of((uint32_t)handle)));
}

static bw_status pin(struct world *world, uint64_t handle, thing **ret_object) {
  return ON(world, wide_pin(&world->wide, wide_handle_of(handle), ret_object),
            narrow_pin(&world->narrow, narrow_handle_of((uint32_t)handle), ret_object));
}

static void unpin(struct world *world, uint64_t handle) {
  if (world->is_narrow) {
    narrow_unpin(&world->narrow, narrow_handle_of((uint32_t)handle));
  } else {
    wide_unpin(&world->wide, wide_handle_of(handle));
  }
}

static bw_status destroy(struct world *world, uint64_t handle) {
  return ON(world, wide_destroy(&world->wide, wide_handle_of(handle)),
            narrow_destroy(&world->narrow, narrow_handle_of((uint32_t)handle)));
}

static bw_status charge(struct world *world, uint64_t handle, bw_handle_owner *owner) {
  return ON(world, wide_charge(&world->wide, wide_handle_of(handle), owner),
            narrow_charge(&world->narrow, narrow_handle_of((uint32_t)handle), owner));
}

static unsigned type_bits_of(const struct world *world, uint64_t handle) {
  return world->is_narrow ? (unsigned)(handle >> BW_HANDLE32_INDEX_BITS & 31u)
                          : (unsigned)(handle >> BW_HANDLE_INDEX_BITS & 255u);
}

/* What a handle that leads nowhere must answer. */
static bw_status miss(const struct world *world, uint64_t handle) {
  unsigned type = type_bits_of(world, handle);
  return type != 0u && type != (world->is_narrow ? 5u : 3u) ? BW_ERR_TYPE : BW_ERR_STALE;
}

static uint32_t *charge_of(struct world *world, const bw_handle_owner *owner) {
  return owner == NULL ? NULL : &world->charged[owner - world->owner];
}

/* Each object is ended once, while it still holds what it held. */
static void on_end(thing *object, void *context) {
  struct world *world = (struct world *)context;
  size_t i;
  size_t ended = 0;
  for (i = 0; i < world->records; i++) {
    struct record *record = &world->record[i];
    if (record->object == object && record->state == ENDED) {
      FUZZ_CHECK(record->pins == 0u && object->numbers[0] == record->number &&
                 object->numbers[3] == ~record->number);
      record->state = GONE;
      ended++;
      if (record->owner != NULL) {
        --*charge_of(world, record->owner);
      }
    }
  }
  FUZZ_CHECK(ended == 1u);
}

static struct record *new_record(struct world *world) {
  size_t i;
  if (world->records < RECORDS) {
    return &world->record[world->records++];
  }
  for (i = world->made % RECORDS; world->record[i].state != GONE; i = (i + 1u) % RECORDS) {
  }
  return &world->record[i];
}

static size_t alive(const struct world *world) {
  size_t i;
  size_t count = 0;
  for (i = 0; i < world->records; i++) {
    count += world->record[i].state != GONE ? 1u : 0u;
  }
  return count;
}

static uint64_t slot_of(const struct world *world, uint64_t handle) {
  return handle & (world->is_narrow ? 0xFFFFu : 0xFFFFFFFFu);
}

/* How many slots a table may still use that retires them at their last generation. */
static size_t usable(const struct world *world) {
  uint64_t last = world->is_narrow ? BW_HANDLE32_GENERATION_MAX : BW_HANDLE_GENERATION_MAX;
  size_t count = 0;
  size_t i;
  for (i = 0; i < CAPACITY; i++) {
    count += world->wrap == BW_HANDLE_REUSE || world->generation[i] < last ? 1u : 0u;
  }
  for (i = 0; i < world->records; i++) {
    uint64_t slot = slot_of(world, world->record[i].handle);
    count += world->record[i].state != GONE && world->wrap == BW_HANDLE_RETIRE && world->generation[slot] >= last;
  }
  return count;
}

static struct record *make(struct world *world, bw_handle_owner *owner) {
  uint64_t handle = UINT64_C(0x5A5A5A5A);
  thing *object = NULL;
  struct record *record;
  size_t i;
  bw_status expected = BW_OK;
  if (owner != NULL && owner->count >= owner->quota) {
    expected = BW_ERR_QUOTA;
  } else if (alive(world) >= usable(world)) {
    expected = BW_ERR_FULL;
  }
  FUZZ_CHECK(create(world, owner, &object, &handle) == expected);
  if (expected != BW_OK) {
    FUZZ_CHECK(object == NULL && handle == UINT64_C(0x5A5A5A5A));
    return NULL;
  }
  FUZZ_CHECK(handle != 0u && slot_of(world, handle) < CAPACITY && fuzz_all_bytes_are(object, sizeof *object, 0));
  for (i = 0; i < world->records; i++) {
    /* No two objects have one handle; only a table that reuses generations gives one again. */
    FUZZ_CHECK(world->record[i].state == GONE || world->record[i].object != object);
    FUZZ_CHECK(world->record[i].handle != handle ||
               (world->record[i].state == GONE && world->wrap == BW_HANDLE_REUSE));
    if (world->record[i].handle == handle) {
      world->record[i].handle = 0;
    }
  }
  world->generation[slot_of(world, handle)]++;
  record = new_record(world);
  record->handle = handle;
  record->object = object;
  record->state = LIVE;
  record->pins = 0;
  record->owner = owner;
  record->number = ++world->made;
  object->numbers[0] = record->number;
  object->numbers[3] = ~record->number;
  if (owner != NULL) {
    ++*charge_of(world, owner);
  }
  return record;
}

static void model_destroy(struct record *record) {
  record->state = ENDED;
}

static void use(struct world *world, struct record *record, size_t how, bw_handle_owner *owner) {
  thing *object = NULL;
  bool live = record->state == LIVE;
  bw_status expected = live ? BW_OK : miss(world, record->handle);
  switch (how) {
  case 0:
    if (live) {
      FUZZ_CHECK(must_resolve(world, record->handle) == record->object);
    } else {
      FUZZ_VIOLATES(BW_VIOLATION_STATE, (void)must_resolve(world, record->handle));
    }
    break;
  case 1:
    FUZZ_CHECK(pin(world, record->handle, &object) == expected && object == (live ? record->object : NULL));
    record->pins += live ? 1u : 0u;
    break;
  case 2:
    if (record->state != GONE && record->pins != 0u) {
      /* Before the call: the end function looks at it. */
      record->pins--;
      unpin(world, record->handle);
      FUZZ_CHECK(record->pins != 0u || record->state != ENDED);
    } else {
      FUZZ_VIOLATES(BW_VIOLATION_STATE, unpin(world, record->handle));
    }
    break;
  case 3:
    if (live) {
      model_destroy(record);
    }
    FUZZ_CHECK(destroy(world, record->handle) == expected);
    FUZZ_CHECK(!live || record->state == (record->pins == 0u ? GONE : ENDED));
    break;
  default:
    if (live && owner != record->owner && owner != NULL && owner->count >= owner->quota) {
      expected = BW_ERR_QUOTA;
    }
    FUZZ_CHECK(charge(world, record->handle, owner) == expected);
    if (expected == BW_OK) {
      if (record->owner != NULL) {
        --*charge_of(world, record->owner);
      }
      if (owner != NULL) {
        ++*charge_of(world, owner);
      }
      record->owner = owner;
    }
    break;
  }
}

/* Handles that were never given: any bits, near misses of a live one, the other table's. */
static void guess(struct world *world, struct fuzz_input *input, const struct record *near) {
  uint64_t handle = fuzz_number(input, 8);
  thing *object = NULL;
  size_t i;
  if (handle % 4u != 0u) {
    handle = near->handle ^ (uint64_t)1 << handle / 4u % 64u;
  }
  handle &= world->is_narrow ? UINT32_MAX : UINT64_MAX;
  for (i = 0; i < world->records; i++) {
    if (world->record[i].handle == handle && world->record[i].state == LIVE) {
      return;
    }
  }
  FUZZ_CHECK(resolve(world, handle, &object) == miss(world, handle) && object == NULL);
  FUZZ_CHECK(destroy(world, handle) == miss(world, handle));
  FUZZ_VIOLATES(BW_VIOLATION_STATE, (void)must_resolve(world, handle));
}

/* Everything of one owner, in steps. */
static void destroy_owned(struct world *world, bw_handle_owner *owner, uint32_t steps) {
  bw_slots_walk walk = ON(world, wide_walk(&world->wide), narrow_walk(&world->narrow));
  unsigned rounds = 0;
  bool done;
  size_t i;
  for (i = 0; i < world->records; i++) {
    if (world->record[i].state == LIVE && (owner == NULL || world->record[i].owner == owner)) {
      model_destroy(&world->record[i]);
    }
  }
  do {
    done = ON(world, wide_destroy_owned(&world->wide, &walk, owner, steps),
              narrow_destroy_owned(&world->narrow, &walk, owner, steps));
    FUZZ_CHECK(++rounds <= CAPACITY + 1u);
  } while (!done);
}

static void check(struct world *world) {
  bw_slots_walk walk = ON(world, wide_walk(&world->wide), narrow_walk(&world->narrow));
  wide_handle w = wide_handle_of(0);
  narrow_handle n = narrow_handle_of(0);
  size_t live = 0;
  size_t i;
  for (i = 0; i < world->records; i++) {
    const struct record *record = &world->record[i];
    thing *object = NULL;
    bool is_live = record->state == LIVE;
    FUZZ_CHECK(resolve(world, record->handle, &object) == (is_live ? BW_OK : miss(world, record->handle)));
    FUZZ_CHECK(object == (is_live ? record->object : NULL));
    FUZZ_CHECK(record->state == GONE || record->object->numbers[0] == record->number);
    live += is_live ? 1u : 0u;
  }
  while (ON(world, wide_next(&world->wide, &walk, &w), narrow_next(&world->narrow, &walk, &n)) != NULL) {
    thing *object = NULL;
    FUZZ_CHECK(resolve(world, world->is_narrow ? narrow_value(n) : wide_value(w), &object) == BW_OK);
    FUZZ_CHECK(live-- != 0u);
  }
  FUZZ_CHECK(live == 0u && ON(world, wide_count(&world->wide), narrow_count(&world->narrow)) == alive(world));
  for (i = 0; i < OWNERS; i++) {
    FUZZ_CHECK(world->owner[i].count == world->charged[i]);
  }
}

static void close_table(struct world *world) {
  size_t i;
  if (alive(world) != 0u) {
    FUZZ_VIOLATES(BW_VIOLATION_STATE, wide_close(&world->wide); narrow_close(&world->narrow));
  }
  for (i = 0; i < world->records; i++) {
    while (world->record[i].pins != 0u) {
      use(world, &world->record[i], 2, NULL);
    }
  }
  destroy_owned(world, NULL, CAPACITY);
  check(world);
  wide_close(&world->wide);
  narrow_close(&world->narrow);
}

static void operate(struct world *world, struct fuzz_input *input) {
  size_t which = fuzz_below(input, OWNERS + 1u);
  bw_handle_owner *owner = which == OWNERS ? NULL : &world->owner[which];
  struct record *record = world->records == 0u ? NULL : &world->record[fuzz_byte(input) % world->records];
  size_t what = fuzz_below(input, 15);
  if (what < 5u || record == NULL) {
    (void)make(world, owner);
  } else if (what < 11u) {
    use(world, record, fuzz_below(input, 5), owner);
  } else if (what < 13u) {
    guess(world, input, record);
  } else if (what == 13u) {
    if (owner != NULL) {
      owner->quota = (uint32_t)fuzz_below(input, CAPACITY + 1u);
    }
  } else {
    destroy_owned(world, owner, 1u + (uint32_t)fuzz_below(input, CAPACITY));
  }
}

/* As if each slot had had so many objects that only a few generations are left; one at least, as in a free slot.
 */
static void age(struct world *world, uint32_t left) {
  size_t i;
  for (i = 0; i < CAPACITY; i++) {
    world->generation[i] = (world->is_narrow ? BW_HANDLE32_GENERATION_MAX : BW_HANDLE_GENERATION_MAX) - left;
    world->wide_storage.entries[i].tag = (uint32_t)world->generation[i] << BW_HANDLE_TYPE_BITS | 3u;
    world->narrow_storage.entries[i].tag = (uint32_t)world->generation[i] << BW_HANDLE32_TYPE_BITS | 5u;
  }
}

void fuzz_handle(struct fuzz_input *input) {
  static struct world world;
  size_t first = fuzz_below(input, 8);
  memset(&world, 0, sizeof world);
  world.is_narrow = first % 2u != 0u;
  world.wrap = first % 4u < 2u ? BW_HANDLE_RETIRE : BW_HANDLE_REUSE;
  world.owner[0].quota = 3;
  FUZZ_CHECK(BW_HANDLE_OVER(wide, &world.wide, &world.wide_storage, world.wrap) == BW_OK);
  FUZZ_CHECK(BW_HANDLE_OVER(narrow, &world.narrow, &world.narrow_storage, world.wrap) == BW_OK);
  wide_on_end(&world.wide, on_end, &world);
  narrow_on_end(&world.narrow, on_end, &world);
  if (first >= 4u) {
    age(&world, 1u + (uint32_t)fuzz_below(input, 3));
  }
  while (fuzz_more(input)) {
    operate(&world, input);
    check(&world);
  }
  close_table(&world);
}
