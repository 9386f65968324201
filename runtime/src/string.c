/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/address.h>
#include <bulwark/ints.h>
#include <bulwark/string.h>

#include "divide.h"
#include "utf.h"

enum { COUNTED_UNITS_MAX = 32767, DECIMAL_DIGITS_MAX = 20, HEX_DIGITS_MAX = 16 };

/* ---- bytes --------------------------------------------------------------------------------------------- */

bw_status bw_string_append(bw_string *string, bw_bytes_const text) {
  if (text.count > string->room.count - string->length) {
    return BW_ERR_FULL;
  }
  bw_bytes_copy(bw_bytes_sub(string->room, string->length, text.count), text);
  string->length += text.count;
  return BW_OK;
}

/*
 * The largest count, not above `count`, at which the text may be cut. A sequence has at most three bytes
 * that continue it, so a longer run of them is no UTF-8 and any cut is as good.
 */
static size_t cut_of_bytes(bw_bytes_const text, size_t count) {
  size_t back = 0;
  if (count >= text.count) {
    return text.count;
  }
  /*@ loop invariant back <= 3 && back <= count;
      loop assigns back;
      loop variant 3 - back; */
  while (back < 3u && back < count && bw_utf8_continues_(text.items[count - back])) {
    back++;
  }
  return count - back;
}

size_t bw_string_append_cut(bw_string *string, bw_bytes_const text) {
  size_t count = cut_of_bytes(text, string->room.count - string->length);
  bw_bytes_copy(bw_bytes_sub(string->room, string->length, count), bw_bytes_const_first(text, count));
  string->length += count;
  return text.count - count;
}

bw_status bw_string_append_code(bw_string *string, uint32_t code) {
  size_t length;
  if (code > BW_CODE_MAX || bw_is_surrogate_(code)) {
    return BW_ERR_FORMAT;
  }
  length = bw_utf8_length_(code);
  if (length > string->room.count - string->length) {
    return BW_ERR_FULL;
  }
  bw_utf8_encode_(code, bw_bytes_sub(string->room, string->length, length));
  string->length += length;
  return BW_OK;
}

/* Appends the digits from `from` on to the end of the array; that is where the last one lies. */
static bw_status append_digits(bw_string *string, const uint8_t *digits, size_t from, size_t end) {
  return bw_string_append(string, bw_bytes_const_make(digits + from, end - from));
}

bw_status bw_string_append_u64(bw_string *string, uint64_t value) {
  uint8_t digits[DECIMAL_DIGITS_MAX];
  size_t from = DECIMAL_DIGITS_MAX;
  /*@ loop invariant 1 <= from <= DECIMAL_DIGITS_MAX;
      loop invariant written: \forall integer k; from <= k < DECIMAL_DIGITS_MAX ==> '0' <= digits[k] <= '9';
      loop assigns from, value, digits[0 .. DECIMAL_DIGITS_MAX - 1];
      loop variant from; */
  do {
    from--;
    digits[from] = (uint8_t)('0' + BW_U64_REST_(value, 10u));
    value = BW_U64_QUOTIENT_(value, 10u);
  } while (value != 0u && from != 0u);
  return append_digits(string, digits, from, DECIMAL_DIGITS_MAX);
}

bw_status bw_string_append_i64(bw_string *string, int64_t value) {
  size_t length = string->length;
  bw_status status;
  if (value >= 0) {
    return bw_string_append_u64(string, (uint64_t)value);
  }
  status = bw_string_append_byte(string, (uint8_t)'-');
  if (status == BW_OK) {
    status = bw_string_append_u64(string, (uint64_t)(-1 - value) + 1u);
  }
  if (status != BW_OK) {
    string->length = length;
  }
  return status;
}

