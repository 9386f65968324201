; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; value <= most >> count ==> value << count <= most
(set-logic QF_BV)
(declare-const value (_ BitVec 64))
(declare-const most (_ BitVec 64))
(declare-const count (_ BitVec 128))
(define-fun wide_value () (_ BitVec 128) ((_ zero_extend 64) value))
(define-fun wide_most () (_ BitVec 128) ((_ zero_extend 64) most))
(assert (bvult count (_ bv64 128)))
(assert (bvule wide_value (bvlshr wide_most count)))
(assert (not (bvule (bvshl wide_value count) wide_most)))
(check-sat)
