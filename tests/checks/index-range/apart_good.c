/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of apart_bad.c, repaired, and differences that are meant. */
#include <stdlib.h>
#include <string.h>

void use(long number);

void two_arrays(void) {
  char one[10];
  one[4] = 0;
  use(&one[4] - one);
}

void found_in_another(void) {
  char name[] = "lib/file";
  char *slash = strchr(name, '/');
  if (slash != NULL)
    use(slash - name);
}

void an_allocation_and_a_variable(void) {
  int *there = malloc(4 * sizeof *there), *end = there + 4;
  if (there == NULL)
    return;
  use(end - there);
  free(there);
}

static long between(const char *from, const char *to) {
  return to - from;
}

void through_a_function(const char *text) {
  char one[10] = "";
  use(between(one, one + 4) + between(text, strchr(text, '\0')));
}

/* Pointers into what was moved move with it. */
char *moved(char **end, size_t size) {
  char *old = malloc(16), *cursor = old + 4;
  if (old == NULL)
    return NULL;
  char *grown = realloc(old, size);
  if (grown == NULL) {
    free(old);
    return NULL;
  }
  *end = cursor + (grown - old);
  return grown;
}

/* A linker script says what lies between. */
extern char section_start[], section_end[];

long section_size(void) {
  return section_end - section_start;
}

struct both {
  char first[8], second[8];
};

long members(const struct both *both) {
  return both->second - both->first;
}
