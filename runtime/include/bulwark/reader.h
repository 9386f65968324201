/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/reader.h: taking values out of bytes that came from outside.
 *
 * - Bad input is a status, never a violation: BW_ERR_TRUNCATED when the bytes end too early, BW_ERR_RANGE
 *   when a count, a length or an offset says more than can be, BW_ERR_FORMAT for bytes that are not what
 *   was asked for.
 * - The error is sticky: after the first failure every call gives that same status, reads nothing and
 *   leaves its output untouched. A chain of reads may therefore be checked once, at its end.
 * - A reader never reads a byte outside its span and needs no alignment. Byte order is in the name.
 * - A reader owns nothing; the bytes stay where they are and must not change while it is in use (capture
 *   user memory first). It is a value: a copy of it looks ahead, and nobody notices.
 * Offsets, counts and lengths are bytes unless the name says items. Cost: a compare of the status and one
 * of the count for each call, plus the work itself. The opposite is writer.h.
 */
#ifndef BULWARK_READER_H
#define BULWARK_READER_H

#include <bulwark/base.h>
#include <bulwark/endian.h>
#include <bulwark/span.h>
#include <bulwark/violation.h>

BW_C_BEGIN

/* Invariant: at <= all.count. */
typedef struct bw_reader {
  bw_bytes_const all;
  size_t at;        /* offset of the first byte that was not read yet */
  bw_status status; /* the first failure, BW_OK before it */
} bw_reader;

/* Where a reader over no bytes stands, so that no read needs a test for NULL. Never read. */
static const uint8_t bw_reader_nothing_ = 0;

/* A reader over all the bytes, at the first. Never fails. */
BW_INLINE bw_reader bw_reader_over(bw_bytes_const bytes) {
  bw_reader reader;
  reader.all = bytes;
  if (bytes.items == NULL) {
    reader.all.items = &bw_reader_nothing_;
  }
  reader.at = 0u;
  reader.status = BW_OK;
  return reader;
}

/* The first failure so far, or BW_OK. */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_status(const bw_reader *reader) {
  return reader->status;
}

/* How many bytes were read, which is the offset of the next one; after a failure, of the call that failed. */
BW_INLINE size_t bw_reader_offset(const bw_reader *reader) {
  return reader->at;
}

/* How many bytes are left; after a failure as many as before the call that failed. */
BW_INLINE size_t bw_reader_left(const bw_reader *reader) {
  return reader->all.count - reader->at;
}

