; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; byte << 8 == 2 to the 8 times byte
(set-logic QF_BV)
(declare-const byte (_ BitVec 8))
(define-fun wide () (_ BitVec 128) ((_ zero_extend 120) byte))
(assert (not (= (bvshl wide (_ bv8 128)) (bvmul wide (_ bv256 128)))))
(check-sat)
