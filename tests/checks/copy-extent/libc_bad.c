/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The C library used wrongly, each on the marked line, for what the models of it say. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <limits.h>

void use(const void *bytes);
char *gets(char *to);
size_t strlcpy(char *to, const char *from, size_t room);

void bound_one_too_large(FILE *f) {
  char b[64];
  if (fgets(b, 65, f)) /* expect: copy-extent */
    use(b);
}

void no_bound_at_all(void) {
  char b[64];
  gets(b); /* expect: copy-extent */
  use(b);
}

void environment_copied(void) {
  char b[32];
  strcpy(b, getenv("X")); /* expect: copy-extent */
  use(b);
}

void scanned_index(FILE *f) {
  unsigned i;
  int t[10] = {0};
  while (fscanf(f, "%u", &i) == 1)
    t[i]++; /* expect: index-range */
  use(t);
}

void length_in_network_order(int fd) {
  uint32_t n;
  char b[64];
  recv(fd, &n, 4, 0);
  n = ntohl(n);
  memcpy(b, &fd, n); /* expect: copy-extent */
  use(b);
}

int link_terminated_behind(const char *p) {
  char b[64];
  ssize_t n = readlink(p, b, sizeof b);
  if (n < 0)
    return -1;
  b[n] = 0; /* expect: index-range */
  use(b);
  return 0;
}

int index_out_of_the_environment(void) {
  const char *s = getenv("N");
  static int t[100];
  return s ? t[atoi(s)] : 0; /* expect: index-range */
}

void characters_by_bytes(const wchar_t *w) {
  wchar_t b[16];
  wcsncpy(b, w, sizeof b); /* expect: copy-extent */
  use(b);
}

void wide_without_terminator(const wchar_t *w) {
  wchar_t *b = malloc(wcslen(w) * sizeof(wchar_t));
  if (b) {
    wcscpy(b, w); /* expect: copy-extent */
    use(b);
  }
}

int received_and_read_behind(int fd) {
  char b[16];
  ssize_t n = recv(fd, b, sizeof b, 0);
  return n <= 0 ? 0 : b[n]; /* expect: index-range */
}

void duplicate_written_behind(const char *s) {
  char *p = strdup(s);
  if (p) {
    p[strlen(s) + 1] = 0; /* expect: index-range */
    use(p);
  }
}

void room_of_another(void) {
  char b[8];
  strlcpy(b, "x", 16); /* expect: copy-extent */
  use(b);
}

void copy_to_the_end(const char *s) {
  char b[8];
  stpcpy(b, "abcdefgh"); /* expect: copy-extent */
  use(b);
  use(s);
}

void sorted_too_many(int *v) {
  qsort(v, 10, 4, 0);
  int t[4];
  qsort(t, 5, sizeof *t, (int (*)(const void *, const void *))v); /* expect: copy-extent */
  use(t);
}

void two_records_into_one(FILE *f) {
  struct {
    int a, b;
  } h;
  fread(&h, sizeof h, 2, f); /* expect: copy-extent */
  use(&h);
}

void written_too_much(FILE *f) {
  char b[100];
  fwrite(b, 1, 101, f); /* expect: copy-extent */
}

void address_as_text(struct in_addr a) {
  char b[8];
  inet_ntop(AF_INET, &a, b, INET_ADDRSTRLEN); /* expect: copy-extent */
  use(b);
}

void cleared_allocation(void) {
  char *p = calloc(4, 4);
  if (p) {
    memset(p, 1, 17); /* expect: copy-extent */
    free(p);
  }
}

void aligned_allocation(void) {
  char *p = aligned_alloc(64, 64);
  if (p) {
    p[64] = 1; /* expect: index-range */
    free(p);
  }
}

void allocation_by_pointer(void) {
  void *p;
  if (posix_memalign(&p, 64, 64) == 0) {
    ((char *)p)[64] = 1; /* expect: index-range */
    free(p);
  }
}

void copy_of_a_literal(void) {
  char b[4];
  memcpy(b, "abcdef", 6); /* expect: copy-extent */
  mempcpy(b, "ab", 2);
  use(b);
}

