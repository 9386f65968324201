; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; bits_one is defined by the three axioms one, not_one and none: some predicate satisfies them, so they contradict nothing
(set-logic QF_BV)
(declare-const value (_ BitVec 64))
(define-fun below () (_ BitVec 64) (bvsub value (_ bv1 64)))
(define-fun bits_one () Bool (and (not (= value (_ bv0 64))) (= (bvand value below) (_ bv0 64))))
(assert (or (and (not (= value (_ bv0 64))) (= (bvand value below) (_ bv0 64)) (not bits_one))
            (and (not (= (bvand value below) (_ bv0 64))) bits_one)
            (and (= value (_ bv0 64)) bits_one)))
(check-sat)
