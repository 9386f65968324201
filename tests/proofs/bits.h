/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Facts about bits that the provers cannot find in integer arithmetic. Each axiom is proved by itself, in
 * the theory of bit vectors, from the file of its name in bits/: there the question is the opposite, and the
 * answer must be `unsat`.
 */
#ifndef BULWARK_PROOFS_BITS_H
#define BULWARK_PROOFS_BITS_H

/*@ axiomatic bits {
      // Exactly one bit is set: a power of two. The three say no more than
      // bits_one(value) <==> 0 < value && (value & (value - 1)) == 0, but name the mask below value by itself:
      // the provers then use them on masks that occur, and make no new ones.
      predicate bits_one(integer value);
      axiom one: \forall integer value, value_less;
        value_less == value - 1 && 0 < value && (value & value_less) == 0 ==> bits_one(value);
      axiom not_one: \forall integer value, value_less;
        value_less == value - 1 && (value & value_less) != 0 ==> !bits_one(value);
      axiom none: !bits_one(0);

      // Twice the same: WP orders the operands of & by their names, and the provers look for that order.
      axiom mask: \forall integer bits, mask;
        0 <= bits <= 18446744073709551615 && 0 <= mask < 18446744073709551615 && bits_one(mask + 1) ==>
        0 <= (bits & mask) <= mask && (bits & mask) <= bits && (bits - (bits & mask)) % (mask + 1) == 0;
      axiom mask_left: \forall integer mask, value;
        0 <= value <= 18446744073709551615 && 0 <= mask < 18446744073709551615 && bits_one(mask + 1) ==>
        0 <= (mask & value) <= mask && (mask & value) <= value && (value - (mask & value)) % (mask + 1) == 0;

    }
*/

/* In a block without a name of its own: WP shows the facts of a block only to goals that use its names. */
/*@ axiomatic shifts {
      axiom shift_left: \forall integer value, count;
        0 <= value <= 18446744073709551615 && 0 <= count < 64 ==> (value << count) == value * (1 << count);
      axiom shift_right: \forall integer value, count;
        0 <= value <= 18446744073709551615 && 0 <= count < 64 ==> (value >> count) == value / (1 << count);
      axiom shift_one: \forall integer count; 0 <= count < 64 ==> 1 <= (1 << count) <= 9223372036854775808;
    }
*/

/* A product under a name: provers look for names, and find none in a * b. */
/*@ axiomatic products {
      logic integer times(integer a, integer b);
      axiom times_is: \forall integer a, b; times(a, b) == a * b;

      axiom quotient_up: \forall integer a, b, most; 0 < a && 0 < b && 0 <= most ==>
        (most / b < a <==> most < times(a, b));
      axiom quotient_down: \forall integer a, b, least; 0 < a && b < 0 && least <= 0 ==>
        (b < least / a <==> times(a, b) < least);
      axiom quotient_down_left: \forall integer a, b, least; a < 0 && 0 < b && least <= 0 ==>
        (a < least / b <==> times(a, b) < least);
      axiom quotient_negative: \forall integer a, b, most; a < 0 && b < 0 && 0 <= most ==>
        (b < most / a <==> most < times(a, b));
    }
*/

#endif
