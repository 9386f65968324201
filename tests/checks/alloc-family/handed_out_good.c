/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of handed_out_bad.c, repaired, and what is handed on. */
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
  free(text);
  return 0;
}

int one_line(FILE *file) {
  char *line = NULL;
  size_t room = 0;
  if (getline(&line, &room, file) < 0) {
    free(line);
    return -1;
  }
  use(line[0]);
  free(line);
  return 0;
}

void where_we_are(void) {
  char *path = getcwd(NULL, 0);
  if (path != NULL)
    puts(path);
  free(path);
}

int is_absolute(const char *path) {
  char *real = realpath(path, NULL);
  if (real == NULL)
    return -1;
  int absolute = real[0] == '/';
  free(real);
  return absolute;
}

int entries(const char *path) {
  struct dirent **list;
  int n = scandir(path, &list, NULL, alphasort);
  if (n < 0)
    return -1;
  for (int i = 0; i < n; i++)
    free(list[i]);
  free(list);
  return n;
}

int connected(const char *host) {
  struct addrinfo *list;
  if (getaddrinfo(host, "80", NULL, &list) != 0)
    return -1;
  int fd = socket(list->ai_family, list->ai_socktype, list->ai_protocol);
  freeaddrinfo(list);
  return fd;
}

int addresses(const char *host) {
  struct addrinfo *list;
  if (getaddrinfo(host, "80", NULL, &list) != 0)
    return -1;
  use(list->ai_family);
  freeaddrinfo(list);
  return 0;
}

int first_interface(void) {
  struct ifaddrs *list;
  if (getifaddrs(&list) != 0)
    return -1;
  use((int)list->ifa_flags);
  freeifaddrs(list);
  return 0;
}

int aligned(size_t n) {
  void *block;
  if (posix_memalign(&block, 64, n) != 0)
    return -1;
  memset(block, 0, n);
  use(*(unsigned char *)block);
  free(block);
  return 0;
}

int both_ends(void) {
  int ends[2];
  char byte = 0;
  if (pipe(ends) != 0)
    return -1;
  int good = write(ends[1], &byte, 1) == 1;
  close(ends[0]);
  close(ends[1]);
  return good ? 0 : -1;
}

int pair(void) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
    return -1;
  for (int i = 0; i < 2; i++)
    close(ends[i]);
  return 0;
}

int watched(int fd) {
  struct epoll_event event = {0};
  int watch = epoll_create1(0);
  if (watch < 0)
    return -1;
  if (epoll_ctl(watch, EPOLL_CTL_ADD, fd, &event) < 0) {
    close(watch);
    return -1;
  }
  return watch;
}

/* a flag in the list says who made it */
void given_back(struct addrinfo *list) {
  if (list->ai_flags & 0x4000)
    free(list);
  else
    freeaddrinfo(list);
}

int looked_up(const char *host) {
  struct addrinfo *list;
  if (getaddrinfo(host, "80", NULL, &list) != 0)
    return -1;
  use(list->ai_family);
  given_back(list);
  return 0;
}

/* the same buffer again and again */
size_t all_lines(FILE *file) {
  char *line = NULL;
  size_t room = 0, total = 0;
  while (getline(&line, &room, file) > 0)
    total += strlen(line);
  free(line);
  return total;
}

/* the caller has it now */
int to_the_caller(char **ret_text, int kind) {
  return asprintf(ret_text, "%d", kind) < 0 ? -1 : 0;
}

struct link {
  int ends[2];
};

int kept(struct link *link) {
  return pipe(link->ends);
}

/* a place of its own is no allocation */
int own_place(const char *path) {
  char real[4096];
  if (realpath(path, real) == NULL || getcwd(real, sizeof(real)) == NULL)
    return -1;
  return real[0] == '/';
}

void every_address(const char *host) {
  struct addrinfo *list;
  if (getaddrinfo(host, NULL, NULL, &list) != 0)
    return;
  for (struct addrinfo *at = list; at != NULL; at = at->ai_next)
    use(at->ai_family);
  freeaddrinfo(list);
}
