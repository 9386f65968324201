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
