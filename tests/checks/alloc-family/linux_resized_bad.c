/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As resized_bad.c, with the kernel's functions; linux_resized_good.c holds the same functions repaired. */
#include "linux_kernel.h"

struct state {
  u8 *data;
  size_t size;
};

int resize(struct state *s, size_t size) {
  s->data = krealloc(s->data, size, GFP_KERNEL);
  if (!s->data)
    return -ENOMEM; /* expect: alloc-family "could not be resized" */
  s->size = size;
  return 0;
}

int resize_local(u8 **out, size_t size) {
  u8 *p = kmalloc(16, GFP_KERNEL);
  if (!p)
    return -ENOMEM;
  p = krealloc(p, size, GFP_KERNEL);
  if (!p)
    return -ENOMEM; /* expect: alloc-family "what 'kmalloc' gave" */
  *out = p;
  return 0;
}
