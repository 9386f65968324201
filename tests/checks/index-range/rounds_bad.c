/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Loops that end by equality, run downwards, or take what they count to from a list of arguments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

void use(const void *bytes);
int ask(int about);

void until_equal(void) {
  char b[10];
  int i = 0;
  while (1) {
    b[i] = 'x'; /* expect: index-range */
    if (i == 10)
      break;
    i++;
  }
  use(b);
}

void until_equal_after_the_step(void) {
  char b[10];
  int i = 0;
  while (1) {
    b[i] = 'x'; /* expect: index-range */
    if (++i == 11)
      break;
  }
  use(b);
}

void while_not_equal(void) {
  char b[10];
  for (int i = 0; i != 11; i++)
    b[i] = 0; /* expect: index-range */
  use(b);
}

void pointer_until_equal(void) {
  char b[10];
  for (char *p = b; p != b + 11; p++)
    *p = 0; /* expect: index-range */
  use(b);
}

void in_steps_of_two(void) {
  char b[11];
  int i = 0;
  do {
    b[i] = 0; /* expect: index-range */
    i += 2;
  } while (i != 14);
  use(b);
}

void number_in_a_variable(void) {
  char b[10];
  int n = 11;
  for (int i = 0; i != n; i++)
    b[i] = 0; /* expect: index-range */
  use(b);
}

void down_past_the_start(void) {
  char b[10];
  for (int i = 9; i >= -1; i--)
    b[i] = 0; /* expect: index-range "before the start" */
  use(b);
}

void down_until_equal(void) {
  char b[10];
  int i = 9;
  while (1) {
    b[i] = 0; /* expect: index-range "before the start" */
    if (i == -1)
      break;
    i--;
  }
  use(b);
}

int with_the_one_below(int x) {
  int t[10] = {0};
  for (int i = 9; i >= 0; i--)
    t[i] = t[i - 1] + x; /* expect: index-range "before the start" */
  return t[0];
}

static int first_of(int n, ...) {
  va_list list;
  va_start(list, n);
  n = va_arg(list, int);
  va_end(list);
  return n;
}

int index_from_a_list(void) {
  int t[4] = {0, 1, 2, 3};
  return t[first_of(1, 4)]; /* expect: index-range */
}

static void clear_at(char *to, va_list list) {
  int at = va_arg(list, int);
  to[at] = 0; /* expect: index-range */
}

static void clear_list(char *to, int n, ...) {
  va_list list;
  va_start(list, n);
  clear_at(to, list);
  va_end(list);
}

void index_handed_on(void) {
  char b[8];
  clear_list(b, 1, 8);
  use(b);
}

void last_byte_of_nothing(int fd) {
  char b[64];
  ssize_t n = readlink("/proc/self/exe", b, sizeof b - 1);
  b[n] = 0; /* expect: index-range "before the start" */
  use(b + (fd & 1));
}

/* a longer one is followed for what stands behind its parameters alone */
static int marks[4];

static void mark_and_tell(int times, ...) {
  va_list list;
  va_start(list, times);
  int at = va_arg(list, int);
  va_end(list);
  marks[at] += times; /* expect: index-range */
  for (int i = 0; i < times; i++) {
    if (ask(i) > ask(i + 1))
      use("more");
    else if (ask(i) < ask(i + 2))
      use("less");
    if (ask(-i) != 0)
      use(ask(at) != 0 ? "here" : "there");
  }
}

void marked_past_the_end(int times) { mark_and_tell(times, 4); }

/* a limit that nobody needs any more in the loop still stands between */
#define CHOSEN __attribute__((annotate("bulwark::untrusted")))
int as_many_as_fit(unsigned count CHOSEN, unsigned size CHOSEN) {
  unsigned char *p;
  unsigned fit;
  if (size < 8 || size > 4000)
    return 0;
  fit = (size - 4) / 4;
  if (count > fit + 1)
    return 0;
  p = malloc(size);
  if (p == NULL)
    return 0;
  for (unsigned i = 0; i < count; i++)
    p[4 + 4 * i] = 1; /* expect: index-range */
  use(p);
  free(p);
  return 1;
}

/* ---- loops that only a terminator ends ---- */

void copied_by_pointers(void) {
  char from[100], to[50];
  memset(from, 'A', 99);
  from[99] = 0;
  char *t = to;
  const char *f = from;
  while ((*t++ = *f++) != 0) /* expect: index-range */
    ;
  use(to);
}

void copied_wide(void) {
  const wchar_t *from = L"12345678";
  wchar_t to[4];
  for (int i = 0; from[i] != 0; i++)
    to[i] = from[i]; /* expect: index-range */
  use(to);
}

void copied_from_the_environment(void) {
  char to[50];
  const char *from = getenv("NAME");
  if (from == NULL)
    return;
  int i = 0;
  while (*from)
    to[i++] = *from++; /* expect: index-range */
  use(to);
}

void copied_from_a_line(FILE *file) {
  char line[100] = "", to[10], *data = line;
  if (fgets(data, 100, file) == NULL)
    data[0] = 0;
  for (int i = 0; data[i]; i++)
    to[i] = data[i]; /* expect: index-range */
  use(to);
}

/* ---- until equal to what a test alone bounds ---- */

void until_what_was_tested(void) {
  int to[8], n = rand();
  if (n < 0 || n > 9)
    return;
  for (int i = 0; i != n; i++)
    to[i] = i; /* expect: index-range */
  use(to);
}

/* ---- either of two objects of one size ---- */

void either_of_two(void) {
  char a[10], b[10];
  char *p = ask(1) ? a : b;
  p[10] = 0; /* expect: index-range */
  use(p);
}

void through_either_of_two(void) {
  int a[10], b[10], *p = a;
  if (ask(1))
    p = b;
  for (int i = 0; i <= 10; i++)
    p[i] = i; /* expect: index-range */
  use(p);
}
