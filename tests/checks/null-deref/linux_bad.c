/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As a driver for Linux would do it: the marked lines use a null pointer. */
#include "linux_kernel.h"

struct device_state {
  struct mutex lock;
  u32 *table;
  u32 count;
  char *name;
};

void *kmalloc_node(size_t size, gfp_t flags, int node);
struct device_state *find_state(u32 id);

int probe(struct device_state *s) {
  s->table = kcalloc(16, sizeof(*s->table), GFP_KERNEL);
  s->table[0] = 1; /* expect: null-deref */
  return 0;
}

struct device_state *create(void) {
  struct device_state *s = kzalloc(sizeof(*s), GFP_KERNEL);
  s->count = 1; /* expect: null-deref */
  return s;
}

int rename_it(struct device_state *s, const char *name) {
  char *copy = kstrdup(name, GFP_KERNEL);
  copy[0] = 'x'; /* expect: null-deref */
  s->name = copy;
  return 0;
}

int clone_table(struct device_state *s, const u32 *from) {
  u32 *copy = kmemdup(from, 16 * sizeof(*from), GFP_KERNEL);
  s->count = copy[3]; /* expect: null-deref */
  kfree(copy);
  return 0;
}

int large(void) {
  u8 *p = vmalloc(1ul << 20);
  memset(p, 0, 1ul << 20); /* expect: null-deref */
  vfree(p);
  return 0;
}

int from_user(u8 __user *user, size_t n) {
  u8 *p;
  if (n > 4096)
    return -EINVAL;
  p = kmalloc(4096, GFP_KERNEL);
  p[0] = 0; /* expect: null-deref */
  if (copy_from_user(p, user, n)) {
    kfree(p);
    return -EFAULT;
  }
  kfree(p);
  return 0;
}

int logs_and_goes_on(struct device_state *s) {
  if (!s)
    _printk("no state\n");
  return (int)s->count; /* expect: null-deref */
}

int tested_late(struct device_state *s) {
  u32 count = s->count; /* expect: null-deref */
  if (!s)
    return -EINVAL;
  return (int)count;
}

static struct device_state *allocate(gfp_t flags) {
  return kzalloc(sizeof(struct device_state), flags);
}

int by_a_wrapper(void) {
  struct device_state *s = allocate(GFP_KERNEL);
  mutex_lock(&s->lock);
  s->count = 0; /* expect: null-deref */
  mutex_unlock(&s->lock);
  kfree(s);
  return 0;
}

/* one of the cases leaves it null; and a process chooses the kind */
struct block {
  u32 length;
  u8 *data;
};
struct block *block_read(u32 at);
struct block *block_find(u32 id);

u32 block_of(u32 kind, u32 at) {
  struct block *b = NULL;
  switch (kind) {
  case 0:
    b = block_read(at);
    break;
  case 1:
    break;
  case 0x80000000u:
    b = block_find(at + 1);
    if (!b)
      return 0;
    break;
  }
  return b->length; /* expect: null-deref */
}

u32 block_chosen(const u32 __user *from) {
  struct block *b = NULL;
  u32 kind;
  if (copy_from_user(&kind, from, sizeof(kind)))
    return 0;
  switch (kind) {
  case 0:
    b = block_read(4);
    break;
  case 1:
    b = block_find(4);
    break;
  }
  return b->length; /* expect: null-deref */
}

/* the first round asks for what it found itself */
int block_same(struct block *b, u32 mask);
int unlinked(u32 from, u32 wanted) {
  struct block *last = NULL, *b;
  u32 at;
  for (at = from; at < wanted; at++) {
    b = block_find(at);
    if (!b)
      return 0;
    if (block_same(b, at))
      last->length += b->length; /* expect: null-deref */
    last = b;
  }
  return 1;
}

/* who asks goes on all the same */
struct instance {
  void *space;
  char name[16];
  int debug;
};
static _Bool instance_debug(struct instance const *i) {
  return i && i->debug;
}
static int route_4(struct instance *i, struct block *b) {
  if (instance_debug(i))
    _printk("route\n");
  return i->name[0] + b->length; /* expect: null-deref */
}
int block_end(struct block *b) {
  return route_4(NULL, b);
}

/* of two who look there, none asks; and it is empty */
struct entry {
  u32 kind;
  u32 value;
};
struct stack {
  int top;
  struct entry entries[8];
};
static struct entry *stack_top(struct stack *s) {
  if (s->top < 0)
    return NULL;
  return &s->entries[s->top];
}
u32 stack_first(void) {
  struct stack s;
  s.top = -1;
  return stack_top(&s)->value; /* expect: null-deref */
}
u32 stack_second(struct stack *s) {
  return stack_top(s)->kind;
}

struct usb_device;
struct usb_interface {
  u32 settings;
};
struct usb_interface *usb_ifnum_to_if(const struct usb_device *dev, unsigned int number);
struct resource {
  u64 start, end;
};
struct platform_device;
struct resource *platform_get_resource_byname(struct platform_device *dev, unsigned int type, const char *name);

/* a device need not have what the driver looks for */
u32 settings_of(const struct usb_device *dev) {
  return usb_ifnum_to_if(dev, 1)->settings; /* expect: null-deref */
}

u64 base_of(struct platform_device *dev) {
  struct resource *registers = platform_get_resource_byname(dev, 0x200, "registers");
  return registers->start; /* expect: null-deref */
}

void *devm_ioremap(struct platform_device *dev, u64 at, u64 n);
u32 readl(const volatile void *at);

u32 maps(struct platform_device *dev) {
  char *registers = devm_ioremap(dev, 0x1000, 64);
  return readl(registers + 4); /* expect: null-deref */
}
