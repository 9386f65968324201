/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/address.h>

#include <stdint.h>

#include "suite.h"

static uint64_t words[4];

START_TEST(alignment_is_by_the_address) {
  const unsigned char *bytes = (const unsigned char *)words;
  size_t offset;
  size_t align;
  for (offset = 0; offset < 8; offset++) {
    for (align = 1; align <= 8; align++) {
      bool multiple = (uintptr_t)(bytes + offset) / align * align == (uintptr_t)(bytes + offset);
      ck_assert_int_eq(bw_address_is_aligned(bytes + offset, align), multiple);
    }
  }
  ck_assert(bw_address_is_aligned(NULL, 4096));
}
END_TEST

/* All pairs of ranges in a small array, against looking at each byte. */
START_TEST(overlap_is_a_shared_byte) {
  const unsigned char *bytes = (const unsigned char *)words;
  size_t a;
  size_t b;
  size_t na;
  size_t nb;
  for (a = 0; a < 6; a++) {
    for (b = 0; b < 6; b++) {
      ck_assert_int_eq(bw_address_before(bytes + a, bytes + b), a < b);
      for (na = 0; na < 6; na++) {
        for (nb = 0; nb < 6; nb++) {
          bool shared = false;
          size_t i;
          for (i = 0; i < 12; i++) {
            shared = shared || (i >= a && i < a + na && i >= b && i < b + nb);
          }
          ck_assert_int_eq(bw_address_overlaps(bytes + a, na, bytes + b, nb), shared);
        }
      }
    }
  }
}
END_TEST

/* Ranges that end with the address space: no sum is formed that could wrap. */
START_TEST(ends_of_the_address_space) {
  const void *low = (const void *)(uintptr_t)16;
  const void *high = (const void *)(UINTPTR_MAX - 15u);
  ck_assert(!bw_address_overlaps(low, 16, high, 16));
  ck_assert(!bw_address_overlaps(high, 16, low, 16));
  ck_assert(bw_address_overlaps(low, UINTPTR_MAX - 30u, high, 16));
  ck_assert(bw_address_overlaps(high, 16, low, UINTPTR_MAX - 30u));
  ck_assert(!bw_address_overlaps(low, UINTPTR_MAX - 31u, high, 16));
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("address");
  tcase_add_test(tcase, alignment_is_by_the_address);
  tcase_add_test(tcase, overlap_is_a_shared_byte);
  tcase_add_test(tcase, ends_of_the_address_space);
  return suite_run("address", tcase);
}
