/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Bytes joined by shifts and `|` are sums of products. As bits.h: each axiom is proved from bits/<name>.smt2. They
 * speak of bytes in memory, not of numbers, because WP orders the operands of | by what they are, and the provers
 * look for that order.
 */
#ifndef BULWARK_PROOFS_JOIN_H
#define BULWARK_PROOFS_JOIN_H

/*@ predicate byte_at{L}(uint8_t *p) = 0 <= *p <= 255; */

/*@ axiomatic join {
      axiom shift_8: \forall integer byte; 0 <= byte <= 255 ==> (byte << 8) == 256 * byte;
      axiom shift_16: \forall integer byte; 0 <= byte <= 255 ==> (byte << 16) == 65536 * byte;
      axiom shift_24: \forall integer byte; 0 <= byte <= 255 ==> (byte << 24) == 16777216 * byte;
      axiom shift_32: \forall integer word; 0 <= word <= 4294967295 ==> (word << 32) == 4294967296 * word;
      axiom join_u16: \forall integer low, high; 0 <= high <= 255 && 0 <= low <= 255 ==>
        ((high << 8) | low) == 256 * high + low;
      axiom join_u16le{L}: \forall uint8_t *p; byte_at(p) && byte_at(p + 1) ==>
        ((p[1] << 8) | p[0]) == 256 * p[1] + p[0];
      axiom join_u16be{L}: \forall uint8_t *p; byte_at(p) && byte_at(p + 1) ==>
        ((p[0] << 8) | p[1]) == 256 * p[0] + p[1];
      axiom join_u32le{L}: \forall uint8_t *p; byte_at(p) && byte_at(p + 1) && byte_at(p + 2) && byte_at(p + 3) ==>
        ((p[3] << 24) | (p[2] << 16) | (p[1] << 8) | p[0]) ==
        16777216 * p[3] + 65536 * p[2] + 256 * p[1] + p[0];
      axiom join_u32be{L}: \forall uint8_t *p; byte_at(p) && byte_at(p + 1) && byte_at(p + 2) && byte_at(p + 3) ==>
        ((p[0] << 24) | (p[1] << 16) | (p[2] << 8) | p[3]) ==
        16777216 * p[0] + 65536 * p[1] + 256 * p[2] + p[3];
      axiom digits: \forall integer value; 0 <= value <= 4294967295 ==>
        value == value % 256 + 256 * (value / 256 % 256) + 65536 * (value / 65536 % 256) +
          16777216 * (value / 16777216);
      axiom join_u64le{L}: \forall uint8_t *p; (\forall integer i; 0 <= i < 8 ==> byte_at(p + i)) ==>
        (((16777216 * p[7] + 65536 * p[6] + 256 * p[5] + p[4]) << 32) |
          (16777216 * p[3] + 65536 * p[2] + 256 * p[1] + p[0])) ==
        4294967296 * (16777216 * p[7] + 65536 * p[6] + 256 * p[5] + p[4]) +
          (16777216 * p[3] + 65536 * p[2] + 256 * p[1] + p[0]);
      axiom join_u64be{L}: \forall uint8_t *p; (\forall integer i; 0 <= i < 8 ==> byte_at(p + i)) ==>
        (((16777216 * p[0] + 65536 * p[1] + 256 * p[2] + p[3]) << 32) |
          (16777216 * p[4] + 65536 * p[5] + 256 * p[6] + p[7])) ==
        4294967296 * (16777216 * p[0] + 65536 * p[1] + 256 * p[2] + p[3]) +
          (16777216 * p[4] + 65536 * p[5] + 256 * p[6] + p[7]);
    }
*/

#endif
