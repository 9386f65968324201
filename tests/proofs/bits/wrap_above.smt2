; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; What the last 32 bits of a number are that is less than twice 2^32
(set-logic QF_BV)
(declare-const value (_ BitVec 64))
(define-fun wide () (_ BitVec 64) #x0000000100000000)
(assert (bvule wide value))
(assert (bvult value (bvadd wide wide)))
(assert (not (= ((_ zero_extend 32) ((_ extract 31 0) value)) (bvsub value wide))))
(check-sat)
