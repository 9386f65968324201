/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Addresses that came out of input, used on the marked line; made_good.c holds the same functions, repaired. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct message {
  char *text;
  int count;
};

struct node {
  struct node *next, *previous;
  int value;
};

void text_of_a_file(FILE *file) {
  struct message message;
  if (fread(&message, sizeof message, 1, file) != 1)
    return;
  message.text[0] = 0; /* expect: user-deref "is written through" */
}

int next_of_a_packet(int connection) {
  struct node node;
  if (recv(connection, &node, sizeof node, 0) != sizeof node)
    return 0;
  return node.next->value; /* expect: user-deref "is read through" */
}

static void unlink_node(struct node *node) {
  node->previous->next = node->next; /* expect: user-deref */
}

void unlinked(FILE *file) {
  struct node node;
  if (fread(&node, sizeof node, 1, file) != 1 || node.previous == NULL)
    return;
  unlink_node(&node);
}

void number_of_a_line(void) {
  char line[32];
  if (fgets(line, sizeof line, stdin) == NULL)
    return;
  char *at = (char *)strtoul(line, NULL, 16);
  *at = 1; /* expect: user-deref */
}

void scanned_number(size_t length) {
  uintptr_t number = 0;
  if (scanf("%lx", &number) != 1)
    return;
  memset((void *)number, 0, length + 1); /* expect: user-deref */
}

void on_the_heap(FILE *file) {
  struct message *message = malloc(sizeof *message);
  if (message == NULL)
    return;
  if (fread(message, sizeof *message, 1, file) == 1)
    memcpy(message->text, "none", 5); /* expect: user-deref */
  free(message);
}
