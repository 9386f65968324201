/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_resized_bad.c, repaired, and what goes with its device. */
#include "linux_kernel.h"

void kfree(const void *p);
void *devm_krealloc(void *dev, void *p, size_t size, gfp_t flags);

struct state {
  void *dev;
  u8 *data;
  size_t size;
};

int resize(struct state *s, size_t size) {
  u8 *data = krealloc(s->data, size, GFP_KERNEL);
  if (!data)
    return -ENOMEM;
  s->data = data;
  s->size = size;
  return 0;
}

/* __GFP_NOFAIL */
int resize_surely(struct state *s, size_t size) {
  s->data = krealloc(s->data, size, GFP_KERNEL | 0x8000u);
  s->size = size;
  return 0;
}

int resize_managed(struct state *s, size_t size) {
  s->data = devm_krealloc(s->dev, s->data, size, GFP_KERNEL);
  if (!s->data)
    return -ENOMEM;
  s->size = size;
  return 0;
}

int resize_local(u8 **out, size_t size) {
  u8 *p = kmalloc(16, GFP_KERNEL), *larger;
  if (!p)
    return -ENOMEM;
  larger = krealloc(p, size, GFP_KERNEL);
  if (!larger) {
    kfree(p);
    return -ENOMEM;
  }
  *out = larger;
  return 0;
}
