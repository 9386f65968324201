; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; the bytes joined by shifts are the sum of products
(set-logic QF_BV)
(declare-const p0 (_ BitVec 8))
(define-fun w0 () (_ BitVec 128) ((_ zero_extend 120) p0))
(declare-const p1 (_ BitVec 8))
(define-fun w1 () (_ BitVec 128) ((_ zero_extend 120) p1))
(assert (not (= (bvor w0 (bvshl w1 (_ bv8 128))) (bvadd (bvmul w0 (_ bv1 128)) (bvmul w1 (_ bv256 128))))))
(check-sat)
