/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Idioms of Linux drivers that ask for a wrong amount on the marked line; linux_good.c holds them repaired. */
#include "linux_kernel.h"
#include "untrusted.h"

struct entry {
  u32 handle;
  u32 flags;
  u64 address;
};

struct request {
  u32 count;
  u32 stride;
  u64 entries;
};

struct list {
  u32 count;
  struct entry entry[];
};

struct surface {
  u32 width, height, bytes;
  u8 *pixels;
};

long entries_of_user(const struct request __user *from) {
  struct request request;
  struct entry *entries;
  if (copy_from_user(&request, from, sizeof request))
    return -EFAULT;
  entries = kmalloc(request.count * sizeof *entries, GFP_KERNEL); /* expect: alloc-arith */
  if (!entries)
    return -ENOMEM;
  kfree(entries);
  return 0;
}

long product_in_32_bits(const struct request __user *from) {
  struct request request;
  u32 bytes;
  void *block;
  if (copy_from_user(&request, from, sizeof request))
    return -EFAULT;
  if (request.count > 0x100000 || request.stride > 0x100000)
    return -EINVAL;
  bytes = request.count * request.stride;
  block = vmalloc(bytes); /* expect: alloc-arith */
  if (!block)
    return -ENOMEM;
  vfree(block);
  return 0;
}

int surface_init(struct surface *surface, const struct surface __user *from) {
  if (copy_from_user(surface, from, sizeof *surface))
    return -EFAULT;
  surface->bytes = surface->width * surface->height * 4;
  surface->pixels = kzalloc(surface->bytes, GFP_KERNEL); /* expect: alloc-arith */
  return surface->pixels ? 0 : -ENOMEM;
}

struct list *list_with_header(u32 count) {
  struct list *list;
  if (count > 0x10000000)
    return NULL;
  list = kmalloc((u32)sizeof *list + count * (u32)sizeof list->entry[0], GFP_KERNEL); /* expect: alloc-arith */
  if (!list)
    return NULL;
  list->count = count; /* may: index-range */
  return list;
}

ssize_t text_from_user(const char __user *from, size_t n UNTRUSTED) {
  char *text = kmalloc(n + 1, GFP_KERNEL); /* expect: alloc-arith */
  if (!text)
    return -ENOMEM;
  if (copy_from_user(text, from, n)) { /* may: copy-extent */
    kfree(text);
    return -EFAULT;
  }
  kfree(text);
  return (ssize_t)n;
}

struct surface *surface_make(void) {
  struct surface *surface = kzalloc(sizeof surface, GFP_KERNEL); /* expect: alloc-arith */
  if (!surface)
    return NULL;
  surface->width = 0;
  return surface;
}

void *grow(void *old, const u32 __user *from) {
  u32 count;
  if (copy_from_user(&count, from, sizeof count))
    return NULL;
  return krealloc(old, count * 8, GFP_KERNEL); /* expect: alloc-arith */
}

struct counter {
  u64 quota;
  u32 lock;
  struct counter *next;
  char name[16];
  void *entry;
};
struct counter_id {
  u64 quota;
  u32 lock;
};

/* neither is a whole one */
struct counter *counter_new(u64 quota, int anonymous) {
  struct counter *c;
  unsigned int size;
  size = anonymous ? sizeof(u64) : sizeof(struct counter_id);
  c = kmalloc(size, GFP_KERNEL); /* expect: alloc-arith */
  if (!c)
    return NULL;
  c->quota = quota;
  return c;
}
