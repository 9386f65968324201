/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Checked integers over all pairs of edge values of every width and sign, against arithmetic in sign and
 * 128 bits of magnitude that is done by hand here, so that it holds on every machine. Built twice: with the
 * compiler's builtins and with the portable form.
 */
#include <bulwark/ints.h>

#include <limits.h>
#include <stdint.h>

#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- the oracle ---------------------------------------------------------------------------------------- */

/* A whole number: its sign and magnitude high * 2^64 + low. Zero is not negative. */
typedef struct exact {
  bool negative;
  uint64_t high;
  uint64_t low;
} exact;

static exact exact_of(bool negative, uint64_t high, uint64_t low) {
  exact result = {negative && (high | low) != 0, high, low};
  return result;
}

static exact of_u64(uint64_t value) {
  return exact_of(false, 0, value);
}

static exact of_i64(int64_t value) {
  return exact_of(value < 0, 0, value < 0 ? (uint64_t)(-(value + 1)) + 1 : (uint64_t)value);
}

static int compare_magnitudes(exact a, exact b) {
  return a.high != b.high ? (a.high < b.high ? -1 : 1) : a.low != b.low ? (a.low < b.low ? -1 : 1) : 0;
}

static int compare(exact a, exact b) {
  if (a.negative != b.negative) {
    return a.negative ? -1 : 1;
  }
  return a.negative ? -compare_magnitudes(a, b) : compare_magnitudes(a, b);
}

static exact negated(exact a) {
  return exact_of(!a.negative, a.high, a.low);
}

static exact sum(exact a, exact b) {
  if (a.negative == b.negative) {
    uint64_t low = a.low + b.low;
    return exact_of(a.negative, a.high + b.high + (low < a.low), low);
  }
  if (compare_magnitudes(a, b) < 0) {
    exact swap = a;
    a = b;
    b = swap;
  }
  return exact_of(a.negative, a.high - b.high - (a.low < b.low), a.low - b.low);
}

/* Magnitudes below 2^64 each, multiplied in halves of 32 bits as on paper. */
static exact product(exact a, exact b) {
  uint64_t al = a.low & 0xffffffffu;
  uint64_t ah = a.low >> 32;
  uint64_t bl = b.low & 0xffffffffu;
  uint64_t bh = b.low >> 32;
  uint64_t middle = (al * bl >> 32) + (ah * bl & 0xffffffffu) + (al * bh & 0xffffffffu);
  return exact_of(a.negative != b.negative, ah * bh + (ah * bl >> 32) + (al * bh >> 32) + (middle >> 32),
                  a.low * b.low);
}

/* Magnitudes below 2^64 each. */
static exact quotient(exact a, exact b) {
  return exact_of(a.negative != b.negative, 0, a.low / b.low);
}

static exact rest(exact a, exact b) {
  return exact_of(a.negative, 0, a.low % b.low);
}

#if defined(__SIZEOF_INT128__)
__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

static int128 wide_of(exact a) {
  uint128 magnitude = (uint128)a.high << 64 | a.low;
  return a.negative ? -(int128)magnitude : (int128)magnitude;
}
#endif

/* ---- the operands -------------------------------------------------------------------------------------- */

/* Every edge of every width, and their neighbours; each is an operand as it is and negated, where it exists. */
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

enum { OPERANDS = 2 * COUNT(edges) };

static exact operand_at(size_t at) {
  return exact_of(at % 2 != 0, 0, edges[at / 2]);
}

/* The ten types: name, type, least value, greatest value. */
#define UNSIGNED_TYPES(WHAT)                                                                                     \
  WHAT(u8, uint8_t, 0, UINT8_MAX)                                                                                \
  WHAT(u16, uint16_t, 0, UINT16_MAX)                                                                             \
  WHAT(u32, uint32_t, 0, UINT32_MAX)                                                                             \
  WHAT(u64, uint64_t, 0, UINT64_MAX)                                                                             \
  WHAT(size, size_t, 0, SIZE_MAX)
