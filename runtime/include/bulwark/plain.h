/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/plain.h: bytes seen as items of a type, and items as bytes, for types that are declared plain.
 *
 * - A type is plain when every pattern of its bytes is a value: numbers, and structures and arrays of them.
 *   BW_PLAIN_DECLARE makes the compiler check it, field by field: a pointer, a bool, padding or a field that
 *   was forgotten does not compile. Padding matters because it would leave with the bytes, unwritten.
 * - A view of bytes is made only where they are aligned for the type and hold whole items; both are checked.
 * - The layout and byte order are the machine's. For formats that name theirs, take reader.h and writer.h.
 * What the rest of the runtime proves about spans holds for these views as long as the memory is an
 * allocation, or an array of bytes that is used through one type at a time.
 */
#ifndef BULWARK_PLAIN_H
#define BULWARK_PLAIN_H

#include <bulwark/address.h>
#include <bulwark/base.h>
#include <bulwark/reader.h>
#include <bulwark/span.h>
#include <bulwark/violation.h>
#include <bulwark/writer.h>

/*
 * BW_PLAIN_DECLARE(name, type, FIELDS) at file scope declares the type plain under that name. FIELDS is a macro
 * that lists every field, each by one of its four parameters (the lists of BW_COPY_OUT_DECLARE serve as well):
 *   #define ITEM_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS)
 *     SCALAR(id) SCALARS(name) STRUCT(box, rect) STRUCTS(points, point)
 *   SCALAR  a number               STRUCT   a structure; the second word is the name it was declared plain with
 *   SCALARS an array of numbers    STRUCTS  an array of such structures
 * BW_PLAIN_SCALAR_DECLARE(name, type): the same for a number. Neither makes code.
 */
#define BW_PLAIN_DECLARE(name, type, FIELDS)                                                                     \
  typedef type name##_plain_;                                                                                    \
  BW_INLINE BW_RUNTIME void name##_plain_check_(const type *bw_value) {                                          \
    FIELDS(BW_PLAIN_SCALAR_, BW_PLAIN_SCALARS_, BW_PLAIN_STRUCT_, BW_PLAIN_STRUCTS_)                             \
    BW_STATIC_ASSERT(sizeof(type) ==                                                                             \
                         0u FIELDS(BW_PLAIN_SIZE_, BW_PLAIN_SIZE_, BW_PLAIN_SIZE_OF_, BW_PLAIN_SIZE_OF_),        \
                     "type has padding or unlisted fields: list all, and name the gaps as fields");              \
    (void)bw_value;                                                                                              \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(type) != 0u, "a plain type is complete")

#define BW_PLAIN_SCALAR_DECLARE(name, type)                                                                      \
  typedef type name##_plain_;                                                                                    \
  BW_INLINE BW_RUNTIME void name##_plain_check_(const type *bw_value) {                                          \
    BW_STATIC_ASSERT(sizeof(1 * *bw_value) <= 8u && !BW_IS_BOOL(*bw_value), "a number that is no bool is plain");\
    (void)bw_value;                                                                                              \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(type) != 0u, "a plain type is complete")

