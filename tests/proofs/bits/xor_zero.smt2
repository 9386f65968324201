; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; a ^ b == 0 ==> a == b
(set-logic QF_BV)
(declare-const a (_ BitVec 32))
(declare-const b (_ BitVec 32))
(assert (= (bvxor a b) (_ bv0 32)))
(assert (not (= a b)))
(check-sat)
