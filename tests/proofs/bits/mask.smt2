; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; What value & mask is, for a mask one below a power of two
(set-logic QF_BV)
(declare-const value (_ BitVec 64))
(declare-const mask (_ BitVec 64))
(define-fun power () (_ BitVec 64) (bvadd mask (_ bv1 64)))
(define-fun rest () (_ BitVec 64) (bvand value mask))
(assert (not (= power (_ bv0 64))))
(assert (= (bvand power mask) (_ bv0 64)))
(assert (not (and (bvule rest mask) (bvule rest value) (= (bvurem (bvsub value rest) power) (_ bv0 64)))))
(check-sat)
