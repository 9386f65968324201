; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; the general form of join_u16le and join_u16be
(set-logic QF_BV)
(declare-const high (_ BitVec 8))
(declare-const low (_ BitVec 8))
(define-fun h () (_ BitVec 128) ((_ zero_extend 120) high))
(define-fun l () (_ BitVec 128) ((_ zero_extend 120) low))
(assert (not (= (bvor (bvshl h (_ bv8 128)) l) (bvadd (bvmul h (_ bv256 128)) l))))
(check-sat)
