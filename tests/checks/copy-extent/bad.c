/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every function reaches past the end of an object on the marked line; good.c holds the same functions, repaired. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <wchar.h>

#include "untrusted.h"

struct record {
  char name[8];
  uint32_t id;
};

struct packet {
  uint32_t length;
  uint8_t body[32];
};

struct message {
  size_t length;
  char data[];
};

void use(const void *bytes);

/* ---- constants ---- */

void constant_size(const char *from) {
  char buffer[16];
  memcpy(buffer, from, 17); /* expect: copy-extent "'buffer'" */
  use(buffer);
}

void computed_size(const char *from) {
  char buffer[16];
  size_t words = 5;
  memcpy(buffer, from, words * sizeof(uint32_t)); /* expect: copy-extent "'buffer'" */
  use(buffer);
}

void one_too_many(void) {
  char buffer[16];
  memset(buffer, 0, sizeof buffer + 1); /* expect: copy-extent */
  use(buffer);
}

void size_of_another(void) {
  char small[4];
  char *pointer = small;
  memset(small, 0, sizeof pointer); /* expect: copy-extent "'small'" */
  use(small);
}

void two_branches(int wide, const char *from) {
  char buffer[16];
  size_t n;
  if (wide)
    n = 24;
  else
    n = 16;
  memcpy(buffer, from, n); /* expect: copy-extent */
  use(buffer);
}

/* ---- parts of objects ---- */

void field_into_the_next(struct record *r, const char *from) {
  memcpy(r->name, from, sizeof *r); /* expect: copy-extent "'name'" */
}

void past_the_record(const char *from) {
  struct record r;
  memcpy(&r, from, sizeof r + sizeof r.id); /* expect: copy-extent "'r'" */
  use(&r);
}

void last_elements(void) {
  struct record all[4];
  memset(&all[3], 0, 2 * sizeof all[0]); /* expect: copy-extent */
  use(all);
}

void alias_in_the_middle(const char *from) {
  char buffer[32];
  char *half = buffer + 16;
  memcpy(half, from, 24); /* expect: copy-extent */
  use(buffer);
}

void row_of_a_matrix(void) {
  int grid[4][8];
  for (int row = 0; row <= 4; row++)
    memset(grid[row], 0, sizeof grid[0]); /* expect: copy-extent */
  use(grid);
}

void trailing_array(const char *from, uint32_t n) {
  struct message *m = malloc(sizeof *m + n);
  if (m == NULL)
    return;
  m->length = n;
  memcpy(m->data, from, (size_t)n + sizeof *m); /* expect: copy-extent */
  use(m);
  free(m);
}

/* ---- bounds written down, but the wrong ones ---- */

int checked_against_another(const char *from, size_t n) {
  char buffer[32];
  if (n > 64)
    return -1;
  memcpy(buffer, from, n); /* expect: copy-extent "'buffer'" */
  use(buffer);
  return 0;
}

int check_the_wrong_way(const char *from, size_t n) {
  char buffer[32];
  if (n <= sizeof buffer)
    return -1;
  memcpy(buffer, from, n); /* expect: copy-extent */
  use(buffer);
  return 0;
}

void clamp_to_another(const char *from, size_t n) {
  char buffer[32];
  size_t m = n < 40 ? n : 40;
  memcpy(buffer, from, m); /* expect: copy-extent */
  use(buffer);
}

void bound_in_the_call(FILE *in) {
  char line[64];
  if (fgets(line, 128, in) == NULL) /* expect: copy-extent "'line'" */
    return;
  use(line);
}

void bound_of_a_print(int a, int b) {
  char text[16];
  snprintf(text, 64, "%d,%d", a, b); /* expect: copy-extent "'text'" */
  use(text);
}

/* ---- ways through a function ---- */

void chosen_by_switch(int kind, const char *from) {
  char buffer[16];
  size_t n;
  switch (kind) {
  case 0:
    n = 8;
    break;
  case 1:
    n = 16;
    break;
  default:
    n = 32;
    break;
  }
  memcpy(buffer, from, n); /* expect: copy-extent */
  use(buffer);
}

void switch_falls_through(int kind, const char *from) {
  char buffer[16];
  size_t n = 0;
  switch (kind) {
  case 2:
    n += 16;
    /* fall through */
  case 1:
    n += 8;
    break;
  default:
    break;
  }
  memcpy(buffer, from, n); /* expect: copy-extent */
  use(buffer);
}

