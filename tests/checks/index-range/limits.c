/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What index-range does not see yet. Nothing is expected here: a finding that appears is a limit that fell, and its
 * function moves to bad.c. */
#include <stdint.h>
#include <stdlib.h>

#include "untrusted.h"

/* limit: the size of the object is chosen in another file */
int *table_made_elsewhere(size_t count);

int past_an_unknown_end(void) {
  int *table = table_made_elsewhere(4);
  return table[4];
}

/* limit: an index that is read out of a table of the program's own is not followed */
static const uint8_t order[4] = {0, 1, 2, 4};

int index_out_of_a_table(int i) {
  int values[4] = {1, 2, 3, 4};
  return values[order[i & 3]];
}

/* limit: the callee's result depends on its argument in a way that only its body in another file tells */
int slot_of(uint32_t key);

int hashed(uint32_t key UNTRUSTED) {
  static int slots[16];
  return slots[slot_of(key)];
}
