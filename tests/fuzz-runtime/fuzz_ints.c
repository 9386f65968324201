/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The oracle of an integer operation is the operation in 128 bits, made of two halves: no extension of a
 * compiler is needed, and none of the code under test is used.
 */
#include "fuzz.h"

#include <bulwark/ints.h>

/* Sign and magnitude; the magnitude of a sum or product of 64-bit numbers takes two words. */
struct wide {
  bool negative;
  uint64_t high;
  uint64_t low;
};

static struct wide wide_of(bool negative, uint64_t magnitude) {
  struct wide wide;
  wide.negative = negative && magnitude != 0u;
  wide.high = 0;
  wide.low = magnitude;
  return wide;
}

static struct wide wide_u64(uint64_t value) {
  return wide_of(false, value);
}

static struct wide wide_i64(int64_t value) {
  return value < 0 ? wide_of(true, 0u - (uint64_t)value) : wide_of(false, (uint64_t)value);
}

static struct wide wide_add(struct wide a, struct wide b) {
  struct wide sum;
  if (a.negative == b.negative) {
    sum = wide_of(a.negative, a.low + b.low);
    sum.high = sum.low < a.low ? 1u : 0u;
    sum.negative = a.negative;
    return sum;
  }
  return a.low >= b.low ? wide_of(a.negative, a.low - b.low) : wide_of(b.negative, b.low - a.low);
}

/* By halves of 32 bits, as on paper. */
static struct wide wide_mul(struct wide a, struct wide b) {
  uint64_t a1 = a.low >> 32, a0 = a.low & UINT32_MAX, b1 = b.low >> 32, b0 = b.low & UINT32_MAX;
  uint64_t low = a0 * b0;
  uint64_t middle = a1 * b0 + (low >> 32);
  uint64_t other = a0 * b1 + (middle & UINT32_MAX);
  struct wide product;
  product.high = a1 * b1 + (middle >> 32) + (other >> 32);
  product.low = other << 32 | (low & UINT32_MAX);
  product.negative = a.negative != b.negative && (product.high | product.low) != 0u;
  return product;
}

/* Whether it lies in least..most, given as magnitudes of a negative and of a positive number. */
static bool wide_fits(struct wide value, uint64_t least, uint64_t most) {
  return value.high == 0u && value.low <= (value.negative ? least : most);
}

static uint64_t wide_bits(struct wide value) {
  return value.negative ? 0u - value.low : value.low;
}

#define EXPECT(call, fits, bits, type)                                                                           \
  do {                                                                                                           \
    type result = (type)0x5A;                                                                                    \
    bw_status status = (call);                                                                                   \
    FUZZ_CHECK(status == ((fits) ? BW_OK : BW_ERR_RANGE));                                                       \
    FUZZ_CHECK(result == ((fits) ? (type)(bits) : (type)0x5A));                                                  \
  } while (0)

#define EXPECT_WIDE(call, value, type)                                                                           \
  do {                                                                                                           \
    struct wide w = (value);                                                                                     \
    EXPECT(call, wide_fits(w, least, most), wide_bits(w), type);                                                 \
  } while (0)

