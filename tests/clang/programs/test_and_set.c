/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Atomic operations without an operand besides the object. */
void spin(void);
int once(void);

static char busy;

void spin(void)
{
    while (__atomic_test_and_set(&busy, __ATOMIC_ACQUIRE))
        ;
    __atomic_clear(&busy, __ATOMIC_RELEASE);
}

int once(void)
{
    static _Bool done;
    return !__atomic_test_and_set(&done, __ATOMIC_RELAXED);
}
