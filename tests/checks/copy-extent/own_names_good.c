/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Functions of the file's own that bear names of the C library are what they are here: no finding anywhere. */
#include <stddef.h>

struct port {
  size_t ready;
};

void use(const void *bytes);

static long read(struct port *port, char *to, size_t room) {
  port->ready = 0;
  if (room < 64)
    return 1;
  to[0] = 1;
  return 1;
}

/* Another number of parameters: not the one that the model means. */
char *index(char *table, int at, int unused);

static void *calloc(struct port *port, size_t bytes, int flags) {
  static char pool[4096];
  port->ready += bytes + (size_t)flags;
  return pool;
}

char one_byte(struct port *port) {
  char buffer[8] = {0};
  long n = read(port, buffer, 32);
  buffer[n - 1] = 0;
  use(buffer);
  return buffer[n];
}

void pool_of_its_own(struct port *port) {
  char *block = calloc(port, 1, 1);
  block[100] = 0;
  use(block);
}

char other_index(char *table) {
  char *at = index(table, 1, 2);
  return at[0];
}
