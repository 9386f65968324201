/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
typedef unsigned long size_t;
typedef __builtin_va_list va_list;
int g(int);
void *memcpy(void *, const void *, size_t);

// ir: func @checked(*
// ir: v* = overflow.mul v*, v*, v* : bool
// ir: cbr v*
// ir: v* = overflow.add v*, v*, v* : bool
int checked(size_t a, size_t b, size_t *r)
{
    if (__builtin_mul_overflow(a, b, r))
        return 1;
    return __builtin_uaddl_overflow(a, b, r);
}

// ir: func @folded(*
// ir: const 64 : i32
// ir: const -1 : i32
// ir: call @memcpy(*
// ir-not: *const 88 *
int folded(char *p, int n)
{
    char buf[64];
    g(__builtin_object_size(buf, 0));
    g(__builtin_object_size(p, 0));
    if (__builtin_constant_p(n))
        g(88);
    if (!__builtin_types_compatible_p(int, __typeof__(n)))
        g(88);
    __builtin_memcpy(buf, p, 8);
    return buf[0];
}

// ir: func @ends(*
// ir: call @__builtin_trap()
// ir: unreachable
// ir: assume v*
// ir: unreachable
int ends(int a)
{
    if (a == 1)
        __builtin_trap();
    __builtin_assume(a > 3);
    if (a == 2)
        __builtin_unreachable();
    return a;
}

// ir: func @arguments(*
// ir: opaque "va-start"(v*) : i32
// ir: opaque "va-arg"(v*) : i32
// ir: opaque "va-end"(v*) : i32
int arguments(int n, ...)
{
    va_list list;
    __builtin_va_start(list, n);
    n = __builtin_va_arg(list, int);
    __builtin_va_end(list);
    return n;
}

// ir: func @room(*
// ir: call @alloca(v*) : ptr<void>
void *room(size_t n)
{
    return __builtin_alloca(n);
}

// ir: func @atomics(*
// ir: load v* : i32 [volatile]
// ir: bin.add
// ir: store v* to v* : i32 [volatile]
// ir: store v* to v* : i32 [volatile]
// ir: cmp.eq
// ir: cbr v*
int atomics(int *p, int *q)
{
    int old = __atomic_fetch_add(p, 2, 5);
    __atomic_store_n(p, old, 5);
    if (__atomic_compare_exchange_n(p, q, 4, 0, 5, 5))
        return 1;
    return __sync_val_compare_and_swap(p, 1, 2) + __sync_add_and_fetch(p, 3);
}

// ir: func @assembly(*
// ir: asm(v*, v*)
// ir: opaque "asm-goto"() : i32
// ir: cbr v*
int assembly(int in)
{
    int out;
    __asm__ volatile("mov %1, %0" : "=r"(out) : "r"(in) : "memory");
    __asm__ goto("jmp %l0" : : : : away);
    return out;
away:
    return 1;
}

// Floating, complex and vector values are never looked into.
// ir: func @floats(*
// ir: float : f64
// ir: cast.float v* : i32
typedef int four __attribute__((vector_size(16)));
int floats(double d, four v)
{
    d = d * 2.0 + 1;
    v = v + v;
    if (d)
        return v[1];
    return (int)d;
}

// ir: func @huge(*
__int128 huge(__int128 a)
{
    return a * 3 + 1;
}
