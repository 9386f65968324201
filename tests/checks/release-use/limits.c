/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stdlib.h>

struct node {
  int value;
  struct node *next;
};

void use(int value);
void release_elsewhere(struct node *n);

/* limit: what a function out of view does */
void elsewhere(struct node *n) {
  release_elsewhere(n);
  use(n->value);
}

/* limit: two pointers that may be one */
void by_another_name(struct node *a, struct node *b) {
  if (a->next != b)
    return;
  free(b);
  use(a->next->value);
}

/* limit: the third round */
void third_round(int *p) {
  for (int i = 0; i < 10; i++) {
    if (i == 5)
      free(p);
    if (i == 7)
      use(*p);
  }
}
