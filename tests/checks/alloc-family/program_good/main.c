/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stdlib.h>

void static_of_another_file(void) {
  show(fixed());
}

void file(void) {
  FILE *file = opened("name");
  if (file == NULL)
    return;
  fclose(file);
}

void released_elsewhere(void) {
  char *p = made();
  if (p == NULL)
    return;
  show(p);
  drop(p);
}

void by_condition(void) {
  char *p = made();
  if (always)
    free(p);
}

int main(void) {
  static_of_another_file();
  file();
  released_elsewhere();
  by_condition();
  return 0;
}
