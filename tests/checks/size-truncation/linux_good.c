/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, repaired: no finding. */
#include "linux_kernel.h"

struct message {
  u32 length;
  u32 count;
};

u8 *short_copy(const void __user *arg) {
  struct message m;
  u8 *copy;
  u16 length;
  if (copy_from_user(&m, arg, sizeof(m)) || m.length > 0xffff)
    return NULL;
  length = m.length;
  copy = kmalloc(length, GFP_KERNEL);
  return copy;
}

int few_rounds(const void __user *arg, u8 *out) {
  struct message m;
  u8 rounds;
  if (copy_from_user(&m, arg, sizeof(m)) || m.count > 255)
    return -1;
  rounds = m.count;
  memset(out, 0, rounds);
  return 0;
}
