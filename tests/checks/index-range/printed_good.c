/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of printed_bad.c, repaired. */
#include <stdio.h>

void ended(const char *name) {
  char line[32];
  int length = snprintf(line, sizeof line - 1, "%s", name);
  if (length > (int)sizeof line - 2)
    length = (int)sizeof line - 2;
  if (length >= 0)
    line[length] = '\n';
  fwrite(line, 1, sizeof line, stdout);
}

void last_one_off(const char *directory, const char *name) {
  char path[64];
  size_t length = snprintf(path, sizeof path, "%s/%s", directory, name);
  if (length >= sizeof path)
    return;
  path[length - 1] = 0;
  puts(path);
}

struct record {
  const char *text;
  char line[24];
};

int first_behind(const struct record *record) {
  char line[24];
  int at = 0;
  at += snprintf(line, sizeof line, "%d ", 12);
  at += snprintf(line + at, sizeof line - at, "%.8s", record->text);
  return line[at];
}
