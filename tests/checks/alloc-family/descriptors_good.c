/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of descriptors_bad.c, repaired, and ways to keep a number that are none to lose it. */
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

void use(int value);
void keep(int descriptor);

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
  close(fd);
}

int closed_on_one_way(const char *path, int how) {
  int result = -2, fd = open(path, O_RDONLY);
  if (fd == -1)
    return -1;
  if (how > 3)
    goto out;
  result = 0;
out:
  close(fd);
  return result;
}

int not_reached(const struct sockaddr_in *address) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0)
    return -1;
  if (connect(fd, (const struct sockaddr *)address, sizeof *address) != 0) {
    close(fd);
    return -1;
  }
  send(fd, "hello", 5, 0);
  close(fd);
  return 0;
}

int one_guest(int listener) {
  char name[16];
  int guest = accept(listener, NULL, NULL), result = 0;
  if (guest == -1)
    return -1;
  if (recv(guest, name, sizeof name, 0) <= 0)
    result = -1;
  close(guest);
  return result;
}

void over_the_only_number(const char *path, const char *other) {
  int fd = open(path, O_RDONLY);
  if (fd != -1)
    close(fd);
  fd = open(other, O_RDONLY);
  if (fd != -1)
    close(fd);
}

void every_round(const char *path) {
  for (int i = 0; i < 10; i++) {
    char byte = 0;
    int fd = open(path, O_RDONLY);
    if (fd < 0)
      continue;
    if (read(fd, &byte, 1) == 1)
      use(byte);
    close(fd);
  }
}

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
  close(fd);
}

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
    close(link->descriptor);
    free(link);
    return NULL;
  }
  return link;
}

void the_copy(int fd) {
  int copy = dup(fd);
  if (copy >= 0) {
    write(copy, "x", 1);
    close(copy);
  }
}

int mapped(void) {
  char *p = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED)
    return -1;
  int first = p[0];
  munmap(p, 4096);
  return first;
}

void stream_by_its_number(const char *path) {
  FILE *file = fopen(path, "r");
  if (file != NULL)
    fclose(file);
}

void pipe_as_file(const char *command) {
  FILE *file = popen(command, "r");
  if (file != NULL)
    pclose(file);
}

/* ---- kept, or handed on ---- */

static int kept_here = -1;

int in_a_global(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  kept_here = fd;
  return 0;
}

int returned(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd >= 0)
    fcntl(fd, F_SETFD, FD_CLOEXEC);
  return fd;
}

int by_pointer(const char *path, int *out) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  *out = fd;
  return 0;
}

void in_a_record(struct link *links, int at, const char *path) {
  int fd = open(path, O_RDONLY);
  links[at].descriptor = fd;
}

int as_a_stream(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return -1;
  FILE *file = fdopen(fd, "r");
  if (file == NULL) {
    close(fd);
    return -1;
  }
  int first = fgetc(file);
  fclose(file);
  return first;
}

void to_a_stranger(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd != -1)
    keep(fd);
}

/* The lock lasts as long as the program. */
int locked(const char *path) {
  int fd = open(path, O_RDWR | O_CREAT, 0600);
  if (fd < 0)
    return -1;
  return flock(fd, LOCK_EX | LOCK_NB);
}

/* Those of every program are not for this one to close. */
void the_standard_streams(void) {
  int fd = open("/dev/null", O_RDWR);
  if (fd < 0)
    return;
  dup2(fd, 0);
  dup2(fd, 1);
  dup2(fd, 2);
  if (fd > 2)
    close(fd);
}

int zero_is_none(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd <= 0)
    return -1;
  close(fd);
  return 0;
}

int the_greater_of_two(const char *path, const char *other) {
  fd_set ready;
  int one = open(path, O_RDONLY), two = open(other, O_RDONLY), result = -1;
  if (one >= 0 && two >= 0) {
    FD_ZERO(&ready);
    FD_SET(one, &ready);
    FD_SET(two, &ready);
    result = select((one > two ? one : two) + 1, &ready, NULL, NULL, NULL);
  }
  if (one >= 0)
    close(one);
  if (two >= 0)
    close(two);
  return result;
}

static const char *names[64];

void an_index_as_well(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  if (fd < 64)
    names[fd] = path;
  close(fd);
}

/* What is left over at both ends of a mapping goes back alone. */
void *aligned(size_t size) {
  char *p = mmap(NULL, size + 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED)
    return NULL;
  size_t head = 65536 - ((uintptr_t)p & 65535);
  munmap(p, head);
  return p + head;
}

void waited_for(const char *path) {
  struct pollfd ready = {.fd = open(path, O_RDONLY), .events = POLLIN};
  if (ready.fd < 0)
    return;
  poll(&ready, 1, 1000);
  close(ready.fd);
}
