/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The calls of ownership_bad.c, repaired. */
#include <stddef.h>

#include "sal_first.h"

void *pool_take(size_t size) __attribute__((ownership_returns(pool, 1)));
void pool_give(void *block) __attribute__((ownership_takes(pool, 1)));
void pool_keep(void *block) __attribute__((ownership_holds(pool, 1)));
void *slab_take(size_t size) __attribute__((ownership_returns(slab, 1)));
void slab_give(void *block) __attribute__((ownership_takes(slab, 1)));
__drv_allocatesMem(Token) void *make_token(void);
void free_token(__drv_freesMem(Token) void *token);
void hold_token(__drv_aliasesMem void *token);

void own_pool(void) {
  void *block = slab_take(16);
  slab_give(block);
}

int not_lost(int again) {
  char *block = pool_take(16);
  if (!block)
    return -1;
  if (again) {
    pool_keep(block);
    return 1;
  }
  pool_give(block);
  return 0;
}

void own_kind(int keep) {
  void *token = make_token();
  if (keep)
    hold_token(token);
  else
    free_token(token);
}
