/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Functions that C itself took back, called on the marked line; good.c holds the same functions repaired. */
#include <stddef.h>

char *gets(char *buffer);

/* of a room that nobody tells */
char *ReadLine(char *line) {
  return gets(line); /* expect: deprecated-api "use fgets" */
}

/* some calls down */
static void fill(char *line) {
  (void)gets(line); /* expect: deprecated-api "'gets'" */
}

int first(char *line) {
  fill(line);
  return line[0];
}

/* by a pointer that leads there */
char *by_pointer(char *line) {
  char *(*read)(char *) = gets;
  return read(line); /* expect: deprecated-api "'gets'" */
}

/* by a table of what the program can do */
struct source {
  char *(*line)(char *);
};
static const struct source console = {gets};

char *by_table(char *line) {
  return console.line(line); /* expect: deprecated-api */
}

/* one of two */
char *by_choice(char *line, int quick, char *(*other)(char *)) {
  if (quick)
    return gets(line); /* expect: deprecated-api */
  return other(line);
}
