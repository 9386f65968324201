/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stddef.h>
#include <stdint.h>

#define USER __attribute__((annotate("bulwark::user")))

void ProbeForRead(const volatile void *address, size_t size, uint32_t alignment);

/* whose bytes are probed is told by the object, not by its part */
uint32_t probed_elsewhere(const uint32_t *from USER, size_t count) {
  ProbeForRead(from + count, 4, 4);
  return from[0];
}

/* where an address was put aside in memory that others may change, it is an unknown one */
uint32_t *kept;
void call_out(void);
uint32_t put_aside(void) {
  call_out();
  return *kept;
}
