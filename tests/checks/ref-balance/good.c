/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c with their references in balance; and what looks like a fault and is none. */
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
  if (held->kind > 4) {
    node_put(held);
    return false;
  }
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
  if (n->kind > 7) {
    of_node_put(n);
    return -2;
  }
  of_node_put(n);
  return 0;
}

/* a callee does not drop */
static int check(struct node *n, int kind) {
  return n->kind != kind ? -1 : 0;
}

int not_dropped_by_callee(unsigned handle, int kind) {
  struct node *n = of_find_node_by_phandle(handle);
  int ret;
  if (n == NULL)
    return -1;
  ret = check(n, kind);
  of_node_put(n);
  return ret;
}

/* used by a callee before it is dropped */
static int kind_of(const struct node *n) {
  return n->kind;
}

int used_by_callee(unsigned handle) {
  struct node *n = of_find_node_by_phandle(handle);
  if (n == NULL)
    return -1;
  int kind = kind_of(n);
  of_node_put(n);
  return kind;
}

/* one of two: which is chosen does not matter */
int chosen(unsigned a, unsigned b, int which) {
  struct node *n = which ? of_find_node_by_phandle(a) : of_find_node_by_phandle(b);
  if (n == NULL)
    return -1;
  if (n->kind == 3) {
    of_node_put(n);
    return -2;
  }
  of_node_put(n);
  return 0;
}

/* nothing is returned: one way out */
void says_nothing(unsigned handle) {
  struct node *n = of_find_node_by_phandle(handle);
  if (n == NULL)
    return;
  if (n->kind != 5)
    n->kind = 6;
  of_node_put(n);
}

/* a callee drops where it fails, and the caller knows */
static int check_or_drop(struct node *n, int kind) {
  if (n->kind != kind) {
    of_node_put(n);
    return -1;
  }
  return 0;
}
int dropped_where_it_fails(unsigned handle, int kind) {
  struct node *n = of_find_node_by_phandle(handle);
  if (n == NULL || check_or_drop(n, kind) != 0)
    return -1;
  n->kind++;
  of_node_put(n);
  return 0;
}

/* stored in a record that is handed out */
struct request {
  struct node *target;
  int code;
};
int prepare(struct request *request, unsigned handle) {
  struct node *n = of_find_node_by_phandle(handle);
  if (n == NULL)
    return -1;
  request->target = n;
  if (request->code == 0)
    return -2;
  return 0;
}
struct request made(unsigned handle) {
  struct request request = {of_find_node_by_phandle(handle), 1};
  return request;
}

/* in a list */
static struct node *head;
void push(unsigned handle) {
  struct node *n = of_find_node_by_phandle(handle);
  if (n == NULL)
    return;
  n->next = head;
  head = n;
}

/* the release function and who runs it */
void release_all(void) {
  while (head != NULL) {
    struct node *n = head;
    head = n->next;
    node_put(n);
  }
}

/* dropped, and looked up again */
int again(unsigned handle) {
  struct node *n = of_find_node_by_phandle(handle);
  of_node_put(n);
  n = of_find_node_by_phandle(handle);
  if (n == NULL)
    return -1;
  int kind = n->kind;
  of_node_put(n);
  return kind;
}

/* a second one is taken before the first goes */
int taken_again(unsigned handle) {
  struct node *n = of_find_node_by_phandle(handle);
  if (n == NULL)
    return -1;
  kref_get(&n->ref);
  of_node_put(n);
  int kind = n->kind;
  kref_put(&n->ref, node_free);
  return kind;
}

/* the pointer alone is looked at */
bool same(unsigned handle, const struct node *other) {
  struct node *n = of_find_node_by_phandle(handle);
  of_node_put(n);
  return n == other;
}

/* the variable goes to code out of view, which may put something else there */
void exchange(struct node **place);
int exchanged(struct request *request, unsigned handle) {
  struct node *n = of_find_node_by_phandle(handle);
  exchange(&n);
  request->target = n;
  return 0;
}
