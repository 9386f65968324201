/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of counted_bad.c as they are meant: who drops one of two references, or one that stood in a list while he
 * has his own, has not dropped the last one. */
#include "linux_kernel.h"

typedef struct { int counter; } atomic_t;
typedef struct refcount_struct { atomic_t refs; } refcount_t;
void atomic_set(atomic_t *v, int i);
void atomic_inc(atomic_t *v);
_Bool atomic_dec_and_test(atomic_t *v);
void refcount_set(refcount_t *r, int n);
void refcount_inc(refcount_t *r);
_Bool refcount_dec_and_test(refcount_t *r);

struct call {
  atomic_t count;
  u32 id;
  struct call *next;
  struct call **back;
};
struct table {
  struct call *calls;
  struct call *hash[16];
};
int call_start(struct call *c);
int table_room(struct table *t);
void call_done(u32 id);

static void call_put(struct call *c) {
  if (!c)
    return;
  if (!atomic_dec_and_test(&c->count))
    return;
  kfree(c);
}

static void call_get(struct call *c) {
  atomic_inc(&c->count);
}

static void unlink(struct call *c) {
  *c->back = c->next;
  c->next = NULL;
}

/* one for the table, one for the list: on the way out both go */
int added(struct table *t, u32 id) {
  struct call *c = kmalloc(sizeof(*c), GFP_KERNEL);
  int ret;
  if (!c)
    return -ENOMEM;
  memset(c, 0, sizeof(*c));
  atomic_set(&c->count, 1);
  c->id = id;
  c->next = t->hash[id % 16];
  t->hash[id % 16] = c;
  call_get(c);
  ret = call_start(c);
  if (ret < 0)
    goto fail;
  c->next = t->calls;
  t->calls = c;
  return 0;
fail:
  t->hash[id % 16] = NULL;
  call_put(c);
  call_put(c);
  return ret;
}

/* the caller's is dropped last */
void ended(struct table *t, struct call *c) {
  c->id = 0;
  if (c->back) {
    unlink(c);
    call_put(c);
  }
  t->hash[c->id % 16] = NULL;
  call_put(c);
}

/* taken and dropped: the caller has his */
u32 lent(struct call *c) {
  call_get(c);
  call_start(c);
  call_put(c);
  return c->id;
}

/* the last one, and it is known to be */
int never_shared(u32 id) {
  struct call *c = kmalloc(sizeof(*c), GFP_KERNEL);
  if (!c)
    return -ENOMEM;
  atomic_set(&c->count, 1);
  call_put(c);
  return (int)id;
}

int counted_before(u32 id) {
  struct call *c = kmalloc(sizeof(*c), GFP_KERNEL);
  if (!c)
    return -ENOMEM;
  atomic_set(&c->count, 2);
  call_put(c);
  c->id = id;
  call_put(c);
  return 0;
}

struct session {
  refcount_t ref;
  u32 state;
};
static void session_put(struct session *s) {
  if (refcount_dec_and_test(&s->ref))
    kfree(s);
}

int session_run(u32 state) {
  struct session *s = kmalloc(sizeof(*s), GFP_KERNEL);
  if (!s)
    return -ENOMEM;
  refcount_set(&s->ref, 1);
  refcount_inc(&s->ref);
  session_put(s);
  s->state = state;
  session_put(s);
  return 0;
}

/* the last use stands in front */
u32 dropped_after(struct call *c) {
  u32 id = c->id;
  call_put(c);
  return id;
}

u32 not_the_last(struct call *c) {
  if (!atomic_dec_and_test(&c->count))
    return c->id;
  kfree(c);
  return 0;
}

void all_of(struct call *first) {
  struct call *c, *next;
  for (c = first; c; c = next) {
    next = c->next;
    call_done(c->id);
    call_put(c);
  }
}

/* nobody else has seen it: who drops it releases it, and nothing is lost */
int given_back(struct table *t) {
  struct call *c = kmalloc(sizeof(*c), GFP_KERNEL);
  if (!c)
    return -ENOMEM;
  atomic_set(&c->count, 1);
  if (!table_room(t)) {
    call_put(c);
    return -EINVAL;
  }
  t->calls = c;
  return 0;
}

/* in the hash somebody else may have found it: then it is not ours to release */
int shared(struct table *t, u32 id) {
  struct call *c = kzalloc(sizeof(*c), GFP_KERNEL);
  int ret;
  if (!c)
    return -ENOMEM;
  atomic_set(&c->count, 1);
  ret = call_start(c);
  if (ret < 0) {
    call_put(c);
    return ret;
  }
  t->hash[id % 16] = c;
  return 0;
}
