/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, repaired, and what looks like them: nothing is reported here. */
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
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
int fill(int *out);
void fill_record(struct outer *out);

void scalar(void) {
  int value;
  value = 1;
  use(value);
}

void one_branch(int mode) {
  int value;
  if (mode)
    value = ask(1);
  else
    value = 0;
  use(value);
}

void by_condition(int mode) {
  int value;
  if (mode)
    value = ask(1);
  use(mode);
  if (mode)
    use(value);
}

void by_result(void) {
  int value, error = ask(1);
  if (error == 0)
    value = ask(1);
  if (error != 0)
    return;
  use(value);
}

void question_asked_twice(const struct pair *state) {
  int value;
  if (state->first > 5)
    value = ask(1);
  use(ask(1));
  if (state->first > 5)
    use(value);
}

static int is_large(const struct pair *p) {
  return p->first > 100 && p->second > 100;
}

void callee_asked_twice(const struct pair *p) {
  int value;
  if (is_large(p))
    value = ask(1);
  use(1);
  if (is_large(p))
    use(value);
}

int is_special(const struct pair *p);

void stranger_asked_twice(const struct pair *p) {
  int value;
  if (is_special(p))
    value = ask(1);
  use(1);
  if (is_special(p))
    use(value);
}

void conditions_imply(const struct pair *p) {
  int value;
  if (p->first && !p->second)
    return;
  if (p->second)
    value = ask(1);
  if (p->first && value)
    use(value);
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
    return;
  }
  use(value);
}

enum color { RED, GREEN };

int of_color(enum color color) {
  int value;
  switch (color) {
  case RED:
    value = 1;
    break;
  case GREEN:
    value = 2;
    break;
  }
  return value;
}

void early_goto(int mode) {
  int value = 0;
  if (mode < 0)
    goto out;
  value = ask(1);
out:
  use(value);
}

void out_parameters(void) {
  int value;
  char text[64];
  struct stat facts;
  struct outer outer;
  fill(&value);
  fill_record(&outer);
  use(value + outer.pair.second);
  if (stat("/", &facts) == 0)
    use((int)facts.st_size);
  if (scanf("%63s %d", text, &value) == 2)
    use(value);
}

void last_round(int n) {
  int last;
  if (n <= 0)
    return;
  for (int i = 0; i < n; i++)
    last = ask(1);
  use(last);
}

void first_round(int n) {
  int last, previous = -1;
  for (int i = 0; i < n; i++) {
    int now = ask(1);
    if (now != previous) {
      last = now;
      previous = now;
    }
    use(last);
  }
}

void until(void) {
  int value;
  do {
    value = ask(1);
  } while (value < 0);
  use(value);
}

void meant(void) {
  int value = value;
  use(sizeof value);
}

void address_only(void) {
  int value;
  use(&value != NULL);
  use((int)sizeof(value));
}

void whole_record(void) {
  struct pair pair = {.first = 1};
  use(pair.second);
}

void copied_record(const struct pair *from) {
  struct pair a = *from, b;
  b = a;
  use(b.second);
}

void copied_in_parts(void) {
  struct pair a, b;
  a.first = 1;
  b = a;
  b.second = 2;
  use(b.first + b.second);
}

void filled(void) {
  int table[10], total = 0;
  for (int i = 0; i < 10; i++)
    table[i] = i;
  for (int i = 0; i < 10; i++)
    total += table[i];
  use(total);
}

void filled_backwards(void) {
  int table[10], total = 0;
  for (int i = 9; i >= 0; i--)
    table[i] = i;
  for (int i = 0; i < 10; i++)
    total += table[i];
  use(total);
}

void filled_by_a_pointer(void) {
  int table[10], total = 0;
  for (int *p = table; p < table + 10; p++)
    *p = 1;
  for (int i = 0; i < 10; i++)
    total += table[i];
  use(total);
}

void as_far_as_filled(int n) {
  int table[10], count = 0, total = 0;
  while (count < 10 && ask(1) < n)
    table[count++] = ask(1);
  for (int i = 0; i < count; i++)
    total += table[i];
  use(total);
}

void whole_fill(void) {
  char text[32];
  memset(text, 0, sizeof text);
  use(text[20]);
}

void text(void) {
  char text[32];
  strcpy(text, "name");
  use((int)strlen(text));
  strcat(text, "more");
}

void received(int fd) {
  char text[32];
  ssize_t n = read(fd, text, sizeof text);
  for (ssize_t i = 0; i < n; i++)
    use(text[i]);
}

void allocated(void) {
  int *p = malloc(4 * sizeof *p);
  if (p == NULL)
    return;
  memset(p, 0, 4 * sizeof *p);
  use(p[1]);
  free(p);
}

void zeroed(void) {
  int *p = calloc(4, sizeof *p);
  if (p == NULL)
    return;
  use(p[1]);
  free(p);
}

