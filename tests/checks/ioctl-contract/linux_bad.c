/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A driver of Linux: its functions are known for handlers by the table that they stand in; linux_good.c holds the same
 * functions repaired. */
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

#define SET_RANGE _IOW('r', 1, struct range)
#define GET_RANGE _IOR('r', 2, struct range)
#define SET_MODE _IOW('r', 3, u32 *)

static struct range_ext current_range;
static u32 modes[16];

/* a larger structure than the code says */
static long range_ioctl(struct file *file, unsigned int cmd, unsigned long arg) {
  struct range_ext ext;
  (void)file;
  switch (cmd) {
  case SET_RANGE:
    if (copy_from_user(&ext, (void __user *)arg, sizeof(ext))) /* expect: ioctl-contract "says that there are 8" */
      return -EFAULT;
    current_range = ext;
    return 0;
  case GET_RANGE:
    if (copy_to_user((void __user *)arg, &current_range, sizeof(current_range))) /* expect: ioctl-contract "copied to" */
      return -EFAULT;
    return 0;
  default:
    return -EINVAL;
  }
}

/* by a helper */
static int fetch(struct range_ext *to, void __user *from) {
  return copy_from_user(to, from, sizeof(*to)) ? -EFAULT : 0; /* expect: ioctl-contract */
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

/* the size is the sender's to choose */
static ssize_t range_write(struct file *file, const char __user *from, size_t count, loff_t *position) {
  char text[32];
  (void)file;
  (void)position;
  if (copy_from_user(text, from, count)) /* expect: copy-extent */
    return -EFAULT;
  modes[0] = (u32)text[0];
  return (ssize_t)count;
}

/* the index, too */
static long mode_ioctl(struct file *file, unsigned int cmd, unsigned long arg) {
  (void)file;
  (void)arg;
  return (long)modes[cmd]; /* expect: index-range */
}

static const struct file_operations range_operations = {.unlocked_ioctl = range_ioctl, .write = range_write};
static const struct file_operations helper_operations = {.unlocked_ioctl = helper_ioctl};
static struct file_operations mode_operations;

const struct file_operations *operations(int kind) {
  mode_operations.unlocked_ioctl = mode_ioctl;
  return kind == 0 ? &range_operations : kind == 1 ? &helper_operations : &mode_operations;
}
