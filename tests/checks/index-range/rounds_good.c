/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What rounds_bad.c does, with the number that is right. */
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
    b[i] = 'x';
    if (i == 9)
      break;
    i++;
  }
  use(b);
}

void until_equal_after_the_step(void) {
  char b[10];
  int i = 0;
  while (1) {
    b[i] = 'x';
    if (++i == 10)
      break;
  }
  use(b);
}

void while_not_equal(void) {
  char b[10];
  for (int i = 0; i != 10; i++)
    b[i] = 0;
  use(b);
}

void pointer_until_equal(void) {
  char b[10];
  for (char *p = b; p != b + 10; p++)
    *p = 0;
  use(b);
}

void in_steps_of_two(void) {
  char b[12];
  int i = 0;
  do {
    b[i] = 0;
    i += 2;
  } while (i != 12);
  use(b);
}

void number_in_a_variable(void) {
  char b[10];
  int n = 10;
  for (int i = 0; i != n; i++)
    b[i] = 0;
  use(b);
}

/* asked for a number it never comes to */
void asked_in_vain(void) {
  char b[6];
  int i;
  for (i = 0; i < 5; i++) {
    if (i == 10)
      ask(i);
    b[i] = 0;
  }
  b[i] = 0;
  use(b);
}

void down_to_the_start(void) {
  char b[10];
  for (int i = 9; i >= 0; i--)
    b[i] = 0;
  use(b);
}

void down_until_equal(void) {
  char b[10];
  int i = 9;
  while (1) {
    b[i] = 0;
    if (i == 0)
      break;
    i--;
  }
  use(b);
}

int with_the_one_below(int x) {
  int t[10] = {0};
  for (int i = 9; i > 0; i--)
    t[i] = t[i - 1] + x;
  return t[0];
}

void trims(const char *s, size_t n) {
  char b[20];
  if (n >= sizeof b || n == 0)
    return;
  memcpy(b, s, n);
  for (long i = (long)n - 1; i >= 0 && b[i] == ' '; i--)
    b[i] = 0;
  use(b);
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
  return t[first_of(1, 3)];
}

static void clear_at(char *to, va_list list) {
  int at = va_arg(list, int);
  to[at] = 0;
}

static void clear_list(char *to, int n, ...) {
  va_list list;
  va_start(list, n);
  clear_at(to, list);
  va_end(list);
}

void index_handed_on(void) {
  char b[8];
  clear_list(b, 1, 7);
  use(b);
}

/* a format that asks for a string where a number was given is not followed as one; no '%' is in an empty text */
static size_t lengths(const char *format, ...) {
  va_list list;
  size_t sum = 0;
  const char *at;
  va_start(list, format);
  while ((at = strchr(format, '%')) != NULL) {
    if (at[1] == 's') {
      const char *text = va_arg(list, char *);
      sum += text != NULL ? strlen(text) : 0;
    } else {
      sum += (size_t)va_arg(list, int);
    }
    format = at + 2;
  }
  va_end(list);
  return sum;
}

size_t lengths_of_nothing(void) { return lengths(""); }

size_t lengths_of_two(const char *text) { return lengths("%d and %s", 3, text); }

void last_byte(void) {
  char b[64];
  ssize_t n = readlink("/proc/self/exe", b, sizeof b - 1);
  if (n < 0)
    return;
  b[n] = 0;
  use(b);
}

static int marks[4];

static void mark_and_tell(int times, ...) {
  va_list list;
  va_start(list, times);
  int at = va_arg(list, int);
  va_end(list);
  marks[at] += times;
  for (int i = 0; i < times; i++) {
    if (ask(i) > ask(i + 1))
      use("more");
    else if (ask(i) < ask(i + 2))
      use("less");
    if (ask(-i) != 0)
      use(ask(at) != 0 ? "here" : "there");
  }
}

void marked_at_the_end(int times) { mark_and_tell(times, 3); }

/* a limit that nobody needs any more in the loop still stands between */
#define CHOSEN __attribute__((annotate("bulwark::untrusted")))
int as_many_as_fit(unsigned count CHOSEN, unsigned size CHOSEN) {
  unsigned char *p;
  unsigned fit;
  if (size < 8 || size > 4000)
    return 0;
  fit = (size - 4) / 4;
  if (count > fit)
    return 0;
  p = malloc(size);
  if (p == NULL)
    return 0;
  for (unsigned i = 0; i < count; i++)
    p[4 + 4 * i] = 1;
  use(p);
  free(p);
  return 1;
}

/* ---- loops that only a terminator ends ---- */

void copied_by_pointers(void) {
  char from[50], to[50];
  memset(from, 'A', 49);
  from[49] = 0;
  char *t = to;
  const char *f = from;
  while ((*t++ = *f++) != 0)
    ;
  use(to);
}

void copied_wide(void) {
  const wchar_t *from = L"1234";
  wchar_t to[4];
  for (int i = 0; from[i] != 0; i++)
    to[i] = from[i];
  use(to);
}

void copied_from_the_environment(void) {
  char to[50];
  const char *from = getenv("NAME");
  if (from == NULL || strlen(from) > 49)
    return;
  int i = 0;
  while (*from)
    to[i++] = *from++;
  use(to);
}

void copied_to_what_was_measured(void) {
  const char *from = getenv("NAME");
  char *to = from == NULL ? NULL : malloc(strlen(from) + 1), *t = to;
  if (to == NULL)
    return;
  while (*from)
    *t++ = *from++;
  *t = 0;
  use(to);
  free(to);
}

void copied_from_a_line(FILE *file) {
  char line[100] = "", to[10], *data = line;
  if (fgets(data, 100, file) == NULL)
    data[0] = 0;
  if (strlen(data) >= sizeof to)
    return;
  for (int i = 0; data[i]; i++)
    to[i] = data[i];
  use(to);
}

void copied_from_a_short_line(FILE *file) {
  char line[100], to[10];
  if (fgets(line, sizeof to, file) == NULL)
    return;
  for (int i = 0; line[i]; i++)
    to[i] = line[i];
  use(to);
}

/* ---- until equal to what a test alone bounds ---- */

void until_what_was_tested(void) {
  int to[8], n = rand();
  if (n < 0 || n > 8)
    return;
  for (int i = 0; i != n; i++)
    to[i] = i;
  use(to);
}

/* ---- either of two objects of one size ---- */

void either_of_two(void) {
  char a[10], b[10];
  char *p = ask(1) ? a : b;
  p[9] = 0;
  use(p);
}

void either_of_two_sizes(void) {
  int a[10], b[20], *p = a;
  for (int round = 0; round < 3; round++) {
    p[9] = round;
    if (ask(round))
      p = b;
  }
  if (p == b)
    p[19] = 1;
  use(p);
}

void through_either_of_two(void) {
  int a[10], b[10], *p = a;
  if (ask(1))
    p = b;
  for (int i = 0; i < 10; i++)
    p[i] = i;
  use(p);
}
