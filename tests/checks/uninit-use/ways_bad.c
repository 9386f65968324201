/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Variables that a callee fills on some of its ways only. */

static void fill_some(int *to, int x) {
  if (x > 3)
    *to = 1;
}

int filled_on_one_way(int x) {
  int v;
  fill_some(&v, x);
  return v; /* expect: uninit-use */
}

static int fill_and_tell(int *to, int x) {
  if (x > 3) {
    *to = 1;
    return 1;
  }
  return 0;
}

int answer_dropped(int x) {
  int v;
  fill_and_tell(&v, x);
  return v + 1; /* expect: uninit-use */
}

static void fill_or_say(int *to, int *ret_filled, int x) {
  *ret_filled = x < 7;
  if (x < 7)
    *to = x;
}

int answered_aside(int x) {
  int v, filled;
  fill_or_say(&v, &filled, x);
  if (filled)
    return v;
  return v + 1; /* expect: uninit-use */
}
