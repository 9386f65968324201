/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
template <typename T> T twice(T a) { return a + a; }
int other(int a) { return twice(a); }
