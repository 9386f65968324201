/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stddef.h>

struct item {
  int id;
  struct item *next;
};

void use(int value);
struct item *look_up(int id);

/* limit: a function nobody knows may return null, or not */
void unknown_function(int id) {
  use(look_up(id)->id);
}

/* limit: the callee returns null on one of its paths; the caller may know that it is another one */
static struct item *find(struct item *p, int id) {
  for (; p != NULL; p = p->next)
    if (p->id == id)
      return p;
  return NULL;
}

void not_found(struct item *list) {
  use(find(list, 4)->id);
}

/* limit: another question stands between the test and the use */
void later(const struct item *p, int mode) {
  if (p == NULL)
    use(0);
  if (mode)
    use(p->id);
}

/* limit: an element that was tested for nothing, where the two ways meet again */
int element_tested_for_nothing(struct item **table, unsigned i) {
  if (table[i] == 0)
    use(1);
  return (int)table[i]->id;
}
