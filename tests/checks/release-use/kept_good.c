/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of kept_bad.c, repaired, and addresses that are lent for a while. */
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
void walk(struct entry *e);

void out_parameter(int **ret_value) {
  static int value = 4;
  *ret_value = &value;
}

void member(struct entry *e, int kind) {
  char text[16];
  snprintf(text, sizeof(text), "%d", kind);
  e->name = strdup(text);
}

void member_on_one_path(struct entry *e, int kind) {
  static char text[16] = "none";
  e->kind = kind;
  if (kind > 3)
    e->name = text;
}

void slot(const char *names[4]) {
  names[2] = "ab";
}

void part_of_it(struct entry *e) {
  static char text[8] = "#name";
  e->name = &text[1];
}

struct view record(const char *text) {
  struct view view;
  view.text = text;
  view.size = strlen(text);
  return view;
}

struct view record_at_once(void) {
  return (struct view){"abc", 3};
}

struct entry *in_an_allocation(void) {
  struct entry *e = malloc(sizeof(*e));
  if (e == NULL)
    return NULL;
  e->next = NULL;
  e->kind = 0;
  e->name = strdup("abc");
  return e;
}

void linked(struct entry *head) {
  struct entry entry = {0}, *old = head->next;
  entry.kind = head->kind;
  head->next = &entry;
  walk(head);
  head->next = old;
}

void parameter(int *ret_value, int value) {
  *ret_value = value;
}

int with_a_result(struct entry *e, char *text, size_t room, const char *from) {
  size_t size = strlen(from);
  if (size >= room)
    return -1;
  memcpy(text, from, size + 1);
  e->name = text;
  return 0;
}

void behind_calls(struct entry *e, char *text) {
  use(e);
  use(text);
  e->name = text;
}

/* put there for those who are called, who may count on nobody looking afterwards */
static int count(struct entry *e) {
  int n = 0;
  for (e = e->next; e != NULL; e = e->next)
    n++;
  return n;
}

int for_a_callee(struct entry *e) {
  struct entry entry = {0};
  entry.next = e->next;
  e->next = &entry;
  return count(e);
}

/* what holds the address ends as well */
void in_another_variable(void) {
  int value = 1;
  struct entry entry = {0};
  entry.name = (char *)&value;
  use(&entry);
  entry.name = (char *)&value;
}

void released(void) {
  char text[4] = "";
  struct entry *e = malloc(sizeof(*e));
  if (e == NULL)
    return;
  e->name = text;
  free(e);
}

void taken_back(struct entry *e) {
  char text[4] = "";
  char *old = e->name;
  e->name = text;
  use(text);
  e->name = old;
}
