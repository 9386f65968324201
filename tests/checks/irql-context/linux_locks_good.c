/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_locks_bad.c, repaired, and what takes and releases locks in ways that only look wrong. */
#include "linux_kernel.h"

typedef struct { int held; } spinlock_t;
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
void read_lock(spinlock_t *lock);
void read_unlock(spinlock_t *lock);
int mutex_trylock(struct mutex *lock);
int mutex_lock_interruptible(struct mutex *lock);
void wait_for_others(void);
struct device {
  spinlock_t lock;
  struct mutex mutex;
  u32 count, state;
  struct device *next;
};
int may_release(struct device *d);

static spinlock_t all;
static u32 total;

int nested(struct device *d) {
  mutex_lock(&d->mutex);
  if (d->count > 3)
    d->count = 0;
  mutex_unlock(&d->mutex);
  return 0;
}

/* another object's lock */
int both(struct device *a, struct device *b) {
  mutex_lock(&a->mutex);
  if (a != b)
    mutex_lock(&b->mutex);
  a->count += b->count;
  if (a != b)
    mutex_unlock(&b->mutex);
  mutex_unlock(&a->mutex);
  return 0;
}

static void reset(struct device *d) {
  spin_lock(&d->lock);
  d->state = 0;
  spin_unlock(&d->lock);
}

int through_helper(struct device *d, u32 n) {
  spin_lock(&d->lock);
  d->count = n;
  spin_unlock(&d->lock);
  if (n == 0)
    reset(d);
  return 0;
}

/* dropped and taken again for a while */
int drops(struct device *d) {
  spin_lock(&d->lock);
  d->state = 1;
  spin_unlock(&d->lock);
  wait_for_others();
  spin_lock(&d->lock);
  d->state = 2;
  spin_unlock(&d->lock);
  return 0;
}

static void drops_callers(struct device *d) {
  spin_unlock(&d->lock);
  wait_for_others();
  spin_lock(&d->lock);
}

int through_dropping_helper(struct device *d) {
  spin_lock(&d->lock);
  drops_callers(d);
  d->state = 2;
  spin_unlock(&d->lock);
  return 0;
}

int label(struct device *d, u32 n) {
  int result = 0;
  mutex_lock(&d->mutex);
  if (d->count > n) {
    result = -EINVAL;
    goto out;
  }
  d->count = n;
out:
  mutex_unlock(&d->mutex);
  return result;
}

/* each round has another one */
int all_of_them(struct device *d) {
  struct device *p;
  for (p = d; p; p = p->next)
    spin_lock(&p->lock);
  for (p = d; p; p = p->next)
    spin_unlock(&p->lock);
  return 0;
}

int hand_over_hand(struct device *d) {
  spin_lock(&d->lock);
  while (d->next) {
    struct device *next = d->next;
    spin_lock(&next->lock);
    spin_unlock(&d->lock);
    d = next;
  }
  spin_unlock(&d->lock);
  return 0;
}

struct list {
  struct device *current;
};

int the_next_one(struct list *l) {
  mutex_lock(&l->current->mutex);
  l->current->count = 0;
  mutex_unlock(&l->current->mutex);
  l->current = l->current->next;
  mutex_lock(&l->current->mutex);
  l->current->count = 1;
  mutex_unlock(&l->current->mutex);
  return 0;
}

/* whether it was got, the answer says */
int tries(struct device *d) {
  mutex_lock(&d->mutex);
  d->count = 1;
  mutex_unlock(&d->mutex);
  if (!mutex_trylock(&d->mutex))
    return -EINVAL;
  d->count = 2;
  mutex_unlock(&d->mutex);
  if (mutex_lock_interruptible(&d->mutex))
    return -EINVAL;
  d->count = 3;
  mutex_unlock(&d->mutex);
  return 0;
}

/* code out of view releases it */
int asks(struct device *d) {
  mutex_lock(&d->mutex);
  if (may_release(d))
    mutex_lock(&d->mutex);
  mutex_unlock(&d->mutex);
  return 0;
}

/* those that read may be several, and one of them twice */
int reads(struct device *d) {
  u32 n;
  read_lock(&d->lock);
  n = d->count;
  read_lock(&d->lock);
  n += d->state;
  read_unlock(&d->lock);
  read_unlock(&d->lock);
  return (int)n;
}

int again(u32 n) {
retry:
  spin_lock(&all);
  if (total > n) {
    spin_unlock(&all);
    wait_for_others();
    goto retry;
  }
  total += n;
  spin_unlock(&all);
  return 0;
}

int device_set(struct device *d, u32 n);
int leaves_when_it_fails(struct device *d, u32 n) {
  int result;
  mutex_lock(&d->mutex);
  result = device_set(d, n);
  if (!result)
    d->count = n;
  mutex_unlock(&d->mutex);
  return result;
}

int one_return(struct device *d, u32 n) {
  int result;
  mutex_lock(&d->mutex);
  result = device_set(d, n);
  if (result < 0)
    goto out;
  d->count = n;
  result = 0;
out:
  mutex_unlock(&d->mutex);
  return result;
}

/* its name says that it may */
int device_set_unlock(struct device *d, u32 n);
int given_back_by_another(struct device *d, u32 n) {
  int result;
  mutex_lock(&d->mutex);
  result = device_set_unlock(d, n);
  if (result)
    return result;
  d->count = n;
  mutex_unlock(&d->mutex);
  return 0;
}

void round_after_round(struct device *d, u32 n) {
  for (u32 i = 0; i < n; i++) {
    mutex_lock(&d->mutex);
    if (d->count == i) {
      mutex_unlock(&d->mutex);
      continue;
    }
    d->count++;
    mutex_unlock(&d->mutex);
  }
}

/* a variable says whether it is held */
void held_from_round_to_round(struct device *d, u32 n) {
  u32 locked = 0;
  for (u32 i = 0; i < n; i++) {
    if (!locked) {
      mutex_lock(&d->mutex);
      locked = 1;
    }
    if (d->count == i)
      continue;
    d->count++;
    mutex_unlock(&d->mutex);
    locked = 0;
  }
  if (locked)
    mutex_unlock(&d->mutex);
}

/* dropped and taken again within */
void dropped_within(struct device *d, u32 n) {
  mutex_lock(&d->mutex);
  for (u32 i = 0; i < n; i++) {
    d->count++;
    mutex_unlock(&d->mutex);
    device_set(d, i);
    mutex_lock(&d->mutex);
  }
  mutex_unlock(&d->mutex);
}
