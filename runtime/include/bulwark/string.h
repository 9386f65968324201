/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/string.h: text of bounded length, in UTF-8 and in counted UTF-16.
 *
 * - Text to be read is a span: bw_bytes_const for bytes, bw_u16s_const for UTF-16 in the machine's order.
 *   It carries its length; a NUL in it is an ordinary unit. Comparing and finding are those of spans:
 *   bw_bytes_equal, bw_bytes_compare, bw_bytes_find, bw_bytes_find_span, and the same for bw_u16s.
 * - bw_string and bw_string16 append to storage of the caller. An append that does not fit is BW_ERR_FULL
 *   and changes nothing; the forms named _cut say by their name that they may leave text out, and how much.
 * - Conversions check the whole of their input before they write: ill-formed text is BW_ERR_FORMAT and
 *   leaves the output untouched. Well-formed is what the Unicode Standard says, chapter 3, D92 with table
 *   3-7 for UTF-8, D91 for UTF-16: no overlong form, no surrogate in UTF-8, no unpaired one in UTF-16,
 *   nothing above U+10FFFF.
 * - Counted strings with lengths in bytes, such as the Windows kernel's UNICODE_STRING, are checked when they
 *   come in and made when they go out.
 * The length of a string never exceeds its storage. Nothing here allocates or calls anything but memmove.
 */
#ifndef BULWARK_STRING_H
#define BULWARK_STRING_H

#include <bulwark/base.h>
#include <bulwark/endian.h>
#include <bulwark/span.h>

BW_C_BEGIN

/* BW_TEXT("literal"): the bytes of a string literal, without its NUL, as a bw_bytes_const. */
#define BW_TEXT(literal) bw_bytes_const_make((const uint8_t *)("" literal), sizeof(literal) - 1u)

/* ---- bytes --------------------------------------------------------------------------------------------- */

/* Invariant: length <= room.count; the bytes before length are the text. */
typedef struct bw_string {
  bw_bytes room;
  size_t length;
} bw_string;

/* An empty string that may grow over the whole storage. Never fails, writes nothing. */
BW_INLINE bw_string bw_string_over(bw_bytes storage) {
  bw_string string;
  string.room = storage;
  string.length = 0u;
  return string;
}

/* The text, in place: valid until the string changes. */
BW_INLINE bw_bytes_const bw_string_text(const bw_string *string) {
  return bw_bytes_const_first(bw_bytes_as_const(string->room), string->length);
}

/* How many more bytes fit. */
BW_INLINE size_t bw_string_left(const bw_string *string) {
  return string->room.count - string->length;
}

/* Makes it shorter. On failure: BW_ERR_RANGE when it is shorter than that already. */
BW_INLINE BW_MUST_CHECK bw_status bw_string_truncate(bw_string *string, size_t length) {
  if (length > string->length) {
    return BW_ERR_RANGE;
  }
  string->length = length;
  return BW_OK;
}

/* Appends the text, which may be the string's own. On failure: BW_ERR_FULL. Cost: one memmove. */
BW_MUST_CHECK bw_status bw_string_append(bw_string *string, bw_bytes_const text);

/*
 * Appends as much of the text as fits and returns how many bytes were left out, 0 when all went in. Never
 * cuts within a UTF-8 sequence: the bytes 10xxxxxx at the cut, and the first byte before them, stay out
 * together. Text that is not UTF-8 is cut at most three bytes earlier than needed.
 */
size_t bw_string_append_cut(bw_string *string, bw_bytes_const text);

/* Appends one byte. On failure: BW_ERR_FULL. */
BW_INLINE BW_MUST_CHECK bw_status bw_string_append_byte(bw_string *string, uint8_t byte) {
  if (string->length == string->room.count) {
    return BW_ERR_FULL;
  }
  string->room.items[string->length] = byte;
  string->length++;
  return BW_OK;
}

/*
 * Appends a code point in UTF-8, one to four bytes. On failure: BW_ERR_FORMAT for a surrogate or a value
 * above 0x10FFFF, BW_ERR_FULL.
 */