/* The bytes that are left, in place. They stay unread. */
BW_INLINE bw_bytes_const bw_reader_rest(const bw_reader *reader) {
  return bw_bytes_const_last(reader->all, reader->all.count - reader->at);
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

/*
 * The next count bytes, in place, without a step. Looking does not make the reader fail: BW_ERR_TRUNCATED
 * when there are fewer, and the next call still works.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_peek(const bw_reader *reader, size_t count,
                                                 bw_bytes_const *ret_bytes) {
  if (reader->status != BW_OK) {
    return reader->status;
  }
  return bw_bytes_const_try_sub(reader->all, reader->at, count, ret_bytes) == BW_OK ? BW_OK : BW_ERR_TRUNCATED;
}

/* The next count bytes, in place. On failure: BW_ERR_TRUNCATED. */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_bytes(bw_reader *reader, size_t count, bw_bytes_const *ret_bytes) {
  if (reader->status != BW_OK) {
    return reader->status;
  }
  if (count > reader->all.count - reader->at) {
    reader->status = BW_ERR_TRUNCATED;
    return BW_ERR_TRUNCATED;
  }
  /* No second check: at never exceeds all.count, and all.items is not NULL (bw_reader_over). */
  ret_bytes->items = reader->all.items + reader->at;
  ret_bytes->count = count;
  reader->at += count;
  return BW_OK;
}

/* Passes over count bytes. On failure: BW_ERR_TRUNCATED. */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_skip(bw_reader *reader, size_t count) {
  if (reader->status == BW_OK) {
    if (count <= reader->all.count - reader->at) {
      reader->at += count;
    } else {
      reader->status = BW_ERR_TRUNCATED;
    }
  }
  return reader->status;
}

/*
 * Goes to an offset from the first byte, forwards or backwards; the end itself is one. On failure, which is
 * an offset behind the end: BW_ERR_RANGE.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_seek(bw_reader *reader, size_t offset) {
  if (reader->status == BW_OK) {
    if (offset <= reader->all.count) {
      reader->at = offset;
    } else {
      reader->status = BW_ERR_RANGE;
    }
  }
  return reader->status;
}

/*
 * Passes over the padding up to the next offset that is a multiple of align, counted from the reader's
 * first byte, which need not be a power of two. On failure: BW_ERR_ARGUMENT when align is 0, and
 * BW_ERR_TRUNCATED when the input ends within the padding.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_align(bw_reader *reader, size_t align) {
  size_t over;
  if (reader->status != BW_OK) {
    return reader->status;
  }
  if (align == 0u) {
    reader->status = BW_ERR_ARGUMENT;
    return BW_ERR_ARGUMENT;
  }
  over = reader->at % align;
  return over == 0u ? BW_OK : bw_reader_skip(reader, align - over);
}

/* Fills the whole of `to` with the next to.count bytes. On failure: BW_ERR_TRUNCATED, nothing written. */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_copy(bw_reader *reader, bw_bytes to) {
  bw_bytes_const bytes;
  bw_status status = bw_reader_bytes(reader, to.count, &bytes);
  if (status == BW_OK) {
    bw_bytes_copy(to, bytes);
  }
  return status;
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
 * A reader of its own over the next count bytes, such as the body of a record; its offsets count from its
 * own first byte. The two share nothing afterwards: a failure in the part does not fail the whole. On
 * failure: BW_ERR_TRUNCATED.
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
 * The same for a part that the input names by offset and count, as the directories of many formats do. The
 * reader stays where it is. On failure: BW_ERR_RANGE when the part does not lie within the reader's bytes.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_sub_at(bw_reader *reader, size_t offset, size_t count,
                                                   bw_reader *ret_part) {
  bw_bytes_const bytes;
  if (reader->status != BW_OK) {
    return reader->status;
  }
  if (bw_bytes_const_try_sub(reader->all, offset, count, &bytes) != BW_OK) {
    reader->status = BW_ERR_RANGE;
    return BW_ERR_RANGE;
  }
  *ret_part = bw_reader_over(bytes);
  return BW_OK;
}

/* Passes over bytes that must be these, such as a signature. On failure: BW_ERR_TRUNCATED, BW_ERR_FORMAT. */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_expect(bw_reader *reader, bw_bytes_const expected) {
  bw_bytes_const bytes;
  bw_status status = bw_reader_peek(reader, expected.count, &bytes);
  if (status != BW_OK) {
    reader->status = status;
    return status;
  }
  if (!bw_bytes_equal(bytes, expected)) {
    reader->status = BW_ERR_FORMAT;
    return BW_ERR_FORMAT;
  }
  return bw_reader_skip(reader, expected.count);
}

/*
 * A string that ends with a NUL byte: the bytes before it, in place, at most max of them; the reader goes
 * on behind the NUL. On failure: BW_ERR_TRUNCATED when the input ends before a NUL, BW_ERR_RANGE when the
 * first max + 1 bytes hold none. Cost: one pass over the string.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_string(bw_reader *reader, size_t max, bw_bytes_const *ret_bytes) {
  bw_bytes_const rest;
  size_t i;
  if (reader->status != BW_OK) {
    return reader->status;
  }
  rest = bw_reader_rest(reader);
  /*@ loop invariant 0 <= i <= rest.count && i <= max + 1;
      loop invariant no_nul(rest.items, i);
      loop assigns i;
      loop variant rest.count - i; */
  for (i = 0; i < rest.count && i <= max; i++) {
    if (rest.items[i] == 0u) {
      *ret_bytes = bw_bytes_const_first(rest, i);
      reader->at += i + 1u;
      return BW_OK;
    }
  }
  reader->status = i > max ? BW_ERR_RANGE : BW_ERR_TRUNCATED;
  return reader->status;
}

/*
 * A string in a field of count bytes, as archives and directories have them: the bytes before the first
 * NUL, or all of them; the reader goes on behind the field. On failure: BW_ERR_TRUNCATED.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_padded(bw_reader *reader, size_t count, bw_bytes_const *ret_bytes) {
  bw_bytes_const field;
  size_t i;
  bw_status status = bw_reader_bytes(reader, count, &field);
  if (status != BW_OK) {
    return status;
  }
  /*@ loop invariant 0 <= i <= field.count;
      loop invariant no_nul(field.items, i);
      loop assigns i;
      loop variant field.count - i; */
  for (i = 0; i < field.count; i++) {
    if (field.items[i] == 0u) {
      break;
    }
  }
  *ret_bytes = bw_bytes_const_first(field, i);
  return BW_OK;
}

