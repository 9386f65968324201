/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
struct pair { int a, b; };
struct bits { unsigned x : 3, : 2, y : 11; unsigned char tail; };
union both { int i; char c[8]; };
struct pair make(int a);
int take(struct pair p);
struct flex { int n; int data[]; };
struct old { int n; int data[1]; };

// ir: struct bits size 4 align 4 {
// ir: x: u32 @0 width 3
// ir: y: u32 @0.5 width 11
// ir: tail: u8 @2

// ir: func @by_value(*
// ir: local %p: struct pair
// ir-not: *%p: struct pair [address_taken*
// ir: v* = call @make(v*) into v* : struct pair
// ir: copy v* to v* : struct pair
// ir: v* = call @take(v*) : i32
// ir: call @make(v*) into v* : struct pair
// ir: field v*, struct pair.b : ptr<i32>
int by_value(struct pair *q)
{
    struct pair p = make(1);
    *q = p;
    take(p);
    return make(2).b;
}

// ir: func @returned(*
// ir: ret v* : struct pair
struct pair returned(void)
{
    struct pair p = {1, 2};
    return p;
}

// All members given: nothing is cleared. Some missing: all is cleared first.
// ir: func @whole(*
// ir: decl %p
// ir: store v* to v* : i32 [init]
// ir: store v* to v* : i32 [init]
// ir: decl %q
// ir: zero v* : struct pair [init]
// ir: store v* to v* : i32 [init]
int whole(void)
{
    struct pair p = {1, 2};
    struct pair q = {.b = 2};
    return p.a + q.b;
}

// ir: func @nested(*
// ir: zero v* : array<struct pair, 3> [init]
// ir: v* = const 2 : u64
// ir: store v* to v* : i32 [init]
// ir: zero v* : union both [init]
// ir: zero v* : array<i8, 8> [init]
// ir: copy v* to v* : array<i8, 4> [init]
// ir: copy v* to v* : array<i8, 3> [init]
int nested(void)
{
    struct pair p[3] = {[2] = {5, 6}};
    union both u = {.i = 3};
    char s[8] = "abc", exact[3] = "xyz";
    return p[1].a + u.i + s[1] + exact[2];
}

// A bit-field is read and written as such, and its value is what fits.
// ir: func @bitfields(*
// ir: store v* to v*, struct bits.x : u32
// ir: load v*, struct bits.x : u32
// ir: load v*, struct bits.y : u32
// ir: bin.add v*, v* : i32 [compound]
// ir: store v* to v*, struct bits.y : u32
int bitfields(struct bits *b)
{
    int kept = b->x = 9;
    b->y++;
    return kept;
}

// ir: func @literal(*
// ir: temp %#1: struct pair
// ir: call @take(v*) : i32
int literal(int a)
{
    return take((struct pair){a, .b = 3}) + take(a ? (struct pair){1, 2} : make(3));
}

// ir: func @flexible(*
// ir: field v*, struct flex.data : ptr<array<i32>>
// ir: field v*, struct old.data : ptr<array<i32, 1>(flexible)>
int flexible(struct flex *f, struct old *o)
{
    return f->data[1] + o->data[1];
}
