; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; byte << 24 == 2 to the 24 times byte
(set-logic QF_BV)
(declare-const byte (_ BitVec 8))
(define-fun wide () (_ BitVec 128) ((_ zero_extend 120) byte))
(assert (not (= (bvshl wide (_ bv24 128)) (bvmul wide (_ bv16777216 128)))))
(check-sat)
