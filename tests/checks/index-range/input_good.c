/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of input_bad.c, repaired, and loops over input that something else bounds. */
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
int full(int n);

void to_the_end(void) {
  char text[128];
  int c, i = 0;
  while (i < 128 && (c = getchar()) != EOF)
    text[i++] = (char)c;
  use(text);
}

void a_line(FILE *file) {
  char line[80], *p = line;
  int c;
  while (p < line + sizeof line && (c = fgetc(file)) != '\n' && c != EOF)
    *p++ = (char)c;
  use(line);
}

int bytes_of_a_descriptor(int fd) {
  char text[64], byte;
  int n = 0;
  while (n < (int)sizeof text && read(fd, &byte, 1) == 1 && byte != '\n')
    text[n++] = byte;
  use(text);
  return n;
}

static char kept[256];

int with_breaks(FILE *file) {
  int i;
  for (i = 0;; i++) {
    int c = getc(file);
    if (c == EOF || c == '\n' || i == 256)
      break;
    kept[i] = (char)c;
  }
  return i;
}

void a_word(FILE *file) {
  char word[32];
  int n = 0, c;
  do {
    c = fgetc(file);
    word[n++] = (char)c;
  } while (c != ' ' && c != EOF && n < 32);
  use(word);
}

void a_member(struct record *r) {
  int c, n = 0;
  r->flags = 0;
  while ((c = getchar()) != '\n' && c != EOF)
    if (n < 20)
      r->name[n++] = (char)c;
}

void wide(FILE *file) {
  wchar_t text[40];
  wint_t c;
  int n = 0;
  while (n < 40 && (c = fgetwc(file)) != WEOF)
    text[n++] = (wchar_t)c;
  use(text);
}

int lines(FILE *file) {
  static char first[100];
  char line[128];
  int n = 0;
  while (n < 100 && fgets(line, sizeof line, file) != NULL)
    first[n++] = line[0];
  use(first);
  return n;
}

void digits_only(FILE *file) {
  char number[12];
  int n = 0, c = fgetc(file);
  while (c >= '0' && c <= '9') {
    if (n == (int)sizeof number)
      break;
    number[n] = (char)c;
    n++;
    c = fgetc(file);
  }
  use(number);
}

/* begun anew when it is full */
void ring(void) {
  char text[16];
  int c, n = 0;
  while ((c = getchar()) != EOF) {
    text[n++] = (char)c;
    if (n == 16) {
      use(text);
      n = 0;
    }
  }
}

/* by turns */
void masked(void) {
  char text[16] = "";
  unsigned n = 0;
  int c;
  while ((c = getchar()) != EOF)
    text[n++ % 16] = (char)c;
  use(text);
}

/* another counter ends it */
void so_many(FILE *file) {
  char text[8];
  int n = 0;
  for (int k = 0; k < 8; k++) {
    int c = fgetc(file);
    if (c == EOF)
      break;
    text[n++] = (char)c;
  }
  use(text);
}

/* somebody else looks after it */
void asked(FILE *file) {
  char text[8];
  int n = 0, c;
  while ((c = fgetc(file)) != EOF && !full(n))
    text[n++] = (char)c;
  use(text);
}

/* what is left tells */
void down(FILE *file, int left) {
  char text[8];
  int n = 0, c;
  if (left > 8)
    return;
  while (left-- > 0 && (c = fgetc(file)) != EOF)
    text[n++] = (char)c;
  use(text);
}

/* nothing of it is kept */
void skipped(FILE *file) {
  int c;
  char last[1];
  while ((c = fgetc(file)) != EOF)
    last[0] = (char)c;
  use(last);
}
