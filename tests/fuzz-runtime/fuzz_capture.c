/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * User memory that is partly missing and that changes behind every read. The oracle keeps the bytes as they
 * were before the operation: what was captured must be those, no byte may have been read twice, none outside what
 * was asked for, and after a failure nothing of the kernel's side has changed.
 */
#include "fuzz.h"

#include <bulwark/capture.h>
#include <bulwark/platform.h>

#include <string.h>

enum { STORAGE = 40 };

BW_SPAN_DECLARE(words, uint32_t);
BW_SPAN_CAPTURE_DECLARE(words, uint32_t);

typedef struct record {
  uint16_t kind;
  uint16_t length;
  uint32_t value;
  bw_user next;
} record;

BW_CAPTURE_DECLARE(record, record);

struct world {
  bw_arena arena;
  struct fuzz_user before;
  const struct bw_arena_chunk *newest;
  size_t used;
};

/* A user address: mostly inside, near the ends, or anywhere. */
static uintptr_t take_address(struct fuzz_input *input) {
  uint8_t form = fuzz_byte(input);
  if (form < 200u) {
    return FUZZ_USER_BASE + form % FUZZ_USER_BYTES;
  }
  if (form < 240u) {
    return FUZZ_USER_BASE + FUZZ_USER_BYTES - 8u + form % 16u;
  }
  return form < 250u ? UINTPTR_MAX - form % 4u : (uintptr_t)fuzz_number(input, 8);
}

/* Whether a range of user memory is there. */
static bool is_there(uintptr_t address, size_t bytes) {
  size_t i;
  for (i = 0; i < bytes; i++) {
    uintptr_t at = address + i - FUZZ_USER_BASE;
    if (address + i < address || at >= FUZZ_USER_BYTES || fuzz_user.missing[at]) {
      return false;
    }
  }
  return true;
}

static bw_status expect_read(bw_user from, size_t bytes) {
  if (bytes == 0u) {
    return BW_OK;
  }
  if (from.address == BW_USER_SPENT) {
    return BW_ERR_FAULT;
  }
  return fuzz_user.refused ? BW_ERR_CONTEXT : is_there(from.address, bytes) ? BW_OK : BW_ERR_FAULT;
}

static void begin(struct world *world) {
  memset(fuzz_user.reads, 0, sizeof fuzz_user.reads);
  world->before = fuzz_user;
  world->newest = world->arena.newest;
  world->used = bw_arena_used(&world->arena);
}

/* After a failure the arena has nothing more in it than a mark. */
static void check_arena(const struct world *world) {
  FUZZ_CHECK(world->arena.newest == world->newest);
  FUZZ_CHECK(bw_arena_used(&world->arena) <= world->used + BW_ARENA_RECORD_BYTES);
}

/* Each byte was read once at most, and only within the range. */
static void check_reads(uintptr_t address, size_t bytes, bool all) {
  size_t i;
  for (i = 0; i < FUZZ_USER_BYTES; i++) {
    bool inside = FUZZ_USER_BASE + i >= address && FUZZ_USER_BASE + i - address < bytes;
    FUZZ_CHECK(fuzz_user.reads[i] <= (inside ? 1u : 0u) && (!all || !inside || fuzz_user.reads[i] == 1u));
  }
}

static const uint8_t *bytes_before(const struct world *world, uintptr_t address) {
  return world->before.bytes + (address - FUZZ_USER_BASE);
}

/* One object, and the pointer in it. */
static void capture_object(struct world *world, bw_user from) {
  record got;
  bw_user kept = from;
  bw_status expected = expect_read(from, sizeof got);
  memset(&got, 0x5A, sizeof got);
  FUZZ_CHECK(record_capture(&from, &got) == expected);
  check_reads(kept.address, sizeof got, expected == BW_OK);
  if (expected == BW_OK) {
    FUZZ_CHECK(memcmp(&got, bytes_before(world, kept.address), sizeof got) == 0 && from.address == BW_USER_SPENT);
    FUZZ_CHECK(record_capture(&from, &got) == BW_ERR_FAULT);
  } else {
    FUZZ_CHECK(fuzz_all_bytes_are(&got, sizeof got, 0x5A) && from.address == kept.address);
  }
}

