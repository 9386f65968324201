/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of printed_bad.c, repaired, and texts that fit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void listed(const char **names, int count) {
  char line[64];
  size_t length = 0;
  for (int i = 0; i < count && length < sizeof line; i++)
    length += snprintf(line + length, sizeof line - length, "%s,", names[i]);
  puts(line);
}

void pair(const char *name, const char *value) {
  char line[32];
  int length = snprintf(line, sizeof line, "name=%s", name);
  if (length < 0 || length >= (int)sizeof line)
    return;
  length += snprintf(line + length, sizeof(line) - length, " value=%s", value);
  puts(line);
}

void sent(int descriptor, const char *name) {
  char line[32];
  int length = snprintf(line, sizeof line, "%s\n", name);
  if (length > (int)sizeof line - 1)
    length = sizeof line - 1;
  write(descriptor, line, length);
}

void home(int descriptor) {
  char line[40];
  const char *directory = getenv("HOME");
  if (directory == NULL)
    return;
  snprintf(line, sizeof line, "%s/", directory);
  write(descriptor, line, strlen(line));
}

void short_name(int descriptor, const char *name) {
  char line[32];
  if (strlen(name) > 20)
    return;
  int length = snprintf(line, sizeof line, "%s\n", name);
  write(descriptor, line, length);
}

struct device {
  char name[8];
  int number;
};

void numbers(int descriptor, const struct device *device) {
  char line[64];
  int length = 0;
  length += snprintf(line + length, sizeof line - length, "%s ", device->name);
  length += snprintf(line + length, sizeof line - length, "%d %.8s\n", device->number, device->name);
  write(descriptor, line, length);
}

static const char *const kinds[] = {"file", "folder"};

void kind(int descriptor, unsigned which) {
  char line[64];
  if (which > 1)
    return;
  int length = snprintf(line, sizeof line, "%s\n", kinds[which]);
  write(descriptor, line, length);
}

char *as_long_as_needed(const char *name) {
  int length = snprintf(NULL, 0, "%s\n", name);
  char *text = length < 0 ? NULL : malloc((size_t)length + 1);
  if (text != NULL)
    snprintf(text, (size_t)length + 1, "%s\n", name);
  return text;
}
