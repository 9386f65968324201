/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/address.h: the few questions about pointers that C answers through integers only.
 *
 * The rest of the runtime keeps to pointers within one object. Where two objects, or an alignment, must be
 * looked at, the conversion to uintptr_t stands here and nowhere else. No function here dereferences
 * anything, none fails.
 */
#ifndef BULWARK_ADDRESS_H
#define BULWARK_ADDRESS_H

#include <bulwark/compiler.h>

BW_C_BEGIN

/* Whether the address is a multiple of align. pre: align is not 0. NULL is aligned to everything. */
BW_INLINE bool bw_address_is_aligned(const void *address, size_t align) {
  return (uintptr_t)address % align == 0u;
}

/*
 * Whether two ranges of bytes share one. An empty range shares none. pre: both exist.
 * Cost: two compares. The differences cannot wrap because each is taken from the higher address.
 */
BW_INLINE bool bw_address_overlaps(const void *a, size_t a_bytes, const void *b, size_t b_bytes) {
  uintptr_t from_a = (uintptr_t)a;
  uintptr_t from_b = (uintptr_t)b;
  if (a_bytes == 0u || b_bytes == 0u) {
    return false;
  }
  return from_a <= from_b ? from_b - from_a < a_bytes : from_a - from_b < b_bytes;
}

/* Whether a lies before b. For two parts of one object: which of them starts first. */
BW_INLINE bool bw_address_before(const void *a, const void *b) {
  return (uintptr_t)a < (uintptr_t)b;
}

BW_C_END

#endif
