; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; b < least / a <==> a * b < least; the quotient is rounded towards zero, as in C
(set-logic QF_NIA)
(declare-const a Int)
(declare-const b Int)
(declare-const bound Int)
(declare-const quotient Int)
(declare-const rest Int)
(assert (and (< 0 a) (< b 0) (<= bound 0)))
(assert (and (= bound (+ (* a quotient) rest)) (<= rest 0) (< (- a) rest)))
(assert (not (= (< b quotient) (< (* a b) bound))))
(check-sat)
