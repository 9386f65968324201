/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "gate/gate.h"

#include <stdarg.h>
#include <stdio.h>

static void say(const char *kind, const char *format, va_list args) {
  char line[8192];
  vsnprintf(line, sizeof line, format, args);
  /* Names of files come from a database nobody vouches for: they must not steer the terminal. */
  for (char *at = line; *at != '\0'; at++)
    if ((unsigned char)*at < ' ' || *at == 0x7f) *at = '?';
  fflush(stdout);
  fprintf(stderr, "bulwark: %s: %s\n", kind, line);
}

void bw_complain(const char *format, ...) {
  va_list args;
  va_start(args, format);
  say("error", format, args);
  va_end(args);
}

void bw_remark(const char *format, ...) {
  va_list args;
  va_start(args, format);
  say("note", format, args);
  va_end(args);
}
