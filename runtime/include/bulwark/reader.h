/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/reader.h: taking values out of bytes that came from outside.
 *
 * - Bad input is a status, never a violation: BW_ERR_TRUNCATED when the bytes end too early,
 *   BW_ERR_RANGE when a count times a size does not fit.
 * - The error is sticky: after the first failure every call gives that same status, reads nothing and
 *   leaves its output untouched. A chain of reads may therefore be checked once, at its end.
 * - A reader never reads a byte outside its span and needs no alignment. Byte order is in the name.
 * - A reader owns nothing; the bytes stay where they are and must not change while it is in use (capture
 *   user memory first).
 */
#ifndef BULWARK_READER_H
#define BULWARK_READER_H

#include <bulwark/base.h>
#include <bulwark/span.h>

BW_C_BEGIN

typedef struct bw_reader {
  bw_bytes_const rest; /* what is still to be read */
  bw_status status;    /* the first failure, BW_OK before it */
} bw_reader;

/* A reader over all the bytes. Never fails. */
BW_INLINE bw_reader bw_reader_over(bw_bytes_const bytes) {
  bw_reader reader;
  reader.rest = bytes;
  reader.status = BW_OK;
  return reader;
}

/* The first failure so far, or BW_OK. */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_status(const bw_reader *reader) {
  return reader->status;
}

/* How many bytes are left; after a failure as many as before the call that failed. */
BW_INLINE size_t bw_reader_left(const bw_reader *reader) {
  return reader->rest.count;
}

/*
 * Makes the reader fail with the status, unless it failed before. For the caller's own findings (a version
 * it does not know), so that one check at the end sees them too. pre: status is not BW_OK, otherwise a
 * state violation. Returns the sticky status.
 */
BW_INLINE bw_status bw_reader_fail(bw_reader *reader, bw_status status) {
  if (status == BW_OK) {
    bw_violate_state();
  }
  if (reader->status == BW_OK) {
    reader->status = status;
  }
  return reader->status;
}

/* The next count bytes, in place. On failure: BW_ERR_TRUNCATED. */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_bytes(bw_reader *reader, size_t count, bw_bytes_const *ret_bytes) {
  if (reader->status != BW_OK) {
    return reader->status;
  }
  if (count > reader->rest.count) {
    reader->status = BW_ERR_TRUNCATED;
    return BW_ERR_TRUNCATED;
  }
  *ret_bytes = bw_bytes_const_first(reader->rest, count);
  reader->rest = bw_bytes_const_last(reader->rest, reader->rest.count - count);
  return BW_OK;
}

/* Passes over count bytes. On failure: BW_ERR_TRUNCATED. */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_skip(bw_reader *reader, size_t count) {
  bw_bytes_const skipped;
  return bw_reader_bytes(reader, count, &skipped);
}

/*
 * The bytes of count items of item_bytes each, in place. On failure: BW_ERR_RANGE when the product does
 * not fit size_t, BW_ERR_TRUNCATED when there are fewer bytes.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_items(bw_reader *reader, size_t count, size_t item_bytes,
                                                  bw_bytes_const *ret_bytes) {
  if (reader->status == BW_OK && item_bytes != 0u && count > SIZE_MAX / item_bytes) {
    reader->status = BW_ERR_RANGE;
  }
  if (reader->status != BW_OK) {
    return reader->status;
  }
  return bw_reader_bytes(reader, count * item_bytes, ret_bytes);
}

/*
 * A reader of its own over the next count bytes, such as the body of a record. The two share nothing
 * afterwards: a failure in the part does not fail the whole. On failure: BW_ERR_TRUNCATED.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_sub(bw_reader *reader, size_t count, bw_reader *ret_part) {
  bw_bytes_const bytes;
  bw_status status = bw_reader_bytes(reader, count, &bytes);
  if (status == BW_OK) {
    *ret_part = bw_reader_over(bytes);
  }
  return status;
}

/*
 * The end of the input: BW_OK when no call failed and no byte is left, the sticky status after a failure,
 * BW_ERR_FORMAT (sticky from then on) when bytes are left over.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_finish(bw_reader *reader) {
  if (reader->status == BW_OK && reader->rest.count != 0u) {
    reader->status = BW_ERR_FORMAT;
  }
  return reader->status;
}

/*
 * Values from bytes, p leading to as many as the width asks for. Written as sums of products because that
 * form has one meaning on every machine; compilers turn it into one load, with a byte swap where needed.
 */
