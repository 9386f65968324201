/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Contracts of utf.c and utf.h. What well-formed means is table 3-7 of the Unicode Standard for UTF-8 and D91 for
 * UTF-16, written down here a second time; what a sequence means is tables 3-6 and 3-5.
 */
#include "u16s.h"

#include "endian.h"

/*@ predicate utf8_tail(integer byte) = 0x80 <= byte <= 0xBF;

    predicate utf8_sequence{L}(uint8_t *p, integer left) =
      (left >= 1 && p[0] <= 0x7F) ||
      (left >= 2 && 0xC2 <= p[0] <= 0xDF && utf8_tail(p[1])) ||
      (left >= 3 && p[0] == 0xE0 && 0xA0 <= p[1] <= 0xBF && utf8_tail(p[2])) ||
      (left >= 3 && 0xE1 <= p[0] <= 0xEC && utf8_tail(p[1]) && utf8_tail(p[2])) ||
      (left >= 3 && p[0] == 0xED && 0x80 <= p[1] <= 0x9F && utf8_tail(p[2])) ||
      (left >= 3 && 0xEE <= p[0] <= 0xEF && utf8_tail(p[1]) && utf8_tail(p[2])) ||
      (left >= 4 && p[0] == 0xF0 && 0x90 <= p[1] <= 0xBF && utf8_tail(p[2]) && utf8_tail(p[3])) ||
      (left >= 4 && 0xF1 <= p[0] <= 0xF3 && utf8_tail(p[1]) && utf8_tail(p[2]) && utf8_tail(p[3])) ||
      (left >= 4 && p[0] == 0xF4 && 0x80 <= p[1] <= 0x8F && utf8_tail(p[2]) && utf8_tail(p[3]));

    logic integer utf8_length{L}(uint8_t *p) = p[0] <= 0x7F ? 1 : p[0] <= 0xDF ? 2 : p[0] <= 0xEF ? 3 : 4;

    logic integer utf8_code{L}(uint8_t *p) =
      p[0] <= 0x7F ? p[0] :
      p[0] <= 0xDF ? (p[0] - 0xC0) * 64 + (p[1] - 0x80) :
      p[0] <= 0xEF ? (p[0] - 0xE0) * 4096 + (p[1] - 0x80) * 64 + (p[2] - 0x80) :
      (p[0] - 0xF0) * 262144 + (p[1] - 0x80) * 4096 + (p[2] - 0x80) * 64 + (p[3] - 0x80);

    predicate code_point(integer code) = 0 <= code <= 0xD7FF || 0xE000 <= code <= 0x10FFFF;

    logic integer code_bytes(integer code) = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    logic integer unit_bytes(integer unit) = unit < 0xD800 || unit > 0xDBFF ? code_bytes(unit) : 4;
    logic integer code_units(integer code) = code < 0x10000 ? 1 : 2;

    predicate utf16_high(integer unit) = 0xD800 <= unit <= 0xDBFF;
    predicate utf16_low(integer unit) = 0xDC00 <= unit <= 0xDFFF;
    predicate utf16_sequence{L}(uint16_t *p, integer left) =
      (left >= 1 && !utf16_high(p[0]) && !utf16_low(p[0])) || (left >= 2 && utf16_high(p[0]) && utf16_low(p[1]));
    logic integer utf16_length{L}(uint16_t *p) = p[0] < 0xD800 || p[0] > 0xDBFF ? 1 : 2;
    logic integer utf16_code{L}(uint16_t *p) =
      p[0] < 0xD800 || p[0] > 0xDBFF ? p[0] : 0x10000 + (p[0] - 0xD800) * 1024 + (p[1] - 0xDC00);
*/

/*
 * A whole text is sequence after sequence from `at` on: these two define by recursion whether it is well-formed and
 * how long it becomes. That a length is not negative follows by induction over the rest of the text; the step is
 * bits/<name>.smt2.
 */
/*@ axiomatic utf8_text {
      predicate utf8_formed{L}(uint8_t *p, integer at, integer count) reads p[0 .. count - 1];
      axiom utf8_formed_end{L}: \forall uint8_t *p, integer at, count; at >= count ==> utf8_formed(p, at, count);
      axiom utf8_formed_step{L}: \forall uint8_t *p, integer at, count; at < count ==>
        (utf8_formed(p, at, count) <==>
          utf8_sequence(p + at, count - at) && utf8_formed(p, at + utf8_length(p + at), count));
      logic integer utf8_units{L}(uint8_t *p, integer at, integer count) reads p[0 .. count - 1];
      axiom utf8_units_end{L}: \forall uint8_t *p, integer at, count; at >= count ==> utf8_units(p, at, count) == 0;
      axiom utf8_units_step{L}: \forall uint8_t *p, integer at, count; at < count ==>
        utf8_units(p, at, count) ==
          (p[at] <= 0xEF ? 1 : 2) + utf8_units(p, at + utf8_length(p + at), count);
      axiom utf8_units_positive{L}: \forall uint8_t *p, integer at, count; 0 <= utf8_units(p, at, count);
    }

    axiomatic utf16_text {
      predicate utf16_formed{L}(uint16_t *p, integer at, integer count) reads p[0 .. count - 1];
      axiom utf16_formed_end{L}: \forall uint16_t *p, integer at, count; at >= count ==> utf16_formed(p, at, count);
      axiom utf16_formed_step{L}: \forall uint16_t *p, integer at, count; at < count ==>
        (utf16_formed(p, at, count) <==>
          utf16_sequence(p + at, count - at) && utf16_formed(p, at + utf16_length(p + at), count));
      logic integer utf16_bytes{L}(uint16_t *p, integer at, integer count) reads p[0 .. count - 1];
      axiom utf16_bytes_end{L}: \forall uint16_t *p, integer at, count; at >= count ==> utf16_bytes(p, at, count) == 0;
      axiom utf16_bytes_step{L}: \forall uint16_t *p, integer at, count; at < count ==>
        utf16_bytes(p, at, count) ==
          unit_bytes(p[at]) + utf16_bytes(p, at + utf16_length(p + at), count);
      axiom utf16_bytes_positive{L}: \forall uint16_t *p, integer at, count; 0 <= utf16_bytes(p, at, count);
    }
*/

