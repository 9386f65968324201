/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_outside_bad.c, which use it under the lock; and what nobody else has any more. */
#include "linux_kernel.h"

typedef struct { int held; } spinlock_t;
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);

struct item {
  u32 id;
  u32 state;
};
static struct table {
  spinlock_t lock;
  struct item *current;
  struct item *slots[8];
} table;

void forget(u32 i) {
  spin_lock(&table.lock);
  kfree(table.current);
  table.current = NULL;
  kfree(table.slots[i & 7]);
  table.slots[i & 7] = NULL;
  spin_unlock(&table.lock);
}

u32 current_id(void) {
  u32 id;
  spin_lock(&table.lock);
  id = table.current ? table.current->id : 0;
  spin_unlock(&table.lock);
  return id;
}

void set_state(u32 i, u32 state) {
  struct item *item;
  spin_lock(&table.lock);
  item = table.slots[i & 7];
  if (item)
    item->state = state;
  spin_unlock(&table.lock);
}

u32 taken_out(u32 i) {
  struct item *item;
  u32 id;
  spin_lock(&table.lock);
  item = table.slots[i & 7];
  table.slots[i & 7] = NULL;
  spin_unlock(&table.lock);
  if (!item)
    return 0;
  id = item->id;
  kfree(item);
  return id;
}
