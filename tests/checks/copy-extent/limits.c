/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What copy-extent does not see yet. Nothing is expected here: a finding that appears is a limit that fell, and its
 * function moves to bad.c. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "untrusted.h"

void use(const void *bytes);

/* limit: the size is chosen in another file, which only the pass over the whole program sees */
extern size_t configured_size;

void size_of_another_file(const char *from) {
  char buffer[16];
  memcpy(buffer, from, configured_size);
  use(buffer);
}

/* limit: the callee is in another file, so what it does with pointer and size is not known */
void fill_elsewhere(char *to, size_t n);

void callee_of_another_file(void) {
  char buffer[8];
  fill_elsewhere(buffer, 64);
  use(buffer);
}

/* limit: how many digits a number prints as is bounded, not known */
void long_format(int a, int b) {
  char text[8];
  sprintf(text, "%d and %d", a, b);
  use(text);
}

/* limit: a sum over a loop has no bound that the loop's test names */
void sum_of_lengths(const uint8_t *lengths, const char *from) {
  char buffer[256];
  size_t used = 0;
  for (int i = 0; i < 4; i++) {
    memcpy(buffer + used, from, lengths[i]);
    used += lengths[i];
  }
  use(buffer);
}

/* limit: sizes that other code stored in a global are not followed from function to function */
static size_t remembered;

void remember(size_t n UNTRUSTED) {
  remembered = n;
}

void use_remembered(const char *from) {
  char buffer[32];
  memcpy(buffer, from, remembered);
  use(buffer);
}
