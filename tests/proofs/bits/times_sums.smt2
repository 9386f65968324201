; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; a + b <= d ==> a * c + b * c <= d * c, for a factor c that is not negative; d is a + b + more
(set-logic QF_NIA)
(declare-const a Int)
(declare-const b Int)
(declare-const more Int)
(declare-const c Int)
(assert (and (<= 0 more) (<= 0 c)))
(assert (not (<= (+ (* a c) (* b c)) (* (+ a b more) c))))
(check-sat)
