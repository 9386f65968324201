/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Zips of two, three and four spans of bytes, the first to be written.
 * of: include/bulwark/zip.h
 * after: index ints span
 */
#include "bytes.h"

#include <bulwark/zip.h>

BW_ZIP2_DECLARE(pair, bw_bytes, uint8_t, bw_bytes_const, uint8_t const);
BW_ZIP3_DECLARE(triple, bw_bytes, uint8_t, bw_bytes_const, uint8_t const, bw_bytes_const, uint8_t const);
BW_ZIP4_DECLARE(four, bw_bytes, uint8_t, bw_bytes_const, uint8_t const, bw_bytes_const, uint8_t const, bw_bytes_const,
                uint8_t const);

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result <= a && \result <= b && (\result == a || \result == b);
*/
BW_INLINE size_t bw_zip_shorter_(size_t a, size_t b);

#define Z pair
#define Z_SPANS bw_bytes a, bw_bytes_const b
#define Z_ALL(f, z) f(a, z) && f(b, z)
#define Z_ANY_COUNT(f) f a.count || f b.count
#define Z_RETS uint8_t **ret_a, uint8_t const **ret_b
#define Z_ASSIGNED *ret_a, *ret_b
#define Z_APART zip, ret_a, ret_b
#include "zip_both.h"

#define Z triple
#define Z_SPANS bw_bytes a, bw_bytes_const b, bw_bytes_const c
#define Z_ALL(f, z) f(a, z) && f(b, z) && f(c, z)
#define Z_ANY_COUNT(f) f a.count || f b.count || f c.count
#define Z_RETS uint8_t **ret_a, uint8_t const **ret_b, uint8_t const **ret_c
#define Z_ASSIGNED *ret_a, *ret_b, *ret_c
#define Z_APART zip, ret_a, ret_b, ret_c
#include "zip_both.h"

#define Z four
#define Z_SPANS bw_bytes a, bw_bytes_const b, bw_bytes_const c, bw_bytes_const d
#define Z_ALL(f, z) f(a, z) && f(b, z) && f(c, z) && f(d, z)
#define Z_ANY_COUNT(f) f a.count || f b.count || f c.count || f d.count
#define Z_RETS uint8_t **ret_a, uint8_t const **ret_b, uint8_t const **ret_c, uint8_t const **ret_d
#define Z_ASSIGNED *ret_a, *ret_b, *ret_c, *ret_d
#define Z_APART zip, ret_a, ret_b, ret_c, ret_d
#include "zip_both.h"
