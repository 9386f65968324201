; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; a ^ b of two words is a word
(set-logic QF_BV)
(declare-const a (_ BitVec 64))
(declare-const b (_ BitVec 64))
(assert (bvule a (_ bv4294967295 64)))
(assert (bvule b (_ bv4294967295 64)))
(assert (not (bvule (bvxor a b) (_ bv4294967295 64))))
(check-sat)
