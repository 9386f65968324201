/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// flags: -Icases/include -isystem cases/system
#include "bulwark/trusted.h"
#include "plain.h"
#include "outer.h"
struct packet { unsigned short n; __attribute__((annotate("bulwark::untrusted"))) int kind;
    int *items __attribute__((annotate("bulwark::counted_by(n)"))); };
#if __has_attribute(counted_by)
struct counted { int n; char data[] __attribute__((counted_by(n))); };
#else
struct counted { int n; char data[]; };
#endif
#define OWN(p) ((p)[1])

// ir: struct packet size 16 align 8 {
// ir: n: u16 @0
// ir: kind: i32 @4 [annotate "bulwark::untrusted"]
// ir: items: ptr<i32> @8 [counted_by n, annotate "bulwark::counted_by(n)"]
// ir: struct counted size 4 align 4 {
// ir: data: array<i8> @4 [counted_by n]

// ir: func @macros(*
// ir: index.subscript v*, v* : ptr<i32> [macro, trusted]
// ir: index.subscript v*, v* : ptr<i32> [macro]
// ir: index.subscript v*, v* : ptr<i32> [macro, system]
// ir: index.subscript v*, v* : ptr<i32>
int macros(int *p, int i)
{
    return TRUSTED_AT(p, 0) + OWN(p) + OUTER_AT(p, 2) + p[i];
}

// ir: func @escape(*
// ir: load v* : i32 [unsafe]
// ir: load v* : i32
int escape(int *p)
{
    int a;
    BW_UNSAFE("measured elsewhere") {
        a = *p;
    }
    return a;
}

// ir: func @layout(*
int layout(struct packet *k, struct counted *c, int __attribute__((address_space(1))) *user)
{
    return k->n + k->items[0] + c->data[0] + plain(1) + *user;
}

// A function of a header is there, but not lowered until it is asked for.
// ir: func @plain(*
// ir-not: *const 4711 *
// count: functions.lowered 3
// count: unsafe 1
