/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A pool as kernels had it: blocks side by side in one piece of memory, the first gap that is large enough is taken,
 * and nothing lies between two blocks. What is written past a block is written into the next one, at each run the same. It
 * keeps its own books elsewhere, so a block that was overrun is given back like any other. For one thread.
 */
#ifndef W32_POOL_H
#define W32_POOL_H

#include <stddef.h>

/* Aligned for every type. On failure (no gap, too many blocks): null. */
void *w32_pool_take(size_t size);

/* Null is allowed. pre: a block of w32_pool_take; anything else is ignored. */
void w32_pool_give(void *block);

#endif
