/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Checked integers over all pairs of edge values, against the same operation in a type twice as wide.
 * Built twice: with the compiler's builtins and with the portable form.
 */
#include <bulwark/ints.h>

#include <stdint.h>

#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Every edge of every width, and their neighbours; narrower types take the ones that fit. */
static const uint64_t edges[] = {
    0,          1,           2,          3,           5,          7,
    8,          15,          16,         63,          64,         65,
    0x7e,       0x7f,        0x80,       0x81,        0xfe,       0xff,
    0x100,      0x101,       0x7ffe,     0x7fff,      0x8000,     0x8001,
    0xfffe,     0xffff,      0x10000,    0x10001,     0xb504,     0xb505,
    0x7ffffffe, 0x7fffffff,  0x80000000, 0x80000001,  0xfffffffe, 0xffffffff,
    0x100000000, 0x100000001, 0xb504f333, 0xb504f334, 0x3fffffffffffffff, 0x4000000000000000,
    0x7ffffffffffffffe, 0x7fffffffffffffff, 0x8000000000000000, 0x8000000000000001,
    0xfffffffffffffffe, 0xffffffffffffffff};

/* Edges beyond a 64-bit oracle's own range are no operands of the types it is for. */
#define EDGE(wide, at) (sizeof(wide) > 8 || edges[at] <= INT64_MAX ? edges[at] : 0)

