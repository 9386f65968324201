/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every function uses a null pointer on the marked line; good.c holds the same functions, repaired. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct item {
  int64_t id;
  struct item *next;
  char *name;
};

struct box {
  struct item *item;
};

void use(int value);
int ask(int about);
struct item *look_up(int id);
void call_it(const char *text);

/* ---- a constant on the path ---- */

void constant(void) {
  int64_t *p = NULL;
  use((int)*p); /* expect: null-deref */
}

void written_through(void) {
  struct item *p = NULL;
  p->id = 4; /* expect: null-deref */
}

void one_branch(int mode) {
  struct item one = {1, NULL, NULL}, *p;
  if (mode == 3)
    p = NULL;
  else
    p = &one;
  use((int)p->id); /* expect: null-deref */
}

void in_a_switch(int mode) {
  struct item one = {1, NULL, NULL}, *p = NULL;
  switch (mode) {
  case 6:
    p = &one;
    break;
  default:
    use(mode);
    break;
  }
  use((int)p->id); /* expect: null-deref */
}

void loop_that_runs_once(void) {
  struct item one = {1, NULL, NULL}, *p = &one;
  for (int i = 0; i < 1; i++)
    p = NULL;
  use((int)p->id); /* expect: null-deref */
}

void while_that_ends(void) {
  struct item one = {1, NULL, NULL}, *p = &one;
  while (1) {
    p = NULL;
    break;
  }
  use((int)p->id); /* expect: null-deref */
}

void jump(void) {
  struct item one = {1, NULL, NULL}, *p = &one;
  goto source;
source:
  p = NULL;
  use((int)p->id); /* expect: null-deref */
}

void through_a_member(void) {
  struct box box;
  box.item = NULL;
  use((int)box.item->id); /* expect: null-deref */
}

void through_an_element(void) {
  struct item *table[4];
  table[2] = NULL;
  struct item *p = table[2];
  use((int)p->id); /* expect: null-deref */
}

void through_an_alias(void) {
  struct item *p = NULL;
  struct item **way = &p;
  struct item *q = *way;
  use((int)q->id); /* expect: null-deref */
}

static struct item *kept;

void through_a_global(void) {
  kept = NULL;
  use((int)kept->id); /* expect: null-deref */
}

void zeroed_record(void) {
  struct box box;
  memset(&box, 0, sizeof box);
  use((int)box.item->id); /* expect: null-deref */
}

void both_conditions_hold(int mode) {
  struct item one = {1, NULL, NULL}, *p = &one;
  if (mode)
    p = NULL;
  use(mode);
  if (mode)
    use((int)p->id); /* expect: null-deref */
}

/* ---- through functions ---- */

static void sink(const struct item *p) {
  use((int)p->id); /* expect: null-deref */
}

void as_an_argument(void) {
  sink(NULL);
}

static struct item *source(void) {
  return NULL;
}

void as_a_result(void) {
  struct item *p = source();
  use((int)p->id); /* expect: null-deref */
}

static void set_out(struct item **out) {
  *out = NULL;
}

void as_an_out_parameter(void) {
  struct item one = {1, NULL, NULL}, *p = &one;
  set_out(&p);
  use((int)p->id); /* expect: null-deref */
}

static void five(const struct item *p) {
  use((int)p->id); /* expect: null-deref */
}
static void four(const struct item *p) {
  five(p);
}
static void three(const struct item *p) {
  four(p);
}
static void two(const struct item *p) {
  three(p);
}

void five_deep(void) {
  struct item *p = NULL;
  two(p);
}

static void by_value(struct box box) {
  use((int)box.item->id); /* expect: null-deref */
}

void in_a_record(void) {
  struct box box = {NULL};
  by_value(box);
}

void by_pointer_to_function(void) {
  void (*call)(const struct item *) = sink;
  call(NULL);
}

/* ---- calls that may fail ---- */

void allocated(void) {
  struct item *p = malloc(sizeof *p);
  p->id = 1; /* expect: null-deref */
  free(p);
}

void zeroed(void) {
  int *p = calloc(4, sizeof *p);
  p[1] = 4; /* expect: null-deref */
  free(p);
}

void grown(size_t n) {
  int *p = malloc(8);
  if (p == NULL)
    return;
  int *q = realloc(p, n);
  q[0] = 1; /* expect: null-deref */
  free(q); /* expect?: alloc-family */
}

void copied(const char *name) {
  char *copy = strdup(name);
  copy[0] = 'x'; /* expect: null-deref */
  free(copy);
}

void filled(void) {
  char *p = malloc(64);
  memset(p, 0, 64); /* expect: null-deref */
  free(p);
}

