/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Bounded strings, what stands in string.c: appending, cutting between code points, which digits are a number. Of
 * numbers the digits are said, not the value. Left out are counted strings from outside, which ask for the alignment of
 * an address, and what stands on the conversions between UTF-8 and UTF-16, which are not proved.
 * of: src/string.c include/bulwark/string.h src/utf.h include/bulwark/address.h
 * after: index ints span span_wide endian string
 * prove: -wp-model Typed+cast
 * unproved: bw_counted_text bw_address_is_aligned bw_address_overlaps bw_address_before bw_string16_from_counted bw_string_append_utf16 bw_string16_append_utf8 bw_utf8_continues_ bw_is_surrogate_ bw_is_high_surrogate_ bw_is_low_surrogate_ bw_utf8_length_ bw_utf8_encode_ bw_utf16_encode_
 */
#include "string.c"
#include "utf.h"

/*@ requires \valid(ret);
    terminates \true; exits \false; assigns *ret;
    ensures value <= INT64_MAX ==> \result == BW_OK && *ret == value;
    ensures value > INT64_MAX ==> \result == BW_ERR_RANGE && *ret == \old(*ret);
*/
BW_INLINE bw_status bw_i64_from_u64(uint64_t value, int64_t *ret);

#include <bulwark/address.h>

/*@ terminates \true; exits \false; assigns \nothing; */
BW_INLINE bool bw_address_is_aligned(const void *address, size_t align);

/*@ predicate hex_digit(integer byte) = '0' <= byte <= '9' || 'a' <= byte <= 'f';
    logic integer digit_value(integer byte) =
      '0' <= byte <= '9' ? byte - '0' : 'a' <= byte <= 'f' ? byte - 'a' + 10 :
      'A' <= byte <= 'F' ? byte - 'A' + 10 : 16;
    predicate digits_of{L}(uint8_t *p, integer from, integer end, integer base) =
      \forall integer k; from <= k < end ==> digit_value(p[k]) < base;
*/
#define LEFT(s) ((s)->room.count - (s)->length)
#define TEXT_APART(s, text) ((text).count != 0 ==> \base_addr((text).items) != \base_addr(s))
/* A call that fails: the string is as before. */
#define STRING_STAYS(s) ((s)->length == \old((s)->length) && bytes_kept{Pre, Post}((s)->room.items, (s)->room.count))
#define STRING_GROWS(s) (string_ok(s) && bytes_kept{Pre, Post}((s)->room.items, \old((s)->length)))

/*@ requires string_ok(string) && BYTES_CONST_OK(text) && TEXT_APART(string, text);
    terminates \true; exits \false;
    assigns string->length, string->room.items[string->length .. string->room.count - 1];
    behavior room:
      assumes text.count <= LEFT(string);
      ensures \result == BW_OK && string->length == \old(string->length) + text.count && string_ok(string);
      ensures bytes_copied{Pre, Post}(string->room.items + \old(string->length), text.items, text.count);
      ensures bytes_kept{Pre, Post}(string->room.items, \old(string->length));
    behavior full:
      assumes text.count > LEFT(string);
      ensures \result == BW_ERR_FULL && STRING_STAYS(string);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_string_append(bw_string *string, bw_bytes_const text);

/*@ requires BYTES_CONST_OK(text);
    terminates \true; exits \false; assigns \nothing;
    ensures count >= text.count ==> \result == text.count;
    ensures count < text.count ==> \result <= count <= \result + 3;
    ensures 0 < \result < text.count && count < \result + 3 ==> !utf8_tail(text.items[\result]);
*/
static size_t cut_of_bytes(bw_bytes_const text, size_t count);

/*@ requires string_ok(string) && BYTES_CONST_OK(text) && TEXT_APART(string, text);
    terminates \true; exits \false;
    assigns string->length, string->room.items[string->length .. string->room.count - 1];
    ensures string_ok(string) && \result <= text.count;
    ensures string->length == \old(string->length) + (text.count - \result);
    ensures bytes_copied{Pre, Post}(string->room.items + \old(string->length), text.items, text.count - \result);
    ensures text.count <= \old(LEFT(string)) ==> \result == 0;
*/
size_t bw_string_append_cut(bw_string *string, bw_bytes_const text);

