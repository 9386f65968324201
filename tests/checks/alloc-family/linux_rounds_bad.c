/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A round of a loop begins anew with what the last one allocated still live; linux_rounds_good.c holds the same functions repaired. */
#include "linux_kernel.h"

int entry_check(u32 at);

int each(const char __user *from, u32 n) {
  for (u32 i = 0; i < n; i++) {
    char *block = kmalloc(64, GFP_KERNEL); /* expect: alloc-family "the loop goes round" */
    if (!block)
      return -ENOMEM;
    if (copy_from_user(block, from + 64 * i, 64))
      continue;
    _printk("%d\n", block[3]);
    kfree(block);
  }
  return 0;
}

int again_and_again(u32 at) {
  char *block;
  for (;;) {
    block = kzalloc(32, GFP_KERNEL); /* expect: alloc-family "the loop goes round" */
    if (!block)
      return -ENOMEM;
    if (entry_check(at++))
      continue;
    kfree(block);
    return 0;
  }
}

int by_goto(u32 at) {
  char *block;
retry:
  block = kzalloc(32, GFP_KERNEL); /* expect: alloc-family "the loop goes round" */
  if (!block)
    return -ENOMEM;
  if (entry_check(at))
    goto retry;
  kfree(block);
  return 0;
}
