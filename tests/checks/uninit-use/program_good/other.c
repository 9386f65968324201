/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stdio.h>

int always = 1, never = 0;

void show(int value) {
  printf("%d\n", value);
}

int get(int mode, int *out) {
  if (mode < 0)
    return -1;
  *out = mode;
  return 0;
}

void first_only(struct pair *p) {
  p->first = 1;
}

int second_of(const struct pair *p) {
  return p->second;
}
