/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every function copies between places that overlap on the marked line, or reads a string to an end that is not there;
 * overlap_good.c holds the same functions, repaired. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

void use(const void *bytes);

void two_further(void) {
  char text[20] = "abcdefghij";
  memcpy(text + 2, text, 10); /* expect: copy-extent */
  use(text);
}

void to_the_front(void) {
  char text[20] = "  abcdefgh";
  strcpy(text, text + 2); /* expect: copy-extent */
  use(text);
}

void by_a_pointer(char *place, size_t n) {
  if (n < 10)
    return;
  memcpy(place + 1, place, n); /* expect: copy-extent */
}

void elements(int *values) {
  memcpy(&values[1], &values[0], 4 * sizeof *values); /* expect: copy-extent */
}

void wide_characters(void) {
  wchar_t text[20] = L"abcdefghij";
  wmemcpy(text, text + 1, 10); /* expect: copy-extent */
  use(text);
}

void a_part_of_itself(void) {
  char text[20] = "abcdefghij";
  strncpy(text + 1, text, 8); /* expect: copy-extent */
  use(text);
}

int a_number_without_end(int fd) {
  char digits[8];
  if (read(fd, digits, sizeof digits) <= 0)
    return 0;
  return atoi(digits); /* expect: copy-extent */
}

long another_base(int fd) {
  char digits[8];
  if (read(fd, digits, sizeof digits) <= 0)
    return 0;
  return strtol(digits, NULL, 16); /* expect: copy-extent */
}

void a_path_of_any_length(const char *path) {
  char full[64];
  if (realpath(path, full) != NULL) /* expect: copy-extent */
    use(full);
}

void more_characters_than_there_are(void) {
  wchar_t text[4];
  wmemset(text, L'a', 4);
  wprintf(L"%.9ls\n", text); /* expect: copy-extent */
}

void a_double_into_a_float(void) {
  float number = 0;
  if (scanf("%lf", (double *)&number) == 1) /* expect: copy-extent */
    use(&number);
}
