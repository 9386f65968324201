/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Loops that store as long as input comes, and nobody asks whether there is room; input_good.c holds the same functions,
 * repaired. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

struct record {
  int id;
  char name[20];
  int flags;
};

void use(const void *p);

void to_the_end(void) {
  char text[128];
  int c, i = 0;
  while ((c = getchar()) != EOF)
    text[i++] = (char)c; /* expect: index-range "'text'" */
  use(text);
}

void a_line(FILE *file) {
  char line[80], *p = line;
  int c;
  while ((c = fgetc(file)) != '\n' && c != EOF)
    *p++ = (char)c; /* expect: index-range */
  use(line);
}

int bytes_of_a_descriptor(int fd) {
  char text[64], byte;
  int n = 0;
  while (read(fd, &byte, 1) == 1 && byte != '\n')
    text[n++] = byte; /* expect: index-range */
  use(text);
  return n;
}

static char kept[256];

int with_breaks(FILE *file) {
  int i;
  for (i = 0;; i++) {
    int c = getc(file);
    if (c == EOF || c == '\n')
      break;
    kept[i] = (char)c; /* expect: index-range */
  }
  return i;
}

void a_word(FILE *file) {
  char word[32];
  int n = 0, c;
  do {
    c = fgetc(file);
    word[n++] = (char)c; /* expect: index-range */
  } while (c != ' ' && c != EOF);
  use(word);
}

void a_member(struct record *r) {
  int c, n = 0;
  r->flags = 0;
  while ((c = getchar()) != '\n' && c != EOF)
    r->name[n++] = (char)c; /* expect: index-range "'name'" */
}

void wide(FILE *file) {
  wchar_t text[40];
  wint_t c;
  int n = 0;
  while ((c = fgetwc(file)) != WEOF)
    text[n++] = (wchar_t)c; /* expect: index-range */
  use(text);
}

int lines(FILE *file) {
  static char first[100];
  char line[128];
  int n = 0;
  while (fgets(line, sizeof line, file) != NULL)
    first[n++] = line[0]; /* expect: index-range */
  use(first);
  return n;
}

void digits_only(FILE *file) {
  char number[12];
  int n = 0, c = fgetc(file);
  while (c >= '0' && c <= '9') {
    number[n] = (char)c; /* expect: index-range */
    n++;
    c = fgetc(file);
  }
  use(number);
}
