/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stdlib.h>

void result_of_another_file(void) {
  struct item *p = made(4);
  if (p == NULL)
    return;
  show(id_of(p));
  free(p);
}

void condition_of_another_file(void) {
  struct item one = {1, NULL}, *p = &one;
  if (never)
    p = NULL;
  if (always)
    show(p->id);
}

int main(void) {
  result_of_another_file();
  condition_of_another_file();
  return 0;
}
