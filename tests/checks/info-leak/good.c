/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c with all bytes written. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void ProbeForWrite(volatile void *address, size_t size, uint32_t alignment);

#define USER __attribute__((annotate("bulwark::user")))

unsigned long copy_to_user(void *to, const void *from, unsigned long size);

struct answer {
  char letter;
  int number;
};

unsigned long padding(void *to) {
  struct answer answer;
  memset(&answer, 0, sizeof(answer));
  answer.letter = 'a';
  return copy_to_user(to, &answer, sizeof(answer));
}

void assigned(struct answer *out USER) {
  ProbeForWrite(out, 8, 4);
  struct answer answer = {'a', 1};
  out->letter = answer.letter;
  out->number = answer.number;
}

void copied(char *out USER) {
  ProbeForWrite(out, 8, 4);
  char text[8] = "";
  memcpy(out, text, sizeof(text));
}

unsigned long tail(void *to) {
  char text[32];
  strncpy(text, "short", sizeof(text));
  return copy_to_user(to, text, sizeof(text));
}

/* as long as the text is */
unsigned long text_only(void *to) {
  char text[32];
  strcpy(text, "short");
  return copy_to_user(to, text, strlen(text) + 1);
}

static unsigned char table[64];
unsigned long global(void *to) {
  return copy_to_user(to, table, sizeof(table));
}