/* An operand is an edge, as it is or negated; the type decides whether it exists. */
#define FOR_EACH_OPERAND(type, wide, min, max, v)                                                                \
  for (size_t v##_at = 0; v##_at < 2 * COUNT(edges); v##_at++)                                                   \
    for (wide v##_wide = (v##_at % 2 ? -(wide)1 : (wide)1) * (wide)EDGE(wide, v##_at / 2), v##_once = 1;             \
         v##_once && v##_wide >= (wide)(min) && v##_wide <= (wide)(max); v##_once = 0)                           \
      for (type v = (type)v##_wide; v##_once; v##_once = 0)

/* Neither 0 nor any result looked for here, in any width: shows that an output was left alone. */
#define UNTOUCHED(type) ((type)0x5a)

#define CHECK_OP(name, type, wide, min, max, op, expression)                                                     \
  {                                                                                                              \
    wide exact = (expression);                                                                                   \
    bool fits = exact >= (wide)(min) && exact <= (wide)(max);                                                    \
    type got = UNTOUCHED(type);                                                                                  \
    bw_status status = bw_##name##_##op(a, b, &got);                                                             \
    ck_assert_msg(status == (fits ? BW_OK : BW_ERR_RANGE), #name " " #op " of operands %zu and %zu gives %s",    \
                  a_at, b_at, bw_status_name(status));                                                           \
    ck_assert_msg(got == (fits ? (type)exact : UNTOUCHED(type)), #name " " #op " of operands %zu and %zu", a_at, \
                  b_at);                                                                                         \
    checked++;                                                                                                   \
  }

#define CHECK_SHIFT(name, type, wide, max)                                                                       \
  for (unsigned bits = 0; bits < 140; bits++) {                                                                  \
    bool in_width = bits < 8u * sizeof(type);                                                                    \
    bool fits = in_width && a_wide >= 0 && a <= (type)((max) >> (in_width ? bits : 0u));                            \
    type got = UNTOUCHED(type);                                                                                  \
    bw_status status = bw_##name##_shl(a, bits, &got);                                                           \
    ck_assert_msg(status == (fits ? BW_OK : BW_ERR_RANGE), #name " shl of %zu by %u", a_at, bits);               \
    ck_assert(got == (fits ? (type)((wide)a * ((wide)1 << (fits ? bits : 0u))) : UNTOUCHED(type)));              \
    fits = in_width && a_wide >= 0;                                                                              \
    got = UNTOUCHED(type);                                                                                       \
    status = bw_##name##_shr(a, bits, &got);                                                                     \
    ck_assert_msg(status == (fits ? BW_OK : BW_ERR_RANGE), #name " shr of %zu by %u", a_at, bits);               \
    ck_assert(got == (fits ? (type)((wide)a / ((wide)1 << (fits ? bits : 0u))) : UNTOUCHED(type)));              \
  }

#define CHECK_FROM(name, type, wide, min, max, from, from_type, from_min, from_max)                              \
  FOR_EACH_OPERAND(from_type, wide, from_min, from_max, v) {                                                     \
    bool fits = v_wide >= (wide)(min) && v_wide <= (wide)(max);                                                   \
    type got = UNTOUCHED(type);                                                                                  \
    bw_status status = bw_##name##_from_##from(v, &got);                                                         \
    ck_assert_msg(status == (fits ? BW_OK : BW_ERR_RANGE), #name " from " #from " of operand %zu", v_at);        \
    ck_assert(got == (fits ? (type)v : UNTOUCHED(type)));                                                        \
  }

#define INT_TEST(name, type, wide, min, max)                                                                     \
  START_TEST(arithmetic_of_##name) {                                                                             \
    size_t checked = 0;                                                                                          \
    FOR_EACH_OPERAND(type, wide, min, max, a) {                                                                  \
      FOR_EACH_OPERAND(type, wide, min, max, b) {                                                                \
        CHECK_OP(name, type, wide, min, max, add, (wide)a + (wide)b)                                             \
        CHECK_OP(name, type, wide, min, max, sub, (wide)a - (wide)b)                                             \
        CHECK_OP(name, type, wide, min, max, mul, (wide)a * (wide)b)                                             \
      }                                                                                                          \
      CHECK_SHIFT(name, type, wide, max)                                                                         \
    }                                                                                                            \
    ck_assert_uint_gt(checked, 1000);                                                                            \
  }                                                                                                              \
  END_TEST

#define ALIGN_TEST(name, type, wide, max)                                                                        \
  START_TEST(alignment_of_##name) {                                                                              \
    FOR_EACH_OPERAND(type, wide, 0, max, a) {                                                                    \
      FOR_EACH_OPERAND(type, wide, 0, max, b) {                                                                  \
        bool power = b != 0 && (b & (type)(b - 1)) == 0;                                                         \
        wide down = power ? (wide)a / (wide)b * (wide)b : 0;                                                     \
        wide up = down == (wide)a ? down : down + (wide)b;                                                       \
        bool fits = up <= (wide)(max);                                                                           \
        type got = UNTOUCHED(type);                                                                              \
        bw_status status = bw_##name##_align_down(a, b, &got);                                                   \
        ck_assert_int_eq(status, power ? BW_OK : BW_ERR_ARGUMENT);                                               \
        ck_assert(got == (power ? (type)down : UNTOUCHED(type)));                                                \
        got = UNTOUCHED(type);                                                                                   \
        status = bw_##name##_align_up(a, b, &got);                                                               \
        ck_assert_msg(status == (!power ? BW_ERR_ARGUMENT : fits ? BW_OK : BW_ERR_RANGE),                        \
                      #name " align_up of %zu to %zu gives %s", a_at, b_at, bw_status_name(status));             \
        ck_assert(got == (power && fits ? (type)up : UNTOUCHED(type)));                                          \
      }                                                                                                          \
    }                                                                                                            \
  }                                                                                                              \
  END_TEST

INT_TEST(u8, uint8_t, int64_t, 0, UINT8_MAX)
INT_TEST(u16, uint16_t, int64_t, 0, UINT16_MAX)
INT_TEST(i8, int8_t, int64_t, INT8_MIN, INT8_MAX)
INT_TEST(i16, int16_t, int64_t, INT16_MIN, INT16_MAX)
INT_TEST(i32, int32_t, int64_t, INT32_MIN, INT32_MAX)
ALIGN_TEST(u8, uint8_t, int64_t, UINT8_MAX)
ALIGN_TEST(u16, uint16_t, int64_t, UINT16_MAX)
ALIGN_TEST(u32, uint32_t, int64_t, UINT32_MAX)

/* Products of 32 unsigned bits and everything of 64 need the widest type there is. */
#if defined(__SIZEOF_INT128__)
__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

INT_TEST(u32, uint32_t, int128, 0, UINT32_MAX)
INT_TEST(i64, int64_t, int128, INT64_MIN, INT64_MAX)
ALIGN_TEST(u64, uint64_t, int128, UINT64_MAX)
ALIGN_TEST(size, size_t, int128, SIZE_MAX)

/* The product of two 64-bit values needs all 128 bits, and their difference a sign: two oracles. */
START_TEST(arithmetic_of_64_unsigned_bits) {
  size_t i;
  size_t j;
  for (i = 0; i < COUNT(edges); i++) {
    for (j = 0; j < COUNT(edges); j++) {
      uint64_t a = edges[i];
      uint64_t b = edges[j];
      uint128 sum = (uint128)a + b;
      uint128 product = (uint128)a * b;
      uint64_t got = 0x5a;
      ck_assert_int_eq(bw_u64_add(a, b, &got), sum <= UINT64_MAX ? BW_OK : BW_ERR_RANGE);
      ck_assert_uint_eq(got, sum <= UINT64_MAX ? (uint64_t)sum : 0x5a);
      got = 0x5a;
      ck_assert_int_eq(bw_u64_sub(a, b, &got), a >= b ? BW_OK : BW_ERR_RANGE);
      ck_assert_uint_eq(got, a >= b ? a - b : 0x5a);
      got = 0x5a;
      ck_assert_int_eq(bw_u64_mul(a, b, &got), product <= UINT64_MAX ? BW_OK : BW_ERR_RANGE);
      ck_assert_uint_eq(got, product <= UINT64_MAX ? (uint64_t)product : 0x5a);
    }
  }
}
END_TEST

#define FROM_TESTS(name, type, min, max)                                                                         \
  CHECK_FROM(name, type, int128, min, max, u64, uint64_t, 0, UINT64_MAX)                                         \
  CHECK_FROM(name, type, int128, min, max, i64, int64_t, INT64_MIN, INT64_MAX)

START_TEST(casts_between_every_width_and_sign) {
  FROM_TESTS(u8, uint8_t, 0, UINT8_MAX)
  FROM_TESTS(u16, uint16_t, 0, UINT16_MAX)
  FROM_TESTS(u32, uint32_t, 0, UINT32_MAX)
  FROM_TESTS(u64, uint64_t, 0, UINT64_MAX)
  FROM_TESTS(size, size_t, 0, SIZE_MAX)
  FROM_TESTS(i8, int8_t, INT8_MIN, INT8_MAX)
  FROM_TESTS(i16, int16_t, INT16_MIN, INT16_MAX)
  FROM_TESTS(i32, int32_t, INT32_MIN, INT32_MAX)
  FROM_TESTS(i64, int64_t, INT64_MIN, INT64_MAX)
}
END_TEST
#endif

/* size_t written out, with the rows that matter most by hand: they hold on every machine. */
START_TEST(sizes_by_hand) {
  static const struct {
    char op;
    size_t a;
    size_t b;
    bw_status status;
    size_t result;
  } rows[] = {
      {'+', SIZE_MAX, 0, BW_OK, SIZE_MAX},
      {'+', SIZE_MAX, 1, BW_ERR_RANGE, 0},
      {'+', SIZE_MAX / 2 + 1, SIZE_MAX / 2 + 1, BW_ERR_RANGE, 0},
      {'+', SIZE_MAX / 2, SIZE_MAX / 2 + 1, BW_OK, SIZE_MAX},
      {'-', 0, 1, BW_ERR_RANGE, 0},
      {'-', 0, 0, BW_OK, 0},
      {'-', SIZE_MAX, SIZE_MAX, BW_OK, 0},
      {'*', SIZE_MAX, 0, BW_OK, 0},
      {'*', 0, SIZE_MAX, BW_OK, 0},
      {'*', SIZE_MAX, 1, BW_OK, SIZE_MAX},
      {'*', SIZE_MAX / 2, 2, BW_OK, SIZE_MAX - 1},
      {'*', SIZE_MAX / 2 + 1, 2, BW_ERR_RANGE, 0},
      {'*', SIZE_MAX, SIZE_MAX, BW_ERR_RANGE, 0},
  };
  size_t i;
  for (i = 0; i < COUNT(rows); i++) {
    size_t got = 0x5a;
    bw_status status = rows[i].op == '+'   ? bw_size_add(rows[i].a, rows[i].b, &got)
                       : rows[i].op == '-' ? bw_size_sub(rows[i].a, rows[i].b, &got)
                                           : bw_size_mul(rows[i].a, rows[i].b, &got);
    ck_assert_msg(status == rows[i].status, "row %zu gives %s", i, bw_status_name(status));
    ck_assert_uint_eq(got, status == BW_OK ? rows[i].result : 0x5a);
  }
}
END_TEST

START_TEST(eight_bits_exhaustively) {
  int a;
  int b;
  for (a = INT8_MIN; a <= INT8_MAX; a++) {
    for (b = INT8_MIN; b <= INT8_MAX; b++) {
      int8_t got;
      ck_assert_int_eq(bw_i8_add((int8_t)a, (int8_t)b, &got) == BW_OK, a + b >= INT8_MIN && a + b <= INT8_MAX);
      ck_assert_int_eq(bw_i8_sub((int8_t)a, (int8_t)b, &got) == BW_OK, a - b >= INT8_MIN && a - b <= INT8_MAX);
      if (bw_i8_mul((int8_t)a, (int8_t)b, &got) == BW_OK) {
        ck_assert_int_eq(got, a * b);
      } else {
        ck_assert(a * b < INT8_MIN || a * b > INT8_MAX);
      }
    }
  }
}
END_TEST

/* A function, not a macro that repeats its argument: a side effect in an argument happens once. */
START_TEST(arguments_are_evaluated_once) {
  uint32_t a = 7;
  uint32_t got = 0;
  ck_assert_int_eq(bw_u32_add(a++, 1, &got), BW_OK);
  ck_assert_uint_eq(a, 8);
  ck_assert_int_eq(bw_u32_mul(a++, 2, &got), BW_OK);
  ck_assert_uint_eq(a, 9);
  ck_assert_uint_eq(got, 16);
}
END_TEST

START_TEST(the_intended_form_was_built) {
#if defined(BW_NO_OVERFLOW_BUILTINS)
  ck_assert_int_eq(BW_HAVE_OVERFLOW_BUILTINS, 0);
#else
  ck_assert_int_eq(BW_HAVE_OVERFLOW_BUILTINS, 1);
#endif
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("ints");
  tcase_add_test(tcase, arithmetic_of_u8);
  tcase_add_test(tcase, arithmetic_of_u16);
  tcase_add_test(tcase, arithmetic_of_i8);
  tcase_add_test(tcase, arithmetic_of_i16);
  tcase_add_test(tcase, arithmetic_of_i32);
  tcase_add_test(tcase, alignment_of_u8);
  tcase_add_test(tcase, alignment_of_u16);
  tcase_add_test(tcase, alignment_of_u32);
#if defined(__SIZEOF_INT128__)
  tcase_add_test(tcase, arithmetic_of_u32);
  tcase_add_test(tcase, arithmetic_of_i64);
  tcase_add_test(tcase, arithmetic_of_64_unsigned_bits);
  tcase_add_test(tcase, alignment_of_u64);
  tcase_add_test(tcase, alignment_of_size);
  tcase_add_test(tcase, casts_between_every_width_and_sign);
#endif
  tcase_add_test(tcase, sizes_by_hand);
  tcase_add_test(tcase, eight_bits_exhaustively);
  tcase_add_test(tcase, arguments_are_evaluated_once);
  tcase_add_test(tcase, the_intended_form_was_built);
  return suite_run("ints", tcase);
}
