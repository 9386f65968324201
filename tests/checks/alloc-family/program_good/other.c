/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stdlib.h>
#include <string.h>

int always = 1, never = 0;

void show(const char *text) {
  puts(text);
}

char *made(void) {
  return strdup("text");
}

char *fixed(void) {
  static char text[16];
  return text;
}

FILE *opened(const char *path) {
  return fopen(path, "r");
}

void drop(char *p) {
  free(p);
}
