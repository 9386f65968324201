/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functional suite as a test of its own. */
#include "suite.h"

int main(void)
{
    return suite_run() ? 1 : 0;
}
