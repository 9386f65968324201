/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Formats that fit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void use(const void *);

void literal_fits(void) {
  char text[9];
  sprintf(text, "too long");
  use(text);
}

void string_fits(void) {
  char from[16], text[16];
  memset(from, 'x', sizeof from - 1);
  from[sizeof from - 1] = '\0';
  sprintf(text, "%s", from);
  use(text);
}

void parts_fit(void) {
  char text[13];
  sprintf(text, "%s: %s", "name", "value");
  sprintf(text, "%c%%%10s", 'a', "b");
  use(text);
}

void padded(int value) {
  char text[16];
  sprintf(text, "%08d", value);
  use(text);
}

void digits_of_unknown(int value, unsigned char byte) {
  char text[12], small[4];
  sprintf(text, "%d", value);
  sprintf(small, "%u", byte);
  use(text);
  use(small);
}

void cut(void) {
  char text[5];
  sprintf(text, "%.4s", "abcdef");
  use(text);
}

void unknown_text(const char *from) {
  char text[64];
  sprintf(text, "%s", from);
  use(text);
}

void unknown_format(const char *format) {
  char text[4];
  sprintf(text, format, 1);
  use(text);
}

void word_with_width(void) {
  char word[16];
  if (scanf("%15s", word) == 1)
    use(word);
}

void set_with_width(FILE *in) {
  char word[16];
  int number;
  if (fscanf(in, "%d %15[^]\n]", &number, word) == 2)
    use(word);
}

void skipped(FILE *in) {
  int number;
  if (fscanf(in, "%*s %d", &number) == 1)
    use(&number);
}

void characters(FILE *in) {
  char word[5], one;
  if (fscanf(in, "%5c%c", word, &one) == 2)
    use(word);
}

void numbers(FILE *in) {
  short small = 0;
  unsigned char byte = 0;
  long long large = 0;
  double real = 0;
  if (fscanf(in, "%hd %hhu %lld %lf", &small, &byte, &large, &real) == 4)
    use(&small);
}

void allocated(FILE *in) {
  char *word = NULL;
  if (fscanf(in, "%ms", &word) == 1) {
    use(word);
    free(word);
  }
}

void known_number(void) {
  char to[5];
  sprintf(to, "%04d", -12);
  use(to);
}