/*
 * The end of the input: BW_OK when no call failed and no byte is left, the sticky status after a failure,
 * BW_ERR_FORMAT (sticky from then on) when bytes are left over.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_reader_finish(bw_reader *reader) {
  if (reader->status == BW_OK && reader->at != reader->all.count) {
    reader->status = BW_ERR_FORMAT;
  }
  return reader->status;
}

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
    BW_LOOP_FACTS(loads_##name)                                                                                  \
    for (i = 0; i < items.count; i++) {                                                                          \
      items.items[i] = load(bytes.items + i * sizeof(type));                                                     \
    }                                                                                                            \
    return BW_OK;                                                                                                \
  }

/*
 * bw_reader_counted_T(reader, max, &ret_bytes) for T of u8 and of u16 u32 followed by le or be: a length of
 * that type, then as many bytes, in place. On failure: BW_ERR_RANGE when the length is above max,
 * BW_ERR_TRUNCATED.
 */
#define BW_READER_COUNTED_(name, type, load)                                                                     \
  BW_INLINE BW_MUST_CHECK bw_status bw_reader_counted_##name(bw_reader *reader, size_t max,                      \
                                                             bw_bytes_const *ret_bytes) {                        \
    bw_bytes_const prefix;                                                                                       \
    size_t count;                                                                                                \
    bw_status status = bw_reader_peek(reader, sizeof(type), &prefix);                                            \
    if (status != BW_OK) {                                                                                       \
      reader->status = status;                                                                                   \
      return status;                                                                                             \
    }                                                                                                            \
    if (load(prefix.items) > max) {                                                                              \
      reader->status = BW_ERR_RANGE;                                                                             \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    count = (size_t)load(prefix.items);                                                                          \
    if (count > reader->all.count - reader->at - sizeof(type)) {                                                 \
      reader->status = BW_ERR_TRUNCATED;                                                                         \
      return BW_ERR_TRUNCATED;                                                                                   \
    }                                                                                                            \
    *ret_bytes = bw_bytes_const_sub(reader->all, reader->at + sizeof(type), count);                              \
    reader->at += sizeof(type) + count;                                                                          \
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
BW_READER_COUNTED_(u8, uint8_t, bw_load_u8)
BW_READER_COUNTED_(u16le, uint16_t, bw_load_u16le)
BW_READER_COUNTED_(u16be, uint16_t, bw_load_u16be)
BW_READER_COUNTED_(u32le, uint32_t, bw_load_u32le)
BW_READER_COUNTED_(u32be, uint32_t, bw_load_u32be)

/*
 * BW_READER_RECORDS_DECLARE(name, span, item, bytes, decode) at file scope makes
 *   name_read(reader, span)   fills the whole span with the next span.count records of so many bytes each.
 *                             On failure: BW_ERR_RANGE, BW_ERR_TRUNCATED, nothing written
 * out of decode, a function `item decode(bw_reader *reader)` that takes exactly these bytes, field by field,
 * and refuses nothing: the size of all records was checked before the first. A decode that takes another
 * number of bytes is a state violation. What the values mean is checked afterwards, over the span.
 */
#define BW_READER_RECORDS_DECLARE(name, span_type, item_type, record_bytes, decode)                              \
  enum { name##_read_bytes_ = (record_bytes) }; /* at file scope, where no local hides a name in it */           \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_read(bw_reader *source, span_type items) {                 \
    bw_bytes_const encoded;                                                                                      \
    bw_reader part;                                                                                              \
    size_t i;                                                                                                    \
    bw_status status = bw_reader_items(source, items.count, (size_t)name##_read_bytes_, &encoded);               \
    if (status != BW_OK) {                                                                                       \
      return status;                                                                                             \
    }                                                                                                            \
    part = bw_reader_over(encoded);                                                                              \
    BW_LOOP_FACTS(decodes_##name)                                                                                \
    for (i = 0; i < items.count; i++) {                                                                          \
      items.items[i] = decode(&part);                                                                            \
    }                                                                                                            \
    if (BW_UNLIKELY(bw_reader_finish(&part) != BW_OK)) {                                                         \
      bw_violate_state();                                                                                        \
    }                                                                                                            \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(item_type) != 0u && (record_bytes) != 0u, "records need a complete type and a size")

BW_C_END

#endif
