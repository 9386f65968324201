/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What answers with an error number when it fails, and is never asked for one; linux_errors_good.c asks. */
#include "linux_kernel.h"

struct file {
  void *private_data;
  u32 f_mode;
};
struct clk {
  u32 rate;
};
struct device {
  void *driver_data;
  u32 id;
};
struct module;
struct class {
  u32 count;
};
struct command {
  u32 code;
  u32 length;
};
struct unit {
  struct file *log;
  struct device *node;
  u32 mode;
};
struct file *filp_open(const char *name, int flags, u16 mode);
struct clk *devm_clk_get(struct device *dev, const char *id);
struct class *__class_create(struct module *owner, const char *name, void *key);
struct device *device_create(struct class *class, struct device *parent, u32 number, void *data, const char *format, ...);

/* nobody asks */
int command_code(const void __user *from) {
  struct command *c = memdup_user(from, sizeof(*c));
  int code = (int)c->code; /* expect: null-deref "error number" */
  kfree(c);
  return code;
}

/* it is held against null, which it never is */
u32 log_mode(void) {
  struct file *f = filp_open("/var/log/x", 0, 0);
  if (!f)
    return 0;
  return f->f_mode; /* expect: null-deref "ask IS_ERR" */
}

u32 clock_rate(struct device *dev) {
  struct clk *clk = devm_clk_get(dev, "bus");
  if (clk == NULL) {
    _printk("no clock\n");
    return 0;
  }
  return clk->rate; /* expect: null-deref "error number" */
}

/* it is kept, and used from there */
int log_opened(struct unit *u) {
  u->log = filp_open("/var/log/x", 0, 0);
  u->mode = u->log->f_mode; /* expect: null-deref "error number" */
  return 0;
}

/* who asks goes on all the same */
u32 class_count(struct module *owner) {
  struct class *c = __class_create(owner, "units", NULL);
  if (IS_ERR(c))
    _printk("no class\n");
  return c->count; /* expect: null-deref "error number" */
}

/* another one is asked about */
int node_made(struct unit *u, struct class *class) {
  struct device *first = device_create(class, NULL, 1, NULL, "a"), *second;
  if (IS_ERR(first))
    return -EINVAL;
  second = device_create(class, NULL, 2, NULL, "b");
  if (IS_ERR(first))
    return -EINVAL;
  u->node = first;
  return (int)second->id; /* expect: null-deref "error number" */
}

/* a wrapper hands it on */
static struct file *log_of(const char *name) {
  return filp_open(name, 1, 0);
}

void *log_data(void) {
  struct file *f = log_of("/var/log/y");
  return f->private_data; /* expect: null-deref "error number" */
}
