/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/ints.h>
#include <bulwark/string.h>

#include "utf.h"

/*
 * The row of table 3-7 that a first byte stands in: how many bytes the sequence has, and the bounds of the
 * second one, which is where overlong forms, surrogates and values above U+10FFFF are told apart.
 */
struct utf8_row {
  size_t length;
  uint8_t second_min;
  uint8_t second_max;
};

/* Length 0 for a byte that starts no sequence. */
static struct utf8_row utf8_row_of(uint8_t first) {
  struct utf8_row row = {0, 0x80, 0xBF};
  if (first <= 0x7Fu) {
    row.length = 1u;
  } else if (first >= 0xC2u && first <= 0xDFu) {
    row.length = 2u;
  } else if (first >= 0xE0u && first <= 0xEFu) {
    row.length = 3u;
    row.second_min = first == 0xE0u ? 0xA0u : 0x80u;
    row.second_max = first == 0xEDu ? 0x9Fu : 0xBFu;
  } else if (first >= 0xF0u && first <= 0xF4u) {
    row.length = 4u;
    row.second_min = first == 0xF0u ? 0x90u : 0x80u;
    row.second_max = first == 0xF4u ? 0x8Fu : 0xBFu;
  }
  return row;
}

/* The code point of a well-formed sequence of that length: table 3-6. */
static uint32_t utf8_value(const uint8_t *p, size_t length) {
  if (length == 1u) {
    return p[0];
  }
  if (length == 2u) {
    return (p[0] - 0xC0u) * 64u + (p[1] - 0x80u);
  }
  if (length == 3u) {
    return (p[0] - 0xE0u) * 4096u + (p[1] - 0x80u) * 64u + (p[2] - 0x80u);
  }
  return (p[0] - 0xF0u) * 262144u + (p[1] - 0x80u) * 4096u + (p[2] - 0x80u) * 64u + (p[3] - 0x80u);
}

bw_status bw_utf8_decode(bw_bytes_const text, size_t offset, uint32_t *ret_code, size_t *ret_length) {
  struct utf8_row row;
  size_t i;
  if (offset >= text.count) {
    return BW_ERR_TRUNCATED;
  }
  row = utf8_row_of(text.items[offset]);
  if (row.length == 0u) {
    return BW_ERR_FORMAT;
  }
  /*@ loop invariant 1 <= i <= row.length && i <= text.count - offset;
      loop invariant i > 1 ==> utf8_tail((text.items + offset)[1]);
      loop invariant i > 2 ==> utf8_tail((text.items + offset)[2]);
      loop invariant i > 3 ==> utf8_tail((text.items + offset)[3]);
      loop invariant i > 1 ==> row.second_min <= (text.items + offset)[1] <= row.second_max;
      loop assigns i;
      loop variant row.length - i; */
  for (i = 1; i < row.length; i++) {
    if (i >= text.count - offset) {
      return BW_ERR_TRUNCATED;
    }
    if (!bw_utf8_continues_(text.items[offset + i]) ||
        (i == 1u && (text.items[offset + 1u] < row.second_min || text.items[offset + 1u] > row.second_max))) {
      return BW_ERR_FORMAT;
    }
  }
  *ret_code = utf8_value(text.items + offset, row.length);
  *ret_length = row.length;
  return BW_OK;
}

bw_status bw_utf16_decode(bw_u16s_const text, size_t offset, uint32_t *ret_code, size_t *ret_length) {
  uint16_t first;
  uint16_t second;
  if (offset >= text.count) {
    return BW_ERR_TRUNCATED;
  }
  first = text.items[offset];
  if (!bw_is_surrogate_(first)) {
    *ret_code = first;
    *ret_length = 1u;
    return BW_OK;
  }
  if (!bw_is_high_surrogate_(first)) {
    return BW_ERR_FORMAT;
  }
  if (text.count - offset < 2u) {
    return BW_ERR_TRUNCATED;
  }
  second = text.items[offset + 1u];
  if (!bw_is_low_surrogate_(second)) {
    return BW_ERR_FORMAT;
  }
  *ret_code = BW_BEYOND_PLANE_0 + ((uint32_t)first - BW_SURROGATE_FIRST) * 1024u +
              ((uint32_t)second - BW_SURROGATE_LOW);
  *ret_length = 2u;
  return BW_OK;
}

