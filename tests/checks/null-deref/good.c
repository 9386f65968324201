/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, repaired, and what looks like them: nothing is reported here. */
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
void check(const void *p);

void constant(void) {
  int64_t one = 1, *p = &one;
  use((int)*p);
}

void written_through(void) {
  struct item one = {0, NULL, NULL}, *p = NULL;
  p = &one;
  p->id = 4;
}

void one_branch(int mode) {
  struct item one = {1, NULL, NULL}, *p;
  if (mode == 3)
    p = NULL;
  else
    p = &one;
  if (p != NULL)
    use((int)p->id);
}

void in_a_switch(int mode) {
  struct item one = {1, NULL, NULL}, *p = NULL;
  switch (mode) {
  case 6:
    p = &one;
    break;
  default:
    return;
  }
  use((int)p->id);
}

void loop_that_runs_once(void) {
  struct item one = {1, NULL, NULL}, *p = NULL;
  for (int i = 0; i < 1; i++)
    p = &one;
  use((int)p->id);
}

void while_that_ends(void) {
  struct item one = {1, NULL, NULL}, *p = NULL;
  while (1) {
    p = &one;
    break;
  }
  use((int)p->id);
}

void jump(void) {
  struct item one = {1, NULL, NULL}, *p = NULL;
  goto source;
source:
  p = &one;
  use((int)p->id);
}

void through_a_member(void) {
  struct item one = {1, NULL, NULL};
  struct box box;
  box.item = NULL;
  box.item = &one;
  use((int)box.item->id);
}

void through_an_element(void) {
  struct item one = {1, NULL, NULL};
  struct item *table[4];
  table[1] = NULL;
  table[2] = &one;
  struct item *p = table[2];
  use((int)p->id);
}

void through_an_alias(void) {
  struct item one = {1, NULL, NULL}, *p = NULL;
  struct item **way = &p;
  *way = &one;
  use((int)p->id);
}

static struct item *kept;
void may_set_it(void);
static void set_kept(struct item *p) {
  kept = p;
}

void through_a_global(struct item *p) {
  kept = NULL;
  may_set_it();
  set_kept(p);
  use((int)kept->id);
}

void zeroed_record(struct item *p) {
  struct box box;
  memset(&box, 0, sizeof box);
  box.item = p;
  use((int)box.item->id);
}

void conditions_exclude_each_other(int mode) {
  struct item one = {1, NULL, NULL}, *p = &one;
  if (mode)
    p = NULL;
  use(mode);
  if (!mode)
    use((int)p->id);
}

void question_asked_twice(struct item *state, struct item *p) {
  struct item *q = NULL;
  if (state->id == 4)
    q = p;
  use(ask(1));
  if (state->id == 4)
    use((int)q->id);
}

static void sink(const struct item *p) {
  if (p == NULL)
    return;
  use((int)p->id);
}

void as_an_argument(void) {
  sink(NULL);
}

static struct item *source(int id) {
  if (id == 0)
    return NULL;
  return look_up(id);
}

void as_a_result(void) {
  struct item *p = source(1);
  if (p)
    use((int)p->id);
}

/* The callee's own question says nothing about the caller's pointer. */
static int64_t id_of(const struct item *p) {
  return p == NULL ? 0 : p->id;
}

int64_t callee_is_careful(const struct item *p) {
  int64_t id = id_of(p);
  return id + p->id;
}

void allocated(void) {
  struct item *p = malloc(sizeof *p);
  if (p == NULL)
    return;
  p->id = 1;
  free(p);
}

void allocated_or_exit(void) {
  struct item *p = malloc(sizeof *p);
  if (!p) {
    perror("malloc");
    exit(1);
  }
  p->id = 1;
  free(p);
}

void checked_elsewhere(void) {
  struct item *p = malloc(sizeof *p);
  check(p);
  p->id = 1;
  free(p);
}

void zeroed(void) {
  int *p = calloc(4, sizeof *p);
  if (p)
    p[1] = 4;
  free(p);
}

void grown(size_t n) {
  int *p = malloc(8);
  if (p == NULL)
    return;
  int *q = realloc(p, n);
  if (q == NULL) {
    free(p);
    return;
  }
  q[0] = 1;
  free(q);
}

