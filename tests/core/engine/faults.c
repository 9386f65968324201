/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Programs whose last subscript goes out of bounds, each in a way that an engine can be led to call it proved. All of
 * them were called so once, or come next to one that was. core-engine-faults runs every RUN under sanitizers, where it
 * must fail, and asks the engine, which must not have proved the line. One subscript of interest a line. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define RUN(number, call)                                                                                              \
    static long r##number(int x, unsigned y, const unsigned char *in)                                                  \
    {                                                                                                                  \
        (void)x, (void)y, (void)in;                                                                                    \
        return call;                                                                                                   \
    }

static volatile int sink;

/* ---- addresses that get out of sight ---- */

static int f001(int c)
{
    int a[4] = {0}, x = 1, y = 1, *p = c ? &x : &y;
    *p = 100;
    return a[x];
}
RUN(001, f001(1))

static int f002(unsigned i)
{
    int a[4] = {0}, x = 1, *table[2] = {0, 0};
    table[i & 1] = &x;
    *table[i & 1] = 100;
    return a[x];
}
RUN(002, f002(1))

static int f003(void)
{
    int a[4] = {0};
    _Alignas(16) int b[16];
    b[0] = 1;
    int *p = (int *)(((uintptr_t)b + 15) & ~(uintptr_t)15);
    *p = 100;
    return a[b[0]];
}
RUN(003, f003())

static int f004(int **p, int **q)
{
    int a[4] = {0}, x[2] = {0};
    *p = x;
    **q = 100;
    return a[x[0]];
}
static int *slot;
RUN(004, f004(&slot, &slot))

__attribute__((noinline)) static void set_each(int n, ...)
{
    __builtin_va_list list;
    __builtin_va_start(list, n);
    *__builtin_va_arg(list, int *) = 100;
    __builtin_va_end(list);
}
static int f005(void)
{
    int a[4] = {0}, x = 1;
    set_each(1, &x);
    return a[x];
}
RUN(005, f005())

static int f006(int c)
{
    int a[4] = {0}, x = 1, y = 1, *p = c ? &x : &y;
    if (*p < 0 || *p >= 4)
        return 0;
    x = 100;
    y = 100;
    return a[*p];
}
RUN(006, f006(1))

static int f007(void)
{
    int a[4] = {0}, *p = NULL;
again:;
    int x = 1;
    if (p != NULL) {
        *p = 100;
        return a[x];
    }
    p = &x;
    goto again;
}
RUN(007, f007())

struct node {
    struct node *next;
    int value;
};
static int f008(int n)
{
    int a[4] = {0};
    struct node x = {NULL, 1}, y = {&x, 1}, *p = &y;
    while (n-- > 0)
        p = p->next;
    p->value = 100;
    return a[x.value];
}
RUN(008, f008(1))

static int f009(unsigned n)
{
    int a[4] = {0}, x = 1, *s[2] = {&x, &x}, *t[2] = {0, 0};
    if (n > sizeof t)
        return 0;
    memcpy(t, s, n);
    if (t[0] == NULL)
        return 0;
    *t[0] = 100;
    return a[x];
}
RUN(009, f009(16))

static int f010(unsigned i)
{
    int a[4] = {0}, x = 1;
    struct {
        int *p;
    } s[2] = {{0}, {0}}, t;
    s[i & 1].p = &x;
    t = s[i & 1];
    *t.p = 100;
    return a[x];
}
RUN(010, f010(1))

/* ---- zeroed memory of which something was forgotten ---- */

union view {
    unsigned word;
    unsigned char bytes[4];
};

static int f011(void)
{
    int a[4] = {0};
    union view u;
    memset(&u, 0, sizeof u);
    u.word = 0x05050505;
    u.bytes[0] = 1;
    return a[u.bytes[1]];
}
RUN(011, f011())

static int f012(int c)
{
    int a[4] = {0};
    union view u;
    memset(&u, 0, sizeof u);
    if (c)
        u.word = 0x05050505;
    else
        u.bytes[0] = 5;
    return a[u.bytes[0]];
}
RUN(012, f012(1))