void wide(void) {
  wchar_t *p = malloc(10 * sizeof *p);
  p[0] = L'a'; /* expect: null-deref */
  free(p);
}

void opened(const char *path) {
  char line[64];
  FILE *file = fopen(path, "r");
  if (fgets(line, sizeof line, file) != NULL) /* expect: null-deref */
    use(line[0]);
  fclose(file);
}

void closed(const char *path) {
  FILE *file = fopen(path, "w");
  fclose(file); /* expect: null-deref */
}

size_t from_the_environment(void) {
  const char *home = getenv("HOME");
  return strlen(home); /* expect: null-deref */
}

void found(const char *line) {
  const char *colon = strchr(line, ':');
  use(*colon); /* expect: null-deref */
}

void after_the_colon(const char *line) {
  const char *value = strchr(line, ':') + 1;
  use(*value); /* expect: null-deref */
}

static void *my_alloc(size_t n) {
  return malloc(n);
}

void by_a_wrapper(void) {
  int *p = my_alloc(16);
  *p = 1; /* expect: null-deref */
  free(p);
}

void in_a_member(struct box *box) {
  box->item = malloc(sizeof *box->item);
  box->item->id = 3; /* expect: null-deref */
}

/* ---- tests that come too late, or lead nowhere ---- */

int tested_after_use(const struct item *p) {
  int id = (int)p->id; /* expect: null-deref */
  if (p == NULL)
    return -1;
  return id;
}

/* the same of a member that nobody changes in between */
int member_tested_after_use(const struct item *p) {
  int id = (int)p->next->id; /* expect: null-deref */
  if (!p->next)
    return -1;
  return id;
}

int test_leads_nowhere(const struct item *p) {
  if (p == NULL)
    puts("no item");
  return (int)p->id; /* expect: null-deref */
}

int wrong_way_round(const struct item *p) {
  if (p != NULL)
    return 0;
  return (int)p->id; /* expect: null-deref */
}

int either_is_enough(const struct item *p) {
  if (p != NULL || p->id == 1) /* expect: null-deref */
    return 1;
  return 0;
}

int list_of_one(struct item *p) {
  p->next = NULL;
  return (int)p->next->id; /* expect: null-deref */
}

/* a look-up that all others ask whether it found anything */
static struct item *seek_item(struct item *list, int id) {
  for (; list != NULL; list = list->next)
    if (list->id == id)
      return list;
  return NULL;
}

int has(struct item *list, int id) {
  return seek_item(list, id) != NULL;
}

int next_of(struct item *list, int id) {
  struct item *found = seek_item(list, id);
  return found ? (found->next != NULL) : 0;
}

int not_asked(struct item *list, int id) {
  return seek_item(list, id)->id; /* expect: null-deref */
}

/* Both sides of & are looked at, whatever the first one says. */
int both_are_asked(const struct item *p) {
  if ((p != NULL) & (p->id > 3)) /* expect: null-deref */
    return 1;
  return 0;
}

void nothing_to_call(int how) {
  void (*action)(const char *) = NULL;
  if (how == 2)
    action = call_it;
  action("text"); /* expect: null-deref */
}

/* A size says nothing of what is measured. */
#define SIZE(condition) ((void)sizeof(condition))

int measured(int id) {
  struct item *found = id > 0 ? look_up(id) : NULL;
  SIZE(found);
  return (int)found->id; /* expect: null-deref */
}

int refused(int id) {
  struct item *found = id > 0 ? look_up(id) : NULL;
  (void)sizeof(!(found != NULL));
  return (int)found->id; /* expect: null-deref */
}

/* ---- elements of a table, at an index that is not known ---- */

int element_made(struct item **table, size_t i) {
  table[i] = malloc(sizeof **table);
  table[i]->id = 1; /* expect: null-deref */
  return 0;
}

void member_of_element_made(struct item *table, size_t i) {
  table[i].name = malloc(16);
  table[i].name[0] = 0; /* expect: null-deref */
}

/* -1 is asked for alone: any other number leaves the pointer null */
struct clock_source {
  int rate;
};
extern struct clock_source *clock_sources[8];

int source_rate(int wanted, int doubled) {
  struct clock_source *source = NULL;
  if (wanted == -1)
    source = clock_sources[0];
  if (doubled)
    return 2 * source->rate; /* expect: null-deref */
  return 0;
}

/* Another text was asked. */
int cuts_other(const char *name, const char *other) {
  char copy[64];
  if (strchr(name, '@') == NULL || strlen(other) >= sizeof copy)
    return -1;
  strcpy(copy, other);
  *strchr(copy, '=') = '\0'; /* expect: null-deref */
  return (int)strlen(copy);
}
