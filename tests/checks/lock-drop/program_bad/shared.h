/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef SHARED_H
#define SHARED_H
struct lock {
  int held;
};
void mutex_lock(struct lock *lock);
void mutex_unlock(struct lock *lock);
void wait_for(int what);
struct job {
  int state;
  int size;
};
struct pool {
  struct lock lock;
  struct job *active;
  int *sizes;
  unsigned count;
};
void pool_enter(struct pool *p);
void pool_leave(struct pool *p);
void pool_pause(struct pool *p);
void pool_reset(struct pool *p);
struct job *pool_active(struct pool *p);
#endif
