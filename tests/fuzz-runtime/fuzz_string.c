/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The oracle decodes UTF-8 by its arithmetic (how many bits a sequence carries, whether fewer bytes would have
 * done) and UTF-16 by its own, into code points; everything else follows from those. The strings under test
 * append to storage that is just as long as the input says.
 */
#include "fuzz.h"

#include <bulwark/string.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 40, ROOM_MAX = 48 };

struct codes {
  uint32_t code[TEXT_MAX];
  size_t count;
  bool good;
};

static bool is_code(uint32_t code) {
  return code <= 0x10FFFFu && !(code >= 0xD800u && code <= 0xDFFFu);
}

static size_t bytes_of(uint32_t code) {
  return code < 0x80u ? 1u : code < 0x800u ? 2u : code < 0x10000u ? 3u : 4u;
}

static struct codes decode8(const uint8_t *text, size_t count) {
  struct codes codes;
  size_t at = 0;
  codes.count = 0;
  codes.good = true;
  while (at < count && codes.good) {
    uint8_t first = text[at];
    size_t length = first < 0x80u   ? 1u
                    : first < 0xC0u ? 0u
                    : first < 0xE0u ? 2u
                    : first < 0xF0u ? 3u
                    : first < 0xF8u ? 4u
                                    : 0u;
    uint32_t code = length == 1u ? first : length == 0u ? 0u : first & (0x7Fu >> length);
    size_t i;
    codes.good = length != 0u && length <= count - at;
    for (i = 1; codes.good && i < length; i++) {
      codes.good = (text[at + i] & 0xC0u) == 0x80u;
      code = code << 6 | (text[at + i] & 0x3Fu);
    }
    codes.good = codes.good && is_code(code) && bytes_of(code) == length;
    codes.code[codes.count++] = code;
    at += length;
  }
  return codes;
}

static struct codes decode16(const uint16_t *text, size_t count) {
  struct codes codes;
  size_t at;
  codes.count = 0;
  codes.good = true;
  for (at = 0; at < count && codes.good; at++) {
    uint32_t code = text[at];
    if (code >= 0xD800u && code <= 0xDBFFu && at + 1u < count && text[at + 1u] >= 0xDC00u &&
        text[at + 1u] <= 0xDFFFu) {
      at++;
      code = 0x10000u + (code - 0xD800u) * 0x400u + (text[at] - 0xDC00u);
    }
    codes.good = is_code(code);
    codes.code[codes.count++] = code;
  }
  return codes;
}

/* Both encode what is_code accepts; the return value is where the next one goes. */
static size_t encode8(uint32_t code, uint8_t *to, size_t at) {
  size_t length = bytes_of(code);
  size_t i;
  for (i = length; i > 1u; i--) {
    to[at + i - 1u] = (uint8_t)(0x80u | (code & 0x3Fu));
    code >>= 6;
  }
  to[at] = (uint8_t)(length == 1u ? code : (0xF00u >> length & 0xFFu) | code);
  return at + length;
}

static size_t encode16(uint32_t code, uint16_t *to, size_t at) {
  if (code < 0x10000u) {
    to[at] = (uint16_t)code;
    return at + 1u;
  }
  to[at] = (uint16_t)(0xD800u + (code - 0x10000u) / 0x400u);
  to[at + 1u] = (uint16_t)(0xDC00u + (code - 0x10000u) % 0x400u);
  return at + 2u;
}

/* Text of mostly good sequences, with bytes changed where the input says so. */
static size_t take_text8(struct fuzz_input *input, uint8_t *text) {
  static const uint32_t edges[] = {0x00,   0x7F,   0x80,    0x7FF,    0x800, 0xD7FF,
                                   0xE000, 0xFFFF, 0x10000, 0x10FFFF, 'a',   0x20AC};
  size_t count = 0;
  size_t wanted = fuzz_below(input, 12);
  for (; wanted != 0u && count + 4u <= TEXT_MAX; wanted--) {
    uint8_t form = fuzz_byte(input);
    uint32_t code = form < 64u ? edges[form % 12u] : (uint32_t)fuzz_number(input, 3) % 0x110000u;
    if (form < 200u && is_code(code)) {
      count = encode8(code, text, count);
    } else {
      text[count++] = fuzz_byte(input);
    }
  }
  return count;
}

static size_t take_text16(struct fuzz_input *input, uint16_t *text) {
  size_t count = fuzz_below(input, 12);
  size_t i;
  for (i = 0; i < count; i++) {
    uint16_t unit = (uint16_t)fuzz_number(input, 2);
    text[i] = unit % 4u == 0u ? (uint16_t)(0xD800u | unit >> 5) : unit;
  }
  return count;
}

