; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; What the last 32 bits of a negative number are, 2^32 below zero at most
(set-logic QF_BV)
(declare-const value (_ BitVec 64))
(define-fun wide () (_ BitVec 64) #x0000000100000000)
(assert (bvsle (bvneg wide) value))
(assert (bvslt value #x0000000000000000))
(assert (not (= ((_ zero_extend 32) ((_ extract 31 0) value)) (bvadd value wide))))
(check-sat)
