/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A pointer and its count changed apart on the marked line; good.c holds the same functions, repaired. */
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

void new_items(struct list *l, int *items) {
  l->items = items; /* expect: count-sync "'items' is changed and 'count'" */
}

void new_count(struct list *l, size_t count) {
  l->count = count; /* expect: count-sync "'count' is changed and 'items'" */
}

void one_more(struct list *l) {
  l->count++; /* expect: count-sync */
}

void some_more(struct list *l, size_t more) {
  l->count += more; /* expect: count-sync */
}

int grown(struct list *l, size_t room) {
  int *items = malloc(room * sizeof(int));
  if (items == NULL)
    return -1;
  free(l->items);
  l->items = items; /* expect: count-sync */
  return 0;
}

void twice_as_many(struct list *l) {
  l->count *= 2; /* expect: count-sync */
}

void in_a_member(struct outer *o, int *items) {
  o->inner.items = items; /* expect: count-sync */
}

void behind_a_member(struct outer *o, size_t count) {
  o->other->count = count; /* expect: count-sync */
}

void in_an_element(struct list *lists, int i, int *items) {
  lists[i].items = items; /* expect: count-sync */
}

void the_wrong_count(struct two_views *v, int *rows, int n) {
  v->rows = rows; /* expect: count-sync "'rows' is changed and 'row_count'" */
  v->column_count = n; /* expect: count-sync "'column_count' is changed and 'columns'" */
}

void of_another_record(struct list *to, const struct list *from) {
  struct list *third = to + 1;
  to->items = from->items; /* expect: count-sync */
  third->count = from->count; /* expect: count-sync */
}

static struct list table;

void of_a_global(int *items) {
  table.items = items; /* expect: count-sync */
}

void in_a_loop(struct list *l, const int *from, int n) {
  for (int i = 0; i < n; i++)
    if (from[i] != 0)
      l->count++; /* expect: count-sync */
}

void in_a_branch(struct frame *f, int wide) {
  if (wide)
    f->length = 8; /* expect: count-sync */
  f->kind = 1;
}

void swapped(struct list *a, struct list *b) {
  int *items = a->items;
  a->items = b->items;
  b->items = items; /* expect: count-sync */
  a->count = b->count;
}
