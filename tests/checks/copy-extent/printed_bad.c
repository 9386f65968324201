/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What snprintf answers is taken for what it wrote, on the marked line; printed_good.c holds the same, repaired. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void listed(const char **names, int count) {
  char line[64];
  size_t length = 0;
  for (int i = 0; i < count; i++)
    length += snprintf(line + length, sizeof line - length, "%s,", names[i]); /* expect: copy-extent "'snprintf' writes" */
  puts(line);
}

void pair(const char *name, const char *value) {
  char line[32];
  int length = 0;
  length += snprintf(line + length, sizeof(line) - length, "name=%s", name);
  length += snprintf(line + length, sizeof(line) - length, " value=%s", value); /* expect: copy-extent */
  puts(line);
}

void sent(int descriptor, const char *name) {
  char line[32];
  int length = snprintf(line, sizeof line, "%s\n", name);
  write(descriptor, line, length); /* expect: copy-extent "'write' reads" */
}

void home(int descriptor) {
  char line[40];
  const char *directory = getenv("HOME");
  if (directory == NULL)
    return;
  size_t length = (size_t)snprintf(line, sizeof line, "%s/", directory);
  write(descriptor, line, length); /* expect: copy-extent */
}
