/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stddef.h>
#include <stdlib.h>

#define COUNTED_BY(name) __attribute__((annotate("bulwark::counted_by(" #name ")")))

struct list {
  int *items COUNTED_BY(count);
  size_t count;
};

/* both are changed, but not on the same paths */
void on_one_path(struct list *l, int *items, int more) {
  l->items = items;
  if (more)
    l->count = 8;
}

/* a pair that nobody declared */
struct undeclared {
  int *items;
  size_t count;
};

void undeclared_pair(struct undeclared *u, int *items) {
  u->items = items;
}
