/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Pointers, arrays, integers of every width, allocation, builtins, what is opaque. */
typedef __SIZE_TYPE__ size_t;
void *allocate(size_t n, size_t size) __attribute__((malloc, alloc_size(1, 2), returns_nonnull));
void *memcpy(void *to, const void *from, size_t n);
int printf(const char *format, ...);
_Noreturn void stop(void) __attribute__((cold));
int square(int) __attribute__((const));
extern int table[];
extern volatile unsigned device;

int integers(signed char a, unsigned short b, long long c, unsigned __int128 d, _Bool e)
{
    unsigned wide = (unsigned)a + b;
    int sum;
    if (__builtin_add_overflow(a, b, &sum) || __builtin_mul_overflow(c, 3, &c))
        return -1;
    wide = ~wide ^ (wide >> 3) % 7u;
    e = c;
    return (int)(wide / 3 + d) - -sum + !e + (int)sizeof(wide);
}

double floats(float x, double y, long double z, int n)
{
    return x * y + (double)z > n ? -x : (double)n;
}

char *pointers(char *p, char **end, size_t n, int (*callback)(const void *, size_t))
{
    char local[32] = "short";
    int vla[n];
    char *start = p;
    vla[0] = (int)(p - *end);
    while (p < *end && *p++)
        n += (size_t)callback(p, n);
    memcpy(local, start, sizeof local);
    device = (unsigned)(size_t)p;
    *(volatile int *)(size_t)0x1000 = table[2] + square(vla[n - 1]);
    __asm__ volatile("" : "+r"(n) : "r"(p) : "memory");
    printf("%s %zu\n", local, n);
    if (!p)
        stop();
    return &p[-1] - 1 + n;
}

void *make(size_t n)
{
    long *made = allocate(n, sizeof(long));
    for (size_t i = 0; i < n; ++i)
        made[i] = (long)i, made[i] |= 1;
    return made;
}

int odd(int n)
{
    _Complex double z = 1.0;
    typedef int vector __attribute__((vector_size(16)));
    vector v = {n, n, n, n};
    v = v + v;
    return v[0] + (int)__real__ z + _Generic(n, int: 1, default: 2) + __builtin_expect(n, 0) + __builtin_offsetof(struct { int a, b; }, b);
}
