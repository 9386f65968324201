; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; a <= b ==> a * c <= b * c, for a factor c that is not negative; b is a + more
(set-logic QF_NIA)
(declare-const a Int)
(declare-const more Int)
(declare-const c Int)
(assert (and (<= 0 more) (<= 0 c)))
(assert (not (<= (* a c) (* (+ a more) c))))
(check-sat)