void grown(int *old) {
  int *p = realloc(old, 16);
  if (p == NULL)
    return;
  use(p[0]);
  free(p);
}

static int get(int *out) {
  if (ask(1) < 0)
    return -1;
  *out = 1;
  return 0;
}

void callee_succeeded(void) {
  int value;
  if (get(&value) != 0)
    return;
  use(value);
}

static int get_range(int *out) {
  int error = ask(1);
  if (error < 0)
    return error;
  *out = 1;
  return 0;
}

void callee_passes_on(void) {
  int value;
  int error = get_range(&value);
  if (error)
    return;
  use(value);
}

union either {
  int number;
  unsigned char bytes[4];
};

void other_member(void) {
  union either either;
  either.number = 4;
  use(either.bytes[1]);
}

void jumps_back(void) {
  jmp_buf buffer;
  if (setjmp(buffer) == 0)
    use(1);
}

void wide_text(void) {
  wchar_t text[32];
  wmemset(text, L'a', 31);
  text[31] = 0;
  use((int)wcslen(text));
}

void assembly(void) {
  int value;
  __asm__("" : "=r"(value));
  use(value);
}

/* ---- copies of what was never written that nobody uses ---- */

void copy_overwritten(void) {
  int value;
  int copy = value;
  copy = 5;
  use(copy);
}

struct holder {
  int value;
};

static void overwrites_held(struct holder held) {
  held.value = 7;
  use(held.value);
}

void held_by_a_struct(void) {
  int value;
  struct holder held;
  held.value = value;
  overwrites_held(held);
}

struct page { unsigned flags; int order; };
void hand_over(struct page *p);
int  take(int *place);
static int journalled(const struct page *p) {
  if (p->order == 0)
    return 0;
  if ((p->flags & 8) && p->order > 3)
    return 0;
  if (p->flags & 16)
    return 1;
  return (p->flags & 3) == 3;
}
/* Between the two questions code out of view runs; that it changes the answer is not to be expected. */
int write_page(struct page *p, int ready) {
  int way;
  if (journalled(p))
    goto again;
  way = ready ? 1 : 2;
again:
  hand_over(p);
  if (!journalled(p))
    return take(&ready) + way;
  return 0;
}
struct count { int n; _Bool begun; unsigned first; };
static void count_begin(unsigned ratio, struct count *c) {
  c->n = 0;
  if (ratio > 1)
    c->begun = 0;
}
static void count_add(unsigned ratio, unsigned at, unsigned end, struct count *c) {
  if (ratio == 1) {
    c->n++;
    return;
  }
  if (c->begun && c->first != at) {
    c->n++;
    c->begun = 0;
  }
  if (!c->begun && at <= end) {
    c->begun = 1;
    c->first = at;
  }
}
/* That nothing is begun is perhaps never said, but begun without a first it is not. */
int count_two(unsigned ratio, unsigned a, unsigned b, unsigned end) {
  struct count c;
  count_begin(ratio, &c);
  count_add(ratio, a, end, &c);
  count_add(ratio, b, end, &c);
  return c.n;
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

unsigned object_of(unsigned base);

static unsigned twice(unsigned offset) { return offset * 2; }

/* the function that the answer was handed to answers for it */
unsigned answer_asked_by_another(const struct form *form) {
  unsigned offset;
  unsigned base = base_of(form, &offset);
  unsigned object = object_of(base);
  if (object == 0)
    return 0;
  return offset + object;
}

unsigned answer_asked_by_another_and_handed_down(const struct form *form) {
  unsigned offset;
  unsigned object = object_of(base_of(form, &offset));
  return object == 0 ? 0 : twice(offset);
}

/* the other value may well never be 0 */
unsigned answer_held_against_another(const struct form *form, unsigned own) {
  unsigned offset;
  if (base_of(form, &offset) != own)
    return 0;
  return offset;
}

/* What another file makes of it comes back to where it came from. */
struct pair *filled_elsewhere(struct pair *pair);

void comes_back(void) {
  struct pair *pair;
  pair = filled_elsewhere(pair);
  use(pair != NULL);
}

int counted_from_nothing(int n) {
  int total = 0, rounds = 0;
  while (n > 0) {
    total += n--;
    rounds++;
  }
  return total / (rounds + 1);
}

/* Nothing declares that it never returns, and its name says so. */
int pool_panic(const char *file, int line, const char *format, ...);
int pool_look_up(int key, struct pair **ret);
#define VERIFY_OK(call)                                                                        \
  do {                                                                                         \
    const int answer_ = (call);                                                                \
    if (answer_ != 0)                                                                          \
      pool_panic(__FILE__, __LINE__, "it answered %d", answer_);                               \
  } while (0)

static int pool_find(int key, struct pair **ret) {
  if (key < 0)
    return -1;
  return pool_look_up(key, ret);
}

void verified(int key) {
  struct pair *pair;
  VERIFY_OK(pool_find(key, &pair));
  use(pair != NULL);
}
