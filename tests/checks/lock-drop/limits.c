/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stddef.h>

struct lock {
  int held;
};
int mutex_trylock(struct lock *lock);
void mutex_lock(struct lock *lock);
void mutex_unlock(struct lock *lock);
void wait_for(int what);

struct entry {
  int state;
};
struct store {
  struct lock lock;
  struct entry *last;
  int level;
};
struct entry *store_find(struct store *s, int key);

void store_drop(struct store *s) {
  mutex_lock(&s->lock);
  s->last = NULL;
  s->level = 0;
  mutex_unlock(&s->lock);
}

/* a lock that is only tried */
void tried(struct store *s) {
  if (!mutex_trylock(&s->lock))
    return;
  struct entry *e = s->last;
  mutex_unlock(&s->lock);
  wait_for(1);
  mutex_lock(&s->lock);
  if (e != NULL)
    e->state = 1;
  mutex_unlock(&s->lock);
}

/* found by a function out of view, which may have taken a reference */
void found(struct store *s) {
  mutex_lock(&s->lock);
  struct entry *e = store_find(s, 1);
  mutex_unlock(&s->lock);
  wait_for(2);
  mutex_lock(&s->lock);
  if (e != NULL)
    e->state = 1;
  mutex_unlock(&s->lock);
}

/* something else was stored to the object before the gap: it may be a mark, and is none */
int no_mark(struct store *s) {
  mutex_lock(&s->lock);
  struct entry *e = s->last;
  s->level++;
  mutex_unlock(&s->lock);
  wait_for(3);
  mutex_lock(&s->lock);
  int state = e != NULL ? e->state : 0;
  mutex_unlock(&s->lock);
  return state;
}

/* found in a list in a read section of RCU: it is one of several */
void rcu_read_lock(void);
void rcu_read_unlock(void);
struct route {
  int metric, gateway;
  struct route *next;
};
int in_list(struct route **head, int metric) {
  struct route *r;
  rcu_read_lock();
  for (r = *(struct route *volatile *)head; r != NULL; r = *(struct route *volatile *)&r->next)
    if (r->metric == metric)
      break;
  rcu_read_unlock();
  return r != NULL ? r->gateway : 0;
}
