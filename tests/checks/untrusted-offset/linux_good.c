/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, repaired: no finding. */
#include "linux_kernel.h"

struct window {
  u32 offset;
  u32 length;
};

int outside_sum(const void __user *arg, u8 *memory, u32 size, u8 *out) {
  struct window w;
  if (copy_from_user(&w, arg, sizeof(w)))
    return -1;
  if (w.offset >= size || w.length > size - w.offset)
    return -1;
  out[0] = memory[w.offset];
  return 0;
}

int unchecked(const void __user *arg, const u8 *memory, u32 size) {
  struct window w;
  if (copy_from_user(&w, arg, sizeof(w)) || w.offset >= size)
    return -1;
  return memory[w.offset];
}
