/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Without the lock, what others free with it is used on the marked line; linux_outside_good.c holds the same repaired. */
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
  struct item *item;
  spin_lock(&table.lock);
  item = table.current;
  spin_unlock(&table.lock);
  return item ? item->id : 0; /* expect: lock-drop "'item->id'" */
}

void set_state(u32 i, u32 state) {
  struct item *item;
  spin_lock(&table.lock);
  item = table.slots[i & 7];
  spin_unlock(&table.lock);
  if (item)
    item->state = state; /* expect: lock-drop "'item->state'" */
}
