/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Silent because the callee is in view: in two files the compiler sees a value that was never written go out of its
 * sight, and says so. */
void use(int value);

static int calls; /* keeps the functions in one file */

static void overwrites(int value) {
  calls++;
  value = 5;
  use(value);
}

static void overwrites_deep(int value) {
  overwrites(value);
}

void handed_to_who_overwrites(void) {
  int value;
  overwrites(value);
  overwrites_deep(value);
}
