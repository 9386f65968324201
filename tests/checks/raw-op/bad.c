/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A hardened file with one raw operation on each marked line; good.c does the same work with the runtime. */
#include <bulwark/annotate.h>
#include <stdint.h>
#include <string.h>

BW_HARDENED_FILE;

struct header {
  uint32_t kind;
  uint32_t length;
};

union number {
  float real;
  uint32_t bits;
};

static int table[64];

/* ---- subscripts ---- */

int subscript_of_a_pointer(const int *values, size_t i) {
  return values[i]; /* expect: raw-op */
}

void store_by_subscript(int *values, size_t i, int value) {
  values[i] = value; /* expect: raw-op */
}

int subscript_of_an_array(size_t i) {
  return table[i]; /* expect: raw-op "'i'" */
}

int subscript_in_a_loop(const int *values, size_t n) {
  int sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += values[i]; /* expect: raw-op */
  return sum;
}

/* ---- pointer arithmetic ---- */

const int *moved(const int *values, size_t n) {
  return values + n; /* expect: raw-op */
}

int walked(const int *at, const int *end) {
  int sum = 0;
  while (at != end)
    sum += *at++; /* expect: raw-op */
  return sum;
}

const char *moved_back(const char *at) {
  at -= 4; /* expect: raw-op */
  return at;
}

/* ---- raw memory functions ---- */

void copied(uint8_t *to, const uint8_t *from, size_t n) {
  memcpy(to, from, n); /* expect: raw-op "'memcpy'" */
}

void moved_bytes(uint8_t *to, const uint8_t *from, size_t n) {
  memmove(to, from, n); /* expect: raw-op "'memmove'" */
}

void filled(uint8_t *to, size_t n) {
  memset(to, 0, n); /* expect: raw-op "'memset'" */
}

void text_copied(char *to, const char *from) {
  strcpy(to, from); /* expect: raw-op "'strcpy'" */
}

size_t text_measured(const char *text) {
  return strlen(text); /* expect: raw-op "'strlen'" */
}

/* ---- the same bytes as another type ---- */

uint32_t read_as_a_number(const uint8_t *bytes) {
  return *(const uint32_t *)bytes; /* expect: raw-op */
}

const struct header *read_as_a_record(const uint8_t *bytes) {
  return (const struct header *)bytes; /* expect: raw-op */
}

struct header *address_as_a_pointer(uintptr_t address) {
  return (struct header *)address; /* expect: raw-op */
}

uint32_t bits_of(float value) {
  union number number;
  number.real = value;
  return number.bits; /* expect: raw-op */
}
