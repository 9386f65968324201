/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* An object of the kernel is used after its user dropped his reference; linux_kref_good.c uses it before. */
#include "linux_kernel.h"

typedef struct {
  int counter;
} atomic_t;
typedef struct refcount_struct {
  atomic_t refs;
} refcount_t;
struct kref {
  refcount_t refcount;
};
void refcount_set(refcount_t *r, int n);
void refcount_inc(refcount_t *r);
_Bool refcount_dec_and_test(refcount_t *r);

static inline void kref_init(struct kref *k) {
  refcount_set(&k->refcount, 1);
}
static inline void kref_get(struct kref *k) {
  refcount_inc(&k->refcount);
}
static inline int kref_put(struct kref *k, void (*release)(struct kref *k)) {
  if (refcount_dec_and_test(&k->refcount)) {
    release(k);
    return 1;
  }
  return 0;
}
#define container_of(p, type, member) ((type *)((char *)(p) - __builtin_offsetof(type, member)))

struct thing {
  u32 id;
  struct kref ref;
  u8 data[16];
};
struct thing *thing_find(u32 id);

static void thing_release(struct kref *r) {
  struct thing *t = container_of(r, struct thing, ref);
  kfree(t);
}

static void thing_put(struct thing *t) {
  if (t)
    kref_put(&t->ref, thing_release);
}

u32 dropped_first(struct thing *t) {
  kref_put(&t->ref, thing_release);
  return t->id; /* expect: release-use */
}

/* it is the only one */
int never_shared(u32 id) {
  struct thing *t = kzalloc(sizeof(*t), GFP_KERNEL);
  if (!t)
    return -ENOMEM;
  kref_init(&t->ref);
  t->id = id;
  kref_put(&t->ref, thing_release);
  return (int)t->id; /* expect: release-use */
}

void marked_late(struct thing *t) {
  thing_put(t);
  t->id = 0; /* expect: release-use */
}

/* one way drops it and goes on to the end that all have */
u32 found(u32 id) {
  struct thing *t = thing_find(id);
  u32 sum = 0;
  if (!t)
    return 0;
  if (t->id == 4) {
    thing_put(t);
    goto out;
  }
  sum = t->id;
  thing_put(t);
out:
  sum += t->data[0]; /* expect: release-use */
  return sum;
}
