/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, repaired, and what looks like them: nothing is reported here. */
#define _GNU_SOURCE
#include <alloca.h>
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
  int value;
  char *name;
};

void use(int value);
int ask(int about);
void keep(void *p);

void file(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL)
    return;
  fclose(file);
}

void directory(const char *path) {
  DIR *dir = opendir(path);
  if (dir == NULL)
    return;
  closedir(dir);
}

int stdin_or_file(const char *path) {
  FILE *in = stdin;
  if (path != NULL && (in = fopen(path, "r")) == NULL)
    return -1;
  int c = getc(in);
  if (in != stdin)
    fclose(in);
  return c;
}

void stack_memory(size_t n) {
  char *p = alloca(n);
  p[0] = 1;
}

static void give_back(void *p) {
  free(p);
}

void in_a_callee(void) {
  give_back(malloc(10));
}

void local_array(void) {
  char text[16] = "";
  use(text[0]);
}

void one_branch(int mode) {
  char text[16] = "", *p = text;
  if (mode == 5)
    p = malloc(100);
  if (p != text)
    free(p);
}

void by_the_same_condition(int mode) {
  char text[16] = "", *p = text;
  if (mode)
    p = malloc(100);
  use(ask(1));
  if (mode)
    free(p);
}

void null(void) {
  free(NULL);
}

void moved_on(void) {
  char *p = malloc(16), *at = p;
  if (p == NULL)
    return;
  at++;
  *at = 1;
  free(p);
}

void there_and_back(void) {
  char *p = malloc(16);
  if (p == NULL)
    return;
  p += 4;
  p[0] = 1;
  p -= 4;
  free(p);
}

void first_element(void) {
  int *p = malloc(16 * sizeof *p);
  if (p == NULL)
    return;
  free(&p[0]);
}

void searched(void) {
  char *p = malloc(16), *at;
  if (p == NULL)
    return;
  strcpy(p, "name=value");
  for (at = p; *at != 0; at++)
    if (*at == '=')
      break;
  *at = 0;
  free(p);
}

void released(void) {
  char *p = malloc(16);
  if (p == NULL)
    return;
  p[0] = 1;
  free(p);
}

int on_every_path(void) {
  char *p = malloc(16);
  int result = -2;
  if (p == NULL)
    return -1;
  if (ask(1) < 0)
    goto out;
  result = 0;
out:
  free(p);
  return result;
}

int second_fails(void) {
  char *a = malloc(16), *b;
  if (a == NULL)
    return -1;
  b = malloc(16);
  if (b == NULL) {
    free(a);
    return -1;
  }
  free(b);
  free(a);
  return 0;
}

void only_when_made(int mode) {
  char *p = NULL;
  if (mode)
    p = malloc(16);
  use(mode);
  if (p != NULL)
    free(p);
}

void owner_last(void) {
  struct node *n = malloc(sizeof *n);
  if (n == NULL)
    return;
  n->name = malloc(8);
  free(n->name);
  free(n);
}

void handed_over(void) {
  char *p = malloc(16);
  keep(p);
}

void kept_in_a_record(struct node *n) {
  n->name = malloc(8);
}

static char *kept;

void kept_in_a_global(void) {
  kept = malloc(8);
}

char *returned(void) {
  char *p = malloc(8);
  if (p != NULL)
    p[0] = 0;
  return p;
}

char *returned_from_within(void) {
  char *p = malloc(8);
  if (p == NULL)
    return NULL;
  p[0] = 0;
  return p + 4;
}

struct node record(void) {
  struct node n = {1, NULL};
  n.name = malloc(8);
  return n;
}

struct node *nested(void) {
  struct node *n = malloc(sizeof *n);
  if (n == NULL)
    return NULL;
  n->name = malloc(8);
  if (n->name == NULL) {
    free(n);
    return NULL;
  }
  return n;
}

int out_parameter(char **out) {
  char *p = malloc(8);
  if (p == NULL)
    return -1;
  *out = p;
  return 0;
}

uintptr_t as_a_number(void) {
  char *p = malloc(8);
  return (uintptr_t)p;
}

void in_a_table(char **table, int n) {
  for (int i = 0; i < n; i++)
    table[i] = malloc(8);
}

void in_a_local_table(int n) {
  char *table[8] = {NULL};
  for (int i = 0; i < 8 && i < n; i++)
    table[i] = malloc(8);
  for (int i = 0; i < 8; i++)
    free(table[i]);
}

void fails_for_good(void) {
  char *p = malloc(8);
  if (p == NULL)
    abort();
  if (ask(1))
    exit(1);
  free(p);
}

int grown(size_t n) {
  char *p = malloc(16), *q;
  if (p == NULL)
    return -1;
  q = realloc(p, n);
  if (q == NULL) {
    free(p);
    return -1;
  }
  free(q);
  return 0;
}

struct list {
  struct list *next;
};

struct list *chain(int n) {
  struct list *head = NULL;
  for (int i = 0; i < n; i++) {
    struct list *l = malloc(sizeof *l);
    if (l == NULL)
      break;
    l->next = head;
    head = l;
  }
  return head;
}

int by_flag(int mode) {
  char *p = NULL;
  int made = 0;
  if (mode > 3) {
    p = malloc(16);
    made = 1;
  }
  use(mode);
  if (made)
    free(p);
  return 0;
}

int printed(char **out) {
  if (asprintf(out, "%d", 4) < 0)
    return -1;
  return 0;
}

void aligned(void) {
  void *p;
  if (posix_memalign(&p, 64, 128) != 0)
    return;
  free(p);
}

struct screen { char *base; int id; };
struct screen *screen_make(void);
int screen_register(struct screen *s);
static char *memory;
/* The global still leads to the memory, whatever it holds after the call. */
int screen_start(void) {
  struct screen *s;
  if (!(memory = malloc(4096)))
    return -1;
  s = screen_make();
  if (!s)
    goto out;
  s->base = memory;
  if (screen_register(s) < 0)
    goto out;
  return 0;
out:
  free(memory);
  return -1;
}
