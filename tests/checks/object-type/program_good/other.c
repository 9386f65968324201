/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

static struct thing things[16];

struct thing *thing_find(unsigned number) {
  return number < 16 ? &things[number] : 0;
}

int thing_key(unsigned number, struct key *key) {
  struct thing *thing = thing_find(number);
  if (!thing)
    return -1;
  thing->type = 1;
  thing->state = key;
  return 0;
}

int thing_hash(unsigned number, struct hash *hash) {
  struct thing *thing = thing_find(number);
  if (!thing)
    return -1;
  thing->type = 2;
  thing->state = hash;
  return 0;
}

unsigned bits_of(const struct key *key) {
  return key->bits;
}
