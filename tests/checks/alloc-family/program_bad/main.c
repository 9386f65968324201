/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stdlib.h>

void static_of_another_file(void) {
  char *p = fixed();
  free(p); /* expect: alloc-family */
}

void file_as_memory(void) {
  FILE *file = opened("name");
  if (file == NULL)
    return;
  free(file); /* expect: alloc-family */
}

void lost(void) {
  char *p = made();
  if (p == NULL)
    return;
  show(p);
} /* expect: alloc-family */

void lost_by_condition(void) {
  char *p = made();
  if (never)
    free(p);
} /* expect: alloc-family */

int main(void) {
  static_of_another_file();
  file_as_memory();
  lost();
  lost_by_condition();
  return 0;
}
