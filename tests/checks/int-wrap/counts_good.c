/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of counts_bad.c, repaired, and counts of which more is known. */
#include <stdio.h>
#include <unistd.h>

int mean_of_lines(FILE *file) {
  int count = 0, sum = 0;
  char line[20];
  while (fgets(line, sizeof line, file) != NULL) {
    sum = (sum + line[0]) % 1000;
    count++;
  }
  return count != 0 ? sum / count : 0;
}

int share_of_large(FILE *file) {
  int large = 1, number;
  while (fscanf(file, "%d", &number) == 1)
    if (number > 4)
      large++;
  return 100 / large;
}

unsigned rest_of_blocks(int descriptor) {
  unsigned blocks = 0;
  char block[8];
  while (read(descriptor, block, sizeof block) > 0)
    blocks += 1;
  if (blocks == 0)
    return 0;
  return 100 % blocks;
}

int at_least_one(FILE *file) {
  int count = 0;
  char line[20];
  do
    count++;
  while (fgets(line, sizeof line, file) != NULL);
  return 1000 / count;
}

int something_came(FILE *file) {
  int count = 0, came = 0;
  char line[20];
  while (fgets(line, sizeof line, file) != NULL) {
    came = 1;
    count++;
  }
  if (!came)
    return 0;
  return 1000 / count;
}

/* nobody but the caller knows how many there are */
int mean_of_numbers(const int *numbers, int count) {
  int sum = 0, counted = 0;
  for (int i = 0; i < count; i++) {
    sum = (sum + numbers[i]) % 1000;
    counted++;
  }
  return sum / counted;
}