/* The conversions, into memory of exactly the room. */
static void convert8(struct fuzz_input *input) {
  uint8_t text[TEXT_MAX];
  uint16_t wanted[TEXT_MAX];
  size_t count = take_text8(input, text);
  struct codes codes = decode8(text, count);
  size_t room = fuzz_below(input, TEXT_MAX);
  uint16_t *to = (uint16_t *)malloc(room == 0u ? 1u : room * sizeof(uint16_t));
  bw_u16s made = bw_u16s_make(NULL, 0);
  size_t units = 77;
  size_t length = 0;
  size_t i;
  FUZZ_CHECK(to != NULL);
  memset(to, 0x5A, room * sizeof(uint16_t));
  FUZZ_CHECK(bw_utf8_measure(bw_bytes_const_make(text, count), &units) == (codes.good ? BW_OK : BW_ERR_FORMAT));
  for (i = 0; codes.good && i < codes.count; i++) {
    length = encode16(codes.code[i], wanted, length);
  }
  FUZZ_CHECK(units == (codes.good ? length : 77u));
  FUZZ_CHECK(bw_utf8_to_utf16(bw_bytes_const_make(text, count), bw_u16s_make(to, room), &made) ==
             (!codes.good     ? BW_ERR_FORMAT
              : length > room ? BW_ERR_FULL
                              : BW_OK));
  if (codes.good && length <= room) {
    FUZZ_CHECK(made.count == length && memcmp(to, wanted, length * sizeof(uint16_t)) == 0);
    FUZZ_CHECK(fuzz_all_bytes_are(to + length, (room - length) * sizeof(uint16_t), 0x5A));
  } else {
    FUZZ_CHECK(made.items == NULL && fuzz_all_bytes_are(to, room * sizeof(uint16_t), 0x5A));
  }
  free(to);
}

static void convert16(struct fuzz_input *input) {
  uint16_t text[TEXT_MAX];
  uint8_t wanted[4 * TEXT_MAX];
  size_t count = take_text16(input, text);
  struct codes codes = decode16(text, count);
  size_t room = fuzz_below(input, TEXT_MAX);
  uint8_t *to = (uint8_t *)malloc(room == 0u ? 1u : room);
  bw_bytes made = bw_bytes_make(NULL, 0);
  size_t bytes = 77;
  size_t length = 0;
  size_t i;
  FUZZ_CHECK(to != NULL);
  memset(to, 0x5A, room);
  FUZZ_CHECK(bw_utf16_measure(bw_u16s_const_make(text, count), &bytes) == (codes.good ? BW_OK : BW_ERR_FORMAT));
  for (i = 0; codes.good && i < codes.count; i++) {
    length = encode8(codes.code[i], wanted, length);
  }
  FUZZ_CHECK(bytes == (codes.good ? length : 77u));
  FUZZ_CHECK(bw_utf16_to_utf8(bw_u16s_const_make(text, count), bw_bytes_make(to, room), &made) ==
             (!codes.good     ? BW_ERR_FORMAT
              : length > room ? BW_ERR_FULL
                              : BW_OK));
  if (codes.good && length <= room) {
    FUZZ_CHECK(made.count == length && memcmp(to, wanted, length) == 0);
    FUZZ_CHECK(fuzz_all_bytes_are(to + length, room - length, 0x5A));
  } else {
    FUZZ_CHECK(made.items == NULL && fuzz_all_bytes_are(to, room, 0x5A));
  }
  free(to);
}

/* What was appended so far. */
struct world {
  uint8_t *storage;
  size_t room;
  bw_string string;
  uint8_t model[ROOM_MAX + TEXT_MAX * 4];
  size_t length;
};

static bw_status model_append(struct world *world, const void *bytes, size_t count) {
  if (count > world->room - world->length) {
    return BW_ERR_FULL;
  }
  memcpy(world->model + world->length, bytes, count);
  world->length += count;
  return BW_OK;
}

/* How much of good text goes in: whole sequences, as many as fit. */
static void append_cut(struct world *world, const uint8_t *text, size_t count) {
  size_t left = world->room - world->length;
  size_t kept = count;
  size_t out = bw_string_append_cut(&world->string, bw_bytes_const_make(text, count));
  FUZZ_CHECK(out <= count);
  if (decode8(text, count).good && count > left) {
    kept = left;
    while (kept != 0u && (text[kept] & 0xC0u) == 0x80u) {
      kept--;
    }
  } else if (count > left) {
    kept = count - out;
    FUZZ_CHECK(kept <= left && left - kept <= 3u);
  }
  FUZZ_CHECK(count - out == kept && model_append(world, text, kept) == BW_OK);
}

static void append_number(struct world *world, uint64_t value, size_t form, unsigned digits) {
  char text[64];
  int length;
  bw_status got;
  if (form == 0u) {
    length = snprintf(text, sizeof text, "%llu", (unsigned long long)value);
    got = bw_string_append_u64(&world->string, value);
  } else if (form == 1u) {
    length = snprintf(text, sizeof text, "%lld", (long long)value);
    got = bw_string_append_i64(&world->string, (int64_t)value);
  } else if (digits > 16u) {
    FUZZ_CHECK(bw_string_append_hex(&world->string, value, digits) == BW_ERR_ARGUMENT);
    return;
  } else {
    length = snprintf(text, sizeof text, "%0*llx", digits == 0u ? 1 : (int)digits, (unsigned long long)value);
    got = bw_string_append_hex(&world->string, value, digits);
  }
  FUZZ_CHECK(got == model_append(world, text, (size_t)length));
}

