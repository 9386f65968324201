/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Attributes and names that the text form has to carry. */
#define ANNOTATE(text) __attribute__((annotate(text)))
#define TWICE(x) ((x) + (x))
#define NULL ((void *)0)

struct request {
    unsigned length;
    ANNOTATE("bulwark::user") const void *buffer;
    ANNOTATE("odd \"text\"\\") int tag;
};

ANNOTATE("bulwark::untrusted") int handle(ANNOTATE("bulwark::user") struct request *request, int);

static inline int helper(int n)
{
    return TWICE(n);
}

int handle(struct request *request, int unused)
{
    ANNOTATE("bulwark::hardened") int h\u00e4 = helper((int)request->length);
    static int shared;
    {
        static int shared = 4;
        shared++;
    }
    return request->buffer == NULL ? shared : h\u00e4;
}
