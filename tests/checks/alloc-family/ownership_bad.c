/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Clang's ownership attributes, and SAL's kinds of memory, say who makes and who frees; ownership_good.c holds the calls
 * repaired. */
#include <stddef.h>

#include "sal_first.h"

void *pool_take(size_t size) __attribute__((ownership_returns(pool, 1)));
void pool_give(void *block) __attribute__((ownership_takes(pool, 1)));
void pool_keep(void *block) __attribute__((ownership_holds(pool, 1)));
void *slab_take(size_t size) __attribute__((ownership_returns(slab, 1)));
__drv_allocatesMem(Token) void *make_token(void);
void free_token(__drv_freesMem(Token) void *token);
void hold_token(__drv_aliasesMem void *token);

void other_pool(void) {
  void *block = slab_take(16);
  pool_give(block); /* expect: alloc-family "pool" */
}

int lost(int again) {
  char *block = pool_take(16);
  if (!block)
    return -1;
  if (again)
    return 1; /* expect: alloc-family "'pool_take'" */
  pool_give(block);
  return 0;
}

void other_kind(void) {
  void *token = make_token();
  pool_give(token); /* expect: alloc-family "pool" */
}
