/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Loops in the form the reference recommends. Their checks cost nothing: no compiler leaves a call of
 * bw_violate_bounds in this file at -O2, which the build test asserts from the object's symbols.
 */
#include <bulwark/bulwark.h>

BW_SPAN_DECLARE(pixels, uint32_t);
BW_CURSOR_DECLARE(pixels_cursor, pixels_const, uint32_t const);
BW_BUILDER_DECLARE(pixels_builder, pixels, uint32_t);
BW_VIEW_DECLARE(surface, pixels, uint32_t);

uint32_t loop_over_span(const pixels *where);
uint32_t loop_over_cursor(pixels_const source);
bw_status loop_into_builder(pixels_const source, pixels target, size_t *ret_count);
void loop_over_rows(const surface *where, uint32_t value);
bw_status loop_over_two(const pixels *where, pixels_const source);

uint32_t loop_over_span(const pixels *where) {
  pixels span = *where;
  uint32_t sum = 0;
  size_t i;
  for (i = 0; i < span.count; i++) {
    sum += BW_AT(span, i);
  }
  return sum;
}

uint32_t loop_over_cursor(pixels_const source) {
  pixels_cursor cursor = pixels_cursor_over(source);
  uint32_t const *item;
  uint32_t sum = 0;
  while (pixels_cursor_next(&cursor, &item)) {
    sum ^= *item;
  }
  return sum;
}

/* Every kept item is pushed: the builder's own test is the only one. */
bw_status loop_into_builder(pixels_const source, pixels target, size_t *ret_count) {
  pixels_builder builder = pixels_builder_into(target);
  pixels_cursor cursor = pixels_cursor_over(source);
  uint32_t const *item;
  while (pixels_cursor_next(&cursor, &item)) {
    if (*item != 0u && pixels_builder_push(&builder, *item) != BW_OK) {
      return BW_ERR_FULL;
    }
  }
  *ret_count = pixels_builder_count(&builder);
  return BW_OK;
}

void loop_over_rows(const surface *where, uint32_t value) {
  surface view = *where;
  size_t y;
  for (y = 0; y < view.height; y++) {
    pixels row = surface_row(view, y);
    size_t x;
    for (x = 0; x < row.count; x++) {
      BW_AT(row, x) = value;
    }
  }
}

/* Two spans: cut the longer to the length of the other once, as a status, then walk both by one count. */
bw_status loop_over_two(const pixels *where, pixels_const source) {
  pixels target = *where;
  size_t i;
  bw_status status = pixels_const_try_sub(source, 0, target.count, &source);
  if (status != BW_OK) {
    return status;
  }
  for (i = 0; i < target.count; i++) {
    BW_AT(target, i) += BW_AT(source, i);
  }
  return BW_OK;
}
