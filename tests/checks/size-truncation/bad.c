/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* An amount loses bits on the marked line; good.c holds the same functions, repaired. */
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "untrusted.h"

void use(long long value);

void *size_in_16_bits(size_t length UNTRUSTED) {
  uint16_t size = length; /* expect: size-truncation "amount made of the low bits" */
  return malloc(size);
}

void *written_cast(size_t length UNTRUSTED) {
  uint16_t size = (uint16_t)length; /* expect: size-truncation */
  return malloc(size);
}

void copied(char *to, const char *from, size_t length UNTRUSTED) {
  unsigned char n = length; /* expect: size-truncation "8 unsigned bits" */
  memcpy(to, from, n);
}

int table_index(const int *table, uint64_t at UNTRUSTED) {
  uint8_t index = at; /* expect: size-truncation */
  return table[index];
}

void loop_bound(uint32_t count UNTRUSTED) {
  unsigned short n = count; /* expect: size-truncation */
  for (unsigned i = 0; i < n; i++)
    use(i);
}

void checked_too_wide(size_t length UNTRUSTED) {
  if (length > 70000)
    return;
  uint16_t size = length; /* expect: size-truncation */
  use((long long)(size_t)malloc(size));
}

void *length_as_int(uint64_t length UNTRUSTED) {
  int n = length; /* expect: size-truncation "32 signed bits" */
  if (n < 0 || n > 100)
    return NULL;
  return malloc(n);
}

void input_to_char(void) {
  int data = 0;
  if (scanf("%d", &data) != 1)
    return;
  char narrow = (char)data; /* expect: size-truncation "only the low part" */
  use(narrow);
}

void input_to_short(void) {
  char text[16];
  if (fgets(text, sizeof text, stdin) == NULL)
    return;
  int data = atoi(text);
  short narrow = (short)data; /* expect: size-truncation */
  use(narrow);
}

static void take_short(short narrow) {
  use(narrow);
}

void argument(int fd) {
  int data = 0;
  if (recv(fd, &data, sizeof data, 0) != sizeof data)
    return;
  take_short(data); /* expect: size-truncation */
}

struct holder {
  int data;
};

void through_a_field(struct holder *h, int data UNTRUSTED) {
  h->data = data;
  char narrow = h->data; /* expect: size-truncation */
  use(narrow);
}

static short narrowed(int data) {
  return data; /* expect: size-truncation */
}

void through_a_callee(int data UNTRUSTED) {
  use(narrowed(data));
}

void constant_larger_than_a_char(void) {
  int data = CHAR_MAX + 5;
  char less = (char)data; /* expect: size-truncation */
  use(less);
}

void tested_from_above_only(const char *line UNTRUSTED, int *table) {
  int at = (int)strtol(line, NULL, 10); /* expect: size-truncation */
  if (at < 10)
    table[at] = 1;
}

/* ---- floating values ---- */

int whole_part(void) {
  double number = 0;
  if (scanf("%lf", &number) != 1)
    return 0;
  return (int)number; /* expect: size-truncation */
}

float narrower(void) {
  double number = 0;
  if (scanf("%lf", &number) != 1)
    return 0;
  return (float)number; /* expect: size-truncation */
}
