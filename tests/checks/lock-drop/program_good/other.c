/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stddef.h>

void pool_enter(struct pool *p) {
  mutex_lock(&p->lock);
}

void pool_leave(struct pool *p) {
  mutex_unlock(&p->lock);
}

/* lets others run in between */
void pool_pause(struct pool *p) {
  mutex_unlock(&p->lock);
  wait_for(1);
  mutex_lock(&p->lock);
}

void pool_reset(struct pool *p) {
  mutex_lock(&p->lock);
  p->active = NULL;
  p->count = 0;
  mutex_unlock(&p->lock);
}

struct job *pool_active(struct pool *p) {
  return p->active;
}
