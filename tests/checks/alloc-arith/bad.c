/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every function asks for a wrong amount on the marked line; good.c holds the same functions, repaired. */
#include <alloca.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wchar.h>

#include "untrusted.h"

struct point {
  int32_t x, y;
};

struct record {
  uint32_t id;
  uint32_t flags;
  struct record *next;
};

struct image {
  uint32_t width, height;
  uint32_t depth;
};

struct message {
  uint32_t length;
  char data[];
};

void use(const void *bytes);

/* ---- products that wrap ---- */

void *narrow_product(uint32_t n UNTRUSTED) {
  if (n > 0x10000000u)
    return NULL;
  return malloc(n * 32u); /* expect: alloc-arith */
}

void *widened_too_late(uint32_t n UNTRUSTED) {
  if (n > 0x10000000u)
    return NULL;
  return malloc((size_t)(n * 32u)); /* expect: alloc-arith */
}

void *unbounded_count(uint32_t n UNTRUSTED) {
  return malloc(n * 16u); /* expect: alloc-arith */
}

void *wide_product(size_t n UNTRUSTED) {
  return malloc(n * sizeof(struct point)); /* expect: alloc-arith */
}

void *pixels(const struct image *image UNTRUSTED) {
  uint32_t bytes = image->width * image->height * 4u;
  return malloc(bytes); /* expect: alloc-arith */
}

void *constant_wraps(void) {
  uint32_t n = 0x20000000u;
  return malloc(n * 8u); /* expect: alloc-arith */
}

void *bound_too_large(uint32_t n) {
  if (n > 0x40000000u)
    return NULL;
  return malloc(n * 8u); /* expect: alloc-arith */
}

void *through_a_variable(uint32_t n UNTRUSTED) {
  uint32_t bytes;
  if (n > 0x20000000u)
    return NULL;
  bytes = n * 12u;
  use(&n);
  return malloc(bytes); /* expect: alloc-arith */
}

void *signed_count(int n UNTRUSTED) {
  if (n > 1000)
    return NULL;
  return malloc((size_t)n * sizeof(struct point)); /* expect: alloc-arith */
}

void *grown(void *old, uint32_t capacity UNTRUSTED) {
  if (capacity > 0x40000000u)
    return NULL;
  capacity *= 4u;
  return realloc(old, capacity); /* expect: alloc-arith */
}

/* ---- sums and differences that wrap ---- */

void *header_and_payload(uint32_t length UNTRUSTED) {
  return malloc(length + 16u); /* expect: alloc-arith */
}

struct message *message_of(size_t length UNTRUSTED) {
  return malloc(sizeof(struct message) + length); /* expect: alloc-arith */
}

void *rounded_up(uint32_t length UNTRUSTED) {
  uint32_t aligned = (length + 7u) & ~7u;
  return malloc(aligned); /* expect: alloc-arith */
}

void *header_taken_off(uint32_t length UNTRUSTED) {
  if (length > 65536u)
    return NULL;
  return malloc(length - 8u); /* expect: alloc-arith */
}

char *room_for_terminator(uint32_t length UNTRUSTED) {
  char *text = malloc(length + 1u); /* expect: alloc-arith */
  if (text == NULL)
    return NULL;
  text[0] = '\0'; /* may: index-range */
  return text;
}

/* ---- chosen by an attacker, without an upper bound ---- */

void *from_the_wire(int fd) {
  uint32_t n;
  if (recv(fd, &n, sizeof n, 0) != (ssize_t)sizeof n)
    return NULL;
  return malloc(n); /* expect: alloc-arith */
}

void *from_a_file(FILE *in) {
  struct image image;
  if (fread(&image, sizeof image, 1, in) != 1)
    return NULL;
  return malloc(image.depth); /* expect: alloc-arith */
}

void *from_the_environment(void) {
  const char *value = getenv("CACHE_SIZE");
  if (value == NULL)
    return NULL;
  return malloc((size_t)atol(value)); /* expect: alloc-arith */
}

void on_the_stack(size_t n UNTRUSTED) {
  char *p = alloca(n); /* expect: alloc-arith */
  use(p);
}

void *lower_bound_only(uint32_t n UNTRUSTED) {
  if (n < 16u)
    return NULL;
  return malloc(n); /* expect: alloc-arith */
}

/* ---- ways through a function ---- */

void *chosen_by_switch(int kind, uint32_t n UNTRUSTED) {
  uint32_t size;
  if (n > 0x0fffffffu)
    return NULL;
  switch (kind) {
  case 0:
    size = 4;
    break;
  case 1:
    size = 8;
    break;
  default:
    size = 64;
    break;
  }
  return malloc(n * size); /* expect: alloc-arith */
}

