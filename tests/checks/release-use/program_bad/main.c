/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stdlib.h>

void released_elsewhere(void) {
  int *p = malloc(sizeof *p);
  if (p == NULL)
    return;
  *p = 1;
  drop(p);
  show(*p); /* expect: release-use */
}

void released_twice(void) {
  int *p = malloc(sizeof *p);
  if (p == NULL)
    return;
  drop(p);
  free(p); /* expect: release-use */
}

void result_is_ignored(int mode) {
  int *p = malloc(sizeof *p);
  if (p == NULL)
    return;
  *p = 1;
  use_up(p, mode);
  show(*p); /* expect: release-use */
  free(p); /* expect?: release-use */
}

void condition_of_another_file(void) {
  int *p = malloc(sizeof *p);
  if (p == NULL)
    return;
  *p = 1;
  if (always)
    free(p);
  if (always)
    show(*p); /* expect: release-use */
}

int main(int argc, char **argv) {
  (void)argv;
  released_elsewhere();
  released_twice();
  result_is_ignored(argc);
  condition_of_another_file();
  return 0;
}
