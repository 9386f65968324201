/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* References across callees and by odd ways; good.c holds the same functions repaired. */
#include <stdbool.h>
#include <stddef.h>

struct kref {
  int count;
};
void kref_get(struct kref *ref);
int kref_put(struct kref *ref, void (*release)(struct kref *ref));

struct node {
  struct kref ref;
  int kind;
  struct node *next;
};
void node_free(struct kref *ref);
struct node *of_find_node_by_phandle(unsigned handle);
void of_node_put(struct node *node);
extern int limit;

static struct node *node_get(struct node *n) {
  if (n != NULL)
    kref_get(&n->ref);
  return n;
}

static void node_put(struct node *n) {
  if (n != NULL)
    kref_put(&n->ref, node_free);
}

/* the wrapper returns what it took on */
bool by_result(struct node *n) {
  struct node *held = node_get(n);
  if (held == NULL)
    return false;
  if (held->kind > 4)
    return false; /* expect: ref-balance "took" */
  held->kind++;
  node_put(held);
  return true;
}

/* a callee looks up, and gives the reference to its caller */
static struct node *look_up(unsigned handle) {
  struct node *n = of_find_node_by_phandle(handle);
  if (n != NULL && n->kind == 0) {
    of_node_put(n);
    return NULL;
  }
  return n;
}

int through_callee(unsigned handle) {
  struct node *n = look_up(handle);
  if (n == NULL)
    return -1;
  if (n->kind > 7)
    return -2; /* expect: ref-balance "gave" */
  of_node_put(n);
  return 0;
}

/* a callee drops on its failure, and so does the caller */
static int check(struct node *n, int kind) {
  if (n->kind != kind) {
    of_node_put(n);
    return -1;
  }
  return 0;
}

int dropped_by_callee(unsigned handle, int kind) {
  struct node *n = of_find_node_by_phandle(handle);
  int ret;
  if (n == NULL)
    return -1;
  ret = check(n, kind);
  of_node_put(n); /* expect: ref-balance "drops" */
  return ret;
}

/* used by a callee after it was dropped */
static int kind_of(const struct node *n) {
  return n->kind;
}

int used_by_callee(unsigned handle) {
  struct node *n = of_find_node_by_phandle(handle);
  if (n == NULL)
    return -1;
  of_node_put(n);
  return kind_of(n); /* expect: ref-balance "'n' is used after" */
}

/* one of two: which is chosen does not matter */
int chosen(unsigned a, unsigned b, int which) {
  struct node *n = which ? of_find_node_by_phandle(a) : of_find_node_by_phandle(b);
  if (n == NULL)
    return -1;
  if (n->kind == 3)
    return -2; /* expect: ref-balance "gave" */
  of_node_put(n);
  return 0;
}

/* nothing is returned: the function leaves early */
void says_nothing(unsigned handle) {
  struct node *n = of_find_node_by_phandle(handle);
  if (n == NULL)
    return;
  if (n->kind == 5)
    return; /* expect: ref-balance "gave" */
  n->kind = 6;
  of_node_put(n);
}
