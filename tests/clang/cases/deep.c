/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// Too deep for the lowering: the function is counted as failed, the compiler lives, its neighbour is lowered.
#define A(x) x + x + x + x + x + x + x + x + x + x
#define B(x) A(x) + A(x) + A(x) + A(x) + A(x) + A(x) + A(x) + A(x) + A(x) + A(x)
#define C(x) B(x) + B(x) + B(x) + B(x) + B(x) + B(x) + B(x) + B(x) + B(x) + B(x)
int deep(int a)
{
    return C(a) + C(a) + C(a);
}
// ir: func @shallow(*
// ir: ret v*
int shallow(int a)
{
    return B(a);
}
// count: failed.nesting 1
// count: functions.failed 1
// count: functions.lowered 1
