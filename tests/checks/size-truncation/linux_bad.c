/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Sizes that lose bits on the marked line; linux_good.c holds the same functions, repaired. */
#include "linux_kernel.h"

struct message {
  u32 length;
  u32 count;
};

u8 *short_copy(const void __user *arg) {
  struct message m;
  u8 *copy;
  u16 length;
  if (copy_from_user(&m, arg, sizeof(m)))
    return NULL;
  length = m.length; /* expect: size-truncation */
  copy = kmalloc(length, GFP_KERNEL);
  return copy;
}

int few_rounds(const void __user *arg, u8 *out) {
  struct message m;
  u8 rounds;
  if (copy_from_user(&m, arg, sizeof(m)))
    return -1;
  rounds = m.count; /* expect: size-truncation */
  memset(out, 0, rounds);
  return 0;
}
