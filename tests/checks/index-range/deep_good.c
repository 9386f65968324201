/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A callee too deep to be followed: what it does to a number before that is an index, its callers need not do; and a loop that goes
 * through members that lie behind each other, to the end of one. */
#include "linux_kernel.h"

struct ring {
  u32 mask;
  u64 last[4];
  u32 rounds[4];
};
void ring_lock(struct ring *r);

static void put(struct ring *r, u64 at, int slot) {
  if (slot == -1)
    slot = 0;
  ring_lock(r);
  r->last[slot] = at;
}
static void put_1(struct ring *r, u64 at, int slot) { put(r, at, slot); }
static void put_2(struct ring *r, u64 at, int slot) { put_1(r, at + 1, slot); }
static void put_3(struct ring *r, u64 at, int slot) { put_2(r, at + 1, slot); }
static void put_4(struct ring *r, u64 at, int slot) { put_3(r, at + 1, slot); }
static void put_5(struct ring *r, u64 at, int slot) { put_4(r, at + 1, slot); }
static void put_6(struct ring *r, u64 at, int slot) { put_5(r, at + 1, slot); }
static void put_7(struct ring *r, u64 at, int slot) { put_6(r, at + 1, slot); }

void none_is_the_first(struct ring *r, u64 at) {
  put_7(r, at, -1);
  put_7(r, at, 3);
}

static void get(struct ring *r, int slot) {
  if (slot != 4)
    r->rounds[slot]++;
}
static void get_1(struct ring *r, int slot) { get(r, slot); }
static void get_2(struct ring *r, int slot) { r->mask++; get_1(r, slot); }
static void get_3(struct ring *r, int slot) { r->mask++; get_2(r, slot); }
static void get_4(struct ring *r, int slot) { r->mask++; get_3(r, slot); }
static void get_5(struct ring *r, int slot) { r->mask++; get_4(r, slot); }
static void get_6(struct ring *r, int slot) { r->mask++; get_5(r, slot); }
static void get_7(struct ring *r, int slot) { r->mask++; get_6(r, slot); }

void all_is_none(struct ring *r) {
  get_7(r, 4);
  get_7(r, 0);
}

/* one loop over three arrays that lie behind each other */
struct tables {
  u32 kind;
  u32 first[4];
  u32 second[4];
  u32 third[8];
};
u32 code_next(u32 *bits);

void tables_fill(struct tables *t, u32 *bits) {
  u32 *to = &t->first[0];
  int i;
  for (i = 0; i < 4 + 4 + 8; i++)
    to[i] = code_next(bits);
}

u32 tables_sum(const struct tables *t) {
  const u32 *from = t->first;
  u32 sum = 0, i;
  for (i = 0; i < 8; i++)
    sum += from[i];
  return sum;
}
