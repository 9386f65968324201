/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As bits.h: what ^ leaves is zero where nothing differs. (<= in place of ==, which WP would resolve by itself, and only
   where it sees no conversion.) */
#ifndef BULWARK_PROOFS_CHANGED_H
#define BULWARK_PROOFS_CHANGED_H

/*@ axiomatic changed {
      axiom xor_range: \forall integer a, b; 0 <= a <= 4294967295 && 0 <= b <= 4294967295 ==>
        0 <= (a ^ b) <= 4294967295;
      axiom xor_zero: \forall integer a, b; 0 <= a <= 4294967295 && 0 <= b <= 4294967295 && (a ^ b) <= 0 ==> a == b;
    }
*/

#endif