static int f013(void)
{
    int a[4] = {0};
    union view u;
    unsigned char d[2];
    memset(&u, 0, sizeof u);
    u.word = 0x05050505;
    memcpy(d, &u, 2);
    return a[d[0]];
}
RUN(013, f013())

static int f014(unsigned n)
{
    int a[4] = {0};
    unsigned char s[8] = {0}, *d = malloc(n);
    if (d == NULL)
        return 0;
    s[0] = 5;
    memcpy(d, s, n);
    int i = d[0];
    free(d);
    return a[i];
}
RUN(014, f014(4))

static int f015(const unsigned char *in)
{
    int a[4] = {0};
    union view u;
    memcpy(&u, in, 4);
    if (u.bytes[1] >= 4)
        return 0;
    u.word = 0x05050505;
    u.bytes[0] = 1;
    return a[u.bytes[1]];
}
RUN(015, f015((const unsigned char *)"\1\1\1\1"))

#define SET(i) b[i] = 100;
#define TEN(d) SET(d##0) SET(d##1) SET(d##2) SET(d##3) SET(d##4) SET(d##5) SET(d##6) SET(d##7) SET(d##8) SET(d##9)
static int f016(int c)
{
    int a[4] = {0}, b[110];
    memset(b, 0, sizeof b);
    if (c) {
        TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9) TEN(10)
    }
    return a[b[109]];
}
RUN(016, f016(1))

/* ---- loops ---- */

static int next_byte(void)
{
    static int at;
    static const int bytes[] = {200, 5, 5, 5};
    return bytes[at++ & 3];
}
static int f017(int n, int (*get)(void))
{
    int a[10] = {0}, sum = 0;
    unsigned before = 0;
    for (int i = 0; i < n; i++) {
        unsigned x = (unsigned)get() & 255;
        if (x < 10)
            sum += a[before];
        before = x;
    }
    return sum;
}
RUN(017, f017(3, next_byte))

static int f018(const unsigned char *in, int n)
{
    int a[10] = {0}, sum = 0;
    unsigned char before = 0;
    for (int i = 0; i < n; i++) {
        unsigned char x = in[i];
        if (x < 10)
            sum += a[before];
        before = x;
    }
    return sum;
}
RUN(018, f018((const unsigned char *)"\310\5\5", 3))

static int f019(int n)
{
    int a[4] = {0}, sum = 0;
    int x0 = 0, x1 = 0, x2 = 0, x3 = 0, x4 = 0, x5 = 0, x6 = 0, x7 = 0, x8 = 0, x9 = 0, xa = 0, xb = 0, xc = 0, xd = 0,
        xe = 0, xf = 0;
    for (int i = 0; i < n; i++) {
        sum += a[xf];
        xf = xe, xe = xd, xd = xc, xc = xb, xb = xa, xa = x9, x9 = x8, x8 = x7, x7 = x6, x6 = x5, x5 = x4, x4 = x3,
        x3 = x2;
        x2 = x1, x1 = x0, x0 = 100;
    }
    return sum;
}
RUN(019, f019(20))

static int f020(int c, int n)
{
    int a[4] = {0}, i = 0, sum = 0;
    if (c) {
        i = 100;
        goto inside;
    }
    while (n-- > 0) {
        sum += sink;
        i = 1;
    inside:
        sum += a[i];
    }
    return sum;
}
RUN(020, f020(1, 1))

static int f021(int c, int n)
{
    int a[4] = {0}, i = 1;
    switch (c) {
    case 0:
        do {
            i = 1;
            /* fall through */
        case 7:
            sink = a[i];
        case 8:
            i = 50;
        } while (--n > 0);
        break;
    case 2:
        i = 9;
        sink = a[i & 3];
        break;
    }
    return a[i & 31];
}
RUN(021, f021(0, 3))

static int f022(int n)
{
    int a[4] = {0}, *p = NULL, *old = NULL;
    for (int i = 0; i < n; i++) {
        old = p;
        p = malloc(sizeof *p);
        if (p == NULL)
            return 0;
        *p = i != 0 ? 100 : 1;
        if (old != NULL)
            *old = 1;
    }
    return p != NULL ? a[*p] : 0;
}
RUN(022, f022(3))

