/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdio.h>

#include "attacks/attacks.h"

bool w32_attack_canary(const void *bytes, size_t size, size_t run)
{
    const uint8_t *at = bytes;
    size_t found = 0;

    for (size_t i = 0; i < size && found < run; i++)
        found = at[i] == W32_ATTACK_CANARY ? found + 1 : 0;
    return found >= run;
}

static uint32_t told;

uint32_t w32_attack_told(void)
{
    return told;
}

void w32_attack_tell(const char *what)
{
    told++;
    fprintf(stderr, "canary: %s\n", what);
}
