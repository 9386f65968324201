/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stddef.h>

struct kref {
  int count;
};
void kref_get(struct kref *ref);
int kref_put(struct kref *ref, void (*release)(struct kref *ref));

struct node {
  struct kref ref;
  int kind;
};
struct owner {
  struct node *node;
  int state;
};
void node_free(struct kref *ref);
int node_check(struct node *n);
struct node *of_find_node_by_phandle(unsigned handle);
void of_node_put(struct node *node);

/* never dropped in this function, and handed to one that might */
int never_dropped(unsigned handle) {
  struct node *n = of_find_node_by_phandle(handle);
  if (n == NULL)
    return -1;
  return node_check(n);
}

/* of another object than it was taken on, on every way out */
void wrong_object(struct node *a, struct node *b) {
  kref_get(&a->ref);
  a->kind = 1;
  kref_put(&b->ref, node_free);
}

/* the caller's own reference is dropped, and the object used */
int used_after(struct node *n) {
  kref_put(&n->ref, node_free);
  return n->kind;
}

/* kept in the owner, whom nobody tells that it failed */
int kept(struct owner *o, unsigned handle) {
  o->node = of_find_node_by_phandle(handle);
  if (o->state != 0) {
    of_node_put(o->node);
    return -1;
  }
  return 0;
}

/* a count that is no more than a number */
struct plain {
  int users;
};
int by_hand(struct plain *p, int bad) {
  p->users++;
  if (bad)
    return -1;
  p->users--;
  return 0;
}
