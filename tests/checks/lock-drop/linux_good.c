/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, which read or ask again, or hold what they use; and what a lock has nothing to do with. */
#include "linux_kernel.h"

typedef struct { int held; } spinlock_t;
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
struct kref { int count; };
void kref_get(struct kref *ref);
int kref_put(struct kref *ref, void (*release)(struct kref *ref));
struct list_head { struct list_head *next, *prev; };
#define container_of(p, type, member) ((type *)((char *)(p) - __builtin_offsetof(type, member)))

struct item {
  struct list_head node;
  struct kref ref;
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
  u32 generation;
  void *buffer;
  struct item *fixed;
  u32 capacity;
};

void wait_a_while(void);
int load(u32 id, void __user *from);
void item_free(struct kref *ref);

void table_remove(struct table *t, u32 i) {
  spin_lock(&t->lock);
  if (i < 16) {
    kfree(t->slots[i]);
    t->slots[i] = NULL;
  }
  kfree(t->current);
  t->current = NULL;
  t->count = 0;
  t->generation++;
  spin_unlock(&t->lock);
}

/* what is only set while the table is made */
void table_init(struct table *t, struct item *fixed, u32 capacity) {
  t->fixed = fixed;
  t->capacity = capacity;
}

int slot(struct table *t, u32 i, void __user *from) {
  struct item *item;
  if (i >= 16 || load(i, from))
    return -EFAULT;
  spin_lock(&t->lock);
  item = t->slots[i];
  if (item)
    item->state = 2;
  spin_unlock(&t->lock);
  return item ? 0 : -EINVAL;
}

/* a reference holds it over the gap */
int held(struct table *t, u32 i, void __user *from) {
  struct item *item;
  int ret;
  if (i >= 16)
    return -EINVAL;
  spin_lock(&t->lock);
  item = t->slots[i];
  if (!item) {
    spin_unlock(&t->lock);
    return -EINVAL;
  }
  kref_get(&item->ref);
  spin_unlock(&t->lock);
  ret = load(i, from);
  spin_lock(&t->lock);
  if (!ret)
    item->state = 2;
  spin_unlock(&t->lock);
  kref_put(&item->ref, item_free);
  return ret;
}

/* a count kept by hand does, too */
int held_by_hand(struct table *t, void __user *from) {
  struct item *item;
  spin_lock(&t->lock);
  item = t->current;
  if (!item) {
    spin_unlock(&t->lock);
    return -EINVAL;
  }
  item->users++;
  spin_unlock(&t->lock);
  load(1, from);
  spin_lock(&t->lock);
  item->state = 3;
  item->users--;
  spin_unlock(&t->lock);
  return 0;
}

u32 current_state(struct table *t) {
  u32 state = 0;
  mutex_lock(&t->mutex);
  mutex_unlock(&t->mutex);
  wait_a_while();
  mutex_lock(&t->mutex);
  if (t->current)
    state = t->current->state;
  mutex_unlock(&t->mutex);
  return state;
}

/* compared with what stands there now */
int compared(struct table *t) {
  struct item *item;
  int ret = -EINVAL;
  spin_lock(&t->lock);
  item = t->current;
  spin_unlock(&t->lock);
  wait_a_while();
  spin_lock(&t->lock);
  if (item && t->current == item) {
    item->state = 1;
    ret = 0;
  }
  spin_unlock(&t->lock);
  return ret;
}

/* a generation tells that nothing has happened */
int generation(struct table *t) {
  struct item *item;
  u32 then;
  spin_lock(&t->lock);
  item = t->current;
  then = t->generation;
  spin_unlock(&t->lock);
  wait_a_while();
  spin_lock(&t->lock);
  if (t->generation != then || !item) {
    spin_unlock(&t->lock);
    return -EINVAL;
  }
  item->state = 7;
  spin_unlock(&t->lock);
  return 0;
}

u32 copied(struct table *t) {
  u32 id;
  spin_lock(&t->lock);
  id = t->current ? t->current->id : 0;
  spin_unlock(&t->lock);
  return id;
}

