/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Objects with a count: the marked lines use one whose last reference was dropped. */
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

/* one more is dropped than was there */
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
  ret = call_start(c);
  if (ret < 0)
    goto fail;
  return 0;
fail:
  t->hash[id % 16] = NULL;
  call_put(c);
  call_put(c); /* expect: release-use */
  return ret;
}

/* who was given it drops it, and goes on */
u32 ended(struct call *c) {
  call_put(c);
  return c->id; /* expect: release-use */
}

/* found, taken, dropped and used */
u32 lent(struct table *t, u32 hash) {
  struct call *c = t->hash[hash % 16];
  if (!c)
    return 0;
  call_get(c);
  call_start(c);
  call_put(c);
  return c->id; /* expect: release-use */
}

/* the last one, and it is known to be */
int never_shared(u32 id) {
  struct call *c = kmalloc(sizeof(*c), GFP_KERNEL);
  if (!c)
    return -ENOMEM;
  atomic_set(&c->count, 1);
  call_put(c);
  c->id = id; /* expect: release-use */
  return 0;
}

int counted_before(u32 id) {
  struct call *c = kmalloc(sizeof(*c), GFP_KERNEL);
  if (!c)
    return -ENOMEM;
  atomic_set(&c->count, 2);
  call_put(c);
  call_put(c);
  c->id = id; /* expect: release-use */
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
  session_put(s);
  s->state = state; /* expect: release-use */
  return 0;
}

/* the function that drops it uses it itself */
static void session_end(struct session *s) {
  if (refcount_dec_and_test(&s->ref)) {
    kfree(s);
    call_done(s->state); /* expect: release-use */
  }
}

u32 ends(struct session *s) {
  u32 state = s->state;
  session_end(s);
  return state;
}

u32 the_last(struct call *c) {
  if (atomic_dec_and_test(&c->count))
    kfree(c);
  return c->id; /* expect: release-use */
}

void all_of(struct call *first) {
  struct call *c;
  for (c = first; c; c = c->next) { /* expect: release-use */
    call_done(c->id);
    call_put(c);
  }
}
