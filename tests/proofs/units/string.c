/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Bounded strings, what stands in the header: making, asking, cutting, one byte more. The string and its storage are
 * taken for different objects.
 * of: include/bulwark/string.h
 * after: index ints span span_wide endian
 */
#include "u16s.h"

#include "endian.h"

#include <bulwark/string.h>

/*@ predicate string_ok(bw_string *s) = \valid(s) && BYTES_OK(s->room) && s->length <= s->room.count &&
      (s->room.count != 0 ==> \base_addr(s) != \base_addr(s->room.items));
    predicate string16_ok(bw_string16 *s) = \valid(s) && U16S_OK(s->room) && s->length <= s->room.count &&
      (s->room.count != 0 ==> \base_addr(s) != \base_addr(s->room.items));
*/

/*@ requires BYTES_OK(storage);
    terminates \true; exits \false; assigns \nothing;
    ensures \result.room.items == storage.items && \result.room.count == storage.count && \result.length == 0;
*/
BW_INLINE bw_string bw_string_over(bw_bytes storage);

/*@ requires string_ok(string);
    terminates \true; exits \false; assigns \nothing;
    ensures \result.items == string->room.items && \result.count == string->length && BYTES_CONST_OK(\result);
*/
BW_INLINE bw_bytes_const bw_string_text(const bw_string *string);

/*@ requires string_ok(string);
    terminates \true; exits \false; assigns \nothing;
    ensures \result == string->room.count - string->length;
*/
BW_INLINE size_t bw_string_left(const bw_string *string);

/*@ requires string_ok(string);
    terminates \true;
    exits \false;
    assigns string->length;
    ensures string_ok(string);
    behavior shorter:
      assumes length <= string->length;
      ensures \result == BW_OK && string->length == length;
    behavior longer:
      assumes length > string->length;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE && string->length == \old(string->length);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status bw_string_truncate(bw_string *string, size_t length);

/*@ requires string_ok(string);
    terminates \true;
    exits \false;
    assigns string->length, string->room.items[string->length];
    ensures string_ok(string);
    behavior room:
      assumes string->length < string->room.count;
      ensures \result == BW_OK && string->length == \old(string->length) + 1;
      ensures string->room.items[\old(string->length)] == byte;
      ensures bytes_kept{Pre, Post}(string->room.items, \old(string->length));
    behavior full:
      assumes string->length == string->room.count;
      assigns \nothing;
      ensures \result == BW_ERR_FULL && string->length == \old(string->length);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status bw_string_append_byte(bw_string *string, uint8_t byte);

/*@ requires U16S_OK(storage);
    terminates \true; exits \false; assigns \nothing;
    ensures \result.room.items == storage.items && \result.room.count == storage.count && \result.length == 0;
*/
BW_INLINE bw_string16 bw_string16_over(bw_u16s storage);

/*@ requires string16_ok(string);
    terminates \true; exits \false; assigns \nothing;
    ensures \result.items == string->room.items && \result.count == string->length && U16S_CONST_OK(\result);
*/
BW_INLINE bw_u16s_const bw_string16_text(const bw_string16 *string);

/*@ requires string16_ok(string);
    terminates \true; exits \false; assigns \nothing;
    ensures \result == string->room.count - string->length;
*/
BW_INLINE size_t bw_string16_left(const bw_string16 *string);

/*@ requires string16_ok(string);
    terminates \true;
    exits \false;
    assigns string->length;
    ensures string16_ok(string);
    behavior shorter:
      assumes length <= string->length;
      ensures \result == BW_OK && string->length == length;
    behavior longer:
      assumes length > string->length;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE && string->length == \old(string->length);
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status bw_string16_truncate(bw_string16 *string, size_t length);
