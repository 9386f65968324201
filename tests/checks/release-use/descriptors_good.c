/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of descriptors_bad.c, repaired. */
#include <alloca.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

void use(int value);

void closed_twice(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  close(fd);
}

void closed_on_a_way_before(const char *path, int early) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  if (early) {
    close(fd);
    return;
  }
  close(fd);
}

void read_when_closed(const char *path) {
  char byte;
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  if (read(fd, &byte, 1) == 1)
    use(byte);
  close(fd);
}

void sent_when_closed(void) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd == -1)
    return;
  send(fd, "text", 4, 0);
  close(fd);
}

void closed_and_opened_again(const char *path) {
  char byte;
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  close(fd);
  fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  if (read(fd, &byte, 1) == 1)
    use(byte);
  close(fd);
}

void marked_as_closed(const char *path, int early) {
  int fd = open(path, O_RDONLY);
  if (fd >= 0 && early) {
    close(fd);
    fd = -1;
  }
  if (fd >= 0)
    close(fd);
}

/* That a number is printed is no use of what it stood for. */
void told_of(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  close(fd);
  printf("closed %d\n", fd);
}

void listed_when_closed(const char *path) {
  DIR *dir = opendir(path);
  if (dir == NULL)
    return;
  if (readdir(dir) != NULL)
    use(1);
  closedir(dir);
}

void stored_when_unmapped(void) {
  char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED)
    return;
  p[0] = 1;
  munmap(p, 4096);
}

int of_the_stack(void) {
  char *p = alloca(10);
  strcpy(p, "text");
  return p[1];
}