#define SIGNED_TYPES(WHAT)                                                                                       \
  WHAT(i8, int8_t, INT8_MIN, INT8_MAX)                                                                           \
  WHAT(i16, int16_t, INT16_MIN, INT16_MAX)                                                                       \
  WHAT(i32, int32_t, INT32_MIN, INT32_MAX)                                                                       \
  WHAT(i64, int64_t, INT64_MIN, INT64_MAX)                                                                       \
  WHAT(ptrdiff, ptrdiff_t, PTRDIFF_MIN, PTRDIFF_MAX)
#define TYPES(WHAT) UNSIGNED_TYPES(WHAT) SIGNED_TYPES(WHAT)

/* fits_T(x): x is a value of T. value_T(x): that value; the way there is by the sign, with no conversion. */
#define TYPE_FUNCTIONS(name, type, min, max)                                                                     \
  static bool fits_##name(exact x) {                                                                             \
    return compare(x, of_i64((int64_t)(min))) >= 0 && compare(x, of_u64((uint64_t)(max))) <= 0;                  \
  }                                                                                                              \
  static type value_##name(exact x) {                                                                            \
    return x.negative ? (type)(-(int64_t)(x.low - 1) - 1) : (type)x.low;                                         \
  }
TYPES(TYPE_FUNCTIONS)

