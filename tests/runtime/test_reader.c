/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/reader.h>

#include <string.h>

#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const uint8_t bytes[] = {0x81, 0x02, 0x03, 0x84, 0x05, 0x06, 0x07, 0x88, 0x09};
static bw_reader reader;

static bw_bytes_const span_of(const uint8_t *first, size_t count) {
  return bw_bytes_const_make(first, count);
}

static void setup(void) {
  reader = bw_reader_over(span_of(bytes, sizeof bytes));
}

/* Reads one value, checks it, and checks that every shorter input is refused with the output untouched. */
#define CHECK_VALUE(name, type, expected)                                                                        \
  {                                                                                                              \
    type got = (type)0x5a;                                                                                       \
    size_t n;                                                                                                    \
    setup();                                                                                                     \
    ck_assert_int_eq(bw_reader_##name(&reader, &got), BW_OK);                                                    \
    ck_assert_msg(got == (expected), #name " gives a wrong value");                                              \
    ck_assert_uint_eq(bw_reader_left(&reader), sizeof bytes - sizeof(type));                                     \
    for (n = 0; n < sizeof(type); n++) {                                                                         \
      bw_reader shorter = bw_reader_over(span_of(bytes, n));                                                     \
      got = (type)0x5a;                                                                                          \
      ck_assert_int_eq(bw_reader_##name(&shorter, &got), BW_ERR_TRUNCATED);                                      \
      ck_assert(got == (type)0x5a);                                                                              \
      ck_assert_uint_eq(bw_reader_left(&shorter), n);                                                            \
    }                                                                                                            \
  }

START_TEST(every_width_sign_and_order) {
  CHECK_VALUE(u8, uint8_t, 0x81)
  CHECK_VALUE(i8, int8_t, -0x7f)
  CHECK_VALUE(u16le, uint16_t, 0x0281)
  CHECK_VALUE(u16be, uint16_t, 0x8102)
  CHECK_VALUE(i16le, int16_t, 0x0281)
  CHECK_VALUE(i16be, int16_t, -0x7efe)
  CHECK_VALUE(u32le, uint32_t, 0x84030281u)
  CHECK_VALUE(u32be, uint32_t, 0x81020384u)
  CHECK_VALUE(i32le, int32_t, -0x7bfcfd7f)
  CHECK_VALUE(i32be, int32_t, -0x7efdfc7c)
  CHECK_VALUE(u64le, uint64_t, 0x8807060584030281u)
  CHECK_VALUE(u64be, uint64_t, 0x8102038405060788u)
  CHECK_VALUE(i64le, int64_t, -0x77f8f9fa7bfcfd7f)
  CHECK_VALUE(i64be, int64_t, -0x7efdfc7bfaf9f878)
}
END_TEST

START_TEST(signed_edges) {
  ck_assert_int_eq(bw_signed_u8(0x7f), 127);
  ck_assert_int_eq(bw_signed_u8(0x80), -128);
  ck_assert_int_eq(bw_signed_u8(0xff), -1);
  ck_assert_int_eq(bw_signed_u16(0x7fff), 32767);
  ck_assert_int_eq(bw_signed_u16(0x8000), -32768);
  ck_assert_int_eq(bw_signed_u16(0xffff), -1);
  ck_assert(bw_signed_u32(0x7fffffffu) == INT32_MAX);
  ck_assert(bw_signed_u32(0x80000000u) == INT32_MIN);
  ck_assert(bw_signed_u32(0xffffffffu) == -1);
  ck_assert(bw_signed_u64(0x7fffffffffffffffu) == INT64_MAX);
  ck_assert(bw_signed_u64(0x8000000000000000u) == INT64_MIN);
  ck_assert(bw_signed_u64(UINT64_MAX) == -1);
}
END_TEST

START_TEST(values_follow_each_other) {
  uint8_t a = 0;
  uint16_t b = 0;
  uint32_t c = 0;
  ck_assert_int_eq(bw_reader_u8(&reader, &a), BW_OK);
  ck_assert_int_eq(bw_reader_u16le(&reader, &b), BW_OK);
  ck_assert_int_eq(bw_reader_skip(&reader, 2), BW_OK);
  ck_assert_int_eq(bw_reader_u32be(&reader, &c), BW_OK);
  ck_assert_uint_eq(a, 0x81);
  ck_assert_uint_eq(b, 0x0302);
  ck_assert_uint_eq(c, 0x06078809u);
  ck_assert_int_eq(bw_reader_finish(&reader), BW_OK);
}
END_TEST

START_TEST(the_first_error_sticks) {
  uint32_t wide = 1;
  uint8_t byte = 2;
  bw_bytes_const part = span_of(bytes, 3);
  bw_reader sub = reader;
  bw_u16s none = bw_u16s_make(NULL, 0);
  ck_assert_int_eq(bw_reader_skip(&reader, 7), BW_OK);
  ck_assert_int_eq(bw_reader_u32le(&reader, &wide), BW_ERR_TRUNCATED);
  ck_assert_uint_eq(bw_reader_left(&reader), 2);
  /* Two bytes are left, yet nothing reads them any more. */
  ck_assert_int_eq(bw_reader_u8(&reader, &byte), BW_ERR_TRUNCATED);
  ck_assert_int_eq(bw_reader_bytes(&reader, 0, &part), BW_ERR_TRUNCATED);
  ck_assert_int_eq(bw_reader_skip(&reader, 0), BW_ERR_TRUNCATED);
  ck_assert_int_eq(bw_reader_sub(&reader, 1, &sub), BW_ERR_TRUNCATED);
  ck_assert_int_eq(bw_reader_u16le_array(&reader, none), BW_ERR_TRUNCATED);
  ck_assert_int_eq(bw_reader_items(&reader, SIZE_MAX, 2, &part), BW_ERR_TRUNCATED);
  ck_assert_int_eq(bw_reader_fail(&reader, BW_ERR_FORMAT), BW_ERR_TRUNCATED);
  ck_assert_int_eq(bw_reader_finish(&reader), BW_ERR_TRUNCATED);
  ck_assert_int_eq(bw_reader_status(&reader), BW_ERR_TRUNCATED);
  ck_assert_uint_eq(wide, 1);
  ck_assert_uint_eq(byte, 2);
  ck_assert_uint_eq(part.count, 3);
  ck_assert_uint_eq(bw_reader_left(&sub), sizeof bytes);
}
END_TEST

START_TEST(the_callers_own_finding_sticks_too) {
  uint8_t byte = 2;
  ck_assert_int_eq(bw_reader_fail(&reader, BW_ERR_FORMAT), BW_ERR_FORMAT);
  ck_assert_int_eq(bw_reader_fail(&reader, BW_ERR_RANGE), BW_ERR_FORMAT);
  ck_assert_int_eq(bw_reader_u8(&reader, &byte), BW_ERR_FORMAT);
  ck_assert_uint_eq(byte, 2);
}
END_TEST

START_TEST(to_fail_without_a_failure_is_a_violation) {
  (void)bw_reader_fail(&reader, BW_OK);
}
END_TEST

START_TEST(bytes_in_place) {
  bw_bytes_const part;
  ck_assert_int_eq(bw_reader_skip(&reader, 4), BW_OK);
  ck_assert_int_eq(bw_reader_bytes(&reader, 5, &part), BW_OK);
  ck_assert_ptr_eq(part.items, bytes + 4);
  ck_assert_uint_eq(part.count, 5);
  ck_assert_int_eq(bw_reader_bytes(&reader, 0, &part), BW_OK);
  ck_assert_uint_eq(part.count, 0);
  ck_assert_int_eq(bw_reader_bytes(&reader, SIZE_MAX, &part), BW_ERR_TRUNCATED);
}
END_TEST

START_TEST(items_check_count_times_size) {
  static const struct {
    size_t count;
    size_t item_bytes;
    bw_status status;
  } rows[] = {
      {3, 3, BW_OK},
      {9, 1, BW_OK},
      {0, SIZE_MAX, BW_OK},
      {SIZE_MAX, 0, BW_OK},
      {5, 2, BW_ERR_TRUNCATED},
      {1, 10, BW_ERR_TRUNCATED},
      {SIZE_MAX, 1, BW_ERR_TRUNCATED},
      {SIZE_MAX / 4 + 2, 4, BW_ERR_RANGE}, /* wraps to 4, which would lie inside */
      {SIZE_MAX / 8 + 1, 8, BW_ERR_RANGE}, /* wraps to 0 */
      {SIZE_MAX, SIZE_MAX, BW_ERR_RANGE},
  };
  size_t i;
  for (i = 0; i < COUNT(rows); i++) {
    bw_bytes_const part = span_of(bytes, 1);
    bw_status status;
    setup();
    status = bw_reader_items(&reader, rows[i].count, rows[i].item_bytes, &part);
    ck_assert_msg(status == rows[i].status, "row %zu gives %s", i, bw_status_name(status));
    ck_assert_uint_eq(part.count, status == BW_OK ? rows[i].count * rows[i].item_bytes : 1);
  }
}
END_TEST

START_TEST(arrays_are_filled_whole_or_not_at_all) {
  uint16_t two[4] = {1, 1, 1, 1};
  int16_t two_signed[4];
  uint32_t four[2];
  int32_t four_signed[3] = {1, 1, 1};
  uint64_t eight[1];
  int64_t eight_signed[1];
  ck_assert_int_eq(bw_reader_u16be_array(&reader, BW_SPAN_OF_ARRAY(bw_u16s, two)), BW_OK);
  ck_assert_uint_eq(two[0], 0x8102);
  ck_assert_uint_eq(two[3], 0x0788);
  ck_assert_uint_eq(bw_reader_left(&reader), 1);
  setup();
  ck_assert_int_eq(bw_reader_i16le_array(&reader, BW_SPAN_OF_ARRAY(bw_i16s, two_signed)), BW_OK);
  ck_assert_int_eq(two_signed[1], (int16_t)-0x7bfd);
  setup();
  ck_assert_int_eq(bw_reader_u32le_array(&reader, BW_SPAN_OF_ARRAY(bw_u32s, four)), BW_OK);
  ck_assert_uint_eq(four[1], 0x88070605u);
  setup();
  ck_assert_int_eq(bw_reader_i32be_array(&reader, BW_SPAN_OF_ARRAY(bw_i32s, four_signed)), BW_ERR_TRUNCATED);
  ck_assert_int_eq(four_signed[0], 1);
  setup();
  ck_assert_int_eq(bw_reader_u64be_array(&reader, BW_SPAN_OF_ARRAY(bw_u64s, eight)), BW_OK);
  ck_assert(eight[0] == 0x8102038405060788u);
  setup();
  ck_assert_int_eq(bw_reader_i64le_array(&reader, BW_SPAN_OF_ARRAY(bw_i64s, eight_signed)), BW_OK);
  ck_assert(eight_signed[0] == -0x77f8f9fa7bfcfd7f);
}
END_TEST

START_TEST(a_part_fails_on_its_own) {
  bw_reader part;
  uint32_t wide;
  uint8_t byte = 0;
  ck_assert_int_eq(bw_reader_sub(&reader, 3, &part), BW_OK);
  ck_assert_int_eq(bw_reader_u32le(&part, &wide), BW_ERR_TRUNCATED);
  ck_assert_int_eq(bw_reader_status(&reader), BW_OK);
  ck_assert_int_eq(bw_reader_u8(&reader, &byte), BW_OK);
  ck_assert_uint_eq(byte, 0x84);
  ck_assert_int_eq(bw_reader_sub(&reader, 6, &part), BW_ERR_TRUNCATED);
}
END_TEST

START_TEST(bytes_left_over_are_a_format_error) {
  uint8_t byte;
  ck_assert_int_eq(bw_reader_finish(&reader), BW_ERR_FORMAT);
  ck_assert_int_eq(bw_reader_u8(&reader, &byte), BW_ERR_FORMAT);
}
END_TEST

START_TEST(an_empty_input) {
  bw_reader none = bw_reader_over(span_of(NULL, 0));
  bw_bytes_const part;
  uint8_t byte;
  ck_assert_int_eq(bw_reader_bytes(&none, 0, &part), BW_OK);
  ck_assert_int_eq(bw_reader_finish(&none), BW_OK);
  ck_assert_int_eq(bw_reader_u8(&none, &byte), BW_ERR_TRUNCATED);
}
END_TEST

/* Random calls over random lengths against a position and a sticky flag. The input lies in a block of
   exactly its size, so that the sanitizer build sees the first byte read beyond it. */
START_TEST(random_reads_agree_with_an_oracle) {
  uint32_t seed = 77u + (uint32_t)_i;
  unsigned round;
  for (round = 0; round < 2000; round++) {
    size_t length = seed % 40u;
    size_t at = 0;
    bool failed = false;
    uint8_t *input = (uint8_t *)malloc(length == 0 ? 1 : length);
    size_t i;
    ck_assert_ptr_nonnull(input);
    for (i = 0; i < length; i++) {
      input[i] = (uint8_t)(i * 37u + 11u);
    }
    reader = bw_reader_over(span_of(input, length));
    for (i = 0; i < 12; i++) {
      size_t want;
      bw_status status;
      seed = seed * 1664525u + 1013904223u;
      want = seed >> 8 & 7u;
      if (seed >> 28 & 1u) {
        uint32_t value = 0;
        want = 4;
        status = bw_reader_u32le(&reader, &value);
        if (status == BW_OK) {
          ck_assert_uint_eq(value & 0xffu, input[at]);
          ck_assert_uint_eq(value >> 24, input[at + 3]);
        }
      } else {
        bw_bytes_const part;
        status = bw_reader_bytes(&reader, want, &part);
        if (status == BW_OK) {
          ck_assert_ptr_eq(part.items, input + at);
        }
      }
      failed = failed || want > length - at;
      ck_assert_int_eq(status, failed ? BW_ERR_TRUNCATED : BW_OK);
      at += failed ? 0 : want;
      ck_assert_uint_eq(bw_reader_left(&reader), length - at);
    }
    free(input);
  }
}
END_TEST

START_TEST(looking_ahead_changes_nothing) {
  bw_bytes_const ahead = span_of(bytes, 1);
  bw_reader before;
  uint16_t value = 0;
  ck_assert_int_eq(bw_reader_skip(&reader, 6), BW_OK);
  before = reader;
  ck_assert_int_eq(bw_reader_peek(&reader, 3, &ahead), BW_OK);
  ck_assert_ptr_eq(ahead.items, bytes + 6);
  ck_assert_uint_eq(ahead.count, 3);
  ck_assert_int_eq(bw_reader_peek(&reader, 4, &ahead), BW_ERR_TRUNCATED);
  ck_assert_int_eq(bw_reader_peek(&reader, SIZE_MAX, &ahead), BW_ERR_TRUNCATED);
  ck_assert_uint_eq(ahead.count, 3);
  ck_assert_uint_eq(bw_reader_offset(&reader), bw_reader_offset(&before));
  ck_assert_int_eq(bw_reader_u16le(&reader, &value), BW_OK);
  ck_assert_ptr_eq(bw_reader_rest(&reader).items, bytes + 8);
  ck_assert_uint_eq(bw_reader_rest(&reader).count, 1);
  ck_assert_int_eq(bw_reader_fail(&reader, BW_ERR_FORMAT), BW_ERR_FORMAT);
  ck_assert_int_eq(bw_reader_peek(&reader, 0, &ahead), BW_ERR_FORMAT);
}
END_TEST

START_TEST(seeking_stays_inside) {
  uint8_t byte = 0;
  size_t offset;
  for (offset = 0; offset <= sizeof bytes; offset++) {
    ck_assert_int_eq(bw_reader_seek(&reader, offset), BW_OK);
    ck_assert_uint_eq(bw_reader_offset(&reader), offset);
    ck_assert_uint_eq(bw_reader_left(&reader), sizeof bytes - offset);
  }
  ck_assert_int_eq(bw_reader_seek(&reader, 3), BW_OK);
  ck_assert_int_eq(bw_reader_u8(&reader, &byte), BW_OK);
  ck_assert_uint_eq(byte, 0x84);
  ck_assert_int_eq(bw_reader_seek(&reader, sizeof bytes + 1), BW_ERR_RANGE);
  ck_assert_uint_eq(bw_reader_offset(&reader), 4);
  ck_assert_int_eq(bw_reader_seek(&reader, 0), BW_ERR_RANGE);
  setup();
  ck_assert_int_eq(bw_reader_seek(&reader, SIZE_MAX), BW_ERR_RANGE);
}
END_TEST

/* Every offset and every align, powers of two or not. */
START_TEST(alignment_counts_from_the_first_byte) {
  size_t from;
  size_t align;
  for (from = 0; from <= sizeof bytes; from++) {
    for (align = 1; align <= 12; align++) {
      size_t expected = (from + align - 1) / align * align;
      bool fits = expected <= sizeof bytes;
      setup();
      ck_assert_int_eq(bw_reader_skip(&reader, from), BW_OK);
      ck_assert_int_eq(bw_reader_align(&reader, align), fits ? BW_OK : BW_ERR_TRUNCATED);
      ck_assert_uint_eq(bw_reader_offset(&reader), fits ? expected : from);
    }
  }
  setup();
  ck_assert_int_eq(bw_reader_skip(&reader, 1), BW_OK);
  ck_assert_int_eq(bw_reader_align(&reader, SIZE_MAX), BW_ERR_TRUNCATED);
  setup();
  ck_assert_int_eq(bw_reader_align(&reader, 0), BW_ERR_ARGUMENT);
  ck_assert_int_eq(bw_reader_align(&reader, 1), BW_ERR_ARGUMENT);
}
END_TEST

START_TEST(copies_are_whole_or_not_at_all) {
  uint8_t to[6] = {9, 9, 9, 9, 9, 9};
  uint8_t untouched[6] = {9, 9, 9, 9, 9, 9};
  ck_assert_int_eq(bw_reader_skip(&reader, 4), BW_OK);
  ck_assert_int_eq(bw_reader_copy(&reader, bw_bytes_make(to, 5)), BW_OK);
  ck_assert_mem_eq(to, bytes + 4, 5);
  ck_assert_uint_eq(to[5], 9);
  ck_assert_int_eq(bw_reader_finish(&reader), BW_OK);
  setup();
  memset(to, 9, sizeof to);
  ck_assert_int_eq(bw_reader_skip(&reader, 4), BW_OK);
  ck_assert_int_eq(bw_reader_copy(&reader, bw_bytes_make(to, 6)), BW_ERR_TRUNCATED);
  ck_assert_mem_eq(to, untouched, sizeof to);
}
END_TEST

START_TEST(parts_by_offset_and_count) {
  size_t offset;
  size_t count;
  bw_reader part;
  for (offset = 0; offset <= sizeof bytes + 2; offset++) {
    for (count = 0; count <= sizeof bytes + 2; count++) {
      bool inside = offset + count <= sizeof bytes;
      setup();
      part = bw_reader_over(span_of(bytes, 1));
      ck_assert_int_eq(bw_reader_skip(&reader, 5), BW_OK);
      ck_assert_int_eq(bw_reader_sub_at(&reader, offset, count, &part), inside ? BW_OK : BW_ERR_RANGE);
      ck_assert_int_eq(bw_reader_status(&reader), inside ? BW_OK : BW_ERR_RANGE);
      ck_assert_uint_eq(bw_reader_offset(&reader), 5);
      ck_assert_uint_eq(bw_reader_left(&part), inside ? count : 1);
      ck_assert_ptr_eq(bw_reader_rest(&part).items, bytes + (inside ? offset : 0));
    }
  }
  setup();
  ck_assert_int_eq(bw_reader_sub_at(&reader, SIZE_MAX, 2, &part), BW_ERR_RANGE);
  setup();
  ck_assert_int_eq(bw_reader_sub_at(&reader, 2, SIZE_MAX, &part), BW_ERR_RANGE);
  ck_assert_int_eq(bw_reader_sub_at(&reader, 0, 0, &part), BW_ERR_RANGE);
}
END_TEST

START_TEST(signatures) {
  static const uint8_t wrong_at_end[3] = {0x81, 0x02, 0x04};
  size_t n;
  for (n = 0; n <= sizeof bytes; n++) {
    setup();
    ck_assert_int_eq(bw_reader_expect(&reader, span_of(bytes, n)), BW_OK);
    ck_assert_uint_eq(bw_reader_offset(&reader), n);
  }
  setup();
  ck_assert_int_eq(bw_reader_expect(&reader, span_of(wrong_at_end, 3)), BW_ERR_FORMAT);
  ck_assert_uint_eq(bw_reader_offset(&reader), 0);
  ck_assert_int_eq(bw_reader_expect(&reader, span_of(bytes, 1)), BW_ERR_FORMAT);
  reader = bw_reader_over(span_of(bytes, 2));
  ck_assert_int_eq(bw_reader_expect(&reader, span_of(bytes, 3)), BW_ERR_TRUNCATED);
  ck_assert_int_eq(bw_reader_status(&reader), BW_ERR_TRUNCATED);
}
END_TEST

/* A text of n letters, then a NUL or none, under every limit. */
START_TEST(strings_up_to_a_limit) {
  uint8_t text[6];
  size_t letters;
  size_t closed;
  size_t max;
  for (letters = 0; letters <= 5; letters++) {
    for (closed = 0; closed <= 1; closed++) {
      for (max = 0; max <= 7; max++) {
        bw_bytes_const got = span_of(bytes, 3);
        bw_status expected = letters > max ? BW_ERR_RANGE : closed ? BW_OK : BW_ERR_TRUNCATED;
        memset(text, 'x', sizeof text);
        text[letters] = 0;
        reader = bw_reader_over(span_of(text, letters + closed));
        ck_assert_msg(bw_reader_string(&reader, max, &got) == expected, "%zu letters, closed %zu, max %zu: %s",
                      letters, closed, max, bw_status_name(bw_reader_status(&reader)));
        ck_assert_uint_eq(got.count, expected == BW_OK ? letters : 3);
        ck_assert_ptr_eq(got.items, expected == BW_OK ? text : bytes);
        ck_assert_uint_eq(bw_reader_offset(&reader), expected == BW_OK ? letters + 1 : 0);
        ck_assert_int_eq(bw_reader_status(&reader), expected);
      }
    }
  }
  memset(text, 'x', sizeof text);
  text[2] = 0;
  reader = bw_reader_over(span_of(text, 6));
  {
    bw_bytes_const got;
    ck_assert_int_eq(bw_reader_string(&reader, SIZE_MAX, &got), BW_OK);
    ck_assert_uint_eq(got.count, 2);
    ck_assert_int_eq(bw_reader_string(&reader, SIZE_MAX, &got), BW_ERR_TRUNCATED);
    ck_assert_uint_eq(got.count, 2);
  }
}
END_TEST

START_TEST(strings_in_fields) {
  static const uint8_t field[8] = {'a', 'b', 0, 'c', 'd', 'e', 'f', 'g'};
  bw_bytes_const got = span_of(bytes, 3);
  reader = bw_reader_over(span_of(field, 8));
  ck_assert_int_eq(bw_reader_padded(&reader, 4, &got), BW_OK);
  ck_assert_uint_eq(got.count, 2);
  ck_assert_ptr_eq(got.items, field);
  ck_assert_int_eq(bw_reader_padded(&reader, 0, &got), BW_OK);
  ck_assert_uint_eq(got.count, 0);
  ck_assert_int_eq(bw_reader_padded(&reader, 4, &got), BW_OK);
  ck_assert_uint_eq(got.count, 4);
  ck_assert_int_eq(bw_reader_padded(&reader, 1, &got), BW_ERR_TRUNCATED);
  ck_assert_uint_eq(got.count, 4);
}
END_TEST

/* A length in every form, then that many bytes: all inputs shorter than needed, all limits around it. */
#define CHECK_COUNTED(name, width, put)                                                                          \
  for (size_t length = 0; length <= 3; length++) {                                                               \
    uint8_t input[8] = {0};                                                                                      \
    put;                                                                                                         \
    for (size_t n = 0; n <= width + length + 1; n++) {                                                           \
      for (size_t max = 0; max <= 4; max++) {                                                                    \
        bw_bytes_const found = span_of(bytes, 5);                                                                \
        bw_status expected = n < width                ? BW_ERR_TRUNCATED                                         \
                             : length > max           ? BW_ERR_RANGE                                             \
                             : n < width + length     ? BW_ERR_TRUNCATED                                         \
                                                      : BW_OK;                                                   \
        reader = bw_reader_over(span_of(input, n));                                                              \
        ck_assert_int_eq(bw_reader_counted_##name(&reader, max, &found), expected);                              \
        ck_assert_int_eq(bw_reader_status(&reader), expected);                                                   \
        ck_assert_uint_eq(bw_reader_offset(&reader), expected == BW_OK ? width + length : 0);                    \
        ck_assert_ptr_eq(found.items, expected == BW_OK ? input + width : bytes);                                \
        ck_assert_uint_eq(found.count, expected == BW_OK ? length : 5);                                          \
      }                                                                                                          \
    }                                                                                                            \
  }

START_TEST(counted_strings) {
  static const uint8_t huge[5] = {0xFF, 0xFF, 0xFF, 0xFF, 1};
  bw_bytes_const got = span_of(bytes, 5);
  CHECK_COUNTED(u8, 1, input[0] = (uint8_t)length)
  CHECK_COUNTED(u16le, 2, input[0] = (uint8_t)length)
  CHECK_COUNTED(u16be, 2, input[1] = (uint8_t)length)
  CHECK_COUNTED(u32le, 4, input[0] = (uint8_t)length)
  CHECK_COUNTED(u32be, 4, input[3] = (uint8_t)length)
  reader = bw_reader_over(span_of(huge, 5));
  ck_assert_int_eq(bw_reader_counted_u32le(&reader, SIZE_MAX, &got), BW_ERR_TRUNCATED);
  reader = bw_reader_over(span_of(huge, 5));
  ck_assert_int_eq(bw_reader_counted_u32be(&reader, 0xFFFFFFFE, &got), BW_ERR_RANGE);
  ck_assert_int_eq(bw_reader_counted_u8(&reader, SIZE_MAX, &got), BW_ERR_RANGE);
  ck_assert_uint_eq(got.count, 5);
}
END_TEST

typedef struct record {
  int16_t x;
  uint32_t y;
} record;
BW_SPAN_DECLARE(records, record);

static record record_decode(bw_reader *in) {
  record result = {0, 0};
  if (bw_reader_i16be(in, &result.x) != BW_OK || bw_reader_u32le(in, &result.y) != BW_OK) {
    ck_abort_msg("the size was checked");
  }
  return result;
}
BW_READER_RECORDS_DECLARE(records, records, record, 6u, record_decode);

static record too_much(bw_reader *in) {
  record result = record_decode(in);
  if (bw_reader_skip(in, 1) == BW_OK) {
    ck_abort_msg("a record reads what is not its own");
  }
  return result;
}
BW_SPAN_DECLARE(wrong, record);
BW_READER_RECORDS_DECLARE(wrong, wrong, record, 6u, too_much);

static record too_little(bw_reader *in) {
  record result = {0, 0};
  ck_assert_int_eq(bw_reader_i16be(in, &result.x), BW_OK);
  return result;
}
BW_SPAN_DECLARE(lazy, record);
BW_READER_RECORDS_DECLARE(lazy, lazy, record, 6u, too_little);

START_TEST(records_field_by_field) {
  static const uint8_t input[14] = {0xFF, 0xFE, 1, 0, 0, 0, 0x12, 0x34, 0x78, 0x56, 0x34, 0x12, 7, 8};
  record items[3] = {{5, 5}, {5, 5}, {5, 5}};
  records all = BW_SPAN_OF_ARRAY(records, items);
  volatile size_t too_many = SIZE_MAX / 6 + 1;
  reader = bw_reader_over(span_of(input, sizeof input));
  ck_assert_int_eq(records_read(&reader, records_first(all, 2)), BW_OK);
  ck_assert_int_eq(items[0].x, -2);
  ck_assert_uint_eq(items[0].y, 1);
  ck_assert_int_eq(items[1].x, 0x1234);
  ck_assert_uint_eq(items[1].y, 0x12345678);
  ck_assert_int_eq(items[2].x, 5);
  ck_assert_uint_eq(bw_reader_left(&reader), 2);
  ck_assert_int_eq(records_read(&reader, records_make(NULL, 0)), BW_OK);
  ck_assert_int_eq(records_read(&reader, records_last(all, 1)), BW_ERR_TRUNCATED);
  ck_assert_int_eq(items[2].x, 5);
  reader = bw_reader_over(span_of(input, sizeof input));
  ck_assert_int_eq(records_read(&reader, all), BW_ERR_TRUNCATED);
  ck_assert_int_eq(items[0].x, -2);
  reader = bw_reader_over(span_of(input, sizeof input));
  ck_assert_int_eq(records_read(&reader, records_make(items, too_many)), BW_ERR_RANGE);
}
END_TEST

START_TEST(a_record_of_another_size_is_a_violation) {
  record items[1];
  setup();
  if (_i == 0) {
    ck_assert_int_ne(wrong_read(&reader, BW_SPAN_OF_ARRAY(wrong, items)), BW_OK);
  } else {
    ck_assert_int_ne(lazy_read(&reader, BW_SPAN_OF_ARRAY(lazy, items)), BW_OK);
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("reader");
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_add_test(tcase, every_width_sign_and_order);
  tcase_add_test(tcase, signed_edges);
  tcase_add_test(tcase, values_follow_each_other);
  tcase_add_test(tcase, the_first_error_sticks);
  tcase_add_test(tcase, the_callers_own_finding_sticks_too);
  tcase_add_test_raise_signal(tcase, to_fail_without_a_failure_is_a_violation, SIGABRT);
  tcase_add_test(tcase, bytes_in_place);
  tcase_add_test(tcase, items_check_count_times_size);
  tcase_add_test(tcase, arrays_are_filled_whole_or_not_at_all);
  tcase_add_test(tcase, a_part_fails_on_its_own);
  tcase_add_test(tcase, bytes_left_over_are_a_format_error);
  tcase_add_test(tcase, an_empty_input);
  tcase_add_test(tcase, looking_ahead_changes_nothing);
  tcase_add_test(tcase, seeking_stays_inside);
  tcase_add_test(tcase, alignment_counts_from_the_first_byte);
  tcase_add_test(tcase, copies_are_whole_or_not_at_all);
  tcase_add_test(tcase, parts_by_offset_and_count);
  tcase_add_test(tcase, signatures);
  tcase_add_test(tcase, strings_up_to_a_limit);
  tcase_add_test(tcase, strings_in_fields);
  tcase_add_test(tcase, counted_strings);
  tcase_add_test(tcase, records_field_by_field);
  tcase_add_loop_test_raise_signal(tcase, a_record_of_another_size_is_a_violation, SIGABRT, 0, 2);
  tcase_add_loop_test(tcase, random_reads_agree_with_an_oracle, 0, 4);
  return suite_run("reader", tcase);
}
