/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What was read under a lock is used after the lock was dropped on the marked line; linux_good.c holds the same functions
 * repaired. */
#include "linux_kernel.h"

typedef struct { int held; } spinlock_t;
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
struct list_head { struct list_head *next, *prev; };
#define container_of(p, type, member) ((type *)((char *)(p) - __builtin_offsetof(type, member)))

struct item {
  struct list_head node;
  u32 id;
  u32 state;
  int users;
};

struct table {
  spinlock_t lock;
  struct mutex mutex;
  struct list_head list;
  struct item *slots[16];
  struct item *current;
  u32 *values;
  u32 count;
  u32 owner;
  void *buffer;
};

void wait_a_while(void);
int load(u32 id, void __user *from);

/* what others do with the lock held */
void table_remove(struct table *t, u32 i) {
  spin_lock(&t->lock);
  if (i < 16) {
    kfree(t->slots[i]);
    t->slots[i] = NULL;
  }
  kfree(t->current);
  t->current = NULL;
  t->count = 0;
  spin_unlock(&t->lock);
}

/* an element of the table */
int slot(struct table *t, u32 i, void __user *from) {
  struct item *item;
  if (i >= 16)
    return -EINVAL;
  spin_lock(&t->lock);
  item = t->slots[i];
  if (!item) {
    spin_unlock(&t->lock);
    return -EINVAL;
  }
  spin_unlock(&t->lock);
  if (load(i, from))
    return -EFAULT;
  spin_lock(&t->lock);
  item->state = 2; /* expect: lock-drop "'item->state'" */
  spin_unlock(&t->lock);
  return 0;
}

/* a field that others clear */
u32 current_state(struct table *t) {
  struct item *item;
  u32 state = 0;
  mutex_lock(&t->mutex);
  item = t->current;
  mutex_unlock(&t->mutex);
  wait_a_while();
  mutex_lock(&t->mutex);
  if (item)
    state = item->state; /* expect: lock-drop "'item->state'" */
  mutex_unlock(&t->mutex);
  return state;
}

/* a count says how far */
int fill(struct table *t, u32 value) {
  u32 n, i;
  spin_lock(&t->lock);
  n = t->count;
  spin_unlock(&t->lock);
  wait_a_while();
  spin_lock(&t->lock);
  for (i = 0; i < n; i++)
    t->values[i] = value; /* expect: lock-drop "how far" */
  spin_unlock(&t->lock);
  return 0;
}

/* room made by what it was, filled by what it is */
u32 *copy_values(struct table *t) {
  u32 n, *copy;
  spin_lock(&t->lock);
  n = t->count;
  spin_unlock(&t->lock);
  copy = kmalloc_array(n, sizeof(u32), GFP_KERNEL);
  if (!copy)
    return NULL;
  spin_lock(&t->lock);
  memcpy(copy, t->values, t->count * sizeof(u32)); /* expect: lock-drop "the room" */
  spin_unlock(&t->lock);
  return copy;
}

/* asked, and stored to after a gap: two may do so at once */
int own(struct table *t, size_t size) {
  void *buffer;
  spin_lock(&t->lock);
  if (t->buffer) {
    spin_unlock(&t->lock);
    return -EINVAL;
  }
  spin_unlock(&t->lock);
  buffer = kmalloc(size, GFP_KERNEL);
  if (!buffer)
    return -ENOMEM;
  spin_lock(&t->lock);
  t->buffer = buffer; /* expect: lock-drop "'t->buffer'" */
  spin_unlock(&t->lock);
  return 0;
}

/* walking on from an item that may be gone */
u32 walk(struct table *t) {
  u32 sum = 0;
  struct list_head *at;
  spin_lock(&t->lock);
  at = t->list.next;
  spin_unlock(&t->lock);
  wait_a_while();
  spin_lock(&t->lock);
  if (at != &t->list)
    sum += container_of(at, struct item, node)->id; /* expect: lock-drop "id" */
  spin_unlock(&t->lock);
  return sum;
}

/* a callee drops the lock and takes it again */
static void pause(struct table *t) {
  spin_unlock(&t->lock);
  wait_a_while();
  spin_lock(&t->lock);
}

int by_callee(struct table *t) {
  struct item *item;
  spin_lock(&t->lock);
  item = t->current;
  if (!item) {
    spin_unlock(&t->lock);
    return -EINVAL;
  }
  pause(t);
  item->state = 4; /* expect: lock-drop "'item->state'" */
  spin_unlock(&t->lock);
  return 0;
}
