/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
int g(int);
void drop(int **p);

// Leaving scopes by goto says so; arriving before a declaration's scope does not.
// ir: func @out(*
// ir: decl %a
// ir: decl %b
// ir: leave %b
// ir: leave %a
// ir: br b*
int out(int n)
{
    {
        int a = g(1);
        {
            int b = g(2);
            if (n)
                goto end;
            g(b);
        }
        g(a);
    }
end:
    return 0;
}

// Jumping forward into a scope brings its objects to life.
// ir: func @in(*
// ir: decl %late
// ir: br b*
// ir: decl %late
int in(int n)
{
    if (n)
        goto middle;
    int late;
    late = 2;
middle:
    late = 3;
    return late;
}

// ir: func @back(*
// ir: leave %x
// ir: br b2
int back(int n)
{
again:
    n = g(n);
    {
        int x = n;
        if (x)
            goto again;
    }
    return 0;
}

// ir: func @computed(*
// ir: indirect(b*, b*)
int computed(int n)
{
    static void *const table[] = {&&one, &&two};
    goto *table[n];
one:
    g(1);
two:
    g(2);
    return 0;
}

// ir: func @cleaned(*
// ir: decl %p
// ir: call @drop(*
// ir: ret v*
// ir: call @drop(*
// ir: leave %p
int cleaned(int n)
{
    {
        __attribute__((cleanup(drop))) int *p = 0;
        if (n)
            return n;
        g(*p);
    }
    return 1;
}

// Breaking out of a loop leaves what the body declared.
// ir: func @broken(*
// ir: decl %t
// ir: leave %t
// ir: leave %t
int broken(int n)
{
    while (n) {
        int t = g(n);
        if (t)
            break;
    }
    return 0;
}
// count: functions.lowered 6