#define FOR_EACH_OPERAND(name, at)                                                                               \
  for (size_t at = 0; at < OPERANDS; at++)                                                                       \
    if (fits_##name(operand_at(at)))

/* Shows that an output was left alone; no result looked for here is wrong by chance with both. */
#define UNTOUCHED(type) ((type)0x5a)

/* Plain tests and one abort: an assertion that holds costs a write to the test runner. */
#define CHECK(condition, ...)                                                                                    \
  do {                                                                                                           \
    if (!(condition)) {                                                                                          \
      ck_abort_msg(__VA_ARGS__);                                                                                 \
    }                                                                                                            \
  } while (0)

/* ---- the tests ----------------------------------------------------------------------------------------- */

#define CHECK_RESULT(name, type, what, status, got, expected_status, expected)                                   \
  CHECK((status) == (expected_status) &&                                                                         \
            (got) == ((expected_status) == BW_OK ? value_##name(expected) : UNTOUCHED(type)),                    \
        #name " " what " of operands %zu and %zu gives %s", i, j, bw_status_name(status))

#define CHECK_OP(name, type, op, result)                                                                         \
  {                                                                                                              \
    exact expected = (result);                                                                                   \
    type got = UNTOUCHED(type);                                                                                  \
    bw_status status = bw_##name##_##op(value_##name(a), value_##name(b), &got);                                 \
    CHECK_RESULT(name, type, #op, status, got, fits_##name(expected) ? BW_OK : BW_ERR_RANGE, expected);          \
    checked++;                                                                                                   \
  }

#define CHECK_DIVISION(name, type)                                                                               \
  if (b.low == 0) {                                                                                              \
    type got = UNTOUCHED(type);                                                                                  \
    bw_status status = bw_##name##_div(value_##name(a), 0, &got);                                                \
    CHECK_RESULT(name, type, "div", status, got, BW_ERR_ARGUMENT, a);                                            \
    status = bw_##name##_rem(value_##name(a), 0, &got);                                                          \
    CHECK_RESULT(name, type, "rem", status, got, BW_ERR_ARGUMENT, a);                                            \
  } else {                                                                                                       \
    CHECK_OP(name, type, div, quotient(a, b))                                                                    \
    CHECK_OP(name, type, rem, rest(a, b))                                                                        \
  }

#define CHECK_ORDER(name)                                                                                        \
  CHECK(bw_##name##_min(value_##name(a), value_##name(b)) == value_##name(compare(a, b) < 0 ? a : b),            \
        #name " min of operands %zu and %zu", i, j);                                                             \
  CHECK(bw_##name##_max(value_##name(a), value_##name(b)) == value_##name(compare(a, b) > 0 ? a : b),            \
        #name " max of operands %zu and %zu", i, j);

#define ARITHMETIC_TEST(name, type, min, max)                                                                    \
  START_TEST(arithmetic_of_##name) {                                                                             \
    size_t checked = 0;                                                                                          \
    FOR_EACH_OPERAND(name, i) {                                                                                  \
      FOR_EACH_OPERAND(name, j) {                                                                                \
        exact a = operand_at(i);                                                                                 \
        exact b = operand_at(j);                                                                                 \
        CHECK_OP(name, type, add, sum(a, b))                                                                     \
        CHECK_OP(name, type, sub, sum(a, negated(b)))                                                            \
        CHECK_OP(name, type, mul, product(a, b))                                                                 \
        CHECK_DIVISION(name, type)                                                                               \
        CHECK_ORDER(name)                                                                                        \
      }                                                                                                          \
    }                                                                                                            \
    ck_assert_uint_gt(checked, 1000);                                                                            \
  }                                                                                                              \
  END_TEST

TYPES(ARITHMETIC_TEST)

/* Three operands: low may lie above high, then low is the answer. */
#define CLAMP_TEST(name, type, min, max)                                                                         \
  START_TEST(clamping_of_##name) {                                                                               \
    FOR_EACH_OPERAND(name, i) {                                                                                  \
      FOR_EACH_OPERAND(name, j) {                                                                                \
        FOR_EACH_OPERAND(name, k) {                                                                              \
          exact value = operand_at(i);                                                                           \
          exact low = operand_at(j);                                                                             \
          exact high = operand_at(k);                                                                            \
          exact expected = compare(low, high) > 0      ? low                                                     \
                           : compare(value, low) < 0   ? low                                                     \
                           : compare(value, high) > 0  ? high                                                    \
                                                       : value;                                                  \
          CHECK(bw_##name##_clamp(value_##name(value), value_##name(low), value_##name(high)) ==                 \
                    value_##name(expected),                                                                      \
                #name " clamp of operands %zu, %zu, %zu", i, j, k);                                              \
        }                                                                                                        \
      }                                                                                                          \
    }                                                                                                            \
  }                                                                                                              \
  END_TEST

TYPES(CLAMP_TEST)

/* Shifts are multiplication and division by powers of two; the count goes far beyond every width. */
#define SHIFT_TEST(name, type, min, max)                                                                         \
  START_TEST(shifts_of_##name) {                                                                                 \
    FOR_EACH_OPERAND(name, i) {                                                                                  \
      for (unsigned j = 0; j < 300; j++) {                                                                       \
        exact a = operand_at(i);                                                                                 \
        bool in_width = j < 8 * sizeof(type) && !a.negative;                                                     \
        exact power = of_u64((uint64_t)1 << (in_width ? j : 0));                                                 \
        exact up = product(a, power);                                                                            \
        exact down = quotient(a, power);                                                                         \
        type got = UNTOUCHED(type);                                                                              \
        bw_status status = bw_##name##_shl(value_##name(a), j, &got);                                            \
        CHECK(status == (in_width && fits_##name(up) ? BW_OK : BW_ERR_RANGE) &&                                  \
                  got == (status == BW_OK ? value_##name(up) : UNTOUCHED(type)),                                 \
              #name " shl of operand %zu by %u", i, j);                                                          \
        got = UNTOUCHED(type);                                                                                   \
        status = bw_##name##_shr(value_##name(a), j, &got);                                                      \
        CHECK(status == (in_width ? BW_OK : BW_ERR_RANGE) &&                                                     \
                  got == (in_width ? value_##name(down) : UNTOUCHED(type)),                                      \
              #name " shr of operand %zu by %u", i, j);                                                          \
      }                                                                                                          \
      {                                                                                                          \
        type got = UNTOUCHED(type);                                                                              \
        CHECK(bw_##name##_shl(value_##name(operand_at(i)), UINT_MAX, &got) == BW_ERR_RANGE &&                    \
                  bw_##name##_shr(value_##name(operand_at(i)), UINT_MAX, &got) == BW_ERR_RANGE &&                \
                  got == UNTOUCHED(type),                                                                        \
              #name " shift of operand %zu by too much", i);                                                     \
      }                                                                                                          \
    }                                                                                                            \
  }                                                                                                              \
  END_TEST

TYPES(SHIFT_TEST)

/* The multiple next to the value, found by division; every align, most of which are no power of two. */
#define ALIGN_TEST(name, type, min, max)                                                                         \
  START_TEST(alignment_of_##name) {                                                                              \
    FOR_EACH_OPERAND(name, i) {                                                                                  \
      FOR_EACH_OPERAND(name, j) {                                                                                \
        exact a = operand_at(i);                                                                                 \
        exact b = operand_at(j);                                                                                 \
        bool power = false;                                                                                      \
        bw_status refused;                                                                                       \
        type got = UNTOUCHED(type);                                                                              \
        bw_status status;                                                                                        \
        exact down;                                                                                              \
        exact up;                                                                                                \
        for (unsigned bit = 0; bit < 64; bit++) {                                                                \
          power = power || b.low == (uint64_t)1 << bit;                                                          \
        }                                                                                                        \
        CHECK(bw_is_power_of_two(b.low) == power, "power of two %zu", j);                                        \
        refused = power ? BW_ERR_RANGE : BW_ERR_ARGUMENT;                                                        \
        down = power ? product(quotient(a, b), b) : a;                                                           \
        up = power && rest(a, b).low != 0 ? sum(down, b) : down;                                                 \
        status = bw_##name##_align_down(value_##name(a), value_##name(b), &got);                                 \
        CHECK_RESULT(name, type, "align_down", status, got, power ? BW_OK : refused, down);                      \
        got = UNTOUCHED(type);                                                                                   \
        status = bw_##name##_align_up(value_##name(a), value_##name(b), &got);                                   \
        CHECK_RESULT(name, type, "align_up", status, got, power && fits_##name(up) ? BW_OK : refused, up);       \
      }                                                                                                          \
    }                                                                                                            \
  }                                                                                                              \
  END_TEST

UNSIGNED_TYPES(ALIGN_TEST)

/* Every pair of types, every edge value of the one it comes from. */
#define CHECK_FROM(name, type, from, from_type)                                                                  \
  FOR_EACH_OPERAND(from, i) {                                                                                    \
    exact a = operand_at(i);                                                                                     \
    type got = UNTOUCHED(type);                                                                                  \
    bw_status status = bw_##name##_from_##from(value_##from(a), &got);                                           \
    CHECK(status == (fits_##name(a) ? BW_OK : BW_ERR_RANGE) &&                                                   \
              got == (fits_##name(a) ? value_##name(a) : UNTOUCHED(type)),                                       \
          #name " from " #from " of operand %zu gives %s", i, bw_status_name(status));                           \
    checked++;                                                                                                   \
  }
#define CHECK_FROM_ALL(name, type, min, max)                                                                     \
  CHECK_FROM(name, type, u8, uint8_t)                                                                            \
  CHECK_FROM(name, type, u16, uint16_t)                                                                          \
  CHECK_FROM(name, type, u32, uint32_t)                                                                          \
  CHECK_FROM(name, type, u64, uint64_t)                                                                          \
  CHECK_FROM(name, type, size, size_t)                                                                           \
  CHECK_FROM(name, type, i8, int8_t)                                                                             \
  CHECK_FROM(name, type, i16, int16_t)                                                                           \
  CHECK_FROM(name, type, i32, int32_t)                                                                           \
  CHECK_FROM(name, type, i64, int64_t)                                                                           \
  CHECK_FROM(name, type, ptrdiff, ptrdiff_t)

START_TEST(casts_between_every_width_and_sign) {
  size_t checked = 0;
  TYPES(CHECK_FROM_ALL)
  ck_assert_uint_gt(checked, 4000);
}
END_TEST

/* The values themselves, not only their bits: what a negative one becomes is not left to the compiler. */
START_TEST(casts_by_hand) {
  int8_t i8 = 7;
  uint8_t u8 = 7;
  int64_t i64 = 7;
  ptrdiff_t distance = 7;
  size_t size = 7;
  ck_assert_int_eq(bw_i8_from_i32(-128, &i8), BW_OK);
  ck_assert_int_eq(i8, -128);
  ck_assert_int_eq(bw_i8_from_i32(-129, &i8), BW_ERR_RANGE);
  ck_assert_int_eq(bw_u8_from_i8(-1, &u8), BW_ERR_RANGE);
  ck_assert_uint_eq(u8, 7);
  ck_assert_int_eq(bw_i64_from_u64((uint64_t)INT64_MAX + 1, &i64), BW_ERR_RANGE);
  ck_assert_int_eq(bw_ptrdiff_from_size((size_t)PTRDIFF_MAX + 1, &distance), BW_ERR_RANGE);
  ck_assert_int_eq(bw_ptrdiff_from_size((size_t)PTRDIFF_MAX, &distance), BW_OK);
  ck_assert(distance == PTRDIFF_MAX);
  ck_assert_int_eq(bw_size_from_ptrdiff(-1, &size), BW_ERR_RANGE);
  ck_assert_uint_eq(size, 7);
}
END_TEST

START_TEST(sizes_of_items_behind_a_header) {
  FOR_EACH_OPERAND(size, i) {
    FOR_EACH_OPERAND(size, j) {
      FOR_EACH_OPERAND(size, k) {
        exact a = operand_at(i);
        exact b = operand_at(j);
        exact expected = sum(product(a, b), operand_at(k));
        size_t got = UNTOUCHED(size_t);
        bw_status status = bw_size_mul_add(value_size(a), value_size(b), value_size(operand_at(k)), &got);
        CHECK(status == (fits_size(expected) ? BW_OK : BW_ERR_RANGE) &&
                  got == (status == BW_OK ? value_size(expected) : UNTOUCHED(size_t)),
              "mul_add of operands %zu, %zu, %zu", i, j, k);
      }
    }
  }
}
END_TEST

START_TEST(sizes_moved_by_a_distance) {
  FOR_EACH_OPERAND(size, i) {
    FOR_EACH_OPERAND(ptrdiff, j) {
      exact expected = sum(operand_at(i), operand_at(j));
      size_t got = UNTOUCHED(size_t);
      bw_status status = bw_size_offset(value_size(operand_at(i)), value_ptrdiff(operand_at(j)), &got);
      CHECK_RESULT(size, size_t, "offset", status, got, fits_size(expected) ? BW_OK : BW_ERR_RANGE, expected);
    }
    {
      exact expected = sum(operand_at(i), of_i64(PTRDIFF_MIN));
      size_t got = UNTOUCHED(size_t);
      bw_status status = bw_size_offset(value_size(operand_at(i)), PTRDIFF_MIN, &got);
      CHECK(status == (fits_size(expected) ? BW_OK : BW_ERR_RANGE), "offset of operand %zu by the least", i);
    }
  }
}
END_TEST

/* The oracle itself, where the compiler knows such numbers. */
START_TEST(the_oracle_agrees_with_128_bits) {
#if defined(__SIZEOF_INT128__)
  size_t i;
  size_t j;
  for (i = 0; i < OPERANDS; i++) {
    for (j = 0; j < OPERANDS; j++) {
      exact a = operand_at(i);
      exact b = operand_at(j);
      CHECK(wide_of(sum(a, b)) == wide_of(a) + wide_of(b), "sum of %zu and %zu", i, j);
      CHECK(wide_of(sum(a, negated(b))) == wide_of(a) - wide_of(b), "difference of %zu and %zu", i, j);
      CHECK(wide_of(product(a, b)) == (int128)((uint128)wide_of(a) * (uint128)wide_of(b)),
            "product of %zu and %zu", i, j);
      CHECK((compare(a, b) < 0) == (wide_of(a) < wide_of(b)), "order of %zu and %zu", i, j);
      if (b.low != 0) {
        CHECK(wide_of(quotient(a, b)) == wide_of(a) / wide_of(b), "quotient of %zu and %zu", i, j);
        CHECK(wide_of(rest(a, b)) == wide_of(a) % wide_of(b), "rest of %zu and %zu", i, j);
      }
    }
  }
#endif
  ck_assert(compare(product(of_u64(UINT64_MAX), of_u64(UINT64_MAX)), exact_of(false, UINT64_MAX - 1, 1)) == 0);
  ck_assert(compare(sum(of_i64(INT64_MIN), of_u64(1)), of_i64(INT64_MIN + 1)) == 0);
}
END_TEST

/* Nothing but the types' own values, so nothing to agree on with an oracle's author. */
START_TEST(eight_bits_exhaustively) {
  int a;
  int b;
  for (a = INT8_MIN; a <= INT8_MAX; a++) {
    for (b = INT8_MIN; b <= INT8_MAX; b++) {
      int8_t got = 0;
      CHECK((bw_i8_add((int8_t)a, (int8_t)b, &got) == BW_OK) == (a + b >= INT8_MIN && a + b <= INT8_MAX),
            "%d + %d", a, b);
      CHECK((bw_i8_sub((int8_t)a, (int8_t)b, &got) == BW_OK) == (a - b >= INT8_MIN && a - b <= INT8_MAX),
            "%d - %d", a, b);
      CHECK((bw_i8_mul((int8_t)a, (int8_t)b, &got) == BW_OK) == (a * b >= INT8_MIN && a * b <= INT8_MAX),
            "%d * %d", a, b);
      CHECK(a * b < INT8_MIN || a * b > INT8_MAX || got == a * b, "%d * %d", a, b);
      CHECK(b == 0 || bw_i8_rem((int8_t)a, (int8_t)b, &got) == BW_OK, "%d %% %d", a, b);
      CHECK(b == 0 || got == a % b, "%d %% %d", a, b);
    }
  }
  for (a = 0; a <= UINT8_MAX; a++) {
    for (b = 0; b <= UINT8_MAX; b++) {
      uint8_t got = 0;
      CHECK((bw_u8_add((uint8_t)a, (uint8_t)b, &got) == BW_OK) == (a + b <= UINT8_MAX), "%d + %d", a, b);
      CHECK((bw_u8_sub((uint8_t)a, (uint8_t)b, &got) == BW_OK) == (a >= b), "%d - %d", a, b);
      CHECK((bw_u8_mul((uint8_t)a, (uint8_t)b, &got) == BW_OK) == (a * b <= UINT8_MAX), "%d * %d", a, b);
      CHECK(a * b > UINT8_MAX || got == a * b, "%d * %d", a, b);
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
  ck_assert_uint_eq(bw_u32_clamp(a++, 1, 5), 5);
  ck_assert_uint_eq(a, 10);
}
END_TEST

/* The output may be an operand: it is written last. */
START_TEST(outputs_may_be_operands) {
  size_t value = SIZE_MAX;
  ck_assert_int_eq(bw_size_add(value, 1, &value), BW_ERR_RANGE);
  ck_assert(value == SIZE_MAX);
  ck_assert_int_eq(bw_size_sub(value, 1, &value), BW_OK);
  ck_assert(value == SIZE_MAX - 1);
  ck_assert_int_eq(bw_size_align_down(value, 16, &value), BW_OK);
  ck_assert(value == SIZE_MAX - 15);
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

#define ADD_TESTS(name, type, min, max)                                                                          \
  tcase_add_test(tcase, arithmetic_of_##name);                                                                   \
  tcase_add_test(tcase, clamping_of_##name);                                                                     \
  tcase_add_test(tcase, shifts_of_##name);
#define ADD_ALIGN_TEST(name, type, min, max) tcase_add_test(tcase, alignment_of_##name);

int main(void) {
  TCase *tcase = tcase_create("ints");
  tcase_set_timeout(tcase, 60);
  TYPES(ADD_TESTS)
  UNSIGNED_TYPES(ADD_ALIGN_TEST)
  tcase_add_test(tcase, casts_between_every_width_and_sign);
  tcase_add_test(tcase, casts_by_hand);
  tcase_add_test(tcase, sizes_of_items_behind_a_header);
  tcase_add_test(tcase, sizes_moved_by_a_distance);
  tcase_add_test(tcase, the_oracle_agrees_with_128_bits);
  tcase_add_test(tcase, eight_bits_exhaustively);
  tcase_add_test(tcase, arguments_are_evaluated_once);
  tcase_add_test(tcase, outputs_may_be_operands);
  tcase_add_test(tcase, the_intended_form_was_built);
  return suite_run("ints", tcase);
}
