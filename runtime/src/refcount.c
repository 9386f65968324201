/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/refcount.h>

void bw_refcount_shared_odd_(bw_refcount_shared *refs, uint32_t before) {
  /* Whatever happened, the count must not come near zero again: the object is leaked from here on. */
  BW_ATOMIC_STORE(&refs->count, BW_REFCOUNT_SATURATED);
  if (before == 0u) {
    bw_violate_state();
  }
}
