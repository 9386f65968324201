/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What string.c and utf.c share: the ranges of Unicode's code points, and how one is laid out in either form. Not
 * for users: everything here takes what was checked before.
 */
#ifndef BULWARK_SRC_UTF_H
#define BULWARK_SRC_UTF_H

#include <bulwark/endian.h>
#include <bulwark/span.h>

enum {
  BW_CODE_MAX = 0x10FFFF,
  BW_SURROGATE_FIRST = 0xD800,
  BW_SURROGATE_LOW = 0xDC00,
  BW_SURROGATE_LAST = 0xDFFF,
  BW_BEYOND_PLANE_0 = 0x10000
};

/* Whether the byte continues a UTF-8 sequence: 10xxxxxx. */
BW_INLINE bool bw_utf8_continues_(uint8_t byte) {
  return byte >= 0x80u && byte <= 0xBFu;
}

BW_INLINE bool bw_is_surrogate_(uint32_t code) {
  return code >= BW_SURROGATE_FIRST && code <= BW_SURROGATE_LAST;
}

BW_INLINE bool bw_is_high_surrogate_(uint16_t unit) {
  return unit >= BW_SURROGATE_FIRST && unit < BW_SURROGATE_LOW;
}

BW_INLINE bool bw_is_low_surrogate_(uint16_t unit) {
  return unit >= BW_SURROGATE_LOW && unit <= BW_SURROGATE_LAST;
}

/* How many bytes a code point takes in UTF-8: table 3-6 of the Unicode Standard. */
BW_INLINE size_t bw_utf8_length_(uint32_t code) {
  if (code < 0x80u) {
    return 1u;
  }
  if (code < 0x800u) {
    return 2u;
  }
  return code < BW_BEYOND_PLANE_0 ? 3u : 4u;
}

/* Writes the sequence of a code point to a span of bw_utf8_length_(code) bytes. */
BW_INLINE void bw_utf8_encode_(uint32_t code, bw_bytes to) {
  if (to.count == 1u) {
    to.items[0] = (uint8_t)code;
  } else if (to.count == 2u) {
    to.items[0] = (uint8_t)(0xC0u + code / 64u);
    to.items[1] = (uint8_t)(0x80u + code % 64u);
  } else if (to.count == 3u) {
    to.items[0] = (uint8_t)(0xE0u + code / 4096u);
    to.items[1] = (uint8_t)(0x80u + code / 64u % 64u);
    to.items[2] = (uint8_t)(0x80u + code % 64u);
  } else {
    to.items[0] = (uint8_t)(0xF0u + code / 262144u);
    to.items[1] = (uint8_t)(0x80u + code / 4096u % 64u);
    to.items[2] = (uint8_t)(0x80u + code / 64u % 64u);
    to.items[3] = (uint8_t)(0x80u + code % 64u);
  }
}

/* Writes a code point to a span of one unit or two. */
BW_INLINE void bw_utf16_encode_(uint32_t code, bw_u16s to) {
  if (to.count == 1u) {
    to.items[0] = (uint16_t)code;
  } else {
    to.items[0] = (uint16_t)(BW_SURROGATE_FIRST + (code - BW_BEYOND_PLANE_0) / 1024u);
    to.items[1] = (uint16_t)(BW_SURROGATE_LOW + (code - BW_BEYOND_PLANE_0) % 1024u);
  }
}

#endif
