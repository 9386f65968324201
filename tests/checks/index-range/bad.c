/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every function leaves an object on the marked line; good.c holds the same functions, repaired. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "untrusted.h"

enum { COLOURS = 16 };

struct record {
  char name[8];
  uint32_t id;
};

struct packet {
  uint32_t length;
  uint8_t body[32];
};

struct palette {
  uint32_t count;
  uint32_t colour[COLOURS];
};

void use(const void *bytes);

/* ---- constants and parts of objects ---- */

int constant_index(void) {
  int table[8] = {0};
  int at = 8;
  return table[at]; /* expect: index-range "'table'" */
}

void member_array(struct record *r) {
  r->name[sizeof r->name] = '\0'; /* expect: index-range "'name'" */
}

int second_dimension(int y) {
  static int grid[4][6];
  if (y < 0 || y >= 6)
    return 0;
  return grid[y][0]; /* expect: index-range */
}

void where_a_loop_starts(void) {
  char buffer[100], to[100];
  memset(buffer, 'A', sizeof buffer - 1);
  buffer[sizeof buffer - 1] = '\0';
  memset(to, 'C', 50);
  char *p = buffer - 8;
  for (size_t i = 0; i < 99; i++)
    to[i] = p[i]; /* expect: index-range "before the start" */
  use(to);
}

char before_the_start(void) {
  char buffer[8] = "abc";
  char *p = buffer;
  p--;
  return *p; /* expect: index-range "'buffer'" */
}

char negative_index(int i UNTRUSTED) {
  char buffer[8] = "abc";
  if (i < -1 || i > 7)
    return 0;
  return buffer[i]; /* expect: index-range */
}

int from_the_last(void) {
  int table[8] = {0};
  int *last = &table[7];
  return last[1]; /* expect: index-range */
}

int literal_past_its_end(void) {
  const char *text = "four";
  return text[5]; /* expect: index-range */
}

int heap_element(uint32_t n) {
  int *p = calloc((size_t)n + 1, sizeof *p);
  int value;
  if (p == NULL)
    return 0;
  value = p[(size_t)n + 1]; /* expect: index-range */
  free(p);
  return value;
}

/* ---- bounds written down, but the wrong ones ---- */

int off_by_one_check(const char *from, size_t n) {
  char buffer[32];
  if (n <= sizeof buffer) {
    memcpy(buffer, from, n);
    buffer[n] = '\0'; /* expect: index-range */
  }
  use(buffer);
  return 0;
}

int read_and_terminate(int fd) {
  char buffer[64];
  ssize_t n = read(fd, buffer, sizeof buffer);
  if (n < 0)
    return -1;
  buffer[n] = '\0'; /* expect: index-range */
  use(buffer);
  return 0;
}

/* ---- loops ---- */

void for_loop(const int *from) {
  int to[8];
  for (int i = 0; i <= 8; i++)
    to[i] = from[i]; /* expect: index-range */
  use(to);
}

void while_loop(void) {
  char buffer[24];
  size_t i = 0;
  while (i <= sizeof buffer) {
    buffer[i] = 0; /* expect: index-range */
    i++;
  }
  use(buffer);
}

void do_loop(const char *from) {
  char buffer[24];
  unsigned i = 0;
  do {
    buffer[i] = from[i]; /* expect: index-range */
  } while (i++ < 24);
  use(buffer);
}

void pointer_loop(void) {
  char buffer[24];
  char *p = buffer, *end = buffer + sizeof buffer;
  while (p <= end)
    *p++ = 0; /* expect: index-range */
  use(buffer);
}

void loop_to_the_size(size_t n) {
  char *p = malloc(n);
  if (p == NULL)
    return;
  for (size_t i = 0; i <= n; i++)
    p[i] = 0; /* expect: index-range */
  use(p);
  free(p);
}

void steps_of_two(const char *from) {
  char buffer[15];
  for (size_t i = 0; i < sizeof buffer; i += 2) {
    buffer[i] = from[i];
    buffer[i + 1] = 0; /* expect: index-range */
  }
  use(buffer);
}

void goto_loop(const char *from) {
  char buffer[8];
  int i = 0;
again:
  buffer[i] = from[i]; /* expect: index-range */
  i++;
  if (i < 9)
    goto again;
  use(buffer);
}

int two_bounds_in_one_index(unsigned x, unsigned y) {
  static int grid[64];
  if (x >= 8u || y >= 9u)
    return 0;
  return grid[y * 8u + x]; /* expect: index-range "'grid'" */
}

/* ---- ways through a function ---- */

int after_the_search(const int *wanted) {
  int table[8] = {0};
  int i;
  for (i = 0; i < 8; i++)
    if (table[i] == *wanted)
      break;
  return table[i]; /* expect: index-range */
}

int chosen_by_switch(int kind) {
  int table[4] = {1, 2, 3, 4};
  int at;
  switch (kind) {
  case 'a':
    at = 0;
    break;
  case 'b':
    at = 3;
    break;
  default:
    at = 4;
    break;
  }
  return table[at]; /* expect: index-range */
}

int flag_decides(int last) {
  int table[4] = {1, 2, 3, 4};
  int at = 3;
  if (last)
    at++;
  use(table);
  if (last)
    return table[at]; /* expect: index-range */
  return 0;
}

static int entry_of(const int *table, int at) {
  return table[at]; /* expect: index-range */
}

int index_to_a_callee(void) {
  int table[4] = {1, 2, 3, 4};
  return entry_of(table, 4);
}

static void put(int *table, int at, int value) {
  table[at] = value; /* expect: index-range */
}

