/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, repaired, and what else is no fault: no finding. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define COUNTED_BY(name) __attribute__((annotate("bulwark::counted_by(" #name ")")))

struct list {
  int *items COUNTED_BY(count);
  size_t count;
};

struct frame {
  unsigned char *bytes COUNTED_BY(length);
  uint32_t length, kind;
};

struct outer {
  struct list inner;
  struct list *other;
};

struct two_views {
  int *rows COUNTED_BY(row_count);
  int row_count;
  int *columns COUNTED_BY(column_count);
  int column_count;
};

void use(const void *what);

void new_items(struct list *l, int *items, size_t count) {
  l->items = items;
  l->count = count;
}

void new_count(struct list *l, size_t count) {
  int *items = calloc(count, sizeof(int));
  l->count = items != NULL ? count : 0;
  l->items = items;
}

void one_more(struct list *l, size_t room) {
  if (l->count < room)
    l->count++;
}

void one_less(struct list *l) {
  l->count--;
}

int grown(struct list *l, size_t room) {
  int *items = realloc(l->items, room * sizeof(int));
  if (items == NULL)
    return -1;
  l->items = items;
  l->count = room;
  return 0;
}

void half_as_many(struct list *l) {
  l->count /= 2;
}

int made_for_the_count(struct list *l) {
  l->items = calloc(l->count, sizeof(int));
  return l->items != NULL;
}

void in_a_member(struct outer *o, int *items, size_t count) {
  o->inner.items = items;
  o->inner.count = count;
}

void behind_a_member(struct outer *o, int *items, size_t count) {
  o->other->count = count;
  o->other->items = items;
}

void in_an_element(struct list *lists, int i, int *items) {
  lists[i].items = items;
  lists[i].count = 4;
}

void each_with_its_own(struct two_views *v, int *rows, int *columns, int n) {
  v->rows = rows;
  v->row_count = n;
  v->columns = columns;
  v->column_count = n;
}

void the_whole_record(struct list *to, const struct list *from) {
  *to = *from;
}

static struct list table;

void of_a_global(int *items) {
  table = (struct list){items, 4};
}

void emptied(struct list *l) {
  free(l->items);
  l->items = NULL;
}

void forgotten(struct list *l) {
  l->count = 0;
}

void shrunk(struct list *l, size_t count) {
  if (count < l->count)
    l->count = count;
}

void counted_from_the_pointer(struct list *l, const int *end) {
  l->count = (size_t)(end - l->items);
}

static void set_count(struct list *l, size_t count) {
  l->count = l->items != NULL ? count : 0;
}

void by_a_helper(struct list *l, int *items) {
  l->items = items;
  set_count(l, 4);
}

void through_its_address(struct list *l, int *items, void (*fill)(size_t *)) {
  l->items = items;
  fill(&l->count);
}

void advanced(struct list *l) {
  l->items = l->items + 1;
  l->count = l->count - 1;
}

void swapped(struct list *a, struct list *b) {
  struct list c = *a;
  a->items = b->items;
  a->count = b->count;
  b->items = c.items;
  b->count = c.count;
}
