; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; word << 32 == 2 to the 32 times word
(set-logic QF_BV)
(declare-const word (_ BitVec 32))
(define-fun wide () (_ BitVec 128) ((_ zero_extend 96) word))
(assert (not (= (bvshl wide (_ bv32 128)) (bvmul wide (_ bv4294967296 128)))))
(check-sat)
