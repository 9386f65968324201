/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stdlib.h>
#include <unistd.h>

/* limit: every round but the last one loses its object */
void every_round(int n) {
  char *p = NULL;
  for (int i = 0; i < n; i++)
    p = malloc(8);
  free(p);
}

/* limit: what main loses, the end of the program gives back */
int main(void) {
  char *p = malloc(8);
  return p == NULL;
}
