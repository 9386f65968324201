/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A function that may wait is called under a spin lock on the marked line; linux_good.c holds the same functions repaired. */
#include "linux_kernel.h"

typedef struct { int held; } spinlock_t;
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
void msleep(unsigned int ms);
#define GFP_ATOMIC ((gfp_t)0xa20)

struct device {
  spinlock_t lock;
  struct mutex mutex;
  u32 *table;
  u32 count;
};

int allocates(struct device *d) {
  u32 *table;
  spin_lock(&d->lock);
  table = kmalloc(64, GFP_KERNEL); /* expect: irql-context "'kmalloc' may wait" */
  if (table)
    d->table = table;
  spin_unlock(&d->lock);
  return table ? 0 : -ENOMEM;
}

int sleeps(struct device *d) {
  spin_lock(&d->lock);
  d->count++;
  msleep(10); /* expect: irql-context "'msleep'" */
  spin_unlock(&d->lock);
  return 0;
}

int takes_mutex(struct device *d) {
  spin_lock(&d->lock);
  mutex_lock(&d->mutex); /* expect: irql-context "'mutex_lock'" */
  d->count = 0;
  mutex_unlock(&d->mutex);
  spin_unlock(&d->lock);
  return 0;
}

long copies(struct device *d, void __user *to) {
  long left;
  spin_lock(&d->lock);
  left = (long)copy_to_user(to, &d->count, sizeof(d->count)); /* expect: irql-context "'copy_to_user'" */
  spin_unlock(&d->lock);
  return left;
}

/* the lock is still held on this way */
int forgets_to_unlock(struct device *d, u32 n) {
  spin_lock(&d->lock);
  if (n > 7)
    goto out;
  d->count = n;
  spin_unlock(&d->lock);
  return 0;
out:
  msleep(1); /* expect: irql-context "'msleep'" */
  spin_unlock(&d->lock);
  return -EINVAL;
}

static u32 *make(gfp_t flags) {
  return kmalloc(16, flags); /* expect: irql-context "'kmalloc'" */
}

int in_a_callee(struct device *d) {
  spin_lock(&d->lock);
  d->table = make(GFP_KERNEL);
  spin_unlock(&d->lock);
  return d->table ? 0 : -ENOMEM;
}

static void lock_device(struct device *d) {
  spin_lock(&d->lock);
}

int locked_by_a_callee(struct device *d) {
  lock_device(d);
  msleep(5); /* expect: irql-context */
  spin_unlock(&d->lock);
  return 0;
}

int in_a_loop(struct device *d, int n) {
  spin_lock(&d->lock);
  for (int i = 0; i < n; i++) {
    d->count += (u32)i;
    msleep(1); /* expect: irql-context */
  }
  spin_unlock(&d->lock);
  return 0;
}

int two_locks(struct device *d, struct device *e) {
  spin_lock(&d->lock);
  spin_lock(&e->lock);
  e->count = d->count;
  spin_unlock(&e->lock);
  msleep(1); /* expect: irql-context */
  spin_unlock(&d->lock);
  return 0;
}

/* in a read section of RCU */
void rcu_read_lock(void);
void rcu_read_unlock(void);
int in_section(struct device *d) {
  u32 *table;
  rcu_read_lock();
  table = kmalloc(d->count & 63, GFP_KERNEL); /* expect: irql-context "'kmalloc' may wait" */
  if (table)
    d->table = table;
  rcu_read_unlock();
  return table ? 0 : -ENOMEM;
}

/* ---- locks left held ---- */

int lock_left_on_failure(struct device *d, u32 n) {
  spin_lock(&d->lock);
  if (n > 7)
    return -EINVAL; /* expect: irql-context "still held" */
  d->count = n;
  spin_unlock(&d->lock);
  return 0;
}

int mutex_left_behind_a_label(struct device *d, u32 n) {
  int error = -ENOMEM;
  mutex_lock(&d->mutex);
  u32 *table = kmalloc_array(n, sizeof(*table), GFP_KERNEL);
  if (!table)
    goto out;
  kfree(d->table);
  d->table = table;
  mutex_unlock(&d->mutex);
  return 0;
out:
  return error; /* expect: irql-context "still held" */
}

void left_without_a_word(struct device *d) {
  spin_lock(&d->lock);
  if (d->count == 0)
    return; /* expect: irql-context "'d->lock' still held" */
  d->count--;
  spin_unlock(&d->lock);
}

/* ---- what an interrupt runs ---- */

typedef int irqreturn_t;
struct timer_list {
  void (*function)(struct timer_list *);
};
int request_threaded_irq(unsigned int irq, irqreturn_t (*handler)(int, void *), irqreturn_t (*thread)(int, void *),
                         unsigned long flags, const char *name, void *id);
static inline int request_irq(unsigned int irq, irqreturn_t (*handler)(int, void *), unsigned long flags, const char *name,
                              void *id) {
  return request_threaded_irq(irq, handler, NULL, flags, name, id);
}

static irqreturn_t takes_a_mutex(int irq, void *id) {
  struct device *d = id;
  mutex_lock(&d->mutex); /* expect: irql-context "'mutex_lock' may wait" */
  d->count++;
  mutex_unlock(&d->mutex);
  return irq;
}

static irqreturn_t allocates_behind_a_lock(int irq, void *id) {
  struct device *d = id;
  spin_lock(&d->lock);
  d->count++;
  spin_unlock(&d->lock);
  u32 *table = kmalloc(64, GFP_KERNEL); /* expect: irql-context "'kmalloc' may wait" */
  kfree(table);
  return irq;
}

static void wait_a_moment(void) {
  msleep(1); /* expect: irql-context "'msleep' may wait" */
}

static void expired(struct timer_list *timer) {
  (void)timer;
  wait_a_moment();
}

static struct timer_list watchdog = {.function = expired};

int attach(struct device *d) {
  (void)watchdog;
  return request_irq(3, takes_a_mutex, 0, "a", d) || request_threaded_irq(4, allocates_behind_a_lock, NULL, 0, "b", d);
}