/* Multiplication takes numbers only, and the sum of the sizes leaves no room for padding. */
#define BW_PLAIN_SCALAR_(field)                                                                                  \
  enum { bw_plain_##field };                                                                                     \
  BW_STATIC_ASSERT(sizeof(1 * bw_value->field) <= 8u && !BW_IS_BOOL(bw_value->field),                            \
                   "a number that is no bool is plain");
#define BW_PLAIN_SCALARS_(field)                                                                                 \
  enum { bw_plain_##field };                                                                                     \
  BW_STATIC_ASSERT(sizeof(1 * bw_value->field[0]) <= 8u && !BW_IS_BOOL(bw_value->field[0]),                      \
                   "a number that is no bool is plain");
#define BW_PLAIN_STRUCT_(field, name)                                                                            \
  enum { bw_plain_##field };                                                                                     \
  BW_STATIC_ASSERT(sizeof(bw_value->field) == sizeof(name##_plain_), "the field is of the declared type");       \
  {                                                                                                              \
    const name##_plain_ *bw_same = &bw_value->field;                                                             \
    (void)bw_same;                                                                                               \
  }
#define BW_PLAIN_STRUCTS_(field, name)                                                                           \
  enum { bw_plain_##field };                                                                                     \
  BW_STATIC_ASSERT(sizeof(bw_value->field[0]) == sizeof(name##_plain_), "items are of the declared type");       \
  {                                                                                                              \
    const name##_plain_ *bw_same = bw_value->field;                                                              \
    (void)bw_same;                                                                                               \
  }
#define BW_PLAIN_SIZE_(field) +sizeof(bw_value->field)
#define BW_PLAIN_SIZE_OF_(field, name) +sizeof(bw_value->field)

/* What a view of bytes as items asks for. BW_ERR_ARGUMENT: not aligned. BW_ERR_TRUNCATED: half an item. */
BW_INLINE BW_MUST_CHECK bw_status bw_plain_check_(const void *items, size_t bytes, size_t item, size_t align) {
  if (!bw_address_is_aligned(items, align)) {
    return BW_ERR_ARGUMENT;
  }
  return bytes % item == 0u ? BW_OK : BW_ERR_TRUNCATED;
}

/*
 * BW_SPAN_PLAIN_DECLARE(name, plain), after BW_SPAN_DECLARE(name, type) and the declaration of the type as
 * plain under the name `plain`, makes, X for name and name_const, bytes for bw_bytes and bw_bytes_const:
 *   X_try_from_bytes(bytes, &ret_span)  the bytes as items, in place. On failure: BW_ERR_ARGUMENT when they are
 *                                       not aligned for the type, BW_ERR_TRUNCATED when the last item is cut
 *   X_from_bytes(bytes)                 the same for bytes the program laid out itself; a failure is a state
 *                                       violation
 *   X_as_bytes(span)                    the items as bytes, in place. Never fails
 *   name_try_load(bytes, offset, &ret_item)   copies one item from const bytes at any offset, aligned or not.
 *                                       On failure: BW_ERR_RANGE when it does not lie within the bytes
 *   name_try_store(bytes, offset, item) copies one item to that place. On failure: the same, nothing written
 *   name_read_plain(reader, span)       fills the whole span with the next items. On failure: BW_ERR_TRUNCATED,
 *                                       nothing written. Cost: one memmove
 *   name_write_plain(writer, span)      writes the items of a const span. On failure: BW_ERR_FULL, nothing
 *                                       written
 * Offsets are bytes.
 */
#define BW_SPAN_PLAIN_DECLARE(name, plain)                                                                       \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_from_bytes(bw_bytes bytes, name *ret_span) {           \
    bw_status status =                                                                                           \
        bw_plain_check_(bytes.items, bytes.count, sizeof(plain##_plain_), BW_ALIGNOF(plain##_plain_));           \
    if (status != BW_OK) {                                                                                       \
      return status;                                                                                             \
    }                                                                                                            \
    ret_span->items = (plain##_plain_ *)(void *)bytes.items;                                                     \
    ret_span->count = bytes.count / sizeof(plain##_plain_);                                                      \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_const_try_from_bytes(bw_bytes_const bytes,                 \
                                                                           name##_const *ret_span) {             \
    bw_status status =                                                                                           \
        bw_plain_check_(bytes.items, bytes.count, sizeof(plain##_plain_), BW_ALIGNOF(plain##_plain_));           \
    if (status != BW_OK) {                                                                                       \
      return status;                                                                                             \
    }                                                                                                            \
    ret_span->items = (const plain##_plain_ *)(const void *)bytes.items;                                         \
    ret_span->count = bytes.count / sizeof(plain##_plain_);                                                      \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME name name##_from_bytes(bw_bytes bytes) {                                                  \
    name span;                                                                                                   \
    if (BW_UNLIKELY(name##_try_from_bytes(bytes, &span) != BW_OK)) {                                             \
      bw_violate_state();                                                                                        \
    }                                                                                                            \
    return span;                                                                                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME name##_const name##_const_from_bytes(bw_bytes_const bytes) {                              \
    name##_const span;                                                                                           \
    if (BW_UNLIKELY(name##_const_try_from_bytes(bytes, &span) != BW_OK)) {                                       \
      bw_violate_state();                                                                                        \
    }                                                                                                            \
    return span;                                                                                                 \
  }                                                                                                              \
  /* The items exist, so their bytes fit size_t. */                                                              \
  BW_INLINE BW_RUNTIME bw_bytes name##_as_bytes(name span) {                                                     \
    plain##_plain_ *items = span.items;                                                                          \
    return bw_bytes_make((uint8_t *)(void *)items, span.count * sizeof(*items));                                 \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME bw_bytes_const name##_const_as_bytes(name##_const span) {                                 \
    const plain##_plain_ *items = span.items;                                                                    \
    return bw_bytes_const_make((const uint8_t *)(const void *)items, span.count * sizeof(*items));               \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_load(bw_bytes_const bytes, size_t offset,              \
                                                               plain##_plain_ *ret_item) {                       \
    bw_bytes_const from;                                                                                         \
    if (bw_bytes_const_try_sub(bytes, offset, sizeof(*ret_item), &from) != BW_OK) {                              \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    BW_MEMORY_COPY(ret_item, from.items, sizeof(*ret_item));                                                     \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_try_store(bw_bytes bytes, size_t offset,                   \
                                                                plain##_plain_ item) {                           \
    bw_bytes to;                                                                                                 \
    if (bw_bytes_try_sub(bytes, offset, sizeof(item), &to) != BW_OK) {                                           \
      return BW_ERR_RANGE;                                                                                       \
    }                                                                                                            \
    BW_MEMORY_COPY(to.items, &item, sizeof(item));                                                               \
    return BW_OK;                                                                                                \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_read_plain(bw_reader *reader, name span) {                 \
    return bw_reader_copy(reader, name##_as_bytes(span));                                                        \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_write_plain(bw_writer *writer, name##_const span) {        \
    return bw_writer_bytes(writer, name##_const_as_bytes(span));                                                 \
  }                                                                                                              \
  BW_STATIC_ASSERT(sizeof(plain##_plain_) != 0u, "a plain type is complete")

BW_PLAIN_SCALAR_DECLARE(bw_u16, uint16_t);
BW_PLAIN_SCALAR_DECLARE(bw_u32, uint32_t);
BW_PLAIN_SCALAR_DECLARE(bw_u64, uint64_t);
BW_PLAIN_SCALAR_DECLARE(bw_i16, int16_t);
BW_PLAIN_SCALAR_DECLARE(bw_i32, int32_t);
BW_PLAIN_SCALAR_DECLARE(bw_i64, int64_t);
BW_SPAN_PLAIN_DECLARE(bw_u16s, bw_u16);
BW_SPAN_PLAIN_DECLARE(bw_u32s, bw_u32);
BW_SPAN_PLAIN_DECLARE(bw_u64s, bw_u64);
BW_SPAN_PLAIN_DECLARE(bw_i16s, bw_i16);
BW_SPAN_PLAIN_DECLARE(bw_i32s, bw_i32);
BW_SPAN_PLAIN_DECLARE(bw_i64s, bw_i64);

#endif
