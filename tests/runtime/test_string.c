/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Strings over the caller's storage. The conversions have a test of their own, test_utf.c. */
#include <bulwark/string.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define GUARD 0xEE
#define GUARD16 0xEEEE

enum { ROOM = 32 };

static uint8_t memory[ROOM + 16];
static uint16_t units[ROOM + 16];
static bw_string string;
static bw_string16 wide;

static void string_of(size_t room) {
  size_t i;
  memset(memory, GUARD, sizeof memory);
  for (i = 0; i < COUNT(units); i++) {
    units[i] = GUARD16;
  }
  string = bw_string_over(bw_bytes_make(memory + 8, room));
  wide = bw_string16_over(bw_u16s_make(units + 8, room));
}

static void setup(void) {
  string_of(ROOM);
}

static bw_bytes_const text_of(const char *text) {
  return bw_bytes_const_make((const uint8_t *)text, strlen(text));
}

/* The string is this text, and no byte around it was written. */
static void expect_text(const char *expected) {
  size_t length = strlen(expected);
  size_t i;
  ck_assert_uint_eq(bw_string_text(&string).count, length);
  ck_assert_ptr_eq(bw_string_text(&string).items, memory + 8);
  for (i = 0; i < sizeof memory; i++) {
    uint8_t byte = i >= 8 && i < 8 + length ? (uint8_t)expected[i - 8] : GUARD;
    ck_assert_msg(memory[i] == byte, "byte %d is %02x, not %02x", (int)i - 8, memory[i], byte);
  }
}

static void expect_units(const uint16_t *expected, size_t length) {
  size_t i;
  ck_assert_uint_eq(bw_string16_text(&wide).count, length);
  for (i = 0; i < COUNT(units); i++) {
    uint16_t unit = i >= 8 && i < 8 + length ? expected[i - 8] : GUARD16;
    ck_assert_msg(units[i] == unit, "unit %d is %04x, not %04x", (int)i - 8, units[i], unit);
  }
}

/* ---- bytes --------------------------------------------------------------------------------------------- */

START_TEST(appending_is_all_or_nothing) {
  ck_assert_int_eq(bw_string_append(&string, BW_TEXT("")), BW_OK);
  ck_assert_int_eq(bw_string_append(&string, BW_TEXT("ab")), BW_OK);
  ck_assert_int_eq(bw_string_append_byte(&string, 'c'), BW_OK);
  ck_assert_int_eq(bw_string_append(&string, bw_string_text(&string)), BW_OK);
  expect_text("abcabc");
  ck_assert_uint_eq(bw_string_left(&string), ROOM - 6);
  string_of(3);
  ck_assert_int_eq(bw_string_append(&string, BW_TEXT("abcd")), BW_ERR_FULL);
  expect_text("");
  ck_assert_int_eq(bw_string_append(&string, BW_TEXT("abc")), BW_OK);
  ck_assert_int_eq(bw_string_append_byte(&string, 'd'), BW_ERR_FULL);
  ck_assert_int_eq(bw_string_append(&string, BW_TEXT("")), BW_OK);
  expect_text("abc");
  ck_assert_int_eq(bw_string_truncate(&string, 4), BW_ERR_RANGE);
  ck_assert_int_eq(bw_string_truncate(&string, 1), BW_OK);
  ck_assert_uint_eq(bw_string_text(&string).count, 1);
  ck_assert_int_eq(bw_string_truncate(&string, 2), BW_ERR_RANGE);
  string = bw_string_over(bw_bytes_make(NULL, 0));
  ck_assert_int_eq(bw_string_append(&string, BW_TEXT("")), BW_OK);
  ck_assert_int_eq(bw_string_append_byte(&string, 'c'), BW_ERR_FULL);
  ck_assert_uint_eq(bw_string_append_cut(&string, BW_TEXT("abc")), 3);
}
END_TEST

