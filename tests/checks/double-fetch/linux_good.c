/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, which use what they checked. */
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

/* what was checked is what is used */
long header_then_body(const void __user *from) {
  struct header header;
  struct message message;
  if (copy_from_user(&header, from, sizeof(header)))
    return -EFAULT;
  if (header.size > sizeof(table))
    return -EINVAL;
  if (copy_from_user(&message, from, sizeof(message)))
    return -EFAULT;
  memcpy(table, message.data, header.size);
  return 0;
}

/* the second copy is checked too */
long checked_again(const struct message __user *from) {
  u32 count;
  struct message message;
  if (copy_from_user(&count, &from->count, sizeof(count)))
    return -EFAULT;
  if (count >= sizeof(table))
    return -EINVAL;
  if (copy_from_user(&message, from, sizeof(message)))
    return -EFAULT;
  if (message.count >= sizeof(table))
    return -EINVAL;
  table[message.count] = 1;
  return 0;
}

/* the field is overwritten with what was checked */
long put_back(const void __user *from) {
  struct header header;
  struct message message;
  if (copy_from_user(&header, from, sizeof(header)))
    return -EFAULT;
  if (header.size > sizeof(table))
    return -EINVAL;
  if (copy_from_user(&message, from, sizeof(message)))
    return -EFAULT;
  message.size = header.size;
  memcpy(table, message.data, message.size);
  return 0;
}

/* the second copy takes the rest only */
long the_rest(const struct message __user *from) {
  struct header header;
  u8 data[64];
  if (copy_from_user(&header, from, sizeof(header)))
    return -EFAULT;
  if (header.size > sizeof(data))
    return -EINVAL;
  if (copy_from_user(data, from->data, header.size))
    return -EFAULT;
  memcpy(table, data, header.size);
  return 0;
}
