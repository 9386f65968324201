/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, repaired: no finding anywhere. */
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

/* ---- products that cannot wrap ---- */

void *narrow_product(uint32_t n UNTRUSTED) {
  if (n > 0x10000u)
    return NULL;
  return malloc(n * 32u);
}

void *widened_too_late(uint32_t n UNTRUSTED) {
  if (n > 0x10000000u)
    return NULL;
  return malloc((size_t)n * 32u);
}

void *unbounded_count(uint32_t n UNTRUSTED) {
  if (n > 1000u)
    return NULL;
  return malloc(n * 16u);
}

void *wide_product(size_t n UNTRUSTED) {
  if (n > SIZE_MAX / sizeof(struct point))
    return NULL;
  return malloc(n * sizeof(struct point));
}

void *wide_product_by_builtin(size_t n UNTRUSTED) {
  size_t bytes;
  if (n > 65536 || __builtin_mul_overflow(n, sizeof(struct point), &bytes))
    return NULL;
  return malloc(bytes);
}

void *pixels(const struct image *image UNTRUSTED) {
  uint32_t width = image->width, height = image->height;
  if (width > 8192u || height > 8192u)
    return NULL;
  return malloc((size_t)width * height * 4u);
}

void *constant_wraps(void) {
  size_t n = 0x20000000u;
  return malloc(n * 8u);
}

void *bound_too_large(uint32_t n) {
  if (n > 0x1fffffffu)
    return NULL;
  return malloc(n * 8u);
}

void *through_a_variable(uint32_t n UNTRUSTED) {
  uint32_t bytes;
  if (n > 0x2000u)
    return NULL;
  bytes = n * 12u;
  use(&n);
  return malloc(bytes);
}

void *signed_count(int n UNTRUSTED) {
  if (n < 0 || n > 1000)
    return NULL;
  return malloc((size_t)n * sizeof(struct point));
}

void *grown(void *old, uint32_t capacity UNTRUSTED) {
  if (capacity > 0x00400000u)
    return NULL;
  capacity *= 4u;
  return realloc(old, capacity);
}

void *callee_checks(uint16_t n UNTRUSTED) {
  return calloc(n, sizeof(struct point));
}

void *sixteen_bits(uint16_t width UNTRUSTED, uint16_t height UNTRUSTED) {
  return malloc((size_t)width * height);
}

/* Nothing is known about n: every caller may be right, so nothing is said. */
void *unknown_count(size_t n) {
  return malloc(n * sizeof(struct point));
}

/* ---- sums and differences that cannot wrap ---- */

void *header_and_payload(uint32_t length UNTRUSTED) {
  if (length > 65536u)
    return NULL;
  return malloc(length + 16u);
}

struct message *message_of(size_t length UNTRUSTED) {
  if (length > 65536u)
    return NULL;
  return malloc(sizeof(struct message) + length);
}

void *rounded_up(uint32_t length UNTRUSTED) {
  uint32_t aligned;
  if (length > 65536u)
    return NULL;
  aligned = (length + 7u) & ~7u;
  return malloc(aligned);
}

void *header_taken_off(uint32_t length UNTRUSTED) {
  if (length < 8u || length > 65536u)
    return NULL;
  return malloc(length - 8u);
}

char *room_for_terminator(uint32_t length UNTRUSTED) {
  char *text;
  if (length > 4095u)
    return NULL;
  text = malloc(length + 1u);
  if (text == NULL)
    return NULL;
  text[0] = '\0';
  return text;
}

/* ---- chosen by an attacker, with an upper bound ---- */

void *from_the_wire(int fd) {
  uint32_t n;
  if (recv(fd, &n, sizeof n, 0) != (ssize_t)sizeof n)
    return NULL;
  if (n > 1u << 20)
    return NULL;
  return malloc(n);
}

void *from_a_file(FILE *in) {
  struct image image;
  if (fread(&image, sizeof image, 1, in) != 1)
    return NULL;
  if (image.depth > 64u)
    image.depth = 64u;
  return malloc(image.depth);
}

void *from_the_environment(void) {
  const char *value = getenv("CACHE_SIZE");
  long n;
  if (value == NULL)
    return NULL;
  n = atol(value);
  if (n <= 0 || n > 1 << 20)
    return NULL;
  return malloc((size_t)n);
}

void on_the_stack(size_t n UNTRUSTED) {
  char *p;
  if (n > 256)
    return;
  p = alloca(n);
  use(p);
}

void *lower_bound_only(uint32_t n UNTRUSTED) {
  if (n < 16u || n > 4096u)
    return NULL;
  return malloc(n);
}

void *masked(uint32_t n UNTRUSTED) {
  return malloc(n & 0xffffu);
}

/* ---- ways through a function ---- */

void *chosen_by_switch(int kind, uint32_t n UNTRUSTED) {
  uint32_t size;
  if (n > 0x0000ffffu)
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
  return malloc(n * size);
}

void *goto_the_allocation(int fast, uint32_t n UNTRUSTED) {
  void *p = NULL;
  if (fast)
    n = 64u;
  if (n > 4096u)
    goto out;
  p = malloc(n);
out:
  return p;
}

void *checked_only_sometimes(int strict, uint32_t n UNTRUSTED) {
  if (n > (strict ? 4096u : 65536u))
    return NULL;
  return malloc(n);
}

