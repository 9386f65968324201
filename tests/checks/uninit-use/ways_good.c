/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Callees that fill on some of their ways, asked which; and what setjmp returns to. */
#include <setjmp.h>
#include <stdlib.h>

static void fill_some(int *to, int x) {
  if (x > 3)
    *to = 1;
}

int asked_the_same(int x) {
  int v;
  fill_some(&v, x);
  return x > 3 ? v : 0;
}

static int fill_and_tell(int *to, int x) {
  if (x > 3) {
    *to = 1;
    return 1;
  }
  return 0;
}

int answer_heeded(int x) {
  int v;
  return fill_and_tell(&v, x) ? v + 1 : 0;
}

static void fill_or_say(int *to, int *ret_filled, int x) {
  *ret_filled = x < 7;
  if (x < 7)
    *to = x;
}

int answered_aside(int x) {
  int v, filled;
  fill_or_say(&v, &filled, x);
  return filled ? v : 0;
}

static jmp_buf back;

void work(int x);

int set_before_it_returns_again(int x) {
  volatile int ready = 0;
  int t[4];
  if (setjmp(back)) {
    if (!ready)
      return 1;
    return t[0];
  }
  t[0] = 1;
  ready = 1;
  work(x);
  return 0;
}

int freed_on_both_returns(int x) {
  char *volatile p = NULL;
  if (setjmp(back)) {
    free(p);
    return 1;
  }
  p = malloc(10);
  if (!p)
    return 0;
  work(x);
  p[0] = 1;
  free(p);
  return 1;
}

/* Which way the callee goes hangs on what it finds in memory: who laid that out knows that it comes by where it stores. */
struct source {
  int kind;
  unsigned long filled;
  unsigned char *bytes;
};

static void next_bytes(struct source *from, unsigned long wanted, unsigned char **ret_bytes, unsigned long *ret_count) {
  switch (from->kind) {
  case 1:
    if (wanted <= from->filled) {
      *ret_bytes = from->bytes;
      *ret_count = wanted;
    }
    break;
  case 2:
    *ret_bytes = from->bytes + from->filled;
    *ret_count = from->filled;
    break;
  }
}

int first_byte(struct source *from) {
  unsigned char *bytes;
  unsigned long count;
  next_bytes(from, 16, &bytes, &count);
  return count > 4 ? bytes[3] : 0;
}
