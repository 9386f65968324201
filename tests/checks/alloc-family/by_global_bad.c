/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A static variable brings memory to a function that does not release it, and nobody else ever looks there; by_global_good.c
 * holds the same functions, repaired. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *text;

static void show_text(void) {
  char *shown = text;
  puts(shown);
}

void text_left(const char *from) {
  char *own = strdup(from);
  if (own == NULL)
    return;
  text = own;
  show_text();
} /* expect: alloc-family "returns without releasing" */


static FILE *handed;

static void show_handed(void) {
  FILE *from = handed;
  char line[32];
  if (fgets(line, sizeof line, from) != NULL)
    puts(line);
}

int handed_left(const char *name) {
  FILE *own = fopen(name, "r");
  if (own == NULL)
    return -1;
  handed = own;
  show_handed();
  return 0; /* expect: alloc-family */
}

static int *numbers;

static int sum_of(int count) {
  int sum = 0;
  for (int i = 0; i < count; i++)
    sum ^= numbers[i];
  return sum;
}

int numbers_left(void) {
  int *own = calloc(8, sizeof *own), sum;
  if (own == NULL)
    return 0;
  numbers = own;
  sum = sum_of(8);
  return sum; /* expect: alloc-family */
}
