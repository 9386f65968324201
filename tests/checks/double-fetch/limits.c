/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stdint.h>
#include <string.h>

#define USER __attribute__((annotate("bulwark::user")))

/* what depends on the second value is no access to memory */
int decision(const uint32_t *kind USER, int *privileged) {
  if (*kind != 1)
    return -1;
  *privileged = *kind == 7;
  return 0;
}

/* a place that is only known by a variable */
void unknown_place(char *to, const uint32_t *sizes USER, unsigned i) {
  char local[64];
  if (sizes[i] > sizeof(local))
    return;
  memset(local, 0, sizes[i]);
  memcpy(to, local, 1);
}
