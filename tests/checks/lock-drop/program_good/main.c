/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stddef.h>

int paused(struct pool *p) {
  int state = -1;
  pool_enter(p);
  pool_pause(p);
  struct job *job = p->active;
  if (job != NULL)
    state = job->state;
  pool_leave(p);
  return state;
}

int count(struct pool *p) {
  int total = 0;
  pool_enter(p);
  pool_leave(p);
  wait_for(2);
  pool_enter(p);
  unsigned n = p->count;
  for (unsigned i = 0; i < n; i++)
    total += p->sizes[i];
  pool_leave(p);
  return total;
}

int found(struct pool *p) {
  int state = -1;
  pool_enter(p);
  pool_leave(p);
  wait_for(3);
  pool_enter(p);
  struct job *job = pool_active(p);
  if (job != NULL)
    state = job->state;
  pool_leave(p);
  return state;
}
