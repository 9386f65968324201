/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stdint.h>
#include <stdlib.h>

#include "untrusted.h"

void use(long long value);

struct header {
  uint16_t length;
};

/* a member that keeps the low bits, used as an amount elsewhere */
void kept_in_a_member(struct header *h, uint32_t length UNTRUSTED) {
  h->length = (uint16_t)length;
}

/* a written cast to an unsigned type that feeds no amount in view is taken for bits */
void picked(uint32_t value UNTRUSTED) {
  use((uint16_t)value);
}

/* a counter too narrow for its bound never ends */
void narrow_counter(uint32_t n UNTRUSTED) {
  for (uint8_t i = 0; i < n; i++)
    use(i);
}
