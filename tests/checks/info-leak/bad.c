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

/* ---- on one of the ways, or in part ---- */

struct bounds {
  int left, top, right, bottom;
};

struct window {
  int whole;
  struct bounds place;
};

struct state {
  int dirty;
  struct bounds update;
};

unsigned long one_way(void *to, const struct window *window) {
  struct state state;
  state.dirty = window->whole;
  if (window->whole)
    state.update = window->place;
  return copy_to_user(to, &state, sizeof(state)); /* expect: info-leak "member 'left'" */
}

struct title {
  unsigned length;
  char text[32];
};

unsigned long some_characters(void *to, const char *text, unsigned length) {
  struct title title;
  if (length > sizeof(title.text))
    return length;
  title.length = length;
  memcpy(title.text, text, length);
  return copy_to_user(to, &title, sizeof(title)); /* expect: info-leak "member 'text'" */
}

/* a member says how much of the buffer beside it goes back when the function answers 0 */
struct call {
  void *out;
  unsigned out_size;
  unsigned written __attribute__((annotate("bulwark::answers(out)")));
};

int answer_padding(struct call *call) {
  struct answer *answer = call->out;
  answer->letter = 'a';
  answer->number = 1;
  call->written = sizeof(*answer); /* expect: info-leak "3 bytes from 1" */
  return 0;
}
