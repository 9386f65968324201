/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, with checks that hold. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "untrusted.h"

void use(long long value);

struct header {
  uint32_t offset, length;
};

struct file {
  const uint8_t *bytes;
  uint32_t size;
};

struct entry {
  uint32_t kind, value;
};

const uint8_t *sum_in_the_check(const struct file *f, const struct header *h UNTRUSTED) {
  if (h->offset > f->size || h->length > f->size - h->offset)
    return NULL;
  return f->bytes + h->offset;
}

int sum_with_constant(uint32_t offset UNTRUSTED, uint32_t size) {
  return size >= 8 && offset <= size - 8;
}

int wide_sum(uint32_t offset UNTRUSTED, uint32_t length UNTRUSTED, uint32_t size) {
  return (uint64_t)offset + length <= size;
}

int narrow_parts(uint16_t offset UNTRUSTED, uint16_t length UNTRUSTED, uint32_t size) {
  return offset + length <= (int)size;
}

int sum_asked_for_wrap(uint32_t offset UNTRUSTED, uint32_t length UNTRUSTED, uint32_t size) {
  uint32_t end = offset + length;
  if (end < offset)
    return 0;
  return end <= size;
}

int sum_by_builtin(uint32_t offset UNTRUSTED, uint32_t length UNTRUSTED, uint32_t size) {
  uint32_t end;
  if (__builtin_add_overflow(offset, length, &end))
    return 0;
  return end <= size;
}

uint8_t element_of_unknown(const uint8_t *bytes, uint32_t size, uint32_t at UNTRUSTED) {
  if (at >= size)
    return 0;
  return bytes[at];
}

uint32_t entry_of_unknown(const struct entry *table, uint32_t count, uint32_t at UNTRUSTED) {
  if (at >= count)
    return 0;
  const struct entry *e = &table[at];
  return e->value;
}

uint32_t moved_pointer(const uint8_t *base, uint32_t size, const struct header *h UNTRUSTED) {
  if (size < sizeof(struct entry) || h->offset > size - sizeof(struct entry))
    return 0;
  const struct entry *e = (const struct entry *)(base + h->offset);
  return e->kind;
}

void masked(uint8_t *base, uint32_t at UNTRUSTED) {
  base[at & 255] = 0;
}

void reduced(uint8_t *base, uint32_t at UNTRUSTED, uint32_t size) {
  base[at % size] = 0;
}

void small(uint8_t *base, uint8_t at UNTRUSTED) {
  base[at] = 0;
}

static uint32_t read_at(const uint8_t *bytes, size_t at) {
  return bytes[at];
}

uint32_t through_a_callee(const uint8_t *bytes, uint32_t size, uint32_t at UNTRUSTED) {
  return at < size ? read_at(bytes, at) : 0;
}

int from_input(const int *table, int count) {
  int at = 0;
  if (scanf("%d", &at) != 1 || at < 0 || at >= count)
    return 0;
  return table[at];
}

int trusted(const int *table, int at) {
  return table[at];
}

int walked(const uint8_t *bytes, uint32_t n UNTRUSTED, uint32_t room) {
  int sum = 0;
  if (n > room)
    return -1;
  for (uint32_t i = 0; i < n; i++)
    sum += bytes[i];
  return sum;
}

int checked_above_only(const int *table, int count, int at UNTRUSTED) {
  if (at < 0 || at >= count)
    return 0;
  return table[at];
}
