/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_errors_bad.c, which ask for an error number. */
#include "linux_kernel.h"

static inline _Bool IS_ERR_OR_NULL(const void *p) {
  return !p || IS_ERR(p);
}
static inline int PTR_ERR_OR_ZERO(const void *p) {
  if (IS_ERR(p))
    return (int)PTR_ERR(p);
  return 0;
}

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

int command_code(const void __user *from) {
  struct command *c = memdup_user(from, sizeof(*c));
  int code;
  if (IS_ERR(c))
    return (int)PTR_ERR(c);
  code = (int)c->code;
  kfree(c);
  return code;
}

u32 log_mode(void) {
  struct file *f = filp_open("/var/log/x", 0, 0);
  if (IS_ERR_OR_NULL(f))
    return 0;
  return f->f_mode;
}

int clock_rate(struct device *dev, u32 *rate) {
  struct clk *clk = devm_clk_get(dev, "bus");
  int error = PTR_ERR_OR_ZERO(clk);
  if (error)
    return error;
  *rate = clk->rate;
  return 0;
}

int log_opened(struct unit *u) {
  int error = 0;
  u->log = filp_open("/var/log/x", 0, 0);
  if (IS_ERR(u->log)) {
    error = (int)PTR_ERR(u->log);
    u->log = NULL;
    goto out;
  }
  u->mode = u->log->f_mode;
out:
  return error;
}

/* without one it goes on with another */
u32 class_count(struct module *owner, struct class *other) {
  struct class *c = __class_create(owner, "units", NULL);
  if (IS_ERR(c))
    c = other;
  return c->count;
}

/* what another function kept was asked for there */
int node_used(struct unit *u) {
  return (int)u->node->id;
}

/* the flag says whether there is one */
u32 log_perhaps(int wanted) {
  struct file *f = NULL;
  u32 mode = 0;
  if (wanted) {
    f = filp_open("/var/log/x", 0, 0);
    if (IS_ERR(f))
      return 0;
  }
  mode++;
  if (f)
    mode += f->f_mode;
  return mode;
}

/* the number is handed on as it is */
struct file *log_of(const char *name) {
  return filp_open(name, 1, 0);
}