int two_of_them(void) {
  int result = -1;
  char *a = malloc(10), *b = malloc(10);
  if (a == NULL || b == NULL)
    goto done;
  a[0] = b[0] = 1;
  result = 0;
done:
  free(a);
  free(b);
  return result;
}

void opened(const char *path) {
  char line[64];
  FILE *file = fopen(path, "r");
  if (!file)
    return;
  if (fgets(line, sizeof line, file) != NULL)
    use(line[0]);
  fclose(file);
}

size_t from_the_environment(void) {
  const char *home = getenv("HOME");
  return home != NULL ? strlen(home) : 0;
}

void found(const char *line) {
  const char *colon = strchr(line, ':');
  if (colon)
    use(*colon);
}

void no_bytes(const char *line) {
  memcpy((void *)line, NULL, 0);
  char *end;
  use((int)strtol(line, NULL, 10));
  use((int)strtol(line, &end, 10));
  use(snprintf(NULL, 0, "%s", line));
}

int tested_before_use(const struct item *p) {
  if (p == NULL)
    return -1;
  return (int)p->id;
}

int reassigned_before_the_test(struct item *p) {
  int id = (int)p->id;
  p = look_up(id);
  if (p == NULL)
    return -1;
  return (int)p->id;
}

int walk(const struct item *p) {
  int sum = 0;
  while (p != NULL) {
    sum += (int)p->id;
    p = p->next;
  }
  return sum;
}

int walk_at_least_one(const struct item *p) {
  int sum = 0;
  do {
    sum += (int)p->id;
    p = p->next;
  } while (p);
  return sum;
}

const struct item *find(const struct item *p, int id) {
  for (; p; p = p->next)
    if (p->id == id)
      break;
  return p;
}

int either(const struct item *a, const struct item *b) {
  if (a == NULL && b == NULL)
    return 0;
  return a != NULL ? (int)a->id : (int)b->id;
}

size_t member_offset(void) {
  return (size_t)&((struct item *)0)->name;
}

int length_tells(const char *p) {
  size_t n = 0;
  if (p != NULL)
    n = strlen(p);
  int sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += p[i];
  return sum;
}

int flag_tells(int id) {
  struct item *p = look_up(id);
  int ok = p != NULL;
  if (!ok)
    return 0;
  return (int)p->id;
}

int lazily(void) {
  static struct item *cache;
  if (cache == NULL)
    cache = look_up(0);
  return cache ? (int)cache->id : 0;
}

#define TRACE(p) ((p) ? use((int)(p)->id) : use(0))

int macro_tests_for_itself(const struct item *p) {
  int id = (int)p->id;
  TRACE(p);
  return id + (int)p->id;
}

/* The answer of a test stands in what the pointer was just used to store to. */
int test_in_its_own_place(int *p) {
  *p = p == NULL;
  if (*p)
    return *p;
  return 0;
}

unsigned settings_of(int mode);
static const unsigned char narrow[64], wide[64], rich[64], full[256];
/* All four values of the two bits are named. */
unsigned sum_of(int mode, unsigned n) {
  const unsigned char *table = NULL;
  unsigned bits = settings_of(mode) & 0x18;
  if (bits == 0)
    table = narrow;
  else if (bits == 0x08)
    table = wide;
  else if (bits == 0x10)
    table = rich;
  else if (bits == 0x18)
    table = full;
  return table[0] + n;
}

/* Who hands down a null pointer knows how the callee's question is answered. */
static void open_item(const struct item *item, int *opened) {
  if (item->next == NULL) {
    use(1);
    return;
  }
  *opened = 1;
}

void open_last(const struct item *last) { open_item(last, NULL); }

int *always_there(void) __attribute__((returns_nonnull));

int asks_nobody(void) {
  int *place = always_there();
  return *place;
}

/* Two failures that were not 0 are one that is not 0. */
struct table {
  int rows;
  char *names;
};

static void *make_zeroed(int *failure, size_t size) {
  void *made = malloc(size);
  if (made != NULL)
    memset(made, 0, size);
  else
    *failure = 7;
  return made;
}

int first_failure_counts(int mode) {
  struct table *table = NULL;
  int failure = ask(mode), later = ask(3), rows;
  if (failure == 0)
    failure = later;
  if (failure == 0)
    table = make_zeroed(&failure, sizeof *table);
  if (failure == 0) {
    table->rows = 3;
    table->names = NULL;
  }
  rows = table != NULL ? table->rows : 0;
  free(table);
  return rows;
}

