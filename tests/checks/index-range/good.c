/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, repaired: no finding anywhere. */
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
  int at = 7;
  return table[at];
}

void member_array(struct record *r) {
  r->name[sizeof r->name - 1] = '\0';
}

int second_dimension(int y) {
  static int grid[4][6];
  if (y < 0 || y >= 4)
    return 0;
  return grid[y][5];
}

void where_a_loop_starts(void) {
  char buffer[100], to[100];
  memset(buffer, 'A', sizeof buffer - 1);
  buffer[sizeof buffer - 1] = '\0';
  memset(to, 'C', 50);
  char *p = buffer - 8;
  for (size_t i = 8; i < 99; i++)
    to[i] = p[i];
  use(to);
}

char before_the_start(void) {
  char buffer[8] = "abc";
  char *p = buffer + 1;
  p--;
  return *p;
}

char negative_index(int i UNTRUSTED) {
  char buffer[8] = "abc";
  if (i < 0 || i > 7)
    return 0;
  return buffer[i];
}

int from_the_last(void) {
  int table[8] = {0};
  int *last = &table[7];
  return last[-1] + last[0];
}

/* The address behind the last element may be made, only not used. */
int end_pointer(void) {
  int table[8] = {0};
  int *end = &table[8];
  return end[-1];
}

int literal_past_its_end(void) {
  const char *text = "four";
  return text[4];
}

int heap_element(uint32_t n) {
  int *p = calloc((size_t)n + 1, sizeof *p);
  int value;
  if (p == NULL)
    return 0;
  value = p[n];
  free(p);
  return value;
}

/* ---- bounds written down ---- */

int off_by_one_check(const char *from, size_t n) {
  char buffer[32];
  if (n < sizeof buffer) {
    memcpy(buffer, from, n);
    buffer[n] = '\0';
  }
  use(buffer);
  return 0;
}

int read_and_terminate(int fd) {
  char buffer[64];
  ssize_t n = read(fd, buffer, sizeof buffer - 1);
  if (n < 0)
    return -1;
  buffer[n] = '\0';
  use(buffer);
  return 0;
}

/* ---- loops ---- */

void for_loop(const int *from) {
  int to[8];
  for (int i = 0; i < 8; i++)
    to[i] = from[i];
  use(to);
}

void while_loop(void) {
  char buffer[24];
  size_t i = 0;
  while (i < sizeof buffer) {
    buffer[i] = 0;
    i++;
  }
  use(buffer);
}

void do_loop(const char *from) {
  char buffer[24];
  unsigned i = 0;
  do {
    buffer[i] = from[i];
  } while (++i < 24);
  use(buffer);
}

void pointer_loop(void) {
  char buffer[24];
  char *p = buffer, *end = buffer + sizeof buffer;
  while (p < end)
    *p++ = 0;
  use(buffer);
}

void loop_to_the_size(size_t n) {
  char *p = malloc(n);
  if (p == NULL)
    return;
  for (size_t i = 0; i < n; i++)
    p[i] = 0;
  use(p);
  free(p);
}

void steps_of_two(const char *from) {
  char buffer[16];
  for (size_t i = 0; i < sizeof buffer; i += 2) {
    buffer[i] = from[i];
    buffer[i + 1] = 0;
  }
  use(buffer);
}

void goto_loop(const char *from) {
  char buffer[8];
  int i = 0;
again:
  buffer[i] = from[i];
  i++;
  if (i < 8)
    goto again;
  use(buffer);
}

void pointer_loop_until_equal(void) {
  char buffer[24];
  for (char *p = buffer; p != buffer + sizeof buffer; p++)
    *p = 0;
  use(buffer);
}

void loop_downwards(void) {
  char buffer[24];
  for (size_t i = sizeof buffer; i-- > 0;)
    buffer[i] = 0;
  use(buffer);
}

