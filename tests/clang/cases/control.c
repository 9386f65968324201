/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
int g(int);

// ir: func @both(*
// ir: cbr v2, b2, b4
// ir: b2:
// ir: cbr v5, b3, b4
// ir: b3:
// ir: call @g(v*
// ir: b4:
// ir: ret v*
int both(int a, int b)
{
    if (a && b)
        g(1);
    return 0;
}

// A negation turns the arms round; __builtin_expect is not seen.
// ir: func @either(*
// ir: cbr v*, b2, b3
// ir: b2:
// ir: cbr v*, b4, b3
// ir: b3:
// ir: call @g(*
// ir: b4:
int either(int a, int b)
{
    if (!(__builtin_expect(!!(a), 1) && b))
        g(2);
    return 0;
}

// What a condition chooses becomes control flow, also through ?: and commas.
// ir: func @chosen(*
// ir: cbr v*, b2, b3
// ir: b2:
// ir: cbr v*, b4, b5
// ir: b3:
// ir: call @g(*
// ir: cbr v*, b4, b5
// ir: b4:
// ir: call @g(*
// ir: b5:
int chosen(int a, int b)
{
    if (a ? b : (g(0), b))
        g(3);
    return 0;
}

// As a value it goes through a temporary.
// ir: func @values(*
// ir: temp %#1: i32
// ir: temp %#2: i32
// ir: store v* to v* : i32
// ir: store v* to v* : i32
// ir: v* = load v* : i32
int values(int a, int b)
{
    return (a || b) + (a ? b : g(a));
}

// Code that cannot be reached is not there.
// ir: func @dead(*
// ir: b1:
// ir: call @g(*
// ir: ret
// ir-not: *const 77*
int dead(void)
{
    if (0 && g(1))
        g(77);
    do {
        g(4);
    } while (0);
    if (sizeof(int) == 8)
        g(77);
    return 0;
    g(77);
}

// ir: func @loops(*
// ir: cbr v*, b*, b* [loop]
// ir: cbr v*, b*, b* [loop]
// ir: cbr v*, b*, b* [loop]
int loops(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        if (i == 3)
            continue;
        sum += i;
    }
    while (n) {
        if (n == 7)
            break;
        n--;
    }
    do
        sum++;
    while (sum < n);
    return sum;
}

// ir: func @forever(*
// ir: b1:
// ir: br b2
// ir: b2:
// ir: call @g(*
// ir: br b2
void forever(void)
{
    for (;;)
        g(5);
}
// count: functions.lowered 7
