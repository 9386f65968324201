/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stdlib.h>

void result_of_another_file(void) {
  struct item *p = nothing();
  show(p->id); /* expect: null-deref */
}

void out_parameter_of_another_file(void) {
  struct item one = {1, NULL}, *p = &one;
  clear(&p);
  show(p->id); /* expect: null-deref */
}

void condition_of_another_file(void) {
  struct item one = {1, NULL}, *p = &one;
  if (always)
    p = NULL;
  if (always)
    show(p->id); /* expect: null-deref */
}

void by_chance(void) {
  struct item one = {1, NULL}, *p = &one;
  if (sometimes())
    p = NULL;
  if (sometimes())
    show(p->id); /* expect: null-deref */
}

int main(void) {
  result_of_another_file();
  out_parameter_of_another_file();
  condition_of_another_file();
  by_chance();
  return 0;
}
