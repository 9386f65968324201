/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, repaired, and idioms that look like them: nothing is reported here. */
#include "linux_kernel.h"

struct state {
  u32 count;
  u8 *data;
};

struct device;
void *devm_kmalloc(struct device *device, size_t size, gfp_t flags);
void *kvmalloc(size_t size, gfp_t flags);
void kvfree(const void *p);
int add_to_list(struct state *s);

void large(void) {
  u8 *p = vmalloc(1ul << 20);
  if (!p)
    return;
  vfree(p);
}

void either(size_t n) {
  u8 *p = kvmalloc(n, GFP_KERNEL);
  kvfree(p);
}

int goes_with_the_device(struct device *device) {
  u8 *p = devm_kmalloc(device, 64, GFP_KERNEL);
  if (!p)
    return -ENOMEM;
  p[0] = 1;
  return 0;
}

int cleaned_up(struct state **out) {
  struct state *s = kzalloc(sizeof(*s), GFP_KERNEL);
  if (!s)
    return -ENOMEM;
  s->data = kmalloc(64, GFP_KERNEL);
  if (!s->data) {
    kfree(s);
    return -ENOMEM;
  }
  *out = s;
  return 0;
}

int when_the_copy_fails(const u8 __user *user, size_t n) {
  int error = -EFAULT;
  u8 *p = kmalloc(256, GFP_KERNEL);
  if (!p)
    return -ENOMEM;
  if (n > 256 || copy_from_user(p, user, n))
    goto out;
  error = 0;
out:
  kfree(p);
  return error;
}

int kept_elsewhere(void) {
  struct state *s = kzalloc(sizeof(*s), GFP_KERNEL);
  if (!s)
    return -ENOMEM;
  return add_to_list(s);
}

/* the callee releases it unless somebody has it open, and says nothing */
struct consumer {
  u32 id;
  u32 rings;
  struct consumer *next;
};
struct consumer_rings {
  u32 count;
  u32 open[4];
};
int ring_start(struct consumer *c, u32 *ring);

static void consumer_check(struct consumer *c, struct consumer_rings *rings) {
  u32 i;
  for (i = 0; i < 4; i++)
    if (rings->open[i])
      return;
  kfree(c);
}

int consumer_open(struct consumer_rings *rings) {
  struct consumer *c = kmalloc(sizeof(*c), GFP_KERNEL);
  if (!c)
    return -ENOMEM;
  c->id = 1;
  if (rings->count > 4) {
    consumer_check(c, rings);
    return -EINVAL;
  }
  kfree(c);
  return 0;
}
