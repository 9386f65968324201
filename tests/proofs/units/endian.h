/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Contracts of endian.h. LOAD_x(p) is the value of the bytes at p, SIGN_n(bits) their meaning in two's complement. */
#ifndef BULWARK_PROOFS_ENDIAN_H
#define BULWARK_PROOFS_ENDIAN_H

#include "bytes.h"

/* The spans of the other integers are instances of what span.c and span_wide.c prove: here their types only. */
#undef BW_SPAN_DECLARE
#define BW_SPAN_DECLARE(name, type)                                                                              \
  typedef struct name {                                                                                          \
    type *items;                                                                                                 \
    size_t count;                                                                                                \
  } name;                                                                                                        \
  typedef struct name##_const {                                                                                  \
    type const *items;                                                                                           \
    size_t count;                                                                                                \
  } name##_const;                                                                                                \
  BW_STATIC_ASSERT(sizeof(type) != 0u, "a span needs a complete item type")
#undef BW_SPAN_SCALAR_DECLARE
#define BW_SPAN_SCALAR_DECLARE(name, type) BW_STATIC_ASSERT(sizeof(type) != 0u, "a span needs a complete item type")
#ifdef PROOF_U16S /* but the one of UTF-16 is whole, from u16s.h; what endian.h makes of it gets another name */
#define bw_u16s other_u16s
#define bw_u16s_const other_u16s_const
#endif
#include <bulwark/endian.h>
#undef bw_u16s
#undef bw_u16s_const

#define LOAD_u8(p) ((p)[0])
#define LOAD_u16le(p) ((p)[0] + 256 * (p)[1])
#define LOAD_u16be(p) ((p)[1] + 256 * (p)[0])
#define LOAD_u32le(p) ((p)[0] + 256 * (p)[1] + 65536 * (p)[2] + 16777216 * (p)[3])
#define LOAD_u32be(p) ((p)[3] + 256 * (p)[2] + 65536 * (p)[1] + 16777216 * (p)[0])
#define LOAD_u64le(p) (LOAD_u32le(p) + 4294967296 * LOAD_u32le((p) + 4))
#define LOAD_u64be(p) (4294967296 * LOAD_u32be(p) + LOAD_u32be((p) + 4))
#define SIGN_8(bits) ((bits) <= 127 ? (bits) : (bits) - 256)
#define SIGN_16(bits) ((bits) <= 32767 ? (bits) : (bits) - 65536)
#define SIGN_32(bits) ((bits) <= 2147483647 ? (bits) : (bits) - 4294967296)
#define SIGN_64(bits) ((bits) <= 9223372036854775807 ? (bits) : (bits) - 18446744073709551616)

/*@ requires \valid_read(p); terminates \true; exits \false; assigns \nothing; ensures \result == LOAD_u8(p); */
BW_INLINE uint8_t bw_load_u8(const uint8_t *p);
/*@ requires \valid_read(p + (0 .. 1)); terminates \true; exits \false; assigns \nothing;
    ensures \result == LOAD_u16le(p); */
BW_INLINE uint16_t bw_load_u16le(const uint8_t *p);
/*@ requires \valid_read(p + (0 .. 1)); terminates \true; exits \false; assigns \nothing;
    ensures \result == LOAD_u16be(p); */
BW_INLINE uint16_t bw_load_u16be(const uint8_t *p);
/*@ requires \valid_read(p + (0 .. 3)); terminates \true; exits \false; assigns \nothing;
    ensures \result == LOAD_u32le(p); */
BW_INLINE uint32_t bw_load_u32le(const uint8_t *p);
/*@ requires \valid_read(p + (0 .. 3)); terminates \true; exits \false; assigns \nothing;
    ensures \result == LOAD_u32be(p); */
BW_INLINE uint32_t bw_load_u32be(const uint8_t *p);
/*@ requires \valid_read(p + (0 .. 7)); terminates \true; exits \false; assigns \nothing;
    ensures \result == LOAD_u64le(p); */
BW_INLINE uint64_t bw_load_u64le(const uint8_t *p);
/*@ requires \valid_read(p + (0 .. 7)); terminates \true; exits \false; assigns \nothing;
    ensures \result == LOAD_u64be(p); */
BW_INLINE uint64_t bw_load_u64be(const uint8_t *p);

/*@ requires \valid(p); terminates \true; exits \false; assigns *p; ensures *p == value; */
BW_INLINE void bw_store_u8(uint8_t *p, uint8_t value);
/*@ requires \valid(p + (0 .. 1)); terminates \true; exits \false; assigns p[0 .. 1];
    ensures LOAD_u16le(p) == value; */
