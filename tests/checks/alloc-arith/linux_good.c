/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* linux_bad.c, repaired: no finding anywhere. */
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
  if (request.count > 256)
    return -EINVAL;
  entries = kmalloc(request.count * sizeof *entries, GFP_KERNEL);
  if (!entries)
    return -ENOMEM;
  kfree(entries);
  return 0;
}

long entries_by_array(const struct request __user *from) {
  struct request request;
  struct entry *entries;
  if (copy_from_user(&request, from, sizeof request))
    return -EFAULT;
  if (request.count > 0x10000)
    return -EINVAL;
  entries = kmalloc_array(request.count, sizeof *entries, GFP_KERNEL);
  if (!entries)
    return -ENOMEM;
  kfree(entries);
  return 0;
}

long product_in_32_bits(const struct request __user *from) {
  struct request request;
  size_t bytes;
  void *block;
  if (copy_from_user(&request, from, sizeof request))
    return -EFAULT;
  if (request.count > 0x1000 || request.stride > 0x1000)
    return -EINVAL;
  bytes = (size_t)request.count * request.stride;
  block = vmalloc(bytes);
  if (!block)
    return -ENOMEM;
  vfree(block);
  return 0;
}

int surface_init(struct surface *surface, const struct surface __user *from) {
  struct surface taken;
  if (copy_from_user(&taken, from, sizeof taken))
    return -EFAULT;
  if (taken.width > 4096 || taken.height > 4096)
    return -EINVAL;
  surface->width = taken.width;
  surface->height = taken.height;
  surface->bytes = surface->width * surface->height * 4;
  surface->pixels = kzalloc(surface->bytes, GFP_KERNEL);
  return surface->pixels ? 0 : -ENOMEM;
}

struct list *list_with_header(u32 count) {
  struct list *list;
  if (count > 0x10000000)
    return NULL;
  list = kmalloc(struct_size(list, entry, count), GFP_KERNEL);
  if (!list)
    return NULL;
  list->count = count;
  return list;
}

ssize_t text_from_user(const char __user *from, size_t n UNTRUSTED) {
  char *text;
  if (n > 4095)
    return -EINVAL;
  text = kmalloc(n + 1, GFP_KERNEL);
  if (!text)
    return -ENOMEM;
  if (copy_from_user(text, from, n)) {
    kfree(text);
    return -EFAULT;
  }
  text[n] = '\0';
  kfree(text);
  return (ssize_t)n;
}

struct surface *surface_make(void) {
  struct surface *surface = kzalloc(sizeof *surface, GFP_KERNEL);
  if (!surface)
    return NULL;
  surface->width = 0;
  return surface;
}

void *grow(void *old, const u32 __user *from) {
  u32 count;
  if (copy_from_user(&count, from, sizeof count))
    return NULL;
  if (count > 1024)
    count = 1024;
  return krealloc(old, count * 8, GFP_KERNEL);
}

char *copy_of_name(const char *name) {
  size_t n = strlen(name) + 1;
  char *copy = kmalloc(n, GFP_KERNEL);
  if (copy)
    memcpy(copy, name, n);
  return copy;
}

/* a product that does not fit becomes the greatest size, and stays it */
struct histogram {
  u32 count;
  u32 values[];
};

struct histogram *histogram_make(u64 count) {
  struct histogram *h = kmalloc(struct_size(h, values, count), GFP_KERNEL);
  if (h)
    h->count = (u32)count;
  return h;
}

/* the allocator refuses what is too large */
void *refused(const u64 __user *from) {
  u64 count;
  if (copy_from_user(&count, from, sizeof count))
    return NULL;
  return kcalloc(count, 24, GFP_KERNEL);
}

/* a system call bounds what a process writes at once, and the copy refuses what there is no room for */
struct file_operations {
  ssize_t (*write)(void *file, const char __user *from, size_t count, loff_t *position);
};
static ssize_t write_copy(void *file, const char __user *from, size_t count, loff_t *position) {
  u8 *copy;
  if (count < 4)
    return -EINVAL;
  copy = memdup_user(from, count);
  if (IS_ERR(copy))
    return PTR_ERR(copy);
  *(u8 *)file = copy[3];
  kfree(copy);
  return (ssize_t)count;
}
const struct file_operations operations = {.write = write_copy};

/* without a name, what belongs to the name is not there */
struct counter {
  u64 quota;
  u32 lock;
  struct counter *next;
  char name[16];
  void *entry;
};

struct counter *counter_new(u64 quota, int anonymous) {
  struct counter *c;
  unsigned int size;
  size = anonymous ? __builtin_offsetof(struct counter, next) : sizeof(*c);
  c = kmalloc(size, GFP_KERNEL);
  if (!c)
    return NULL;
  c->quota = quota;
  c->lock = 0;
  if (!anonymous)
    c->next = NULL;
  return c;
}
