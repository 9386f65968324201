/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of made_bad.c, repaired, and addresses that only look as if they came from outside. */
#define _GNU_SOURCE
#include <dirent.h>
#include <netdb.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

struct message {
  char *text;
  int count;
};

struct node {
  struct node *next, *previous;
  int value;
};

void text_of_a_file(FILE *file) {
  char own[16];
  struct message message;
  if (fread(&message, sizeof message, 1, file) != 1)
    return;
  message.text = own;
  message.text[0] = 0;
}

static struct node nodes[4];

int next_of_a_packet(int connection) {
  uint32_t number;
  if (recv(connection, &number, sizeof number, 0) != sizeof number || number >= 4)
    return 0;
  struct node node = nodes[number];
  return node.next != NULL ? node.next->value : 0;
}

static void unlink_node(struct node *node) {
  node->previous->next = node->next;
}

void unlinked(FILE *file) {
  struct node node;
  if (fread(&node, sizeof node, 1, file) != 1)
    return;
  node.previous = &nodes[0];
  node.next = &nodes[1];
  unlink_node(&node);
}

void number_of_a_line(void) {
  static char bytes[16];
  char line[32];
  if (fgets(line, sizeof line, stdin) == NULL)
    return;
  unsigned long number = strtoul(line, NULL, 16);
  if (number < sizeof bytes) {
    char *at = bytes + number;
    *at = 1;
  }
}

void scanned_number(void) {
  uintptr_t number = 0;
  if (scanf("%lx", &number) == 1)
    printf("%p\n", (void *)number);
}

void on_the_heap(FILE *file) {
  struct message *message = malloc(sizeof *message);
  if (message == NULL)
    return;
  if (fread(&message->count, sizeof message->count, 1, file) == 1) {
    message->text = strdup("none");
    if (message->text != NULL)
      message->text[0] = 'N';
    free(message->text);
  }
  free(message);
}

/* the program's own pipe: what comes out of it, it put in */
int from_the_other_thread(int pipe_end) {
  struct node *node;
  if (read(pipe_end, &node, sizeof node) != sizeof node)
    return 0;
  return node->value;
}

int ready(int queue) {
  struct epoll_event event;
  if (epoll_wait(queue, &event, 1, -1) != 1)
    return 0;
  struct node *node = event.data.ptr;
  return node->value;
}

ssize_t gathered(int connection, char *bytes, size_t count) {
  struct iovec part = {bytes, count};
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
  ssize_t got = recvmsg(connection, &header, 0);
  if (got > 0 && header.msg_iov->iov_len > 0 && bytes[0] == 0)
    return 0;
  return got;
}

void names(const char *host) {
  struct addrinfo *list;
  if (getaddrinfo(host, NULL, NULL, &list) != 0)
    return;
  for (struct addrinfo *one = list; one != NULL; one = one->ai_next)
    printf("%d\n", one->ai_addr->sa_family);
  freeaddrinfo(list);
}

size_t lines(FILE *file) {
  char *line = NULL;
  size_t room = 0, count = 0;
  while (getline(&line, &room, file) > 0)
    count += line[0] == '#';
  free(line);
  return count;
}

void fields(void) {
  char line[64], *rest = NULL;
  if (fgets(line, sizeof line, stdin) == NULL)
    return;
  long first = strtol(line, &rest, 10);
  if (*rest == ' ')
    rest++;
  printf("%ld %s\n", first, rest);
  for (char *word = strtok_r(line, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest))
    printf("%c\n", word[0]);
}
