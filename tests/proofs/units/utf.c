/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * UTF-8 and UTF-16.
 * of: src/utf.c src/utf.h include/bulwark/string.h
 * after: index ints span span_wide endian
 * unproved: bw_utf8_to_utf16 bw_utf16_to_utf8 bw_string_over bw_string_text bw_string_left bw_string_truncate bw_string_append_byte bw_string16_over bw_string16_text bw_string16_left bw_string16_truncate
 */
#include "utf.h"

#include <src/utf.c>

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result.length <= 4 && 0x80 <= \result.second_min <= \result.second_max <= 0xBF;
    ensures \result.length == 0 <==> 0x80 <= first <= 0xC1 || first >= 0xF5;
    ensures \result.length == 1 <==> first <= 0x7F;
    ensures \result.length == 2 <==> 0xC2 <= first <= 0xDF;
    ensures \result.length == 3 <==> 0xE0 <= first <= 0xEF;
    ensures \result.length == 4 <==> 0xF0 <= first <= 0xF4;
    ensures \result.second_min == (first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80);
    ensures \result.second_max == (first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF);
*/
static struct utf8_row utf8_row_of(uint8_t first);

/*@ requires 1 <= length <= 4 && \valid_read(p + (0 .. length - 1)) && utf8_sequence(p, length);
    requires length == utf8_length(p);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == utf8_code(p);
*/
static uint32_t utf8_value(const uint8_t *p, size_t length);

