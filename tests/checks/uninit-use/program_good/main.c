/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

void callee_succeeded(int mode) {
  int value;
  if (get(mode, &value) != 0)
    return;
  show(value);
}

void filled(void) {
  struct pair pair;
  first_only(&pair);
  pair.second = 2;
  show(pair.second + second_of(&pair));
}

void by_condition(void) {
  int value;
  if (always)
    value = 1;
  else
    value = 2;
  show(value);
}

int main(int argc, char **argv) {
  (void)argv;
  callee_succeeded(argc);
  filled();
  by_condition();
  return 0;
}