/* What every type has. wide_x turns a value of it into a wide one. */
#define COMMON(name, type, wide_x)                                                                               \
  type a = (type)left;                                                                                           \
  type b = (type)right;                                                                                          \
  struct wide minus_b = wide_x(b);                                                                               \
  bool negative = wide_x(a).negative;                                                                            \
  uint64_t scale = bits < 64u ? (uint64_t)1 << bits : 0u;                                                        \
  minus_b.negative = !minus_b.negative && minus_b.low != 0u;                                                     \
  EXPECT_WIDE(bw_##name##_add(a, b, &result), wide_add(wide_x(a), wide_x(b)), type);                             \
  EXPECT_WIDE(bw_##name##_sub(a, b, &result), wide_add(wide_x(a), minus_b), type);                               \
  EXPECT_WIDE(bw_##name##_mul(a, b, &result), wide_mul(wide_x(a), wide_x(b)), type);                             \
  EXPECT_WIDE(bw_##name##_from_u64(left, &result), wide_u64(left), type);                                        \
  EXPECT_WIDE(bw_##name##_from_i64((int64_t)left, &result), wide_i64((int64_t)left), type);                      \
  if (negative || bits >= 8u * sizeof(type)) {                                                                   \
    EXPECT(bw_##name##_shl(a, bits, &result), false, 0, type);                                                   \
    EXPECT(bw_##name##_shr(a, bits, &result), false, 0, type);                                                   \
  } else {                                                                                                       \
    EXPECT_WIDE(bw_##name##_shl(a, bits, &result), wide_mul(wide_x(a), wide_u64(scale)), type);                  \
    EXPECT(bw_##name##_shr(a, bits, &result), true, (uint64_t)a / scale, type);                                  \
  }

#define UNSIGNED(number, name, type, max)                                                                        \
  case number: {                                                                                                 \
    const uint64_t least = 0;                                                                                    \
    const uint64_t most = (max);                                                                                 \
    COMMON(name, type, wide_u64)                                                                                 \
    check_align_##name(a, bits % 4u == 0u ? b : (type)scale);                                                    \
    break;                                                                                                       \
  }

#define SIGNED(number, name, type, max)                                                                          \
  case number: {                                                                                                 \
    const uint64_t least = (uint64_t)(max) + 1u;                                                                 \
    const uint64_t most = (max);                                                                                 \
    COMMON(name, type, wide_i64)                                                                                 \
    break;                                                                                                       \
  }

/* Alignment by division. */
#define ALIGN(name, type, max)                                                                                   \
  static void check_align_##name(type value, type align) {                                                       \
    unsigned ones = 0;                                                                                           \
    uint64_t rest;                                                                                               \
    type refused = (type)0x5A;                                                                                   \
    for (rest = align; rest != 0u; rest /= 2u) {                                                                 \
      ones += (unsigned)(rest % 2u);                                                                             \
    }                                                                                                            \
    if (ones != 1u) {                                                                                            \
      FUZZ_CHECK(bw_##name##_align_up(value, align, &refused) == BW_ERR_ARGUMENT && refused == (type)0x5A);      \
      FUZZ_CHECK(bw_##name##_align_down(value, align, &refused) == BW_ERR_ARGUMENT && refused == (type)0x5A);    \
      return;                                                                                                    \
    }                                                                                                            \
    rest = (uint64_t)value % align;                                                                              \
    EXPECT(bw_##name##_align_down(value, align, &result), true, (uint64_t)value - rest, type);                   \
    rest = rest == 0u ? 0u : (uint64_t)align - rest;                                                             \
    EXPECT(bw_##name##_align_up(value, align, &result), rest <= (uint64_t)(max)-value, (uint64_t)value + rest,   \
           type);                                                                                                \
  }

ALIGN(u8, uint8_t, UINT8_MAX)
ALIGN(u16, uint16_t, UINT16_MAX)
ALIGN(u32, uint32_t, UINT32_MAX)
ALIGN(u64, uint64_t, UINT64_MAX)
ALIGN(size, size_t, SIZE_MAX)

static void check_type(size_t which, uint64_t left, uint64_t right, unsigned bits) {
  switch (which) {
    UNSIGNED(0, u8, uint8_t, UINT8_MAX)
    UNSIGNED(1, u16, uint16_t, UINT16_MAX)
    UNSIGNED(2, u32, uint32_t, UINT32_MAX)
    UNSIGNED(3, u64, uint64_t, UINT64_MAX)
    UNSIGNED(4, size, size_t, SIZE_MAX)
    SIGNED(5, i8, int8_t, INT8_MAX)
    SIGNED(6, i16, int16_t, INT16_MAX)
    SIGNED(7, i32, int32_t, INT32_MAX)
    SIGNED(8, i64, int64_t, INT64_MAX)
  default:
    break;
  }
}

/* Near a power of two, near an end of the type, or anything. */
static uint64_t take_operand(struct fuzz_input *input) {
  uint8_t form = fuzz_byte(input);
  uint64_t near = (uint64_t)1 << form % 64u;
  switch (form / 64u) {
  case 0:
    return near + fuzz_byte(input) % 5u - 2u;
  case 1:
    return 0u - near + fuzz_byte(input) % 5u - 2u;
  case 2:
    return form % 32u;
  default:
    return fuzz_number(input, 1u + form % 8u);
  }
}

void fuzz_ints(struct fuzz_input *input) {
  while (fuzz_more(input)) {
    uint64_t left = take_operand(input);
    uint64_t right = take_operand(input);
    unsigned bits = (unsigned)fuzz_below(input, 70);
    size_t which;
    for (which = 0; which < 9u; which++) {
      check_type(which, left, right, bits);
    }
  }
}
