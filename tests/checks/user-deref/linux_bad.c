/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A Linux driver that uses user addresses itself on the marked line; linux_good.c holds the same functions repaired. */
#include "linux_kernel.h"

struct settings {
  u32 mode;
  u32 count;
  u32 __user *results;
};

static struct settings current_settings;

long set_mode(unsigned long arg) {
  const struct settings __user *from = (const struct settings __user *)arg;
  current_settings.mode = from->mode; /* expect: user-deref "directly" */
  return 0;
}

ssize_t read_count(char __user *buffer) {
  *buffer = (char)current_settings.count; /* expect: user-deref "directly" */
  return 1;
}

ssize_t read_all(void __user *buffer, size_t size) {
  if (size > sizeof(current_settings))
    size = sizeof(current_settings);
  memcpy((void __user *)buffer, &current_settings, size); /* expect: user-deref "'memcpy'" */
  return (ssize_t)size;
}

long nested(const void __user *from) {
  struct settings copy;
  if (copy_from_user(&copy, from, sizeof(copy)))
    return -EFAULT;
  copy.results[0] = copy.mode; /* expect: user-deref "directly" */
  return 0;
}

int second_word(const u32 __user *words) {
  return words[1] == 0; /* expect: user-deref "directly" */
}

/* what a process sent lies over a function's address */
struct job {
  u32 kind;
  union {
    u64 value;
    void (*done)(int status);
    struct {
      u64 first, second;
    } raw;
  };
};

long job_done(const void __user *arg) {
  struct job job;
  u64 value;
  if (copy_from_user(&value, arg, sizeof value))
    return -EFAULT;
  job.kind = 1;
  job.value = value;
  job.done(0); /* expect: user-deref "calls 'job.done'" */
  return 0;
}

long job_kept(struct job *job, const void __user *arg) {
  if (copy_from_user(&job->raw, arg, sizeof job->raw))
    return -EFAULT;
  job->done(0); /* expect: user-deref "calls 'job->done'" */
  return 0;
}

/* functions that do not look at the address themselves */
struct file;
struct file_operations {
  ssize_t (*write)(struct file *file, const char __user *from, size_t count, loff_t *position);
  long (*unlocked_ioctl)(struct file *file, unsigned int command, unsigned long arg);
};
int access_ok(const void __user *address, unsigned long size);
__must_check unsigned long __copy_from_user(void *to, const void __user *from, unsigned long n);
__must_check unsigned long __copy_to_user(void __user *to, const void *from, unsigned long n);

static long fetch(void *to, unsigned long arg, size_t n) {
  return __copy_from_user(to, (const void __user *)arg, n) ? -EFAULT : 0; /* expect: user-deref "'__copy_from_user' reads" */
}

static long settings_ioctl(struct file *file, unsigned int command, unsigned long arg) {
  if (command == 1)
    return fetch(&current_settings.mode, arg, sizeof(u32));
  return __copy_to_user((void __user *)arg, &current_settings.count, sizeof(u32)) ? -EFAULT : 0; /* expect: user-deref "'__copy_to_user' writes" */
}
const struct file_operations settings_operations = {.unlocked_ioctl = settings_ioctl};

/* A flag says whose memory it is, and it is used on the way on which it was looked at. */
struct text {
  const u8 *at;
  _Bool user;
};

int first_character(const struct text *text, u8 *to) {
  if (text->user) {
    if (!access_ok((const void __user *)text->at, 1))
      return -EFAULT;
    *to = text->at[0]; /* expect: user-deref "outside" */
    return 0;
  }
  *to = text->at[0];
  return 0;
}
