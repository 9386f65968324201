/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/ints.h: integer arithmetic that says when it does not fit.
 *
 * For each T of u8 u16 u32 u64 i8 i16 i32 i64 size, with the C type of that name:
 *   bw_T_add, bw_T_sub, bw_T_mul (a, b, ret)      the exact result, or BW_ERR_RANGE
 *   bw_T_shl (value, bits, ret)                   value times two to the bits, exact, or BW_ERR_RANGE;
 *                                                 a negative value or bits >= width is BW_ERR_RANGE
 *   bw_T_shr (value, bits, ret)                   value shifted right; a negative value or bits >= width
 *                                                 is BW_ERR_RANGE
 *   bw_T_from_u64, bw_T_from_i64 (value, ret)     the same value in T, or BW_ERR_RANGE; narrower sources
 *                                                 widen to these two without loss
 * and for each unsigned T:
 *   bw_T_align_up, bw_T_align_down (value, align, ret)   the nearest multiple not below, not above;
 *                                                 align not a power of two is BW_ERR_ARGUMENT
 * *ret is written on BW_OK only. Every function is a few instructions and never calls anything.
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

#define BW_INT_SHIFT_(name, type, max, refused)                                                                           \
  BW_INLINE BW_MUST_CHECK bw_status bw_##name##_shl(type value, unsigned bits, type *ret) {                      \
    if (bits >= 8u * (unsigned)sizeof(type) || (refused) || value > (type)((max) >> bits)) {               \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    *ret = (type)(value << bits);                                                                                \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_MUST_CHECK bw_status bw_##name##_shr(type value, unsigned bits, type *ret) {                      \
    if (bits >= 8u * (unsigned)sizeof(type) || (refused)) {                                                \
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
    *ret = (type)((value + mask) & (type)~mask);                                                                 \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_MUST_CHECK bw_status bw_##name##_align_down(type value, type align, type *ret) {                  \
    if (!bw_is_power_of_two(align)) {                                                                            \
      return BW_ERR_ARGUMENT;                                                                                    \
    }                                                                                                            \
    *ret = (type)(value & (type)~(type)(align - 1u));                                                            \
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

#define BW_INT_UNSIGNED_(name, type, max)                                                                        \
  BW_INT_ARITH_UNSIGNED_(name, type, max)                                                                        \
  BW_INT_SHIFT_(name, type, max, false)                                                                        \
  BW_INT_ALIGN_(name, type, max)                                                                                 \
  BW_INT_FROM_(name, type, u64, uint64_t, value > (uint64_t)(max))                                               \
  BW_INT_FROM_(name, type, i64, int64_t, value < 0 || (uint64_t)value > (uint64_t)(max))

#define BW_INT_SIGNED_(name, type, min, max)                                                                     \
  BW_INT_ARITH_SIGNED_(name, type, min, max)                                                                     \
  BW_INT_SHIFT_(name, type, max, value < 0)                                                                                 \
  BW_INT_FROM_(name, type, u64, uint64_t, value > (uint64_t)(max))                                               \
  BW_INT_FROM_(name, type, i64, int64_t, value < (int64_t)(min) || value > (int64_t)(max))

BW_INT_UNSIGNED_(u8, uint8_t, UINT8_MAX)
BW_INT_UNSIGNED_(u16, uint16_t, UINT16_MAX)
BW_INT_UNSIGNED_(u32, uint32_t, UINT32_MAX)
BW_INT_UNSIGNED_(u64, uint64_t, UINT64_MAX)
BW_INT_UNSIGNED_(size, size_t, SIZE_MAX)
BW_INT_SIGNED_(i8, int8_t, INT8_MIN, INT8_MAX)
BW_INT_SIGNED_(i16, int16_t, INT16_MIN, INT16_MAX)
BW_INT_SIGNED_(i32, int32_t, INT32_MIN, INT32_MAX)
BW_INT_SIGNED_(i64, int64_t, INT64_MIN, INT64_MAX)

BW_C_END

#endif
