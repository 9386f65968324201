/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, which wait before or after. */
#include "linux_kernel.h"

typedef struct { int held; } spinlock_t;
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
int spin_trylock(spinlock_t *lock);
void msleep(unsigned int ms);
#define GFP_ATOMIC ((gfp_t)0xa20)

struct device {
  spinlock_t lock;
  struct mutex mutex;
  u32 *table;
  u32 count;
};

int allocates(struct device *d) {
  u32 *table = kmalloc(64, GFP_KERNEL);
  if (!table)
    return -ENOMEM;
  spin_lock(&d->lock);
  d->table = table;
  spin_unlock(&d->lock);
  return 0;
}

int allocates_at_once(struct device *d) {
  u32 *table;
  spin_lock(&d->lock);
  table = kmalloc(64, GFP_ATOMIC);
  if (table)
    d->table = table;
  spin_unlock(&d->lock);
  return table ? 0 : -ENOMEM;
}

int sleeps(struct device *d) {
  spin_lock(&d->lock);
  d->count++;
  spin_unlock(&d->lock);
  msleep(10);
  return 0;
}

int mutex_first(struct device *d) {
  mutex_lock(&d->mutex);
  spin_lock(&d->lock);
  d->count = 0;
  spin_unlock(&d->lock);
  mutex_unlock(&d->mutex);
  return 0;
}

long copies(struct device *d, void __user *to) {
  u32 count;
  spin_lock(&d->lock);
  count = d->count;
  spin_unlock(&d->lock);
  return (long)copy_to_user(to, &count, sizeof(count));
}

/* held on some ways only, and waits on the others */
int sometimes(struct device *d, int locked) {
  if (locked)
    spin_lock(&d->lock);
  d->count++;
  if (locked)
    spin_unlock(&d->lock);
  else
    msleep(1);
  return 0;
}

int tries(struct device *d) {
  if (!spin_trylock(&d->lock)) {
    msleep(1);
    return -EINVAL;
  }
  d->count = 0;
  spin_unlock(&d->lock);
  return 0;
}

static u32 *make(gfp_t flags) {
  return kmalloc(16, flags);
}

int in_a_callee(struct device *d) {
  spin_lock(&d->lock);
  d->table = make(GFP_ATOMIC);
  spin_unlock(&d->lock);
  return d->table ? 0 : -ENOMEM;
}

int drops_it(struct device *d, int n) {
  spin_lock(&d->lock);
  for (int i = 0; i < n; i++) {
    d->count++;
    spin_unlock(&d->lock);
    msleep(1);
    spin_lock(&d->lock);
  }
  spin_unlock(&d->lock);
  return 0;
}

/* without waiting, and behind the section */
void rcu_read_lock(void);
void rcu_read_unlock(void);
int in_section(struct device *d) {
  u32 *table, count;
  rcu_read_lock();
  count = d->count & 63;
  table = kmalloc(count, GFP_ATOMIC);
  rcu_read_unlock();
  if (!table)
    table = kmalloc(count, GFP_KERNEL);
  if (table)
    d->table = table;
  return table ? 0 : -ENOMEM;
}
