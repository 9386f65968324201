; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; The last three bits of a number are its rest modulo 8
(set-logic QF_BV)
(declare-const counter (_ BitVec 32))
(assert (not (= (bvand counter #x00000007) (bvurem counter #x00000008))))
(check-sat)
