/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/endian.h: integers as bytes, in a byte order that the name says.
 *
 * - bw_load_T and bw_store_T for T of u8 and of u16 u32 u64 followed by le or be, at any address: no
 *   alignment is needed and the order of the machine does not matter.
 * - bw_signed_T reads the bits of an unsigned value as two's complement, bw_bits_T is the way back.
 * - Spans of the integers that streams are made of: bw_u16s, bw_i16s, ... bw_i64s.
 * These are the bricks of reader.h and writer.h, which know how many bytes there are. Here nothing is
 * checked: pre, everywhere: p leads to as many bytes as T has. Nothing fails. Cost: a load or a store, and a byte swap
 * where the orders differ.
 */
#ifndef BULWARK_ENDIAN_H
#define BULWARK_ENDIAN_H

#include <bulwark/base.h>
#include <bulwark/span.h>

BW_C_BEGIN

/*
 * Values from bytes. Shifted bytes joined by `|` have one meaning on every machine; GCC and Clang turn them
 * into one load, with a byte swap where needed. (Joined by `+` GCC takes them apart again where the value is
 * added to something.)
 */
BW_INLINE uint8_t bw_load_u8(const uint8_t *p) {
  return p[0];
}
BW_INLINE uint16_t bw_load_u16le(const uint8_t *p) {
  return (uint16_t)(((unsigned)p[1] << 8) | (unsigned)p[0]);
}
BW_INLINE uint16_t bw_load_u16be(const uint8_t *p) {
  return (uint16_t)(((unsigned)p[0] << 8) | (unsigned)p[1]);
}
BW_INLINE uint32_t bw_load_u32le(const uint8_t *p) {
  return ((uint32_t)p[3] << 24) | ((uint32_t)p[2] << 16) | ((uint32_t)p[1] << 8) | (uint32_t)p[0];
}
BW_INLINE uint32_t bw_load_u32be(const uint8_t *p) {
  return ((uint32_t)p[0] << 24) | ((uint32_t)p[1] << 16) | ((uint32_t)p[2] << 8) | (uint32_t)p[3];
}
BW_INLINE uint64_t bw_load_u64le(const uint8_t *p) {
  return ((uint64_t)bw_load_u32le(p + 4) << 32) | (uint64_t)bw_load_u32le(p);
}
BW_INLINE uint64_t bw_load_u64be(const uint8_t *p) {
  return ((uint64_t)bw_load_u32be(p) << 32) | (uint64_t)bw_load_u32be(p + 4);
}

/* Bytes from values: the way back, one store each. */
BW_INLINE void bw_store_u8(uint8_t *p, uint8_t value) {
  p[0] = value;
}
BW_INLINE void bw_store_u16le(uint8_t *p, uint16_t value) {
  p[0] = (uint8_t)(value % 256u);
  p[1] = (uint8_t)(value / 256u);
}
BW_INLINE void bw_store_u16be(uint8_t *p, uint16_t value) {
  p[0] = (uint8_t)(value / 256u);
  p[1] = (uint8_t)(value % 256u);
}
BW_INLINE void bw_store_u32le(uint8_t *p, uint32_t value) {
  p[0] = (uint8_t)(value % 256u);
  p[1] = (uint8_t)(value / 256u % 256u);
  p[2] = (uint8_t)(value / 65536u % 256u);
  p[3] = (uint8_t)(value / 16777216u);
}
BW_INLINE void bw_store_u32be(uint8_t *p, uint32_t value) {
  p[0] = (uint8_t)(value / 16777216u);
  p[1] = (uint8_t)(value / 65536u % 256u);
  p[2] = (uint8_t)(value / 256u % 256u);
  p[3] = (uint8_t)(value % 256u);
}
BW_INLINE void bw_store_u64le(uint8_t *p, uint64_t value) {
  bw_store_u32le(p, (uint32_t)(value % 4294967296u));
  bw_store_u32le(p + 4, (uint32_t)(value / 4294967296u));
}
BW_INLINE void bw_store_u64be(uint8_t *p, uint64_t value) {
  bw_store_u32be(p, (uint32_t)(value / 4294967296u));
  bw_store_u32be(p + 4, (uint32_t)(value % 4294967296u));
}

/* The bits of an unsigned value read as two's complement, without a conversion the standard leaves open. */
BW_INLINE int8_t bw_signed_u8(uint8_t bits) {
  return bits <= (uint8_t)INT8_MAX ? (int8_t)bits : (int8_t)(-1 - (int8_t)(UINT8_MAX - bits));
}
BW_INLINE int16_t bw_signed_u16(uint16_t bits) {
  return bits <= (uint16_t)INT16_MAX ? (int16_t)bits : (int16_t)(-1 - (int16_t)(UINT16_MAX - bits));
}
BW_INLINE int32_t bw_signed_u32(uint32_t bits) {
  return bits <= (uint32_t)INT32_MAX ? (int32_t)bits : -1 - (int32_t)(UINT32_MAX - bits);
}
BW_INLINE int64_t bw_signed_u64(uint64_t bits) {
  return bits <= (uint64_t)INT64_MAX ? (int64_t)bits : -1 - (int64_t)(UINT64_MAX - bits);
}

/* The two's complement bits of a signed value. No step of it wraps. */
BW_INLINE uint8_t bw_bits_i8(int8_t value) {
  return value >= 0 ? (uint8_t)value : (uint8_t)(UINT8_MAX - (uint8_t)(-1 - value));
}
BW_INLINE uint16_t bw_bits_i16(int16_t value) {
  return value >= 0 ? (uint16_t)value : (uint16_t)(UINT16_MAX - (uint16_t)(-1 - value));
}
BW_INLINE uint32_t bw_bits_i32(int32_t value) {
  return value >= 0 ? (uint32_t)value : UINT32_MAX - (uint32_t)(-1 - value);
}
BW_INLINE uint64_t bw_bits_i64(int64_t value) {
  return value >= 0 ? (uint64_t)value : UINT64_MAX - (uint64_t)(-1 - value);
}

/* Spans of the integers a stream is made of; bw_bytes (span.h) is the one of uint8_t. */
BW_SPAN_DECLARE(bw_u16s, uint16_t);
BW_SPAN_SCALAR_DECLARE(bw_u16s, uint16_t);
BW_SPAN_DECLARE(bw_i16s, int16_t);
BW_SPAN_SCALAR_DECLARE(bw_i16s, int16_t);
BW_SPAN_DECLARE(bw_u32s, uint32_t);
BW_SPAN_SCALAR_DECLARE(bw_u32s, uint32_t);
BW_SPAN_DECLARE(bw_i32s, int32_t);
BW_SPAN_SCALAR_DECLARE(bw_i32s, int32_t);
BW_SPAN_DECLARE(bw_u64s, uint64_t);
BW_SPAN_SCALAR_DECLARE(bw_u64s, uint64_t);
BW_SPAN_DECLARE(bw_i64s, int64_t);
BW_SPAN_SCALAR_DECLARE(bw_i64s, int64_t);

BW_C_END

#endif
