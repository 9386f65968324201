; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; value ^ 1 is a word as value is, and another one
(set-logic QF_BV)
(declare-const value (_ BitVec 64))
(define-fun flipped () (_ BitVec 64) (bvxor value (_ bv1 64)))
(assert (bvule value (_ bv4294967295 64)))
(assert (not (and (bvule flipped (_ bv4294967295 64)) (not (= flipped value)))))
(check-sat)
