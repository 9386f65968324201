/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As a driver for Linux would do it: the marked lines release the wrong way, or lose memory. */
#include "linux_kernel.h"

struct state {
  u32 count;
  u8 *data;
};

int start(struct state *s);

void large(void) {
  u8 *p = vmalloc(1ul << 20);
  if (!p)
    return;
  kfree(p); /* expect: alloc-family */
}

void small(void) {
  u8 *p = kmalloc(64, GFP_KERNEL);
  if (!p)
    return;
  vfree(p); /* expect: alloc-family */
}

static u8 fixed[64];

void fixed_memory(int mode) {
  u8 *p = fixed;
  if (mode > 4)
    p = kmalloc(64, GFP_KERNEL);
  kfree(p); /* expect: alloc-family */
}

int lost_on_error(struct state **out) {
  struct state *s = kzalloc(sizeof(*s), GFP_KERNEL);
  if (!s)
    return -ENOMEM;
  s->data = kmalloc(64, GFP_KERNEL);
  if (!s->data)
    return -ENOMEM; /* expect: alloc-family */
  *out = s;
  return 0;
}

int lost_when_the_copy_fails(const u8 __user *user, size_t n) {
  u8 *p = kmalloc(256, GFP_KERNEL);
  if (!p)
    return -ENOMEM;
  if (n > 256 || copy_from_user(p, user, n))
    return -EFAULT; /* expect: alloc-family */
  kfree(p);
  return 0;
}

void from_the_middle(void) {
  u32 *p = kcalloc(16, sizeof(*p), GFP_KERNEL);
  if (!p)
    return;
  kfree(p + 1); /* expect: alloc-family */
}

/* the callee says on which of its ways it left it */
struct consumer {
  u32 id;
  u32 rings;
  struct consumer *next;
};
struct consumer_rings {
  u32 count;
  u32 open[4];
};

static int consumer_check(struct consumer *c, struct consumer_rings *rings) {
  if (rings->open[0])
    return -EINVAL;
  kfree(c);
  return 0;
}

int consumer_open(struct consumer_rings *rings) {
  struct consumer *c = kmalloc(sizeof(*c), GFP_KERNEL);
  if (!c)
    return -ENOMEM;
  c->id = 1;
  if (consumer_check(c, rings) < 0)
    return -EINVAL; /* expect: alloc-family */
  return 0;
}
