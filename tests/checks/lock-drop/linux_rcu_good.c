/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_rcu_bad.c repaired, and what looks alike. */
#include "linux_kernel.h"

#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define rcu_dereference(p) ({ __typeof__(p) p_ = READ_ONCE(p); p_; })
#define __rcu
typedef struct { int held; } spinlock_t;
typedef struct { int refs; } refcount_t;
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
_Bool refcount_inc_not_zero(refcount_t *r);
void rcu_read_lock(void);
void rcu_read_unlock(void);
void log_value(u32 value);

struct route {
  u32 metric, gateway;
  refcount_t refs;
  struct route *next;
};

struct table {
  spinlock_t lock;
  struct route __rcu *best;
  struct route __rcu *slots[16];
};

u32 metric(struct table *t) {
  struct route *r;
  u32 metric;
  rcu_read_lock();
  r = rcu_dereference(t->best);
  metric = r ? r->metric : 0;
  rcu_read_unlock();
  return metric;
}

int set_gateway(struct table *t, u32 i, u32 gateway) {
  struct route *r;
  if (i >= 16)
    return -EINVAL;
  rcu_read_lock();
  r = rcu_dereference(t->slots[i]);
  if (!r) {
    rcu_read_unlock();
    return -EINVAL;
  }
  r->gateway = gateway;
  rcu_read_unlock();
  return 0;
}

/* a reference keeps it */
static struct route *find(struct table *t, u32 metric) {
  struct route *r;
  rcu_read_lock();
  for (r = rcu_dereference(t->best); r; r = rcu_dereference(r->next))
    if (r->metric == metric && refcount_inc_not_zero(&r->refs))
      break;
  rcu_read_unlock();
  return r;
}

void put_route(struct route *r);
u32 gateway_of(struct table *t, u32 metric) {
  struct route *r = find(t, metric);
  u32 gateway = r ? r->gateway : 0;
  if (r)
    put_route(r);
  return gateway;
}

u32 twice(struct table *t) {
  struct route *r;
  u32 sum;
  rcu_read_lock();
  r = rcu_dereference(t->best);
  sum = r ? r->metric : 0;
  rcu_read_unlock();
  log_value(sum);
  rcu_read_lock();
  r = rcu_dereference(t->best);
  if (r)
    sum += r->gateway;
  rcu_read_unlock();
  return sum;
}

/* another lock keeps it */
u32 under_lock(struct table *t) {
  struct route *r;
  u32 metric;
  spin_lock(&t->lock);
  rcu_read_lock();
  r = rcu_dereference(t->best);
  rcu_read_unlock();
  metric = r ? r->metric : 0;
  spin_unlock(&t->lock);
  return metric;
}

/* whether there is one is no use of it */
int any(struct table *t) {
  struct route *r;
  rcu_read_lock();
  r = rcu_dereference(t->best);
  rcu_read_unlock();
  return r != NULL;
}

/* handed to a function that may take a reference */
_Bool get_route(struct route *r);
u32 taken(struct table *t) {
  struct route *r;
  u32 metric;
  rcu_read_lock();
  r = rcu_dereference(t->best);
  if (r && !get_route(r))
    r = NULL;
  rcu_read_unlock();
  if (!r)
    return 0;
  metric = r->metric;
  put_route(r);
  return metric;
}
