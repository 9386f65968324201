/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c repaired, and what looks alike. Nobody asks a program not to call strcpy: it has nothing else. */
#include <stdio.h>
#include <string.h>

char *ReadLine(char *line, int room) {
  return fgets(line, room, stdin);
}

static void fill(char *line, int room) {
  if (fgets(line, room, stdin) == NULL)
    line[0] = 0;
}

int first(char *line, int room) {
  if (room <= 0)
    return 0;
  fill(line, room);
  return line[0];
}

struct source {
  char *(*line)(char *, int, FILE *);
};
static const struct source console = {fgets};

char *by_table(char *line, int room) {
  return console.line(line, room, stdin);
}

char *by_choice(char *line, int room, int quick, char *(*other)(char *)) {
  if (quick)
    return fgets(line, room, stdin);
  return other(line);
}

char *keep(char *name, const char *from) {
  return strcpy(name, from);
}

/* a function of the program's own that has such a name */
static int strlcpy_of_ours(char *to, const char *from) {
  return to == from;
}
static int lstrcpyA(char *to, const char *from) {
  return strlcpy_of_ours(to, from);
}
int ours(char *to, const char *from) {
  return lstrcpyA(to, from);
}
