/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Known misses: no finding today. */
#include <stdarg.h>
#include <stdio.h>

#pragma clang diagnostic ignored "-Wformat"
#pragma clang diagnostic ignored "-Wformat-insufficient-args"

/* limit: what is taken as a pointer was handed over as a number */
static const char *text_of(int unused, ...) {
  va_list list;
  va_start(list, unused);
  const char *text = va_arg(list, const char *);
  va_end(list);
  return text;
}

int another_type(void) {
  return text_of(0, 7) != NULL;
}

/* limit: one of two formats asks for more than there is */
void one_of_two(int count) {
  const char *format = count == 1 ? "%d item\n" : "%d of %d\n";
  printf(format, count);
}

/* limit: numbered arguments */
void numbered(int x) {
  printf("%1$d %2$d\n", x);
}
