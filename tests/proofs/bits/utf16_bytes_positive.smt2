; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; utf16_bytes_positive of units/utf.h, by induction over what is left of the text: it holds at the end, and where it
; holds for all later places it holds here. The opposite of the two has no answer.
(declare-fun bytes (Int) Int)
(declare-const count Int)
(declare-const at Int)
(declare-const length Int)
(declare-const width Int)
(assert (forall ((x Int)) (=> (>= x count) (= (bytes x) 0))))
(assert (forall ((x Int)) (=> (> x at) (<= 0 (bytes x)))))
(assert (and (<= 1 length) (<= length 2)))
(assert (and (<= 1 width) (<= width 4)))
(assert (=> (< at count) (= (bytes at) (+ width (bytes (+ at length))))))
(assert (not (<= 0 (bytes at))))
(check-sat)
