/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, repaired, and what looks like them: nothing is reported here. */
#include <stdbool.h>
#include <stddef.h>
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

void read_before(void) {
  int *p = malloc(sizeof *p);
  if (p == NULL)
    return;
  *p = 1;
  use(*p);
  free(p);
}

void made_anew(void) {
  struct node *p = calloc(1, sizeof *p);
  free(p);
  p = calloc(1, sizeof *p);
  if (p == NULL)
    return;
  p->value = 1;
  free(p);
}

void cleared(const char *name) {
  char *p = strdup(name);
  free(p);
  p = NULL;
  log_text(p);
  free(p);
}

void on_one_way(int mode) {
  char *p = malloc(16);
  if (p == NULL)
    return;
  p[0] = 1;
  if (mode) {
    free(p);
    return;
  }
  use(p[0]);
  free(p);
}

void other_condition(int mode) {
  char *p = malloc(16);
  if (p == NULL)
    return;
  p[0] = 1;
  if (mode)
    free(p);
  if (!mode) {
    use(p[0]);
    free(p);
  }
}

void question_asked_twice(const struct node *state, struct node *n) {
  if (state->value == 3)
    free(n);
  use(ask(1));
  if (state->value != 3)
    use(n->value);
}

void in_a_member(struct node *n) {
  free(n->name);
  n->name = NULL;
  log_text(n->name);
}

void another_element(void) {
  char *table[3];
  table[0] = malloc(8);
  table[1] = malloc(8);
  if (table[0] != NULL && table[1] != NULL) {
    free(table[1]);
    table[0][0] = 1;
    use(table[0][0]);
    free(table[0]);
    return;
  }
  free(table[0]);
  free(table[1]);
}

void owner_last(struct node *n) {
  free(n->name);
  free(n);
}

void in_a_loop_that_runs_once(void) {
  char *p = NULL;
  for (int i = 0; i < 1; i++) {
    free(p);
    p = malloc(8);
  }
  if (p != NULL) {
    p[0] = 1;
    use(p[0]);
  }
  free(p);
}

void list(struct node *p) {
  while (p != NULL) {
    struct node *next = p->next;
    free(p);
    p = next;
  }
}

void list_of_a_head(struct node **head) {
  while (*head != NULL) {
    struct node *p = *head;
    *head = p->next;
    free(p->name);
    free(p);
  }
}

static void destroy(struct node *n) {
  if (n == NULL)
    return;
  free(n->name);
  free(n);
}

void by_a_callee(struct node *n) {
  use(n->value);
  destroy(n);
}

static int prepare(struct node *n) {
  if (n->value < 0) {
    free(n);
    return -1;
  }
  return 0;
}

int result_is_looked_at(struct node *n) {
  if (prepare(n) != 0)
    return 0;
  return n->value;
}

void moved_by_realloc(size_t n) {
  int *p = malloc(4);
  if (p == NULL)
    return;
  int *q = realloc(p, n);
  if (q == NULL) {
    p[0] = 1;
    use(p[0]);
    free(p);
    return;
  }
  q[0] = 1;
  free(q);
}

void grows_in_a_loop(void) {
  size_t room = 4, count = 0;
  int *p = malloc(room * sizeof *p);
  while (p != NULL && ask(1)) {
    if (count == room) {
      int *more = realloc(p, room * 2 * sizeof *p);
      if (more == NULL)
        break;
      p = more;
      room *= 2;
    }
    p[count++] = 1;
  }
  free(p);
}

char *returned(const char *name) {
  char *p = strdup(name);
  if (p != NULL && p[0] == 0) {
    free(p);
    return NULL;
  }
  return p;
}

void once_on_the_error_path(struct node *n, int mode) {
  if (mode < 0)
    goto out;
  use(n->value);
out:
  free(n);
}

void every_round(int n) {
  for (int i = 0; i < n; i++) {
    char *p = malloc(8);
    if (p == NULL)
      break;
    p[0] = (char)i;
    use(p[0]);
    free(p);
  }
}

void previous_round(void) {
  char *last = NULL;
  while (ask(1)) {
    char *p = malloc(8);
    if (p == NULL)
      break;
    p[0] = 1;
    free(last);
    last = p;
    use(p[0]);
  }
  free(last);
}