BW_MUST_CHECK bw_status bw_string_append_code(bw_string *string, uint32_t code);

/* Appends a number in decimal digits, with a minus sign when it is negative. On failure: BW_ERR_FULL. */
BW_MUST_CHECK bw_status bw_string_append_u64(bw_string *string, uint64_t value);
BW_MUST_CHECK bw_status bw_string_append_i64(bw_string *string, int64_t value);

/*
 * Appends a number in lower-case hexadecimal digits, at least `digits` of them with zeros in front, without a
 * prefix. On failure: BW_ERR_ARGUMENT when digits is above 16, BW_ERR_FULL.
 */
BW_MUST_CHECK bw_status bw_string_append_hex(bw_string *string, uint64_t value, unsigned digits);

/* Appends UTF-16 text as UTF-8. On failure: BW_ERR_FORMAT, BW_ERR_FULL. Cost: two passes. */
BW_MUST_CHECK bw_status bw_string_append_utf16(bw_string *string, bw_u16s_const text);

/*
 * Puts a NUL behind the text, outside its length, and gives the text as a C string, valid until the string
 * changes. On failure: BW_ERR_FORMAT when the text has a NUL in it, BW_ERR_FULL when the storage has no
 * byte left for it. Cost: one pass.
 */
BW_MUST_CHECK bw_status bw_string_c(bw_string *string, const char **ret_text);

/*
 * The text of a C string without its NUL, in place. Looks at no more than limit bytes. pre: those bytes, up to
 * the first NUL, may be read. On failure: BW_ERR_ARGUMENT when text is NULL, BW_ERR_RANGE when there is no
 * NUL among the limit bytes.
 */
BW_MUST_CHECK bw_status bw_string_from_c(const char *text, size_t limit, bw_bytes_const *ret_text);

/*
 * The number that the whole text is: decimal digits, for the signed form after an optional minus sign, or
 * hexadecimal digits of either case without a prefix. No blanks, no plus sign; zeros in front do not matter.
 * On failure: BW_ERR_FORMAT for anything else, the empty text among it, BW_ERR_RANGE when the number does
 * not fit. Cost: one pass.
 */
BW_MUST_CHECK bw_status bw_string_to_u64(bw_bytes_const text, uint64_t *ret_value);
BW_MUST_CHECK bw_status bw_string_to_i64(bw_bytes_const text, int64_t *ret_value);
BW_MUST_CHECK bw_status bw_string_hex_to_u64(bw_bytes_const text, uint64_t *ret_value);

/* ---- UTF-8 and UTF-16 ---------------------------------------------------------------------------------- */

/*
 * Decodes the sequence that starts at offset: its code point, and its length in units of the text (1 to 4, 1
 * to 2). On failure: BW_ERR_FORMAT when it is ill-formed, BW_ERR_TRUNCATED when the text ends within a
 * sequence that is well-formed so far, or has nothing at offset. Source: Unicode Standard, table 3-7 and
 * table 3-5.
 */
BW_MUST_CHECK bw_status bw_utf8_decode(bw_bytes_const text, size_t offset, uint32_t *ret_code,
                                       size_t *ret_length);
BW_MUST_CHECK bw_status bw_utf16_decode(bw_u16s_const text, size_t offset, uint32_t *ret_code,
                                        size_t *ret_length);

/*
 * Checks a whole text and tells how many units it takes in the other form. On failure: BW_ERR_FORMAT for
 * ill-formed text, a sequence cut off at its end among it; BW_ERR_RANGE when that number does not fit
 * size_t. Cost: one pass.
 */
BW_MUST_CHECK bw_status bw_utf8_measure(bw_bytes_const text, size_t *ret_utf16_units);
BW_MUST_CHECK bw_status bw_utf16_measure(bw_u16s_const text, size_t *ret_utf8_bytes);

/*
 * Converts a whole text to the start of `to` and gives the part of `to` that it fills. The two must not
 * overlap. On failure: BW_ERR_FORMAT, BW_ERR_FULL when `to` is too short, nothing written. Cost: two passes.
 */