void goto_forward(int fast, const char *from) {
  char buffer[16];
  size_t n = 20;
  if (fast)
    goto copy;
  n = 16;
copy:
  memcpy(buffer, from, n); /* expect: copy-extent */
  use(buffer);
}

void flag_decides(int wide, const char *from) {
  char buffer[32];
  size_t n = 16;
  if (wide)
    n = 64;
  use(from);
  if (wide)
    memcpy(buffer, from, n); /* expect: copy-extent */
  use(buffer);
}

int early_return(int state, const char *from) {
  char buffer[16];
  size_t n = 16;
  if (state == 1)
    return 0;
  if (state == 2)
    n = 17;
  if (state == 3)
    return 1;
  memcpy(buffer, from, n); /* expect: copy-extent */
  use(buffer);
  return 2;
}

/* ---- other functions of the file ---- */

static size_t header_size(void) {
  return 24;
}

void size_from_a_callee(const char *from) {
  char buffer[16];
  memcpy(buffer, from, header_size()); /* expect: copy-extent */
  use(buffer);
}

static void length_of(int wide, size_t *ret_length) {
  *ret_length = wide ? 40 : 20;
}

void size_through_a_pointer(int wide, const char *from) {
  char buffer[32];
  size_t n;
  length_of(wide, &n);
  memcpy(buffer, from, n); /* expect: copy-extent */
  use(buffer);
}

static void clear(char *to, size_t n) {
  memset(to, 0, n); /* expect: copy-extent */
}

void both_to_a_callee(void) {
  char buffer[8];
  clear(buffer, 16);
  use(buffer);
}

static void copy_inner(char *to, const char *from, size_t n) {
  memcpy(to, from, n); /* expect: copy-extent */
}

static void copy_outer(char *to, const char *from, size_t n) {
  copy_inner(to, from, n + 1);
}

void two_deep(const char *from) {
  char buffer[12];
  copy_outer(buffer, from, sizeof buffer);
  use(buffer);
}

static char *make_buffer(size_t n) {
  char *p = malloc(n);
  if (p == NULL)
    abort();
  return p;
}

void object_from_a_callee(const char *from) {
  char *p = make_buffer(10);
  memcpy(p, from, 12); /* expect: copy-extent */
  use(p);
  free(p);
}

/* ---- heap ---- */

void one_past_the_heap(const char *from, uint32_t n) {
  char *p = malloc(n);
  if (p == NULL)
    return;
  memcpy(p, from, (size_t)n + 1); /* expect: copy-extent */
  use(p);
  free(p);
}

void count_for_bytes(const int *from) {
  int *p = malloc(16 * sizeof *p);
  if (p == NULL)
    return;
  memcpy(p, from, 17 * sizeof *p); /* expect: copy-extent */
  use(p);
  free(p);
}

char *grown_too_little(char *old) {
  char *p = realloc(old, 32);
  if (p == NULL)
    return NULL;
  memset(p, 0, 64); /* expect: copy-extent */
  return p;
}

void variable_length_array(uint16_t n) {
  char room[(size_t)n + 1];
  memset(room, 0, (size_t)n + 2); /* expect: copy-extent */
  use(room);
}

/* ---- strings ---- */

void no_room_for_terminator(void) {
  char text[8];
  strcpy(text, "12345678"); /* expect: copy-extent "'text'" */
  use(text);
}

void appended(void) {
  char text[12];
  strcpy(text, "0123456");
  strcat(text, "789ab"); /* expect: copy-extent */
  use(text);
}

char *duplicate(const char *s) {
  size_t length = strlen(s);
  char *copy = malloc(length); /* may: alloc-arith */
  if (copy == NULL)
    return NULL;
  memcpy(copy, s, length + 1); /* expect: copy-extent */
  return copy;
}

void padded(const char *s) {
  char text[8];
  strncpy(text, s, 16); /* expect: copy-extent */
  text[7] = '\0';
  use(text);
}

void bound_of_the_append(void) {
  char text[8] = "";
  strncat(text, "a long piece of text", sizeof text); /* expect: copy-extent */
  use(text);
}

void wide_count(const wchar_t *from) {
  wchar_t text[8];
  wmemcpy(text, from, 10); /* expect: copy-extent */
  use(text);
}

void wide_literal(void) {
  wchar_t text[8];
  wcscpy(text, L"nine char"); /* expect: copy-extent */
  use(text);
}

void bytes_for_characters(void) {
  wchar_t text[8];
  wmemset(text, L'x', sizeof text); /* expect: copy-extent */
  use(text);
}

/* ---- what an attacker chooses ---- */

