; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; a < least / b <==> a * b < least; the quotient is rounded towards zero, as in C
(set-logic QF_NIA)
(declare-const a Int)
(declare-const b Int)
(declare-const bound Int)
(declare-const quotient Int)
(declare-const rest Int)
(assert (and (< a 0) (< 0 b) (<= bound 0)))
(assert (and (= bound (+ (* b quotient) rest)) (<= rest 0) (< (- b) rest)))
(assert (not (= (< a quotient) (< (* a b) bound))))
(check-sat)
