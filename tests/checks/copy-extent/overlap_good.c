/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of overlap_bad.c, repaired. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

void use(const void *bytes);

struct pair {
  char first[8], second[8];
};

void two_further(void) {
  char text[20] = "abcdefghij";
  memmove(text + 2, text, 10);
  use(text);
}

void to_the_front(void) {
  char text[20] = "  abcdefgh";
  memmove(text, text + 2, strlen(text + 2) + 1);
  use(text);
}

void by_a_pointer(char *place, size_t n) {
  if (n < 10)
    return;
  memcpy(place + n, place, n);
}

void elements(int *values) {
  memcpy(&values[4], &values[0], 4 * sizeof *values);
}

void wide_characters(void) {
  wchar_t text[20] = L"abcdefghij";
  wmemmove(text, text + 1, 10);
  use(text);
}

void a_part_of_itself(void) {
  char text[20] = "abcdefghij";
  strncpy(text + 10, text, 8);
  use(text);
}

void one_member_to_the_other(struct pair *pair) {
  memcpy(pair->second, pair->first, sizeof pair->first);
}

void to_itself(struct pair *pair) {
  struct pair *same = pair;
  memcpy(same, pair, sizeof *pair);
}

void as_far_as_they_are_apart(char *place, size_t n) {
  if (n <= 16)
    memcpy(place, place + 16, n);
}

int a_number_without_end(int fd) {
  char digits[8];
  ssize_t n = read(fd, digits, sizeof digits - 1);
  if (n <= 0)
    return 0;
  digits[n] = '\0';
  return atoi(digits);
}

long another_base(int fd) {
  char digits[9] = "";
  if (read(fd, digits, 8) <= 0)
    return 0;
  return strtol(digits, NULL, 16);
}

void a_path_of_any_length(const char *path) {
  char full[PATH_MAX];
  if (realpath(path, full) != NULL)
    use(full);
}

void more_characters_than_there_are(void) {
  wchar_t text[5];
  wmemset(text, L'a', 4);
  text[4] = L'\0';
  wprintf(L"%.9ls\n", text);
}

void a_double_into_a_float(void) {
  double number = 0;
  if (scanf("%lf", &number) == 1)
    use(&number);
}

void as_long_as_the_line(void) {
  char line[100], word[100];
  if (fgets(line, sizeof line, stdin) != NULL && sscanf(line, "%s", word) == 1)
    use(word);
}
