/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Offsets from user space, unchecked or checked by a sum that wraps; linux_good.c holds them repaired. */
#include "linux_kernel.h"

struct window {
  u32 offset;
  u32 length;
};

int outside_sum(const void __user *arg, u8 *memory, u32 size, u8 *out) {
  struct window w;
  if (copy_from_user(&w, arg, sizeof(w)))
    return -1;
  if (w.offset + w.length > size) /* expect: untrusted-offset */
    return -1;
  out[0] = memory[w.offset]; /* may: untrusted-offset */
  return 0;
}

int unchecked(const void __user *arg, const u8 *memory) {
  struct window w;
  if (copy_from_user(&w, arg, sizeof(w)))
    return -1;
  return memory[w.offset]; /* expect: untrusted-offset */
}
