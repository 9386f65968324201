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
