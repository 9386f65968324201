/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every function prints or takes something that is not there on the marked line; good.c holds the same functions, repaired. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <syslog.h>
#include <wchar.h>

#pragma clang diagnostic ignored "-Wformat"
#pragma clang diagnostic ignored "-Wformat-security"
#pragma clang diagnostic ignored "-Wformat-insufficient-args"

void use(int number);

/* ---- the format is somebody else's ---- */

void a_line(void) {
  char line[80];
  if (fgets(line, sizeof line, stdin) != NULL)
    printf(line); /* expect: format-args */
}

void the_environment(void) {
  const char *name = getenv("NAME");
  if (name != NULL)
    fprintf(stderr, name); /* expect: format-args */
}

void a_packet(int fd) {
  char packet[100], text[200];
  ssize_t n = recv(fd, packet, sizeof packet - 1, 0);
  if (n <= 0)
    return;
  packet[n] = '\0';
  snprintf(text, sizeof text, packet); /* expect: format-args */
  puts(text);
}

void into_the_log(FILE *file) {
  char line[80];
  if (fscanf(file, "%79s", line) == 1)
    syslog(LOG_INFO, line); /* expect: format-args */
}

void a_copy_of_it(void) {
  char line[80], copy[80];
  if (fgets(line, sizeof line, stdin) == NULL)
    return;
  strcpy(copy, line);
  printf(copy, 1); /* expect: format-args */
}

void a_wide_line(void) {
  wchar_t line[80];
  if (fgetws(line, 80, stdin) != NULL)
    wprintf(line); /* expect: format-args */
}

static void say(const char *format, ...) {
  va_list list;
  va_start(list, format);
  vprintf(format, list); /* expect: format-args */
  va_end(list);
}

void through_a_function(void) {
  char line[80];
  if (fgets(line, sizeof line, stdin) != NULL)
    say(line);
}

/* ---- what it asks for is not there, or something else ---- */

void one_too_few(int x) {
  printf("%d and %d\n", x); /* expect: format-args */
}

void no_width(int x) {
  printf("%*d\n", x); /* expect: format-args */
}

void a_number_as_text(int x) {
  printf("%s\n", x); /* expect: format-args */
}

void a_number_as_a_fraction(int x) {
  printf("%f\n", x); /* expect: format-args */
}

void a_fraction_as_a_number(double x) {
  printf("%d\n", x); /* expect: format-args */
}

void text_as_a_number(const char *name) {
  char text[100];
  snprintf(text, sizeof text, "%d", name); /* expect: format-args */
  puts(text);
}

void wider_than_it_is(int x) {
  printf("%lld\n", x); /* expect: format-args */
}

void wider_than_a_size(unsigned count) {
  printf("%zu items\n", count); /* expect: format-args */
}

/* ---- lists ---- */

static int sum(int count, ...) {
  va_list list;
  int total = 0;
  va_start(list, count);
  for (int i = 0; i < count; i++)
    total += va_arg(list, int); /* expect: format-args */
  va_end(list);
  return total;
}

int fewer_than_counted(void) {
  return sum(3, 10, 20);
}

static int first_two(int unused, ...) {
  va_list list;
  va_start(list, unused);
  int one = va_arg(list, int), two = va_arg(list, int); /* expect: format-args */
  va_end(list);
  return one + two;
}

int only_one(void) {
  return first_two(0, 10);
}
