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
  struct state state = {0};
  state.dirty = window->whole;
  if (window->whole)
    state.update = window->place;
  return copy_to_user(to, &state, sizeof(state));
}

struct title {
  unsigned length;
  char text[32];
};

unsigned long some_characters(void *to, const char *text, unsigned length) {
  struct title title;
  if (length > sizeof(title.text))
    return length;
  memset(&title, 0, sizeof(title));
  title.length = length;
  memcpy(title.text, text, length);
  return copy_to_user(to, &title, sizeof(title));
}

/* a member says how much of the buffer beside it goes back when the function answers 0 */
struct call {
  void *out;
  unsigned out_size;
  unsigned written __attribute__((annotate("bulwark::answers(out)")));
};

int answer_padding(struct call *call) {
  struct answer *answer = call->out;
  memset(answer, 0, sizeof(*answer));
  answer->letter = 'a';
  answer->number = 1;
  call->written = sizeof(*answer);
  return 0;
}

int refused(struct call *call) {
  struct answer *answer = call->out;
  answer->letter = 'a';
  call->written = sizeof(*answer);
  return 5;
}

int fill(struct answer *answer);

int filled_elsewhere(struct call *call) {
  struct answer *answer = call->out;
  call->written = sizeof(*answer);
  return fill(answer) ? 1 : 0;
}
