/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c, repaired: no finding anywhere. */
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
  memcpy(buffer, from, 16);
  use(buffer);
}

void computed_size(const char *from) {
  char buffer[16];
  size_t words = 4;
  memcpy(buffer, from, words * sizeof(uint32_t));
  use(buffer);
}

void one_too_many(void) {
  char buffer[16];
  memset(buffer, 0, sizeof buffer);
  use(buffer);
}

void size_of_another(void) {
  char small[4];
  memset(small, 0, sizeof small);
  use(small);
}

void two_branches(int wide, const char *from) {
  char buffer[24];
  size_t n;
  if (wide)
    n = 24;
  else
    n = 16;
  memcpy(buffer, from, n);
  use(buffer);
}

/* ---- parts of objects ---- */

void field_into_the_next(struct record *r, const char *from) {
  memcpy(r->name, from, sizeof r->name);
}

void past_the_record(const char *from) {
  struct record r;
  memcpy(&r, from, sizeof r);
  use(&r);
}

/* From the address of the record, all of it may be written; so may a member that is the first of it. */
void whole_record_by_its_address(struct record *r, const char *from) {
  memcpy(r, from, sizeof *r);
}

void last_elements(void) {
  struct record all[4];
  memset(&all[2], 0, 2 * sizeof all[0]);
  use(all);
}

void alias_in_the_middle(const char *from) {
  char buffer[32];
  char *half = buffer + 16;
  memcpy(half, from, 16);
  use(buffer);
}

void row_of_a_matrix(void) {
  int grid[4][8];
  for (int row = 0; row < 4; row++)
    memset(grid[row], 0, sizeof grid[0]);
  use(grid);
}

void trailing_array(const char *from, uint32_t n) {
  struct message *m = malloc(sizeof *m + n);
  if (m == NULL)
    return;
  m->length = n;
  memcpy(m->data, from, n);
  use(m);
  free(m);
}

/* ---- bounds written down ---- */

int checked_against_another(const char *from, size_t n) {
  char buffer[64];
  if (n > 64)
    return -1;
  memcpy(buffer, from, n);
  use(buffer);
  return 0;
}

int check_the_wrong_way(const char *from, size_t n) {
  char buffer[32];
  if (n > sizeof buffer)
    return -1;
  memcpy(buffer, from, n);
  use(buffer);
  return 0;
}

void clamp_to_another(const char *from, size_t n) {
  char buffer[32];
  size_t m = n < sizeof buffer ? n : sizeof buffer;
  memcpy(buffer, from, m);
  use(buffer);
}

void bound_in_the_call(FILE *in) {
  char line[64];
  if (fgets(line, sizeof line, in) == NULL)
    return;
  use(line);
}

void bound_of_a_print(int a, int b) {
  char text[16];
  snprintf(text, sizeof text, "%d,%d", a, b);
  use(text);
}

/* ---- ways through a function ---- */

void chosen_by_switch(int kind, const char *from) {
  char buffer[32];
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
  memcpy(buffer, from, n);
  use(buffer);
}

void switch_falls_through(int kind, const char *from) {
  char buffer[24];
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
  memcpy(buffer, from, n);
  use(buffer);
}

void goto_forward(int fast, const char *from) {
  char buffer[16];
  size_t n = 12;
  if (fast)
    goto copy;
  n = 16;
copy:
  memcpy(buffer, from, n);
  use(buffer);
}

void flag_decides(int wide, const char *from) {
  char buffer[32];
  size_t n = 64;
  if (wide)
    n = 16;
  use(from);
  if (wide)
    memcpy(buffer, from, n);
  use(buffer);
}

int early_return(int state, const char *from) {
  char buffer[16];
  size_t n = 16;
  if (state == 1)
    return 0;
  if (state == 2)
    n = 17;
  if (n > sizeof buffer)
    return 1;
  memcpy(buffer, from, n);
  use(buffer);
  return 2;
}

int flag_remembers_the_check(const char *from, size_t n UNTRUSTED) {
  char buffer[32];
  int fits = n <= sizeof buffer;
  use(from);
  if (!fits)
    return -1;
  memcpy(buffer, from, n);
  use(buffer);
  return 0;
}

int cleanup_at_the_end(const char *from, size_t n UNTRUSTED) {
  int status = -1;
  char *p = NULL;
  if (n == 0 || n > 4096)
    goto out;
  p = malloc(n);
  if (p == NULL)
    goto out;
  memcpy(p, from, n);
  use(p);
  status = 0;
out:
  free(p);
  return status;
}

/* ---- other functions of the file ---- */

static size_t header_size(void) {
  return 16;
}

void size_from_a_callee(const char *from) {
  char buffer[16];
  memcpy(buffer, from, header_size());
  use(buffer);
}

