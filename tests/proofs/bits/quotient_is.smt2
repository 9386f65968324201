; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; a quotient and a rest below the divisor are those of the division, which is another such pair
(set-logic QF_NIA)
(declare-const quotient Int)
(declare-const by Int)
(declare-const rest Int)
(declare-const other Int)
(declare-const left Int)
(assert (and (< 0 by) (<= 0 rest) (< rest by) (<= 0 left) (< left by)))
(assert (= (+ (* quotient by) rest) (+ (* other by) left)))
(assert (not (and (= quotient other) (= rest left))))
(check-sat)
