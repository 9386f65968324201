/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Loops over members that do not end with one. */
#include "linux_kernel.h"

struct tables {
  u32 kind;
  u32 first[4];
  u32 second[4];
  u64 third[8];
};
u32 code_next(u32 *bits);

void tables_fill(struct tables *t, u32 *bits) {
  u32 *to = &t->first[0];
  int i;
  for (i = 0; i <= 4 + 4; i++)
    to[i] = code_next(bits); /* expect: index-range */
}

u32 tables_sum(const struct tables *t) {
  const u32 *from = t->first;
  u32 sum = 0, i;
  for (i = 0; i < 7; i++)
    sum += from[i]; /* expect: index-range */
  return sum;
}

/* of other elements */
u32 tables_all(const struct tables *t) {
  const u32 *from = t->second;
  u32 sum = 0, i;
  for (i = 0; i < 20; i++)
    sum += from[i]; /* expect: index-range */
  return sum;
}
