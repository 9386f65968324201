/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, which read or ask again; and gaps that do no harm. */
#include <stddef.h>

struct lock {
  int held;
};
void mutex_lock(struct lock *lock);
void mutex_unlock(struct lock *lock);
void spin_lock(struct lock *lock);
void spin_unlock(struct lock *lock);
void wait_for(int what);
void free(void *p);

struct entry {
  int state;
  int size;
  char data[64];
};

struct store {
  struct lock lock;
  struct entry *entries[32];
  struct entry *last;
  int level;
  unsigned limit;
};

void store_drop(struct store *s, unsigned i) {
  mutex_lock(&s->lock);
  free(s->last);
  s->last = NULL;
  s->entries[i & 31] = NULL;
  s->level = 0;
  s->limit = 0;
  mutex_unlock(&s->lock);
}

/* wrappers of the lock */
static void hold(struct store *s) {
  mutex_lock(&s->lock);
}
static void let_go(struct store *s) {
  mutex_unlock(&s->lock);
}

int wrapped(struct store *s, unsigned i) {
  struct entry *e;
  int state = -1;
  hold(s);
  let_go(s);
  wait_for(1);
  hold(s);
  e = s->entries[i & 31];
  if (e != NULL)
    state = e->state;
  let_go(s);
  return state;
}

/* through a table of functions */
struct lock_ops {
  void (*enter)(struct lock *lock);
  void (*leave)(struct lock *lock);
};
static const struct lock_ops ops = {mutex_lock, mutex_unlock};

int by_table(struct store *s) {
  struct entry *e;
  int state = -1;
  ops.enter(&s->lock);
  ops.leave(&s->lock);
  wait_for(2);
  ops.enter(&s->lock);
  e = s->last;
  if (e != NULL)
    state = e->state;
  ops.leave(&s->lock);
  return state;
}

/* the gap on one way only */
void one_way(struct store *s, int wait) {
  struct entry *e;
  mutex_lock(&s->lock);
  e = s->last;
  if (e == NULL) {
    mutex_unlock(&s->lock);
    return;
  }
  if (wait) {
    mutex_unlock(&s->lock);
    wait_for(3);
    mutex_lock(&s->lock);
    if (s->last != e) {
      mutex_unlock(&s->lock);
      return;
    }
  }
  e->state = 1;
  mutex_unlock(&s->lock);
}

/* read by a callee with the lock held */
static struct entry *last_of(struct store *s) {
  return s->last;
}

void by_callee(struct store *s) {
  struct entry *e;
  mutex_lock(&s->lock);
  mutex_unlock(&s->lock);
  wait_for(4);
  mutex_lock(&s->lock);
  e = last_of(s);
  if (e != NULL)
    e->state = 2;
  mutex_unlock(&s->lock);
}

/* a state that keeps others away is set before */
int start(struct store *s) {
  mutex_lock(&s->lock);
  if (s->level != 0) {
    mutex_unlock(&s->lock);
    return -1;
  }
  s->level = 2;
  mutex_unlock(&s->lock);
  wait_for(5);
  mutex_lock(&s->lock);
  s->level = 1;
  mutex_unlock(&s->lock);
  return 0;
}

/* a lock of its own, for what is global */
static struct lock table_lock;
static struct entry *table;
static int table_size;
void set_table(struct entry *entries, int size) {
  spin_lock(&table_lock);
  table = entries;
  table_size = size;
  spin_unlock(&table_lock);
}
int sum(void) {
  int n, i, total = 0;
  spin_lock(&table_lock);
  spin_unlock(&table_lock);
  wait_for(7);
  spin_lock(&table_lock);
  n = table_size;
  for (i = 0; i < n; i++)
    total += table[i].state;
  spin_unlock(&table_lock);
  return total;
}

/* what was copied is one's own */
int copied(struct store *s) {
  struct entry e = {0};
  mutex_lock(&s->lock);
  if (s->last != NULL)
    e = *s->last;
  mutex_unlock(&s->lock);
  wait_for(8);
  mutex_lock(&s->lock);
  s->level += e.size;
  mutex_unlock(&s->lock);
  return e.state;
}

/* a counter that is read again to be counted on */
void counted(struct store *s) {
  mutex_lock(&s->lock);
  if (s->level > 9) {
    mutex_unlock(&s->lock);
    return;
  }
  mutex_unlock(&s->lock);
  wait_for(9);
  mutex_lock(&s->lock);
  s->level++;
  mutex_unlock(&s->lock);
}

/* stored to outside of what the lock guards */
struct reader {
  int seen;
};
void noted(struct store *s, struct reader *r) {
  mutex_lock(&s->lock);
  r->seen = s->level;
  mutex_unlock(&s->lock);
  wait_for(10);
  mutex_lock(&s->lock);
  r->seen = s->level;
  mutex_unlock(&s->lock);
}

/* in a loop that takes the lock anew each time */
int each(struct store *s) {
  int total = 0;
  for (unsigned i = 0; i < 32; i++) {
    mutex_lock(&s->lock);
    struct entry *e = s->entries[i];
    if (e != NULL)
      total += e->state;
    mutex_unlock(&s->lock);
    wait_for((int)i);
  }
  return total;
}

/* the lock is of what the parameter leads to, and does not guard the parameter itself */
struct handle {
  struct store *store;
  struct entry *own;
};
int by_handle(struct handle *h) {
  mutex_lock(&h->store->lock);
  struct entry *e = h->own;
  mutex_unlock(&h->store->lock);
  wait_for(11);
  mutex_lock(&h->store->lock);
  int state = e->state;
  mutex_unlock(&h->store->lock);
  return state;
}