bw_status bw_string_append_hex(bw_string *string, uint64_t value, unsigned digits_min) {
  uint8_t digits[HEX_DIGITS_MAX];
  size_t from = HEX_DIGITS_MAX;
  if (digits_min > HEX_DIGITS_MAX) {
    return BW_ERR_ARGUMENT;
  }
  /*@ loop invariant 1 <= from <= HEX_DIGITS_MAX;
      loop invariant written: \forall integer k; from <= k < HEX_DIGITS_MAX ==> hex_digit(digits[k]);
      loop assigns from, value, digits[0 .. HEX_DIGITS_MAX - 1];
      loop variant from; */
  do {
    unsigned digit = (unsigned)(value % 16u);
    from--;
    digits[from] = (uint8_t)(digit < 10u ? '0' + digit : 'a' + (digit - 10u));
    value /= 16u;
  } while (from != 0u && (value != 0u || HEX_DIGITS_MAX - from < digits_min));
  return append_digits(string, digits, from, HEX_DIGITS_MAX);
}

bw_status bw_string_append_utf16(bw_string *string, bw_u16s_const text) {
  bw_bytes converted;
  bw_status status =
      bw_utf16_to_utf8(text, bw_bytes_last(string->room, string->room.count - string->length), &converted);
  if (status == BW_OK) {
    string->length += converted.count;
  }
  return status;
}

bw_status bw_string_c(bw_string *string, const char **ret_text) {
  size_t i;
  /*@ loop invariant 0 <= i <= string->length;
      loop invariant no_nul(string->room.items, i);
      loop assigns i;
      loop variant string->length - i; */
  for (i = 0; i < string->length; i++) {
    if (string->room.items[i] == 0u) {
      return BW_ERR_FORMAT;
    }
  }
  if (string->length == string->room.count) {
    return BW_ERR_FULL;
  }
  string->room.items[string->length] = 0u;
  *ret_text = (const char *)string->room.items;
  return BW_OK;
}

bw_status bw_string_from_c(const char *text, size_t limit, bw_bytes_const *ret_text) {
  size_t i;
  if (text == NULL) {
    return BW_ERR_ARGUMENT;
  }
  /*@ loop invariant 0 <= i <= limit;
      loop invariant looked: \forall integer k; 0 <= k < i ==> text[k] != 0;
      loop assigns i;
      loop variant limit - i; */
  for (i = 0; i < limit; i++) {
    if (text[i] == '\0') {
      *ret_text = bw_bytes_const_make((const uint8_t *)text, i);
      return BW_OK;
    }
  }
  return BW_ERR_RANGE;
}

/* What a digit is worth, 16 for a byte that is none. */
static unsigned digit_of(uint8_t byte) {
  if (byte >= '0' && byte <= '9') {
    return (unsigned)byte - '0';
  }
  if (byte >= 'a' && byte <= 'f') {
    return (unsigned)byte - 'a' + 10u;
  }
  if (byte >= 'A' && byte <= 'F') {
    return (unsigned)byte - 'A' + 10u;
  }
  return 16u;
}

/*
 * The number of digits from offset on. A misplaced byte anywhere is BW_ERR_FORMAT, even behind the digit with
 * which the number grows too large: what a text is does not depend on how long it is.
 */
static bw_status number_of(bw_bytes_const text, size_t offset, unsigned base, uint64_t *ret_value) {
  uint64_t value = 0;
  bool fits = true;
  size_t i;
  if (offset >= text.count) {
    return BW_ERR_FORMAT;
  }
  /*@ loop invariant offset <= i <= text.count;
      loop invariant digits: digits_of(text.items, offset, i, base);
      loop assigns i, value, fits;
      loop variant text.count - i; */
  for (i = offset; i < text.count; i++) {
    unsigned digit = digit_of(text.items[i]);
    if (digit >= base) {
      return BW_ERR_FORMAT;
    }
    if (fits && value <= BW_U64_QUOTIENT_(UINT64_MAX - digit, base)) {
      value = value * base + digit;
    } else {
      fits = false;
    }
  }
  if (!fits) {
    return BW_ERR_RANGE;
  }
  *ret_value = value;
  return BW_OK;
}

bw_status bw_string_to_u64(bw_bytes_const text, uint64_t *ret_value) {
  return number_of(text, 0, 10u, ret_value);
}

bw_status bw_string_hex_to_u64(bw_bytes_const text, uint64_t *ret_value) {
  return number_of(text, 0, 16u, ret_value);
}

