/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The writer by itself, and against the reader: what one wrote the other reads. */
#include <bulwark/reader.h>
#include <bulwark/writer.h>

#include <string.h>

#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define GUARD 0xEE

enum { ROOM = 64 };

/* Room in the middle of bytes that nobody may touch. */
static uint8_t memory[ROOM + 16];
static bw_writer writer;

static void writer_of(size_t room) {
  memset(memory, GUARD, sizeof memory);
  writer = bw_writer_into(bw_bytes_make(memory + 8, room));
}

static void setup(void) {
  writer_of(ROOM);
}

static bw_bytes_const text_of(const char *text) {
  return bw_bytes_const_make((const uint8_t *)text, strlen(text));
}

/* The bytes from the writer's first one on are these and no other was written. */
static void expect_bytes(const uint8_t *expected, size_t count) {
  size_t i;
  for (i = 0; i < sizeof memory; i++) {
    uint8_t byte = i >= 8 && i < 8 + count ? expected[i - 8] : GUARD;
    ck_assert_msg(memory[i] == byte, "byte %d is %02x, not %02x", (int)i - 8, memory[i], byte);
  }
}

/* Writes one value, compares the bytes, and checks that any smaller room is refused and left alone. */
#define CHECK_VALUE(name, type, value, ...)                                                                      \
  {                                                                                                              \
    static const uint8_t expected[] = {__VA_ARGS__};                                                             \
    size_t n;                                                                                                    \
    setup();                                                                                                     \
    ck_assert_int_eq(bw_writer_##name(&writer, (value)), BW_OK);                                                 \
    expect_bytes(expected, sizeof expected);                                                                     \
    ck_assert_uint_eq(bw_writer_offset(&writer), sizeof expected);                                               \
    ck_assert_uint_eq(bw_writer_room(&writer), ROOM - sizeof expected);                                          \
    for (n = 0; n < sizeof expected; n++) {                                                                      \
      writer_of(n);                                                                                              \
      ck_assert_int_eq(bw_writer_##name(&writer, (value)), BW_ERR_FULL);                                         \
      expect_bytes(NULL, 0);                                                                                     \
      ck_assert_uint_eq(bw_writer_offset(&writer), 0);                                                           \
    }                                                                                                            \
  }

START_TEST(every_width_sign_and_order) {
  CHECK_VALUE(u8, uint8_t, 0x81, 0x81)
  CHECK_VALUE(i8, int8_t, -2, 0xFE)
  CHECK_VALUE(u16le, uint16_t, 0x8102, 0x02, 0x81)
  CHECK_VALUE(u16be, uint16_t, 0x8102, 0x81, 0x02)
  CHECK_VALUE(i16le, int16_t, -2, 0xFE, 0xFF)
  CHECK_VALUE(i16be, int16_t, INT16_MIN, 0x80, 0x00)
  CHECK_VALUE(u32le, uint32_t, 0x84030201u, 1, 2, 3, 0x84)
  CHECK_VALUE(u32be, uint32_t, 0x84030201u, 0x84, 3, 2, 1)
  CHECK_VALUE(i32le, int32_t, INT32_MIN, 0, 0, 0, 0x80)
  CHECK_VALUE(i32be, int32_t, -3, 0xFF, 0xFF, 0xFF, 0xFD)
  CHECK_VALUE(u64le, uint64_t, 0x8807060504030201u, 1, 2, 3, 4, 5, 6, 7, 0x88)
  CHECK_VALUE(u64be, uint64_t, 0x8807060504030201u, 0x88, 7, 6, 5, 4, 3, 2, 1)
  CHECK_VALUE(i64le, int64_t, -2, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF)
  CHECK_VALUE(i64be, int64_t, INT64_MIN, 0x80, 0, 0, 0, 0, 0, 0, 0)
}
END_TEST

START_TEST(bytes_padding_and_repeats) {
  static const uint8_t expected[] = {'a', 'b', 0, 0, 0, 7, 7, 7};
  bw_bytes_const written = text_of("none");
  ck_assert_int_eq(bw_writer_bytes(&writer, text_of("ab")), BW_OK);
  ck_assert_int_eq(bw_writer_bytes(&writer, bw_bytes_const_make(NULL, 0)), BW_OK);
  ck_assert_int_eq(bw_writer_align(&writer, 5), BW_OK);
  ck_assert_int_eq(bw_writer_align(&writer, 1), BW_OK);
  ck_assert_int_eq(bw_writer_repeat(&writer, 3, 7), BW_OK);
  ck_assert_int_eq(bw_writer_align(&writer, 8), BW_OK);
  expect_bytes(expected, 8);
  ck_assert_int_eq(bw_writer_finish(&writer, &written), BW_OK);
  ck_assert_ptr_eq(written.items, memory + 8);
  ck_assert_uint_eq(written.count, 8);
  ck_assert_int_eq(bw_writer_skip(&writer, ROOM - 8), BW_OK);
  ck_assert_int_eq(bw_writer_skip(&writer, 0), BW_OK);
  ck_assert_uint_eq(bw_writer_room(&writer), 0);
  ck_assert_int_eq(bw_writer_skip(&writer, 1), BW_ERR_FULL);
}
END_TEST

START_TEST(what_was_written_can_be_written_again) {
  static const uint8_t expected[] = {'a', 'b', 'c', 'a', 'b', 'c'};
  ck_assert_int_eq(bw_writer_bytes(&writer, text_of("abc")), BW_OK);
  ck_assert_int_eq(bw_writer_bytes(&writer, bw_writer_written(&writer)), BW_OK);
  expect_bytes(expected, 6);
}
END_TEST

/* Each call after a failure gives the first status, writes nothing and touches no output. */
START_TEST(the_first_error_sticks) {
  static const uint16_t value = 7;
  bw_bytes_const written = text_of("abc");
  bw_writer part = bw_writer_into(bw_bytes_make(memory, 1));
  size_t mark = 77;
  ck_assert_int_eq(bw_writer_fail(&writer, BW_ERR_TYPE), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_fail(&writer, BW_ERR_RANGE), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_u8(&writer, 1), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_i64be(&writer, 1), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_u16le_array(&writer, bw_u16s_const_make(&value, 1)), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_bytes(&writer, text_of("")), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_repeat(&writer, 0, 1), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_skip(&writer, 0), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_align(&writer, 0), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_sub(&writer, 0, &part), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_rewind(&writer, 0), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_string(&writer, text_of("")), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_padded(&writer, text_of("ab"), 1), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_hold_u16le(&writer, &mark), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_patch_u16le(&writer, mark, 1), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_patch_count_u16le(&writer, mark), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_counted_u8(&writer, text_of("")), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_finish(&writer, &written), BW_ERR_TYPE);
  ck_assert_int_eq(bw_writer_status(&writer), BW_ERR_TYPE);
  expect_bytes(NULL, 0);
  ck_assert_uint_eq(mark, 77);
  ck_assert_uint_eq(written.count, 3);
  ck_assert_uint_eq(bw_writer_room(&part), 1);
}
END_TEST

START_TEST(strings_end_with_a_nul_or_are_refused) {
  static const uint8_t expected[] = {'a', 'b', 0, 0};
  static const uint8_t with_nul[] = {'a', 0, 'b'};
  size_t room;
  ck_assert_int_eq(bw_writer_string(&writer, text_of("ab")), BW_OK);
  ck_assert_int_eq(bw_writer_string(&writer, text_of("")), BW_OK);
  expect_bytes(expected, 4);
  for (room = 0; room < 3; room++) {
    writer_of(room);
    ck_assert_int_eq(bw_writer_string(&writer, text_of("ab")), BW_ERR_FULL);
    expect_bytes(NULL, 0);
  }
  setup();
  ck_assert_int_eq(bw_writer_string(&writer, bw_bytes_const_make(with_nul, 3)), BW_ERR_FORMAT);
  ck_assert_int_eq(bw_writer_status(&writer), BW_ERR_FORMAT);
  expect_bytes(NULL, 0);
}
END_TEST

START_TEST(fields_are_padded_with_zeros) {
  static const uint8_t expected[] = {'a', 'b', 0, 0, 'c', 'd'};
  static const uint8_t with_nul[] = {'a', 0, 'b'};
  ck_assert_int_eq(bw_writer_padded(&writer, text_of("ab"), 4), BW_OK);
  ck_assert_int_eq(bw_writer_padded(&writer, text_of("cd"), 2), BW_OK);
  ck_assert_int_eq(bw_writer_padded(&writer, text_of(""), 0), BW_OK);
  expect_bytes(expected, 6);
  ck_assert_int_eq(bw_writer_padded(&writer, text_of("ab"), 1), BW_ERR_RANGE);
  expect_bytes(expected, 6);
  writer_of(3);
  ck_assert_int_eq(bw_writer_padded(&writer, text_of("ab"), 4), BW_ERR_FULL);
  expect_bytes(NULL, 0);
  setup();
  ck_assert_int_eq(bw_writer_padded(&writer, bw_bytes_const_make(with_nul, 3), 8), BW_ERR_FORMAT);
  expect_bytes(NULL, 0);
}
END_TEST

START_TEST(a_part_is_zeroed_and_fails_on_its_own) {
  static const uint8_t expected[] = {1, 9, 0, 0, 2};
  bw_writer part = writer;
  ck_assert_int_eq(bw_writer_u8(&writer, 1), BW_OK);
  ck_assert_int_eq(bw_writer_sub(&writer, 3, &part), BW_OK);
  ck_assert_int_eq(bw_writer_u8(&writer, 2), BW_OK);
  ck_assert_int_eq(bw_writer_u8(&part, 9), BW_OK);
  ck_assert_int_eq(bw_writer_u32le(&part, 1), BW_ERR_FULL);
  ck_assert_int_eq(bw_writer_status(&writer), BW_OK);
  expect_bytes(expected, 5);
  ck_assert_int_eq(bw_writer_sub(&writer, ROOM - 4, &part), BW_ERR_FULL);
  ck_assert_uint_eq(bw_writer_offset(&part), 1);
}
END_TEST

START_TEST(rewinding_forgets_the_end) {
  static const uint8_t expected[] = {1, 2, 9, 4};
  ck_assert_int_eq(bw_writer_u32be(&writer, 0x01020304), BW_OK);
  ck_assert_int_eq(bw_writer_rewind(&writer, 2), BW_OK);
  ck_assert_uint_eq(bw_writer_written(&writer).count, 2);
  ck_assert_int_eq(bw_writer_u8(&writer, 9), BW_OK);
  expect_bytes(expected, 4);
  ck_assert_int_eq(bw_writer_rewind(&writer, 4), BW_ERR_RANGE);
  ck_assert_uint_eq(bw_writer_offset(&writer), 3);
}
END_TEST

/* Held at some offset, filled in later, in every width and order. */
#define CHECK_HOLD(name, type, width, value)                                                                     \
  {                                                                                                              \
    size_t mark = 99;                                                                                            \
    type got = 0;                                                                                                \
    bw_bytes_const body = text_of("");                                                                           \
    bw_reader in;                                                                                                \
    setup();                                                                                                     \
    ck_assert_int_eq(bw_writer_u8(&writer, 0x11), BW_OK);                                                        \
    ck_assert_int_eq(bw_writer_hold_##name(&writer, &mark), BW_OK);                                              \
    ck_assert_uint_eq(mark, 1);                                                                                  \
    ck_assert_int_eq(bw_writer_bytes(&writer, text_of("body")), BW_OK);                                          \
    in = bw_reader_over(bw_writer_written(&writer));                                                             \
    ck_assert_int_eq(bw_reader_skip(&in, 1), BW_OK);                                                             \
    ck_assert_int_eq(bw_reader_##name(&in, &got), BW_OK);                                                        \
    ck_assert(got == 0);                                                                                         \
    ck_assert_int_eq(bw_writer_patch_##name(&writer, mark, (value)), BW_OK);                                     \
    ck_assert_int_eq(bw_reader_seek(&in, 1), BW_OK);                                                             \
    ck_assert_int_eq(bw_reader_##name(&in, &got), BW_OK);                                                        \
    ck_assert(got == (value));                                                                                   \
    ck_assert_int_eq(bw_writer_patch_count_##name(&writer, mark), BW_OK);                                        \
    ck_assert_int_eq(bw_reader_seek(&in, 1), BW_OK);                                                             \
    ck_assert_int_eq(bw_reader_##name(&in, &got), BW_OK);                                                        \
    ck_assert(got == 4);                                                                                         \
    ck_assert_int_eq(bw_reader_bytes(&in, 4, &body), BW_OK);                                                     \
    ck_assert_mem_eq(body.items, "body", 4);                                                                     \
    ck_assert_uint_eq(bw_writer_offset(&writer), 1 + width + 4);                                                 \
    writer_of(width - 1);                                                                                        \
    mark = 99;                                                                                                   \
    ck_assert_int_eq(bw_writer_hold_##name(&writer, &mark), BW_ERR_FULL);                                        \
    ck_assert_uint_eq(mark, 99);                                                                                 \
    ck_assert_int_eq(bw_writer_patch_##name(&writer, mark, (value)), BW_ERR_FULL);                               \
    ck_assert_int_eq(bw_writer_patch_count_##name(&writer, mark), BW_ERR_FULL);                                  \
    expect_bytes(NULL, 0);                                                                                       \
  }

START_TEST(lengths_known_later) {
  CHECK_HOLD(u8, uint8_t, 1, 0xFE)
  CHECK_HOLD(u16le, uint16_t, 2, 0xFE01)
  CHECK_HOLD(u16be, uint16_t, 2, 0xFE01)
  CHECK_HOLD(u32le, uint32_t, 4, 0xFE010203)
  CHECK_HOLD(u32be, uint32_t, 4, 0xFE010203)
  CHECK_HOLD(u64le, uint64_t, 8, 0xFE01020304050607)
  CHECK_HOLD(u64be, uint64_t, 8, 0xFE01020304050607)
}
END_TEST

/* One byte holds 255, two hold 65535, and not one more. */
START_TEST(a_length_must_fit_its_field) {
  static uint8_t large[70000];
  static const struct {
    size_t body;
    bool byte;
    bool half;
  } rows[] = {{0, true, true},       {254, true, true},   {255, true, true},    {256, false, true},
              {65535, false, true}, {65536, false, false}};
  size_t i;
  for (i = 0; i < COUNT(rows); i++) {
    bw_writer out = bw_writer_into(BW_SPAN_OF_ARRAY(bw_bytes, large));
    size_t mark = 0;
    memset(large, GUARD, sizeof large);
    ck_assert_int_eq(bw_writer_hold_u8(&out, &mark), BW_OK);
    ck_assert_int_eq(bw_writer_skip(&out, rows[i].body), BW_OK);
    ck_assert_int_eq(bw_writer_patch_count_u8(&out, mark), rows[i].byte ? BW_OK : BW_ERR_RANGE);
    ck_assert_int_eq(bw_writer_status(&out), rows[i].byte ? BW_OK : BW_ERR_RANGE);
    ck_assert_uint_eq(large[0], rows[i].byte ? rows[i].body : 0);
    out = bw_writer_into(BW_SPAN_OF_ARRAY(bw_bytes, large));
    ck_assert_int_eq(bw_writer_hold_u16be(&out, &mark), BW_OK);
    ck_assert_int_eq(bw_writer_skip(&out, rows[i].body), BW_OK);
    ck_assert_int_eq(bw_writer_patch_count_u16be(&out, mark), rows[i].half ? BW_OK : BW_ERR_RANGE);
    ck_assert_uint_eq(large[1], rows[i].half ? rows[i].body % 256 : 0);
  }
}
END_TEST

START_TEST(counted_bytes_fit_whole_or_not_at_all) {
  static const uint8_t expected[] = {2, 'a', 'b', 0, 3, 'c', 'd', 'e'};
  static uint8_t body[256];
  static uint8_t large[300];
  bw_writer out = bw_writer_into(BW_SPAN_OF_ARRAY(bw_bytes, large));
  size_t room;
  ck_assert_int_eq(bw_writer_counted_u8(&writer, text_of("ab")), BW_OK);
  ck_assert_int_eq(bw_writer_counted_u16be(&writer, text_of("cde")), BW_OK);
  expect_bytes(expected, 8);
  for (room = 0; room < 6; room++) {
    writer_of(room);
    ck_assert_int_eq(bw_writer_counted_u32le(&writer, text_of("ab")), BW_ERR_FULL);
    expect_bytes(NULL, 0);
  }
  ck_assert_int_eq(bw_writer_counted_u8(&out, bw_bytes_const_make(body, 255)), BW_OK);
  ck_assert_uint_eq(large[0], 255);
  out = bw_writer_into(BW_SPAN_OF_ARRAY(bw_bytes, large));
  ck_assert_int_eq(bw_writer_counted_u8(&out, bw_bytes_const_make(body, 256)), BW_ERR_RANGE);
  ck_assert_int_eq(bw_writer_status(&out), BW_ERR_RANGE);
  ck_assert_uint_eq(bw_writer_offset(&out), 0);
}
END_TEST

START_TEST(marks_outside_are_a_violation) {
  ck_assert_int_eq(bw_writer_u32le(&writer, 1), BW_OK);
  switch (_i) {
  case 0:
    ck_assert_int_ne(bw_writer_patch_u16le(&writer, 3, 1), BW_OK);
    break;
  case 1:
    ck_assert_int_ne(bw_writer_patch_u8(&writer, 4, 1), BW_OK);
    break;
  case 2:
    ck_assert_int_ne(bw_writer_patch_u64be(&writer, SIZE_MAX - 3, 1), BW_OK);
    break;
  case 3:
    ck_assert_int_ne(bw_writer_patch_count_u32le(&writer, 1), BW_OK);
    break;
  case 4:
    (void)bw_writer_fail(&writer, BW_OK);
    break;
  case 5:
    ck_assert_int_ne(bw_writer_patch_count_u8(&writer, SIZE_MAX), BW_OK);
    break;
  default:
    break;
  }
}
END_TEST

typedef struct record {
  int16_t x;
  uint32_t y;
} record;
BW_SPAN_DECLARE(records, record);

static void record_encode(bw_writer *out, const record *item) {
  if (bw_writer_i16be(out, item->x) == BW_OK && bw_writer_u32le(out, item->y) != BW_OK) {
    ck_abort_msg("the room was checked");
  }
}
BW_WRITER_RECORDS_DECLARE(records, records, record, 6u, record_encode);

static void short_encode(bw_writer *out, const record *item) {
  if (bw_writer_i16be(out, item->x) != BW_OK) {
    ck_abort_msg("the room was checked");
  }
}
BW_SPAN_DECLARE(lazy, record);
BW_WRITER_RECORDS_DECLARE(lazy, lazy, record, 6u, short_encode);

START_TEST(records_field_by_field) {
  static const uint8_t expected[] = {0xFF, 0xFE, 1, 0, 0, 0, 0x12, 0x34, 0x78, 0x56, 0x34, 0x12};
  static const record items[2] = {{-2, 1}, {0x1234, 0x12345678}};
  records_const all = BW_SPAN_OF_ARRAY(records_const, items);
  ck_assert_int_eq(records_write(&writer, all), BW_OK);
  ck_assert_int_eq(records_write(&writer, records_const_make(NULL, 0)), BW_OK);
  expect_bytes(expected, 12);
  writer_of(11);
  ck_assert_int_eq(records_write(&writer, all), BW_ERR_FULL);
  expect_bytes(NULL, 0);
  writer_of(11);
  ck_assert_int_eq(records_write(&writer, records_const_make(items, SIZE_MAX / 6 + 1)), BW_ERR_FULL);
  ck_assert_int_eq(records_write(&writer, records_const_first(all, 1)), BW_ERR_FULL);
}
END_TEST

START_TEST(a_record_of_another_size_is_a_violation) {
  static const record items[2] = {{-2, 1}, {3, 4}};
  ck_assert_int_ne(lazy_write(&writer, BW_SPAN_OF_ARRAY(lazy_const, items)), BW_OK);
}
END_TEST

START_TEST(arrays_are_written_whole_or_not_at_all) {
  static const uint8_t expected[] = {1, 2, 0xFF, 0xFE};
  static const uint16_t items[2] = {0x0102, 0xFFFE};
  ck_assert_int_eq(bw_writer_u16be_array(&writer, bw_u16s_const_make(items, 2)), BW_OK);
  ck_assert_int_eq(bw_writer_u64le_array(&writer, bw_u64s_const_make(NULL, 0)), BW_OK);
  expect_bytes(expected, 4);
  writer_of(3);
  ck_assert_int_eq(bw_writer_u16be_array(&writer, bw_u16s_const_make(items, 2)), BW_ERR_FULL);
  expect_bytes(NULL, 0);
  setup();
  ck_assert_int_eq(bw_writer_u16be_array(&writer, bw_u16s_const_make(items, SIZE_MAX / 2 + 2)), BW_ERR_FULL);
  expect_bytes(NULL, 0);
}
END_TEST

/* ---- random programs: a list of values is written, read back, and compared ----------------------------- */

static uint64_t state;

/* xorshift64, Marsaglia 2003: the same values in every run. */
static uint64_t next_random(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

/* Edges as often as anything else. */
static uint64_t next_value(void) {
  static const uint64_t edges[] = {0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000,
                                   0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000, 0xFFFFFFFFFFFFFFFF};
  return next_random() % 2 == 0 ? next_random() : edges[next_random() % COUNT(edges)];
}

enum { KINDS = 21, STEPS = 40 };

struct step {
  unsigned kind;
  uint64_t value;
  bw_status status;
};

#define WRITE(name, type)                                                                                        \
  (step->status = bw_writer_##name(out, (type)step->value))
#define READ(name, type)                                                                                         \
  {                                                                                                              \
    type got = (type)~step->value;                                                                               \
    ASSERT_IN_LOOP(bw_reader_##name(in, &got) == step->status);                                                  \
    ASSERT_IN_LOOP(got == (type)(step->status == BW_OK ? step->value : ~step->value));                           \
  }
#define ARRAYS(WHAT)                                                                                             \
  WHAT(14, u16be, bw_u16s, uint16_t)                                                                             \
  WHAT(15, i32le, bw_i32s, int32_t) WHAT(16, u64be, bw_u64s, uint64_t)
#define WRITE_ARRAY(number, name, span, type)                                                                    \
  case number: {                                                                                                 \
    type items[3] = {(type)step->value, (type)(step->value >> 7), (type)(step->value << 3)};                     \
    step->status = bw_writer_##name##_array(out, span##_const_make(items, step->value % 4));                     \
    break;                                                                                                       \
  }
#define READ_ARRAY(number, name, span, type)                                                                     \
  case number: {                                                                                                 \
    type items[3] = {(type)step->value, (type)(step->value >> 7), (type)(step->value << 3)};                     \
    type got[3] = {1, 2, 3};                                                                                     \
    type kept[3] = {1, 2, 3};                                                                                    \
    ASSERT_IN_LOOP(bw_reader_##name##_array(in, span##_make(got, step->value % 4)) == step->status);             \
    memcpy(kept, items, step->status == BW_OK ? step->value % 4 * sizeof(type) : 0);                             \
    ASSERT_IN_LOOP(memcmp(got, kept, sizeof got) == 0);                                                          \
    break;                                                                                                       \
  }
#define EACH_VALUE(WHAT)                                                                                         \
  WHAT(0, u8, uint8_t)                                                                                           \
  WHAT(1, i8, int8_t)                                                                                            \
  WHAT(2, u16le, uint16_t)                                                                                       \
  WHAT(3, u16be, uint16_t)                                                                                       \
  WHAT(4, i16le, int16_t)                                                                                        \
  WHAT(5, i16be, int16_t)                                                                                        \
  WHAT(6, u32le, uint32_t)                                                                                       \
  WHAT(7, u32be, uint32_t)                                                                                       \
  WHAT(8, i32le, int32_t)                                                                                        \
  WHAT(9, i32be, int32_t)                                                                                        \
  WHAT(10, u64le, uint64_t)                                                                                      \
  WHAT(11, u64be, uint64_t)                                                                                      \
  WHAT(12, i64le, int64_t)                                                                                       \
  WHAT(13, i64be, int64_t)
#define WRITE_CASE(number, name, type)                                                                           \
  case number:                                                                                                   \
    WRITE(name, type);                                                                                           \
    break;
#define READ_CASE(number, name, type)                                                                            \
  case number:                                                                                                   \
    READ(name, type)                                                                                             \
    break;

static const char letters[] = "the quick brown fox jumps over";

static bw_bytes_const words_of(const struct step *step) {
  return bw_bytes_const_make((const uint8_t *)letters, step->value % 20);
}

static void write_step(bw_writer *out, struct step *step) {
  switch (step->kind) {
    EACH_VALUE(WRITE_CASE)
    ARRAYS(WRITE_ARRAY)
  case 17:
    step->status = bw_writer_string(out, words_of(step));
    break;
  case 18:
    step->status = bw_writer_counted_u16le(out, words_of(step));
    break;
  case 19:
    step->status = bw_writer_padded(out, words_of(step), 20);
    break;
  default:
    step->status = bw_writer_align(out, 1 + step->value % 9);
    break;
  }
}

static void read_step(bw_reader *in, const struct step *step) {
  bw_bytes_const text = words_of(step);
  bw_bytes_const found = bw_bytes_const_make(NULL, 0);
  switch (step->kind) {
    EACH_VALUE(READ_CASE)
    ARRAYS(READ_ARRAY)
  case 17:
    ASSERT_IN_LOOP(bw_reader_string(in, 20, &found) == step->status);
    break;
  case 18:
    ASSERT_IN_LOOP(bw_reader_counted_u16le(in, 20, &found) == step->status);
    break;
  case 19:
    ASSERT_IN_LOOP(bw_reader_padded(in, 20, &found) == step->status);
    break;
  default:
    ASSERT_IN_LOOP(bw_reader_align(in, 1 + step->value % 9) == step->status);
    break;
  }
  if (step->kind >= 17 && step->kind <= 19 && step->status == BW_OK) {
    ASSERT_IN_LOOP(found.count == text.count);
    ASSERT_IN_LOOP(memcmp(found.items, text.items, text.count) == 0);
  }
}

/* Rooms from none to plenty: where the writer stops, so that its output is whole, the reader finds the end. */
START_TEST(the_reader_reads_what_the_writer_wrote) {
  uint8_t room[512];
  unsigned round;
  state = 0x123456789ABCDEFu + (uint64_t)_i;
  for (round = 0; round < 3000; round++) {
    struct step steps[STEPS];
    size_t size = next_random() % (sizeof room + 1);
    bw_writer out = bw_writer_into(bw_bytes_make(room, size));
    bw_reader in;
    size_t good = 0;
    size_t i;
    memset(room, GUARD, sizeof room);
    for (i = 0; i < STEPS; i++) {
      steps[i].kind = (unsigned)(next_random() % KINDS);
      steps[i].value = next_value();
      write_step(&out, &steps[i]);
      ASSERT_IN_LOOP(steps[i].status == BW_OK || steps[i].status == BW_ERR_FULL);
      ASSERT_IN_LOOP(bw_writer_status(&out) == steps[i].status);
      good += steps[i].status == BW_OK;
    }
    for (i = bw_writer_offset(&out); i < sizeof room; i++) {
      ASSERT_IN_LOOP(room[i] == GUARD);
    }
    in = bw_reader_over(bw_writer_written(&out));
    for (i = 0; i < good; i++) {
      read_step(&in, &steps[i]);
    }
    ASSERT_IN_LOOP(bw_reader_finish(&in) == BW_OK);
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("writer");
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_set_timeout(tcase, 60);
  tcase_add_test(tcase, every_width_sign_and_order);
  tcase_add_test(tcase, bytes_padding_and_repeats);
  tcase_add_test(tcase, what_was_written_can_be_written_again);
  tcase_add_test(tcase, the_first_error_sticks);
  tcase_add_test(tcase, strings_end_with_a_nul_or_are_refused);
  tcase_add_test(tcase, fields_are_padded_with_zeros);
  tcase_add_test(tcase, a_part_is_zeroed_and_fails_on_its_own);
  tcase_add_test(tcase, rewinding_forgets_the_end);
  tcase_add_test(tcase, lengths_known_later);
  tcase_add_test(tcase, a_length_must_fit_its_field);
  tcase_add_test(tcase, counted_bytes_fit_whole_or_not_at_all);
  tcase_add_loop_test_raise_signal(tcase, marks_outside_are_a_violation, SIGABRT, 0, 6);
  tcase_add_test(tcase, records_field_by_field);
  tcase_add_test_raise_signal(tcase, a_record_of_another_size_is_a_violation, SIGABRT);
  tcase_add_test(tcase, arrays_are_written_whole_or_not_at_all);
  tcase_add_loop_test(tcase, the_reader_reads_what_the_writer_wrote, 0, 4);
  return suite_run("writer", tcase);
}