void *goto_the_allocation(int fast, uint32_t n UNTRUSTED) {
  void *p = NULL;
  if (fast)
    goto allocate;
  if (n > 4096u)
    goto out;
allocate:
  p = malloc(n); /* expect: alloc-arith */
out:
  return p;
}

void *checked_only_sometimes(int strict, uint32_t n UNTRUSTED) {
  if (strict && n > 4096u)
    return NULL;
  return malloc(n); /* expect: alloc-arith */
}

void *checked_after_use(uint32_t n UNTRUSTED) {
  void *p = malloc(n); /* expect: alloc-arith */
  if (n > 4096u) {
    free(p);
    return NULL;
  }
  return p;
}

/* ---- other functions of the file ---- */

static void *make(uint32_t n, uint32_t size) {
  return malloc(n * size); /* expect: alloc-arith */
}

void *count_to_a_callee(uint32_t n UNTRUSTED) {
  return make(n, 24u);
}

static void *make_inner(size_t bytes) {
  return malloc(bytes); /* expect: alloc-arith */
}

static void *make_outer(uint32_t n) {
  return make_inner(n * 40u);
}

void *two_deep(uint32_t n UNTRUSTED) {
  return make_outer(n);
}

static uint32_t size_of_all(uint32_t n) {
  return n * 20u;
}

void *size_from_a_callee(uint32_t n UNTRUSTED) {
  return malloc(size_of_all(n)); /* expect: alloc-arith */
}

static int read_count(int fd, uint32_t *ret_count) {
  return read(fd, ret_count, sizeof *ret_count) == (ssize_t)sizeof *ret_count;
}

void *count_through_a_pointer(int fd) {
  uint32_t count;
  if (!read_count(fd, &count))
    return NULL;
  return malloc(count * sizeof(struct point)); /* expect: alloc-arith */
}

/* ---- too small for what is stored: told where it is made, or where the store does not fit ---- */

struct record *size_of_the_pointer(void) {
  struct record *r = malloc(sizeof r); /* expect: alloc-arith */
  if (r == NULL)
    return NULL;
  r->id = 1;
  r->flags = 0;
  return r;
}

struct record *size_of_another_type(void) {
  struct record *r = malloc(sizeof(struct point)); /* expect: alloc-arith */
  if (r == NULL)
    return NULL;
  r->id = 1;
  return r;
}

int32_t *count_without_element_size(void) {
  int32_t *table = malloc(10); /* expect: alloc-arith */
  if (table == NULL)
    return NULL;
  table[0] = 0;
  return table;
}

char *no_room_for_terminator(const char *s) {
  char *copy = malloc(strlen(s)); /* may: alloc-arith */
  if (copy == NULL)
    return NULL;
  strcpy(copy, s); /* expect: copy-extent */
  return copy;
}

char *no_room_after_joining(const char *a, const char *b) {
  char *both = malloc(strlen(a) + strlen(b)); /* may: alloc-arith */
  if (both == NULL)
    return NULL;
  strcpy(both, a); /* may: copy-extent */
  strcat(both, b); /* expect: copy-extent */
  return both;
}

wchar_t *characters_for_bytes(const wchar_t *s) {
  wchar_t *copy = malloc(wcslen(s) + 1); /* may: alloc-arith */
  if (copy == NULL)
    return NULL;
  wcscpy(copy, s); /* expect: copy-extent */
  return copy;
}

/* ---- the size of the pointer ---- */

int *pointers_worth(void) {
  int *p = malloc(sizeof(p)); /* expect: alloc-arith "the size given to 'malloc' is that of a pointer" */
  if (p != NULL)
    *p = 1;
  return p;
}

double *pointers_worth_by_chance_right(void) {
  double *p = malloc(8 * sizeof(p)); /* expect: alloc-arith */
  if (p != NULL)
    *p = 1.0;
  return p;
}

/* ---- more than any object can have ---- */

void negative_becomes_a_size(void) {
  int n = -1;
  if (n < 100)
    free(malloc(n)); /* expect: alloc-arith "more than any object can have" */
}

static char *as_many(size_t n) {
  return malloc(n); /* expect: alloc-arith "more than any object can have" */
}

void negative_given_to_a_callee(void) {
  free(as_many((size_t)-8));
}

void negative_product(void) {
  int count = -2;
  int *p = malloc(count * sizeof(int)); /* expect: alloc-arith */
  free(p);
}

/* An array that is as long as somebody else says. */
int as_long_as_they_say(void) {
  int n = 0;
  if (scanf("%d", &n) != 1 || n < 1)
    return 0;
  int values[n]; /* expect: alloc-arith */
  values[0] = n;
  return values[0];
}
