/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
void *memcpy(void *to, const void *from, __SIZE_TYPE__ size);
#define COPY(to, from, size) memcpy((to), (from), (size) + 1)
void copy_twice(const char *from, unsigned n)
{
    char text[8];
    if (n > 12)
        return;
    COPY(text, from, n);
    memcpy(text,
           from, n);
}