static void length_of(int wide, size_t *ret_length) {
  *ret_length = wide ? 32 : 20;
}

void size_through_a_pointer(int wide, const char *from) {
  char buffer[32];
  size_t n;
  length_of(wide, &n);
  memcpy(buffer, from, n);
  use(buffer);
}

static void clear(char *to, size_t n) {
  memset(to, 0, n);
}

void both_to_a_callee(void) {
  char buffer[16], larger[64];
  clear(buffer, 16);
  clear(larger, sizeof larger);
  use(buffer);
  use(larger);
}

static void copy_inner(char *to, const char *from, size_t n) {
  memcpy(to, from, n);
}

static void copy_outer(char *to, const char *from, size_t n) {
  copy_inner(to, from, n - 1);
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
  char *p = make_buffer(12);
  memcpy(p, from, 12);
  use(p);
  free(p);
}

/* Nothing is known about n: every caller may be right, so nothing is said. */
void unknown_length(const char *from, size_t n) {
  char buffer[32];
  memcpy(buffer, from, n);
  use(buffer);
}

size_t length_known_elsewhere(void);

void length_from_another_file(const char *from) {
  char buffer[32];
  memcpy(buffer, from, length_known_elsewhere());
  use(buffer);
}

/* ---- heap ---- */

void one_past_the_heap(const char *from, uint32_t n) {
  char *p = malloc((size_t)n + 1);
  if (p == NULL)
    return;
  memcpy(p, from, (size_t)n + 1);
  use(p);
  free(p);
}

void count_for_bytes(const int *from) {
  int *p = malloc(16 * sizeof *p);
  if (p == NULL)
    return;
  memcpy(p, from, 16 * sizeof *p);
  use(p);
  free(p);
}

char *grown_too_little(char *old) {
  char *p = realloc(old, 64);
  if (p == NULL)
    return NULL;
  memset(p, 0, 64);
  return p;
}

void variable_length_array(uint16_t n) {
  char room[(size_t)n + 1];
  memset(room, 0, (size_t)n + 1);
  use(room);
}

/* ---- strings ---- */

void no_room_for_terminator(void) {
  char text[9];
  strcpy(text, "12345678");
  use(text);
}

void appended(void) {
  char text[13];
  strcpy(text, "0123456");
  strcat(text, "789ab");
  use(text);
}

char *duplicate(const char *s) {
  size_t length = strlen(s);
  char *copy = malloc(length + 1);
  if (copy == NULL)
    return NULL;
  memcpy(copy, s, length + 1);
  return copy;
}

void padded(const char *s) {
  char text[8];
  strncpy(text, s, sizeof text - 1);
  text[7] = '\0';
  use(text);
}

void bound_of_the_append(void) {
  char text[8] = "";
  strncat(text, "a long piece of text", sizeof text - 1);
  use(text);
}

void wide_count(const wchar_t *from) {
  wchar_t text[10];
  wmemcpy(text, from, 10);
  use(text);
}

void wide_literal(void) {
  wchar_t text[10];
  wcscpy(text, L"nine char");
  use(text);
}

void bytes_for_characters(void) {
  wchar_t text[8];
  wmemset(text, L'x', sizeof text / sizeof text[0]);
  use(text);
}

void string_within_its_array(void) {
  char text[16] = "abc";
  char copy[16];
  strcpy(copy, text);
  use(copy);
}

/* ---- what an attacker chooses, checked ---- */

int annotated(const char *from, size_t n UNTRUSTED) {
  char buffer[64];
  if (n > sizeof buffer)
    return -1;
  memcpy(buffer, from, n);
  use(buffer);
  return 0;
}

void length_in_the_packet(int fd) {
  struct packet p;
  char out[32];
  if (recv(fd, &p, sizeof p, 0) != (ssize_t)sizeof p)
    return;
  if (p.length > sizeof p.body)
    return;
  memcpy(out, p.body, p.length);
  use(out);
}

void length_read_first(int fd) {
  uint32_t n;
  char buffer[256];
  if (read(fd, &n, sizeof n) != (ssize_t)sizeof n)
    return;
  if (n > sizeof buffer)
    n = sizeof buffer;
  if (read(fd, buffer, n) < 0)
    return;
  use(buffer);
}

void count_in_the_file(FILE *in) {
  uint16_t count;
  uint32_t table[100];
  if (fread(&count, sizeof count, 1, in) != 1)
    return;
  if (count >= sizeof table / sizeof table[0])
    return;
  if (fread(table, sizeof table[0], count, in) != count)
    return;
  use(table);
}

void environment(void) {
  char home[128];
  const char *value = getenv("HOME");
  if (value != NULL && strlen(value) < sizeof home) {
    strcpy(home, value);
    use(home);
  }
}