/* An array into the arena. */
static void capture_array(struct world *world, bw_user from, size_t count, size_t limit) {
  words got = words_make(NULL, 0);
  bw_user kept = from;
  unsigned refused = fuzz_chunks_refused();
  bool fits = count <= limit && count <= SIZE_MAX / sizeof(uint32_t);
  bw_status expected = fits ? expect_read(from, count * sizeof(uint32_t)) : BW_ERR_RANGE;
  bw_status status = words_capture(&world->arena, &from, count, limit, &got);
  if (status == BW_ERR_MEMORY) {
    FUZZ_CHECK(fits && (fuzz_chunks_refused() != refused || count * sizeof(uint32_t) > BW_ARENA_CHUNK_MAX));
    expected = status;
  }
  FUZZ_CHECK(status == expected);
  check_reads(kept.address, fits ? count * sizeof(uint32_t) : 0u, status == BW_OK);
  if (status == BW_OK) {
    FUZZ_CHECK(got.count == count && from.address == BW_USER_SPENT);
    FUZZ_CHECK(count == 0u ||
               memcmp(got.items, bytes_before(world, kept.address), count * sizeof(uint32_t)) == 0);
  } else {
    FUZZ_CHECK(got.items == NULL && from.address == kept.address);
    check_arena(world);
  }
}

/* An array into storage of exactly its size. */
static void capture_into(struct world *world, bw_user from, size_t count, size_t room) {
  uint8_t storage[STORAGE];
  bw_bytes got = bw_bytes_make(NULL, 0);
  bw_user kept = from;
  bw_status expected = count > room ? BW_ERR_RANGE : expect_read(from, count);
  memset(storage, 0x5A, sizeof storage);
  FUZZ_CHECK(bw_bytes_capture_into(bw_bytes_make(storage, room), &from, count, &got) == expected);
  check_reads(kept.address, count > room ? 0u : count, expected == BW_OK);
  if (expected == BW_OK) {
    FUZZ_CHECK(got.items == storage && got.count == count && from.address == BW_USER_SPENT);
    FUZZ_CHECK(count == 0u || memcmp(storage, bytes_before(world, kept.address), count) == 0);
  } else {
    FUZZ_CHECK(got.items == NULL && from.address == kept.address);
    /* What was half captured is gone. */
    FUZZ_CHECK(fuzz_all_bytes_are(storage, expected == BW_ERR_RANGE ? 0u : count, 0));
    count = expected == BW_ERR_RANGE ? 0u : count;
  }
  FUZZ_CHECK(fuzz_all_bytes_are(storage + count, sizeof storage - count, 0x5A));
}

/* What a string of that unit must answer, and how long it is. */
static bw_status expect_string(bw_user from, size_t unit, size_t limit, size_t *ret_length) {
  size_t i;
  if (limit > SIZE_MAX / unit) {
    return BW_ERR_RANGE;
  }
  for (i = 0; i < limit; i++) {
    uintptr_t at = from.address + i * unit;
    if (from.address == BW_USER_SPENT) {
      return BW_ERR_FAULT;
    }
    if (fuzz_user.refused) {
      return BW_ERR_CONTEXT;
    }
    if (at < from.address || !is_there(at, unit)) {
      return BW_ERR_FAULT;
    }
    at -= FUZZ_USER_BASE;
    if (fuzz_user.bytes[at] == 0u && fuzz_user.bytes[at + unit - 1u] == 0u) {
      *ret_length = i;
      return BW_OK;
    }
  }
  return BW_ERR_RANGE;
}

