/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* User memory by annotation and by the names of copying functions, read again on the way to the marked line; good.c holds
 * the same functions repaired. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define USER __attribute__((annotate("bulwark::user")))

unsigned long copy_from_user(void *to, const void *from, unsigned long size);

struct message {
  uint32_t length;
  uint32_t kind;
  char text[64];
};

void take(char *to, const struct message *from USER) {
  char local[64];
  if (from->length > sizeof(local))
    return;
  memcpy(local, from->text, from->length); /* expect: double-fetch "length of 'memcpy'" */
  memcpy(to, local, 1);
}

/* a goto form */
int by_goto(const struct message *from USER) {
  int counts[4] = {0};
  if (from->kind > 3)
    goto bad;
  counts[from->kind] = 1; /* expect: double-fetch "written" */
  return counts[0];
bad:
  return -1;
}

/* a switch decides on the first value */
int by_switch(const struct message *from USER) {
  char local[8];
  switch (from->kind) {
  case 0:
  case 1:
    local[from->kind] = 1; /* expect: double-fetch "written" */
    return local[0];
  default:
    return -1;
  }
}

/* through a second pointer to the same bytes */
void by_alias(char *to, const struct message *from USER) {
  const struct message *same = from;
  if (from->length > 64)
    return;
  memset(to, 0, 1);
  char local[64];
  memcpy(local, from->text, same->length); /* expect: double-fetch "length" */
  memcpy(to, local, 1);
}

/* the elements of a copy */
int copied_twice(const void *from) {
  uint32_t length;
  struct message message;
  char local[64];
  if (copy_from_user(&length, from, sizeof(length)) || length > sizeof(local))
    return -1;
  if (copy_from_user(&message, from, sizeof(message)))
    return -1;
  memcpy(local, message.text, message.length); /* expect: double-fetch "length" */ /* may: double-fetch */
  return local[0];
}

/* the second copy is kept as what the first one was checked to be */
struct kept {
  struct message *message;
};

int keep(struct kept *kept, const void *from, void *room) {
  struct message head;
  if (copy_from_user(&head, from, sizeof(head)) || head.length > sizeof(head.text))
    return -1;
  if (copy_from_user(room, from, sizeof(head) + 8))
    return -1;
  kept->message = room; /* expect: double-fetch "copy" */
  return 0;
}

/* a copy of one's own, by annotation */
int fetch(void *to, const void *from, unsigned long size)
    __attribute__((annotate("bulwark::does(fetch to from size ; return 0..1 ; quiet)")));

int fetched(const void *from) {
  uint32_t length;
  struct message message;
  char local[64];
  if (fetch(&length, from, sizeof(length)) || length > sizeof(local))
    return -1;
  if (fetch(&message, from, sizeof(message)))
    return -1;
  memcpy(local, message.text, message.length); /* expect: double-fetch "length" */ /* may: double-fetch */
  return local[0];
}
