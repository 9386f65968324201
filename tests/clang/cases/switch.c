/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
int g(int);

// ir: func @ranges(*
// ir: switch v*, b4 (1: b2, 5..9: b2, -3: b3)
// ir: b2:
// ir: call @g(*
// ir: br b3
// ir: b3:
// ir: call @g(*
// ir: br b5
// ir: b4:
// ir: ret v*
// ir: b5:
int ranges(int a)
{
    switch (a) {
    case 1:
    case 5 ... 9:
        g(1);
        __attribute__((fallthrough));
    case -3:
        g(2);
        break;
    default:
        return 4;
    }
    return 0;
}

// Without a default the rest goes on behind it; a 64-bit unsigned value keeps its bits.
// ir: func @wide(*
// ir: switch v*, b3 (-1: b2)
int wide(unsigned long a)
{
    switch (a) {
    case 0xffffffffffffffff:
        g(1);
    }
    return 0;
}

// A case inside the scope of a declaration enters that scope.
// ir: func @entered(*
// ir: switch v*, b* (1: b2)
// ir: b2:
// ir: decl %x
// ir: leave %x
int entered(int a)
{
    switch (a) {
        int x;
    case 1:
        x = 3;
        g(x);
    }
    return 0;
}

// The constant switch of a size macro is one arm.
// ir: func @known(*
// ir: b1:
// ir: const 4 : i32
// ir: call @g(*
// ir: ret
int known(int *p)
{
    switch (sizeof(*p)) {
    case 1:
        return g(1);
    case 4:
        return g(4);
    case 8:
        return g(8);
    }
    return 0;
}

// Duff: a case inside a loop.
// ir: func @duff(*
// ir: switch v*, b* (1: b*)
// ir: cbr v*, b*, b* [loop]
int duff(int n)
{
    switch (n) {
        do {
            g(n);
    case 1:
            n--;
        } while (n > 0);
    }
    return n;
}
