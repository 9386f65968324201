/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

void callee_failed(int mode) {
  int value;
  get(mode, &value);
  show(value); /* expect: uninit-use */
}

void half_filled(void) {
  struct pair pair;
  first_only(&pair);
  show(pair.second); /* expect: uninit-use */
}

void by_condition(void) {
  int value;
  if (never)
    value = 1;
  if (always)
    show(value); /* expect: uninit-use */
}

int main(int argc, char **argv) {
  (void)argv;
  callee_failed(argc);
  half_filled();
  by_condition();
  return 0;
}
