/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every function releases memory the wrong way, or loses it, on the marked line; good.c holds the same functions,
 * repaired. */
#include <alloca.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
  int value;
  char *name;
};

void use(int value);
int ask(int about);

/* ---- another allocator ---- */

void file_as_memory(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL)
    return;
  free(file); /* expect: alloc-family */
}

void directory_as_file(const char *path) {
  DIR *dir = opendir(path);
  if (dir == NULL)
    return;
  fclose((FILE *)dir); /* expect: alloc-family */
}

void stack_memory(size_t n) {
  char *p = alloca(n);
  p[0] = 1;
  free(p); /* expect: alloc-family */
}

static void give_back(void *p) {
  free(p); /* expect: alloc-family */
}

void in_a_callee(const char *path) {
  FILE *file = fopen(path, "r");
  if (file != NULL)
    give_back(file);
}

/* ---- what was never allocated ---- */

void local_array(void) {
  char text[16] = "";
  free(text); /* expect: alloc-family */
}

void local_by_an_alias(void) {
  int value = 1, *p = &value;
  free(p); /* expect: alloc-family */
}

static char table[64];

void static_array(void) {
  free(table); /* expect: alloc-family */
}

void literal(void) {
  char *p = "name";
  free(p); /* expect: alloc-family */
}

void one_branch(int mode) {
  char text[16] = "", *p = text;
  if (mode == 5)
    p = malloc(100);
  free(p); /* expect: alloc-family */
}

void in_a_record(void) {
  struct node n = {1, NULL};
  n.name = table;
  free(n.name); /* expect: alloc-family */
}

void grown_from_the_stack(void) {
  char text[8] = "";
  char *p = realloc(text, 16); /* expect: alloc-family */
  free(p);
}

static char *pick(void) {
  static char text[10];
  return text;
}

void by_a_result(void) {
  char *p = pick();
  free(p); /* expect: alloc-family */
}

/* ---- from its middle ---- */

void moved_on(void) {
  char *p = malloc(16);
  if (p == NULL)
    return;
  p++;
  free(p); /* expect: alloc-family */
}

void second_element(void) {
  int *p = malloc(16 * sizeof *p);
  if (p == NULL)
    return;
  free(&p[1]); /* expect: alloc-family */
}

void searched(void) {
  char *p = malloc(16);
  if (p == NULL)
    return;
  strcpy(p, "name=value");
  for (; *p != 0; p++)
    if (*p == '=')
      break;
  free(p); /* expect: alloc-family */
}

void walked(int n) {
  char *p = calloc(16, 1);
  if (p == NULL)
    return;
  while (*p == 0 && n-- > 0)
    p++;
  free(p); /* expect: alloc-family */
}

/* ---- lost ---- */

void never_released(void) {
  char *p = malloc(16);
  if (p == NULL)
    return;
  p[0] = 1;
} /* expect: alloc-family */

int lost_on_the_error_path(void) {
  char *p = malloc(16);
  if (p == NULL)
    return -1;
  if (ask(1) < 0)
    return -2; /* expect: alloc-family */
  free(p);
  return 0;
}

int second_fails(void) {
  char *a = malloc(16), *b;
  if (a == NULL)
    return -1;
  b = malloc(16);
  if (b == NULL)
    return -1; /* expect: alloc-family */
  free(b);
  free(a);
  return 0;
}

void overwritten(const char *name) {
  char *p = strdup(name);
  p = strdup("other");
  free(p);
} /* expect: alloc-family */

void only_when_asked(int mode) {
  char *p = malloc(16);
  if (mode)
    free(p);
} /* expect: alloc-family */

void owner_released_first(void) {
  struct node *n = malloc(sizeof *n);
  if (n == NULL)
    return;
  n->name = malloc(8);
  free(n);
} /* expect: alloc-family */

void kept_in_a_local_record(void) {
  struct node n = {1, NULL};
  n.name = malloc(8);
  use(n.value);
} /* expect: alloc-family */

static char *make(void) {
  return malloc(32);
}

void from_a_callee(void) {
  char *p = make();
  if (p == NULL)
    return;
  p[0] = 1;
} /* expect: alloc-family */

void file_left_open(const char *path) {
  char line[80];
  FILE *file = fopen(path, "r");
  if (file == NULL)
    return;
  if (fgets(line, sizeof line, file) == NULL)
    return; /* expect: alloc-family */
  fclose(file);
}

int grown_over_itself(size_t n) {
  char *p = malloc(16);
  if (p == NULL)
    return -1;
  p = realloc(p, n);
  if (p == NULL)
    return -1; /* expect: alloc-family */
  free(p);
  return 0;
}

int in_a_switch(int mode) {
  char *p = malloc(16);
  switch (mode) {
  case 1:
    free(p);
    return 1;
  case 2:
    break;
  default:
    free(p);
    return 0;
  }
  return 2; /* expect: alloc-family */
}

static void set_out(char **out) {
  *out = malloc(20);
}

void by_an_out_parameter(void) {
  char *p;
  set_out(&p);
} /* expect: alloc-family */

/* ---- far down ---- */

static void fifth(FILE *file) {
  if (file != NULL)
    free(file); /* expect: alloc-family */
}
static void fourth(FILE *file) { fifth(file); }
static void third(FILE *file) { fourth(file); }
static void second(FILE *file) { third(file); }
static void first(FILE *file) { second(file); }

void released_five_calls_down(void) {
  first(fopen("data", "r"));
}
