/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a number stands for is used, or closed again, when it is gone; descriptors_good.c holds the same functions, repaired. */
#include <alloca.h>
#include <dirent.h>
#include <fcntl.h>
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
  close(fd); /* expect: release-use */
}

void closed_on_a_way_before(const char *path, int early) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  if (early)
    close(fd);
  close(fd); /* expect: release-use */
}

void read_when_closed(const char *path) {
  char byte;
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  close(fd);
  if (read(fd, &byte, 1) == 1) /* expect: release-use */
    use(byte);
}

void sent_when_closed(void) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  if (fd == -1)
    return;
  close(fd);
  send(fd, "text", 4, 0); /* expect: release-use */
}

static void finish(int fd) {
  close(fd);
}

void by_a_function_too(const char *path) {
  int fd = open(path, O_RDONLY);
  if (fd < 0)
    return;
  finish(fd);
  close(fd); /* expect: release-use */
}

void listed_when_closed(const char *path) {
  DIR *dir = opendir(path);
  if (dir == NULL)
    return;
  closedir(dir);
  if (readdir(dir) != NULL) /* expect: release-use */
    use(1);
}

void stored_when_unmapped(void) {
  char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED)
    return;
  munmap(p, 4096);
  p[0] = 1; /* expect: release-use */
}

char *of_the_stack(void) {
  char *p = alloca(10);
  strcpy(p, "text");
  return p; /* expect: release-use */
}
