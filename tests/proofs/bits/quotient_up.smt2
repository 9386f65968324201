; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; most / b < a <==> most < a * b; the quotient is rounded towards zero, as in C
(set-logic QF_NIA)
(declare-const a Int)
(declare-const b Int)
(declare-const bound Int)
(declare-const quotient Int)
(declare-const rest Int)
(assert (and (< 0 a) (< 0 b) (<= 0 bound)))
(assert (and (= bound (+ (* b quotient) rest)) (<= 0 rest) (< rest b)))
(assert (not (= (< quotient a) (< bound (* a b)))))
(check-sat)
