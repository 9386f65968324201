/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What attributes of GCC and Clang say of arguments and results; attributes_good.c holds the calls repaired. */
#include <stddef.h>
#include <string.h>

void take(int *place) __attribute__((nonnull));
void take_second(int *left, int *right) __attribute__((nonnull(2)));
void *make(size_t size) __attribute__((alloc_size(1)));

void hands_null(void) {
  int value = 0, *place = 0;
  take_second(NULL, &value);
  take(place); /* expect: null-deref "take" */
}

void hands_one(void) {
  int value = 0, *place = 0;
  take_second(&value, place); /* expect: null-deref "take_second" */
}

char *clears(void) {
  char *block = make(8);
  if (block != NULL)
    memset(block, 0, 16); /* expect: copy-extent "has 8" */
  return block;
}
