/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A driver of Linux on the runtime; linux_good.c holds it repaired. */
#include <linux_kernel.h>

#include <bulwark/handle.h>

#define _IOC_SET 1
#define ENOENT 2

struct session {
  u32 mode, limit;
  void *buffer;
  u32 size;
};
BW_HANDLE32_DECLARE(sessions, struct session, 6);

static sessions table;
static struct mutex lock;

struct limits {
  u32 mode, limit;
};

/* the session is closed before its last use */
long session_close(u32 value) {
  sessions_handle handle = sessions_handle_of(value);
  struct session *s;
  if (sessions_try_resolve(&table, handle, &s) != BW_OK)
    return -ENOENT;
  if (sessions_destroy(&table, handle) != BW_OK)
    return -ENOENT;
  kfree(s->buffer); /* expect: handle-misuse "destroyed" */
  return 0;
}

/* copied in behind the first store */
long session_set(u32 value, const void __user *from) {
  struct session *s;
  struct limits limits;
  if (sessions_try_resolve(&table, sessions_handle_of(value), &s) != BW_OK)
    return -ENOENT;
  s->mode = 0;
  if (copy_from_user(&limits, from, sizeof(limits))) /* expect: handle-misuse "half of the change" */
    return -EFAULT;
  s->mode = limits.mode & 7;
  s->limit = limits.limit;
  return 0;
}

/* room made behind it, with the lock held */
long session_resize(u32 value, u32 size) {
  struct session *s;
  void *buffer;
  long ret = -ENOENT;
  if (size > 4096)
    return -EINVAL;
  mutex_lock(&lock);
  if (sessions_try_resolve(&table, sessions_handle_of(value), &s) != BW_OK)
    goto out;
  s->size = size;
  buffer = kzalloc(size, GFP_KERNEL); /* expect: handle-misuse */
  if (!buffer) {
    ret = -ENOMEM;
    goto out;
  }
  kfree(s->buffer);
  s->buffer = buffer;
  ret = 0;
out:
  mutex_unlock(&lock);
  return ret;
}

/* the pin is dropped in the common way out, before the answer is read */
long session_mode(u32 value) {
  sessions_handle handle = sessions_handle_of(value);
  struct session *s;
  if (sessions_pin(&table, handle, &s) != BW_OK)
    return -ENOENT;
  sessions_unpin(&table, handle);
  return s->mode; /* expect: handle-misuse "pin" */
}
