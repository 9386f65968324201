/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a number stands for, lost or given back the wrong way; descriptors_good.c holds the same functions, repaired. */
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

void use(int value);

struct link {
  int descriptor;
  int state;
};

void never_closed(const char *path) {
  char first = 0;
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  if (read(fd, &first, 1) == 1)
    use(first);
} /* expect: alloc-family */

int closed_on_one_way(const char *path, int how) {
  int fd = open(path, O_RDONLY);
  if (fd == -1)
    return -1;
  if (how > 3)
    return -2; /* expect: alloc-family */
  close(fd);
  return 0;
}

int not_reached(const struct sockaddr_in *address) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0)
    return -1;
  if (connect(fd, (const struct sockaddr *)address, sizeof *address) != 0)
    return -1; /* expect: alloc-family */
  send(fd, "hello", 5, 0);
  close(fd);
  return 0;
}

int one_guest(int listener) {
  char name[16];
  int guest = accept(listener, NULL, NULL);
  if (guest == -1)
    return -1;
  if (recv(guest, name, sizeof name, 0) <= 0)
    return -1; /* expect: alloc-family */
  close(guest);
  return 0;
}

void over_the_only_number(const char *path, const char *other) {
  int fd = open(path, O_RDONLY);
  fd = open(other, O_RDONLY);
  if (fd != -1)
    close(fd);
} /* expect: alloc-family */

void every_round(const char *path) {
  for (int i = 0; i < 10; i++) {
    char byte = 0;
    int fd = open(path, O_RDONLY);
    if (fd < 0)
      continue;
    if (read(fd, &byte, 1) == 1)
      use(byte);
  }
} /* expect: alloc-family */

static int open_for_us(const char *path) {
  int fd = open(path, O_RDWR);
  if (fd < 0)
    return -1;
  return fd;
}

void got_from_a_function(const char *path) {
  int fd = open_for_us(path);
  if (fd < 0)
    return;
  write(fd, "x", 1);
} /* expect: alloc-family */

struct link *with_its_holder(const char *path) {
  struct link *link = malloc(sizeof *link);
  if (link == NULL)
    return NULL;
  link->descriptor = open(path, O_RDONLY);
  if (link->descriptor < 0) {
    free(link);
    return NULL;
  }
  if (read(link->descriptor, &link->state, sizeof link->state) < 0) {
    free(link);
    return NULL; /* expect: alloc-family */
  }
  return link;
}

void the_copy(int fd) {
  int copy = dup(fd);
  if (copy >= 0)
    write(copy, "x", 1);
} /* expect: alloc-family */

int mapped(void) {
  char *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED)
    return -1;
  return p[0]; /* expect: alloc-family */
}

/* ---- the wrong way ---- */

void stream_by_its_number(const char *path) {
  FILE *file = fopen(path, "r");
  if (file != NULL)
    close((int)(intptr_t)file); /* expect: alloc-family */
}

void number_as_stream(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd != -1)
    fclose((FILE *)(intptr_t)fd); /* expect: alloc-family */
}

void number_as_memory(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd != -1)
    free((void *)(intptr_t)fd); /* expect: alloc-family */
}

void pipe_as_file(const char *command) {
  FILE *file = popen(command, "r");
  if (file != NULL)
    fclose(file); /* expect: alloc-family */
}

void mapping_as_memory(void) {
  void *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p != MAP_FAILED)
    free(p); /* expect: alloc-family */
}
