/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/writer.h: putting values into bytes that go outside.
 *
 * - The counterpart of reader.h: what bw_writer_T wrote, bw_reader_T reads, on every machine.
 * - Too little room is a status, BW_ERR_FULL; a value that its field cannot hold is BW_ERR_RANGE.
 * - The error is sticky: after the first failure every call gives that same status and writes nothing. A
 *   chain of writes may therefore be checked once, at its end: bw_writer_finish.
 * - A call writes all it was asked for, or nothing. Room that is passed over is zeroed, so no byte that the
 *   program did not choose leaves with the result.
 * - Lengths that are known later: bw_writer_hold_T leaves room for one, bw_writer_patch_T and
 *   bw_writer_patch_count_T fill it in.
 * - A writer owns nothing; it never touches a byte outside its span and needs no alignment.
 * Offsets, counts and lengths are bytes. Cost: a compare of the status and one of the room for each call,
 * plus the work itself.
 */
#ifndef BULWARK_WRITER_H
#define BULWARK_WRITER_H

#include <bulwark/base.h>
#include <bulwark/endian.h>
#include <bulwark/span.h>
#include <bulwark/violation.h>

BW_C_BEGIN

/* Invariant: at <= all.count. */
typedef struct bw_writer {
  bw_bytes all;
  size_t at;        /* how many bytes were written */
  bw_status status; /* the first failure, BW_OK before it */
} bw_writer;

/* A writer into all the bytes, at the first. Never fails, writes nothing. */
BW_INLINE bw_writer bw_writer_into(bw_bytes bytes) {
  bw_writer writer;
  writer.all = bytes;
  writer.at = 0u;
  writer.status = BW_OK;
  return writer;
}

/* The first failure so far, or BW_OK. */
BW_INLINE BW_MUST_CHECK bw_status bw_writer_status(const bw_writer *writer) {
  return writer->status;
}

/* How many bytes were written, which is the offset of the next one. */
BW_INLINE size_t bw_writer_offset(const bw_writer *writer) {
  return writer->at;
}

/* How many more bytes fit. */
BW_INLINE size_t bw_writer_room(const bw_writer *writer) {
  return writer->all.count - writer->at;
}

/* The bytes written so far, in place, whether or not a later call failed. */
BW_INLINE bw_bytes_const bw_writer_written(const bw_writer *writer) {
  return bw_bytes_const_first(bw_bytes_as_const(writer->all), writer->at);
}

/*
 * Makes the writer fail with the status, unless it failed before. pre: status is not BW_OK, otherwise a
 * state violation. Returns the sticky status.
 */
BW_INLINE bw_status bw_writer_fail(bw_writer *writer, bw_status status) {
  if (status == BW_OK) {
    bw_violate_state();
  }
  if (writer->status == BW_OK) {
    writer->status = status;
  }
  return writer->status;
}

/* The end of the output: all that was written, in place. On failure: the sticky status. */
BW_INLINE BW_MUST_CHECK bw_status bw_writer_finish(const bw_writer *writer, bw_bytes_const *ret_written) {
  if (writer->status == BW_OK) {
    *ret_written = bw_writer_written(writer);
  }
  return writer->status;
}

/*
 * The next count bytes as they are, to be filled at once; for the functions below, which leave none of them
 * unwritten. Take bw_writer_sub elsewhere: it zeroes. On failure: BW_ERR_FULL.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_writer_take_(bw_writer *writer, size_t count, bw_bytes *ret_bytes) {
  if (writer->status != BW_OK) {
    return writer->status;
  }
  if (count > writer->all.count - writer->at) {
    writer->status = BW_ERR_FULL;
    return BW_ERR_FULL;
  }
  /* No second check: at never exceeds all.count. */
  ret_bytes->items = writer->at == 0u ? writer->all.items : writer->all.items + writer->at;
  ret_bytes->count = count;
  writer->at += count;
  return BW_OK;
}

