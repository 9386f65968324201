/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As bits.h: the lowest bit turned over is another number of the same width. */
#ifndef BULWARK_PROOFS_FLIP_H
#define BULWARK_PROOFS_FLIP_H

/*@ axiomatic flip {
      axiom flip: \forall integer value; 0 <= value <= 4294967295 ==>
        0 <= (value ^ 1) <= 4294967295 && (value ^ 1) != value;
    }
*/

#endif
