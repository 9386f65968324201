/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, repaired, and what only kernels print. */
#include "linux_kernel.h"

#pragma clang diagnostic ignored "-Wformat"
#pragma clang diagnostic ignored "-Wformat-security"

struct device;
struct seq_file {
  char *buffer;
  size_t size, count;
};
void _dev_err(const struct device *dev, const char *format, ...);
void seq_printf(struct seq_file *m, const char *format, ...);
char *kasprintf(gfp_t flags, const char *format, ...);
int sysfs_emit(char *page, const char *format, ...);
const char *name_of(const struct device *dev);

#define pr_err(format, ...) _printk("\001" "3" format, ##__VA_ARGS__)

ssize_t logged(const char __user *from, size_t n) {
  char text[64];
  if (n >= sizeof(text))
    return -EINVAL;
  if (copy_from_user(text, from, n))
    return -EFAULT;
  text[n] = 0;
  _printk("%s", text);
  return (ssize_t)n;
}

int logged_of_a_device(struct device *dev, const char __user *from) {
  char text[64];
  long n = strncpy_from_user(text, from, sizeof(text) - 1);
  if (n < 0)
    return -EFAULT;
  text[n] = 0;
  _dev_err(dev, "%s", text);
  return 0;
}

int listed(struct seq_file *m, const char __user *from) {
  char *text = memdup_user(from, 32);
  if (IS_ERR(text))
    return -EFAULT;
  text[31] = 0;
  seq_printf(m, "%s", text);
  kfree(text);
  return 0;
}

char *named(const char __user *from) {
  char text[16];
  if (copy_from_user(text, from, sizeof(text) - 1))
    return NULL;
  text[15] = 0;
  return kasprintf(GFP_KERNEL, "%s", text);
}

void one_too_few(int a, int b) {
  pr_err("a %d b %d\n", a, b);
}

int string_of_a_number(char *page, int id) {
  return sysfs_emit(page, "%d\n", id);
}

/* what follows %p says what the pointer leads to */
void pointers(const u8 *mac, void *format, const u32 *ip, const u8 *uuid, int bits) {
  pr_err("%pM %pV %pI4 %pK %*ph %pUl %*pbl %ps %d\n", mac, format, ip, mac, 4, mac, uuid, bits, mac, pointers, 1);
}

void sizes(size_t n, long long wide, const char *text) {
  pr_err("%zu %Zu %Lu %llu %.*s %hhx\n", n, n, wide, wide, 3, text, 7);
}

/* a null string is printed as one */
void nameless(const struct device *dev) {
  const char *name = name_of(dev);
  if (name == NULL)
    pr_err("no name: %s\n", name);
}
