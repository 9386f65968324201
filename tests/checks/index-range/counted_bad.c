/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The kernel's macro for a trailing array that has its count beside it; counted_good.c holds the loop repaired. */
#include <stddef.h>

#define __counted_by(member) __attribute__((__counted_by__(member)))

struct batch {
  unsigned int count;
  unsigned int parts[] __counted_by(count);
};

unsigned int sum(struct batch *batch) {
  unsigned int total = 0;
  for (unsigned int i = 0; i <= batch->count; i++)
    total ^= batch->parts[i]; /* expect: index-range "'parts'" */
  return total;
}