/* a look-up that all ask whether it found anything, and one that nobody asks */
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

int now_asked(struct item *list, int id) {
  struct item *found = seek_item(list, id);
  return found != NULL ? found->id : 0;
}

int one_after_the_other(const struct item *p) {
  if ((p != NULL) && (p->id > 3))
    return 1;
  return 0;
}

void something_to_call(int how) {
  void (*action)(const char *) = NULL;
  if (how == 2)
    action = call_it;
  if (action != NULL)
    action("text");
}

/* An assertion that was compiled out still says what its author knows. */
#define CLAIM(condition) ((void)sizeof(!(condition)))

int claimed(int id) {
  struct item *found = id > 0 ? look_up(id) : NULL;
  CLAIM(found != NULL);
  return (int)found->id;
}

int claimed_by_kind(int kind, struct item *first) {
  struct item *chosen = NULL;
  switch (kind) {
  case 1:
    chosen = first;
    break;
  default:
    CLAIM(kind == 1);
  }
  return (int)chosen->id;
}

/* The member was changed in between: the question is about what stands there now. */
int member_moved_on(struct item *p) {
  int id = (int)p->next->id;
  p->next = p->next->next;
  if (!p->next)
    return -1;
  return id;
}

void item_trim(struct item *p);
int member_changed_elsewhere(struct item *p) {
  int id = (int)p->next->id;
  item_trim(p);
  if (!p->next)
    return -1;
  return id;
}

/* Nor is a promise a question that came too late. */
int promised_later(struct item *p) {
  int id = (int)p->id;
  if (p == NULL)
    __builtin_unreachable();
  return id;
}

int claimed_later(struct item *p) {
  int id = (int)p->id;
  CLAIM(p != NULL && p->next != NULL);
  return id + (int)p->next->id;
}

/* ---- elements of a table, at an index that is not known ---- */

int element_made(struct item **table, size_t i) {
  table[i] = malloc(sizeof **table);
  if (table[i] == NULL)
    return -1;
  table[i]->id = 1;
  return 0;
}

int element_tested(struct item **table, size_t i) {
  if (table[i] == NULL)
    return -1;
  return (int)table[i]->id;
}

void fill_items(struct item **table);
int element_filled_by_others(struct item **table, size_t i) {
  if (table[i] == NULL)
    fill_items(table);
  return (int)table[i]->id;
}

/* in each round it is another one */
int first_empty(struct item **table, size_t n) {
  size_t i = 0;
  while (i < n && table[i] != NULL)
    i++;
  for (size_t k = i; k-- > 0;)
    if (table[k]->id == 1)
      return (int)k;
  return -1;
}

/* more than -1, or -1: that it is less is a case that nobody speaks of */
struct clock_source {
  int rate;
};
extern struct clock_source *clock_sources[8];

static int source_rate(int wanted, int doubled) {
  struct clock_source *source = NULL;
  if (wanted > -1)
    source = clock_sources[wanted & 7];
  if (wanted == -1)
    source = clock_sources[0];
  if (doubled)
    return 2 * source->rate;
  return source->rate;
}

int source_rates(int wanted, int doubled) {
  return source_rate(wanted, doubled) + source_rate(-1, doubled);
}

/* Nothing declares that it never returns, and its name says so. */
void pool_panic(const char *file, int line, const char *format, ...);

int panics(struct clock_source *source) {
  if (source == NULL)
    pool_panic(__FILE__, __LINE__, "no source");
  return source->rate;
}

/* What was found in the text is in its copy. */
int cuts_copy(const char *name) {
  char copy[64];
  if (strchr(name, '@') == NULL || strlen(name) >= sizeof copy)
    return -1;
  strcpy(copy, name);
  *strchr(copy, '@') = '\0';
  return (int)strlen(copy);
}

int cuts_copy_later(const char *name) {
  char copy[64];
  const char *mark = strchr(name, '#');
  if (mark == NULL || strlen(name) >= sizeof copy)
    return -1;
  strcpy(copy, name);
  *strchr(copy, '#') = '\0';
  return (int)strlen(copy) + mark[1];
}
