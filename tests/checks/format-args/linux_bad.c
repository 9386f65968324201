/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Formats of Linux's functions that print: chosen by a process, or against their arguments. linux_good.c holds the same
 * functions, repaired. */
#include "linux_kernel.h"

#pragma clang diagnostic ignored "-Wformat"
#pragma clang diagnostic ignored "-Wformat-insufficient-args"
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

#define pr_err(format, ...) _printk("\001" "3" format, ##__VA_ARGS__)

ssize_t logged(const char __user *from, size_t n) {
  char text[64];
  if (n >= sizeof(text))
    return -EINVAL;
  if (copy_from_user(text, from, n))
    return -EFAULT;
  text[n] = 0;
  _printk(text); /* expect: format-args "chose" */
  return (ssize_t)n;
}

int logged_of_a_device(struct device *dev, const char __user *from) {
  char text[64];
  long n = strncpy_from_user(text, from, sizeof(text) - 1);
  if (n < 0)
    return -EFAULT;
  text[n] = 0;
  _dev_err(dev, text); /* expect: format-args "chose" */
  return 0;
}

int listed(struct seq_file *m, const char __user *from) {
  char *text = memdup_user(from, 32);
  if (IS_ERR(text))
    return -EFAULT;
  text[31] = 0;
  seq_printf(m, text); /* expect: format-args "chose" */
  kfree(text);
  return 0;
}

char *named(const char __user *from) {
  char text[16];
  if (copy_from_user(text, from, sizeof(text) - 1))
    return NULL;
  text[15] = 0;
  return kasprintf(GFP_KERNEL, text); /* expect: format-args "chose" */
}

void one_too_few(int a) {
  pr_err("a %d b %d\n", a); /* expect: format-args "not there" */
}

int string_of_a_number(char *page, int id) {
  return sysfs_emit(page, "%s\n", id); /* expect: format-args "%s" */
}
