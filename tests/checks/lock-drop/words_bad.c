/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Locks that declarations speak of: the annotations of Bulwark and the attributes of Clang. words_good.c holds the same
 * functions repaired. */
#include <stddef.h>

#define ACQUIRES(lock) __attribute__((annotate("bulwark::acquires(" #lock ")")))
#define RELEASES(lock) __attribute__((annotate("bulwark::releases(" #lock ")")))
#define HELD(lock) __attribute__((annotate("bulwark::requires_lock(" #lock ")")))

struct gate {
  int held;
} __attribute__((capability("mutex")));

struct entry {
  int state;
};
struct table {
  struct gate gate;
  struct gate *outer;
  struct entry *slots[16];
  struct entry *last;
  int count;
  int *values;
};
static struct gate all;
static struct entry *first;

void gate_enter(struct gate *gate) ACQUIRES(*gate);
void gate_leave(struct gate *gate) RELEASES(*gate);
void table_enter(struct table *table) ACQUIRES(table->gate);
void table_leave(struct table *table) RELEASES(table->gate);
void outer_enter(struct table *table) ACQUIRES(table->outer);
void outer_leave(struct table *table) RELEASES(table->outer);
void all_enter(void) ACQUIRES(&all);
void all_leave(void) RELEASES(&all);
void enter(struct gate *gate) __attribute__((acquire_capability(*gate)));
void leave(struct gate *gate) __attribute__((release_capability(*gate)));
void wait_for(int what);

void table_clear(struct table *table) {
  table_enter(table);
  table->last = NULL;
  table->count = 0;
  table_leave(table);
  outer_enter(table);
  table->last = NULL;
  outer_leave(table);
}

void set_first(struct entry *entry) {
  all_enter();
  first = entry;
  all_leave();
}

void by_pointer(struct table *table, unsigned i) {
  gate_enter(&table->gate);
  struct entry *entry = table->slots[i & 15];
  gate_leave(&table->gate);
  wait_for(1);
  gate_enter(&table->gate);
  if (entry != NULL)
    entry->state = 1; /* expect: lock-drop "'entry->state'" */
  gate_leave(&table->gate);
}

void by_owner(struct table *table) {
  table_enter(table);
  struct entry *entry = table->last;
  table_leave(table);
  wait_for(1);
  table_enter(table);
  if (entry != NULL)
    entry->state = 2; /* expect: lock-drop */
  table_leave(table);
}

void by_member(struct table *table) {
  outer_enter(table);
  struct entry *entry = table->last;
  outer_leave(table);
  wait_for(1);
  outer_enter(table);
  if (entry != NULL)
    entry->state = 3; /* expect: lock-drop */
  outer_leave(table);
}

int by_name(void) {
  int state = 0;
  all_enter();
  struct entry *entry = first;
  all_leave();
  wait_for(2);
  all_enter();
  if (entry != NULL)
    state = entry->state; /* expect: lock-drop */
  all_leave();
  return state;
}

void by_attribute(struct table *table, unsigned i) {
  enter(&table->gate);
  struct entry *entry = table->slots[i & 15];
  leave(&table->gate);
  wait_for(1);
  enter(&table->gate);
  if (entry != NULL)
    entry->state = 4; /* expect: lock-drop */
  leave(&table->gate);
}

/* the caller holds it, and this drops it in between */
HELD(table->gate) int held_by_caller(struct table *table, unsigned i) {
  struct entry *entry = table->slots[i & 15];
  if (entry == NULL)
    return -1;
  table_leave(table);
  wait_for(3);
  table_enter(table);
  return entry->state; /* expect: lock-drop */
}

void how_far(struct table *table) __attribute__((requires_capability(table->gate)));
void how_far(struct table *table) {
  int count = table->count;
  leave(&table->gate);
  wait_for(4);
  enter(&table->gate);
  for (int i = 0; i < count; i++)
    table->values[i] = 0; /* expect: lock-drop "how far" */
}
