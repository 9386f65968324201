/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The oracle of a writer is an array written byte by byte, how much of it is written, and the first failure.
 */
#include "fuzz.h"

#include <bulwark/writer.h>

#include <stdlib.h>
#include <string.h>

enum { ROOM_MAX = 120, DEPTH_MAX = 3, TEXT_MAX = 24, MARKS = 4 };

struct model {
  size_t first;
  size_t at;
  size_t end;
  bw_status status;
};

struct world {
  uint8_t *memory; /* exactly as many bytes as there are */
  uint8_t copy[ROOM_MAX];
  size_t count;
  bw_writer writer[DEPTH_MAX];
  struct model model[DEPTH_MAX];
  unsigned depth;
  size_t mark[MARKS];
};

static bw_status model_fail(struct model *model, bw_status status) {
  if (model->status == BW_OK) {
    model->status = status;
  }
  return model->status;
}

/* What a write of count bytes must answer; the bytes go into the copy when it succeeds. */
static bw_status model_put(struct world *world, const uint8_t *bytes, size_t count) {
  struct model *model = &world->model[world->depth];
  if (model->status == BW_OK && count > model->end - model->at) {
    model->status = BW_ERR_FULL;
  }
  if (model->status == BW_OK) {
    memcpy(world->copy + model->at, bytes, count);
    model->at += count;
  }
  return model->status;
}

/* The bytes of a value, the lowest first or last. */
static void model_store(uint8_t *to, uint64_t value, unsigned bytes, bool big) {
  unsigned i;
  for (i = 0; i < bytes; i++) {
    to[big ? bytes - 1u - i : i] = (uint8_t)(value & 255u);
    value >>= 8;
  }
}

