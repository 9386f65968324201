/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stdlib.h>

void released_elsewhere(void) {
  int *p = malloc(sizeof *p);
  if (p == NULL)
    return;
  *p = 1;
  show(value_of(p));
  drop(p);
}

void result_is_looked_at(int mode) {
  int *p = malloc(sizeof *p);
  if (p == NULL)
    return;
  *p = 1;
  if (use_up(p, mode) != 0)
    return;
  show(*p);
  free(p);
}

void condition_of_another_file(void) {
  int *p = malloc(sizeof *p);
  if (p == NULL)
    return;
  *p = 1;
  if (never)
    free(p);
  if (always) {
    show(*p);
    free(p);
  }
}

int main(int argc, char **argv) {
  (void)argv;
  released_elsewhere();
  result_is_looked_at(argc);
  condition_of_another_file();
  return 0;
}