void nested_loops(void) {
  int grid[6][5];
  for (int y = 0; y < 6; y++)
    for (int x = 0; x < 5; x++)
      grid[y][x] = x * y;
  use(grid);
}

void loop_with_a_break(const char *from) {
  char buffer[16];
  size_t i;
  for (i = 0; i < sizeof buffer - 1; i++) {
    if (from[i] == '\0')
      break;
    buffer[i] = from[i];
  }
  buffer[i] = '\0';
  use(buffer);
}

int two_bounds_in_one_index(unsigned x, unsigned y) {
  static int grid[64];
  if (x >= 8u || y >= 8u)
    return 0;
  return grid[y * 8u + x];
}

/* ---- ways through a function ---- */

int after_the_search(const int *wanted) {
  int table[8] = {0};
  int i;
  for (i = 0; i < 8; i++)
    if (table[i] == *wanted)
      break;
  return i < 8 ? table[i] : -1;
}

int chosen_by_switch(int kind) {
  int table[5] = {1, 2, 3, 4, 5};
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
  return table[at];
}

int flag_decides(int last) {
  int table[4] = {1, 2, 3, 4};
  int at = 4;
  if (last)
    at--;
  use(table);
  if (last)
    return table[at];
  return 0;
}

static int entry_of(const int *table, int at) {
  return table[at];
}

int index_to_a_callee(void) {
  int table[4] = {1, 2, 3, 4};
  return entry_of(table, 3);
}

static void put(int *table, int at, int value) {
  table[at] = value;
}

static void put_next(int *table, int at, int value) {
  put(table, at + 1, value);
}

void two_deep(void) {
  int table[4];
  put_next(table, 2, 1);
  use(table);
}

static int last_of(void) {
  return COLOURS - 1;
}

void index_from_a_callee(struct palette *palette) {
  palette->colour[last_of()] = 0;
}

/* Nothing is known about at: every caller may be right, so nothing is said. */
uint32_t unknown_index(const struct palette *palette, uint32_t at) {
  return palette->colour[at];
}

/* ---- what an attacker chooses, checked ---- */

uint32_t annotated(const struct palette *palette, uint32_t at UNTRUSTED) {
  return at < COLOURS ? palette->colour[at] : 0;
}

int index_from_the_wire(int fd) {
  static int handlers[256];
  uint8_t request;
  if (recv(fd, &request, sizeof request, 0) != 1)
    return -1;
  return handlers[request];
}

int upper_check_only(int at UNTRUSTED) {
  static int handlers[32];
  if (at < 0 || at >= 32)
    return -1;
  return handlers[at];
}

int unsigned_check(int at UNTRUSTED) {
  static int handlers[32];
  if ((unsigned)at >= 32u)
    return -1;
  return handlers[at];
}

int masked(unsigned at UNTRUSTED) {
  static int handlers[32];
  return handlers[at & 31u] + handlers[at % 32u];
}

void count_of_the_packet(const struct packet *packet UNTRUSTED) {
  uint8_t copy[32];
  uint32_t length = packet->length;
  if (length > sizeof copy)
    length = sizeof copy;
  for (uint32_t i = 0; i < length; i++)
    copy[i] = 0;
  use(copy);
}

void end_of_file_is_an_index(FILE *in) {
  int seen[256] = {0};
  int c = fgetc(in);
  if (c != EOF)
    seen[c] = 1;
  use(seen);
}

void terminator_at_the_count(FILE *in) {
  char text[128];
  size_t n = fread(text, 1, sizeof text - 1, in);
  text[n] = '\0';
  use(text);
}

void ring_put(const char *s, size_t n) {
  static char ring[256];
  static size_t head;
  for (size_t i = 0; i < n; i++) {
    ring[head & 255] = s[i];
    head++;
  }
}

void hex(const uint8_t *p, size_t n) {
  static const char d[] = "0123456789abcdef";
  char out[65];
  if (n > 32)
    n = 32;
  for (size_t i = 0; i < n; i++) {
    out[2 * i] = d[p[i] >> 4];
    out[2 * i + 1] = d[p[i] & 15];
  }
  out[2 * n] = 0;
  use(out);
}

