/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every function reads what was never written on the marked line; good.c holds the same functions, repaired. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct pair {
  int first, second;
};

struct outer {
  struct pair pair;
  int *p;
};

void use(int value);
int ask(int about);

/* ---- variables ---- */

void scalar(void) {
  int value;
  use(value); /* expect: uninit-use */
}

void wide_number(void) {
  int64_t value;
  use((int)(value + 1)); /* expect: uninit-use */
}

void pointer(void) {
  int *p;
  use(*p); /* expect: uninit-use */
}

void one_branch(int mode) {
  int value;
  if (mode)
    value = ask(1);
  use(value); /* expect: uninit-use */
}

void in_a_switch(int mode) {
  int value;
  switch (mode) {
  case 1:
    value = 10;
    break;
  case 2:
    value = ask(1);
    break;
  default:
    break;
  }
  use(value); /* expect: uninit-use */
}

void same_condition(int mode) {
  int value;
  if (!mode)
    value = 1;
  use(mode);
  if (mode)
    use(value); /* expect: uninit-use */
}

void early_goto(int mode) {
  int value;
  if (mode < 0)
    goto out;
  value = ask(1);
out:
  use(value); /* expect: uninit-use */
}

void loop_that_runs_once(void) {
  int value;
  for (int i = 0; i < 1; i++)
    use(i);
  use(value); /* expect: uninit-use */
}

void sum(int n) {
  int total;
  for (int i = 0; i < n; i++)
    total += i; /* expect: uninit-use */
  use(n);
}

void by_an_alias(void) {
  int value, *p = &value;
  use(*p); /* expect: uninit-use */
}

void copied_on(void) {
  int value;
  int copy = value;
  use(copy); /* expect: uninit-use */
}

void as_a_condition(void) {
  int value;
  if (value) /* expect: uninit-use */
    use(1);
}

void character(void) {
  char c;
  if (ask(1) == 1)
    c = 'a';
  putchar(c); /* expect: uninit-use */
}

/* ---- parts ---- */

void member(void) {
  struct pair pair;
  pair.first = 1;
  use(pair.second); /* expect: uninit-use */
}

void nested_member(void) {
  struct outer outer;
  outer.pair.first = 1;
  use(outer.pair.second); /* expect: uninit-use */
}

void pointer_member(void) {
  struct outer outer;
  outer.pair = (struct pair){1, 2};
  use(*outer.p); /* expect: uninit-use */
}

void copied_record(void) {
  struct pair a, b;
  a.first = 1;
  b = a;
  use(b.second); /* expect: uninit-use */
}

void element(void) {
  int table[4];
  table[0] = 1;
  use(table[2]); /* expect: uninit-use */
}

void half_filled(void) {
  int table[10], total = 0;
  for (int i = 0; i < 5; i++)
    table[i] = i;
  for (int i = 0; i < 10; i++)
    total += table[i]; /* expect: uninit-use */
  use(total);
}

void short_fill(void) {
  char text[32];
  memset(text, 0, 16);
  use(text[20]); /* expect: uninit-use */
}

void text(void) {
  char text[32];
  use((int)strlen(text)); /* expect: uninit-use */
}

void appended(const char *name) {
  char text[32];
  strncat(text, name, 8); /* expect: uninit-use */
  puts(text);
}

void wide_text(void) {
  wchar_t text[32];
  use((int)wcslen(text)); /* expect: uninit-use */
}

/* ---- allocations ---- */

void allocated(void) {
  int *p = malloc(4 * sizeof *p);
  if (p == NULL)
    return;
  use(p[1]); /* expect: uninit-use */
  free(p);
}

void allocated_record(void) {
  struct pair *p = malloc(sizeof *p);
  if (p == NULL)
    return;
  p->first = 1;
  use(p->second); /* expect: uninit-use */
  free(p);
}

void half_allocated(void) {
  int *p = malloc(10 * sizeof *p), total = 0;
  if (p == NULL)
    return;
  for (int i = 0; i < 5; i++)
    p[i] = i;
  for (int i = 0; i < 10; i++)
    total += p[i]; /* expect: uninit-use */
  use(total);
  free(p);
}

void allocated_text(void) {
  char *p = malloc(16);
  if (p == NULL)
    return;
  strcat(p, "a"); /* expect: uninit-use */
  free(p);
}

/* ---- through functions ---- */

static int get(int *out) {
  if (ask(1) < 0)
    return -1;
  *out = 1;
  return 0;
}

void callee_failed(void) {
  int value;
  get(&value);
  use(value); /* expect: uninit-use */
}

static void sink(const int *p) {
  use(*p); /* expect: uninit-use */
}

void in_a_callee(void) {
  int value;
  sink(&value);
}

static void s3(const struct pair *p) {
  use(p->first + p->second); /* expect: uninit-use */
}
static void s2(const struct pair *p) {
  s3(p);
}
static void s1(const struct pair *p) {
  s2(p);
}

void three_deep(void) {
  struct pair pair;
  pair.first = 1;
  s1(&pair);
}

static void by_value(struct pair pair) {
  use(pair.second); /* expect: uninit-use */
}

void record_by_value(void) {
  struct pair pair;
  pair.first = 1;
  by_value(pair);
}

static struct pair make(void) {
  struct pair pair;
  pair.first = 1;
  return pair;
}

void record_as_result(void) {
  struct pair pair = make();
  use(pair.second); /* expect: uninit-use */
}

static void fill_one(struct pair *p) {
  p->first = 1;
}

void half_filled_by_a_callee(void) {
  struct pair pair;
  fill_one(&pair);
  use(pair.second); /* expect: uninit-use */
}

/* A variable that has nothing to do with it. */
int beside_a_constant(unsigned about) {
  int three = 3;
  int error;
  unsigned *p = malloc(16);
  if (!p)
    goto out;
  error = ask((int)about);
  free(p);
out:
  return error; /* expect: uninit-use */
}

static void uses_deep(int value) {
  use(value);
}

static void hands_on(int value) {
  uses_deep(value);
}

void handed_down(void) {
  int value;
  hands_on(value); /* expect: uninit-use */
}

void kept_in_a_struct(int *out) {
  int value;
  *out = value; /* expect: uninit-use */
}

/* through a pointer that others may name */
int *shared_pointer;

static void reads_shared(void) {
  int *data = shared_pointer;
  for (int i = 0; i < 4; i++)
    use(data[i]); /* expect: uninit-use */
}

void shared_without_a_value(void) {
  int room[4];
  shared_pointer = room;
  reads_shared();
}

/* ---- a callee that says by its answer whether it wrote ---- */

struct form {
  unsigned count, terms[8];
};

static unsigned base_of(const struct form *form, unsigned *offset) {
  if (form->count == 0)
    return 0;
  *offset = form->terms[1];
  return form->terms[0];
}

unsigned answer_ignored(const struct form *form) {
  unsigned offset;
  unsigned base = base_of(form, &offset);
  return offset + base; /* expect: uninit-use */
}

unsigned answer_asked_and_not_heeded(const struct form *form) {
  unsigned offset;
  unsigned base = base_of(form, &offset);
  if (base == 0)
    return offset; /* expect: uninit-use */
  return base;
}

int counted_from_nothing(int n) {
  int rounds;
  while (n > 0) {
    n--;
    rounds++; /* expect: uninit-use */
  }
  return n;
}