/* Every room for "aü€😀z": what is kept is the longest start of whole characters. */
START_TEST(cutting_leaves_characters_whole) {
  static const char text[] = "a\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80z";
  static const size_t kept[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
  size_t room;
  for (room = 0; room < COUNT(kept); room++) {
    char expected[12] = {0};
    string_of(room);
    memcpy(expected, text, kept[room]);
    ck_assert_uint_eq(bw_string_append_cut(&string, text_of(text)), 11 - kept[room]);
    expect_text(expected);
  }
  string_of(5);
  ck_assert_int_eq(bw_string_append(&string, BW_TEXT("ab")), BW_OK);
  ck_assert_uint_eq(bw_string_append_cut(&string, BW_TEXT("xyzabc")), 3);
  expect_text("abxyz");
  /* No UTF-8: cut at most three bytes early, and never below nothing. */
  string_of(8);
  ck_assert_uint_eq(bw_string_append_cut(&string, text_of("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80")), 5);
  expect_text("\x80\x80\x80\x80\x80");
  string_of(2);
  ck_assert_uint_eq(bw_string_append_cut(&string, text_of("\x80\x80\x80\x80")), 4);
  expect_text("");
}
END_TEST

START_TEST(numbers) {
  static const uint64_t values[] = {0, 1, 9, 10, 11, 99, 100, 255, 65535, 1000000, 4294967295, 4294967296,
                                    9223372036854775807u, 9223372036854775808u, 9999999999999999999u,
                                    10000000000000000000u, 18446744073709551615u};
  size_t i;
  size_t room;
  for (i = 0; i < COUNT(values); i++) {
    char expected[32];
    unsigned digits;
    uint64_t back = 7;
    int64_t signed_value =
        values[i] <= INT64_MAX ? (int64_t)values[i] : -(int64_t)(values[i] - INT64_MAX - 1) - 1;
    int64_t signed_back = 7;
    for (room = 0; room <= 21; room++) {
      string_of(room);
      (void)snprintf(expected, sizeof expected, "%" PRIu64, values[i]);
      ck_assert_int_eq(bw_string_append_u64(&string, values[i]), strlen(expected) <= room ? BW_OK : BW_ERR_FULL);
      expect_text(strlen(expected) <= room ? expected : "");
      string_of(room);
      (void)snprintf(expected, sizeof expected, "%" PRId64, signed_value);
      ck_assert_int_eq(bw_string_append_i64(&string, signed_value),
                       strlen(expected) <= room ? BW_OK : BW_ERR_FULL);
      ck_assert_uint_eq(string.length, strlen(expected) <= room ? strlen(expected) : 0);
    }
    expect_text(expected);
    ck_assert_int_eq(bw_string_to_i64(text_of(expected), &signed_back), BW_OK);
    ck_assert_int_eq(signed_back, signed_value);
    (void)snprintf(expected, sizeof expected, "000%" PRIu64, values[i]);
    ck_assert_int_eq(bw_string_to_u64(text_of(expected), &back), BW_OK);
    ck_assert_uint_eq(back, values[i]);
    for (digits = 0; digits <= 16; digits++) {
      (void)snprintf(expected, sizeof expected, "%0*" PRIx64, (int)digits, values[i]);
      for (room = 0; room <= 17; room++) {
        string_of(room);
        ck_assert_int_eq(bw_string_append_hex(&string, values[i], digits),
                         strlen(expected) <= room ? BW_OK : BW_ERR_FULL);
        expect_text(strlen(expected) <= room ? expected : "");
      }
      back = 7;
      ck_assert_int_eq(bw_string_hex_to_u64(text_of(expected), &back), BW_OK);
      ck_assert_uint_eq(back, values[i]);
    }
  }
  setup();
  ck_assert_int_eq(bw_string_append_hex(&string, 1, 17), BW_ERR_ARGUMENT);
  expect_text("");
}
END_TEST

/* A failed number leaves the text alone even where the sign had fitted. */
START_TEST(a_sign_alone_is_not_left_behind) {
  string_of(2);
  ck_assert_int_eq(bw_string_append_i64(&string, -10), BW_ERR_FULL);
  ck_assert_uint_eq(string.length, 0);
  ck_assert_int_eq(bw_string_append_i64(&string, -1), BW_OK);
  expect_text("-1");
}
END_TEST

static const struct {
  const char *text;
  bw_status u64;
  bw_status i64;
  bw_status hex;
} no_numbers[] = {
    {"", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"-", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"--1", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"+1", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {" 1", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"1 ", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"0x1", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"1/", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"1:", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"@1", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"1G", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"`1", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"1g", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"\xB1", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"1a", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_OK},
    {"aF", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_OK},
    {"-1", BW_ERR_FORMAT, BW_OK, BW_ERR_FORMAT},
    {"9223372036854775807", BW_OK, BW_OK, BW_ERR_RANGE},
    {"9223372036854775808", BW_OK, BW_ERR_RANGE, BW_ERR_RANGE},
    {"-9223372036854775808", BW_ERR_FORMAT, BW_OK, BW_ERR_FORMAT},
    {"-9223372036854775809", BW_ERR_FORMAT, BW_ERR_RANGE, BW_ERR_FORMAT},
    {"18446744073709551615", BW_OK, BW_ERR_RANGE, BW_ERR_RANGE},
    {"18446744073709551616", BW_ERR_RANGE, BW_ERR_RANGE, BW_ERR_RANGE},
    {"184467440737095516150", BW_ERR_RANGE, BW_ERR_RANGE, BW_ERR_RANGE},
    {"99999999999999999999999999999999", BW_ERR_RANGE, BW_ERR_RANGE, BW_ERR_RANGE},
    {"99999999999999999999999999999999x", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_ERR_FORMAT},
    {"ffffffffffffffff", BW_ERR_FORMAT, BW_ERR_FORMAT, BW_OK},
    {"10000000000000000", BW_OK, BW_OK, BW_ERR_RANGE},
    {"00000000000000000000000000000000007", BW_OK, BW_OK, BW_OK},
};

START_TEST(texts_that_are_no_number) {
  bw_bytes_const text = text_of(no_numbers[_i].text);
  uint64_t number = 0x5a5a;
  int64_t signed_number = 0x5a5a;
  ck_assert_int_eq(bw_string_to_u64(text, &number), no_numbers[_i].u64);
  ck_assert_int_eq(number == 0x5a5a, no_numbers[_i].u64 != BW_OK);
  ck_assert_int_eq(bw_string_to_i64(text, &signed_number), no_numbers[_i].i64);
  ck_assert_int_eq(signed_number == 0x5a5a, no_numbers[_i].i64 != BW_OK);
  number = 0x5a5a;
  ck_assert_int_eq(bw_string_hex_to_u64(text, &number), no_numbers[_i].hex);
  ck_assert_int_eq(number == 0x5a5a, no_numbers[_i].hex != BW_OK);
}
END_TEST

START_TEST(negative_zero_is_zero) {
  int64_t number = 7;
  ck_assert_int_eq(bw_string_to_i64(BW_TEXT("-0"), &number), BW_OK);
  ck_assert_int_eq(number, 0);
}
END_TEST

START_TEST(to_c_and_back) {
  const char *c = NULL;
  bw_bytes_const text = BW_TEXT("none");
  string_of(3);
  ck_assert_int_eq(bw_string_append(&string, BW_TEXT("ab")), BW_OK);
  ck_assert_int_eq(bw_string_c(&string, &c), BW_OK);
  ck_assert_str_eq(c, "ab");
  ck_assert_uint_eq(bw_string_text(&string).count, 2);
  ck_assert_uint_eq(memory[8 + 3], GUARD);
  ck_assert_int_eq(bw_string_append_byte(&string, 'c'), BW_OK);
  c = "before";
  ck_assert_int_eq(bw_string_c(&string, &c), BW_ERR_FULL);
  ck_assert_str_eq(c, "before");
  setup();
  ck_assert_int_eq(bw_string_append(&string, BW_TEXT("a\0b")), BW_OK);
  ck_assert_int_eq(bw_string_c(&string, &c), BW_ERR_FORMAT);
  ck_assert_str_eq(c, "before");
  ck_assert_int_eq(bw_string_from_c("abc", 4, &text), BW_OK);
  ck_assert_uint_eq(text.count, 3);
  ck_assert_mem_eq(text.items, "abc", 3);
  ck_assert_int_eq(bw_string_from_c("abc", 3, &text), BW_ERR_RANGE);
  ck_assert_int_eq(bw_string_from_c("abc", 0, &text), BW_ERR_RANGE);
  ck_assert_int_eq(bw_string_from_c(NULL, 10, &text), BW_ERR_ARGUMENT);
  ck_assert_uint_eq(text.count, 3);
  ck_assert_int_eq(bw_string_from_c("", 1, &text), BW_OK);
  ck_assert_uint_eq(text.count, 0);
}
END_TEST

/* ---- UTF-16 strings ------------------------------------------------------------------------------------ */

START_TEST(wide_strings_append_both_forms) {
  static const uint16_t smile[] = {'a', 0xD83D, 0xDE00};
  static const uint16_t twice[] = {'a', 0xD83D, 0xDE00, 'a', 0xD83D, 0xDE00};
  static const char lone[] = "\xED\xA0\x80";
  bw_bytes_const text = BW_TEXT("a\xF0\x9F\x98\x80");
  ck_assert_int_eq(bw_string16_append_utf8(&wide, text), BW_OK);
  expect_units(smile, 3);
  ck_assert_int_eq(bw_string16_append(&wide, bw_string16_text(&wide)), BW_OK);
  expect_units(twice, 6);
  ck_assert_int_eq(bw_string16_append_utf8(&wide, text_of(lone)), BW_ERR_FORMAT);
  expect_units(twice, 6);
  ck_assert_uint_eq(bw_string16_left(&wide), ROOM - 6);
  ck_assert_int_eq(bw_string16_truncate(&wide, 7), BW_ERR_RANGE);
  ck_assert_int_eq(bw_string16_truncate(&wide, 3), BW_OK);
  ck_assert_uint_eq(bw_string16_text(&wide).count, 3);
  ck_assert_int_eq(bw_string_append_utf16(&string, bw_u16s_const_make(smile, 3)), BW_OK);
  expect_text("a\xF0\x9F\x98\x80");
  ck_assert_int_eq(bw_string_append_utf16(&string, bw_u16s_const_make(smile, 2)), BW_ERR_FORMAT);
  expect_text("a\xF0\x9F\x98\x80");
  string_of(2);
  ck_assert_int_eq(bw_string16_append_utf8(&wide, text), BW_ERR_FULL);
  ck_assert_int_eq(bw_string16_append(&wide, bw_u16s_const_make(smile, 3)), BW_ERR_FULL);
  ck_assert_int_eq(bw_string_append_utf16(&string, bw_u16s_const_make(smile + 1, 2)), BW_ERR_FULL);
  ck_assert_int_eq(bw_string16_append_code(&wide, 'x'), BW_OK);
  ck_assert_int_eq(bw_string16_append_code(&wide, 0x1F600), BW_ERR_FULL);
  ck_assert_int_eq(bw_string_append_code(&string, 0x20AC), BW_ERR_FULL);
  expect_text("");
  {
    static const uint16_t x[] = {'x'};
    expect_units(x, 1);
  }
}
END_TEST

START_TEST(cutting_leaves_pairs_whole) {
  static const uint16_t text[] = {'a', 0xD83D, 0xDE00, 0xD800, 'b'};
  static const size_t kept[] = {0, 1, 1, 3, 4, 5, 5};
  size_t room;
  for (room = 0; room < COUNT(kept); room++) {
    string_of(room);
    ck_assert_uint_eq(bw_string16_append_cut(&wide, bw_u16s_const_make(text, 5)), 5 - kept[room]);
    expect_units(text, kept[room]);
  }
  {
    /* A low surrogate alone belongs to nothing before it. */
    static const uint16_t lone[] = {'a', 'b', 0xDE00};
    string_of(2);
    ck_assert_uint_eq(bw_string16_append_cut(&wide, bw_u16s_const_make(lone, 3)), 1);
    expect_units(lone, 2);
  }
}
END_TEST

START_TEST(counted_strings_are_checked) {
  static const struct {
    uint16_t bytes;
    uint16_t capacity;
    bool null;
    size_t shift;
    bw_status text;
    bw_status string;
  } rows[] = {
      {4, 8, false, 0, BW_OK, BW_OK},
      {8, 8, false, 0, BW_OK, BW_OK},
      {0, 0, false, 0, BW_OK, BW_OK},
      {0, 0, true, 0, BW_OK, BW_OK},
      {0, 8, false, 0, BW_OK, BW_OK},
      {3, 8, false, 0, BW_ERR_FORMAT, BW_ERR_FORMAT},  /* half a unit */
      {10, 8, false, 0, BW_ERR_FORMAT, BW_ERR_FORMAT}, /* more text than buffer */
      {65534, 8, false, 0, BW_ERR_FORMAT, BW_ERR_FORMAT},
      {4, 8, true, 0, BW_ERR_FORMAT, BW_ERR_FORMAT}, /* text nowhere */
      {4, 8, false, 1, BW_ERR_FORMAT, BW_ERR_FORMAT}, /* not aligned */
      {0, 8, false, 1, BW_ERR_FORMAT, BW_ERR_FORMAT},
      {4, 7, false, 0, BW_OK, BW_ERR_FORMAT}, /* enough to read, no buffer to append to */
      {0, 8, true, 0, BW_OK, BW_ERR_FORMAT},
      {8, 7, false, 0, BW_ERR_FORMAT, BW_ERR_FORMAT},
  };
  size_t i;
  for (i = 0; i < COUNT(rows); i++) {
    bw_counted_utf16 counted = {rows[i].bytes, rows[i].capacity, NULL};
    bw_u16s_const text = bw_u16s_const_make(units, 5);
    bw_string16 got = wide;
    if (!rows[i].null) {
      uintptr_t address = (uintptr_t)units + rows[i].shift;
      memcpy(&counted.units, &address, sizeof address);
    }
    ck_assert_msg(bw_counted_text(&counted, &text) == rows[i].text, "row %zu", i);
    ck_assert_uint_eq(text.count, rows[i].text == BW_OK ? rows[i].bytes / 2u : 5);
    ck_assert_msg(bw_string16_from_counted(&counted, &got) == rows[i].string, "row %zu", i);
    ck_assert_uint_eq(got.length, rows[i].string == BW_OK ? rows[i].bytes / 2u : 0);
    ck_assert_uint_eq(got.room.count, rows[i].string == BW_OK ? rows[i].capacity / 2u : ROOM);
  }
}
END_TEST

START_TEST(counted_strings_go_around) {
  static uint16_t large[40000];
  bw_string16 string16;
  bw_counted_utf16 counted = {1, 2, NULL};
  bw_u16s_const text;
  static const uint16_t smile[] = {'a', 0xD83D, 0xDE00, 'b'};
  ck_assert_int_eq(bw_string16_append(&wide, bw_u16s_const_make(smile, 3)), BW_OK);
  ck_assert_int_eq(bw_string16_to_counted(&wide, &counted), BW_OK);
  ck_assert_uint_eq(counted.bytes, 6);
  ck_assert_uint_eq(counted.capacity_bytes, 2 * ROOM);
  ck_assert_ptr_eq(counted.units, units + 8);
  ck_assert_int_eq(bw_string16_from_counted(&counted, &string16), BW_OK);
  ck_assert_int_eq(bw_string16_append_code(&string16, 'b'), BW_OK);
  ck_assert_int_eq(bw_string16_to_counted(&string16, &counted), BW_OK);
  ck_assert_int_eq(bw_counted_text(&counted, &text), BW_OK);
  ck_assert_uint_eq(text.count, 4);
  ck_assert_mem_eq(text.items, smile, sizeof smile);
  string16 = bw_string16_over(bw_u16s_make(large, 40000));
  string16.length = 32767;
  ck_assert_int_eq(bw_string16_to_counted(&string16, &counted), BW_OK);
  ck_assert_uint_eq(counted.bytes, 65534);
  ck_assert_uint_eq(counted.capacity_bytes, 65534);
  string16.length = 32768;
  counted.bytes = 2;
  ck_assert_int_eq(bw_string16_to_counted(&string16, &counted), BW_ERR_RANGE);
  ck_assert_uint_eq(counted.bytes, 2);
}
END_TEST

/* The layout that kernels pass: two lengths, then a pointer at its own alignment. */
START_TEST(the_layout_is_that_of_counted_strings) {
  ck_assert_uint_eq(offsetof(bw_counted_utf16, bytes), 0);
  ck_assert_uint_eq(offsetof(bw_counted_utf16, capacity_bytes), 2);
  ck_assert_uint_eq(offsetof(bw_counted_utf16, units), sizeof(void *));
  ck_assert_uint_eq(sizeof(bw_counted_utf16), 2 * sizeof(void *));
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("string");
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_set_timeout(tcase, 60);
  tcase_add_test(tcase, appending_is_all_or_nothing);
  tcase_add_test(tcase, cutting_leaves_characters_whole);
  tcase_add_test(tcase, numbers);
  tcase_add_test(tcase, a_sign_alone_is_not_left_behind);
  tcase_add_loop_test(tcase, texts_that_are_no_number, 0, (int)COUNT(no_numbers));
  tcase_add_test(tcase, negative_zero_is_zero);
  tcase_add_test(tcase, to_c_and_back);
  tcase_add_test(tcase, wide_strings_append_both_forms);
  tcase_add_test(tcase, cutting_leaves_pairs_whole);
  tcase_add_test(tcase, counted_strings_are_checked);
  tcase_add_test(tcase, counted_strings_go_around);
  tcase_add_test(tcase, the_layout_is_that_of_counted_strings);
  return suite_run("string", tcase);
}
