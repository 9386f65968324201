/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
static inline int plain(int a)
{
    return a + 4711;
}
