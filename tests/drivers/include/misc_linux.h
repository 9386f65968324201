/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As much of Linux's interface as the misc device beside this folder uses. */
#ifndef BULWARK_TESTS_DRIVERS_MISC_LINUX_H
#define BULWARK_TESTS_DRIVERS_MISC_LINUX_H

#include "linux_kernel.h"

#define ENODEV 19
#define __init __attribute__((section(".init.text")))
#define __exit __attribute__((section(".exit.text")))
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

typedef struct spinlock {
  int held;
} spinlock_t;
void spin_lock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock);
void msleep(unsigned int milliseconds);

struct device;
struct device_node;
struct device_node *of_parse_phandle(const struct device_node *node, const char *name, int index);
int of_property_read_u32(const struct device_node *node, const char *name, u32 *out);
void of_node_put(struct device_node *node);

struct file;
struct file_operations {
  long (*unlocked_ioctl)(struct file *file, unsigned int command, unsigned long arg);
};
struct miscdevice {
  int minor;
  const char *name;
  const struct file_operations *fops;
};
int misc_register(struct miscdevice *device);
void misc_deregister(struct miscdevice *device);

const char *file_name(const struct file *file);

#endif
