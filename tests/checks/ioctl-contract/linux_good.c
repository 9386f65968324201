/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c repaired, and what looks alike. */
#include <linux_kernel.h>

#define _IOC(dir, type, nr, size) (((dir) << 30) | ((size) << 16) | ((type) << 8) | (nr))
#define _IOW(type, nr, t) _IOC(1U, type, nr, sizeof(t))
#define _IOR(type, nr, t) _IOC(2U, type, nr, sizeof(t))

struct file;
struct file_operations {
  ssize_t (*read)(struct file *, char __user *, size_t, loff_t *);
  ssize_t (*write)(struct file *, const char __user *, size_t, loff_t *);
  long (*unlocked_ioctl)(struct file *, unsigned int, unsigned long);
};

struct range {
  u32 first, last;
};
struct range_ext {
  u32 first, last, flags, reserved[5];
};

#define SET_RANGE _IOW('r', 1, struct range_ext)
#define GET_RANGE _IOR('r', 2, struct range_ext)
#define SET_OLD 0x7201

static struct range_ext current_range;
static u32 modes[16];

static long range_ioctl(struct file *file, unsigned int cmd, unsigned long arg) {
  struct range_ext ext;
  (void)file;
  switch (cmd) {
  case SET_OLD: /* a code from before there were sizes in them */
  case SET_RANGE:
    if (copy_from_user(&ext, (void __user *)arg, sizeof(ext)))
      return -EFAULT;
    current_range = ext;
    return 0;
  case GET_RANGE:
    if (copy_to_user((void __user *)arg, &current_range, sizeof(current_range)))
      return -EFAULT;
    return 0;
  default:
    return -EINVAL;
  }
}

/* the head first */
static long head_ioctl(struct file *file, unsigned int cmd, unsigned long arg) {
  struct range head;
  (void)file;
  if (cmd != SET_RANGE || copy_from_user(&head, (void __user *)arg, sizeof(head)))
    return -EFAULT;
  current_range.first = head.first;
  return 0;
}
static const struct file_operations head_operations = {.unlocked_ioctl = head_ioctl};

/* by a helper */
static int fetch(struct range_ext *to, void __user *from) {
  return copy_from_user(to, from, sizeof(*to)) ? -EFAULT : 0;
}

static long helper_ioctl(struct file *file, unsigned int cmd, unsigned long arg) {
  struct range_ext ext;
  (void)file;
  if (cmd != SET_RANGE)
    return -EINVAL;
  if (fetch(&ext, (void __user *)arg))
    return -EFAULT;
  current_range = ext;
  return 0;
}

static ssize_t range_write(struct file *file, const char __user *from, size_t count, loff_t *position) {
  char text[32];
  (void)file;
  (void)position;
  if (count > sizeof(text) || copy_from_user(text, from, count))
    return -EFAULT;
  modes[0] = (u32)text[0];
  return (ssize_t)count;
}

static long mode_ioctl(struct file *file, unsigned int cmd, unsigned long arg) {
  (void)file;
  (void)arg;
  return cmd < ARRAY_SIZE(modes) ? (long)modes[cmd] : -EINVAL;
}

static const struct file_operations range_operations = {.unlocked_ioctl = range_ioctl, .write = range_write};
static const struct file_operations helper_operations = {.unlocked_ioctl = helper_ioctl};
static struct file_operations mode_operations;

const struct file_operations *operations(int kind) {
  mode_operations.unlocked_ioctl = mode_ioctl;
  return kind == 0 ? &range_operations : kind == 1 ? &helper_operations : kind == 2 ? &head_operations : &mode_operations;
}
