/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, which read each byte once or check what they use. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

void ProbeForRead(const volatile void *address, size_t size, uint32_t alignment);

#define USER __attribute__((annotate("bulwark::user")))

unsigned long copy_from_user(void *to, const void *from, unsigned long size);

struct message {
  uint32_t length;
  uint32_t kind;
  char text[64];
};

void take(char *to, const struct message *from USER) {
  ProbeForRead(from, sizeof(struct message), 4);
  char local[64];
  uint32_t size = from->length;
  if (size > sizeof(local))
    return;
  memcpy(local, from->text, size);
  memcpy(to, local, 1);
}

int by_goto(const struct message *from USER) {
  ProbeForRead(from, sizeof(struct message), 4);
  int counts[4] = {0};
  uint32_t kind = from->kind;
  if (kind > 3)
    goto bad;
  counts[kind] = 1;
  return counts[0];
bad:
  return -1;
}

int by_switch(const struct message *from USER) {
  ProbeForRead(from, sizeof(struct message), 4);
  char local[8];
  uint32_t kind = from->kind;
  switch (kind) {
  case 0:
  case 1:
    local[kind] = 1;
    return local[kind];
  default:
    return -1;
  }
}

/* two fields are two values */
void two_fields(char *to, const struct message *from USER) {
  ProbeForRead(from, sizeof(struct message), 4);
  char local[64];
  uint32_t kind = from->kind, size = from->length;
  if (kind > 3 || size > sizeof(local))
    return;
  memcpy(local, from->text, size);
  memcpy(to, local, 1);
}

/* two elements are two values */
int elements(const uint32_t *from USER) {
  ProbeForRead(from, sizeof(struct message), 4);
  char local[8] = {0};
  uint32_t first = from[0], second = from[1];
  if (first > 7 || second > 7)
    return -1;
  local[second] = 1;
  return local[first];
}

/* what nobody else can change may be read as often as one likes */
void own(char *to, const struct message *from) {
  char local[64];
  if (from->length > sizeof(local))
    return;
  memcpy(local, from->text, from->length);
  memcpy(to, local, 1);
}

int copied_twice(const void *from) {
  uint32_t length;
  struct message message;
  char local[64];
  if (copy_from_user(&length, from, sizeof(length)) || length > sizeof(local))
    return -1;
  if (copy_from_user(&message, from, sizeof(message)) || message.length != length)
    return -1;
  memcpy(local, message.text, message.length);
  return local[0];
}

struct kept {
  struct message *message;
};

int keep(struct kept *kept, const void *from, void *room) {
  struct message head, *message = room;
  if (copy_from_user(&head, from, sizeof(head)) || head.length > sizeof(head.text))
    return -1;
  if (copy_from_user(room, from, sizeof(head) + 8))
    return -1;
  message->length = head.length;
  kept->message = message;
  return 0;
}

int fetch(void *to, const void *from, unsigned long size)
    __attribute__((annotate("bulwark::does(fetch to from size ; return 0..1 ; quiet)")));

int fetched(const void *from) {
  struct message message;
  char local[64];
  if (fetch(&message, from, sizeof(message)) || message.length > sizeof(local))
    return -1;
  memcpy(local, message.text, message.length);
  return local[0];
}
