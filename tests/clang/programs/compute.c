/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What random programs do not reach: each function is run compiled and as IR, on every pair of arguments. */
extern int printf(const char *, ...);
void *memcpy(void *, const void *, __SIZE_TYPE__);
__SIZE_TYPE__ strlen(const char *);

struct point { int x, y; };
struct node { struct node *next; long value; };
union word { unsigned whole; unsigned char bytes[4]; struct { unsigned short low, high; }; };
struct flags { unsigned a : 1, b : 3, : 0, c : 20; _Bool set : 1; long long far : 40; };
struct tail { int count; int items[]; };

static long factorial(long n) { return n < 2 ? 1 : n * factorial(n - 1); }
long recursion(long a, long b) { return factorial(a & 15) + factorial(b & 7); }

long list(long a, long b)
{
    struct node c = {0, a}, d = {&c, b}, e = {.value = 3, .next = &d};
    long sum = 0;
    for (struct node *at = &e; at; at = at->next)
        sum = sum * 3 + at->value;
    return sum;
}

long pun(long a, long b)
{
    union word w = {.whole = (unsigned)a};
    w.bytes[1] ^= (unsigned char)b;
    w.high += w.low;
    return w.whole;
}

long packed(long a, long b)
{
    struct flags f = {.b = (unsigned)a, .c = (unsigned)b};
    f.a = f.b;
    f.far = a * 1000003 - b;
    f.set = f.c & 2;
    f.b += 5;
    f.c <<= 3;
    f.far--;
    return f.a + 2 * f.b + 16 * f.c + f.far + f.set;
}

static struct point swap(struct point p) { return (struct point){p.y, p.x}; }
long by_value(long a, long b)
{
    struct point p = {(int)a, (int)b}, q;
    q = swap(a > b ? swap(p) : p);
    p = (q = swap(q), q);
    return 3L * p.x + q.y + swap(p).x;
}

static long add(long a, long b) { return a + b; }
static long sub(long a, long b) { return a - b; }
long through_pointers(long a, long b)
{
    long (*op)(long, long) = a & 1 ? add : sub;
    long (*table[2])(long, long) = {sub, add};
    return op(a, b) * 3 + (*table[b & 1])(b, a);
}

long rows(long a, long b)
{
    int n = (int)(a & 3) + 1, m = (int)(b & 3) + 2;
    int grid[n][m];
    long sum = 0;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < m; k++)
            grid[i][k] = i * 10 + k;
    int (*row)[m] = grid + n - 1;
    for (int k = 0; k < m; k++)
        sum += (*row)[k] * (k + 1);
    return sum * 100 + (long)sizeof grid + (&grid[n - 1] - grid);
}

long strings(long a, long b)
{
    char text[12] = "kernel", exact[3] = "abc", all[] = "space";
    const char *names[] = {"one", "three", [3] = "seven"};
    text[a & 3] = (char)(b & 15) + 'a';
    return (long)strlen(text) + text[1] + exact[2] + (long)sizeof all + names[3][b & 3] + text[11];
}

long state_machine(long a, long b)
{
    long out = 0;
    unsigned long input = (unsigned long)a ^ (unsigned long)b << 7;
    int depth = 0;
start:
    if (depth++ > 20)
        goto done;
    switch (input & 7) {
    case 0:
        out += 1;
        input >>= 1;
        goto start;
    case 1 ... 3: {
        long step = out;
        input >>= 2;
        if (step > 100)
            goto done;
        out = step * 2 + 1;
        goto start;
    }
    case 4:
        out ^= 0x55;
    case 5:
        out++;
        break;
    default:
        input >>= 3;
        if (input)
            goto start;
    }
done:
    return out;
}

long duff(long a, long b)
{
    long count = (a & 15) + 1, n = (count + 3) / 4, sum = 0;
    switch (count % 4) {
    case 0: do { sum += b & 0xff;
    case 3:      sum += 3;
    case 2:      sum ^= 2;
    case 1:      sum++;
            } while (--n > 0);
    }
    return sum;
}

