/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stdlib.h>

void use(int value);
void may_fill(int *value);

/* limit: filled from the end */
void second_half(void) {
  int table[10], total = 0;
  for (int i = 9; i >= 5; i--)
    table[i] = i;
  for (int i = 0; i < 10; i++)
    total += table[i];
  use(total);
}

/* limit: somebody else was given it */
void given_away(void) {
  int value;
  may_fill(&value);
  use(value);
}

/* limit: a loop that runs not even once */
void no_round(int n) {
  int last;
  for (int i = 0; i < n; i++)
    last = i;
  use(last);
}