static void capture_string(struct world *world, bw_user from, size_t unit, size_t limit, bool into_storage) {
  uint16_t storage[STORAGE / 2];
  bw_bytes text8 = bw_bytes_make(NULL, 0);
  bw_u16s text16 = bw_u16s_make(NULL, 0);
  bw_user kept = from;
  unsigned refused = fuzz_chunks_refused();
  size_t length = 0;
  size_t room = STORAGE / unit;
  const void *items;
  size_t count;
  bw_status expected;
  bw_status status;
  limit = into_storage && limit > room ? room : limit;
  expected = expect_string(from, unit, limit, &length);
  if (into_storage) {
    memset(storage, 0x5A, sizeof storage);
    status = unit == 1u ? bw_string_capture_into(bw_bytes_make((uint8_t *)storage, limit), &from, &text8)
                        : bw_string16_capture_into(bw_u16s_make(storage, limit), &from, &text16);
  } else {
    status = unit == 1u ? bw_string_capture(&world->arena, &from, limit, &text8)
                        : bw_string16_capture(&world->arena, &from, limit, &text16);
  }
  if (status == BW_ERR_MEMORY && !into_storage) {
    FUZZ_CHECK(fuzz_chunks_refused() != refused || limit > BW_ARENA_CHUNK_MAX / unit);
    expected = status;
  }
  FUZZ_CHECK(status == expected);
  check_reads(kept.address, limit > FUZZ_USER_BYTES ? FUZZ_USER_BYTES : limit * unit, false);
  items = unit == 1u ? (const void *)text8.items : (const void *)text16.items;
  count = unit == 1u ? text8.count : text16.count;
  if (status == BW_OK) {
    FUZZ_CHECK(count == length && from.address == BW_USER_SPENT && (!into_storage || items == storage));
    FUZZ_CHECK(memcmp(items, bytes_before(world, kept.address), (length + 1u) * unit) == 0);
  } else {
    FUZZ_CHECK(items == NULL && from.address == kept.address);
    check_arena(world);
    FUZZ_CHECK(!into_storage || fuzz_all_bytes_are(storage, limit * unit, 0));
  }
}

static void capture_counted(struct world *world, struct fuzz_input *input, size_t limit) {
  bw_user_counted counted;
  bw_user_counted kept;
  bw_u16s got = bw_u16s_make(NULL, 0);
  unsigned refused = fuzz_chunks_refused();
  bw_status expected = BW_ERR_FORMAT;
  bw_status status;
  counted.bytes = (uint16_t)fuzz_size(input, 64);
  counted.capacity_bytes = (uint16_t)fuzz_size(input, 64);
  counted.units = bw_user_make(take_address(input));
  kept = counted;
  if (counted.bytes % 2u == 0u && counted.bytes <= counted.capacity_bytes) {
    expected = counted.bytes / 2u > limit ? BW_ERR_RANGE : expect_read(counted.units, counted.bytes);
  }
  status = bw_counted_capture(&world->arena, &counted, limit, &got);
  if (status == BW_ERR_MEMORY) {
    FUZZ_CHECK(fuzz_chunks_refused() != refused);
    expected = status;
  }
  FUZZ_CHECK(status == expected);
  if (status == BW_OK) {
    FUZZ_CHECK(got.count == counted.bytes / 2u && counted.units.address == BW_USER_SPENT);
    FUZZ_CHECK(got.count == 0u || memcmp(got.items, bytes_before(world, kept.units.address), kept.bytes) == 0);
  } else {
    FUZZ_CHECK(got.items == NULL && memcmp(&counted, &kept, sizeof kept) == 0);
    check_arena(world);
  }
}

/* The way out: what user memory holds afterwards, with and without zeros up to the room. */
static void copy_out(struct world *world, struct fuzz_input *input, uintptr_t address) {
  uint8_t items[STORAGE];
  size_t count = fuzz_below(input, STORAGE);
  size_t room = fuzz_size(input, 48);
  bool padded = fuzz_below(input, 2) == 0u;
  size_t written = padded ? room : count;
  bw_bytes_const span = bw_bytes_const_make(items, count);
  bw_user_out to = bw_user_out_make(address);
  bw_status expected = BW_OK;
  bw_status status;
  size_t i;
  fuzz_bytes(input, items, count);
  if (count > room) {
    expected = BW_ERR_FULL;
  } else if (written != 0u) {
    expected = fuzz_user.refused                                          ? BW_ERR_CONTEXT
               : written <= FUZZ_USER_BYTES && is_there(address, written) ? BW_OK
                                                                          : BW_ERR_FAULT;
  }
  status = padded ? bw_bytes_copy_out_padded(to, room, span) : bw_bytes_copy_out(to, room, span);
  FUZZ_CHECK(status == expected);
  for (i = 0; i < FUZZ_USER_BYTES; i++) {
    uintptr_t at = FUZZ_USER_BASE + i - address;
    bool inside = FUZZ_USER_BASE + i >= address && at < written;
    uint8_t wanted = inside && at < count ? items[at] : 0;
    if (inside && status == BW_OK) {
      FUZZ_CHECK(fuzz_user.bytes[i] == wanted);
    } else if (!inside || status == BW_ERR_FULL || status == BW_ERR_CONTEXT) {
      FUZZ_CHECK(fuzz_user.bytes[i] == world->before.bytes[i]);
    } else {
      FUZZ_CHECK(fuzz_user.bytes[i] == world->before.bytes[i] || fuzz_user.bytes[i] == wanted);
    }
  }
}

