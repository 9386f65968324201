/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of linux_bad.c, repaired: no finding. */
#include "linux_kernel.h"

#define COUNTED_BY(name) __attribute__((annotate("bulwark::counted_by(" #name ")")))

struct ring {
  u32 *slots COUNTED_BY(nr_slots);
  u32 nr_slots;
};

int ring_resize(struct ring *ring, u32 nr_slots) {
  u32 *slots = kcalloc(nr_slots, sizeof(*slots), GFP_KERNEL);
  if (!slots)
    return -1;
  kfree(ring->slots);
  ring->slots = slots;
  ring->nr_slots = nr_slots;
  return 0;
}

int ring_announce(struct ring *ring, const void __user *arg) {
  u32 wanted;
  if (copy_from_user(&wanted, arg, sizeof(wanted)))
    return -1;
  if (wanted > ring->nr_slots)
    return -1;
  ring->nr_slots = wanted;
  return 0;
}
