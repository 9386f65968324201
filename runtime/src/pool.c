/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/pool.h>

void bw_pool_wipe_(void *object, size_t bytes, bw_pool_policy policy) {
  BW_UNPOISON_REGION(object, bytes);
  BW_MEMORY_FILL(object, policy == BW_POOL_ZERO ? 0 : BW_POOL_POISON_BYTE, bytes);
  /* Nobody reads the bytes by a way the compiler knows of; they must be wiped all the same. */
  BW_BARRIER();
  BW_POISON_REGION(object, bytes);
}

void bw_pool_ready_(void *object, size_t bytes, bw_pool_policy policy) {
  BW_UNPOISON_REGION(object, bytes);
  if (policy == BW_POOL_VERIFY) {
    const unsigned char *at = (const unsigned char *)object;
    unsigned changed = 0;
    size_t i;
    /*@ loop invariant 0 <= i <= bytes;
        loop invariant same: changed == 0 ==> bytes_are((uint8_t *)at, i, BW_POOL_POISON_BYTE);
        loop assigns i, changed;
        loop variant bytes - i; */
    for (i = 0; i < bytes; i++) {
      changed |= at[i] ^ (unsigned)BW_POOL_POISON_BYTE;
    }
    if (changed != 0u) {
      bw_violate_corrupt();
    }
  }
  BW_MEMORY_FILL(object, 0, bytes);
}