#include <bulwark/string.h>

#include <src/utf.h>

/*@ terminates \true; exits \false; assigns \nothing; ensures \result != 0 <==> utf8_tail(byte); */
BW_INLINE bool bw_utf8_continues_(uint8_t byte);
/*@ terminates \true; exits \false; assigns \nothing; ensures \result != 0 <==> 0xD800 <= code <= 0xDFFF; */
BW_INLINE bool bw_is_surrogate_(uint32_t code);
/*@ terminates \true; exits \false; assigns \nothing; ensures \result != 0 <==> utf16_high(unit); */
BW_INLINE bool bw_is_high_surrogate_(uint16_t unit);
/*@ terminates \true; exits \false; assigns \nothing; ensures \result != 0 <==> utf16_low(unit); */
BW_INLINE bool bw_is_low_surrogate_(uint16_t unit);
/*@ terminates \true; exits \false; assigns \nothing; ensures \result == code_bytes(code); */
BW_INLINE size_t bw_utf8_length_(uint32_t code);

/*@ requires code <= 0x10FFFF && to.count == code_bytes(code) && \valid(to.items + (0 .. to.count - 1));
    terminates \true;
    exits \false;
    assigns to.items[0 .. to.count - 1];
    ensures utf8_code(to.items) == code && utf8_length(to.items) == to.count;
    ensures code_point(code) ==> utf8_sequence(to.items, to.count);
*/
BW_INLINE void bw_utf8_encode_(uint32_t code, bw_bytes to);

/*@ requires code <= 0x10FFFF && to.count == code_units(code) && \valid(to.items + (0 .. to.count - 1));
    terminates \true;
    exits \false;
    assigns to.items[0 .. to.count - 1];
    ensures code_point(code) ==> utf16_code(to.items) == code && utf16_length(to.items) == to.count &&
      utf16_sequence(to.items, to.count);
*/
BW_INLINE void bw_utf16_encode_(uint32_t code, bw_u16s to);

#define CODE_APART(text, p) ((text).count != 0 ==> \base_addr((text).items) != \base_addr(p))

