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

/* ---- locks left held ---- */

int lock_released_on_failure(struct device *d, u32 n) {
  spin_lock(&d->lock);
  if (n > 7) {
    spin_unlock(&d->lock);
    return -EINVAL;
  }
  d->count = n;
  spin_unlock(&d->lock);
  return 0;
}

/* comes back with the lock when all is well: that is what it is for */
int begin(struct device *d) {
  mutex_lock(&d->mutex);
  if (d->count == 0) {
    mutex_unlock(&d->mutex);
    return -EINVAL;
  }
  return 0;
}

_Bool claimed(struct device *d) {
  spin_lock(&d->lock);
  if (d->table)
    return 1;
  spin_unlock(&d->lock);
  return 0;
}

struct device *claim(struct device *d) {
  spin_lock(&d->lock);
  if (d->table)
    return d;
  spin_unlock(&d->lock);
  return NULL;
}

/* under one condition, asked twice */
int locked_for_others(struct device *d, int shared) {
  if (shared)
    mutex_lock(&d->mutex);
  d->count++;
  if (shared)
    mutex_unlock(&d->mutex);
  return 0;
}

int mutex_lock_interruptible(struct mutex *lock);
int interrupted(struct device *d) {
  if (mutex_lock_interruptible(&d->mutex))
    return -EINVAL;
  d->count++;
  mutex_unlock(&d->mutex);
  return 0;
}

static int fails_and_unlocks(struct device *d) {
  mutex_unlock(&d->mutex);
  return -EINVAL;
}

int by_a_callee(struct device *d, u32 n) {
  mutex_lock(&d->mutex);
  if (n > 7)
    return fails_and_unlocks(d);
  d->count = n;
  mutex_unlock(&d->mutex);
  return 0;
}

void device_abort(struct device *d);
int by_others(struct device *d, u32 n) {
  mutex_lock(&d->mutex);
  if (n > 7) {
    device_abort(d); /* may do it */
    return -EINVAL;
  }
  d->count = n;
  mutex_unlock(&d->mutex);
  return 0;
}

/* code out of view releases the lock, unless it answers that it did not */
struct object {
  struct device *device;
};
int object_evict(struct object *o);
int told_by_the_answer(struct device *d, struct object *o, u32 n) {
  int error;
  u32 i;
  spin_lock(&d->lock);
  for (i = 0; i < n; i++) {
    error = object_evict(&o[i]);
    if (!error)
      return (int)i;
    if (error != -EINVAL)
      return error;
  }
  spin_unlock(&d->lock);
  return 0;
}

int hand_over_hand(struct device *d, struct device *e) {
  mutex_lock(&d->mutex);
  mutex_lock(&e->mutex);
  mutex_unlock(&d->mutex);
  e->count++;
  mutex_unlock(&e->mutex);
  return 0;
}

/* ---- what an interrupt runs ---- */

typedef int irqreturn_t;
struct timer_list {
  void (*function)(struct timer_list *);
};
struct work_struct {
  void (*func)(struct work_struct *);
};
int request_threaded_irq(unsigned int irq, irqreturn_t (*handler)(int, void *), irqreturn_t (*thread)(int, void *),
                         unsigned long flags, const char *name, void *id);
static inline int request_irq(unsigned int irq, irqreturn_t (*handler)(int, void *), unsigned long flags, const char *name,
                              void *id) {
  return request_threaded_irq(irq, handler, NULL, flags, name, id);
}

static irqreturn_t takes_a_spin_lock(int irq, void *id) {
  struct device *d = id;
  spin_lock(&d->lock);
  d->count++;
  spin_unlock(&d->lock);
  return irq;
}

/* the second half runs in a thread */
static irqreturn_t thread_may_wait(int irq, void *id) {
  struct device *d = id;
  mutex_lock(&d->mutex);
  d->count++;
  mutex_unlock(&d->mutex);
  return irq;
}

static void work_may_wait(struct work_struct *work) {
  (void)work;
  msleep(1);
}

static void expired(struct timer_list *timer) {
  (void)timer;
  u32 *table = kmalloc(64, GFP_ATOMIC);
  kfree(table);
}

static struct timer_list watchdog = {.function = expired};
static struct work_struct later = {.func = work_may_wait};

int attach(struct device *d) {
  (void)watchdog;
  (void)later;
  return request_irq(3, takes_a_spin_lock, 0, "a", d) ||
         request_threaded_irq(4, takes_a_spin_lock, thread_may_wait, 0, "b", d);
}
