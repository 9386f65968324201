/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The conversions between UTF-8 and UTF-16 (string.h), against an oracle that encodes every code point and
 * calls well-formed exactly what it made.
 */
#include <bulwark/string.h>

#include <string.h>

#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define GUARD 0xEE
#define GUARD16 0xEEEE

static bw_bytes_const text_of(const char *text) {
  return bw_bytes_const_make((const uint8_t *)text, strlen(text));
}

/* The shortest form of a value in UTF-8's bit patterns, surrogate or not; its length. */
static size_t oracle_encode(uint32_t code, uint8_t *to) {
  size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  static const uint8_t marks[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
  size_t i;
  for (i = length; i-- > 1;) {
    to[i] = (uint8_t)(0x80 | (code & 0x3F));
    code >>= 6;
  }
  to[0] = (uint8_t)(marks[length] | code);
  return length;
}

/*
 * What a sequence of exactly these bytes is: well-formed if some code point's shortest form is the same
 * bytes. Found by reading the payload bits with no check and encoding them again.
 */
static bool oracle_well_formed(const uint8_t *p, size_t length, uint32_t *ret_code) {
  uint8_t again[4];
  uint32_t code = length == 1 ? p[0] : length == 2 ? p[0] & 0x1F : length == 3 ? p[0] & 0x0F : p[0] & 0x07;
  size_t i;
  for (i = 1; i < length; i++) {
    code = code << 6 | (p[i] & 0x3F);
  }
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF) || oracle_encode(code, again) != length ||
      memcmp(again, p, length) != 0) {
    return false;
  }
  *ret_code = code;
  return true;
}

/* Decodes the first sequence of n bytes and compares with the oracle. */
static void check_decode(const uint8_t *p, size_t n) {
  uint32_t code = 0x5a5a5a;
  size_t length = 99;
  uint32_t expected = 0;
  size_t expected_length;
  bw_status status = bw_utf8_decode(bw_bytes_const_make(p, n), 0, &code, &length);
  for (expected_length = 1; expected_length <= n; expected_length++) {
    if (oracle_well_formed(p, expected_length, &expected)) {
      break;
    }
  }
  /* Plain tests: an assertion that holds costs a write to the test runner, twelve million times. */
  if (expected_length <= n ? status != BW_OK || code != expected || length != expected_length
                           : status == BW_OK || code != 0x5a5a5a || length != 99) {
    ck_abort_msg("%02x %02x (%02x %02x) of %zu bytes gives %s", p[0], p[1], p[2], p[3], n,
                 bw_status_name(status));
  }
}

START_TEST(every_code_point_goes_around) {
  uint32_t code;
  for (code = 0; code <= 0x110010; code++) {
    bool good = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    uint8_t expected[4];
    uint8_t room[4] = {GUARD, GUARD, GUARD, GUARD};
    uint16_t room16[2] = {0, 0};
    size_t bytes = oracle_encode(code, expected);
    size_t length = 0;
    uint32_t back = 0;
    bw_string one = bw_string_over(BW_SPAN_OF_ARRAY(bw_bytes, room));
    bw_string16 one16 = bw_string16_over(BW_SPAN_OF_ARRAY(bw_u16s, room16));
    bw_status status = bw_string_append_code(&one, code);
    if (status != (good ? BW_OK : BW_ERR_FORMAT) || bw_string16_append_code(&one16, code) != status) {
      ck_abort_msg("U+%04X gives %s", code, bw_status_name(status));
    }
    if (!good) {
      ck_assert(one.length == 0 && one16.length == 0 && room[0] == GUARD && room16[0] == 0);
      continue;
    }
    if (one.length != bytes || memcmp(room, expected, bytes) != 0 ||
        bw_utf8_decode(bw_string_text(&one), 0, &back, &length) != BW_OK || back != code || length != bytes) {
      ck_abort_msg("U+%04X in UTF-8", code);
    }
    if (bw_utf16_decode(bw_string16_text(&one16), 0, &back, &length) != BW_OK || back != code ||
        length != one16.length || one16.length != (code < 0x10000 ? 1u : 2u)) {
      ck_abort_msg("U+%04X in UTF-16", code);
    }
  }
}
END_TEST

/* All sequences of up to three bytes behind a lead byte, and of four at the edges of every byte's range. */
START_TEST(every_sequence_of_utf8) {
  static const uint8_t edges[] = {0x00, 0x01, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xFF};
  uint32_t first;
  uint32_t second;
  size_t i;
  size_t j;
  for (first = 0; first < 256; first++) {
    for (second = 0; second < 256; second++) {
      uint8_t p[4] = {(uint8_t)first, (uint8_t)second, 0, 0};
      check_decode(p, 1);
      check_decode(p, 2);
      for (i = 0; i < COUNT(edges); i++) {
        p[2] = edges[i];
        check_decode(p, 3);
        for (j = 0; j < COUNT(edges); j++) {
          p[3] = edges[j];
          check_decode(p, 4);
        }
      }
    }
  }
}
END_TEST

