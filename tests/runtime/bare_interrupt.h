/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The flag by which the bare platform's test plays an interrupt; defined in test_bare.c. */
#ifndef BULWARK_TESTS_BARE_INTERRUPT_H
#define BULWARK_TESTS_BARE_INTERRUPT_H

#include <stdbool.h>

extern bool bare_in_interrupt;

#endif
