/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Locks by odd ways: what was read before a gap is used after it on the marked line; good.c holds the same functions
 * repaired. */
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
  e = s->entries[i & 31];
  let_go(s);
  wait_for(1);
  hold(s);
  if (e != NULL)
    state = e->state; /* expect: lock-drop "'e->state'" */
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
  e = s->last;
  ops.leave(&s->lock);
  wait_for(2);
  ops.enter(&s->lock);
  if (e != NULL)
    state = e->state; /* expect: lock-drop "'e->state'" */
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
  }
  e->state = 1; /* expect: lock-drop "'e->state'" */
  mutex_unlock(&s->lock);
}

/* read by a callee with the lock held */
static struct entry *last_of(struct store *s) {
  return s->last;
}

void by_callee(struct store *s) {
  struct entry *e;
  mutex_lock(&s->lock);
  e = last_of(s);
  mutex_unlock(&s->lock);
  wait_for(4);
  mutex_lock(&s->lock);
  if (e != NULL)
    e->state = 2; /* expect: lock-drop "'e->state'" */
  mutex_unlock(&s->lock);
}

/* a state that is asked for once, for good */
int start(struct store *s) {
  mutex_lock(&s->lock);
  if (s->level != 0) {
    mutex_unlock(&s->lock);
    return -1;
  }
  mutex_unlock(&s->lock);
  wait_for(5);
  mutex_lock(&s->lock);
  s->level = 1; /* expect: lock-drop "'s->level'" */
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
  n = table_size;
  spin_unlock(&table_lock);
  wait_for(7);
  spin_lock(&table_lock);
  for (i = 0; i < n; i++)
    total += table[i].state; /* expect: lock-drop "how far" */
  spin_unlock(&table_lock);
  return total;
}
