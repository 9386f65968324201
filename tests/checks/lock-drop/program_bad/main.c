/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stddef.h>

int paused(struct pool *p) {
  int state = -1;
  pool_enter(p);
  struct job *job = p->active;
  pool_pause(p);
  if (job != NULL)
    state = job->state; /* expect: lock-drop */
  pool_leave(p);
  return state;
}

int count(struct pool *p) {
  int total = 0;
  pool_enter(p);
  unsigned n = p->count;
  pool_leave(p);
  wait_for(2);
  pool_enter(p);
  for (unsigned i = 0; i < n; i++)
    total += p->sizes[i]; /* expect: lock-drop */
  pool_leave(p);
  return total;
}

int found(struct pool *p) {
  int state = -1;
  pool_enter(p);
  struct job *job = pool_active(p);
  pool_leave(p);
  wait_for(3);
  pool_enter(p);
  if (job != NULL)
    state = job->state; /* expect: lock-drop */
  pool_leave(p);
  return state;
}
