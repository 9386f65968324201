/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
void *memcpy(void *to, const void *from, __SIZE_TYPE__ size);
struct name {
    char text[8];
    unsigned size;
};

void copy_name(struct name *to, const char *from, unsigned n)
{
    char text[8];
    if (n > 12)
        return;
    memcpy(text, from, n);
    to->size = n;
    memcpy(to->text, text, 8);
}