/* Writes the bytes. They may be part of what was written before. On failure: BW_ERR_FULL. */
BW_INLINE BW_MUST_CHECK bw_status bw_writer_bytes(bw_writer *writer, bw_bytes_const from) {
  bw_bytes to;
  bw_status status = bw_writer_take_(writer, from.count, &to);
  if (status == BW_OK) {
    bw_bytes_copy(to, from);
  }
  return status;
}

/* Writes count times the byte. On failure: BW_ERR_FULL. */
BW_INLINE BW_MUST_CHECK bw_status bw_writer_repeat(bw_writer *writer, size_t count, uint8_t byte) {
  bw_bytes to;
  bw_status status = bw_writer_take_(writer, count, &to);
  if (status == BW_OK) {
    bw_bytes_fill(to, byte);
  }
  return status;
}

/* Passes over count bytes and zeroes them. On failure: BW_ERR_FULL. */
BW_INLINE BW_MUST_CHECK bw_status bw_writer_skip(bw_writer *writer, size_t count) {
  return bw_writer_repeat(writer, count, 0u);
}

/*
 * Writes zeros up to the next offset that is a multiple of align, counted from the writer's first byte,
 * which need not be a power of two. On failure: BW_ERR_ARGUMENT when align is 0, BW_ERR_FULL.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_writer_align(bw_writer *writer, size_t align) {
  size_t over;
  if (writer->status != BW_OK) {
    return writer->status;
  }
  if (align == 0u) {
    writer->status = BW_ERR_ARGUMENT;
    return BW_ERR_ARGUMENT;
  }
  over = writer->at % align;
  return over == 0u ? BW_OK : bw_writer_skip(writer, align - over);
}

/*
 * A writer of its own into the next count bytes, which are zeroed first. The two share nothing afterwards: a
 * failure in the part does not fail the whole, and the whole goes on behind the part. On failure:
 * BW_ERR_FULL.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_writer_sub(bw_writer *writer, size_t count, bw_writer *ret_part) {
  bw_bytes bytes;
  bw_status status = bw_writer_take_(writer, count, &bytes);
  if (status == BW_OK) {
    bw_bytes_fill(bytes, 0u);
    *ret_part = bw_writer_into(bytes);
  }
  return status;
}

/*
 * Goes back to a length that the output had before, and forgets what came after it; it is overwritten, not
 * zeroed. On failure: BW_ERR_RANGE when offset is above the current one.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_writer_rewind(bw_writer *writer, size_t offset) {
  if (writer->status == BW_OK) {
    if (offset <= writer->at) {
      writer->at = offset;
    } else {
      writer->status = BW_ERR_RANGE;
    }
  }
  return writer->status;
}

/*
 * Writes the text and a NUL behind it. On failure: BW_ERR_FORMAT when the text itself has a NUL in it, so
 * that the reader would see another text, BW_ERR_FULL.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_writer_string(bw_writer *writer, bw_bytes_const text) {
  bw_bytes to;
  size_t i;
  if (writer->status != BW_OK) {
    return writer->status;
  }
  /*@ loop invariant 0 <= i <= text.count;
      loop invariant no_nul(text.items, i);
      loop assigns i;
      loop variant text.count - i; */
  for (i = 0; i < text.count; i++) {
    if (text.items[i] == 0u) {
      writer->status = BW_ERR_FORMAT;
      return BW_ERR_FORMAT;
    }
  }
  if (text.count >= writer->all.count - writer->at) {
    writer->status = BW_ERR_FULL;
    return BW_ERR_FULL;
  }
  to = bw_bytes_sub(writer->all, writer->at, text.count + 1u);
  bw_bytes_copy(to, text);
  to.items[text.count] = 0u;
  writer->at += text.count + 1u;
  return BW_OK;
}

