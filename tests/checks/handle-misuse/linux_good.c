/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The driver of linux_bad.c repaired. */
#include <linux_kernel.h>

#include <bulwark/handle.h>

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

long session_close(u32 value) {
  sessions_handle handle = sessions_handle_of(value);
  struct session *s;
  void *buffer;
  if (sessions_try_resolve(&table, handle, &s) != BW_OK)
    return -ENOENT;
  buffer = s->buffer;
  if (sessions_destroy(&table, handle) != BW_OK)
    return -ENOENT;
  kfree(buffer);
  return 0;
}

long session_set(u32 value, const void __user *from) {
  struct session *s;
  struct limits limits;
  if (copy_from_user(&limits, from, sizeof(limits)))
    return -EFAULT;
  if (sessions_try_resolve(&table, sessions_handle_of(value), &s) != BW_OK)
    return -ENOENT;
  s->mode = limits.mode & 7;
  s->limit = limits.limit;
  return 0;
}

long session_resize(u32 value, u32 size) {
  struct session *s;
  void *buffer;
  long ret = -ENOENT;
  if (size > 4096)
    return -EINVAL;
  buffer = kzalloc(size, GFP_KERNEL);
  if (!buffer)
    return -ENOMEM;
  mutex_lock(&lock);
  if (sessions_try_resolve(&table, sessions_handle_of(value), &s) != BW_OK) {
    kfree(buffer);
    goto out;
  }
  kfree(s->buffer);
  s->size = size;
  s->buffer = buffer;
  ret = 0;
out:
  mutex_unlock(&lock);
  return ret;
}

/* the old size is put back */
long session_grow(u32 value, u32 size) {
  struct session *s;
  void *buffer;
  u32 old;
  if (size > 4096 || sessions_try_resolve(&table, sessions_handle_of(value), &s) != BW_OK)
    return -ENOENT;
  old = s->size;
  s->size = size;
  buffer = krealloc(s->buffer, size, GFP_KERNEL);
  if (!buffer) {
    s->size = old;
    return -ENOMEM;
  }
  s->buffer = buffer;
  return 0;
}

long session_mode(u32 value) {
  sessions_handle handle = sessions_handle_of(value);
  struct session *s;
  long mode;
  if (sessions_pin(&table, handle, &s) != BW_OK)
    return -ENOENT;
  mode = s->mode;
  sessions_unpin(&table, handle);
  return mode;
}
