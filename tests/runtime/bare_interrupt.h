/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the bare platform's test plays: an interrupt, and user memory. Defined in test_bare.c. */
#ifndef BULWARK_TESTS_BARE_INTERRUPT_H
#define BULWARK_TESTS_BARE_INTERRUPT_H

#include <stdbool.h>

extern bool bare_in_interrupt;
extern unsigned char bare_user_memory[32];

#endif