/*
 * Writes the text into a field of count bytes, with zeros behind it; a text as long as the field has none.
 * On failure: BW_ERR_RANGE when the text is longer than the field, BW_ERR_FORMAT when it has a NUL in it,
 * BW_ERR_FULL.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_writer_padded(bw_writer *writer, bw_bytes_const text, size_t count) {
  bw_bytes to;
  size_t i;
  bw_status status;
  if (writer->status != BW_OK) {
    return writer->status;
  }
  if (text.count > count) {
    writer->status = BW_ERR_RANGE;
    return BW_ERR_RANGE;
  }
  /*@ loop invariant 0 <= i <= text.count;
      loop invariant no_nul(text.items, i);
      loop assigns i;
      loop variant text.count - i; */
  for (i = 0; i < text.count; i++) {
    if (text.items[i] == 0u) {
      writer->status = BW_ERR_FORMAT;
      return BW_ERR_FORMAT;
    }
  }
  status = bw_writer_take_(writer, count, &to);
  if (status == BW_OK) {
    bw_bytes_copy(to, text);
    bw_bytes_fill(bw_bytes_sub(to, text.count, count - text.count), 0u);
  }
  return status;
}

/*
 * bw_writer_T(writer, value) for T of u8 i8 and of u16 i16 u32 i32 u64 i64 followed by le or be. On
 * failure: BW_ERR_FULL.
 */
#define BW_WRITER_VALUE_(name, type, store)                                                                      \
  BW_INLINE BW_MUST_CHECK bw_status bw_writer_##name(bw_writer *writer, type value) {                            \
    bw_bytes bytes;                                                                                              \
    bw_status status = bw_writer_take_(writer, sizeof(type), &bytes);                                            \
    if (status == BW_OK) {                                                                                       \
      store(bytes.items, value);                                                                                 \
    }                                                                                                            \
    return status;                                                                                               \
  }

/*
 * bw_writer_T_array(writer, span) for the types of two bytes and more: all the values of the span. On
 * failure: BW_ERR_FULL, nothing written. Cost: one check, then one load and one store an item.
 */
#define BW_WRITER_ARRAY_(name, type, span_type, store)                                                           \
  BW_INLINE BW_MUST_CHECK bw_status bw_writer_##name##_array(bw_writer *writer, span_type##_const items) {       \
    bw_bytes bytes;                                                                                              \
    size_t i;                                                                                                    \
    bw_status status;                                                                                            \
    if (writer->status == BW_OK && items.count > SIZE_MAX / sizeof(type)) {                                      \
      writer->status = BW_ERR_FULL;                                                                              \
    }                                                                                                            \
    if (writer->status != BW_OK) {                                                                               \
      return writer->status;                                                                                     \
    }                                                                                                            \
    status = bw_writer_take_(writer, items.count * sizeof(type), &bytes);                                        \
    if (status != BW_OK) {                                                                                       \
      return status;                                                                                             \
    }                                                                                                            \
    BW_LOOP_FACTS(stores_##name)                                                                                 \
    for (i = 0; i < items.count; i++) {                                                                          \
      store(bytes.items + i * sizeof(type), items.items[i]);                                                     \
    }                                                                                                            \
    return BW_OK;                                                                                                \
  }

/*
 * For T of u8 and of u16 u32 u64 followed by le or be:
 *   bw_writer_hold_T(writer, &ret_mark)         writes a zero that is to be patched; the mark is its offset.
 *                                               On failure: BW_ERR_FULL
 *   bw_writer_patch_T(writer, mark, value)      writes the value over what hold_T left at the mark. pre: the
 *                                               field at the mark was written, otherwise a bounds violation
 *   bw_writer_patch_count_T(writer, mark)       patches in the number of bytes written behind the field so
 *                                               far. On failure: BW_ERR_RANGE when T does not hold it
 *   bw_writer_counted_T(writer, bytes)          the number of bytes, then the bytes. On failure: BW_ERR_RANGE
 *                                               when T does not hold the number, BW_ERR_FULL
 * After a failure none of them looks at its mark, so one that hold_T did not set does no harm.
 */
