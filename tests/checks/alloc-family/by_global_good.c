/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of by_global_bad.c, repaired, and variables that keep what others use later. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *text;

static void show_text(void) {
  char *shown = text;
  puts(shown);
  free(shown);
}

void text_shown(const char *from) {
  char *own = strdup(from);
  if (own == NULL)
    return;
  text = own;
  show_text();
}

static FILE *handed;

static void show_handed(void) {
  FILE *from = handed;
  char line[32];
  if (fgets(line, sizeof line, from) != NULL)
    puts(line);
}

int handed_back(const char *name) {
  FILE *own = fopen(name, "r");
  if (own == NULL)
    return -1;
  handed = own;
  show_handed();
  fclose(own);
  return 0;
}

static int *numbers;

static int sum_of(int count) {
  int sum = 0;
  for (int i = 0; i < count; i++)
    sum ^= numbers[i];
  return sum;
}

int numbers_kept(void) {
  int *own = calloc(8, sizeof *own);
  if (own == NULL)
    return 0;
  numbers = own;
  return sum_of(8);
}

int numbers_again(void) {
  return numbers != NULL ? sum_of(4) : 0;
}

/* made once, by a function that this one calls */
static char *line;

static void need_line(void) {
  if (line == NULL)
    line = calloc(1, 32);
}

static void use_line(void) {
  if (line != NULL && fgets(line, 32, stdin) != NULL)
    puts(line);
}

void one_line(void) {
  need_line();
  use_line();
}

/* made in the first run, found in the next */
static char *buffer;

static void use_buffer(void) {
  puts(buffer);
}

void with_buffer(void) {
  if (buffer == NULL)
    buffer = calloc(1, 32);
  if (buffer != NULL)
    use_buffer();
}
