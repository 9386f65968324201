/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Checked integers, all ten types, in the branch without builtins.
 * of: include/bulwark/ints.h
 * dead: bw_u8_div/misfit bw_u16_div/misfit bw_u32_div/misfit bw_u64_div/misfit bw_size_div/misfit bw_u64_from_u64 bw_u64_from_u64/misfit bw_size_from_u64 bw_size_from_u64/misfit bw_i64_from_i64 bw_i64_from_i64/misfit bw_ptrdiff_from_i64 bw_ptrdiff_from_i64/misfit
 */
#include "../dialect.h"
#include <bulwark/ints.h>

#include "../bits.h"

/* As in bits.h; here because only these shifts need it. */
#include "../shift_back.h"

/*@ terminates \true;
    assigns \nothing;
    exits \false;
    ensures \result != 0 <==> bits_one(value);
*/
BW_INLINE bool bw_is_power_of_two(uint64_t value);

#define T uint8_t
#define T_NAME bw_u8
#define T_MIN 0
#define T_MAX UINT8_MAX
#define T_BITS 8
#include "ints_unsigned.h"
#include "ints_both.h"

#define T uint16_t
#define T_NAME bw_u16
#define T_MIN 0
#define T_MAX UINT16_MAX
#define T_BITS 16
#include "ints_unsigned.h"
#include "ints_both.h"

#define T uint32_t
#define T_NAME bw_u32
#define T_MIN 0
#define T_MAX UINT32_MAX
#define T_BITS 32
#include "ints_unsigned.h"
#include "ints_both.h"

#define T uint64_t
#define T_NAME bw_u64
#define T_MIN 0
#define T_MAX UINT64_MAX
#define T_BITS 64
#include "ints_unsigned.h"
#include "ints_both.h"

#define T size_t
#define T_NAME bw_size
#define T_MIN 0
#define T_MAX SIZE_MAX
#define T_BITS 64
#include "ints_unsigned.h"
#include "ints_both.h"

#define T int8_t
#define T_NAME bw_i8
#define T_MIN INT8_MIN
#define T_MAX INT8_MAX
#define T_BITS 8
#include "ints_both.h"

#define T int16_t
#define T_NAME bw_i16
#define T_MIN INT16_MIN
#define T_MAX INT16_MAX
#define T_BITS 16
#include "ints_both.h"

#define T int32_t
#define T_NAME bw_i32
#define T_MIN INT32_MIN
#define T_MAX INT32_MAX
#define T_BITS 32
#include "ints_both.h"

#define T int64_t
#define T_NAME bw_i64
#define T_MIN INT64_MIN
#define T_MAX INT64_MAX
#define T_BITS 64
#include "ints_both.h"

#define T ptrdiff_t
#define T_NAME bw_ptrdiff
#define T_MIN PTRDIFF_MIN
#define T_MAX PTRDIFF_MAX
#define T_BITS 64
#include "ints_both.h"

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    ensures count * size + extra <= SIZE_MAX ==> \result == BW_OK && *ret == count * size + extra;
    ensures count * size + extra > SIZE_MAX ==> \result == BW_ERR_RANGE && *ret == \old(*ret);
*/
BW_INLINE bw_status bw_size_mul_add(size_t count, size_t size, size_t extra, size_t *ret);

/*@ requires \valid(ret);
    terminates \true;
    exits \false;
    assigns *ret;
    ensures 0 <= value + delta <= SIZE_MAX ==> \result == BW_OK && *ret == value + delta;
    ensures !(0 <= value + delta <= SIZE_MAX) ==> \result == BW_ERR_RANGE && *ret == \old(*ret);
*/
BW_INLINE bw_status bw_size_offset(size_t value, ptrdiff_t delta, size_t *ret);
