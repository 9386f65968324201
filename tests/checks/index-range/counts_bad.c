/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Room for a number of elements, or of bytes, and one more is stored; counts_good.c holds the same functions, repaired. */
#include <stdint.h>
#include <stdlib.h>

void use(const void *p);

char **with_an_end(int count, char **from) {
  char **list = malloc((size_t)count * sizeof(*list));
  if (list == NULL)
    return NULL;
  for (int i = 0; i < count; i++)
    list[i] = from[i];
  list[count] = NULL; /* expect: index-range */
  return list;
}

int **rows(int count) {
  int **table = malloc((size_t)count * sizeof(int));
  if (table == NULL)
    return NULL;
  for (int i = 0; i < count; i++)
    table[i] = calloc(4, sizeof(int)); /* expect: index-range */
  return table;
}

int *without_a_size(unsigned count) {
  int *list = malloc(count);
  if (list == NULL)
    return NULL;
  for (unsigned i = 0; i < count; i++)
    list[i] = 0; /* expect: index-range */
  return list;
}