void until_done(void) {
  char *p = malloc(8);
  int done = 0;
  if (p == NULL)
    return;
  p[0] = 0;
  while (!done) {
    if (ask(1)) {
      free(p);
      done = 1;
    } else {
      use(p[0]);
    }
  }
}

void in_a_switch(struct node *n, int mode) {
  switch (mode) {
  case 1:
    free(n);
    break;
  case 2:
    use(n->value);
    free(n);
    break;
  default:
    break;
  }
}

char *static_array(int n) {
  static char text[16];
  snprintf(text, sizeof text, "%d", n);
  return text;
}

int by_value(int n) {
  int value = n;
  int *p = &value;
  return *p;
}

char *argument_comes_back(char *text) {
  text[0] = 0;
  return text;
}

void outer_scope(int mode) {
  int inner = 0;
  const int *p = &mode;
  if (mode > 3) {
    inner = mode * 2;
    p = &inner;
  }
  use(*p);
}

static const int *global_pointer;

void taken_back(int n) {
  int value = n;
  const int *before = global_pointer;
  global_pointer = &value;
  use(*global_pointer);
  global_pointer = before;
}

void field_of_its_own(struct node *a, struct node *b) {
  free(a->name);
  use(b->name[0]);
}

/* a variable at file scope as a way to hand something to a helper: nobody reads it later */
static const int *handed;

static void reads_handed(void) {
  use(*handed);
}

void hands_through_a_global(int n) {
  int value = n;
  handed = &value;
  reads_handed();
}

struct link;
struct link *first_of(const void *tree);
struct link *after(const struct link *at);
struct zone {
  long start;
  struct link *in_tree;
};
#define zone_of(link) ((struct zone *)((char *)(link) - offsetof(struct zone, in_tree)))
#define zone_or_null(link) ((link) != NULL ? zone_of(link) : NULL)
/* The next one is looked up before this one goes, in every round. */
void zones_release(const void *tree) {
  struct zone *at, *next;
  for (at = zone_or_null(first_of(tree)); at != NULL; at = next) {
    struct link *following = after((struct link *)&at->in_tree);
    next = zone_or_null(following);
    free(at);
  }
}

/* ---- handed down and never looked at ---- */

static void fifth(char *text) { (void)text; }
static void fourth(char *text) { fifth(text); }
static void third(char *text) { fourth(text); }
static void second(char *text) { third(text); }
static void first(char *text) { second(text); }

void nobody_looks(void) {
  char *text = malloc(10);
  free(text);
  first(text);
}

/* The states of an order exclude each other: what is cancelled is not open. */
struct order {
  unsigned state;
  char *note;
};

static bool is_cancelled(const struct order *o) { return (o->state & 1) != 0; }

static bool is_open(const struct order *o) { return (o->state & 2) != 0; }

void bits_of_a_record(struct order *o) {
  bool cancelled = is_cancelled(o), open = is_open(o);
  if (cancelled)
    free(o->note);
  if (open)
    use(o->note[0]);
}

void bits_of_an_argument(struct order *o, unsigned how) {
  if (how & 1)
    free(o->note);
  else if (how & 2)
    use(o->note[0]);
}

/* ---- elements of a table, at an index that is not known ---- */

void element_cleared(struct node **table, size_t i) {
  free(table[i]);
  table[i] = NULL;
  if (table[i] != NULL)
    use(table[i]->value);
}

void element_replaced(struct node *table, size_t i, char *name) {
  free(table[i].name);
  table[i].name = name;
  free(table[i].name);
}

void elements_one_by_one(struct node **table, size_t n) {
  for (size_t i = 0; i < n; i++)
    free(table[i]);
}

void element_and_next(struct node **table, size_t i) {
  free(table[i]);
  i++;
  use(table[i]->value);
}

void refill(struct node **table);
void element_by_others(struct node **table, size_t i) {
  free(table[i]);
  refill(table);
  use(table[i]->value);
}

/* another name of the table */
void element_by_another_name(struct node **table, struct node **same, size_t i, struct node *with) {
  free(table[i]);
  same[i] = with;
  use(table[i]->value);
}