BW_INLINE uint8_t bw_load_u8(const uint8_t *p) {
  return p[0];
}
BW_INLINE uint16_t bw_load_u16le(const uint8_t *p) {
  return (uint16_t)((unsigned)p[0] | (unsigned)p[1] << 8);
}
BW_INLINE uint16_t bw_load_u16be(const uint8_t *p) {
  return (uint16_t)((unsigned)p[0] << 8 | (unsigned)p[1]);
}
BW_INLINE uint32_t bw_load_u32le(const uint8_t *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}
BW_INLINE uint32_t bw_load_u32be(const uint8_t *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}
BW_INLINE uint64_t bw_load_u64le(const uint8_t *p) {
  return (uint64_t)bw_load_u32le(p) | (uint64_t)bw_load_u32le(p + 4) << 32;
}
BW_INLINE uint64_t bw_load_u64be(const uint8_t *p) {
  return (uint64_t)bw_load_u32be(p) << 32 | (uint64_t)bw_load_u32be(p + 4);
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

/* Spans of the integers a stream is made of. */
BW_SPAN_DECLARE(bw_u16s, uint16_t);
BW_SPAN_DECLARE(bw_i16s, int16_t);
BW_SPAN_DECLARE(bw_u32s, uint32_t);
BW_SPAN_DECLARE(bw_i32s, int32_t);
BW_SPAN_DECLARE(bw_u64s, uint64_t);
BW_SPAN_DECLARE(bw_i64s, int64_t);

/*
 * bw_reader_T(reader, &ret_value) for T of u8 i8 and of u16 i16 u32 i32 u64 i64 followed by le or be: the
 * next value. On failure: BW_ERR_TRUNCATED.
 */
#define BW_READER_VALUE_(name, type, load)                                                                       \
  BW_INLINE BW_MUST_CHECK bw_status bw_reader_##name(bw_reader *reader, type *ret_value) {                       \
    bw_bytes_const bytes;                                                                                        \
    bw_status status = bw_reader_bytes(reader, sizeof(type), &bytes);                                            \
    if (status == BW_OK) {                                                                                       \
      *ret_value = load(bytes.items);                                                                            \
    }                                                                                                            \
    return status;                                                                                               \
  }

/*
 * bw_reader_T_array(reader, span) for the types of two bytes and more: fills the whole span with the next
 * span.count values. On failure: BW_ERR_TRUNCATED, nothing written. Cost: one check, then one load and one
 * store an item.
 */
#define BW_READER_ARRAY_(name, type, span_type, load)                                                            \
  BW_INLINE BW_MUST_CHECK bw_status bw_reader_##name##_array(bw_reader *reader, span_type items) {               \
    bw_bytes_const bytes;                                                                                        \
    size_t i;                                                                                                    \
    bw_status status = bw_reader_items(reader, items.count, sizeof(type), &bytes);                               \
    if (status != BW_OK) {                                                                                       \
      return status;                                                                                             \
    }                                                                                                            \
    for (i = 0; i < items.count; i++) {                                                                          \
      items.items[i] = load(bytes.items + i * sizeof(type));                                                     \
    }                                                                                                            \
    return BW_OK;                                                                                                \
  }

#define BW_READER_BOTH_(name, type, span_type, load)                                                             \
  BW_READER_VALUE_(name, type, load)                                                                             \
  BW_READER_ARRAY_(name, type, span_type, load)

#define BW_LOAD_I8_(p) bw_signed_u8(bw_load_u8(p))
#define BW_LOAD_I16LE_(p) bw_signed_u16(bw_load_u16le(p))
#define BW_LOAD_I16BE_(p) bw_signed_u16(bw_load_u16be(p))
#define BW_LOAD_I32LE_(p) bw_signed_u32(bw_load_u32le(p))
#define BW_LOAD_I32BE_(p) bw_signed_u32(bw_load_u32be(p))
#define BW_LOAD_I64LE_(p) bw_signed_u64(bw_load_u64le(p))
#define BW_LOAD_I64BE_(p) bw_signed_u64(bw_load_u64be(p))

BW_READER_VALUE_(u8, uint8_t, bw_load_u8)
BW_READER_VALUE_(i8, int8_t, BW_LOAD_I8_)
BW_READER_BOTH_(u16le, uint16_t, bw_u16s, bw_load_u16le)
BW_READER_BOTH_(u16be, uint16_t, bw_u16s, bw_load_u16be)
BW_READER_BOTH_(i16le, int16_t, bw_i16s, BW_LOAD_I16LE_)
BW_READER_BOTH_(i16be, int16_t, bw_i16s, BW_LOAD_I16BE_)
BW_READER_BOTH_(u32le, uint32_t, bw_u32s, bw_load_u32le)
BW_READER_BOTH_(u32be, uint32_t, bw_u32s, bw_load_u32be)
BW_READER_BOTH_(i32le, int32_t, bw_i32s, BW_LOAD_I32LE_)
BW_READER_BOTH_(i32be, int32_t, bw_i32s, BW_LOAD_I32BE_)
BW_READER_BOTH_(u64le, uint64_t, bw_u64s, bw_load_u64le)
BW_READER_BOTH_(u64be, uint64_t, bw_u64s, bw_load_u64be)
BW_READER_BOTH_(i64le, int64_t, bw_i64s, BW_LOAD_I64LE_)
BW_READER_BOTH_(i64be, int64_t, bw_i64s, BW_LOAD_I64BE_)

BW_C_END

#endif
