/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What attributes of GCC and Clang say of arguments and results, and calls that keep to it. */
#include <stddef.h>
#include <string.h>

void take(int *place) __attribute__((nonnull));
void take_second(int *left, int *right) __attribute__((nonnull(2)));
void *make(size_t size) __attribute__((alloc_size(1)));

void hands_null(void) {
  int value = 0, *place = &value;
  take_second(NULL, &value);
  take(place);
}

void hands_one(void) {
  int value = 0, *place = &value;
  take_second(&value, place);
}

char *clears(void) {
  char *block = make(8);
  if (block != NULL)
    memset(block, 0, 8);
  return block;
}
