/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Three times the same fault: allowed with a reason, allowed without one, not allowed. */
void fill(const char *from);

static char name[4];

void fill(const char *from)
{
    /* bulwark: allow(copy-extent) what comes behind name is padding */
    __builtin_memcpy(name, from,
                     8);
    __builtin_memcpy(name, from, 9); /* bulwark: allow(copy-extent) */
    __builtin_memcpy(name, from, 10);
}
