/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What raw-op does not look at. The file is not hardened: the profile says nothing about files that have not been
 * converted, whatever they do. */
#include <stdint.h>
#include <string.h>

/* limit: raw operations of a file that is not hardened are not listed */
int subscript(const int *values, size_t i) {
  return values[i];
}

void copied(uint8_t *to, const uint8_t *from, size_t n) {
  memcpy(to, from, n);
}

uint32_t read_as_a_number(const uint8_t *bytes) {
  return *(const uint32_t *)bytes;
}
