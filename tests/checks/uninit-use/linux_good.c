/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, repaired, and idioms that look like them: nothing is reported here. */
#include "linux_kernel.h"

struct info {
  u32 id;
  u32 length;
  u64 address;
};

#define __GFP_ZERO ((gfp_t)0x100)
#define for_lock(i) for (u32 i = lock_it(); i; unlock_it(i), i = 0)

void report(u32 id);
int ask(u32 about);
u32 lock_it(void);
void unlock_it(u32 lock);
int read_register(u32 index, u32 *value);

static int read_checked(u32 index, u32 *value) {
  if (index > 16)
    return -EINVAL;
  return read_register(index, value);
}

void result_is_looked_at(u32 index) {
  u32 value;
  if (read_checked(index, &value))
    return;
  report(value);
}

int zeroed_memory(void) {
  struct info *p = kmalloc(sizeof(*p), GFP_KERNEL | __GFP_ZERO);
  int result;
  if (!p)
    return -ENOMEM;
  result = (int)p->length;
  kfree(p);
  return result;
}

int from_user(const struct info __user *user) {
  struct info info;
  if (copy_from_user(&info, user, sizeof info))
    return -EFAULT;
  report(info.id);
  return 0;
}

u32 scope_of_a_lock(void) {
  u32 value;
  for_lock(held)
    value = (u32)ask(held);
  return value;
}

int error_path(u32 about) {
  int error = -ENOMEM;
  u32 *p = kmalloc(16, GFP_KERNEL);
  if (!p)
    goto out;
  error = ask(about);
  kfree(p);
out:
  return error;
}

/* A copy of a string is filled by whoever makes it. */
struct nlattr;
char *nla_strdup(const struct nlattr *attribute, gfp_t flags);

size_t copied_name(const struct nlattr *attribute) {
  char *name = nla_strdup(attribute, GFP_KERNEL);
  size_t length;
  if (!name)
    return 0;
  length = strlen(name);
  kfree(name);
  return length;
}

/* who asks how many were found, or gives a number before, has one */
struct device;
struct device_attribute {
  ssize_t (*show)(struct device *dev, struct device_attribute *attribute, char *to);
  ssize_t (*store)(struct device *dev, struct device_attribute *attribute, const char *from, size_t count);
};
int sscanf(const char *from, const char *format, ...) __attribute__((format(scanf, 2, 3)));
void set_level(struct device *dev, u32 level);

static ssize_t level_store(struct device *dev, struct device_attribute *attribute, const char *from, size_t count) {
  u32 level, other = 0;
  if (sscanf(from, "%u", &level) != 1)
    return -EINVAL;
  set_level(dev, level);
  sscanf(from, "%*u %u", &other);
  set_level(dev, other);
  return (ssize_t)count;
}
struct device_attribute attribute_level = {.store = level_store};

u32 of_own_text(void) {
  u32 number;
  sscanf("17", "%u", &number);
  return number;
}
