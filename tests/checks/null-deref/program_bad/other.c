/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared.h"

#include <stdio.h>
#include <stdlib.h>

int always = 1, never = 0;

int sometimes(void) {
  return rand() % 2;
}

void show(int value) {
  printf("%d\n", value);
}

struct item *nothing(void) {
  return NULL;
}

struct item *made(int id) {
  struct item *p = malloc(sizeof *p);
  if (p == NULL)
    return NULL;
  p->id = id;
  p->next = NULL;
  return p;
}

int id_of(const struct item *p) {
  return p->id; /* expect?: null-deref */
}

void clear(struct item **out) {
  *out = NULL;
}
