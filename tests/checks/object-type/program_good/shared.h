/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef SHARED_H
#define SHARED_H
struct key {
  unsigned bits;
  unsigned char *bytes;
};
struct hash {
  unsigned long state[8];
  unsigned length;
};
struct thing {
  unsigned type;
  void *state;
};
struct thing *thing_find(unsigned number);
int thing_key(unsigned number, struct key *key);
int thing_hash(unsigned number, struct hash *hash);
unsigned key_bits(unsigned number);
unsigned hash_length(unsigned number);
unsigned bits_of(const struct key *key);
void print(const struct key *key);
int print_key(unsigned number);
int print_named(unsigned number);
#endif