#define VALUE(number, name, type, bytes, big)                                                                    \
  case number:                                                                                                   \
    model_store(stored, value, bytes, big);                                                                      \
    FUZZ_CHECK(bw_writer_##name(writer, (type)value) == model_put(world, stored, bytes));                        \
    break;

static void write_value(struct world *world, unsigned which, uint64_t value) {
  bw_writer *writer = &world->writer[world->depth];
  uint8_t stored[8];
  switch (which) {
    VALUE(0, u8, uint8_t, 1u, false)
    VALUE(1, i8, int8_t, 1u, false)
    VALUE(2, u16le, uint16_t, 2u, false)
    VALUE(3, u16be, uint16_t, 2u, true)
    VALUE(4, i16le, int16_t, 2u, false)
    VALUE(5, i16be, int16_t, 2u, true)
    VALUE(6, u32le, uint32_t, 4u, false)
    VALUE(7, u32be, uint32_t, 4u, true)
    VALUE(8, i32le, int32_t, 4u, false)
    VALUE(9, i32be, int32_t, 4u, true)
    VALUE(10, u64le, uint64_t, 8u, false)
    VALUE(11, u64be, uint64_t, 8u, true)
    VALUE(12, i64le, int64_t, 8u, false)
    VALUE(13, i64be, int64_t, 8u, true)
  default:
    break;
  }
}

#define ARRAY(number, name, type, span, bytes, big)                                                              \
  case number: {                                                                                                 \
    type items[TEXT_MAX];                                                                                        \
    for (i = 0; i < count; i++) {                                                                                \
      items[i] = (type)values[i];                                                                                \
      model_store(stored + i * (bytes), values[i], bytes, big);                                                  \
    }                                                                                                            \
    FUZZ_CHECK(bw_writer_##name##_array(writer, span##_const_make(items, count)) ==                              \
               model_put(world, stored, count * (bytes)));                                                       \
    break;                                                                                                       \
  }

static void write_array(struct world *world, unsigned which, const uint64_t *values, size_t count) {
  bw_writer *writer = &world->writer[world->depth];
  uint8_t stored[8 * TEXT_MAX];
  size_t i;
  switch (which) {
    ARRAY(0, u16le, uint16_t, bw_u16s, 2u, false)
    ARRAY(1, u16be, uint16_t, bw_u16s, 2u, true)
    ARRAY(2, i16le, int16_t, bw_i16s, 2u, false)
    ARRAY(3, i16be, int16_t, bw_i16s, 2u, true)
    ARRAY(4, u32le, uint32_t, bw_u32s, 4u, false)
    ARRAY(5, u32be, uint32_t, bw_u32s, 4u, true)
    ARRAY(6, i32le, int32_t, bw_i32s, 4u, false)
    ARRAY(7, i32be, int32_t, bw_i32s, 4u, true)
    ARRAY(8, u64le, uint64_t, bw_u64s, 8u, false)
    ARRAY(9, u64be, uint64_t, bw_u64s, 8u, true)
    ARRAY(10, i64le, int64_t, bw_i64s, 8u, false)
    ARRAY(11, i64be, int64_t, bw_i64s, 8u, true)
  default:
    break;
  }
}

/* Holding, patching by value and by count, counted bytes: one width each. */
#define PATCH(number, name, type, bytes, max, big)                                                               \
  case number:                                                                                                   \
    if (what == 0u) {                                                                                            \
      size_t mark = 77;                                                                                          \
      size_t before = model->at - model->first;                                                                  \
      memset(stored, 0, sizeof stored);                                                                          \
      expected = model_put(world, stored, bytes);                                                                \
      FUZZ_CHECK(bw_writer_hold_##name(writer, &mark) == expected);                                              \
      FUZZ_CHECK(mark == (expected == BW_OK ? before : 77u));                                                    \
      world->mark[slot] = expected == BW_OK ? mark : world->mark[slot];                                          \
    } else if (what == 1u) {                                                                                     \
      if (model->status == BW_OK && !(at <= written && (bytes) <= written - at)) {                               \
        FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, FUZZ_STATUS(bw_writer_patch_##name(writer, at, (type)value)));        \
      } else {                                                                                                   \
        FUZZ_CHECK(bw_writer_patch_##name(writer, at, (type)value) == model->status);                            \
        if (model->status == BW_OK) {                                                                            \
          model_store(world->copy + model->first + at, value, bytes, big);                                       \
        }                                                                                                        \
      }                                                                                                          \
    } else if (what == 2u) {                                                                                     \
      if (model->status == BW_OK && !(at <= written && (bytes) <= written - at)) {                               \
        FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, FUZZ_STATUS(bw_writer_patch_count_##name(writer, at)));               \
      } else {                                                                                                   \
        bool fits = model->status != BW_OK || written - at - (bytes) <= (uint64_t)(max);                         \
        FUZZ_CHECK(bw_writer_patch_count_##name(writer, at) ==                                                   \
                   (fits ? model->status : model_fail(model, BW_ERR_RANGE)));                                    \
        if (model->status == BW_OK) {                                                                            \
          model_store(world->copy + model->first + at, written - at - (bytes), bytes, big);                      \
        }                                                                                                        \
      }                                                                                                          \
    } else {                                                                                                     \
      model_store(stored, length, bytes, big);                                                                   \
      memcpy(stored + (bytes), text, length);                                                                    \
      FUZZ_CHECK(bw_writer_counted_##name(writer, bw_bytes_const_make(text, length)) ==                          \
                 model_put(world, stored, (bytes) + length));                                                    \
    }                                                                                                            \
    break;

static void patch(struct world *world, struct fuzz_input *input) {
  bw_writer *writer = &world->writer[world->depth];
  struct model *model = &world->model[world->depth];
  uint8_t stored[8 + TEXT_MAX];
  uint8_t text[TEXT_MAX];
  size_t what = fuzz_below(input, 4);
  size_t slot = fuzz_below(input, MARKS);
  size_t written = model->at - model->first;
  size_t at = fuzz_below(input, 4) != 0u ? world->mark[slot] : fuzz_size(input, written);
  uint64_t value = fuzz_number(input, 8);
  size_t length = fuzz_below(input, TEXT_MAX);
  bw_status expected;
  fuzz_bytes(input, text, length);
  switch (fuzz_below(input, 7)) {
    PATCH(0, u8, uint8_t, 1u, UINT8_MAX, false)
    PATCH(1, u16le, uint16_t, 2u, UINT16_MAX, false)
    PATCH(2, u16be, uint16_t, 2u, UINT16_MAX, true)
    PATCH(3, u32le, uint32_t, 4u, UINT32_MAX, false)
    PATCH(4, u32be, uint32_t, 4u, UINT32_MAX, true)
    PATCH(5, u64le, uint64_t, 8u, UINT64_MAX, false)
    PATCH(6, u64be, uint64_t, 8u, UINT64_MAX, true)
  default:
    break;
  }
}

/* Bytes as they are, repeated, as a string, as a field. */
static void write_text(struct world *world, struct fuzz_input *input) {
  bw_writer *writer = &world->writer[world->depth];
  struct model *model = &world->model[world->depth];
  uint8_t text[TEXT_MAX + 1];
  uint8_t field[ROOM_MAX];
  size_t length = fuzz_below(input, TEXT_MAX);
  size_t room = fuzz_size(input, ROOM_MAX - 1u);
  bool nul;
  bw_bytes_const span = bw_bytes_const_make(text, length);
  memset(field, 0, sizeof field);
  fuzz_bytes(input, text, length);
  text[length] = 0;
  nul = memchr(text, 0, length) != NULL;
  switch (fuzz_below(input, 4)) {
  case 0:
    FUZZ_CHECK(bw_writer_bytes(writer, span) == model_put(world, text, length));
    break;
  case 1:
    memset(field, text[0], sizeof field);
    if (room < sizeof field) {
      FUZZ_CHECK(bw_writer_repeat(writer, room, text[0]) == model_put(world, field, room));
    } else {
      FUZZ_CHECK(bw_writer_repeat(writer, room, text[0]) == model_fail(model, BW_ERR_FULL));
    }
    break;
  case 2:
    FUZZ_CHECK(bw_writer_string(writer, span) ==
               (nul ? model_fail(model, BW_ERR_FORMAT) : model_put(world, text, length + 1u)));
    break;
  default:
    memcpy(field, text, length);
    if (length > room) {
      FUZZ_CHECK(bw_writer_padded(writer, span, room) == model_fail(model, BW_ERR_RANGE));
    } else if (nul) {
      FUZZ_CHECK(bw_writer_padded(writer, span, room) == model_fail(model, BW_ERR_FORMAT));
    } else if (room < sizeof field) {
      FUZZ_CHECK(bw_writer_padded(writer, span, room) == model_put(world, field, room));
    } else {
      FUZZ_CHECK(bw_writer_padded(writer, span, room) == model_fail(model, BW_ERR_FULL));
    }
    break;
  }
}

/* Over room, to a multiple, back. */
static void move(struct world *world, struct fuzz_input *input) {
  static const uint8_t zeros[ROOM_MAX];
  bw_writer *writer = &world->writer[world->depth];
  struct model *model = &world->model[world->depth];
  size_t written = model->at - model->first;
  size_t count = fuzz_size(input, written);
  size_t over;
  switch (fuzz_below(input, 3)) {
  case 0:
    FUZZ_CHECK(bw_writer_skip(writer, count) ==
               (count < ROOM_MAX ? model_put(world, zeros, count) : model_fail(model, BW_ERR_FULL)));
    break;
  case 1:
    if (count == 0u) {
      FUZZ_CHECK(bw_writer_align(writer, 0) == model_fail(model, BW_ERR_ARGUMENT));
      break;
    }
    over = written % count == 0u ? 0u : count - written % count;
    FUZZ_CHECK(bw_writer_align(writer, count) ==
               (over < ROOM_MAX ? model_put(world, zeros, over) : model_fail(model, BW_ERR_FULL)));
    break;
  default:
    if (count > written) {
      (void)model_fail(model, BW_ERR_RANGE);
    } else if (model->status == BW_OK) {
      model->at = model->first + count;
    }
    FUZZ_CHECK(bw_writer_rewind(writer, count) == model->status);
    break;
  }
}

/* Into a part, which is zeroed and goes its own way; or out of it. */
static void enter_or_leave(struct world *world, struct fuzz_input *input) {
  static const uint8_t zeros[ROOM_MAX];
  struct model *model = &world->model[world->depth];
  bw_bytes_const done = bw_bytes_const_make(NULL, 0);
  bw_writer part = bw_writer_into(bw_bytes_make(NULL, 0));
  size_t count = fuzz_below(input, ROOM_MAX);
  bw_status expected;
  if (fuzz_below(input, 2) == 0u) {
    FUZZ_CHECK(bw_writer_finish(&world->writer[world->depth], &done) == model->status);
    FUZZ_CHECK(done.items == (model->status == BW_OK ? world->memory + model->first : NULL));
    FUZZ_CHECK(done.count == (model->status == BW_OK ? model->at - model->first : 0u));
    world->depth -= world->depth != 0u ? 1u : 0u;
    return;
  }
  expected = model_put(world, zeros, count);
  FUZZ_CHECK(bw_writer_sub(&world->writer[world->depth], count, &part) == expected);
  if (expected == BW_OK && world->depth + 1u < DEPTH_MAX) {
    world->depth++;
    world->writer[world->depth] = part;
    world->model[world->depth].first = model->at - count;
    world->model[world->depth].at = model->at - count;
    world->model[world->depth].end = model->at;
    world->model[world->depth].status = BW_OK;
  }
}

static void operate(struct world *world, struct fuzz_input *input) {
  struct model *model = &world->model[world->depth];
  uint64_t values[TEXT_MAX];
  size_t which;
  size_t count;
  size_t i;
  switch (fuzz_below(input, 8)) {
  case 0:
  case 1:
    which = fuzz_below(input, 14);
    write_value(world, (unsigned)which, fuzz_number(input, 8));
    break;
  case 2:
    which = fuzz_below(input, 12);
    count = fuzz_below(input, TEXT_MAX);
    for (i = 0; i < count; i++) {
      values[i] = fuzz_number(input, 3) * 0x10100405060701u;
    }
    write_array(world, (unsigned)which, values, count);
    break;
  case 3:
    patch(world, input);
    break;
  case 4:
    write_text(world, input);
    break;
  case 5:
    move(world, input);
    break;
  case 6:
    enter_or_leave(world, input);
    break;
  default:
    which = fuzz_below(input, 64);
    if (which == 0u) {
      FUZZ_VIOLATES(BW_VIOLATION_STATE, (void)bw_writer_fail(&world->writer[world->depth], BW_OK));
    } else if (which < 9u) {
      FUZZ_CHECK(bw_writer_fail(&world->writer[world->depth], (bw_status)which) ==
                 model_fail(model, (bw_status)which));
    }
    break;
  }
}

void fuzz_writer(struct fuzz_input *input) {
  struct world world;
  unsigned i;
  memset(&world, 0, sizeof world);
  world.count = fuzz_below(input, ROOM_MAX);
  world.memory = (uint8_t *)malloc(world.count == 0u ? 1u : world.count);
  FUZZ_CHECK(world.memory != NULL);
  /* Not zero: what is to be zeroed shows. */
  memset(world.memory, 0xA7, world.count);
  memset(world.copy, 0xA7, sizeof world.copy);
  world.writer[0] = bw_writer_into(bw_bytes_make(world.memory, world.count));
  world.model[0].end = world.count;
  while (fuzz_more(input)) {
    operate(&world, input);
    for (i = 0; i <= world.depth; i++) {
      const struct model *model = &world.model[i];
      FUZZ_CHECK(bw_writer_status(&world.writer[i]) == model->status);
      FUZZ_CHECK(bw_writer_offset(&world.writer[i]) == model->at - model->first);
      FUZZ_CHECK(bw_writer_room(&world.writer[i]) == model->end - model->at);
      FUZZ_CHECK(bw_writer_written(&world.writer[i]).items == world.memory + model->first);
      FUZZ_CHECK(bw_writer_written(&world.writer[i]).count == model->at - model->first);
    }
    FUZZ_CHECK(memcmp(world.memory, world.copy, world.count) == 0);
  }
  free(world.memory);
}
