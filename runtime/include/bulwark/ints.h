/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/ints.h: integer arithmetic that says when it does not fit.
 *
 * For each T of u8 u16 u32 u64 size i8 i16 i32 i64 ptrdiff, with the C type of that name:
 *   bw_T_add, bw_T_sub, bw_T_mul (a, b, ret)      the exact result, or BW_ERR_RANGE
 *   bw_T_div, bw_T_rem (a, b, ret)                the quotient towards zero and what it leaves; b of 0 is
 *                                                 BW_ERR_ARGUMENT, the one quotient that does not fit, the
 *                                                 least value by -1, BW_ERR_RANGE (its rest is 0)
 *   bw_T_shl (value, bits, ret)                   value times two to the bits, exact, or BW_ERR_RANGE;
 *                                                 a negative value or bits >= width is BW_ERR_RANGE
 *   bw_T_shr (value, bits, ret)                   value shifted right; a negative value or bits >= width
 *                                                 is BW_ERR_RANGE
 *   bw_T_from_S (value, ret) for every S          the same value in T, or BW_ERR_RANGE
 *   bw_T_min, bw_T_max (a, b)                     the lesser, the greater; they cannot fail
 *   bw_T_clamp (value, low, high)                 the nearest value from low to high; low where they cross
 * and for each unsigned T:
 *   bw_T_align_up, bw_T_align_down (value, align, ret)   the nearest multiple not below, not above;
 *                                                 align not a power of two is BW_ERR_ARGUMENT
 * Sizes and offsets of memory: bw_size_mul_add, bw_size_offset.
 * *ret is written on BW_OK only. Every function is a few instructions and never calls anything; but for div and rem of
 * 64 bits on a processor of 32, for which the compiler calls a function of its library that kernels do not have.
 */
#ifndef BULWARK_INTS_H
#define BULWARK_INTS_H

#include <bulwark/base.h>

BW_C_BEGIN

/* Whether value is a power of two. Zero is none. */
BW_INLINE bool bw_is_power_of_two(uint64_t value) {
  return value != 0u && (value & (value - 1u)) == 0u;
}

#define BW_INT_OP_(name, op, type) BW_INLINE BW_MUST_CHECK bw_status bw_##name##_##op(type a, type b, type *ret)

#if BW_HAVE_OVERFLOW_BUILTINS

