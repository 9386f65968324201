/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A lock that one alone can have is taken by who has it, or released by who has it no more, on the marked line;
 * linux_locks_good.c holds the same functions repaired. */
#include "linux_kernel.h"

typedef struct { int held; } spinlock_t;
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);

struct device {
  spinlock_t lock;
  struct mutex mutex;
  u32 count, state;
};

static spinlock_t all;
static u32 total;

int nested(struct device *d) {
  mutex_lock(&d->mutex);
  if (d->count > 3) {
    mutex_lock(&d->mutex); /* expect: irql-context "'mutex_lock' takes 'd->mutex'" */
    d->count = 0;
  }
  mutex_unlock(&d->mutex);
  return 0;
}

int nested_global(u32 n) {
  spin_lock(&all);
  total += n;
  spin_lock(&all); /* expect: irql-context "waits for itself" */
  spin_unlock(&all);
  return 0;
}

/* the helper takes it as well */
static void reset(struct device *d) {
  spin_lock(&d->lock); /* expect: irql-context "'spin_lock' takes 'd->lock'" */
  d->state = 0;
  spin_unlock(&d->lock);
}

int through_helper(struct device *d, u32 n) {
  spin_lock(&d->lock);
  d->count = n;
  if (n == 0)
    reset(d);
  spin_unlock(&d->lock);
  return 0;
}

/* one case falls into the other */
int falls_through(struct device *d, u32 code) {
  mutex_lock(&d->mutex);
  switch (code) {
  case 1:
    mutex_lock(&d->mutex); /* expect: irql-context "takes" */
    d->state = 1;
    break;
  default:
    d->state = 0;
    break;
  }
  mutex_unlock(&d->mutex);
  return 0;
}

int releases_twice(struct device *d, u32 n) {
  spin_lock(&d->lock);
  d->count = n;
  spin_unlock(&d->lock);
  d->state = 1;
  spin_unlock(&d->lock); /* expect: irql-context "released before" */
  return 0;
}

/* released here, and again behind the label */
int label(struct device *d, u32 n) {
  int result = 0;
  mutex_lock(&d->mutex);
  if (d->count > n) {
    result = -EINVAL;
    mutex_unlock(&d->mutex);
    goto out;
  }
  d->count = n;
out:
  mutex_unlock(&d->mutex); /* expect: irql-context "'mutex_unlock' releases 'd->mutex'" */
  return result;
}

/* the caller's lock */
void gives_back_twice(struct device *d) {
  spin_unlock(&d->lock);
  d->state++;
  spin_unlock(&d->lock); /* expect: irql-context "released before" */
}

int device_set(struct device *d, u32 n);

/* nothing in the callee's name says that it releases what its caller took */
int leaves_when_it_fails(struct device *d, u32 n) {
  int result;
  mutex_lock(&d->mutex);
  result = device_set(d, n);
  if (result)
    return result; /* expect: irql-context "'d->mutex' still held" */
  d->count = n;
  mutex_unlock(&d->mutex);
  return 0;
}

/* one return for both ways out */
int one_return(struct device *d, u32 n) {
  int result;
  mutex_lock(&d->mutex);
  result = device_set(d, n);
  if (result < 0)
    goto out;
  d->count = n;
  mutex_unlock(&d->mutex);
  result = 0;
out:
  return result; /* expect: irql-context "'d->mutex' still held" */
}

/* the next round takes it again */
void round_after_round(struct device *d, u32 n) {
  for (u32 i = 0; i < n; i++) {
    mutex_lock(&d->mutex); /* expect: irql-context "waits for itself" */
    if (d->count == i)
      continue;
    d->count++;
    mutex_unlock(&d->mutex);
  }
}