/*@ requires string_ok(string);
    terminates \true; exits \false;
    assigns string->length, string->room.items[string->length .. string->room.count - 1];
    behavior none:
      assumes !code_point(code);
      ensures \result == BW_ERR_FORMAT && STRING_STAYS(string);
    behavior full:
      assumes code_point(code) && code_bytes(code) > LEFT(string);
      ensures \result == BW_ERR_FULL && STRING_STAYS(string);
    behavior room:
      assumes code_point(code) && code_bytes(code) <= LEFT(string);
      ensures \result == BW_OK && string->length == \old(string->length) + code_bytes(code) && string_ok(string);
      ensures utf8_code(string->room.items + \old(string->length)) == code;
    complete behaviors; disjoint behaviors;
*/
bw_status bw_string_append_code(bw_string *string, uint32_t code);

/*@ requires string_ok(string) && from < end <= 20 && \valid_read(digits + (0 .. end - 1));
    requires \base_addr(digits) != \base_addr(string) &&
      (string->room.count != 0 ==> \base_addr(digits) != \base_addr(string->room.items));
    terminates \true; exits \false;
    assigns string->length, string->room.items[string->length .. string->room.count - 1];
    ensures string_ok(string);
    ensures end - from <= \old(LEFT(string)) ==> \result == BW_OK &&
      string->length == \old(string->length) + (end - from) &&
      bytes_copied{Pre, Post}(string->room.items + \old(string->length), digits + from, end - from);
    ensures end - from > \old(LEFT(string)) ==> \result == BW_ERR_FULL && STRING_STAYS(string);
*/
static bw_status append_digits(bw_string *string, const uint8_t *digits, size_t from, size_t end);

/*@ requires string_ok(string);
    terminates \true; exits \false;
    assigns string->length, string->room.items[string->length .. string->room.count - 1];
    ensures string_ok(string);
    ensures \result == BW_OK || \result == BW_ERR_FULL;
    ensures \result == BW_OK ==> \old(string->length) < string->length <= \old(string->length) + 20;
    ensures \result != BW_OK ==> string->length == \old(string->length);
*/
bw_status bw_string_append_u64(bw_string *string, uint64_t value);

/* The byte behind the room is named only: of append_byte a caller sees one, full or not. */
/*@ requires string_ok(string);
    terminates \true; exits \false;
    assigns string->length, string->room.items[string->length .. string->room.count];
    ensures string_ok(string);
    ensures \result == BW_OK || \result == BW_ERR_FULL;
    ensures \result == BW_OK ==> \old(string->length) < string->length <= \old(string->length) + 21;
    ensures \result != BW_OK ==> string->length == \old(string->length);
*/
bw_status bw_string_append_i64(bw_string *string, int64_t value);

/*@ requires string_ok(string);
    terminates \true; exits \false;
    assigns string->length, string->room.items[string->length .. string->room.count - 1];
    ensures string_ok(string);
    ensures digits_min > 16 ==> \result == BW_ERR_ARGUMENT;
    ensures digits_min <= 16 ==> \result == BW_OK || \result == BW_ERR_FULL;
    ensures \result == BW_OK ==> \old(string->length) + \max(1, digits_min) <= string->length <=
      \old(string->length) + 16;
    ensures \result != BW_OK ==> string->length == \old(string->length);
*/
bw_status bw_string_append_hex(bw_string *string, uint64_t value, unsigned digits_min);

