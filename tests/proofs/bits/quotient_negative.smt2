; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; b < most / a <==> most < a * b, for negative a and b; the quotient is rounded towards zero, as in C
(set-logic QF_NIA)
(declare-const a Int)
(declare-const b Int)
(declare-const bound Int)
(declare-const quotient Int)
(declare-const rest Int)
(assert (and (< a 0) (< b 0) (<= 0 bound)))
(assert (and (= bound (+ (* a quotient) rest)) (<= 0 rest) (< rest (- a))))
(assert (not (= (< b quotient) (< bound (* a b)))))
(check-sat)
