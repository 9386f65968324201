/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stdint.h>

#include "untrusted.h"

/* what a loop moves is taken to be kept in range by it */
uint32_t hops(const uint8_t *bytes, const uint32_t *steps UNTRUSTED, int n) {
  uint32_t at = 0;
  for (int i = 0; i < n; i++)
    at += steps[i];
  return bytes[at];
}

/* sixteen bits are a bound of their own */
uint8_t short_offset(const uint8_t *bytes, uint16_t at UNTRUSTED) {
  return bytes[at];
}

/* a check against something, whatever it is, counts */
uint8_t wrong_bound(const uint8_t *bytes, uint32_t at UNTRUSTED, uint32_t other) {
  if (at > other)
    return 0;
  return bytes[at];
}
