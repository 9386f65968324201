/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every function uses memory that is gone on the marked line; good.c holds the same functions, repaired. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct node {
  int value;
  struct node *next;
  char *name;
};

void use(int value);
void log_text(const char *text);
int ask(int about);

/* ---- used after its release ---- */

void read_after(void) {
  int *p = malloc(sizeof *p);
  if (p == NULL)
    return;
  *p = 1;
  free(p);
  use(*p); /* expect: release-use */
}

void written_after(void) {
  struct node *p = calloc(1, sizeof *p);
  if (p == NULL)
    return;
  free(p);
  p->value = 1; /* expect: release-use */
}

void copied_from(char *to) {
  char *p = malloc(16);
  if (p == NULL)
    return;
  memset(p, 'a', 16);
  free(p);
  memcpy(to, p, 16); /* expect: release-use */
}

void handed_over(const char *name) {
  char *p = strdup(name);
  if (p == NULL)
    return;
  free(p);
  log_text(p); /* expect: release-use */
}

void on_one_way(int mode) {
  char *p = malloc(16);
  if (p == NULL)
    return;
  p[0] = 1;
  if (mode)
    free(p);
  use(p[0]); /* expect: release-use */
  if (!mode)
    free(p);
}

void same_condition(int mode) {
  char *p = malloc(16);
  if (p == NULL)
    return;
  p[0] = 1;
  if (mode)
    free(p);
  if (mode)
    use(p[0]); /* expect: release-use */
  else
    free(p);
}

void by_an_alias(void) {
  int *p = malloc(sizeof *p), *q = p;
  if (p == NULL)
    return;
  *p = 1;
  free(p);
  use(*q); /* expect: release-use */
}

void in_a_member(struct node *n) {
  free(n->name);
  use(n->name[0]); /* expect: release-use */
}

void in_an_element(void) {
  char *table[3];
  table[1] = malloc(8);
  if (table[1] == NULL)
    return;
  table[1][0] = 1;
  free(table[1]);
  use(table[1][0]); /* expect: release-use */
}

static char *kept;
void keep(const char *name) {
  kept = strdup(name);
}

void in_a_global(void) {
  free(kept);
  use(kept[0]); /* expect: release-use */
}

void owner_first(struct node *n) {
  free(n);
  free(n->name); /* expect: release-use */
}

void in_a_loop_that_runs_once(void) {
  char *p = malloc(8);
  if (p == NULL)
    return;
  p[0] = 1;
  for (int i = 0; i < 1; i++)
    free(p);
  use(p[0]); /* expect: release-use */
}

void list(struct node *p) {
  while (p != NULL) {
    free(p);
    p = p->next; /* expect: release-use */
  }
}

static void destroy(struct node *n) {
  free(n->name);
  free(n);
}

void by_a_callee(struct node *n) {
  destroy(n);
  use(n->value); /* expect: release-use */
}

static void d4(void *p) {
  free(p);
}
static void d3(void *p) {
  d4(p);
}
static void d2(void *p) {
  d3(p);
}
static void d1(void *p) {
  d2(p);
}

void five_deep(struct node *n) {
  d1(n);
  use(n->value); /* expect: release-use */
}

void by_pointer_to_function(struct node *n) {
  void (*release)(void *) = free;
  release(n);
  use(n->value); /* expect: release-use */
}

static int prepare(struct node *n) {
  if (n->value < 0) {
    free(n);
    return -1;
  }
  return 0;
}

int result_is_ignored(struct node *n) {
  prepare(n);
  return n->value; /* expect: release-use */
}

void closed_file(FILE *file) {
  fclose(file);
  fputs("end\n", file); /* expect: release-use */
}

void wide(void) {
  wchar_t *p = wcsdup(L"name");
  if (p == NULL)
    return;
  free(p);
  p[0] = L'x'; /* expect: release-use */
}

void moved_by_realloc(size_t n) {
  int *p = malloc(4);
  if (p == NULL)
    return;
  int *q = realloc(p, n);
  if (q == NULL) {
    free(p);
    return;
  }
  p[0] = 1; /* expect: release-use */
  free(q);
}

char *returned(const char *name) {
  char *p = strdup(name);
  free(p);
  return p; /* expect: release-use */
}

/* ---- released twice ---- */

void twice(void) {
  char *p = malloc(8);
  free(p);
  free(p); /* expect: release-use */
}

void twice_on_the_error_path(struct node *n, int mode) {
  if (mode < 0) {
    free(n);
    goto out;
  }
  use(n->value);
out:
  free(n); /* expect: release-use */
}

void every_round(int n) {
  char *p = malloc(8);
  for (int i = 0; i < n; i++)
    free(p); /* expect: release-use */
}

void until_told(void) {
  char *p = malloc(8);
  do {
    free(p); /* expect: release-use */
  } while (ask(1));
}

void in_a_switch(struct node *n, int mode) {
  switch (mode) {
  case 1:
    free(n);
    /* fall through */
  case 2:
    free(n); /* expect: release-use */
    break;
  default:
    break;
  }
}

void callee_did_it(struct node *n) {
  destroy(n);
  free(n); /* expect: release-use */
}

void twice_closed(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL)
    return;
  fclose(file);
  fclose(file); /* expect: release-use */
}

/* ---- variables whose scope is over ---- */

char *local_array(int n) {
  char text[16];
  snprintf(text, sizeof text, "%d", n);
  return text; /* expect: release-use */
}

int *local_by_an_alias(int n) {
  int value = n;
  int *p = &value;
  return p; /* expect: release-use */
}

void inner_scope(int mode) {
  const int *p = &mode;
  if (mode > 3) {
    int inner = mode * 2;
    p = &inner;
  }
  use(*p); /* expect: release-use */
}

static const int *global_pointer;

void left_in_a_global(int n) {
  int value = n;
  use(value);
  global_pointer = &value;
} /* expect: release-use */

int read_what_was_left(void) {
  return global_pointer != NULL ? *global_pointer : 0;
}

struct order {
  unsigned state;
  char *note;
};

/* A caller may well set both bits of an argument. */
void bits_of_an_argument(struct order *o, unsigned how) {
  if (how & 1)
    free(o->note);
  if (how & 2)
    use(o->note[0]); /* expect: release-use */
}

/* A bit that is set says nothing of one that is not. */
void a_bit_that_is_not_set(struct order *o) {
  if (o->state & 1)
    free(o->note);
  if ((o->state & 2) == 0)
    use(o->note[0]); /* expect: release-use */
}

/* ---- elements of a table, at an index that is not known ---- */

int element_after(struct node **table, size_t i) {
  free(table[i]);
  return table[i]->value; /* expect: release-use */
}

void element_twice(struct node *table, size_t i) {
  free(table[i].name);
  table[i].value = 0;
  free(table[i].name); /* expect: release-use */
}

void element_of_a_member(struct node **table, size_t i) {
  if (table[i] == NULL)
    return;
  free(table[i]);
  use(table[i]->value); /* expect: release-use */
}