void *checked_after_use(uint32_t n UNTRUSTED) {
  if (n > 4096u)
    return NULL;
  return malloc(n);
}

/* ---- other functions of the file ---- */

static void *make(uint32_t n, uint32_t size) {
  return malloc((size_t)n * size);
}

void *count_to_a_callee(uint32_t n UNTRUSTED) {
  if (n > 100000u)
    return NULL;
  return make(n, 24u);
}

static int count_is_sane(uint32_t n) {
  return n <= 4096u;
}

void *checked_by_a_callee(uint32_t n UNTRUSTED) {
  if (!count_is_sane(n))
    return NULL;
  return malloc(n * 40u);
}

static void *make_inner(size_t bytes) {
  return malloc(bytes);
}

static void *make_outer(uint32_t n) {
  if (n > 4096u)
    return NULL;
  return make_inner(n * 40u);
}

void *two_deep(uint32_t n UNTRUSTED) {
  return make_outer(n);
}

static uint32_t size_of_all(uint32_t n) {
  return n * 20u;
}

void *size_from_a_callee(uint16_t n UNTRUSTED) {
  return malloc(size_of_all(n));
}

static int read_count(int fd, uint32_t *ret_count) {
  return read(fd, ret_count, sizeof *ret_count) == (ssize_t)sizeof *ret_count;
}

void *count_through_a_pointer(int fd) {
  uint32_t count;
  if (!read_count(fd, &count) || count > 4096u)
    return NULL;
  return malloc(count * sizeof(struct point));
}

/* ---- large enough for what is stored ---- */

struct record *size_of_the_pointer(void) {
  struct record *r = malloc(sizeof *r);
  if (r == NULL)
    return NULL;
  r->id = 1;
  r->flags = 0;
  return r;
}

struct record *size_of_another_type(void) {
  struct record *r = malloc(sizeof(struct record));
  if (r == NULL)
    return NULL;
  r->id = 1;
  return r;
}

int32_t *count_without_element_size(void) {
  int32_t *table = malloc(10 * sizeof *table);
  if (table == NULL)
    return NULL;
  table[0] = 0;
  return table;
}

char *no_room_for_terminator(const char *s) {
  char *copy = malloc(strlen(s) + 1);
  if (copy == NULL)
    return NULL;
  strcpy(copy, s);
  return copy;
}

char *no_room_after_joining(const char *a, const char *b) {
  char *both = malloc(strlen(a) + strlen(b) + 1);
  if (both == NULL)
    return NULL;
  strcpy(both, a);
  strcat(both, b);
  return both;
}

wchar_t *characters_for_bytes(const wchar_t *s) {
  wchar_t *copy = malloc((wcslen(s) + 1) * sizeof *copy);
  if (copy == NULL)
    return NULL;
  wcscpy(copy, s);
  return copy;
}

/* The bytes of a string without its terminator are a fine object for those who count. */
char *counted_bytes(const char *s, size_t *ret_length) {
  size_t length = strlen(s);
  char *bytes = malloc(length);
  if (bytes == NULL)
    return NULL;
  memcpy(bytes, s, length);
  *ret_length = length;
  return bytes;
}

/* The header's size and what follows it; the member array has no size of its own. */
struct message *trailing_array(uint16_t length UNTRUSTED) {
  struct message *m = malloc(sizeof *m + length);
  if (m == NULL)
    return NULL;
  m->length = length;
  return m;
}

/* A pointer to bytes may hold any amount. */
void *odd_amount(void) {
  unsigned char *bytes = malloc(10);
  if (bytes != NULL)
    bytes[9] = 0;
  return bytes;
}

/* ---- the size of what the pointer leads to ---- */

double *what_it_leads_to(void) {
  double *p = malloc(8 * sizeof(*p));
  if (p != NULL)
    *p = 1.0;
  return p;
}

int **pointers_to_pointers(void) {
  int **p = malloc(4 * sizeof(*p));
  if (p != NULL)
    *p = NULL;
  return p;
}

/* ---- amounts that an object can have ---- */

void less_than_the_limit(void) {
  int n = 99;
  if (n < 100)
    free(malloc(n));
}

static char *as_many(size_t n) {
  return n <= SIZE_MAX / 2 ? malloc(n) : NULL;
}

void negative_is_refused(void) {
  free(as_many((size_t)-8));
}

/* A string that is there already is no longer than memory. */
void copy_of_what_is_there(void) {
  const char *home = getenv("HOME");
  if (home != NULL)
    free(strdup(home));
}

/* No variable of the environment is so long that an int would not do. */
static int length_of(const char *text) { return (int)strlen(text); }

static void copy_all(char *to, const char *from) {
  while ((*(to++) = *(from++)) != 0)
    ;
}

void copy_of_a_variable(void) {
  const char *path = getenv("PATH");
  if (path == NULL)
    path = ".:/bin";
  char *copy = malloc(length_of(path) + 1);
  if (copy != NULL)
    copy_all(copy, path);
  free(copy);
}

int as_long_as_we_let(void) {
  int n = 0;
  if (scanf("%d", &n) != 1 || n < 1 || n > 100)
    return 0;
  int values[n];
  values[0] = n;
  return values[0];
}