bw_status bw_string_to_i64(bw_bytes_const text, int64_t *ret_value) {
  bool negative = text.count != 0u && text.items[0] == (uint8_t)'-';
  uint64_t value = 0;
  bw_status status = number_of(text, negative ? 1u : 0u, 10u, &value);
  if (status != BW_OK) {
    return status;
  }
  if (!negative) {
    return bw_i64_from_u64(value, ret_value);
  }
  if (value > (uint64_t)INT64_MAX + 1u) {
    return BW_ERR_RANGE;
  }
  *ret_value = value == 0u ? 0 : -1 - (int64_t)(value - 1u);
  return BW_OK;
}

/* ---- UTF-16 strings ------------------------------------------------------------------------------------ */

bw_status bw_string16_append(bw_string16 *string, bw_u16s_const text) {
  if (text.count > string->room.count - string->length) {
    return BW_ERR_FULL;
  }
  bw_u16s_copy(bw_u16s_sub(string->room, string->length, text.count), text);
  string->length += text.count;
  return BW_OK;
}

size_t bw_string16_append_cut(bw_string16 *string, bw_u16s_const text) {
  size_t count = string->room.count - string->length;
  if (count >= text.count) {
    count = text.count;
  } else if (count != 0u && bw_is_high_surrogate_(text.items[count - 1u]) &&
             bw_is_low_surrogate_(text.items[count])) {
    count--;
  }
  bw_u16s_copy(bw_u16s_sub(string->room, string->length, count), bw_u16s_const_first(text, count));
  string->length += count;
  return text.count - count;
}

bw_status bw_string16_append_code(bw_string16 *string, uint32_t code) {
  size_t units = code < BW_BEYOND_PLANE_0 ? 1u : 2u;
  if (code > BW_CODE_MAX || bw_is_surrogate_(code)) {
    return BW_ERR_FORMAT;
  }
  if (units > string->room.count - string->length) {
    return BW_ERR_FULL;
  }
  bw_utf16_encode_(code, bw_u16s_sub(string->room, string->length, units));
  string->length += units;
  return BW_OK;
}

bw_status bw_string16_append_utf8(bw_string16 *string, bw_bytes_const text) {
  bw_u16s converted;
  bw_status status =
      bw_utf8_to_utf16(text, bw_u16s_last(string->room, string->room.count - string->length), &converted);
  if (status == BW_OK) {
    string->length += converted.count;
  }
  return status;
}

bw_status bw_counted_text(const bw_counted_utf16 *counted, bw_u16s_const *ret_text) {
  bw_counted_utf16 copy = *counted;
  if (copy.bytes % 2u != 0u || copy.bytes > copy.capacity_bytes || (copy.units == NULL && copy.bytes != 0u) ||
      !bw_address_is_aligned(copy.units, sizeof(uint16_t))) {
    return BW_ERR_FORMAT;
  }
  *ret_text = bw_u16s_const_make(copy.units, copy.bytes / 2u);
  return BW_OK;
}

bw_status bw_string16_from_counted(const bw_counted_utf16 *counted, bw_string16 *ret_string) {
  bw_counted_utf16 copy = *counted;
  bw_u16s_const text;
  bw_status status = bw_counted_text(&copy, &text);
  if (status != BW_OK) {
    return status;
  }
  if (copy.capacity_bytes % 2u != 0u || (copy.units == NULL && copy.capacity_bytes != 0u)) {
    return BW_ERR_FORMAT;
  }
  ret_string->room = bw_u16s_make(copy.units, copy.capacity_bytes / 2u);
  ret_string->length = text.count;
  return BW_OK;
}

bw_status bw_string16_to_counted(const bw_string16 *string, bw_counted_utf16 *ret_counted) {
  size_t capacity = string->room.count > COUNTED_UNITS_MAX ? (size_t)COUNTED_UNITS_MAX : string->room.count;
  if (string->length > COUNTED_UNITS_MAX) {
    return BW_ERR_RANGE;
  }
  ret_counted->units = string->room.items;
  ret_counted->bytes = (uint16_t)(string->length * 2u);
  ret_counted->capacity_bytes = (uint16_t)(capacity * 2u);
  return BW_OK;
}