int signed_check(const char *from, int n UNTRUSTED) {
  char buffer[64];
  if (n < 0 || n > (int)sizeof buffer)
    return -1;
  memcpy(buffer, from, (size_t)n);
  use(buffer);
  return 0;
}

void header_taken_off(const char *from, uint32_t length UNTRUSTED) {
  char buffer[512];
  if (length < 8u || length > sizeof buffer)
    return;
  memcpy(buffer, from, length - 8u);
  use(buffer);
}

void narrow_type_bounds_it(const char *from, uint8_t n UNTRUSTED) {
  char buffer[256];
  memcpy(buffer, from, n);
  use(buffer);
}

void masked(const char *from, size_t n UNTRUSTED) {
  char buffer[64];
  memcpy(buffer, from, n & 63u);
  use(buffer);
}

void remainder_of(const char *from, size_t n UNTRUSTED) {
  char buffer[64];
  memcpy(buffer, from, n % sizeof buffer);
  use(buffer);
}

/* ---- reading no more than is there ---- */

void literal_too_short(void) {
  char buffer[64];
  memcpy(buffer, "short", sizeof "short");
  use(buffer);
}

void source_too_short(char *to) {
  char from[16];
  memset(from, 7, sizeof from);
  memcpy(to, from, sizeof from);
}

void sent_too_much(int fd, const struct record *r) {
  struct record copy = *r;
  if (send(fd, &copy, sizeof copy, 0) < 0)
    return;
}

int compared_too_much(const char *other) {
  char key[8];
  memset(key, 0, sizeof key);
  return memcmp(key, other, sizeof key);
}

void shifted_down(void) {
  char buffer[32];
  memset(buffer, 0, sizeof buffer);
  memmove(buffer, buffer + 1, sizeof buffer - 1);
  use(buffer);
}

int echo(int fd, const struct packet *request UNTRUSTED) {
  uint8_t reply[32];
  uint32_t n = request->length;
  memset(reply, 0, sizeof reply);
  if (n > sizeof reply)
    return -1;
  return (int)write(fd, reply, n);
}

void appended_to_initialiser(void) {
  char text[11] = "12345";
  strcat(text, "67890");
  use(text);
}

void string_of_one_letter(void) {
  char from[100];
  char to[50] = "";
  memset(from, 'A', 49);
  from[49] = '\0';
  strcpy(to, from);
  use(to);
}

void wide_string_of_one_letter(void) {
  wchar_t from[100];
  wchar_t to[50];
  wmemset(from, L'A', 49);
  from[49] = L'\0';
  wcscpy(to, from);
  use(to);
}

/* ---- the size of a pointer, meant ---- */

void keeps_a_pointer_as_bytes(unsigned char bytes[sizeof(void *)], void *pointer) {
  memcpy(bytes, &pointer, sizeof(pointer));
}

/* a test that keeps a sum from wrapping says nothing of the length */
static void *keep(const char *key, size_t length) {
  if (length >= (size_t)-1 - sizeof(int))
    return NULL;
  char *copy = malloc(sizeof(int) + length);
  if (copy != NULL)
    memcpy(copy + sizeof(int), key, length);
  return copy;
}

void *keep_address(const void *of) {
  char key[19];
  return keep(key, (size_t)snprintf(key, sizeof key, "%p", of));
}

/* Blocks of a stream, with what is left over kept for later: takes more than a function's budget to follow. */
struct digest {
  unsigned state[5], count[2];
  unsigned char rest[64];
};

void digest_block(unsigned *state, const unsigned char *block);

static void digest_add(struct digest *d, const unsigned char *data, unsigned size) {
  unsigned at, used = d->count[0];
  if ((d->count[0] += size << 3) < used)
    d->count[1] += (size >> 29) + 1;
  used = (used >> 3) & 63;
  if (used + size > 63) {
    memcpy(&d->rest[used], data, (at = 64 - used));
    digest_block(d->state, d->rest);
    for (; at + 63 < size; at += 64)
      digest_block(d->state, &data[at]);
    used = 0;
  } else {
    at = 0;
  }
  memcpy(&d->rest[used], &data[at], size - at);
}

unsigned digest_of_file(const char *name) {
  struct digest d;
  unsigned char part[10000];
  FILE *f = fopen(name, "rb");
  if (f == NULL)
    return 0;
  memset(&d, 0, sizeof d);
  for (;;) {
    int n = (int)fread(part, 1, sizeof part, f);
    if (n <= 0)
      break;
    digest_add(&d, part, (unsigned)n);
  }
  fclose(f);
  return d.state[0];
}

/* a block that an element of a table leads to */
int element_large_enough(char **table, size_t i) {
  table[i] = malloc(20);
  if (table[i] == NULL)
    return -1;
  memset(table[i], 0, 20);
  return 0;
}
