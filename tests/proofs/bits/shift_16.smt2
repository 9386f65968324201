; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; byte << 16 == 2 to the 16 times byte
(set-logic QF_BV)
(declare-const byte (_ BitVec 8))
(define-fun wide () (_ BitVec 128) ((_ zero_extend 120) byte))
(assert (not (= (bvshl wide (_ bv16 128)) (bvmul wide (_ bv65536 128)))))
(check-sat)
