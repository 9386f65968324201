/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Amounts that fit, and bits that are picked on purpose. */
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
  if (length > UINT16_MAX)
    return NULL;
  uint16_t size = length;
  return malloc(size);
}

void *wide_enough(uint32_t length UNTRUSTED) {
  size_t size = length;
  return size > 4096 ? NULL : malloc(size);
}

void copied(char *to, const char *from, size_t length UNTRUSTED) {
  if (length > 100)
    length = 100;
  unsigned char n = length;
  memcpy(to, from, n);
}

int table_index(const int *table, uint64_t at UNTRUSTED) {
  uint8_t index = at & 15;
  return table[index];
}

int hash_index(const int *table, uint64_t at UNTRUSTED) {
  return table[(uint8_t)(at ^ at >> 8) & 63];
}

void bytes_of(unsigned char *out, uint32_t value UNTRUSTED) {
  out[0] = (unsigned char)value;
  out[1] = (unsigned char)(value >> 8);
  out[2] = (uint8_t)(value >> 16);
  out[3] = value >> 24;
}

void low_word(uint16_t *port, uint32_t value UNTRUSTED) {
  *port = (uint16_t)value;
}

char character(FILE *f) {
  int c = fgetc(f);
  if (c == EOF)
    return 0;
  return (char)c;
}

void characters(FILE *f, char *to, size_t room) {
  int c;
  for (size_t i = 0; i + 1 < room && (c = getc(f)) != EOF; i++)
    to[i] = c;
}

void checked(void) {
  int data = 0;
  if (scanf("%d", &data) != 1 || data < SCHAR_MIN || data > SCHAR_MAX)
    return;
  char narrow = (char)data;
  use(narrow);
}

void short_input(short data UNTRUSTED) {
  int wide = data;
  short again = wide;
  use(again);
}

void unknown(int data) {
  char narrow = (char)data;
  use(narrow);
}

void constant(void) {
  int data = CHAR_MAX - 5;
  char narrow = (char)data;
  use(narrow);
}

void status(int fd) {
  char text[32];
  int n = (int)read(fd, text, sizeof text);
  if (n > 0)
    use(n);
}

/* a byte of text, however it is written down */
void byte_of_text(char *text) {
  int quote = 0xab;
  *text = (char)quote;
}

void constant_that_fits(void) {
  int data = CHAR_MAX - 5;
  char less = (char)data;
  use(less);
}

/* whatever the low bits are, they are held against both ends */
void tested_both_ways(const char *line UNTRUSTED) {
  int table[10] = {0};
  int at = (int)strtol(line, NULL, 10);
  if (at >= 0 && at < 10)
    table[at] = 1;
  use(table[0]);
}

/* A loop that waits for another value than 0 counts nothing: what it waits for is no amount. */
static volatile unsigned the_seed;

void seed_from_environment(void) {
  const char *text = getenv("SEED");
  if (text == NULL)
    return;
  unsigned seed = (unsigned)strtoul(text, NULL, 0);
  the_seed = seed;
  do
    use(1);
  while (the_seed == 0);
}

int whole_part(void) {
  double number = 0;
  if (scanf("%lf", &number) != 1 || !(number > -1000.0 && number < 1000.0))
    return 0;
  return (int)number;
}

float narrower(double limit) {
  double number = 0;
  if (scanf("%lf", &number) != 1 || number > limit)
    return 0;
  return (float)number;
}

int of_our_own(double number) {
  return (int)number;
}