#define BW_WRITER_PATCH_(name, type, max, store)                                                                 \
  BW_INLINE BW_MUST_CHECK bw_status bw_writer_hold_##name(bw_writer *writer, size_t *ret_mark) {                 \
    size_t mark = writer->at;                                                                                    \
    bw_status status = bw_writer_##name(writer, 0u);                                                             \
    if (status == BW_OK) {                                                                                       \
      *ret_mark = mark;                                                                                          \
    }                                                                                                            \
    return status;                                                                                               \
  }                                                                                                              \
  BW_INLINE BW_MUST_CHECK bw_status bw_writer_patch_##name(bw_writer *writer, size_t mark, type value) {         \
    if (writer->status != BW_OK) {                                                                               \
      return writer->status;                                                                                     \
    }                                                                                                            \
    if (BW_UNLIKELY(mark > writer->at || sizeof(type) > writer->at - mark)) {                                    \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    store(writer->all.items + mark, value);                                                                      \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_MUST_CHECK bw_status bw_writer_patch_count_##name(bw_writer *writer, size_t mark) {               \
    uint64_t count;                                                                                              \
    if (writer->status != BW_OK) {                                                                               \
      return writer->status;                                                                                     \
    }                                                                                                            \
    if (BW_UNLIKELY(mark > writer->at || sizeof(type) > writer->at - mark)) {                                    \
      bw_violate_bounds();                                                                                       \
    }                                                                                                            \
    count = (uint64_t)(writer->at - mark - sizeof(type));                                                        \
    if (count > (uint64_t)(max)) {                                                                               \
      writer->status = BW_ERR_RANGE;                                                                             \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    store(writer->all.items + mark, (type)count);                                                                \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_MUST_CHECK bw_status bw_writer_counted_##name(bw_writer *writer, bw_bytes_const from) {           \
    bw_bytes to;                                                                                                 \
    uint64_t count = (uint64_t)from.count;                                                                       \
    if (writer->status != BW_OK) {                                                                               \
      return writer->status;                                                                                     \
    }                                                                                                            \
    if (count > (uint64_t)(max)) {                                                                               \
      writer->status = BW_ERR_RANGE;                                                                             \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    if (writer->all.count - writer->at < sizeof(type) ||                                                         \
        from.count > writer->all.count - writer->at - sizeof(type)) {                                            \
      writer->status = BW_ERR_FULL;                                                                              \
      return BW_ERR_FULL;                                                                                        \
    }                                                                                                            \
    to = bw_bytes_sub(writer->all, writer->at, sizeof(type) + from.count);                                       \
    bw_bytes_copy(bw_bytes_last(to, from.count), from);                                                          \
    store(to.items, (type)from.count);                                                                           \
    writer->at += sizeof(type) + from.count;                                                                     \
    return BW_OK;                                                                                                \
  }

#define BW_WRITER_BOTH_(name, type, span_type, store)                                                            \
  BW_WRITER_VALUE_(name, type, store)                                                                            \
  BW_WRITER_ARRAY_(name, type, span_type, store)

#define BW_STORE_I8_(p, value) bw_store_u8((p), bw_bits_i8(value))
#define BW_STORE_I16LE_(p, value) bw_store_u16le((p), bw_bits_i16(value))
#define BW_STORE_I16BE_(p, value) bw_store_u16be((p), bw_bits_i16(value))
#define BW_STORE_I32LE_(p, value) bw_store_u32le((p), bw_bits_i32(value))
#define BW_STORE_I32BE_(p, value) bw_store_u32be((p), bw_bits_i32(value))
#define BW_STORE_I64LE_(p, value) bw_store_u64le((p), bw_bits_i64(value))
#define BW_STORE_I64BE_(p, value) bw_store_u64be((p), bw_bits_i64(value))

BW_WRITER_VALUE_(u8, uint8_t, bw_store_u8)
BW_WRITER_VALUE_(i8, int8_t, BW_STORE_I8_)
BW_WRITER_BOTH_(u16le, uint16_t, bw_u16s, bw_store_u16le)
BW_WRITER_BOTH_(u16be, uint16_t, bw_u16s, bw_store_u16be)
BW_WRITER_BOTH_(i16le, int16_t, bw_i16s, BW_STORE_I16LE_)
BW_WRITER_BOTH_(i16be, int16_t, bw_i16s, BW_STORE_I16BE_)
BW_WRITER_BOTH_(u32le, uint32_t, bw_u32s, bw_store_u32le)
BW_WRITER_BOTH_(u32be, uint32_t, bw_u32s, bw_store_u32be)
BW_WRITER_BOTH_(i32le, int32_t, bw_i32s, BW_STORE_I32LE_)
BW_WRITER_BOTH_(i32be, int32_t, bw_i32s, BW_STORE_I32BE_)
BW_WRITER_BOTH_(u64le, uint64_t, bw_u64s, bw_store_u64le)
BW_WRITER_BOTH_(u64be, uint64_t, bw_u64s, bw_store_u64be)
BW_WRITER_BOTH_(i64le, int64_t, bw_i64s, BW_STORE_I64LE_)
BW_WRITER_BOTH_(i64be, int64_t, bw_i64s, BW_STORE_I64BE_)
BW_WRITER_PATCH_(u8, uint8_t, UINT8_MAX, bw_store_u8)
BW_WRITER_PATCH_(u16le, uint16_t, UINT16_MAX, bw_store_u16le)
BW_WRITER_PATCH_(u16be, uint16_t, UINT16_MAX, bw_store_u16be)
BW_WRITER_PATCH_(u32le, uint32_t, UINT32_MAX, bw_store_u32le)
BW_WRITER_PATCH_(u32be, uint32_t, UINT32_MAX, bw_store_u32be)
BW_WRITER_PATCH_(u64le, uint64_t, UINT64_MAX, bw_store_u64le)
BW_WRITER_PATCH_(u64be, uint64_t, UINT64_MAX, bw_store_u64be)

/*
 * BW_WRITER_RECORDS_DECLARE(name, span, item, bytes, encode) at file scope makes
 *   name_write(writer, span)   writes all the items of a const span, so many bytes each. On failure:
 *                              BW_ERR_FULL, nothing written
 * out of encode, a function `void encode(bw_writer *writer, const item *)` that writes exactly these bytes,
 * field by field: the room of all records was checked before the first. An encode that writes another
 * number of bytes is a state violation.
 */
#define BW_WRITER_RECORDS_DECLARE(name, span_type, item_type, record_bytes, encode)                              \
  enum { name##_write_bytes_ = (record_bytes) }; /* at file scope, where no local hides a name in it */          \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_write(bw_writer *target, span_type##_const items) {        \
    bw_bytes encoded;                                                                                            \
    bw_writer part;                                                                                              \
    size_t i;                                                                                                    \
    bw_status status;                                                                                            \
    if (target->status == BW_OK && items.count > SIZE_MAX / (size_t)name##_write_bytes_) {                       \
      target->status = BW_ERR_FULL;                                                                              \
    }                                                                                                            \
    if (target->status != BW_OK) {                                                                               \
      return target->status;                                                                                     \
    }                                                                                                            \
    status = bw_writer_take_(target, items.count * (size_t)name##_write_bytes_, &encoded);                       \
    if (status != BW_OK) {                                                                                       \
      return status;                                                                                             \
    }                                                                                                            \
    part = bw_writer_into(encoded);                                                                              \
    BW_LOOP_FACTS(encodes_##name)                                                                                \
    for (i = 0; i < items.count; i++) {                                                                          \
      encode(&part, &items.items[i]);                                                                            \
    }                                                                                                            \
    if (BW_UNLIKELY(part.status != BW_OK || part.at != encoded.count)) {                                         \
      bw_violate_state();                                                                                        \
    }                                                                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_type) != 0u && (record_bytes) != 0u, "records need a complete type and a size")

BW_C_END

#endif
