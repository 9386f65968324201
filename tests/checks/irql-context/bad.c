/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The same in plain C, by the names of two kernels; good.c holds it repaired. */
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
    schedule(); /* expect: irql-context "'schedule'" */
    break;
  default:
    break;
  }
  spin_unlock(lock);
  return 0;
}

int one_way(struct lock *lock, struct lock *mutex, int deep) {
  spin_lock(lock);
  if (deep) {
    mutex_lock(mutex); /* expect: irql-context "'mutex_lock'" */
    mutex_unlock(mutex);
  }
  spin_unlock(lock);
  return 0;
}
