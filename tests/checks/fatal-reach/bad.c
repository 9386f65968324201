/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Requests that stop the machine; good.c holds them repaired, in the same order. */
#include "linux_kernel.h"

void panic(const char *format, ...) __attribute__((noreturn));
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

/* In the handler itself. */
int plain(const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (request.count > 16)
    panic("count"); /* expect: fatal-reach "'panic'" */
  return (int)request.count;
}

/* By a macro that ends in an instruction. */
int by_macro(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  BUG_ON(request.index >= ARRAY_SIZE(device->table)); /* expect: fatal-reach "a trap" */
  return device->table[request.index].value;
}

/* The last case of a switch. */
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
    BUG(); /* expect: fatal-reach */
  }
}

/* A check that comes too late. */
int too_late(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  BUG_ON(request.count == 0); /* expect: fatal-reach */
  if (request.count == 0)
    return -EINVAL;
  return device->table[0].value / (int)request.count;
}

/* In a callee. */
static int at(struct device *device, u32 index) {
  BUG_ON(index >= ARRAY_SIZE(device->table)); /* expect: fatal-reach */
  return device->table[index].value;
}

int in_callee(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  return at(device, request.index);
}

/* A look-up that finds nothing. */
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
    panic("no such entry"); /* expect: fatal-reach */
  return entry->value;
}

/* Through arithmetic, and a builtin. */
int computed(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  u32 end = request.index + request.count;
  if (end < request.index)
    __builtin_trap(); /* expect: fatal-reach */
  return end < 8 ? device->table[end].value : -EINVAL;
}

/* Through a pointer to a function. */
static int first(struct device *device, u32 value) {
  return device->table[0].value + (int)value;
}
static int second(struct device *device, u32 value) {
  if (value > 100)
    panic("value"); /* expect: fatal-reach */
  return device->table[1].value + (int)value;
}

int by_pointer(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  int (*const run)(struct device *, u32) = second;
  return request.op == 0 ? first(device, request.count) : run(device, request.count);
}

/* A checking callee whose answer is taken for granted. */
static int check(const struct request *request) {
  if (request->count > 64 || request->op > 4)
    return -EINVAL;
  return 0;
}

int granted(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (check(&request) != 0)
    panic("bad request"); /* expect: fatal-reach */
  return device->table[0].value;
}

/* The kernel's own flag is asked first, the request last. */
int both(struct device *device, const void __user *arg) {
  struct request request;
  if (copy_from_user(&request, arg, sizeof request))
    return -EFAULT;
  if (device->broken && request.op == 3)
    panic("op"); /* expect: fatal-reach */
  return 0;
}
