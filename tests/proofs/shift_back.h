/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One more fact about bits, for the units that shift back and forth: a block of its own, see bits.h. */
#ifndef BULWARK_PROOFS_SHIFT_BACK_H
#define BULWARK_PROOFS_SHIFT_BACK_H

/*@ axiomatic shift_back {
      axiom shift_back: \forall integer value, count, most;
        0 <= value && 0 <= count < 64 && 0 <= most <= 18446744073709551615 && value <= (most >> count) ==>
        (value << count) <= most;
    }
*/

#endif
