; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; the bytes joined by shifts are the sum of products
(set-logic QF_BV)
(declare-const p0 (_ BitVec 8))
(define-fun w0 () (_ BitVec 128) ((_ zero_extend 120) p0))
(declare-const p1 (_ BitVec 8))
(define-fun w1 () (_ BitVec 128) ((_ zero_extend 120) p1))
(declare-const p2 (_ BitVec 8))
(define-fun w2 () (_ BitVec 128) ((_ zero_extend 120) p2))
(declare-const p3 (_ BitVec 8))
(define-fun w3 () (_ BitVec 128) ((_ zero_extend 120) p3))
(assert (not (= (bvor (bvshl w0 (_ bv24 128)) (bvshl w1 (_ bv16 128)) (bvshl w2 (_ bv8 128)) w3) (bvadd (bvmul w0 (_ bv16777216 128)) (bvmul w1 (_ bv65536 128)) (bvmul w2 (_ bv256 128)) (bvmul w3 (_ bv1 128))))))
(check-sat)