static void move_pointer(struct fuzz_input *input, bw_user from) {
  bw_user moved = bw_user_make(0x5A);
  bw_user_out out = bw_user_out_make(0x5A);
  size_t index = fuzz_size(input, 64);
  size_t bytes = fuzz_size(input, 64);
  bool fits = bytes == 0u || index <= SIZE_MAX / bytes;
  fits = fits && from.address != BW_USER_SPENT && index * bytes <= UINTPTR_MAX - from.address;
  FUZZ_CHECK(bw_user_element(from, index, bytes, &moved) == (fits ? BW_OK : BW_ERR_RANGE));
  FUZZ_CHECK(moved.address == (fits ? from.address + index * bytes : 0x5Au));
  FUZZ_CHECK(bw_user_out_element(bw_user_as_out(from), index, bytes, &out) == (fits ? BW_OK : BW_ERR_RANGE));
  FUZZ_CHECK(out.address == moved.address);
  fits = from.address != BW_USER_SPENT && index <= UINTPTR_MAX - from.address;
  FUZZ_CHECK(bw_user_offset(from, index, &moved) == (fits ? BW_OK : BW_ERR_RANGE));
}

/* How user memory is from here on. */
static void change_memory(struct fuzz_input *input) {
  size_t step = fuzz_below(input, FUZZ_USER_BYTES / 16u);
  uint8_t how = fuzz_byte(input);
  size_t i;
  for (i = step * 16u; i < (step + 1u) * 16u; i++) {
    fuzz_user.missing[i] = how % 8u == 0u;
    if (how % 2u != 0u) {
      fuzz_user.bytes[i] = fuzz_byte(input);
    }
  }
  fuzz_user.change = how & 0xF0u;
  fuzz_user.refused = how == 0x18u;
  fuzz_fail_chunks(how == 0x28u ? 1u : 0u);
}

static void operate(struct world *world, struct fuzz_input *input) {
  bw_user from = bw_user_make(take_address(input));
  size_t count = fuzz_size(input, 40);
  size_t limit = fuzz_size(input, 60);
  switch (fuzz_below(input, 10)) {
  case 0:
    capture_object(world, from);
    break;
  case 1:
    capture_array(world, from, count, limit);
    break;
  case 2:
    capture_into(world, from, count, limit % STORAGE);
    break;
  case 3:
    capture_string(world, from, 1, limit, false);
    break;
  case 4:
    capture_string(world, from, 2, limit, false);
    break;
  case 5:
    capture_string(world, from, 1u + count % 2u, limit, true);
    break;
  case 6:
    capture_counted(world, input, limit);
    break;
  case 7:
    copy_out(world, input, from.address);
    break;
  case 8:
    move_pointer(input, from);
    break;
  default:
    change_memory(input);
    break;
  }
}

void fuzz_capture(struct fuzz_input *input) {
  struct world world;
  memset(&world, 0, sizeof world);
  fuzz_bytes(input, fuzz_user.bytes, fuzz_below(input, FUZZ_USER_BYTES + 1u));
  FUZZ_CHECK(bw_arena_init(&world.arena, BW_ARENA_CHUNK_MIN + fuzz_below(input, 128)) == BW_OK);
  while (fuzz_more(input)) {
    begin(&world);
    operate(&world, input);
  }
  bw_arena_destroy(&world.arena);
}
