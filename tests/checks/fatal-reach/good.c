/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The cases of bad.c repaired, and assertions that are right. */
#include "linux_kernel.h"

void panic(const char *format, ...) __attribute__((noreturn));
#define __init __attribute__((section(".init.text")))
#define BUG()                                                                                                          \
  do {                                                                                                                 \
    __asm__ volatile("" ::: "memory");                                                                                 \
    __builtin_unreachable();                                                                                           \
  } while (0)
#define BUG_ON(condition)                                                                                              \
  do {                                                                                                                 \
    if (__builtin_expect(!!(condition), 0))                                                                            \
      BUG();                                                                                                           \
  } while (0)

struct request {
  u32 op, index, count;
};
struct entry {
  u32 id;
  int value;
};
struct device {
  struct entry table[8];
  int broken;
};

int plain(const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (request.count > 16)
    return -EINVAL;
  return (int)request.count;
}

/* The assertion stands behind the test that makes it true. */
int by_macro(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (request.index >= ARRAY_SIZE(device->table))
    return -EINVAL;
  BUG_ON(request.index >= ARRAY_SIZE(device->table));
  return device->table[request.index].value;
}

int by_switch(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  switch (request.op) {
  case 0:
    return device->table[0].value;
  case 1:
    return device->table[1].value;
  default:
    return -EINVAL;
  }
}

int too_late(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (request.count == 0)
    return -EINVAL;
  BUG_ON(request.count == 0);
  return device->table[0].value / (int)(request.count & 0xffff | 1);
}

static int at(struct device *device, u32 index) {
  BUG_ON(index >= ARRAY_SIZE(device->table));
  return device->table[index].value;
}

int in_callee(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (request.index >= ARRAY_SIZE(device->table))
    return -EINVAL;
  return at(device, request.index);
}

static struct entry *find(struct device *device, u32 id) {
  for (u32 i = 0; i < ARRAY_SIZE(device->table); i++)
    if (device->table[i].id == id)
      return &device->table[i];
  return NULL;
}

int not_found(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  struct entry *entry = find(device, request.index);
  if (entry == NULL)
    return -EINVAL;
  return entry->value;
}

int computed(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (request.index > 4 || request.count > 3)
    return -EINVAL;
  u32 end = request.index + request.count;
  if (end < request.index)
    __builtin_trap();
  return device->table[end].value;
}

static int first(struct device *device, u32 value) {
  return device->table[0].value + (int)(value & 255);
}
static int second(struct device *device, u32 value) {
  if (value > 100)
    panic("value");
  return device->table[1].value + (int)value;
}

int by_pointer(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (request.count > 100)
    return -EINVAL;
  int (*const run)(struct device *, u32) = second;
  return request.op == 0 ? first(device, request.count) : run(device, request.count);
}

static int check(const struct request *request) {
  if (request->count > 64 || request->op > 4)
    return -EINVAL;
  return 0;
}

int granted(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  int result = check(&request);
  if (result != 0)
    return result;
  return device->table[0].value;
}

/* An invariant of the kernel's own, whatever was asked. */
int both(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (request.op == 3 && device->broken)
    panic("broken");
  return 0;
}

/* The two ways of the request meet before the invariant is asked for. */
int meets(struct device *device, const void __user *arg) {
  struct request request;
  int value = 0;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (request.op & 1)
    value = device->table[0].value;
  BUG_ON(device->broken);
  return value;
}

/* Nobody is there yet who could ask. */
int __init setup(const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (request.count > 16)
    panic("count");
  return 0;
}

/* No input at all. */
int internal(struct device *device, u32 index) {
  BUG_ON(index >= ARRAY_SIZE(device->table));
  return device->table[index].value;
}
