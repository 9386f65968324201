/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What alloc-arith does not see yet. Nothing is expected here: a finding that appears is a limit that fell, and its
 * function moves to bad.c. */
#include <stdint.h>
#include <stdlib.h>

#include "untrusted.h"

/* limit: the count is read in another file */
uint32_t count_in_the_header(const void *header);

void *count_from_another_file(const void *header) {
  return malloc(count_in_the_header(header) * 24u);
}

/* limit: an allocator that no model, no attribute and no body in this file describes */
void *pool_take(size_t bytes);

void *unknown_allocator(uint32_t n UNTRUSTED) {
  return pool_take(n * 24u);
}

/* limit: an allocator called through a pointer */
struct allocator {
  void *(*take)(size_t bytes);
};

void *through_a_table(const struct allocator *a, uint32_t n UNTRUSTED) {
  return a->take(n * 24u);
}

/* limit: a count without the element size, where only the type's name tells that it is one */
int32_t *count_of_elements(size_t count) {
  return malloc(count);
}

/* limit: a size kept in a global by another function */
static uint32_t configured;

void configure(uint32_t n UNTRUSTED) {
  configured = n;
}

void *configured_block(void) {
  return malloc(configured * 16u);
}

/* limit: a product of two narrow numbers that wraps in int before it becomes a size */
void *narrow_product(uint16_t width UNTRUSTED, uint16_t height UNTRUSTED) {
  return malloc((size_t)(width * height));
}
