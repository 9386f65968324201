/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A callee too deep to be followed asks for what its callers keep to, or not; and loops over members that do not end with one. */
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
  r->last[slot] = at; /* expect: index-range */
}
static void put_1(struct ring *r, u64 at, int slot) { put(r, at, slot); }
static void put_2(struct ring *r, u64 at, int slot) { put_1(r, at + 1, slot); }
static void put_3(struct ring *r, u64 at, int slot) { put_2(r, at + 1, slot); }
static void put_4(struct ring *r, u64 at, int slot) { put_3(r, at + 1, slot); }
static void put_5(struct ring *r, u64 at, int slot) { put_4(r, at + 1, slot); }
static void put_6(struct ring *r, u64 at, int slot) { put_5(r, at + 1, slot); }
static void put_7(struct ring *r, u64 at, int slot) { put_6(r, at + 1, slot); }

void none_is_the_first(struct ring *r, u64 at) {
  put_7(r, at, -2);
}

static void get(struct ring *r, int slot) {
  if (slot != 4)
    r->rounds[slot]++; /* expect: index-range */
}
static void get_1(struct ring *r, int slot) { get(r, slot); }
static void get_2(struct ring *r, int slot) { r->mask++; get_1(r, slot); }
static void get_3(struct ring *r, int slot) { r->mask++; get_2(r, slot); }
static void get_4(struct ring *r, int slot) { r->mask++; get_3(r, slot); }
static void get_5(struct ring *r, int slot) { r->mask++; get_4(r, slot); }
static void get_6(struct ring *r, int slot) { r->mask++; get_5(r, slot); }
static void get_7(struct ring *r, int slot) { r->mask++; get_6(r, slot); }

void all_is_none(struct ring *r) {
  get_7(r, 5);
}

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
