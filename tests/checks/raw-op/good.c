/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The work of bad.c with the runtime, with what can be proved, or said to be unsafe: no finding anywhere. */
#include <bulwark/bulwark.h>
#include <stdint.h>
#include <string.h>

BW_HARDENED_FILE;

BW_SPAN_DECLARE(ints, int);
BW_CURSOR_DECLARE(int_cursor, ints_const, int const);

struct header {
  uint32_t kind;
  uint32_t length;
};

static int table[64];

/* ---- subscripts ---- */

int subscript_of_a_span(ints_const values, size_t i) {
  return BW_AT(values, i);
}

void store_by_span(ints values, size_t i, int value) {
  *ints_at(values, i) = value;
}

int subscript_proved_by_a_test(size_t i) {
  if (i >= sizeof table / sizeof table[0])
    return -1;
  return table[i];
}

int subscript_proved_by_a_mask(size_t i) {
  return table[i & 63u];
}

int subscript_in_a_loop(ints_const values) {
  int sum = 0;
  for (size_t i = 0; i < values.count; i++)
    sum += values.items[i];
  return sum;
}

int constant_subscript(void) {
  return table[3];
}

/* ---- instead of pointer arithmetic ---- */

bw_status moved(ints_const values, size_t n, ints_const *ret_rest) {
  if (n > values.count)
    return BW_ERR_RANGE;
  return ints_const_try_sub(values, n, values.count - n, ret_rest);
}

int walked(ints_const values) {
  int sum = 0;
  const int *item;
  int_cursor cursor = int_cursor_over(values);
  while (int_cursor_next(&cursor, &item))
    sum += *item;
  return sum;
}

/* ---- instead of raw memory functions ---- */

bw_status copied(bw_bytes to, bw_bytes_const from) {
  return bw_bytes_try_copy(to, from);
}

void filled(bw_bytes to) {
  bw_bytes_fill(to, 0);
}

void copied_as_a_whole(struct header *to, const struct header *from) {
  *to = *from;
}

void cleared_as_a_whole(struct header *to) {
  *to = (struct header){0};
}

/* ---- instead of the same bytes as another type ---- */

bw_status read_as_a_record(bw_bytes_const bytes, struct header *ret_header) {
  bw_reader reader = bw_reader_over(bytes);
  struct header header;
  bw_status status = bw_reader_u32le(&reader, &header.kind);
  if (status != BW_OK)
    return status;
  status = bw_reader_u32le(&reader, &header.length);
  if (status != BW_OK)
    return status;
  *ret_header = header;
  return BW_OK;
}

/* ---- said to be unsafe, with a reason ---- */

uint32_t read_in_place(const uint8_t *bytes) {
  uint32_t value = 0;
  BW_UNSAFE("the device maps its registers here, aligned and always present") {
    value = *(const uint32_t *)bytes;
  }
  return value;
}

void copied_by_the_device(uint8_t *to, const uint8_t *from, size_t n) {
  BW_UNSAFE("both blocks belong to the device, which states their size") {
    memcpy(to, from, n);
  }
}

/* ---- what is not raw ---- */

int through_a_plain_pointer(const struct header *header) {
  return header->kind == 1u;
}

void *to_void_and_back(struct header *header) {
  void *context = header;
  return context;
}

const uint8_t *byte_view(const struct header *header) {
  return (const uint8_t *)header;
}

uint32_t number_to_number(uint64_t value) {
  return (uint32_t)value;
}