BW_INLINE void bw_store_u16le(uint8_t *p, uint16_t value);
/*@ requires \valid(p + (0 .. 1)); terminates \true; exits \false; assigns p[0 .. 1];
    ensures LOAD_u16be(p) == value; */
BW_INLINE void bw_store_u16be(uint8_t *p, uint16_t value);
/*@ requires \valid(p + (0 .. 3)); terminates \true; exits \false; assigns p[0 .. 3];
    ensures LOAD_u32le(p) == value; */
BW_INLINE void bw_store_u32le(uint8_t *p, uint32_t value);
/*@ requires \valid(p + (0 .. 3)); terminates \true; exits \false; assigns p[0 .. 3];
    ensures LOAD_u32be(p) == value; */
BW_INLINE void bw_store_u32be(uint8_t *p, uint32_t value);
/*@ requires \valid(p + (0 .. 7)); terminates \true; exits \false; assigns p[0 .. 7];
    ensures LOAD_u64le(p) == value; */
BW_INLINE void bw_store_u64le(uint8_t *p, uint64_t value);
/*@ requires \valid(p + (0 .. 7)); terminates \true; exits \false; assigns p[0 .. 7];
    ensures LOAD_u64be(p) == value; */
BW_INLINE void bw_store_u64be(uint8_t *p, uint64_t value);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result == SIGN_8(bits); */
BW_INLINE int8_t bw_signed_u8(uint8_t bits);
/*@ terminates \true; exits \false; assigns \nothing; ensures \result == SIGN_16(bits); */
BW_INLINE int16_t bw_signed_u16(uint16_t bits);
/*@ terminates \true; exits \false; assigns \nothing; ensures \result == SIGN_32(bits); */
BW_INLINE int32_t bw_signed_u32(uint32_t bits);
/*@ terminates \true; exits \false; assigns \nothing; ensures \result == SIGN_64(bits); */
BW_INLINE int64_t bw_signed_u64(uint64_t bits);

/*@ terminates \true; exits \false; assigns \nothing; ensures SIGN_8(\result) == value; */
BW_INLINE uint8_t bw_bits_i8(int8_t value);
/*@ terminates \true; exits \false; assigns \nothing; ensures SIGN_16(\result) == value; */
BW_INLINE uint16_t bw_bits_i16(int16_t value);
/*@ terminates \true; exits \false; assigns \nothing; ensures SIGN_32(\result) == value; */
BW_INLINE uint32_t bw_bits_i32(int32_t value);
/*@ terminates \true; exits \false; assigns \nothing; ensures SIGN_64(\result) == value; */
BW_INLINE uint64_t bw_bits_i64(int64_t value);

#define SIGNED_i8(p) SIGN_8(LOAD_u8(p))
#define SIGNED_i16le(p) SIGN_16(LOAD_u16le(p))
#define SIGNED_i16be(p) SIGN_16(LOAD_u16be(p))
#define SIGNED_i32le(p) SIGN_32(LOAD_u32le(p))
#define SIGNED_i32be(p) SIGN_32(LOAD_u32be(p))
#define SIGNED_i64le(p) SIGN_64(LOAD_u64le(p))
#define SIGNED_i64be(p) SIGN_64(LOAD_u64be(p))

/* n integers behind each other, from p on, are those at items. */
#define ARRAY(name, type, value)                                                                                 \
  predicate array_##name{L}(uint8_t *p, type *items, integer n) =                                                \
    \forall integer k; 0 <= k < n ==> value(p + k * sizeof(type)) == items[k];
/*@ ARRAY(u16le, uint16_t, LOAD_u16le)
    ARRAY(u16be, uint16_t, LOAD_u16be)
    ARRAY(i16le, int16_t, SIGNED_i16le)
    ARRAY(i16be, int16_t, SIGNED_i16be)
    ARRAY(u32le, uint32_t, LOAD_u32le)
    ARRAY(u32be, uint32_t, LOAD_u32be)
    ARRAY(i32le, int32_t, SIGNED_i32le)
    ARRAY(i32be, int32_t, SIGNED_i32be)
    ARRAY(u64le, uint64_t, LOAD_u64le)
    ARRAY(u64be, uint64_t, LOAD_u64be)
    ARRAY(i64le, int64_t, SIGNED_i64le)
    ARRAY(i64be, int64_t, SIGNED_i64be)
*/

#endif