/*@ requires BYTES_CONST_OK(text) && \valid(ret_code) && \valid(ret_length);
    requires CODE_APART(text, ret_code) && CODE_APART(text, ret_length) && \separated(ret_code, ret_length);
    terminates \true;
    exits \false;
    assigns *ret_code, *ret_length;
    behavior formed:
      assumes offset < text.count && utf8_sequence(text.items + offset, text.count - offset);
      ensures \result == BW_OK && *ret_length == utf8_length(text.items + offset);
      ensures *ret_code == utf8_code(text.items + offset) && code_point(*ret_code);
      ensures code_bytes(*ret_code) == *ret_length && offset + *ret_length <= text.count;
      ensures code_units(*ret_code) == (text.items[offset] <= 0xEF ? 1 : 2);
    behavior other:
      assumes !(offset < text.count && utf8_sequence(text.items + offset, text.count - offset));
      ensures \result == BW_ERR_FORMAT || \result == BW_ERR_TRUNCATED;
      ensures \result == BW_ERR_TRUNCATED ==> offset >= text.count || text.count - offset < 4;
      ensures offset >= text.count ==> \result == BW_ERR_TRUNCATED;
      ensures *ret_code == \old(*ret_code) && *ret_length == \old(*ret_length);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_utf8_decode(bw_bytes_const text, size_t offset, uint32_t *ret_code, size_t *ret_length);

/*@ requires U16S_CONST_OK(text) && \valid(ret_code) && \valid(ret_length);
    requires CODE_APART(text, ret_code) && CODE_APART(text, ret_length) && \separated(ret_code, ret_length);
    terminates \true;
    exits \false;
    assigns *ret_code, *ret_length;
    behavior formed:
      assumes offset < text.count && utf16_sequence(text.items + offset, text.count - offset);
      ensures \result == BW_OK && *ret_length == utf16_length(text.items + offset);
      ensures *ret_code == utf16_code(text.items + offset) && code_point(*ret_code);
      ensures code_units(*ret_code) == *ret_length && offset + *ret_length <= text.count;
      ensures code_bytes(*ret_code) == unit_bytes(text.items[offset]);
    behavior other:
      assumes !(offset < text.count && utf16_sequence(text.items + offset, text.count - offset));
      ensures \result == BW_ERR_FORMAT || \result == BW_ERR_TRUNCATED;
      ensures \result == BW_ERR_TRUNCATED <==>
        offset >= text.count || (utf16_high(text.items[offset]) && text.count - offset < 2);
      ensures *ret_code == \old(*ret_code) && *ret_length == \old(*ret_length);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_utf16_decode(bw_u16s_const text, size_t offset, uint32_t *ret_code, size_t *ret_length);

/*@ requires BYTES_CONST_OK(text) && \valid(ret_units) && CODE_APART(text, ret_units);
    terminates \true;
    exits \false;
    assigns *ret_units;
    behavior formed:
      assumes utf8_formed(text.items, 0, text.count);
      ensures \result == BW_OK && *ret_units == utf8_units(text.items, 0, text.count);
    behavior other:
      assumes !utf8_formed(text.items, 0, text.count);
      ensures \result == BW_ERR_FORMAT && *ret_units == \old(*ret_units);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_utf8_measure(bw_bytes_const text, size_t *ret_units);

/*@ requires U16S_CONST_OK(text) && \valid(ret_bytes) && CODE_APART(text, ret_bytes);
    terminates \true;
    exits \false;
    assigns *ret_bytes;
    behavior formed:
      assumes utf16_formed(text.items, 0, text.count) && utf16_bytes(text.items, 0, text.count) <= SIZE_MAX;
      ensures \result == BW_OK && *ret_bytes == utf16_bytes(text.items, 0, text.count);
    behavior other:
      assumes !utf16_formed(text.items, 0, text.count) || utf16_bytes(text.items, 0, text.count) > SIZE_MAX;
      ensures \result == BW_ERR_FORMAT || \result == BW_ERR_RANGE;
      ensures \result == BW_ERR_FORMAT ==> !utf16_formed(text.items, 0, text.count);
      ensures \result == BW_ERR_RANGE ==> utf16_bytes(text.items, 0, text.count) > SIZE_MAX;
      ensures *ret_bytes == \old(*ret_bytes);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_utf16_measure(bw_u16s_const text, size_t *ret_bytes);

/*@ requires BYTES_CONST_OK(text) && U16S_OK(to) && \valid(ret_text) && CODE_APART(text, ret_text);
    requires CODE_APART(to, ret_text) && (to.count != 0 ==> CODE_APART(text, to.items));
    terminates \true;
    exits \false;
    assigns to.items[0 .. to.count - 1], ret_text->items, ret_text->count;
    behavior fits:
      assumes utf8_formed(text.items, 0, text.count) && utf8_units(text.items, 0, text.count) <= to.count;
      ensures \result == BW_OK && ret_text->items == to.items;
      ensures ret_text->count == utf8_units(text.items, 0, text.count);
    behavior full:
      assumes utf8_formed(text.items, 0, text.count) && utf8_units(text.items, 0, text.count) > to.count;
      ensures \result == BW_ERR_FULL && *ret_text == \old(*ret_text);
      ensures \forall integer k; 0 <= k < to.count ==> to.items[k] == \old(to.items[k]);
    behavior other:
      assumes !utf8_formed(text.items, 0, text.count);
      ensures \result == BW_ERR_FORMAT && *ret_text == \old(*ret_text);
      ensures \forall integer k; 0 <= k < to.count ==> to.items[k] == \old(to.items[k]);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_utf8_to_utf16(bw_bytes_const text, bw_u16s to, bw_u16s *ret_text);

/*@ requires U16S_CONST_OK(text) && BYTES_OK(to) && \valid(ret_text) && CODE_APART(text, ret_text);
    requires CODE_APART(to, ret_text) && (to.count != 0 ==> CODE_APART(text, to.items));
    terminates \true;
    exits \false;
    assigns to.items[0 .. to.count - 1], ret_text->items, ret_text->count;
    behavior fits:
      assumes utf16_formed(text.items, 0, text.count) && utf16_bytes(text.items, 0, text.count) <= to.count;
      ensures \result == BW_OK && ret_text->items == to.items;
      ensures ret_text->count == utf16_bytes(text.items, 0, text.count);
    behavior other:
      assumes !utf16_formed(text.items, 0, text.count) || utf16_bytes(text.items, 0, text.count) > to.count;
      ensures \result == BW_ERR_FORMAT || \result == BW_ERR_FULL || \result == BW_ERR_RANGE;
      ensures \result == BW_ERR_FORMAT ==> !utf16_formed(text.items, 0, text.count);
      ensures \result != BW_ERR_FORMAT ==> utf16_bytes(text.items, 0, text.count) > to.count;
      ensures *ret_text == \old(*ret_text);
      ensures \forall integer k; 0 <= k < to.count ==> to.items[k] == \old(to.items[k]);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_utf16_to_utf8(bw_u16s_const text, bw_bytes to, bw_bytes *ret_text);
