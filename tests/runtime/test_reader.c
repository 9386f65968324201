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
  tcase_add_loop_test(tcase, random_reads_agree_with_an_oracle, 0, 4);
  return suite_run("reader", tcase);
}
