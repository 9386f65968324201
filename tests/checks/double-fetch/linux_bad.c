/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A Linux driver that copies the same user bytes twice and trusts the second copy; linux_good.c holds it repaired. */
#include "linux_kernel.h"

struct header {
  u32 size;
  u32 count;
};

struct message {
  u32 size;
  u32 count;
  u8 data[64];
};

static u8 table[64];

long header_then_body(const void __user *from) {
  struct header header;
  struct message message;
  if (copy_from_user(&header, from, sizeof(header)))
    return -EFAULT;
  if (header.size > sizeof(table))
    return -EINVAL;
  if (copy_from_user(&message, from, sizeof(message)))
    return -EFAULT;
  memcpy(table, message.data, message.size); /* expect: double-fetch "length of 'memcpy'" */ /* may: double-fetch */
  return 0;
}

long one_field_first(const struct message __user *from) {
  u32 count;
  struct message message;
  if (copy_from_user(&count, &from->count, sizeof(count)))
    return -EFAULT;
  if (count >= sizeof(table))
    return -EINVAL;
  if (copy_from_user(&message, from, sizeof(message)))
    return -EFAULT;
  table[message.count] = 1; /* expect: double-fetch "written" */
  return 0;
}

long duplicated(const void __user *from) {
  struct header header;
  struct message *message;
  if (copy_from_user(&header, from, sizeof(header)))
    return -EFAULT;
  if (header.size > sizeof(table))
    return -EINVAL;
  message = memdup_user(from, sizeof(*message));
  if (IS_ERR(message))
    return -EFAULT;
  memset(table, 0, message->size); /* expect: double-fetch "length" */
  kfree(message);
  return 0;
}
