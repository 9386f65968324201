; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; 1 <= 1 << count <= 2 to the 63
(set-logic QF_BV)
(declare-const count (_ BitVec 64))
(assert (bvult count (_ bv64 64)))
(define-fun shifted () (_ BitVec 64) (bvshl (_ bv1 64) count))
(assert (not (and (bvule (_ bv1 64) shifted) (bvule shifted (_ bv9223372036854775808 64)))))
(check-sat)
