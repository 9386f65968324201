/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Loads, stores and signs against the same thing done one bit or one byte at a time. */
#include <bulwark/endian.h>

#include <string.h>

#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static uint64_t state = 0x9E3779B97F4A7C15u;

/* xorshift64, Marsaglia 2003: the same values in every run. */
static uint64_t next_random(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

/* The value of bytes from the most significant one on, at distance step. */
static uint64_t value_of(const uint8_t *p, size_t bytes, bool big) {
  uint64_t value = 0;
  size_t i;
  for (i = 0; i < bytes; i++) {
    value = value * 256 + p[big ? i : bytes - 1 - i];
  }
  return value;
}

#define CHECK_ROUND(name, type, big)                                                                             \
  {                                                                                                              \
    uint8_t stored[18];                                                                                          \
    uint8_t expected[18];                                                                                        \
    size_t at;                                                                                                   \
    ck_assert(bw_load_##name(bytes + shift) == (type)value_of(bytes + shift, sizeof(type), big));                \
    memset(stored, 0xEE, sizeof stored);                                                                         \
    memset(expected, 0xEE, sizeof expected);                                                                     \
    for (at = 0; at < sizeof(type); at++) {                                                                      \
      expected[shift + at] = bytes[shift + at];                                                                  \
    }                                                                                                            \
    bw_store_##name(stored + shift, (type)value_of(bytes + shift, sizeof(type), big));                           \
    ck_assert_mem_eq(stored, expected, sizeof stored);                                                           \
  }

START_TEST(loads_and_stores_at_any_address) {
  unsigned round;
  for (round = 0; round < 2000; round++) {
    uint8_t bytes[18];
    size_t shift = round % 8;
    size_t i;
    for (i = 0; i < sizeof bytes; i++) {
      uint64_t choice = next_random();
      bytes[i] = choice % 4 == 0 ? 0xFF : choice % 4 == 1 ? 0x80 : (uint8_t)(choice >> 32);
    }
    CHECK_ROUND(u8, uint8_t, true)
    CHECK_ROUND(u16le, uint16_t, false)
    CHECK_ROUND(u16be, uint16_t, true)
    CHECK_ROUND(u32le, uint32_t, false)
    CHECK_ROUND(u32be, uint32_t, true)
    CHECK_ROUND(u64le, uint64_t, false)
    CHECK_ROUND(u64be, uint64_t, true)
  }
}
END_TEST

START_TEST(by_hand) {
  static const uint8_t bytes[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  ck_assert_uint_eq(bw_load_u16le(bytes), 0x0201);
  ck_assert_uint_eq(bw_load_u16be(bytes), 0x0102);
  ck_assert_uint_eq(bw_load_u32le(bytes), 0x04030201);
  ck_assert_uint_eq(bw_load_u32be(bytes), 0x01020304);
  ck_assert_uint_eq(bw_load_u64le(bytes), 0x0807060504030201);
  ck_assert_uint_eq(bw_load_u64be(bytes), 0x0102030405060708);
}
END_TEST

/* Every value of 8 and 16 bits, the edges of 32 and 64: bits and sign are each other's inverse. */
START_TEST(twos_complement_both_ways) {
  static const uint64_t edges[] = {0,          1,          2,          0x7FFFFFFE,
                                   0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFFE,
                                   0xFFFFFFFF, 0x7FFFFFFFFFFFFFFF,     0x8000000000000000,
                                   0x8000000000000001,                 0xFFFFFFFFFFFFFFFF};
  uint32_t bits;
  size_t i;
  for (bits = 0; bits <= UINT16_MAX; bits++) {
    int32_t expected = bits >= 0x8000 ? (int32_t)bits - 0x10000 : (int32_t)bits;
    ck_assert_int_eq(bw_signed_u16((uint16_t)bits), expected);
    ck_assert_uint_eq(bw_bits_i16((int16_t)expected), bits);
  }
  for (bits = 0; bits <= UINT8_MAX; bits++) {
    int32_t expected = bits >= 0x80 ? (int32_t)bits - 0x100 : (int32_t)bits;
    ck_assert_int_eq(bw_signed_u8((uint8_t)bits), expected);
    ck_assert_uint_eq(bw_bits_i8((int8_t)expected), bits);
  }
  for (i = 0; i < COUNT(edges); i++) {
    uint32_t narrow = (uint32_t)edges[i];
    int64_t expected = narrow >= 0x80000000u ? (int64_t)narrow - 0x100000000 : (int64_t)narrow;
    int64_t wide;
    ck_assert_int_eq(bw_signed_u32(narrow), expected);
    ck_assert_uint_eq(bw_bits_i32((int32_t)expected), narrow);
    wide = bw_signed_u64(edges[i]);
    ck_assert_int_eq(wide < 0, edges[i] >= 0x8000000000000000);
    ck_assert_uint_eq((uint64_t)wide, edges[i]);
    ck_assert_uint_eq(bw_bits_i64(wide), edges[i]);
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("endian");
  tcase_add_test(tcase, loads_and_stores_at_any_address);
  tcase_add_test(tcase, by_hand);
  tcase_add_test(tcase, twos_complement_both_ways);
  return suite_run("endian", tcase);
}
