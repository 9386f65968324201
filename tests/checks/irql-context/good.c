/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, which wait where they may. */
struct lock { int held; };
void spin_lock(struct lock *lock);
void spin_unlock(struct lock *lock);
void mutex_lock(struct lock *lock);
void mutex_unlock(struct lock *lock);
void schedule(void);

int by_switch(struct lock *lock, int what) {
  spin_lock(lock);
  switch (what) {
  case 0:
    spin_unlock(lock);
    schedule();
    return 1;
  default:
    break;
  }
  spin_unlock(lock);
  return 0;
}

int one_way(struct lock *lock, struct lock *mutex, int deep) {
  if (deep)
    mutex_lock(mutex);
  spin_lock(lock);
  spin_unlock(lock);
  if (deep)
    mutex_unlock(mutex);
  return 0;
}