/* taken out of the table: nobody else has it any more */
u32 taken_out(struct table *t) {
  struct item *item;
  u32 id;
  spin_lock(&t->lock);
  item = t->current;
  t->current = NULL;
  spin_unlock(&t->lock);
  if (!item)
    return 0;
  id = item->id;
  kfree(item);
  return id;
}

int fill(struct table *t, u32 value) {
  u32 i;
  spin_lock(&t->lock);
  for (i = 0; i < t->count; i++)
    t->values[i] = value;
  spin_unlock(&t->lock);
  return 0;
}

u32 *copy_values(struct table *t) {
  u32 n, *copy;
  spin_lock(&t->lock);
  n = t->count;
  spin_unlock(&t->lock);
  copy = kmalloc_array(n, sizeof(u32), GFP_KERNEL);
  if (!copy)
    return NULL;
  spin_lock(&t->lock);
  if (t->count > n) {
    spin_unlock(&t->lock);
    kfree(copy);
    return NULL;
  }
  memcpy(copy, t->values, t->count * sizeof(u32));
  spin_unlock(&t->lock);
  return copy;
}

int own(struct table *t, size_t size) {
  void *buffer = kmalloc(size, GFP_KERNEL);
  int ret = 0;
  if (!buffer)
    return -ENOMEM;
  spin_lock(&t->lock);
  if (t->buffer)
    ret = -EINVAL;
  else
    t->buffer = buffer;
  spin_unlock(&t->lock);
  if (ret)
    kfree(buffer);
  return ret;
}

/* a mark keeps others away */
int marked(struct table *t, void __user *from) {
  spin_lock(&t->lock);
  if (t->owner) {
    spin_unlock(&t->lock);
    return -EINVAL;
  }
  t->owner = 1;
  spin_unlock(&t->lock);
  load(2, from);
  spin_lock(&t->lock);
  t->owner = 0;
  spin_unlock(&t->lock);
  return 0;
}

/* asked twice, as one does who allocates in between */
int asked_twice(struct table *t, size_t size) {
  void *buffer;
  spin_lock(&t->lock);
  if (t->buffer) {
    spin_unlock(&t->lock);
    return 0;
  }
  spin_unlock(&t->lock);
  buffer = kmalloc(size, GFP_KERNEL);
  if (!buffer)
    return -ENOMEM;
  spin_lock(&t->lock);
  if (t->buffer) {
    spin_unlock(&t->lock);
    kfree(buffer);
    return 0;
  }
  t->buffer = buffer;
  spin_unlock(&t->lock);
  return 0;
}

/* set once, when the table is made */
u32 fixed(struct table *t, u32 value) {
  struct item *item;
  u32 n, i;
  spin_lock(&t->lock);
  item = t->fixed;
  n = t->capacity;
  spin_unlock(&t->lock);
  wait_a_while();
  spin_lock(&t->lock);
  item->state = value;
  for (i = 0; i < n; i++)
    t->values[i] = value;
  spin_unlock(&t->lock);
  return 0;
}

/* another lock is dropped in between, this one is held */
u32 nested(struct table *t) {
  struct item *item;
  u32 id = 0;
  mutex_lock(&t->mutex);
  item = t->current;
  spin_lock(&t->lock);
  spin_unlock(&t->lock);
  spin_lock(&t->lock);
  if (item)
    id = item->id;
  spin_unlock(&t->lock);
  mutex_unlock(&t->mutex);
  return id;
}

/* a lock of the item keeps it over the gap, as the one of what it belongs to does */
int mutex_trylock(struct mutex *mutex);
struct volume { struct mutex mount; };
struct request { struct request *next; struct volume *volume; u32 done; };
struct work { struct mutex mutex; struct request *first; };
u32 kept_by_its_owner(struct work *w, void __user *from) {
  struct request *r;
  u32 done = 0;
  mutex_lock(&w->mutex);
  r = w->first;
  if (r && mutex_trylock(&r->volume->mount)) {
    mutex_unlock(&w->mutex);
    load(3, from);
    mutex_lock(&w->mutex);
    r = r->next;
    mutex_unlock(&w->mutex);
    return r ? 1 : 0;
  }
  mutex_unlock(&w->mutex);
  return done;
}
