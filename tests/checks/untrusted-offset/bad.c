/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Offsets from outside on the marked lines; good.c holds the same functions, repaired. */
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

/* ---- sums that wrap in the check ---- */

const uint8_t *sum_in_the_check(const struct file *f, const struct header *h UNTRUSTED) {
  if (h->offset + h->length > f->size) /* expect: untrusted-offset "compare each part" */
    return NULL;
  return f->bytes + h->offset;
}

int sum_with_constant(uint32_t offset UNTRUSTED, uint32_t size) {
  return offset + 8 <= size; /* expect: untrusted-offset */
}

int sum_of_64_bits(uint64_t offset UNTRUSTED, uint64_t length UNTRUSTED, uint64_t size) {
  if (size < offset + length) /* expect: untrusted-offset */
    return -1;
  return 0;
}

int from_a_socket(int fd, uint32_t size) {
  struct header h;
  if (recv(fd, &h, sizeof h, 0) != sizeof h)
    return -1;
  return h.offset + h.length <= size; /* expect: untrusted-offset */
}

/* ---- no check at all ---- */

uint8_t element_of_unknown(const uint8_t *bytes, uint32_t at UNTRUSTED) {
  return bytes[at]; /* expect: untrusted-offset "no check before it" */
}

uint32_t entry_of_unknown(const struct entry *table, uint32_t at UNTRUSTED) {
  const struct entry *e = &table[at];
  return e->value; /* expect: untrusted-offset */
}

uint32_t moved_pointer(const uint8_t *base, const struct header *h UNTRUSTED) {
  const struct entry *e = (const struct entry *)(base + h->offset);
  return e->kind; /* expect: untrusted-offset */
}

void write_through(uint8_t *base, uint32_t at UNTRUSTED) {
  base[at] = 0; /* expect: untrusted-offset "write" */
}

void copied_from(uint8_t *to, const struct file *f, const struct header *h UNTRUSTED) {
  memcpy(to, f->bytes + h->offset, 16); /* expect: untrusted-offset */
}

static uint32_t read_at(const uint8_t *bytes, size_t at) {
  return bytes[at]; /* expect: untrusted-offset */
}

uint32_t through_a_callee(const uint8_t *bytes, uint32_t at UNTRUSTED) {
  return read_at(bytes, at);
}

int from_input(const int *table) {
  int at = 0;
  if (scanf("%d", &at) != 1)
    return 0;
  return table[at]; /* expect: untrusted-offset */
}

int checked_below_only(const int *table, int at UNTRUSTED) {
  if (at < 0)
    return 0;
  return table[at]; /* expect: untrusted-offset */
}

/* how many there are is known, but not where */
int checked_above_only(const int *table, int count, int at UNTRUSTED) {
  if (at >= count)
    return 0;
  return table[at]; /* expect: untrusted-offset "below zero" */
}
