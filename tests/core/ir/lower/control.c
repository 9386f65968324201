/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every way that control goes: loops, switches with ranges and fall through, goto, computed goto, short circuits. */
int classify(int c)
{
    switch (c) {
    case -5 ... -1:
        return -1;
    case 0:
        c++;
    case 1:
    case 7:
        return c;
    default:
        break;
    }
    switch ((unsigned char)c) {
    }
    return 2;
}

int loops(const int *a, int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        if (a[i] < 0)
            continue;
        if (a[i] == 99)
            break;
        sum += a[i];
    }
    while (n-- > 0 && sum < 1000)
        sum <<= 1;
    do
        sum -= n ? 1 : 2;
    while (sum > 10 || n > 3);
    return sum;
}

int jumps(int n)
{
    static void *const table[] = {&&first, &&second};
    static int calls;
    int result = 0;
    calls++;
    if (n > 1)
        goto out;
    goto *table[n];
first:
    result = 1;
second:
    result += 2;
out:
    return result + calls;
}

int expressions(int a, int b)
{
    int chosen = a ?: b;
    int both = ({
        int inner = a * b;
        inner + 1;
    });
    return (a && b) + (a || !b) + (a, b) + chosen + both;
}

void stops(void)
{
    for (;;)
        ;
}
