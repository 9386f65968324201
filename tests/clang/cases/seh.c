/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
// flags: --target=x86_64-w64-mingw32 -fms-extensions
void probe(void *p, unsigned long n);
int g(int);

// The handler is reachable from the start of the body and from behind each call.
// ir: func @caught(*
// ir: opaque "seh"() : i32
// ir: cbr v*, b4, b2
// ir: b2:
// ir: call @probe(*
// ir: opaque "seh"() : i32
// ir: cbr v*, b4, b3
// ir: b3:
// ir: br b5
// ir: b4:
// ir: const -1 : i32
// ir: store
// ir: b5:
// ir: ret
int caught(int *p)
{
    int status = 0;
    __try {
        probe(p, 4);
        status = *p;
    } __except (1) {
        status = -1;
    }
    return status;
}

// A filter that may say no lets the exception go on.
// ir: func @filtered(*
// ir: call @g(*
// ir: call @g(*
// ir: cbr
// ir: unreachable
int filtered(int a)
{
    __try {
        g(a);
    } __except (g(2)) {
        return 1;
    }
    return 0;
}

// The finally block stands on every way out: return, the end, and an exception.
// ir: func @finally(*
// ir: call @g(v*) : i32
// ir: ret
// ir: call @g(v*) : i32
// ir: call @g(v*) : i32
// ir: unreachable
// ir: ret
int finally(int a)
{
    __try {
        if (a)
            return 1;
        if (a == 2)
            __leave;
    } __finally {
        g(a);
    }
    return 0;
}
// count: functions.lowered 3
