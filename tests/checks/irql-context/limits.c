/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
struct lock { int held; };
int spin_trylock(struct lock *lock);
void spin_unlock(struct lock *lock);
void schedule(void);

/* a lock that is only tried */
int tried(struct lock *lock) {
  if (!spin_trylock(lock))
    return -1;
  schedule();
  spin_unlock(lock);
  return 0;
}

/* a function out of view that may wait */
void elsewhere(void);
void spin_lock(struct lock *lock);
void calls(struct lock *lock) {
  spin_lock(lock);
  elsewhere();
  spin_unlock(lock);
}
