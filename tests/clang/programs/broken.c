/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
int broken(int a)
{
    return a + missing;
}
