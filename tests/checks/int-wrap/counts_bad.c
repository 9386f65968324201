/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A count stays 0 when no input comes, and divides on the marked line; counts_good.c holds the same, repaired. */
#include <stdio.h>
#include <unistd.h>

int mean_of_lines(FILE *file) {
  int count = 0, sum = 0;
  char line[20];
  while (fgets(line, sizeof line, file) != NULL) {
    sum = (sum + line[0]) % 1000;
    count++;
  }
  return sum / count; /* expect: int-wrap "can be 0" */
}

int share_of_large(FILE *file) {
  int large = 0, number;
  while (fscanf(file, "%d", &number) == 1)
    if (number > 4)
      large++;
  return 100 / large; /* expect: int-wrap */
}

unsigned rest_of_blocks(int descriptor) {
  unsigned blocks = 0;
  char block[8];
  while (read(descriptor, block, sizeof block) > 0)
    blocks += 1;
  return 100 % blocks; /* expect: int-wrap */
}