bw_status bw_utf8_measure(bw_bytes_const text, size_t *ret_utf16_units) {
  size_t units = 0;
  size_t at = 0;
  /*@ loop invariant at <= text.count && units <= at;
      loop invariant units + utf8_units(text.items, at, text.count) == utf8_units(text.items, 0, text.count);
      loop invariant utf8_formed(text.items, at, text.count) <==> utf8_formed(text.items, 0, text.count);
      loop assigns units, at;
      loop variant text.count - at; */
  while (at < text.count) {
    uint32_t code = 0;
    size_t length = 1u;
    if (bw_utf8_decode(text, at, &code, &length) != BW_OK) {
      return BW_ERR_FORMAT;
    }
    units += code < BW_BEYOND_PLANE_0 ? 1u : 2u;
    at += length;
  }
  *ret_utf16_units = units;
  return BW_OK;
}

bw_status bw_utf16_measure(bw_u16s_const text, size_t *ret_utf8_bytes) {
  size_t bytes = 0;
  size_t at = 0;
  /*@ loop invariant at <= text.count;
      loop invariant bytes + utf16_bytes(text.items, at, text.count) == utf16_bytes(text.items, 0, text.count);
      loop invariant utf16_formed(text.items, at, text.count) <==> utf16_formed(text.items, 0, text.count);
      loop assigns bytes, at;
      loop variant text.count - at; */
  while (at < text.count) {
    uint32_t code = 0;
    size_t length = 1u;
    if (bw_utf16_decode(text, at, &code, &length) != BW_OK) {
      return BW_ERR_FORMAT;
    }
    if (bw_size_add(bytes, bw_utf8_length_(code), &bytes) != BW_OK) {
      return BW_ERR_RANGE;
    }
    at += length;
  }
  *ret_utf8_bytes = bytes;
  return BW_OK;
}

/*
 * The second pass decodes again and stops at what the first one refused. That cannot happen unless the text
 * changes meanwhile; then the sub-spans stop the writes at the length that was measured.
 */
bw_status bw_utf8_to_utf16(bw_bytes_const text, bw_u16s to, bw_u16s *ret_text) {
  bw_u16s target;
  size_t units = 0;
  size_t at = 0;
  size_t written = 0;
  bw_status status = bw_utf8_measure(text, &units);
  if (status != BW_OK) {
    return status;
  }
  if (units > to.count) {
    return BW_ERR_FULL;
  }
  target = bw_u16s_first(to, units);
  /*@ loop invariant at <= text.count && written <= units;
      loop invariant written + utf8_units(text.items, at, text.count) == units;
      loop invariant utf8_formed(text.items, at, text.count);
      loop assigns at, written, target.items[0 .. target.count - 1];
      loop variant text.count - at; */
  while (at < text.count) {
    uint32_t code = 0;
    size_t length = 1u;
    size_t code_units;
    if (bw_utf8_decode(text, at, &code, &length) != BW_OK) {
      return BW_ERR_FORMAT;
    }
    code_units = code < BW_BEYOND_PLANE_0 ? 1u : 2u;
    bw_utf16_encode_(code, bw_u16s_sub(target, written, code_units));
    written += code_units;
    at += length;
  }
  *ret_text = target;
  return BW_OK;
}

bw_status bw_utf16_to_utf8(bw_u16s_const text, bw_bytes to, bw_bytes *ret_text) {
  bw_bytes target;
  size_t bytes = 0;
  size_t at = 0;
  size_t written = 0;
  bw_status status = bw_utf16_measure(text, &bytes);
  if (status != BW_OK) {
    return status;
  }
  if (bytes > to.count) {
    return BW_ERR_FULL;
  }
  target = bw_bytes_first(to, bytes);
  /*@ loop invariant at <= text.count && written <= bytes;
      loop invariant written + utf16_bytes(text.items, at, text.count) == bytes;
      loop invariant utf16_formed(text.items, at, text.count);
      loop assigns at, written, target.items[0 .. target.count - 1];
      loop variant text.count - at; */
  while (at < text.count) {
    uint32_t code = 0;
    size_t length = 1u;
    size_t code_bytes;
    if (bw_utf16_decode(text, at, &code, &length) != BW_OK) {
      return BW_ERR_FORMAT;
    }
    code_bytes = bw_utf8_length_(code);
    bw_utf8_encode_(code, bw_bytes_sub(target, written, code_bytes));
    written += code_bytes;
    at += length;
  }
  *ret_text = target;
  return BW_OK;
}