#define BW_INT_WRAPS_OP_(name, op, type, wraps)                                                                  \
  BW_INT_OP_(name, op, type) {                                                                                   \
    type result;                                                                                                 \
    if (wraps(a, b, &result)) {                                                                                  \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret = result;                                                                                               \
    return BW_OK;                                                                                                \
  }
#define BW_INT_ARITH_(name, type)                                                                                \
  BW_INT_WRAPS_OP_(name, add, type, BW_ADD_WRAPS)                                                                \
  BW_INT_WRAPS_OP_(name, sub, type, BW_SUB_WRAPS)                                                                \
  BW_INT_WRAPS_OP_(name, mul, type, BW_MUL_WRAPS)
#define BW_INT_ARITH_UNSIGNED_(name, type, max) BW_INT_ARITH_(name, type)
#define BW_INT_ARITH_SIGNED_(name, type, min, max) BW_INT_ARITH_(name, type)

#else

/* The test stands before the operation, so that no step of it wraps. */
#define BW_INT_CHECKED_OP_(name, op, type, misfit, result)                                                       \
  BW_INT_OP_(name, op, type) {                                                                                   \
    if (misfit) {                                                                                                \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret = (type)(result);                                                                                       \
    return BW_OK;                                                                                                \
  }
#define BW_INT_ARITH_UNSIGNED_(name, type, max)                                                                  \
  BW_INT_CHECKED_OP_(name, add, type, b > (max)-a, a + b)                                                        \
  BW_INT_CHECKED_OP_(name, sub, type, b > a, a - b)                                                              \
  BW_INT_CHECKED_OP_(name, mul, type, a != 0 && b > (max) / a, a * b)
#define BW_INT_ARITH_SIGNED_(name, type, min, max)                                                               \
  BW_INT_CHECKED_OP_(name, add, type, (b > 0 && a > (max)-b) || (b < 0 && a < (min)-b), a + b)                   \
  BW_INT_CHECKED_OP_(name, sub, type, (b < 0 && a > (max) + b) || (b > 0 && a < (min) + b), a - b)               \
  BW_INT_CHECKED_OP_(name, mul, type,                                                                            \
                     (a > 0 && b > 0 && a > (max) / b) || (a > 0 && b < 0 && b < (min) / a) ||                   \
                         (a < 0 && b > 0 && a < (min) / b) || (a < 0 && b < 0 && b < (max) / a),                 \
                     a * b)

#endif

#define BW_INT_DIVIDE_(name, type, misfit)                                                                       \
  BW_INT_OP_(name, div, type) {                                                                                  \
    if (b == 0) {                                                                                                \
      return BW_ERR_ARGUMENT;                                                                                    \
    }                                                                                                            \
    if (misfit) {                                                                                                \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret = (type)(a / b);                                                                                        \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INT_OP_(name, rem, type) {                                                                                  \
    if (b == 0) {                                                                                                \
      return BW_ERR_ARGUMENT;                                                                                    \
    }                                                                                                            \
    if (misfit) {                                                                                                \
      *ret = 0; /* the least value by -1: the remainder exists, the division does not */                         \
      return BW_OK;                                                                                              \
    }                                                                                                            \
    *ret = (type)(a % b);                                                                                        \
    return BW_OK;                                                                                                \
  }

#define BW_INT_ORDER_(name, type)                                                                                \
  BW_INLINE type bw_##name##_min(type a, type b) {                                                               \
    return a < b ? a : b;                                                                                        \
  }                                                                                                              \
  BW_INLINE type bw_##name##_max(type a, type b) {                                                               \
    return a > b ? a : b;                                                                                        \
  }                                                                                                              \
  BW_INLINE type bw_##name##_clamp(type value, type low, type high) {                                            \
    return bw_##name##_max(low, bw_##name##_min(value, high));                                                   \
  }

#define BW_INT_SHIFT_(name, type, max, refused)                                                                  \
  BW_INLINE BW_MUST_CHECK bw_status bw_##name##_shl(type value, unsigned bits, type *ret) {                      \
    if (bits >= 8u * (unsigned)sizeof(type) || (refused) || value > (type)((max) >> bits)) {                     \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret = (type)(value << bits);                                                                                \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_MUST_CHECK bw_status bw_##name##_shr(type value, unsigned bits, type *ret) {                      \
    if (bits >= 8u * (unsigned)sizeof(type) || (refused)) {                                                      \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret = (type)(value >> bits);                                                                                \
    return BW_OK;                                                                                                \
  }

#define BW_INT_ALIGN_(name, type, max)                                                                           \
  BW_INLINE BW_MUST_CHECK bw_status bw_##name##_align_up(type value, type align, type *ret) {                    \
    type mask;                                                                                                   \
    if (!bw_is_power_of_two(align)) {                                                                            \
      return BW_ERR_ARGUMENT;                                                                                    \
    }                                                                                                            \
    mask = (type)(align - 1u);                                                                                   \
    if (value > (max)-mask) {                                                                                    \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    /* The sum less its rest, not `& ~mask`: the same instruction, in a form that provers follow. */             \
    value = (type)(value + mask);                                                                                \
    *ret = (type)(value - (value & mask));                                                                       \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_MUST_CHECK bw_status bw_##name##_align_down(type value, type align, type *ret) {                  \
    type mask;                                                                                                   \
    if (!bw_is_power_of_two(align)) {                                                                            \
      return BW_ERR_ARGUMENT;                                                                                    \
    }                                                                                                            \
    mask = (type)(align - 1u);                                                                                   \
    *ret = (type)(value - (value & mask));                                                                       \
    return BW_OK;                                                                                                \
  }

#define BW_INT_FROM_(name, type, from_name, from_type, misfit)                                                   \
  BW_INLINE BW_MUST_CHECK bw_status bw_##name##_from_##from_name(from_type value, type *ret) {                   \
    if (misfit) {                                                                                                \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret = (type)value;                                                                                          \
    return BW_OK;                                                                                                \
  }

/* Narrower sources widen to one of the two without loss. */
#define BW_INT_FROM_VIA_(name, type, from_name, from_type, via_name, via_type)                                   \
  BW_INLINE BW_MUST_CHECK bw_status bw_##name##_from_##from_name(from_type value, type *ret) {                   \
    return bw_##name##_from_##via_name((via_type)value, ret);                                                    \
  }
#define BW_INT_FROM_OTHERS_(name, type)                                                                          \
  BW_INT_FROM_VIA_(name, type, u8, uint8_t, u64, uint64_t)                                                       \
  BW_INT_FROM_VIA_(name, type, u16, uint16_t, u64, uint64_t)                                                     \
  BW_INT_FROM_VIA_(name, type, u32, uint32_t, u64, uint64_t)                                                     \
  BW_INT_FROM_VIA_(name, type, size, size_t, u64, uint64_t)                                                      \
  BW_INT_FROM_VIA_(name, type, i8, int8_t, i64, int64_t)                                                         \
  BW_INT_FROM_VIA_(name, type, i16, int16_t, i64, int64_t)                                                       \
  BW_INT_FROM_VIA_(name, type, i32, int32_t, i64, int64_t)                                                       \
  BW_INT_FROM_VIA_(name, type, ptrdiff, ptrdiff_t, i64, int64_t)

#define BW_INT_UNSIGNED_(name, type, max)                                                                        \
  BW_INT_ARITH_UNSIGNED_(name, type, max)                                                                        \
  BW_INT_DIVIDE_(name, type, false)                                                                              \
  BW_INT_SHIFT_(name, type, max, false)                                                                          \
  BW_INT_ALIGN_(name, type, max)                                                                                 \
  BW_INT_ORDER_(name, type)                                                                                      \
  BW_INT_FROM_(name, type, u64, uint64_t, value > (uint64_t)(max))                                               \
  BW_INT_FROM_(name, type, i64, int64_t, value < 0 || (uint64_t)value > (uint64_t)(max))                         \
  BW_INT_FROM_OTHERS_(name, type)

#define BW_INT_SIGNED_(name, type, min, max)                                                                     \
  BW_INT_ARITH_SIGNED_(name, type, min, max)                                                                     \
  BW_INT_DIVIDE_(name, type, a == (min) && b == -1)                                                              \
  BW_INT_SHIFT_(name, type, max, value < 0)                                                                      \
  BW_INT_ORDER_(name, type)                                                                                      \
  BW_INT_FROM_(name, type, u64, uint64_t, value > (uint64_t)(max))                                               \
  BW_INT_FROM_(name, type, i64, int64_t, value < (int64_t)(min) || value > (int64_t)(max))                       \
  BW_INT_FROM_OTHERS_(name, type)

BW_INT_UNSIGNED_(u8, uint8_t, UINT8_MAX)
BW_INT_UNSIGNED_(u16, uint16_t, UINT16_MAX)
BW_INT_UNSIGNED_(u32, uint32_t, UINT32_MAX)
BW_INT_UNSIGNED_(u64, uint64_t, UINT64_MAX)
BW_INT_UNSIGNED_(size, size_t, SIZE_MAX)
BW_INT_SIGNED_(i8, int8_t, INT8_MIN, INT8_MAX)
BW_INT_SIGNED_(i16, int16_t, INT16_MIN, INT16_MAX)
BW_INT_SIGNED_(i32, int32_t, INT32_MIN, INT32_MAX)
BW_INT_SIGNED_(i64, int64_t, INT64_MIN, INT64_MAX)
BW_INT_SIGNED_(ptrdiff, ptrdiff_t, PTRDIFF_MIN, PTRDIFF_MAX)

/* The size of a header and count items behind it: count * size + extra, exact, or BW_ERR_RANGE. */
BW_INLINE BW_MUST_CHECK bw_status bw_size_mul_add(size_t count, size_t size, size_t extra, size_t *ret) {
  size_t product;
  if (bw_size_mul(count, size, &product) != BW_OK) {
    return BW_ERR_RANGE;
  }
  return bw_size_add(product, extra, ret);
}

/* A size or index moved by a signed distance: value + delta, exact, or BW_ERR_RANGE. */
BW_INLINE BW_MUST_CHECK bw_status bw_size_offset(size_t value, ptrdiff_t delta, size_t *ret) {
  if (delta >= 0) {
    return bw_size_add(value, (size_t)delta, ret);
  }
  /* -1 - delta is never negative and never too large; -delta would be, for the least delta. */
  return bw_size_sub(value, (size_t)(-1 - delta) + 1u, ret);
}

BW_C_END

#endif
