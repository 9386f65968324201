; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; value << count == value * (1 << count), in 128 bits, where neither side loses any
(set-logic QF_BV)
(declare-const value (_ BitVec 64))
(declare-const count (_ BitVec 128))
(assert (bvult count (_ bv64 128)))
(define-fun wide () (_ BitVec 128) ((_ zero_extend 64) value))
(assert (not (= (bvshl wide count) (bvmul wide (bvshl (_ bv1 128) count)))))
(check-sat)
