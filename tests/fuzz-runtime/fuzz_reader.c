/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The oracle of a reader is where it stands, where it ends, and its first failure. */
#include "fuzz.h"

#include <bulwark/reader.h>

#include <stdlib.h>
#include <string.h>

enum { DATA_MAX = 200, DEPTH_MAX = 4, ITEMS_MAX = 40 };

struct model {
  size_t first; /* of the data, where the offsets of this reader count from */
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
      FUZZ_CHECK((uint64_t)value << (64u - 8u * (bytes)) == model_value(world->data + at, bytes, big)            \
                                                                << (64u - 8u * (bytes)));                        \
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

/* A call that leaves the model failed with status, unless it failed before. */
static bw_status model_fail(struct model *model, bw_status status) {
  if (model->status == BW_OK) {
    model->status = status;
  }
  return model->status;
}

static void enter(struct world *world, bw_reader part, size_t first, size_t count) {
  if (world->depth + 1u < DEPTH_MAX) {
    world->depth++;
    world->reader[world->depth] = part;
    world->model[world->depth].first = first;
    world->model[world->depth].at = first;
    world->model[world->depth].end = first + count;
    world->model[world->depth].status = BW_OK;
  }
}

/* Goes into the part when there is one; its failures stay its own. */
static void read_part(struct world *world, size_t count) {
  bw_reader part = bw_reader_over(bw_bytes_const_make(NULL, 0));
  size_t at = 0;
  bw_status expected = model_take(&world->model[world->depth], count, &at);
  FUZZ_CHECK(bw_reader_sub(&world->reader[world->depth], count, &part) == expected);
  if (expected == BW_OK) {
    enter(world, part, at, count);
  }
}

static void read_part_at(struct world *world, size_t offset, size_t count) {
  struct model *model = &world->model[world->depth];
  bw_reader part = bw_reader_over(bw_bytes_const_make(NULL, 0));
  const uint8_t *untouched = part.all.items;
  size_t size = model->end - model->first;
  bool inside = offset <= size && count <= size - offset;
  bw_status expected = inside ? model->status : model_fail(model, BW_ERR_RANGE);
  FUZZ_CHECK(bw_reader_sub_at(&world->reader[world->depth], offset, count, &part) == expected);
  if (expected == BW_OK) {
    enter(world, part, model->first + offset, count);
  } else {
    FUZZ_CHECK(part.all.items == untouched && part.all.count == 0u);
  }
}

/* Goes elsewhere: by offset, or over padding. */
static void move(struct world *world, struct fuzz_input *input) {
  bw_reader *reader = &world->reader[world->depth];
  struct model *model = &world->model[world->depth];
  size_t size = model->end - model->first;
  size_t offset = fuzz_size(input, size);
  size_t over;
  if (fuzz_below(input, 2) == 0u) {
    if (offset > size) {
      (void)model_fail(model, BW_ERR_RANGE);
    } else if (model->status == BW_OK) {
      model->at = model->first + offset;
    }
    FUZZ_CHECK(bw_reader_seek(reader, offset) == model->status);
  } else if (offset == 0u) {
    FUZZ_CHECK(bw_reader_align(reader, 0) == model_fail(model, BW_ERR_ARGUMENT));
  } else {
    over = (model->at - model->first) % offset;
    FUZZ_CHECK(bw_reader_align(reader, offset) == model_take(model, over == 0u ? 0u : offset - over, &over));
  }
}

/* Looks ahead or compares; only comparing fails the reader. */
static void look(struct world *world, struct fuzz_input *input) {
  bw_reader *reader = &world->reader[world->depth];
  struct model *model = &world->model[world->depth];
  bw_bytes_const bytes = bw_bytes_const_make(NULL, 0);
  uint8_t wanted[8];
  size_t left = model->end - model->at;
  size_t count = fuzz_size(input, left);
  bw_status expected = count <= left || model->status != BW_OK ? model->status : BW_ERR_TRUNCATED;
  read_bytes(world, expected, bw_reader_peek(reader, count, &bytes), bytes, model->at, count);
  count = fuzz_below(input, sizeof wanted + 1u);
  if (fuzz_below(input, 4) != 0u && count <= left) {
    memcpy(wanted, world->data + model->at, count);
  } else {
    fuzz_bytes(input, wanted, count);
  }
  expected = model->status;
  if (expected == BW_OK && count > left) {
    expected = BW_ERR_TRUNCATED;
  } else if (expected == BW_OK && memcmp(wanted, world->data + model->at, count) != 0) {
    expected = BW_ERR_FORMAT;
  }
  FUZZ_CHECK(bw_reader_expect(reader, bw_bytes_const_make(wanted, count)) == expected);
  model->status = expected;
  model->at += expected == BW_OK ? count : 0u;
}

/* Strings: where the first NUL is says everything. */
static void read_string(struct world *world, struct fuzz_input *input) {
  bw_reader *reader = &world->reader[world->depth];
  struct model *model = &world->model[world->depth];
  bw_bytes_const bytes = bw_bytes_const_make(NULL, 0);
  size_t left = model->end - model->at;
  size_t max = fuzz_size(input, left);
  size_t length = 0;
  size_t at = model->at;
  bw_status expected;
  if (fuzz_below(input, 2) == 0u) {
    while (length < left && world->data[at + length] != 0u) {
      length++;
    }
    expected = model->status;
    if (expected == BW_OK && (length > max || length == left)) {
      /* Either all of the first max + 1 bytes are there and none is a NUL, or they are not all there. */
      expected = left > max ? BW_ERR_RANGE : BW_ERR_TRUNCATED;
    }
    read_bytes(world, expected, bw_reader_string(reader, max, &bytes), bytes, at, length);
    model->status = expected;
    model->at += expected == BW_OK ? length + 1u : 0u;
    return;
  }
  expected = model_take(model, max, &at);
  while (expected == BW_OK && length < max && world->data[at + length] != 0u) {
    length++;
  }
  read_bytes(world, expected, bw_reader_padded(reader, max, &bytes), bytes, at, length);
}

#define COUNTED(number, name, bytes, big)                                                                        \
  case number:                                                                                                   \
    prefix = (bytes);                                                                                            \
    value = left < prefix ? 0u : model_value(world->data + model->at, (bytes), big);                             \
    got = bw_reader_counted_##name(reader, max, &text);                                                          \
    break;

static void read_counted(struct world *world, struct fuzz_input *input) {
  bw_reader *reader = &world->reader[world->depth];
  struct model *model = &world->model[world->depth];
  bw_bytes_const text = bw_bytes_const_make(NULL, 0);
  size_t left = model->end - model->at;
  size_t max = fuzz_size(input, left);
  size_t prefix = 0;
  size_t at = model->at;
  uint64_t value = 0;
  bw_status expected = model->status;
  bw_status got = BW_OK;
  switch (fuzz_below(input, 5)) {
    COUNTED(0, u8, 1u, false)
    COUNTED(1, u16le, 2u, false)
    COUNTED(2, u16be, 2u, true)
    COUNTED(3, u32le, 4u, false)
  default:
    COUNTED(4, u32be, 4u, true)
  }
  if (expected == BW_OK && left < prefix) {
    expected = BW_ERR_TRUNCATED;
  } else if (expected == BW_OK && value > max) {
    expected = BW_ERR_RANGE;
  } else if (expected == BW_OK && value > left - prefix) {
    expected = BW_ERR_TRUNCATED;
  }
  read_bytes(world, expected, got, text, at + prefix, (size_t)value);
  model->status = expected;
  model->at += expected == BW_OK ? prefix + (size_t)value : 0u;
}

static void copy_out(struct world *world, size_t count) {
  uint8_t *to = (uint8_t *)malloc(count + 1u);
  size_t at = 0;
  size_t i;
  bw_status expected = model_take(&world->model[world->depth], count, &at);
  FUZZ_CHECK(to != NULL);
  memset(to, 0x5A, count + 1u);
  FUZZ_CHECK(bw_reader_copy(&world->reader[world->depth], bw_bytes_make(to, count)) == expected);
  for (i = 0; i < count; i++) {
    FUZZ_CHECK(to[i] == (expected == BW_OK ? world->data[at + i] : 0x5Au));
  }
  free(to);
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
  FUZZ_CHECK(bw_reader_fail(&world->reader[world->depth], status) == model_fail(model, status));
}

static void operate(struct world *world, struct fuzz_input *input) {
  bw_reader *reader = &world->reader[world->depth];
  struct model *model = &world->model[world->depth];
  bw_bytes_const bytes = bw_bytes_const_make(NULL, 0);
  size_t left = model->end - model->at;
  size_t count;
  size_t at = 0;
  bw_status expected;
  switch (fuzz_below(input, 14)) {
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
  case 7:
    count = fuzz_size(input, model->end - model->first);
    read_part_at(world, count, fuzz_size(input, left));
    break;
  case 8:
    move(world, input);
    break;
  case 9:
    look(world, input);
    break;
  case 10:
    read_string(world, input);
    break;
  case 11:
    read_counted(world, input);
    break;
  case 12:
    copy_out(world, fuzz_below(input, DATA_MAX));
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
  world.model[0].first = 0;
  world.model[0].at = 0;
  world.model[0].end = count;
  world.model[0].status = BW_OK;
  while (fuzz_more(input)) {
    operate(&world, input);
    for (i = 0; i <= world.depth; i++) {
      FUZZ_CHECK(bw_reader_status(&world.reader[i]) == world.model[i].status);
      FUZZ_CHECK(bw_reader_left(&world.reader[i]) == world.model[i].end - world.model[i].at);
      FUZZ_CHECK(bw_reader_offset(&world.reader[i]) == world.model[i].at - world.model[i].first);
      FUZZ_CHECK(bw_reader_rest(&world.reader[i]).items == world.data + world.model[i].at);
    }
  }
  free(world.data);
}