void annotated(const char *from, size_t n UNTRUSTED) {
  char buffer[64];
  memcpy(buffer, from, n); /* expect: copy-extent "'buffer'" */
  use(buffer);
}

void length_in_the_packet(int fd) {
  struct packet p;
  char out[32];
  if (recv(fd, &p, sizeof p, 0) != (ssize_t)sizeof p)
    return;
  memcpy(out, p.body, p.length); /* expect: copy-extent */ /* may: copy-extent */
  use(out);
}

void length_read_first(int fd) {
  uint32_t n;
  char buffer[256];
  if (read(fd, &n, sizeof n) != (ssize_t)sizeof n)
    return;
  if (read(fd, buffer, n) < 0) /* expect: copy-extent "'buffer'" */
    return;
  use(buffer);
}

void count_in_the_file(FILE *in) {
  uint16_t count;
  uint32_t table[100];
  if (fread(&count, sizeof count, 1, in) != 1)
    return;
  if (fread(table, sizeof table[0], count, in) != count) /* expect: copy-extent "'table'" */
    return;
  use(table);
}

void environment(void) {
  char home[128];
  const char *value = getenv("HOME");
  if (value != NULL) {
    strcpy(home, value); /* expect: copy-extent "'home'" */
    use(home);
  }
}

int signed_check(const char *from, int n UNTRUSTED) {
  char buffer[64];
  if (n > (int)sizeof buffer)
    return -1;
  memcpy(buffer, from, (size_t)n); /* expect: copy-extent */
  use(buffer);
  return 0;
}

void negative_constant(const char *from) {
  char buffer[64];
  int n = -1;
  memcpy(buffer, from, (size_t)n); /* expect: copy-extent */
  use(buffer);
}

void header_taken_off(const char *from, uint32_t length UNTRUSTED) {
  char buffer[512];
  if (length > sizeof buffer)
    return;
  memcpy(buffer, from, length - 8u); /* expect: copy-extent */
  use(buffer);
}

/* ---- reading too much ---- */

void literal_too_short(void) {
  char buffer[64];
  memcpy(buffer, "short", sizeof buffer); /* expect: copy-extent */
  use(buffer);
}

void source_too_short(char *to) {
  char from[16];
  memset(from, 7, sizeof from);
  memcpy(to, from, 24); /* expect: copy-extent "'from'" */
}

void sent_too_much(int fd, const struct record *r) {
  struct record copy = *r;
  if (send(fd, &copy, 64, 0) < 0) /* expect: copy-extent "'copy'" */
    return;
}

int compared_too_much(const char *other) {
  char key[8];
  memset(key, 0, sizeof key);
  return memcmp(key, other, 16); /* expect: copy-extent "'key'" */
}

void shifted_down(void) {
  char buffer[32];
  memset(buffer, 0, sizeof buffer);
  memmove(buffer, buffer + 1, sizeof buffer); /* expect: copy-extent */
  use(buffer);
}

int echo(int fd, const struct packet *request UNTRUSTED) {
  uint8_t reply[32];
  memset(reply, 0, sizeof reply);
  return (int)write(fd, reply, request->length); /* expect: copy-extent "'reply'" */
}

void appended_to_initialiser(void) {
  char text[10] = "12345";
  strcat(text, "67890"); /* expect: copy-extent "'text'" */
  use(text);
}

void string_of_one_letter(void) {
  char from[100];
  char to[50] = "";
  memset(from, 'A', 99);
  from[99] = '\0';
  strcpy(to, from); /* expect: copy-extent "'to'" */
  use(to);
}

void wide_string_of_one_letter(void) {
  wchar_t from[100];
  wchar_t to[50];
  wmemset(from, L'A', 99);
  from[99] = L'\0';
  wcscpy(to, from); /* expect: copy-extent "'to'" */
  use(to);
}

/* ---- the size of the pointer ---- */

struct pair_of_ints {
  int first, second;
};

void clears_a_pointers_worth(char *text) {
  memset(text, 0, sizeof(text)); /* expect: copy-extent "the size of a pointer" */
}

void copies_a_pointers_worth(struct pair_of_ints *to, const struct pair_of_ints *from) {
  memcpy(to, from, sizeof(to)); /* expect: copy-extent */
}

/* a block that an element of a table leads to */
int element_too_small(char **table, size_t i) {
  table[i] = malloc(10);
  if (table[i] == NULL)
    return -1;
  memset(table[i], 0, 20); /* expect: copy-extent "has 10" */
  return 0;
}
