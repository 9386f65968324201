/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, repaired: nothing is reported here. */
#include "linux_kernel.h"

struct request {
  u32 id;
  u32 length;
  u8 *data;
  struct request *next;
};

void report(u32 id);

void finish(struct request *r) {
  report(r->id);
  kfree(r->data);
  kfree(r);
}

int once(struct request *r, int mode) {
  if (mode < 0)
    goto fail;
  r->data = kmalloc(16, GFP_KERNEL);
  if (!r->data)
    goto fail;
  return 0;
fail:
  kfree(r);
  return -ENOMEM;
}

void drain(struct request *head) {
  struct request *r, *next;
  for (r = head; r; r = next) {
    next = r->next;
    kfree(r);
  }
}

static int submit(struct request *r) {
  if (r->length > 4096) {
    kfree(r);
    return -EINVAL;
  }
  return 0;
}

int submit_and_look(struct request *r) {
  int error = submit(r);
  if (error)
    return error;
  return (int)r->id;
}

int grown(struct request *r, size_t n) {
  u8 *more = krealloc(r->data, n, GFP_KERNEL);
  if (!more)
    return -ENOMEM;
  more[0] = 1;
  r->data = more;
  return 0;
}

void replaced(struct request *r) {
  kfree(r->data);
  r->data = kmalloc(16, GFP_KERNEL);
  if (r->data)
    r->data[0] = 1;
}