static void put_next(int *table, int at, int value) {
  put(table, at + 1, value);
}

void two_deep(void) {
  int table[4];
  put_next(table, 3, 1);
  use(table);
}

static int last_of(void) {
  return COLOURS;
}

void index_from_a_callee(struct palette *palette) {
  palette->colour[last_of()] = 0; /* expect: index-range "'colour'" */
}

/* ---- what an attacker chooses ---- */

uint32_t annotated(const struct palette *palette, uint32_t at UNTRUSTED) {
  return palette->colour[at]; /* expect: index-range "'colour'" */
}

int index_from_the_wire(int fd) {
  static int handlers[32];
  uint8_t request;
  if (recv(fd, &request, sizeof request, 0) != 1)
    return -1;
  return handlers[request]; /* expect: index-range "'handlers'" */
}

int upper_check_only(int at UNTRUSTED) {
  static int handlers[32];
  if (at >= 32)
    return -1;
  return handlers[at]; /* expect: index-range */
}

void count_of_the_packet(const struct packet *packet UNTRUSTED) {
  uint8_t copy[32];
  for (uint32_t i = 0; i < packet->length; i++)
    copy[i] = 0; /* expect: index-range "'copy'" */
  use(copy);
}

void end_of_file_is_an_index(FILE *in) {
  int seen[256] = {0};
  int c = fgetc(in);
  seen[c] = 1; /* expect: index-range "'seen'" */
  use(seen);
}

void terminator_at_the_count(FILE *in) {
  char text[128];
  size_t n = fread(text, 1, sizeof text, in);
  text[n] = '\0'; /* expect: index-range "'text'" */
  use(text);
}

void hex(const uint8_t *p, size_t n) {
  static const char d[] = "0123456789abcdef";
  char out[64];
  if (n > 32)
    n = 32;
  for (size_t i = 0; i < n; i++) {
    out[2 * i] = d[p[i] >> 4];
    out[2 * i + 1] = d[p[i] & 15];
  }
  out[2 * n] = 0; /* expect: index-range "'out'" */
  use(out);
}

char *cut_and_marked(const char *s) {
  char *copy = strndup(s, 8);
  if (copy != NULL)
    copy[9] = '!'; /* expect: index-range */
  return copy;
}

void stack_ops(const char *prog) {
  int st[32];
  unsigned sp = 0;
  for (; *prog; prog++)
    switch (*prog) {
    case '1':
      if (sp > 32)
        return;
      st[sp++] = 1; /* expect: index-range "'st'" */
      break;
    case '+':
      if (sp < 2)
        return;
      st[sp - 2] += st[sp - 1];
      sp--;
      break;
    }
  if (sp)
    use(&st[sp - 1]);
}

struct message {
  int kind;
  int parts[8];
};

int size_of_the_pointer(void) {
  struct message *m = malloc(sizeof m);
  if (m == NULL)
    return 0;
  m->parts[2] = 1; /* expect: index-range "the allocation" */
  free(m);
  return 0;
}

int too_many_rows(unsigned n) {
  struct {
    int tag;
    short row[4];
  } part[2] = {{0}};
  if (n > 2)
    return 0;
  return part[n].row[0]; /* expect: index-range */
}

/* ---- left in a global by a callee that is given nothing ---- */

static int kept;

static void leave_it_there(void) {
  int data = 0;
  if (scanf("%d", &data) == 1)
    kept = data;
}

void taken_from_there(void) {
  int table[10] = {0};
  leave_it_there();
  if (kept < 10)
    printf("%d\n", table[kept]); /* expect: index-range */
}

/* A literal is as long as it is. */
void literal_into_less(void) {
  char tag[5];
  const char *name = "too large";
  int i = 0;
  while (name[i] != '\0') {
    tag[i] = name[i]; /* expect: index-range */
    i++;
  }
  use(tag);
}

/* Nothing ends this loop where the literal does. */
void literal_without_its_end(void) {
  const char *name = "too large";
  for (int i = 0; i < 64 && name[i] != '#'; i++) /* expect: index-range */
    use(&i);
}

/* A string in a member that nothing ended. */
struct shown {
  int kind;
  char title[16];
  int after;
};

static size_t add_all(char *line, size_t size, size_t at, const char *text) {
  while (at < size && text != NULL && *text != '#') /* expect: index-range */
    line[at++] = *text++;                           /* expect: index-range */
  return at;
}

size_t titled(const struct shown *shown, char *out) {
  char line[64];
  size_t at = add_all(line, sizeof line, 0, shown->title);
  out[0] = line[0];
  return at;
}

struct table_of_numbers {
  int count;
  int *numbers;
};

void cleared_before(struct table_of_numbers *table, int count) {
  if (count <= 0)
    return;
  table->numbers = realloc(table->numbers, (size_t)count * sizeof(int));
  if (table->numbers == NULL)
    exit(1);
  for (int i = -1; i < count; i++)
    table->numbers[i] = 0; /* expect: index-range */
  table->count = count;
}

/* ---- elements at an index that is not known, read again ---- */

/* an element that is tested is the same when it is read again */
int count_kinds(const unsigned *k, size_t n) {
  int c[3] = {0};
  for (size_t i = 0; i < n; i++)
    if (k[i] <= 3)
      c[k[i]]++; /* expect: index-range */
  return c[1];
}

int last_of_kind(const int *kinds, size_t i) {
  static const int names[4] = {1, 2, 3, 4};
  if (kinds[i] < 0 || kinds[i] > 4)
    return 0;
  return names[kinds[i]]; /* expect: index-range */
}