/* Rows of the standard's own examples, table 3-8 and around, and which status tells what. */
START_TEST(ill_formed_and_unfinished_are_told_apart) {
  static const struct {
    const char *text;
    bw_status status;
  } rows[] = {
      {"", BW_ERR_TRUNCATED},
      {"\xC3", BW_ERR_TRUNCATED},
      {"\xE2\x82", BW_ERR_TRUNCATED},
      {"\xF0\x9F\x98", BW_ERR_TRUNCATED},
      {"\xF4\x8F", BW_ERR_TRUNCATED},
      {"\xC0\x80", BW_ERR_FORMAT},         /* overlong NUL */
      {"\xC0\xAF", BW_ERR_FORMAT},         /* overlong slash */
      {"\xE0\x80\xAF", BW_ERR_FORMAT},     /* the same in three bytes */
      {"\xF0\x80\x80\xAF", BW_ERR_FORMAT}, /* and in four */
      {"\xE0\x9F\xBF", BW_ERR_FORMAT},
      {"\xED\xA0\x80", BW_ERR_FORMAT}, /* U+D800 */
      {"\xED\xBF\xBF", BW_ERR_FORMAT}, /* U+DFFF */
      {"\xF4\x90\x80\x80", BW_ERR_FORMAT}, /* U+110000 */
      {"\xF5\x80\x80\x80", BW_ERR_FORMAT},
      {"\xFE", BW_ERR_FORMAT},
      {"\xFF", BW_ERR_FORMAT},
      {"\x80", BW_ERR_FORMAT},
      {"\xC3\x28", BW_ERR_FORMAT},
      {"\xE2\x82\x28", BW_ERR_FORMAT},
      {"\xF0\x9F\x28\x80", BW_ERR_FORMAT},
      {"\xED\xA0", BW_ERR_FORMAT}, /* cannot become well-formed any more */
      {"\xF0\x80", BW_ERR_FORMAT},
  };
  size_t i;
  for (i = 0; i < COUNT(rows); i++) {
    uint32_t code = 7;
    size_t length = 7;
    size_t count = 7;
    uint16_t room[8] = {GUARD16};
    bw_u16s got = bw_u16s_make(room, 3);
    bw_bytes_const text = text_of(rows[i].text);
    ck_assert_msg(bw_utf8_decode(text, 0, &code, &length) == rows[i].status, "row %zu", i);
    ck_assert(code == 7 && length == 7);
    if (text.count != 0) {
      ck_assert_int_eq(bw_utf8_measure(text, &count), BW_ERR_FORMAT);
      ck_assert_int_eq(bw_utf8_to_utf16(text, bw_u16s_make(room, 8), &got), BW_ERR_FORMAT);
      ck_assert(count == 7 && got.count == 3 && room[0] == GUARD16);
    }
    ck_assert_int_eq(bw_utf8_decode(text, text.count, &code, &length), BW_ERR_TRUNCATED);
    ck_assert_int_eq(bw_utf8_decode(text, SIZE_MAX, &code, &length), BW_ERR_TRUNCATED);
  }
}
END_TEST

/* All pairs of units at the edges of the surrogates. */
START_TEST(every_pair_of_utf16) {
  static const uint16_t edges[] = {0,      1,      0xD7FF, 0xD800, 0xD801, 0xDBFE, 0xDBFF,
                                   0xDC00, 0xDC01, 0xDFFE, 0xDFFF, 0xE000, 0xFFFF};
  size_t i;
  size_t j;
  for (i = 0; i < COUNT(edges); i++) {
    for (j = 0; j < COUNT(edges); j++) {
      uint16_t pair[2] = {edges[i], edges[j]};
      bool high = edges[i] >= 0xD800 && edges[i] <= 0xDBFF;
      bool low = edges[i] >= 0xDC00 && edges[i] <= 0xDFFF;
      bool low_next = edges[j] >= 0xDC00 && edges[j] <= 0xDFFF;
      bw_status expected = low || (high && !low_next) ? BW_ERR_FORMAT : BW_OK;
      uint32_t code = 0x5a5a5a;
      size_t length = 99;
      ck_assert_int_eq(bw_utf16_decode(bw_u16s_const_make(pair, 2), 0, &code, &length), expected);
      if (expected == BW_OK) {
        ck_assert_uint_eq(length, high ? 2 : 1);
        ck_assert_uint_eq(code, high ? 0x10000u + ((edges[i] & 0x3FFu) << 10 | (edges[j] & 0x3FFu)) : edges[i]);
      } else {
        ck_assert(code == 0x5a5a5a && length == 99);
      }
      code = 0x5a5a5a;
      ck_assert_int_eq(bw_utf16_decode(bw_u16s_const_make(pair, 1), 0, &code, &length),
                       low ? BW_ERR_FORMAT : high ? BW_ERR_TRUNCATED : BW_OK);
      ck_assert(code == ((high || low) ? 0x5a5a5au : edges[i]));
      ck_assert_int_eq(bw_utf16_decode(bw_u16s_const_make(pair, 2), 2, &code, &length), BW_ERR_TRUNCATED);
    }
  }
}
END_TEST

static uint64_t state;