/* ---- numbers ---- */

static int f023(uint64_t v)
{
    int a[4] = {0}, i = 0;
    switch (v) {
    case 0xffffffffffffffffu:
        i = 100;
        break;
    default:
        i = 1;
        break;
    }
    return a[i];
}
RUN(023, f023(UINT64_MAX))

static int f024(unsigned x)
{
    int a[8] = {0};
    struct {
        int three : 3;
    } s;
    s.three = x & 7;
    return a[s.three];
}
RUN(024, f024(7))

static int f025(int x)
{
    int a[10] = {0};
    return a[x % 10];
}
RUN(025, f025(-3))

static int f026(unsigned n)
{
    int a[10] = {0};
    unsigned i = n - 1;
    return i < 10 ? a[n] : 0;
}
RUN(026, f026(10))

static int f027(unsigned n)
{
    int a[10] = {0};
    unsigned i = 0;
    do
        a[i] = 1;
    while (++i != n && i <= 10);
    return a[0];
}
RUN(027, f027(20))

static int f028(const char *in)
{
    int a[4] = {0};
    char b[16];
    strncpy(b, in, 15);
    b[15] = 0;
    if (strlen(b) >= 4)
        return 0;
    b[3] = 'x';
    size_t n = strlen(b);
    return a[n];
}
RUN(028, f028("abc"))

/* ---- arrays in arrays, and in objects that are too small for them ---- */

struct part {
    int tag;
    short row[4];
};
struct whole {
    int before;
    struct part part[2];
    int items[8];
    long after;
};
static int f029(void)
{
    struct whole *h = malloc(sizeof h);
    if (h == NULL)
        return 0;
    return h->items[0];
}
RUN(029, f029())

static int f030(unsigned i)
{
    int m[3][5] = {{0}};
    if (i > 5)
        return 0;
    return m[1][i];
}
RUN(030, f030(5))

static int f031(unsigned i, unsigned j)
{
    struct whole w = {0};
    if (i > 2 || j > 3)
        return 0;
    return w.part[i].row[j];
}
RUN(031, f031(2, 1))

static int f032(size_t n)
{
    struct whole *h = malloc(n);
    if (h == NULL || n < 8)
        return 0;
    return h->part[1].row[1];
}
RUN(032, f032(16))

/* ---- places that are forgotten, and come back as they were long ago ---- */

static int f033(unsigned i)
{
    int a[4] = {0};
    unsigned char bytes[32] = {0};
    bytes[5] = 100;
    if (i > 8)
        return 0;
    memset(bytes + i, 0, 3);
    return a[bytes[5]];
}
RUN(033, f033(8))

union halves {
    unsigned short half[4];
    long word;
};
static void *kept;
static int f034(const unsigned char *in, long *other)
{
    int a[4] = {0};
    union halves u;
    kept = &u;
    memcpy(&u, in, 8);
    if (u.half[0] >= 4)
        return 0;
    u.word = 100;
    *other = 5;
    return a[u.half[0]];
}
static long elsewhere;
RUN(034, f034((const unsigned char *)"\1\0\0\0\0\0\0\0", &elsewhere))

/* ---- ends that need not be there ---- */

static int f035(int n)
{
    int a[4] = {0}, i = 0;
    a[0] = a[1] = a[2] = 1;
    a[3] = n;
    while (i < 4 && a[i] != 0)
        i++;
    return a[i];
}
RUN(035, f035(8))

struct seats {
    int kind;
    short taken[4];
    long after;
};
static long f036(void)
{
    struct seats s = {0};
    for (int guest = 0; guest < 8; guest++) {
        int i = 0;
        for (;;) {
            if (i >= 4)
                break;
            if (s.taken[i] == 0)
                break;
            i++;
        }
        s.taken[i] = 1;
    }
    return s.after;
}
RUN(036, f036())

static int f037(int n)
{
    char a[4] = {0};
    int i = 0;
    for (int k = 0; k < n; k++)
        a[k & 3] = 'x';
    while (i < 4 && a[i])
        i++;
    return a[i];
}
RUN(037, f037(8))
