; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; all == 65536 * high + low ==> all * by == 65536 * (high * by) + low * by
(set-logic QF_NIA)
(declare-const high Int)
(declare-const low Int)
(declare-const by Int)
; defined, not assumed equal: so the two sides are one polynomial, and z3 need not search
(define-fun all () Int (+ (* 65536 high) low))
(assert (not (= (* all by) (+ (* 65536 (* high by)) (* low by)))))
(check-sat)
