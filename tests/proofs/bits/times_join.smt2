; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; all == 65536 * high + low ==> all * by == 65536 * (high * by) + low * by
(set-logic QF_NIA)
(declare-const high Int)
(declare-const low Int)
(declare-const by Int)
(declare-const all Int)
(assert (= all (+ (* 65536 high) low)))
(assert (not (= (* all by) (+ (* 65536 (* high by)) (* low by)))))
(check-sat)
