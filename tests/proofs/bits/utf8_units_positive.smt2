; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; utf8_units_positive of units/utf.h, by induction over what is left of the text: it holds at the end, and where it
; holds for all later places it holds here. The opposite of the two has no answer.
(declare-fun units (Int) Int)
(declare-const count Int)
(declare-const at Int)
(declare-const length Int)
(declare-const width Int)
(assert (forall ((x Int)) (=> (>= x count) (= (units x) 0))))
(assert (forall ((x Int)) (=> (> x at) (<= 0 (units x)))))
(assert (and (<= 1 length) (<= length 4)))
(assert (and (<= 1 width) (<= width 2)))
(assert (=> (< at count) (= (units at) (+ width (units (+ at length))))))
(assert (not (<= 0 (units at))))
(check-sat)