char *cut_and_marked(const char *s) {
  char *copy = strndup(s, 8);
  if (copy != NULL && s[0] != '\0')
    copy[0] = '!';
  return copy;
}

void stack_ops(const char *prog) {
  int st[32];
  unsigned sp = 0;
  for (; *prog; prog++)
    switch (*prog) {
    case '1':
      if (sp >= 32)
        return;
      st[sp++] = 1;
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

/* Rows of one array are walked as one: its own business, as long as it stays in the array. */
int rows_as_one(void) {
  int m[3][5] = {{0}}, sum = 0;
  for (unsigned i = 0; i < 15; i++)
    sum += m[0][i];
  return sum;
}

/* Its kind says that it is no list; nobody changes that by name, and code out of view is not expected to. */
enum { KIND_NOTHING, KIND_LIST };
struct value {
  int kind;
  unsigned refs;
};
struct list {
  struct value head;
  unsigned count;
};
static struct value nothing = {KIND_NOTHING, 1};

void value_keep(struct value *v);

static unsigned value_count(const struct value *v) {
  if (v == NULL || v->kind != KIND_LIST)
    return 0;
  return ((const struct list *)v)->count;
}

unsigned count_nothing(void) {
  struct value *v = &nothing;
  value_keep(v);
  return value_count(v);
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
  if (kept >= 0 && kept < 10)
    printf("%d\n", table[kept]);
}

/* ---- what another file decides, with code between that may change it ---- */

extern int mode_of_another_file;
void tell_another_file(const char *what);

void read_in_one_mode_only(void) {
  int data = -1;
  if (mode_of_another_file != 5) {
    if (scanf("%d", &data) != 1)
      tell_another_file("nothing");
  } else {
    data = 7;
  }
  if (mode_of_another_file == 5) {
    int table[10] = {0};
    if (data >= 0)
      printf("%d\n", table[data]);
  }
}

void size_of_one_mode_only(void) {
  char from[100] = "", to[100];
  short data = 0;
  if (mode_of_another_file != 5) {
    if (scanf("%hd", &data) != 1)
      tell_another_file("nothing");
  } else {
    data = 99;
  }
  if (mode_of_another_file == 5 && data < 100)
    memcpy(to, from, data);
}

/* asked twice, and what it is about may have changed in between: neither way is shown to be taken */
void asked_again_after_code_between(void) {
  int table[10] = {0}, at = -1;
  if (mode_of_another_file == 5)
    tell_another_file("five");
  if (mode_of_another_file != 5)
    table[at] = 1;
  use(table);
}

void asked_again_inside_another(int at) {
  int table[10] = {0};
  if (mode_of_another_file == 1) {
    if (mode_of_another_file == 2)
      at = 3;
    table[at & 1 ? 10 : 9] = 1;
  }
  use(table);
}

/* Whatever bound stands beside it: a loop over a string ends where the string does. */
void literal_to_its_end(void) {
  const char *name = "too large";
  for (int i = 0; i < 64 && name[i] != '\0'; i++)
    use(&name[i]);
}

void copy_to_its_end(void) {
  char text[10];
  memcpy(text, "abc", 4);
  for (int i = 0; i < 20 && text[i] != '\0'; i++)
    use(&text[i]);
}

static size_t append(char *to, size_t size, size_t at, const char *text) {
  if (at < size) {
    while (*text != '\0' && at < size - 1)
      to[at++] = *text++;
    to[at] = '\0';
  }
  return at;
}

void appended(const char *name) {
  char message[196];
  size_t at = append(message, sizeof message, 0, "profile '");
  at = append(message, at + 79, at, name);
  append(message, sizeof message, at, "': ");
  use(message);
}

static const unsigned char column_of[8] = {0, 1, 1, 2, 2, 3, 3, 3};

void by_a_constant_table(unsigned n, const int columns[4]) {
  int mine[4] = {columns[0], columns[1], columns[2], columns[3]};
  if (n < sizeof column_of)
    use(&mine[column_of[n]]);
}

/* A string in a member ends in it, whatever the counter beside it is held to. */
struct shown {
  int kind;
  char title[16];
  int after;
};

static size_t add_to(char *line, size_t size, size_t at, const char *text) {
  while (at < size && text != NULL && *text != 0)
    line[at++] = *text++;
  if (at >= size)
    at = size - 1;
  line[at] = 0;
  return at;
}

size_t titled(const struct shown *shown, char *out) {
  char line[64];
  size_t at = add_to(line, sizeof line, 0, shown->title);
  out[0] = line[0];
  return at;
}

struct table_of_numbers {
  int count;
  int *numbers;
};

/* Less than nothing is no case that somebody counted on. */
void cleared_behind(struct table_of_numbers *table, int count) {
  int room = count * 4;
  if (room <= 0)
    room = 1;
  use(&room);
  if (count > table->count) {
    table->numbers = realloc(table->numbers, (size_t)(count + 1) * sizeof(int));
    if (table->numbers == NULL)
      exit(1);
    for (int i = table->count; i < count; i++)
      table->numbers[i] = room;
    table->count = count;
  }
}

/* How wide a character is, the callee asks of what it was given, which are digits here. */
static int one_or_two(const unsigned char *at, const unsigned char *end) {
  int sum = 0;
  while (at != end) {
    if ((*at & 0x80) == 0) {
      sum += at[0];
      at++;
    } else {
      sum += at[0] + at[1] + at[2];
      at += 3;
    }
  }
  return sum;
}

int digits(int value) {
  unsigned char hint[2];
  hint[0] = (unsigned char)('0' + value);
  hint[1] = 0;
  return one_or_two(hint, hint + strlen((const char *)hint));
}

/* ---- elements at an index that is not known, read again ---- */

int count_kinds(const unsigned *k, size_t n) {
  int c[3] = {0};
  for (size_t i = 0; i < n; i++)
    if (k[i] < 3)
      c[k[i]]++;
  return c[1];
}

/* what was tested is not what stands there now */
int element_replaced(int *kinds, size_t i, int kind) {
  static const int names[4] = {1, 2, 3, 4};
  if (kinds[i] >= 0 && kinds[i] < 5)
    kinds[i] = kind;
  return kinds[i] >= 0 && kinds[i] < 4 ? names[kinds[i]] : 0;
}

int element_moved_on(int *kinds, size_t i, size_t n) {
  static const int names[4] = {1, 2, 3, 4};
  int sum = 0;
  for (; i < n && kinds[i] > 4; i++)
    ;
  if (i < n && kinds[i] >= 0 && kinds[i] < 4)
    sum += names[kinds[i]];
  return sum;
}

/* A table that says by a mark where there is nothing, and by a bit which of two others to go on in. How far its elements go is
 * for who made it to know. */
#define ROW16(a) a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a
#define ROW128(a) ROW16(a), ROW16(a), ROW16(a), ROW16(a), ROW16(a), ROW16(a), ROW16(a), ROW16(a)
#define ROW512(a) ROW128(a), ROW128(a), ROW128(a), ROW128(a)
static const uint16_t ways[2][512] = {{ROW512(3)}, {ROW512(0x8001)}};
static const uint8_t narrow[4][8] = {{1}, {2}, {3}, {4}};
static const uint8_t wide[4][8] = {{5}, {6}, {7}, {8}};

int on_the_way(unsigned row, unsigned column) {
  uint16_t id = ways[row & 1][column & 511];
  if (id == 0xffff)
    return -1;
  if (id >= 0x8000)
    return wide[id - 0x8000][0];
  return narrow[id][1];
}
