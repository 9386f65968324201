/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What lists_bad.c does, with lengths that fit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void use(const void *bytes);
int ask(int about);

static void copy_list(char *to, ...) {
  va_list list;
  va_start(list, to);
  size_t n = va_arg(list, size_t);
  const char *from = va_arg(list, const char *);
  memcpy(to, from, n);
  va_end(list);
}

void length_from_a_list(void) {
  char b[12];
  copy_list(b, (size_t)12, "hello world");
  use(b);
}

static void clear_first(char *to, int n, ...) {
  memset(to, 0, (size_t)n);
}

void parameter_before_a_list(void) {
  char b[8];
  clear_first(b, 8, 1, 2);
  use(b);
}

struct pair {
  size_t length;
  const char *bytes;
};

static void copy_pair(char *to, ...) {
  va_list list, again;
  va_start(list, to);
  va_copy(again, list);
  struct pair p = va_arg(again, struct pair);
  memcpy(to, p.bytes, p.length);
  va_end(again);
  va_end(list);
}

void record_from_a_list(void) {
  char b[12];
  struct pair p = {12, "hello world"};
  copy_pair(b, p);
  use(b);
}

void length_of_a_read(int fd) {
  char from[64], to[64];
  ssize_t n = read(fd, from, sizeof from);
  if (n < 0)
    return;
  memcpy(to, from, (size_t)n);
  use(to);
}

/* a table that others may change: what is put there in view is looked at */
static void clear(char *to, size_t n) {
  memset(to, 0, n);
}

struct operations {
  void (*clear)(char *to, size_t n);
};

struct operations table = {clear};

void through_a_table(void) {
  char buffer[8];
  table.clear(buffer, 8);
  use(buffer);
}
