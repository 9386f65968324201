; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; a number is the sum of its digits to the base 256
(set-logic QF_BV)
(declare-const value (_ BitVec 32))
(define-fun v () (_ BitVec 64) ((_ zero_extend 32) value))
(define-fun base () (_ BitVec 64) (_ bv256 64))
(assert (not (= v (bvadd (bvurem v base) (bvmul base (bvurem (bvudiv v base) base))
  (bvmul (_ bv65536 64) (bvurem (bvudiv v (_ bv65536 64)) base)) (bvmul (_ bv16777216 64) (bvudiv v (_ bv16777216 64)))))))
(check-sat)
