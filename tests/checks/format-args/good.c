/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, repaired. */
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
    printf("%s", line);
}

void the_environment(void) {
  const char *name = getenv("NAME");
  if (name != NULL)
    fprintf(stderr, "%s", name);
}

void a_packet(int fd) {
  char packet[100], text[200];
  ssize_t n = recv(fd, packet, sizeof packet - 1, 0);
  if (n <= 0)
    return;
  packet[n] = '\0';
  snprintf(text, sizeof text, "%s", packet);
  puts(text);
}

void into_the_log(FILE *file) {
  char line[80];
  if (fscanf(file, "%79s", line) == 1)
    syslog(LOG_INFO, "%s", line);
}

void a_copy_of_it(void) {
  char line[80], copy[80];
  if (fgets(line, sizeof line, stdin) == NULL)
    return;
  strcpy(copy, line);
  printf("%s %d", copy, 1);
}

void a_wide_line(void) {
  wchar_t line[80];
  if (fgetws(line, 80, stdin) != NULL)
    wprintf(L"%ls", line);
}

static void say(const char *format, ...) {
  va_list list;
  va_start(list, format);
  vprintf(format, list);
  va_end(list);
}

void through_a_function(void) {
  char line[80];
  if (fgets(line, sizeof line, stdin) != NULL)
    say("%s", line);
}

/* ---- what it asks for is not there, or something else ---- */

void one_too_few(int x) {
  printf("%d and %d\n", x, x);
}

void no_width(int x) {
  printf("%*d\n", 8, x);
}

void a_number_as_text(int x) {
  printf("%d\n", x);
}

void a_number_as_a_fraction(int x) {
  printf("%f\n", (double)x);
}

void a_fraction_as_a_number(double x) {
  printf("%d\n", (int)x);
}

void text_as_a_number(const char *name) {
  char text[100];
  snprintf(text, sizeof text, "%s", name);
  puts(text);
}

void wider_than_it_is(int x) {
  printf("%lld\n", (long long)x);
}

void wider_than_a_size(unsigned count) {
  printf("%zu items\n", (size_t)count);
}

/* ---- lists ---- */

static int sum(int count, ...) {
  va_list list;
  int total = 0;
  va_start(list, count);
  for (int i = 0; i < count; i++)
    total += va_arg(list, int);
  va_end(list);
  return total;
}

int fewer_than_counted(void) {
  return sum(2, 10, 20);
}

static int first_two(int unused, ...) {
  va_list list;
  va_start(list, unused);
  int one = va_arg(list, int), two = va_arg(list, int);
  va_end(list);
  return one + two;
}

int only_one(void) {
  return first_two(0, 10, 20);
}

/* Who walks to an end that the caller gives. */
static int until_the_end(int first, ...) {
  va_list list;
  int total = first;
  va_start(list, first);
  for (int next = va_arg(list, int); next != -1; next = va_arg(list, int))
    total += next;
  va_end(list);
  return total;
}

int ended(void) {
  return until_the_end(1, 2, 3, 4, -1);
}

/* Only asked for when it was said to be there, as the mode of a file that is made. */
static int maybe(int there, ...) {
  int mode = 0;
  if (there) {
    va_list list;
    va_start(list, there);
    mode = va_arg(list, int);
    va_end(list);
  }
  return mode;
}

int said_so(int flags) {
  return maybe(0) + maybe(1, 2) + maybe(flags);
}

void a_format_of_its_own(int count) {
  const char *format = count == 1 ? "%d item\n" : "%d items\n";
  printf(format, count);
}

void all_kinds(const char *name, void *place, char letter, short part, long double number, size_t size) {
  int stored = 0;
  printf("%s %p %c %hd %Lf %zu %5.2f%%%n\n", name, place, letter, part, number, size, 1.5f, &stored);
  printf("%.*s\n", 3, name);
  use(stored);
}
