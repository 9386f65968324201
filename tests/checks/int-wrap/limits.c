/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#include "untrusted.h"

void use(long long value);

/* what a loop carries is not looked at: nearly all of it is counters and sums that their data keep small */
void sum_of_input(const int *values UNTRUSTED, int n) {
  int sum = 0;
  for (int i = 0; i < n; i++)
    sum += values[i];
  use(sum);
}

void shifted(int data UNTRUSTED) {
  use(data << 4);
}

/* a test of both operands counts as a check, right or wrong */
void wrong_check(int32_t a UNTRUSTED, int32_t b UNTRUSTED) {
  if (a > b)
    use(a + b);
}

/* a floating quotient that stays floating is infinite, and defined */
double quotient(double data UNTRUSTED) {
  return 100.0 / data;
}

/* unsigned and masked: taken to be meant */
void masked(uint32_t length UNTRUSTED) {
  uint32_t room = (length + 15) & ~15u;
  use(room);
}