/*@ requires string_ok(string) && \valid(ret_text) && \base_addr(ret_text) != \base_addr(string);
    requires string->room.count != 0 ==> \base_addr(ret_text) != \base_addr(string->room.items);
    terminates \true; exits \false;
    assigns *ret_text, string->room.items[string->length];
    behavior cut:
      assumes !no_nul(string->room.items, string->length);
      ensures \result == BW_ERR_FORMAT && *ret_text == \old(*ret_text);
    behavior full:
      assumes no_nul(string->room.items, string->length) && string->length == string->room.count;
      ensures \result == BW_ERR_FULL && *ret_text == \old(*ret_text);
    behavior room:
      assumes no_nul(string->room.items, string->length) && string->length < string->room.count;
      ensures \result == BW_OK && string->room.items[string->length] == 0;
      ensures *ret_text == (const char *)string->room.items;
    complete behaviors; disjoint behaviors;
*/
bw_status bw_string_c(bw_string *string, const char **ret_text);

/*@ requires text != \null && limit != 0 ==> \valid_read(text + (0 .. limit - 1));
    requires limit <= BYTES_MAX && \valid(ret_text) && \base_addr(ret_text) != \base_addr((char *)text);
    terminates \true; exits \false;
    assigns *ret_text;
    ensures text == \null ==> \result == BW_ERR_ARGUMENT;
    ensures text != \null ==> \result == BW_OK || \result == BW_ERR_RANGE;
    ensures \result == BW_OK ==> ret_text->count < limit && ret_text->items == (const uint8_t *)text;
    ensures \result == BW_OK ==> text[ret_text->count] == 0 &&
      (\forall integer k; 0 <= k < ret_text->count ==> text[k] != 0);
    ensures \result == BW_ERR_RANGE ==> \forall integer k; 0 <= k < limit ==> text[k] != 0;
    ensures \result != BW_OK ==> *ret_text == \old(*ret_text);
*/
bw_status bw_string_from_c(const char *text, size_t limit, bw_bytes_const *ret_text);

/*@ terminates \true; exits \false; assigns \nothing; ensures \result == digit_value(byte); */
static unsigned digit_of(uint8_t byte);

/*@ requires BYTES_CONST_OK(text) && \valid(ret_value) && (base == 10 || base == 16);
    requires text.count != 0 ==> \base_addr(text.items) != \base_addr(ret_value);
    terminates \true; exits \false;
    assigns *ret_value;
    ensures \result == BW_OK || \result == BW_ERR_FORMAT || \result == BW_ERR_RANGE;
    ensures offset >= text.count ==> \result == BW_ERR_FORMAT;
    ensures offset < text.count ==>
      (\result == BW_ERR_FORMAT <==> !digits_of(text.items, offset, text.count, base));
    ensures \result != BW_OK ==> *ret_value == \old(*ret_value);
*/
static bw_status number_of(bw_bytes_const text, size_t offset, unsigned base, uint64_t *ret_value);

#define IS_NUMBER(text, from, base)                                                                              \
  ((from) < (text).count && digits_of((text).items, (from), (text).count, (base)))

/*@ requires BYTES_CONST_OK(text) && \valid(ret_value);
    requires text.count != 0 ==> \base_addr(text.items) != \base_addr(ret_value);
    terminates \true; exits \false;
    assigns *ret_value;
    ensures \result == BW_OK || \result == BW_ERR_FORMAT || \result == BW_ERR_RANGE;
    ensures \result == BW_ERR_FORMAT <==> !IS_NUMBER(text, 0, 10);
    ensures \result != BW_OK ==> *ret_value == \old(*ret_value);
*/
bw_status bw_string_to_u64(bw_bytes_const text, uint64_t *ret_value);

/*@ requires BYTES_CONST_OK(text) && \valid(ret_value);
    requires text.count != 0 ==> \base_addr(text.items) != \base_addr(ret_value);
    terminates \true; exits \false;
    assigns *ret_value;
    ensures \result == BW_OK || \result == BW_ERR_FORMAT || \result == BW_ERR_RANGE;
    ensures \result == BW_ERR_FORMAT <==> !IS_NUMBER(text, 0, 16);
    ensures \result != BW_OK ==> *ret_value == \old(*ret_value);
*/
bw_status bw_string_hex_to_u64(bw_bytes_const text, uint64_t *ret_value);

