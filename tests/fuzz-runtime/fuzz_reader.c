/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The oracle of a reader is where it stands, where it ends, and its first failure. */
#include "fuzz.h"

#include <bulwark/reader.h>

#include <stdlib.h>

enum { DATA_MAX = 200, DEPTH_MAX = 4, ITEMS_MAX = 40 };

struct model {
  size_t at;
  size_t end;
  bw_status status;
};

struct world {
  uint8_t *data; /* exactly as many bytes as there are */
  bw_reader reader[DEPTH_MAX];
  struct model model[DEPTH_MAX];
  unsigned depth;
};

/* What a read of count bytes must answer; moves the model when it succeeds. */
static bw_status model_take(struct model *model, size_t count, size_t *ret_at) {
  if (model->status == BW_OK && count > model->end - model->at) {
    model->status = BW_ERR_TRUNCATED;
  }
  if (model->status == BW_OK) {
    *ret_at = model->at;
    model->at += count;
  }
  return model->status;
}

static uint64_t model_value(const uint8_t *p, unsigned bytes, bool big) {
  uint64_t value = 0;
  unsigned i;
  for (i = 0; i < bytes; i++) {
    value = value * 256u + p[big ? i : bytes - 1u - i];
  }
  return value;
}

/* Every width, sign and order: the bits of what was read equal those of the oracle, or nothing was written. */
#define VALUE(number, name, type, bytes, big)                                                                    \
  case number: {                                                                                                 \
    type value = (type)0x5A;                                                                                     \
    size_t at = 0;                                                                                               \
    bw_status expected = model_take(model, bytes, &at);                                                          \
    FUZZ_CHECK(bw_reader_##name(reader, &value) == expected);                                                    \
    if (expected != BW_OK) {                                                                                     \
      FUZZ_CHECK(value == (type)0x5A);                                                                           \
    } else {                                                                                                     \
      FUZZ_CHECK((uint64_t)value << (64u - 8u * (bytes)) ==                                                      \
                 model_value(world->data + at, bytes, big) << (64u - 8u * (bytes)));                             \
    }                                                                                                            \
    break;                                                                                                       \
  }

static void read_value(struct world *world, unsigned which) {
  bw_reader *reader = &world->reader[world->depth];
  struct model *model = &world->model[world->depth];
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

/* The items lie in memory of exactly their size. */
#define ARRAY(number, name, type, span, bytes, big)                                                              \
  case number: {                                                                                                 \
    type *items = (type *)malloc(count == 0u ? 1u : count * (bytes));                                            \
    FUZZ_CHECK(items != NULL);                                                                                   \
    for (i = 0; i < count; i++) {                                                                                \
      items[i] = (type)0x5A;                                                                                     \
    }                                                                                                            \
    expected = model_take(model, count * (bytes), &at);                                                          \
    FUZZ_CHECK(bw_reader_##name##_array(reader, span##_make(items, count)) == expected);                         \
    for (i = 0; i < count; i++) {                                                                                \
      uint64_t bits = expected == BW_OK ? model_value(world->data + at + i * (bytes), bytes, big) : 0x5Au;       \
      FUZZ_CHECK((uint64_t)items[i] << (64u - 8u * (bytes)) == bits << (64u - 8u * (bytes)));                    \
    }                                                                                                            \
    free(items);                                                                                                 \
    break;                                                                                                       \
  }

static void read_array(struct world *world, unsigned which, size_t count) {
  bw_reader *reader = &world->reader[world->depth];
  struct model *model = &world->model[world->depth];
  bw_status expected;
  size_t at = 0;
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

static void read_bytes(struct world *world, bw_status expected, bw_status got, bw_bytes_const bytes, size_t at,
                       size_t count) {
  FUZZ_CHECK(got == expected);
  if (expected == BW_OK) {
    FUZZ_CHECK(bytes.items == world->data + at && bytes.count == count);
  } else {
    FUZZ_CHECK(bytes.items == NULL && bytes.count == 0u);
  }
}

static void read_items(struct world *world, size_t count, size_t size) {
  struct model *model = &world->model[world->depth];
  bw_bytes_const bytes = bw_bytes_const_make(NULL, 0);
  bool fits = size == 0u || count <= SIZE_MAX / size;
  size_t at = 0;
  bw_status expected;
  if (model->status == BW_OK && !fits) {
    model->status = BW_ERR_RANGE;
  }
  expected = model->status != BW_OK ? model->status : model_take(model, count * size, &at);
  read_bytes(world, expected, bw_reader_items(&world->reader[world->depth], count, size, &bytes), bytes, at,
             count * size);
}

/* Goes into the part when there is one; its failures stay its own. */
static void read_part(struct world *world, size_t count) {
  bw_reader part = bw_reader_over(bw_bytes_const_make(NULL, 0));
  size_t at = 0;
  bw_status expected = model_take(&world->model[world->depth], count, &at);
  FUZZ_CHECK(bw_reader_sub(&world->reader[world->depth], count, &part) == expected);
  if (expected == BW_OK && world->depth + 1u < DEPTH_MAX) {
    world->depth++;
    world->reader[world->depth] = part;
    world->model[world->depth].at = at;
    world->model[world->depth].end = at + count;
    world->model[world->depth].status = BW_OK;
  }
}

static void finish(struct world *world) {
  struct model *model = &world->model[world->depth];
  if (model->status == BW_OK && model->at != model->end) {
    model->status = BW_ERR_FORMAT;
  }
  FUZZ_CHECK(bw_reader_finish(&world->reader[world->depth]) == model->status);
  if (world->depth != 0u) {
    world->depth--;
  }
}

static void fail(struct world *world, bw_status status) {
  struct model *model = &world->model[world->depth];
  if (status == BW_OK) {
    FUZZ_VIOLATES(BW_VIOLATION_STATE, (void)bw_reader_fail(&world->reader[world->depth], status));
    return;
  }
  if (model->status == BW_OK) {
    model->status = status;
  }
  FUZZ_CHECK(bw_reader_fail(&world->reader[world->depth], status) == model->status);
}

static void operate(struct world *world, struct fuzz_input *input) {
  bw_reader *reader = &world->reader[world->depth];
  struct model *model = &world->model[world->depth];
  bw_bytes_const bytes = bw_bytes_const_make(NULL, 0);
  size_t left = model->end - model->at;
  size_t count;
  size_t at = 0;
  bw_status expected;
  switch (fuzz_below(input, 8)) {
  case 0:
  case 1:
    read_value(world, (unsigned)fuzz_below(input, 14));
    break;
  case 2:
    at = fuzz_below(input, 12);
    read_array(world, (unsigned)at, fuzz_below(input, ITEMS_MAX));
    break;
  case 3:
    count = fuzz_size(input, left);
    expected = model_take(model, count, &at);
    read_bytes(world, expected, bw_reader_bytes(reader, count, &bytes), bytes, at, count);
    break;
  case 4:
    count = fuzz_size(input, left);
    FUZZ_CHECK(bw_reader_skip(reader, count) == model_take(model, count, &at));
    break;
  case 5:
    count = fuzz_size(input, left);
    read_items(world, count, fuzz_size(input, 8));
    break;
  case 6:
    read_part(world, fuzz_size(input, left));
    break;
  default:
    count = fuzz_below(input, 8);
    if (count == 0u) {
      fail(world, (bw_status)fuzz_below(input, 9));
    } else {
      finish(world);
    }
    break;
  }
}

void fuzz_reader(struct fuzz_input *input) {
  struct world world;
  size_t count = fuzz_below(input, DATA_MAX);
  unsigned i;
  world.data = (uint8_t *)malloc(count == 0u ? 1u : count);
  FUZZ_CHECK(world.data != NULL);
  fuzz_bytes(input, world.data, count);
  world.depth = 0;
  world.reader[0] = bw_reader_over(bw_bytes_const_make(world.data, count));
  world.model[0].at = 0;
  world.model[0].end = count;
  world.model[0].status = BW_OK;
  while (fuzz_more(input)) {
    operate(&world, input);
    for (i = 0; i <= world.depth; i++) {
      FUZZ_CHECK(bw_reader_status(&world.reader[i]) == world.model[i].status);
      FUZZ_CHECK(bw_reader_left(&world.reader[i]) == world.model[i].end - world.model[i].at);
    }
  }
  free(world.data);
}
