/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdio.h>

#include "shared.h"

static void second_step(int *buffer, int at)
{
    puts("second");
    third_step(buffer, at);
}

void first_step(int *buffer, int at)
{
    puts("first");
    second_step(buffer, at);
}

void apply(void (*function)(void *), void *with)
{
    puts("apply");
    function(with);
}
