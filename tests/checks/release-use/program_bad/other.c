/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stdio.h>
#include <stdlib.h>

int always = 1, never = 0;

void show(int value) {
  printf("%d\n", value);
}

void drop(int *p) {
  free(p);
}

int use_up(int *p, int mode) {
  if (mode < 0) {
    free(p);
    return -1;
  }
  return 0;
}

int value_of(const int *p) {
  return *p; /* expect?: release-use */
}
