/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, repaired, and idioms that look like them: nothing is reported here. */
#include "linux_kernel.h"

struct device_state {
  struct mutex lock;
  u32 *table;
  u32 count;
  char *name;
};

#define __GFP_NOFAIL ((gfp_t)0x8000)
#define WARN_ON(condition)                                                                   \
  ({                                                                                         \
    int warned = !!(condition);                                                              \
    if (__builtin_expect(!!(warned), 0))                                                     \
      __asm__ __volatile__("ud2 # %c0 %c1" : : "i"(__FILE__), "i"(__LINE__));                \
    __builtin_expect(!!(warned), 0);                                                         \
  })
#define ERR_PTR(error) ((void *)(long)(error))
#define dev_of(s) ((s) ? (s)->count : 0)

struct device_state *lookup(u32 id);

int probe(struct device_state *s) {
  s->table = kcalloc(16, sizeof(*s->table), GFP_KERNEL);
  if (!s->table)
    return -ENOMEM;
  s->table[0] = 1;
  return 0;
}

struct device_state *cannot_fail(void) {
  struct device_state *s = kzalloc(sizeof(*s), GFP_KERNEL | __GFP_NOFAIL);
  s->count = 1;
  return s;
}

static struct device_state *create(u32 id) {
  struct device_state *s;
  if (id > 16)
    return ERR_PTR(-EINVAL);
  s = kzalloc(sizeof(*s), GFP_KERNEL);
  if (!s)
    return ERR_PTR(-ENOMEM);
  return s;
}

int error_pointers(u32 id) {
  struct device_state *s = create(id);
  if (IS_ERR(s))
    return (int)PTR_ERR(s);
  s->count = 1;
  kfree(s);
  return 0;
}

static int fetch(u32 id, struct device_state **out) {
  struct device_state *s = lookup(id);
  if (IS_ERR(s))
    return (int)PTR_ERR(s);
  *out = s;
  return 0;
}

int error_codes(u32 id) {
  struct device_state *s = NULL;
  int error = fetch(id, &s);
  if (error)
    return error;
  return (int)s->count;
}

int warned(struct device_state *s) {
  WARN_ON(!s);
  return (int)s->count;
}

int macro_asks(struct device_state *s) {
  u32 count = dev_of(s);
  return (int)(count + s->count);
}

int goto_out(struct device_state *s, const char *name) {
  int error = -ENOMEM;
  char *copy = kstrdup(name, GFP_KERNEL);
  if (!copy)
    goto out;
  copy[0] = 'x';
  s->name = copy;
  error = 0;
out:
  return error;
}

int lazily(struct device_state *s) {
  if (!s->table) {
    s->table = kcalloc(16, sizeof(*s->table), GFP_KERNEL);
    if (!s->table)
      return -ENOMEM;
  }
  s->table[1] = 2;
  return 0;
}

/* The next one of a list is null behind the last; who counts does not ask. */
struct scatterlist;
struct scatterlist *sg_next(struct scatterlist *list);

struct page_list {
  unsigned int count;
  int *first;
};

int counts_pages(struct page_list *list, int *(*next)(int *)) {
  int total = 0, *at = list->first;
  for (unsigned int i = 0; i < list->count; i++) {
    total += *at & 1;
    at = (int *)sg_next((struct scatterlist *)at);
  }
  return total;
}

/* Null that goes with one function is not what the other one of such records is given. */
struct collision {
  int (*decide)(u32 *old, void *arg);
  void *arg;
};

struct expirer {
  int (*decide)(u32 *old, void *arg);
};

struct pair_of_sums {
  u32 old, sum;
};

static int decide_one(struct collision *c, u32 old) {
  u32 now = old;
  return c->decide(&now, c->arg);
}

static int collide(u32 *old, void *arg) {
  struct pair_of_sums *sums = arg;
  sums->sum += *old;
  return sums->old == *old;
}

int expire(struct expirer *expirer, u32 old) {
  struct collision c = {.decide = expirer->decide, .arg = NULL};
  return decide_one(&c, old);
}

int insert(struct pair_of_sums *sums, u32 old) {
  struct collision c = {.decide = collide, .arg = sums};
  return decide_one(&c, old);
}
