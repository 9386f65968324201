/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What ends_bad.c does, with an end that is set, there already, or looked for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wchar.h>

void use(const void *bytes);

void printed_as_received(int s) {
  char b[64];
  ssize_t n = recv(s, b, sizeof b - 1, 0);
  if (n <= 0)
    return;
  b[n] = 0;
  printf("%s", b);
}

void last_byte_set(int s) {
  char b[64];
  if (recv(s, b, sizeof b, 0) <= 0)
    return;
  b[63] = 0;
  printf("%s", b);
}

size_t one_byte_more(int s) {
  char b[65] = "";
  return read(s, b, 64) > 0 ? strlen(b) : 0;
}

size_t cleared_before(int s) {
  char b[65];
  memset(b, 0, sizeof b);
  return read(s, b, 64) > 0 ? strlen(b) : 0;
}

void bounded_by_the_format(FILE *f) {
  char b[64];
  size_t n = fread(b, 1, sizeof b, f);
  printf("%.*s", (int)n, b);
}

size_t end_looked_for(int s) {
  char b[64];
  if (read(s, b, sizeof b) <= 0 || memchr(b, 0, sizeof b) == NULL)
    return 0;
  return strlen(b);
}

size_t end_measured(int s) {
  char b[64];
  if (read(s, b, sizeof b) <= 0 || strnlen(b, sizeof b) == sizeof b)
    return 0;
  return strlen(b);
}

size_t end_sought_by_hand(int s) {
  char b[64];
  size_t i;
  if (read(s, b, sizeof b) <= 0)
    return 0;
  for (i = 0; i < sizeof b && b[i] != 0; i++)
    ;
  return i < sizeof b ? strlen(b) : 0;
}

void cut_and_ended(const char *s) {
  char b[8];
  strncpy(b, s, sizeof b);
  b[sizeof b - 1] = 0;
  puts(b);
}

void room_for_the_end(const char *s) {
  char b[8] = "";
  strncpy(b, s, sizeof b - 1);
  puts(b);
}

void short_enough(const char *s) {
  char b[8];
  if (strlen(s) >= sizeof b)
    return;
  strncpy(b, s, sizeof b);
  puts(b);
}

void short_literal(void) {
  char b[8];
  strncpy(b, "1234567", sizeof b);
  puts(b);
}

/* ---- an end behind what was stored ---- */

void cut_short_and_ended(void) {
  char from[150], to[100];
  memset(from, 'A', 149);
  from[149] = 0;
  strncpy(to, from, 99);
  to[99] = 0;
  printf("%s\n", to);
}

void ended_beforehand(void) {
  char from[150], to[100];
  memset(from, 'A', 149);
  from[149] = 0;
  to[99] = 0;
  strncpy(to, from, 99);
  printf("%s\n", to);
}

void copied_with_the_end(void) {
  char from[60], to[60];
  memset(from, 'A', 59);
  from[59] = 0;
  memcpy(to, from, 60);
  puts(to);
}

void set_and_ended(void) {
  char *to = malloc(20);
  if (to == NULL)
    return;
  memset(to, '-', 10);
  to[10] = 0;
  use(to + strlen(to));
  free(to);
}

/* shorter than the bound: strncpy fills the rest with zeros */
void padded(const char *from) {
  char to[100];
  strncpy(to, "short", 99);
  puts(to);
  (void)from;
}

/* ---- a string that grows round by round ---- */

void appended_in_a_loop(void) {
  char line[26] = "";
  for (int i = 0; i < 5; i++)
    strcat(line, "12345");
  use(line);
}

void appended_wide(void) {
  wchar_t line[26] = L"";
  for (int i = 0; i < 5; i++)
    wcsncat(line, L"1234567", 5);
  use(line);
}

void appended_so_often(int n) {
  char line[21];
  line[0] = 0;
  if (n > 10)
    return;
  for (int i = 0; i < n; i++)
    strcat(line, "12");
  use(line);
}

/* measured on either of two ways, and short on both */
void measured_before_they_met(FILE *f) {
  char line[100], to[10];
  if (fgets(line, sizeof line, f) == NULL)
    line[0] = 0;
  if (strlen(line) >= sizeof to)
    return;
  strcpy(to, line);
  use(to);
}

size_t filled_wide(void) {
  wchar_t from[150], to[100];
  wmemset(from, L'A', 149);
  from[149] = 0;
  wcsncpy(to, from, 99);
  to[99] = 0;
  return wcslen(to);
}

size_t short_wide(void) {
  wchar_t to[100];
  wcsncpy(to, L"short", 100);
  return wcslen(to);
}
