/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, which let the copying functions look at the address. */
#include "linux_kernel.h"

struct settings {
  u32 mode;
  u32 count;
  u32 __user *results;
};

static struct settings current_settings;

long set_mode(unsigned long arg) {
  struct settings copy;
  if (copy_from_user(&copy, (const void __user *)arg, sizeof(copy)))
    return -EFAULT;
  current_settings.mode = copy.mode;
  return 0;
}

ssize_t read_count(char __user *buffer) {
  char count = (char)current_settings.count;
  return copy_to_user(buffer, &count, 1) ? -EFAULT : 1;
}

ssize_t read_all(void __user *buffer, size_t size) {
  if (size > sizeof(current_settings.mode))
    size = sizeof(current_settings.mode);
  return copy_to_user(buffer, &current_settings, size) ? -EFAULT : (ssize_t)size;
}

long nested(const void __user *from) {
  struct settings copy;
  if (copy_from_user(&copy, from, sizeof(copy)))
    return -EFAULT;
  return copy_to_user(copy.results, &copy.mode, sizeof(copy.mode)) ? -EFAULT : 0;
}

/* the address of a member is no use of it */
long member(const struct settings __user *from) {
  u32 mode;
  return copy_from_user(&mode, &from->mode, sizeof(mode)) ? -EFAULT : (long)mode;
}

/* moving on and comparing is no use either */
long walk(const u32 __user *words, size_t count) {
  const u32 __user *end = words + count;
  u32 word;
  long sum = 0;
  for (; words != end; words++) {
    if (copy_from_user(&word, words, sizeof(word)))
      return -EFAULT;
    sum += word & 1;
  }
  return sum;
}

/* what a process sent lies beside a function's address, or was overwritten by one */
struct job {
  u32 kind;
  u64 value;
  void (*done)(int status);
};
void job_is_done(int status);

long job_done(struct job *job, const void __user *arg) {
  if (copy_from_user(&job->value, arg, sizeof job->value))
    return -EFAULT;
  job->done(0);
  return 0;
}

long job_kept(const void __user *arg) {
  struct job job;
  if (copy_from_user(&job, arg, sizeof job))
    return -EFAULT;
  job.done = job_is_done;
  job.done(0);
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
  return __copy_from_user(to, (const void __user *)arg, n) ? -EFAULT : 0;
}

static long settings_ioctl(struct file *file, unsigned int command, unsigned long arg) {
  if (!access_ok((void __user *)arg, sizeof(u32)))
    return -EFAULT;
  if (command == 1)
    return fetch(&current_settings.mode, arg, sizeof(u32));
  return __copy_to_user((void __user *)arg, &current_settings.count, sizeof(u32)) ? -EFAULT : 0;
}

/* what is written was probed before */
static ssize_t settings_write(struct file *file, const char __user *from, size_t count, loff_t *position) {
  if (count != sizeof(u32))
    return -EINVAL;
  return __copy_from_user(&current_settings.mode, from, sizeof(u32)) ? -EFAULT : (ssize_t)count;
}
const struct file_operations settings_operations = {.unlocked_ioctl = settings_ioctl, .write = settings_write};

/* A flag beside the address says whose memory it leads to: who looks at it as a process's on one way says nothing of the other. */
struct text {
  const u8 *at;
  size_t length;
  _Bool user;
};

static int character(const struct text *text, size_t at, u8 *to) {
  if (at >= text->length)
    return -EINVAL;
  if (text->user) {
    if (!access_ok((const void __user *)(text->at + at), 1))
      return -EFAULT;
    return __copy_from_user(to, (const void __user *)(text->at + at), 1) ? -EFAULT : 0;
  }
  *to = text->at[at];
  return 0;
}

int first_character(const struct text *text, u8 *to) {
  return character(text, 0, to);
}

static int copy_checked(void *to, const void *from, size_t n) {
  if (!access_ok((const void __user *)from, n))
    return -EFAULT;
  return __copy_from_user(to, (const void __user *)from, n) ? -EFAULT : 0;
}

/* …and the flag may be asked before in a function of its own */
int number(const u32 *at, const struct text *kind, u32 *to) {
  _Bool user = kind->user;
  u32 value;
  if (user) {
    if (copy_checked(&value, at, sizeof value))
      return -EFAULT;
  } else {
    value = *at;
  }
  *to = value;
  return 0;
}
