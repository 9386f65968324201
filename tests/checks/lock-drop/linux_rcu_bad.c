/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A pointer that was read in a read section of RCU is used when the section is over; linux_rcu_good.c holds the same
 * functions repaired. */
#include "linux_kernel.h"

#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define rcu_dereference(p) ({ __typeof__(p) p_ = READ_ONCE(p); p_; })
#define __rcu
void rcu_read_lock(void);
void rcu_read_unlock(void);
void log_value(u32 value);

struct route {
  u32 metric, gateway;
  struct route *next;
};

struct table {
  struct route __rcu *best;
  struct route __rcu *slots[16];
};

u32 metric(struct table *t) {
  struct route *r;
  rcu_read_lock();
  r = rcu_dereference(t->best);
  rcu_read_unlock();
  return r ? r->metric : 0; /* expect: lock-drop "read section" */
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
  log_value(r->metric);
  rcu_read_unlock();
  r->gateway = gateway; /* expect: lock-drop "take a reference" */
  return 0;
}

/* in a callee */
static struct route *best(struct table *t) {
  struct route *r;
  rcu_read_lock();
  r = rcu_dereference(t->best);
  rcu_read_unlock();
  return r;
}

u32 gateway_of(struct table *t) {
  struct route *r = best(t);
  return r ? r->gateway : 0; /* expect: lock-drop */
}

/* in a section of its own, which is another one */
u32 twice(struct table *t) {
  struct route *r;
  u32 sum;
  rcu_read_lock();
  r = rcu_dereference(t->best);
  sum = r ? r->metric : 0;
  rcu_read_unlock();
  log_value(sum);
  rcu_read_lock();
  if (r)
    sum += r->gateway; /* expect: lock-drop */
  rcu_read_unlock();
  return sum;
}
