/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * As bits.h, whose products it needs: there is one quotient, and one rest below the divisor; a number of two halves is
 * multiplied by halves. (`all` has a name of its own because provers look for names, not for sums.)
 */
#ifndef BULWARK_PROOFS_QUOTIENT_H
#define BULWARK_PROOFS_QUOTIENT_H

#include "bits.h"

/*@ axiomatic quotient {
      axiom times_join: \forall integer high, low, by, all; all == 65536 * high + low ==>
        times(all, by) == 65536 * times(high, by) + times(low, by);
      axiom quotient_is: \forall integer quotient, by, rest, value;
        0 <= quotient && 0 < by && 0 <= rest < by && value == times(quotient, by) + rest ==>
        value / by == quotient && value % by == rest;
    }
*/

#endif