/*@ requires BYTES_CONST_OK(text) && \valid(ret_value);
    requires text.count != 0 ==> \base_addr(text.items) != \base_addr(ret_value);
    terminates \true; exits \false;
    assigns *ret_value;
    ensures \result == BW_OK || \result == BW_ERR_FORMAT || \result == BW_ERR_RANGE;
    ensures text.count != 0 && text.items[0] != '-' ==> (\result == BW_ERR_FORMAT <==> !IS_NUMBER(text, 0, 10));
    ensures text.count != 0 && text.items[0] == '-' ==> (\result == BW_ERR_FORMAT <==> !IS_NUMBER(text, 1, 10));
    ensures \result == BW_OK && text.items[0] == '-' ==> *ret_value <= 0;
    ensures \result == BW_OK && text.items[0] != '-' ==> *ret_value >= 0;
    ensures \result != BW_OK ==> *ret_value == \old(*ret_value);
*/
bw_status bw_string_to_i64(bw_bytes_const text, int64_t *ret_value);

/*@ predicate units_copied{L1, L2}(uint16_t *to, uint16_t *from, integer n) =
      \forall integer k; 0 <= k < n ==> \at(to[k], L2) == \at(from[k], L1);
*/

/*@ requires string16_ok(string) && U16S_CONST_OK(text) && TEXT_APART(string, text);
    terminates \true; exits \false;
    assigns string->length, string->room.items[string->length .. string->room.count - 1];
    behavior room:
      assumes text.count <= LEFT(string);
      ensures \result == BW_OK && string->length == \old(string->length) + text.count && string16_ok(string);
      ensures units_copied{Pre, Post}(string->room.items + \old(string->length), text.items, text.count);
    behavior full:
      assumes text.count > LEFT(string);
      ensures \result == BW_ERR_FULL && string->length == \old(string->length);
    complete behaviors; disjoint behaviors;
*/
bw_status bw_string16_append(bw_string16 *string, bw_u16s_const text);

/*@ requires string16_ok(string) && U16S_CONST_OK(text) && TEXT_APART(string, text);
    terminates \true; exits \false;
    assigns string->length, string->room.items[string->length .. string->room.count - 1];
    ensures string16_ok(string) && \result <= text.count;
    ensures string->length == \old(string->length) + (text.count - \result);
    ensures units_copied{Pre, Post}(string->room.items + \old(string->length), text.items, text.count - \result);
    ensures text.count <= \old(LEFT(string)) ==> \result == 0;
*/
size_t bw_string16_append_cut(bw_string16 *string, bw_u16s_const text);

/*@ requires string16_ok(string);
    terminates \true; exits \false;
    assigns string->length, string->room.items[string->length .. string->room.count - 1];
    behavior none:
      assumes !code_point(code);
      ensures \result == BW_ERR_FORMAT && string->length == \old(string->length);
    behavior full:
      assumes code_point(code) && code_units(code) > LEFT(string);
      ensures \result == BW_ERR_FULL && string->length == \old(string->length);
    behavior room:
      assumes code_point(code) && code_units(code) <= LEFT(string);
      ensures \result == BW_OK && string->length == \old(string->length) + code_units(code) && string16_ok(string);
      ensures utf16_code(string->room.items + \old(string->length)) == code;
    complete behaviors; disjoint behaviors;
*/
bw_status bw_string16_append_code(bw_string16 *string, uint32_t code);

/*@ requires string16_ok(string) && \object_pointer(string->room.items) && \valid(ret_counted) && \base_addr(ret_counted) != \base_addr(string);
    terminates \true; exits \false;
    assigns *ret_counted;
    ensures \result == (string->length > 32767 ? BW_ERR_RANGE : BW_OK);
    ensures \result == BW_OK ==> ret_counted->units == string->room.items &&
      ret_counted->bytes == 2 * string->length && ret_counted->capacity_bytes == 2 * \min(string->room.count, 32767);
    ensures \result != BW_OK ==> *ret_counted == \old(*ret_counted);
*/
bw_status bw_string16_to_counted(const bw_string16 *string, bw_counted_utf16 *ret_counted);

#include <src/string.c>