static long trace;
static void leave(int *p) { trace = trace * 7 + *p; }
long cleanups(long a, long b)
{
    trace = 0;
    for (int i = 0; i < 4; i++) {
        __attribute__((cleanup(leave))) int outer = i + 1;
        if (i == (a & 3))
            continue;
        __attribute__((cleanup(leave))) int inner = 10 * i;
        if (i == (b & 3))
            break;
    }
    return trace;
}

static long early(long a)
{
    __attribute__((cleanup(leave))) int seen = 5;
    long result = trace + a;
    if (a & 1)
        return result;
    {
        __attribute__((cleanup(leave))) int second = 6;
        if (a & 2)
            return ({ __attribute__((cleanup(leave))) int third = 8; result + third; });
    }
    return result + seen;
}
long returns(long a, long b)
{
    trace = b & 3;
    return early(a) * 1000 + trace;
}

long checked(long a, long b)
{
    int narrow;
    unsigned char tiny;
    long wide;
    long flags = __builtin_add_overflow(a, b, &narrow) | __builtin_mul_overflow(a, b, &wide) << 1 |
                 __builtin_sub_overflow((unsigned)a, b, &tiny) << 2;
    return flags + narrow + wide + tiny;
}

long atomics(long a, long b)
{
    int cell = (int)a, expected = (int)b;
    long sum = __atomic_fetch_add(&cell, 3, __ATOMIC_SEQ_CST);
    sum += __atomic_xor_fetch(&cell, (int)b, __ATOMIC_RELAXED);
    sum += __atomic_compare_exchange_n(&cell, &expected, 9, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    sum += __sync_val_compare_and_swap(&cell, 9, 10) + __sync_fetch_and_nand(&cell, 6);
    sum += __atomic_exchange_n(&cell, 4, __ATOMIC_SEQ_CST);
    return sum * 2 + cell + expected;
}

long generic(long a, long b)
{
    return _Generic((char)a, char: a, default: b) + __builtin_choose_expr(sizeof(a) == 8, b, 0) +
           (long)__builtin_offsetof(struct node, value) + (long)__builtin_offsetof(struct point, y) * (a & 1);
}

long pointers(long a, long b)
{
    int cells[8] = {1, 2, 3, 4, 5, 6, 7, 8}, *p = cells + (a & 3), *q = &cells[7];
    void *raw = p;
    raw = raw + sizeof(int);
    *(int *)raw += (int)b;
    q -= b & 1;
    return (q - p) * 100 + *p++ + *--q + (p < q) + ((int *)raw == p) * 10 + !p + (p && q);
}

long nested_init(long a, long b)
{
    struct { struct point p[3]; union word w; char tag[4]; } all = {
        .p[1] = {.y = (int)a}, .p[2] = {(int)b}, .w.high = 7, .tag = "xy"};
    struct point again[4] = {[1 ... 2] = {(int)b, 1}};
    return all.p[0].x + all.p[1].y * 3L + all.p[2].x + all.w.whole + all.tag[1] + again[2].x + again[3].y;
}

long logic(long a, long b)
{
    int n = 0;
    _Bool flag = a;
    long r = (a && (n++, b)) || (n += 2, !b);
    flag ^= b > 3;
    flag++;
    r += flag ? n : a > b ? (long)n * 2 : 40;
    return r + (a ?: 5) + (long)(signed char)a + (long)(unsigned short)b;
}

long forever(long a, long b)
{
    long n = a & 31;
    for (;;) {
        if (n++ > 40)
            break;
        while (1) {
            if (n & 1)
                break;
            n += b & 1 ? 3 : 1;
        }
    }
    return n;
}

#define CASES(X) X(recursion) X(list) X(pun) X(packed) X(by_value) X(through_pointers) X(rows) X(strings) \
    X(state_machine) X(duff) X(cleanups) X(returns) X(checked) X(atomics) X(generic) X(pointers) X(nested_init) \
    X(logic) X(forever)

int main(void)
{
    static const long args[] = {0, 1, 2, 3, -1, 77, 0x7fffffff, -0x80000000L, 123456789012};
    for (int i = 0; i < 9; i++)
        for (int k = 0; k < 9; k += 2) {
            long a = args[i], b = args[k];
#define X(name) printf(#name " %ld %ld %ld\n", a, b, name(a, b));
            CASES(X)
#undef X
        }
    return 0;
}
