/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a function puts where its caller says, lost or given back the wrong way; handed_out_good.c holds the same functions,
 * repaired. */
#include <dirent.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

int asprintf(char **out, const char *format, ...);
void use(int value);

int printed(int kind) {
  char *text;
  if (asprintf(&text, "%d", kind) < 0)
    return -1;
  puts(text);
  return 0; /* expect: alloc-family "'asprintf'" */
}

int one_line(FILE *file) {
  char *line = NULL;
  size_t room = 0;
  if (getline(&line, &room, file) < 0)
    return -1; /* expect: alloc-family "'getline'" */
  use(line[0]);
  free(line);
  return 0;
}

void where_we_are(void) {
  char *path = getcwd(NULL, 0);
  if (path != NULL)
    puts(path);
} /* expect: alloc-family "'getcwd'" */

int is_absolute(const char *path) {
  char *real = realpath(path, NULL);
  if (real == NULL)
    return -1;
  return real[0] == '/'; /* expect: alloc-family "'realpath'" */
}

int entries(const char *path) {
  struct dirent **list;
  int n = scandir(path, &list, NULL, alphasort);
  if (n < 0)
    return -1;
  for (int i = 0; i < n; i++)
    free(list[i]);
  return n; /* expect: alloc-family "'scandir'" */
}

int connected(const char *host) {
  struct addrinfo *list;
  if (getaddrinfo(host, "80", NULL, &list) != 0)
    return -1;
  int fd = socket(list->ai_family, list->ai_socktype, list->ai_protocol);
  return fd; /* expect: alloc-family "'getaddrinfo'" */
}

int first_interface(void) {
  struct ifaddrs *list;
  if (getifaddrs(&list) != 0)
    return -1;
  use((int)list->ifa_flags);
  return 0; /* expect: alloc-family "'getifaddrs'" */
}

int aligned(size_t n) {
  void *block;
  if (posix_memalign(&block, 64, n) != 0)
    return -1;
  memset(block, 0, n);
  use(*(unsigned char *)block);
  return 0; /* expect: alloc-family "'posix_memalign'" */
}

int both_ends(void) {
  int ends[2];
  char byte = 0;
  if (pipe(ends) != 0)
    return -1;
  if (write(ends[1], &byte, 1) != 1) {
    close(ends[0]);
    return -1; /* expect: alloc-family "'pipe'" */
  }
  close(ends[0]);
  close(ends[1]);
  return 0;
}

int pair(void) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
    return -1;
  close(ends[0]);
  return 0; /* expect: alloc-family "'socketpair'" */
}

int watched(int fd) {
  struct epoll_event event = {0};
  int watch = epoll_create1(0);
  if (watch < 0)
    return -1;
  if (epoll_ctl(watch, EPOLL_CTL_ADD, fd, &event) < 0)
    return -1; /* expect: alloc-family "'epoll_create1'" */
  return watch;
}