BW_MUST_CHECK bw_status bw_utf8_to_utf16(bw_bytes_const text, bw_u16s to, bw_u16s *ret_text);
BW_MUST_CHECK bw_status bw_utf16_to_utf8(bw_u16s_const text, bw_bytes to, bw_bytes *ret_text);

/* ---- UTF-16 strings ------------------------------------------------------------------------------------ */

/* Invariant: length <= room.count, both in units of two bytes. */
typedef struct bw_string16 {
  bw_u16s room;
  size_t length;
} bw_string16;

/* An empty string that may grow over the whole storage. Never fails, writes nothing. */
BW_INLINE bw_string16 bw_string16_over(bw_u16s storage) {
  bw_string16 string;
  string.room = storage;
  string.length = 0u;
  return string;
}

/* The text, in place: valid until the string changes. */
BW_INLINE bw_u16s_const bw_string16_text(const bw_string16 *string) {
  return bw_u16s_const_first(bw_u16s_as_const(string->room), string->length);
}

/* How many more units fit. */
BW_INLINE size_t bw_string16_left(const bw_string16 *string) {
  return string->room.count - string->length;
}

/* Makes it shorter. On failure: BW_ERR_RANGE when it is shorter than that already. */
BW_INLINE BW_MUST_CHECK bw_status bw_string16_truncate(bw_string16 *string, size_t length) {
  if (length > string->length) {
    return BW_ERR_RANGE;
  }
  string->length = length;
  return BW_OK;
}

/* Appends units as they are, well-formed or not; they may be the string's own. On failure: BW_ERR_FULL. */
BW_MUST_CHECK bw_status bw_string16_append(bw_string16 *string, bw_u16s_const text);

/*
 * Appends as many units as fit and returns how many were left out. Never parts a surrogate pair.
 */
size_t bw_string16_append_cut(bw_string16 *string, bw_u16s_const text);

/* Appends a code point, one or two units. On failure: BW_ERR_FORMAT as bw_string_append_code, BW_ERR_FULL. */
BW_MUST_CHECK bw_status bw_string16_append_code(bw_string16 *string, uint32_t code);

/* Appends UTF-8 text as UTF-16. On failure: BW_ERR_FORMAT, BW_ERR_FULL. Cost: two passes. */
BW_MUST_CHECK bw_status bw_string16_append_utf8(bw_string16 *string, bw_bytes_const text);

/*
 * A counted string as kernels pass it: lengths in bytes, first the text's, then the buffer's. The layout is
 * that of the Windows kernel's UNICODE_STRING on a machine of the same pointer size.
 */
typedef struct bw_counted_utf16 {
  uint16_t bytes;
  uint16_t capacity_bytes;
  uint16_t *units;
} bw_counted_utf16;

/*
 * The text of a counted string that came from outside. pre: units, if not NULL, leads to capacity_bytes
 * bytes that may be read (capture user memory first). On failure: BW_ERR_FORMAT when the struct is
 * inconsistent: a length that is odd or above the capacity, a buffer that is NULL though there is text, or
 * not aligned for its units. Whether the units are well-formed UTF-16 is not looked at.
 */
BW_MUST_CHECK bw_status bw_counted_text(const bw_counted_utf16 *counted, bw_u16s_const *ret_text);

/*
 * The whole buffer of a counted string, to append to, with the text it has. The same pre and failures, and
 * an odd capacity_bytes is BW_ERR_FORMAT too.
 */
BW_MUST_CHECK bw_status bw_string16_from_counted(const bw_counted_utf16 *counted, bw_string16 *ret_string);

/*
 * The string as a counted string over the same storage. On failure: BW_ERR_RANGE when the text has more than
 * 32767 units. A longer storage counts as 32767 units.
 */
BW_MUST_CHECK bw_status bw_string16_to_counted(const bw_string16 *string, bw_counted_utf16 *ret_counted);

BW_C_END

#endif
