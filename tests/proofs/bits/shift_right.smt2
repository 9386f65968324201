; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
; value >> count == value / (1 << count)
(set-logic QF_BV)
(declare-const value (_ BitVec 64))
(declare-const count (_ BitVec 64))
(assert (bvult count (_ bv64 64)))
(assert (not (= (bvlshr value count) (bvudiv value (bvshl (_ bv1 64) count)))))
(check-sat)
