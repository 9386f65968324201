/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What index-range does not see yet. Nothing is expected here: a finding that appears is a limit that fell, and its
 * function moves to bad.c. */
#include <stdint.h>
#include <stdlib.h>

#include "untrusted.h"

void use(const void *bytes);

/* limit: the size of the object is chosen in another file */
int *table_made_elsewhere(size_t count);

int past_an_unknown_end(void) {
  int *table = table_made_elsewhere(4);
  return table[4];
}

/* limit: an index that is read out of a table of the program's own is not followed */
static const uint8_t order[4] = {0, 1, 2, 4};

int index_out_of_a_table(int i) {
  int values[4] = {1, 2, 3, 4};
  return values[order[i & 3]];
}

/* limit: the callee's result depends on its argument in a way that only its body in another file tells */
int slot_of(uint32_t key);

int hashed(uint32_t key UNTRUSTED) {
  static int slots[16];
  return slots[slot_of(key)];
}

/* limit: the middle of two bounds is not bounded by them */
int bsearch_table(int key) {
  static const int t[10] = {1};
  int lo = 0, hi = 10;
  while (lo <= hi) {
    int mid = (lo + hi) / 2;
    if (t[mid] == key)
      return mid;
    if (t[mid] < key)
      lo = mid + 1;
    else
      hi = mid - 1;
  }
  return -1;
}

/* limit: a product of two variables is not compared with the same product in the size */
void flat(int w, int h) {
  unsigned char *p;
  if (w <= 0 || h <= 0 || w > 1000 || h > 1000)
    return;
  p = malloc((size_t)w * (size_t)h);
  if (!p)
    return;
  for (int y = 0; y <= h; y++)
    for (int x = 0; x < w; x++)
      p[y * w + x] = 0;
  use(p);
  free(p);
}

/* limit: a lower bound attests only values that an attacker chooses: checks below zero are often wider than they need be */
char at_least_minus_one(int i) {
  char buffer[8] = "abc";
  if (i < -1 || i > 7)
    return 0;
  return buffer[i];
}

/* limit: a mask is not taken as a bound that is meant: many pick bits of a format that never uses them all */
void ring_put(const char *s, size_t n) {
  static char ring[256];
  static size_t head;
  for (size_t i = 0; i < n; i++) {
    ring[head & 511] = s[i];
    head++;
  }
}

/* limit: only the terminator ends the loop, and nothing says how late it comes */
void copied_to_the_terminator(const char *name UNTRUSTED) {
  char to[50];
  int i = 0;
  while ((to[i] = name[i]) != 0)
    i++;
}
