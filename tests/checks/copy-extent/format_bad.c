/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Formats that write more than there is room for; format_good.c holds the same functions, repaired. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void use(const void *);

void literal_too_long(void) {
  char text[8];
  sprintf(text, "too long"); /* expect: copy-extent "'text' has 8" */
  use(text);
}

void string_too_long(void) {
  char from[32], text[16];
  memset(from, 'x', sizeof from - 1);
  from[sizeof from - 1] = '\0';
  sprintf(text, "%s", from); /* expect: copy-extent */
  use(text);
}

void parts_too_long(void) {
  char text[11];
  sprintf(text, "%s: %s", "name", "value"); /* expect: copy-extent */
  sprintf(text, "%c%%%10s", 'a', "b"); /* expect: copy-extent */
  use(text);
}

void padded(int value) {
  char text[8];
  sprintf(text, "%08d", value); /* expect: copy-extent */
  use(text);
}

void cut_but_too_long(void) {
  char text[4];
  sprintf(text, "%.4s", "abcdef"); /* expect: copy-extent */
  use(text);
}

void on_the_heap(void) {
  char *text = malloc(10);
  if (text == NULL)
    return;
  sprintf(text, "%s", "0123456789"); /* expect: copy-extent */
  use(text);
  free(text);
}

void word_without_width(void) {
  char word[16];
  if (scanf("%s", word) == 1) /* expect: copy-extent "'word' has 16" */
    use(word);
}

void set_without_width(FILE *in) {
  char word[16];
  int number;
  if (fscanf(in, "%d %[^\n]", &number, word) == 2) /* expect: copy-extent */
    use(word);
}

void width_without_terminator(FILE *in) {
  char word[16];
  if (fscanf(in, "%16s", word) == 1) /* expect: copy-extent "16" */
    use(word);
}

void characters(FILE *in) {
  char word[4];
  if (fscanf(in, "%5c", word) == 1) /* expect: copy-extent */
    use(word);
}

void number_into_less(FILE *in) {
  short number = 0;
  if (fscanf(in, "%d", (int *)(void *)&number) == 1) /* expect: copy-extent */
    use(&number);
}

void known_number(void) {
  char to[4];
  sprintf(to, "%04d", -12); /* expect: copy-extent */
  use(to);
}