/* xorshift64, Marsaglia 2003: the same values in every run. */
static uint64_t next_random(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

static uint32_t next_code(void) {
  static const uint32_t limits[] = {0x80, 0x800, 0x10000, 0x110000};
  uint32_t code = (uint32_t)(next_random() % limits[next_random() % 4]);
  return code >= 0xD800 && code <= 0xDFFF ? 0xFFFD : code;
}

/* Texts of random code points in both forms, into every room around the one they need, both ways. */
START_TEST(texts_convert_both_ways) {
  unsigned round;
  state = 0xFEDCBA987654321u;
  for (round = 0; round < 4000; round++) {
    uint8_t utf8[64];
    uint16_t utf16[64];
    uint8_t back8[64];
    uint16_t back16[64];
    size_t codes = next_random() % 12;
    size_t bytes = 0;
    size_t words = 0;
    size_t count = 0;
    size_t room;
    size_t i;
    for (i = 0; i < codes; i++) {
      uint32_t code = next_code();
      bytes += oracle_encode(code, utf8 + bytes);
      if (code >= 0x10000) {
        utf16[words++] = (uint16_t)(0xD7C0 + (code >> 10));
        utf16[words++] = (uint16_t)(0xDC00 | (code & 0x3FF));
      } else {
        utf16[words++] = (uint16_t)code;
      }
    }
    ASSERT_IN_LOOP(bw_utf8_measure(bw_bytes_const_make(utf8, bytes), &count) == BW_OK);
    ASSERT_IN_LOOP(count == words);
    ASSERT_IN_LOOP(bw_utf16_measure(bw_u16s_const_make(utf16, words), &count) == BW_OK);
    ASSERT_IN_LOOP(count == bytes);
    for (room = words < 2 ? 0 : words - 2; room <= words + 2; room++) {
      bw_u16s got = bw_u16s_make(back16 + 1, 5);
      memset(back16, GUARD, sizeof back16);
      ASSERT_IN_LOOP(bw_utf8_to_utf16(bw_bytes_const_make(utf8, bytes), bw_u16s_make(back16, room), &got) ==
                     (room >= words ? BW_OK : BW_ERR_FULL));
      ASSERT_IN_LOOP(got.count == (room >= words ? words : 5));
      ASSERT_IN_LOOP(got.items == (room >= words ? back16 : back16 + 1));
      for (i = 0; i < COUNT(back16); i++) {
        ASSERT_IN_LOOP(back16[i] == (room >= words && i < words ? utf16[i] : GUARD16));
      }
    }
    for (room = bytes < 5 ? 0 : bytes - 5; room <= bytes + 2; room++) {
      bw_bytes got = bw_bytes_make(back8 + 1, 5);
      memset(back8, GUARD, sizeof back8);
      ASSERT_IN_LOOP(bw_utf16_to_utf8(bw_u16s_const_make(utf16, words), bw_bytes_make(back8, room), &got) ==
                     (room >= bytes ? BW_OK : BW_ERR_FULL));
      ASSERT_IN_LOOP(got.count == (room >= bytes ? bytes : 5));
      for (i = 0; i < COUNT(back8); i++) {
        ASSERT_IN_LOOP(back8[i] == (room >= bytes && i < bytes ? utf8[i] : GUARD));
      }
    }
  }
}
END_TEST

/* One unit damaged anywhere: the whole is refused or still well-formed, never half converted. */
START_TEST(damaged_texts_change_nothing) {
  unsigned round;
  unsigned refused = 0;
  state = 0x13579BDF2468ACEu;
  for (round = 0; round < 20000; round++) {
    uint8_t utf8[64];
    uint16_t room[64];
    size_t bytes = 0;
    size_t i;
    uint32_t code = 0;
    bool good = true;
    bw_u16s got = bw_u16s_make(room, 1);
    for (i = 0; i < 6; i++) {
      bytes += oracle_encode(next_code(), utf8 + bytes);
    }
    utf8[next_random() % bytes] = (uint8_t)next_random();
    for (i = 0; i < bytes && good;) {
      size_t length = 1;
      while (length <= 4 && length <= bytes - i && !oracle_well_formed(utf8 + i, length, &code)) {
        length++;
      }
      good = length <= 4 && length <= bytes - i;
      i += length;
    }
    memset(room, GUARD, sizeof room);
    ASSERT_IN_LOOP(bw_utf8_to_utf16(bw_bytes_const_make(utf8, bytes), BW_SPAN_OF_ARRAY(bw_u16s, room), &got) ==
                   (good ? BW_OK : BW_ERR_FORMAT));
    refused += !good;
    ASSERT_IN_LOOP(good || (got.count == 1 && room[0] == GUARD16));
  }
  ck_assert_uint_gt(refused, 5000);
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("utf");
  tcase_set_timeout(tcase, 60);
  tcase_add_test(tcase, every_code_point_goes_around);
  tcase_add_test(tcase, every_sequence_of_utf8);
  tcase_add_test(tcase, ill_formed_and_unfinished_are_told_apart);
  tcase_add_test(tcase, every_pair_of_utf16);
  tcase_add_test(tcase, texts_convert_both_ways);
  tcase_add_test(tcase, damaged_texts_change_nothing);
  return suite_run("utf", tcase);
}
