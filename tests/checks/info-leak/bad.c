/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Plain C with the name of a copying function, and user memory by annotation; good.c holds the same functions repaired. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define USER __attribute__((annotate("bulwark::user")))

unsigned long copy_to_user(void *to, const void *from, unsigned long size);

struct answer {
  char letter;
  int number;
};

unsigned long padding(void *to) {
  struct answer answer;
  answer.letter = 'a';
  answer.number = 1;
  return copy_to_user(to, &answer, sizeof(answer)); /* expect: info-leak "3 bytes from 1" */
}

/* an initialiser stores the members, not what lies between them */
unsigned long initialiser(void *to, char letter) {
  struct answer answer = {letter, 1};
  return copy_to_user(to, &answer, sizeof(answer)); /* expect: info-leak "padding" */
}

void assigned(struct answer *out USER) {
  struct answer answer;
  answer.number = 1;
  *out = answer; /* expect: info-leak "member 'letter'" */
}

void copied(char *out USER) {
  char text[8];
  text[0] = 0;
  memcpy(out, text, sizeof(text)); /* expect: info-leak "7 bytes from 1" */
}

unsigned long tail(void *to) {
  char text[32];
  strcpy(text, "short");
  return copy_to_user(to, text, sizeof(text)); /* expect: info-leak "'text'" */
}
