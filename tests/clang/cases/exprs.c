/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
typedef unsigned char u8;
typedef unsigned long size_t;
struct s { int a; struct { char b[4]; } in; struct s *next; };
int g(int);

// ir: func @pointers(*
// ir: v* = index.plus v*, v* : ptr<i32>
// ir: v* = index.minus v*, v* : ptr<i32>
// ir: v* = index.plus v*, v* : ptr<i8>
// ir: v* = cast.ptr v* : ptr<void>
// ir: v* = ptrdiff v*, v* : i64
long pointers(int *p, void *v, int n)
{
    int *q = p + n;
    q = q - 2;
    v = v + 1;
    return q - p + (v != 0);
}

// The step back and forth keeps what is stepped over.
// ir: func @steps(*
// ir: v* = index.plus v*, v* : ptr<struct s> [compound]
// ir: v* = bin.sub v*, v* : i32 [compound]
// ir: v* = cast.int v* : u8
// ir: v* = bin.shl v*, v* : i32
// ir: v* = bin.add v*, v* : i32 [compound]
void steps(struct s *p, u8 c, short h)
{
    p++;
    --c;
    c <<= 3;
    h += c;
    g(c);
}

// ir: func @path(*
// ir: field v*, struct s.next : ptr<ptr<struct s>>
// ir: field v*, struct s.in : ptr<struct #*>
// ir: field v*, struct #*.b : ptr<array<i8, 4>>
// ir: cast.decay v* : ptr<i8>
// ir: index.subscript v*, v* : ptr<i8>
char path(struct s *p)
{
    return p->next->in.b[2];
}

// A statement expression's value outlives its objects.
// ir: func @block(*
// ir: decl %t
// ir: v10 = load v9 : i32
// ir: leave %t
// ir: v* = bin.add v2, v10 : i32
int block(int a)
{
    return a + ({ int t = g(a); t; });
}

// ir: func @generic(*
// ir: const 7 : i32
// ir: const 16 : u64
// ir: const 4 : u64
// ir: const 9 : i32
int generic(struct s *p)
{
    g(_Generic(p->a, int: 7, default: 8));
    g(sizeof *p + __builtin_offsetof(struct s, in));
    return __builtin_choose_expr(sizeof(p->a) == 4, 9, 10);
}

// ir: func @comma(*
// ir: call @g(*
// ir: call @g(*
// ir: bin.add
int comma(int a)
{
    return (g(a), g(a + 1)) + 1;
}

// ir: func @conversions(*
// ir: cast.int v* : i32
// ir: cast.int v* : u8 [explicit]
// ir: cast.ptrint v* : u64 [explicit]
// ir: cast.intptr v* : ptr<void> [explicit]
// ir: cast.bool v* : bool
// ir: cast.float v* : f64
_Bool conversions(long l, void *p, double *d)
{
    int narrow = l;
    u8 byte = (u8)l;
    unsigned long bits = (unsigned long)p;
    p = (void *)(bits + narrow + byte);
    _Bool flag = l;
    *d = l;
    return flag;
}

// ir: func @elvis(*
// ir: call @g(*
// ir-not: *const 4242*
int elvis(int a)
{
    return g(a) ?: a;
}

// Two operands of an unsigned and a signed comparison have one type.
// ir: func @mixed(*
// ir: cast.int v* : u32
// ir: cmp.lt v*, v* : i32
int mixed(int a, unsigned b)
{
    return a < b;
}

// ir: func @vla(*
// ir: v* = bin.mul v*, v* : u64
// ir: decl %a, v*
// ir: index.subscript v*, v* : ptr<i32>
int vla(int n)
{
    int a[n];
    a[0] = 1;
    return a[n - 1] + (int)sizeof a;
}

// Rows of variable length are stepped over by their number of elements.
// ir: func @rows(*
// ir: bin.div v*, v* : u64
// ir: bin.mul v*, v* : u64
// ir: index.subscript v*, v* : ptr<i32>
int rows(int n, int m[n][n])
{
    return m[1][2];
}

// ir: func @offset(*
// ir: bin.mul v*, v* : u64
// ir: bin.add v*, v* : u64
size_t offset(int i)
{
    return __builtin_offsetof(struct s, in.b[i]);
}