void block_on_the_stack(size_t n) {
  if (n > 100)
    return;
  char *p = alloca(n);
  memset(p, 0, n + 1); /* expect: copy-extent */
  use(p);
}

void clamped_to_the_source(int fd) {
  struct {
    uint16_t len;
    char d[30];
  } m;
  char o[20];
  if (read(fd, &m, sizeof m) != sizeof m)
    return;
  memcpy(o, m.d, m.len > 30 ? 30 : m.len); /* expect: copy-extent */
  use(o);
}

int signed_character_index(int fd, char **tab) {
  char c;
  if (read(fd, &c, 1) != 1)
    return 0;
  static int t[128];
  (void)tab;
  return t[c]; /* expect: index-range */
}

int length_inside_the_message(int fd) {
  unsigned char b[256];
  ssize_t n = read(fd, b, sizeof b);
  unsigned char o[256];
  if (n < 4)
    return 0;
  unsigned l = b[0] << 8 | b[1];
  memcpy(o, b + 2, l); /* expect: copy-extent */
  use(o);
  return 1;
}

int index_inside_the_message(int fd) {
  unsigned char b[64];
  if (read(fd, b, sizeof b) < 8)
    return 0;
  return b[b[3]]; /* expect: index-range */
}

void product_of_sixteen_bits(int fd) {
  uint16_t w, h;
  if (read(fd, &w, 2) != 2 || read(fd, &h, 2) != 2)
    return;
  unsigned char *p = malloc(w * h);
  if (!p)
    return;
  memset(p, 0, w * h + 1); /* expect: copy-extent */
  free(p);
}

/* ---- strings without an end ---- */

void printed_without_end(void) {
  char text[10];
  memset(text, 'A', sizeof text);
  printf("%d: %s\n", 1, text); /* expect: copy-extent "reads bytes 0 to 10" */
}

void put_without_end(void) {
  char text[8];
  memset(text, 'A', 8);
  puts(text); /* expect: copy-extent */
}

void measured_without_end(void) {
  char text[10];
  strncpy(text, "0123456789", sizeof text);
  size_t length = strlen(text); /* expect: copy-extent */
  (void)length;
}

void copied_without_end(void) {
  char text[4] = {'a', 'b', 'c', 'd'};
  char copy[20];
  strcpy(copy, text); /* expect: copy-extent */
}

void wide_without_end(void) {
  wchar_t text[6];
  wmemset(text, L'x', 6);
  wprintf(L"%ls\n", text); /* expect: copy-extent */
}

/* ---- POSIX ---- */

void small_time(const struct tm *tm) {
  char text[20];
  asctime_r(tm, text); /* expect: copy-extent "writes bytes 0 to 25" */
}

void small_address(int s) {
  unsigned char address[8] = {0};
  bind(s, (const void *)address, 16); /* expect: copy-extent */
}

void small_pair(void) {
  int ends[1];
  pipe(ends); /* expect: copy-extent */
}

/* ---- the less of what is chosen and what is allowed ---- */

void room_forgotten_for_the_end(void) {
  char to[10] = "";
  const char *home = getenv("HOME");
  if (home != NULL)
    strncat(to, home, sizeof to); /* expect: copy-extent */
  use(to);
}

void appended_then_copied(void) {
  char all[100] = "", to[10];
  const char *home = getenv("HOME");
  if (home != NULL)
    strncat(all, home, sizeof all - 1);
  strcpy(to, all); /* expect: copy-extent */
  use(to);
}

/* one look at the last character finds no end */
void line_without_its_newline(void) {
  char line[100], to[10];
  if (fgets(line, sizeof line, stdin) == NULL)
    return;
  size_t n = strlen(line);
  if (n > 0 && line[n - 1] == '\n')
    line[n - 1] = 0;
  strcpy(to, line); /* expect: copy-extent */
  use(to);
}

void more_counted_than_written(void) {
  char line[100], to[10] = "";
  if (fgets(line, sizeof line, stdin) == NULL)
    return;
  int n = snprintf(to, sizeof to, "%s", line);
  to[n] = '!'; /* expect: index-range */
  use(to);
}
