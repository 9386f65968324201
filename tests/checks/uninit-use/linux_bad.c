/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As a driver for Linux would do it: the marked lines read what was never written. */
#include "linux_kernel.h"

struct info {
  u32 id;
  u32 length;
  u64 address;
};

void report(u32 id);
int ask(u32 about);

int read_register(u32 index, u32 *value);
static int read_checked(u32 index, u32 *value) {
  if (index > 16)
    return -EINVAL;
  return read_register(index, value);
}

void result_is_ignored(u32 index) {
  u32 value;
  if (index < 100)
    return;
  read_checked(index, &value);
  report(value); /* expect: uninit-use */
}

int fresh_memory(void) {
  struct info *p = kmalloc(sizeof(*p), GFP_KERNEL);
  int result;
  if (!p)
    return -ENOMEM;
  p->id = 1;
  result = (int)p->length; /* expect: uninit-use */
  kfree(p);
  return result;
}

long half_an_answer(void) {
  struct info info;
  info.id = 1;
  info.length = 16;
  return (long)info.address; /* expect: uninit-use */
}

int error_path(u32 about) {
  int error;
  u32 *p = kmalloc(16, GFP_KERNEL);
  if (!p)
    goto out;
  error = ask(about);
  kfree(p);
out:
  return error; /* expect: uninit-use */
}

/* nobody asks how many numbers the text had */
struct device;
struct device_attribute {
  ssize_t (*show)(struct device *dev, struct device_attribute *attribute, char *to);
  ssize_t (*store)(struct device *dev, struct device_attribute *attribute, const char *from, size_t count);
};
int sscanf(const char *from, const char *format, ...) __attribute__((format(scanf, 2, 3)));
void set_level(struct device *dev, u32 level);

static ssize_t level_store(struct device *dev, struct device_attribute *attribute, const char *from, size_t count) {
  u32 level;
  sscanf(from, "%u", &level);
  set_level(dev, level); /* expect: uninit-use */
  return (ssize_t)count;
}
struct device_attribute attribute_level = {.store = level_store};
