/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

unsigned key_bits(unsigned number) {
  struct thing *thing = thing_find(number);
  if (!thing || !thing->state)
    return 0;
  struct key *key = thing->state;
  return key->bits; /* expect: object-type */
}

unsigned hash_length(unsigned number) {
  struct thing *thing = thing_find(number);
  if (!thing || !thing->state)
    return 0;
  struct hash *hash = thing->state;
  return hash->length; /* expect: object-type */
}

/* handed to code that is nowhere in view */
int print_key(unsigned number) {
  struct thing *thing = thing_find(number);
  if (!thing || !thing->state)
    return -1;
  print(thing->state); /* expect: object-type "given to 'print'" */
  return 0;
}

/* handed to another file */
int print_named(unsigned number) {
  struct thing *thing = thing_find(number);
  if (!thing || !thing->state)
    return -1;
  return (int)bits_of(thing->state);
}
