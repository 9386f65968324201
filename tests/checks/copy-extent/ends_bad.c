/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Strings that were filled to the last byte, so that nothing need end them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wchar.h>

void use(const void *bytes);

void printed_as_received(int s) {
  char b[64];
  if (recv(s, b, sizeof b, 0) > 0)
    printf("%s", b); /* expect: copy-extent */
}

size_t measured_as_read(int s) {
  char b[64];
  return read(s, b, sizeof b) > 0 ? strlen(b) : 0; /* expect: copy-extent "need not have left one" */
}

void copied_as_read(FILE *f) {
  char b[64], c[128];
  if (fread(b, 1, sizeof b, f) != sizeof b)
    return;
  strcpy(c, b); /* expect: copy-extent */
  use(c);
}

void link_without_end(const char *path) {
  char b[64];
  if (readlink(path, b, sizeof b) > 0)
    puts(b); /* expect: copy-extent */
}

void cut_at_the_room(const char *s) {
  char b[8];
  strncpy(b, s, sizeof b);
  printf("%zu", strlen(b)); /* expect: copy-extent */
}

void literal_cut(void) {
  char b[8];
  strncpy(b, "12345678", sizeof b);
  puts(b); /* expect: copy-extent */
}

void variable_cut(void) {
  char b[8];
  const char *s = getenv("HOME");
  if (s == NULL)
    return;
  strncpy(b, s, sizeof b);
  puts(b); /* expect: copy-extent */
}

static void show(const char *text) {
  puts(text); /* expect: copy-extent */
}

void shown_by_a_callee(int s) {
  char b[32];
  if (read(s, b, 32) == 32)
    show(b);
}

/* ---- behind what was stored, nothing was ever stored ---- */

void cut_short_before_the_end(void) {
  char from[150], to[100];
  memset(from, 'A', 149);
  from[149] = 0;
  strncpy(to, from, 99);
  printf("%s\n", to); /* expect: copy-extent */
}

void copied_without_the_end(void) {
  char from[60], to[50];
  memset(from, 'A', 59);
  from[59] = 0;
  memcpy(to, from, 40);
  puts(to); /* expect: copy-extent */
}

void set_without_the_end(void) {
  char *to = malloc(20);
  if (to == NULL)
    return;
  memset(to, '-', 10);
  use(to + strlen(to)); /* expect: copy-extent */
  free(to);
}

/* ---- a string that grows round by round ---- */

void appended_in_a_loop(void) {
  char line[20] = "";
  for (int i = 0; i < 5; i++)
    strcat(line, "12345"); /* expect: copy-extent */
  use(line);
}

void appended_wide(void) {
  wchar_t line[20] = L"";
  for (int i = 0; i < 5; i++)
    wcsncat(line, L"1234567", 5); /* expect: copy-extent */
  use(line);
}

void appended_so_often(int n) {
  char line[20];
  line[0] = 0;
  if (n > 10)
    return;
  for (int i = 0; i < n; i++)
    strcat(line, "12"); /* expect: copy-extent */
  use(line);
}

size_t filled_wide(void) {
  wchar_t from[150], to[100];
  wmemset(from, L'A', 149);
  from[149] = 0;
  wcsncpy(to, from, 100);
  return wcslen(to); /* expect: copy-extent */
}
