/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What snprintf answers is taken for where the text ends, on the marked line; printed_good.c holds the same, repaired. */
#include <stdio.h>

void ended(const char *name) {
  char line[32];
  int length = snprintf(line, sizeof line, "%s", name);
  line[length] = '\n'; /* expect: index-range */
  fwrite(line, 1, sizeof line, stdout);
}

void last_one_off(const char *directory, const char *name) {
  char path[64];
  size_t length = snprintf(path, sizeof path, "%s/%s", directory, name);
  path[length - 1] = 0; /* expect: index-range */
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
  at += snprintf(line + at, sizeof line - at, "%s", record->text);
  return line[at]; /* expect: index-range */
}
