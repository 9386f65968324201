/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of counts_bad.c, repaired, and sizes that grow with what is counted. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void use(const void *p);

char **with_an_end(int count, char **from) {
  char **list = malloc(((size_t)count + 1) * sizeof(*list));
  if (list == NULL)
    return NULL;
  for (int i = 0; i < count; i++)
    list[i] = from[i];
  list[count] = NULL;
  return list;
}

int **rows(int count) {
  int **table = malloc((size_t)count * sizeof(int *));
  if (table == NULL)
    return NULL;
  for (int i = 0; i < count; i++)
    table[i] = calloc(4, sizeof(int));
  return table;
}

int *without_a_size(unsigned count) {
  int *list = malloc(count * sizeof(*list));
  if (list == NULL)
    return NULL;
  for (unsigned i = 0; i < count; i++)
    list[i] = 0;
  return list;
}

/* where the end and the size are products that share a factor */
unsigned char *picture(FILE *file) {
  uint32_t size[2];
  if (fread(size, sizeof(uint32_t), 2, file) != 2)
    return NULL;
  if (size[0] > 4096 || size[1] > 4096)
    return NULL;
  unsigned char *pixels = malloc(size[0] * size[1] * 4);
  if (pixels == NULL)
    return NULL;
  for (uint32_t y = 0; y < size[1]; y++)
    if (fread(pixels + (size_t)y * size[0] * 4, 4, size[0], file) != size[0])
      break;
  return pixels;
}

/* each of them is held below a limit, so their sum is no choice without one */
void *all_of_them(FILE *file, unsigned count) {
  unsigned sizes[16], sum = 0;
  if (count > 16 || fread(sizes, sizeof(unsigned), 16, file) != 16)
    return NULL;
  for (unsigned i = 0; i < count; i++) {
    if (sizes[i] > 4096)
      return NULL;
    sum += sizes[i];
  }
  return malloc(sum);
}
