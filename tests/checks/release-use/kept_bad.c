/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The address of a variable is left where somebody finds it later; kept_good.c holds the same functions, repaired. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
  char *name;
  struct entry *next;
  int kind;
};

struct view {
  const char *text;
  size_t size;
};

void use(const void *p);

void out_parameter(int **ret_value) {
  int value = 4;
  *ret_value = &value;
} /* expect: release-use "'value'" */

void member(struct entry *e, int kind) {
  char text[16];
  snprintf(text, sizeof(text), "%d", kind);
  e->name = text;
} /* expect: release-use "'text'" */

void member_on_one_path(struct entry *e, int kind) {
  char text[16] = "none";
  e->kind = kind;
  if (kind > 3)
    e->name = text;
} /* expect: release-use */

void slot(const char *names[4]) {
  char text[4] = "ab";
  names[2] = text;
} /* expect: release-use */

void part_of_it(struct entry *e) {
  char text[8] = "#name";
  e->name = &text[1];
} /* expect: release-use */

struct view record(int kind) {
  char text[20];
  struct view view;
  int n = snprintf(text, sizeof(text), "%d", kind);
  view.text = text;
  view.size = (size_t)n;
  return view; /* expect: release-use "'text'" */
}

struct view record_at_once(void) {
  char text[4] = "abc";
  return (struct view){text, 3}; /* expect: release-use */
}

struct entry *in_an_allocation(void) {
  char text[8] = "abc";
  struct entry *e = malloc(sizeof(*e));
  if (e == NULL)
    return NULL;
  e->next = NULL;
  e->kind = 0;
  e->name = text;
  return e; /* expect: release-use */
}

void linked(struct entry *head) {
  struct entry entry = {0};
  entry.kind = head->kind;
  head->next = &entry;
} /* expect: release-use */

void parameter(int **ret_value, int value) {
  *ret_value = &value;
} /* expect: release-use */

int with_a_result(struct entry *e, const char *from) {
  char text[32];
  size_t size = strlen(from);
  if (size >= sizeof(text))
    return -1;
  memcpy(text, from, size + 1);
  e->name = text;
  return 0; /* expect: release-use */
}

void behind_calls(struct entry *e) {
  char text[32] = "";
  use(e);
  use(text);
  e->name = text;
} /* expect: release-use */