static void operate(struct world *world, struct fuzz_input *input) {
  uint8_t text[TEXT_MAX];
  uint8_t encoded[4 * TEXT_MAX];
  uint16_t units[TEXT_MAX];
  const char *c = NULL;
  struct codes codes;
  uint32_t code;
  size_t count;
  size_t length = 0;
  size_t i;
  switch (fuzz_below(input, 8)) {
  case 0:
    count = take_text8(input, text);
    FUZZ_CHECK(bw_string_append(&world->string, bw_bytes_const_make(text, count)) ==
               model_append(world, text, count));
    break;
  case 1:
    append_cut(world, text, take_text8(input, text));
    break;
  case 2:
    code = (uint32_t)fuzz_number(input, 3);
    if (!is_code(code)) {
      FUZZ_CHECK(bw_string_append_code(&world->string, code) == BW_ERR_FORMAT);
    } else {
      length = encode8(code, encoded, 0);
      FUZZ_CHECK(bw_string_append_code(&world->string, code) == model_append(world, encoded, length));
    }
    break;
  case 3:
    count = fuzz_below(input, 3);
    append_number(world, fuzz_number(input, 8) >> fuzz_below(input, 64), count, (unsigned)fuzz_below(input, 20));
    break;
  case 4:
    count = take_text16(input, units);
    codes = decode16(units, count);
    for (i = 0; codes.good && i < codes.count; i++) {
      length = encode8(codes.code[i], encoded, length);
    }
    FUZZ_CHECK(bw_string_append_utf16(&world->string, bw_u16s_const_make(units, count)) ==
               (codes.good ? model_append(world, encoded, length) : BW_ERR_FORMAT));
    break;
  case 5:
    count = fuzz_size(input, world->length);
    FUZZ_CHECK(bw_string_truncate(&world->string, count) == (count <= world->length ? BW_OK : BW_ERR_RANGE));
    world->length = count <= world->length ? count : world->length;
    break;
  case 6:
    if (memchr(world->model, 0, world->length) != NULL) {
      FUZZ_CHECK(bw_string_c(&world->string, &c) == BW_ERR_FORMAT && c == NULL);
    } else if (world->length == world->room) {
      FUZZ_CHECK(bw_string_c(&world->string, &c) == BW_ERR_FULL && c == NULL);
    } else {
      FUZZ_CHECK(bw_string_c(&world->string, &c) == BW_OK && strlen(c) == world->length);
    }
    break;
  default:
    text[0] = fuzz_byte(input);
    FUZZ_CHECK(bw_string_append_byte(&world->string, text[0]) == model_append(world, text, 1));
    break;
  }
}

/* Numbers read back: by the C library where it takes the same text. */
static void parse(struct fuzz_input *input) {
  char text[24];
  size_t count = fuzz_below(input, sizeof text - 1u);
  uint64_t value = 0x5A;
  uint64_t sum = 0;
  bool good = count != 0u;
  bool fits = true;
  bw_status expected;
  size_t i;
  for (i = 0; i < count; i++) {
    uint8_t byte = fuzz_byte(input);
    text[i] = (char)(byte < 240u ? '0' + byte % 10u : byte);
    good = good && text[i] >= '0' && text[i] <= '9';
  }
  for (i = 0; good && i < count; i++) {
    uint64_t digit = (uint64_t)(text[i] - '0');
    fits = fits && (sum < UINT64_MAX / 10u || (sum == UINT64_MAX / 10u && digit <= UINT64_MAX % 10u));
    sum = sum * 10u + digit;
  }
  expected = !good ? BW_ERR_FORMAT : fits ? BW_OK : BW_ERR_RANGE;
  FUZZ_CHECK(bw_string_to_u64(bw_bytes_const_make((const uint8_t *)text, count), &value) == expected);
  FUZZ_CHECK(value == (expected == BW_OK ? sum : 0x5Au));
}

void fuzz_string(struct fuzz_input *input) {
  struct world world;
  memset(&world, 0, sizeof world);
  world.room = fuzz_below(input, ROOM_MAX);
  world.storage = (uint8_t *)malloc(world.room == 0u ? 1u : world.room);
  FUZZ_CHECK(world.storage != NULL);
  world.string = bw_string_over(bw_bytes_make(world.storage, world.room));
  while (fuzz_more(input)) {
    size_t what = fuzz_below(input, 8);
    if (what == 0u) {
      convert8(input);
    } else if (what == 1u) {
      convert16(input);
    } else if (what == 2u) {
      parse(input);
    } else {
      operate(&world, input);
      FUZZ_CHECK(bw_string_text(&world.string).count == world.length);
      FUZZ_CHECK(bw_string_left(&world.string) == world.room - world.length);
      FUZZ_CHECK(memcmp(world.storage, world.model, world.length) == 0);
    }
  }
  free(world.storage);
}
