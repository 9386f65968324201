/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The programs of programs_good.c with a fault on each marked line. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "untrusted.h"

void use(const void *);

struct old {
  uint32_t n;
  uint32_t entry[1];
};

struct zero {
  uint32_t n;
  uint32_t entry[0];
};

struct old *trailing_one(uint32_t n UNTRUSTED) {
  struct old *o;
  if (n == 0 || n > 1000)
    return NULL;
  o = malloc(sizeof *o + (n - 1) * sizeof o->entry[0]);
  if (!o)
    return NULL;
  for (uint32_t i = 0; i <= n; i++)
    o->entry[i] = i; /* expect: index-range */
  return o;
}

struct zero *trailing_zero(uint32_t n UNTRUSTED) {
  struct zero *o;
  if (n > 1000)
    return NULL;
  o = malloc(offsetof(struct zero, entry) + n * sizeof o->entry[0]);
  if (!o)
    return NULL;
  memset(o->entry, 0, (n + 1) * sizeof o->entry[0]); /* expect: copy-extent */
  return o;
}

void tail_copy(const char *s) {
  char buf[32];
  size_t n = strlen(s);
  if (n > sizeof buf)
    n = sizeof buf;
  memcpy(buf, s, n);
  buf[n] = 0; /* expect: index-range */
  use(buf);
}

int parse_copy(const uint8_t *p, size_t n) {
  uint8_t name[32];
  size_t at = 0;
  while (at + 2 <= n) {
    size_t len = p[at + 1];
    if (len > sizeof name || at + 2 + len > n)
      return -1;
    memcpy(name, p + at + 2, len);
    name[len] = 0; /* expect: index-range */
    use(name);
    at += 2 + len;
  }
  return 0;
}

void sort_small(int n) {
  int a[16];
  if (n > 17)
    n = 17;
  for (int i = 0; i < n; i++)
    a[i] = -i; /* expect: index-range */
  use(a);
}

void matrix(void) {
  double m[4][4];
  for (int i = 0; i < 4; i++)
    for (int j = 0; j <= 4; j++)
      m[i][j] = i == j; /* expect: index-range */
  use(m);
}

ssize_t read_full(int fd, char *buf, size_t n) {
  size_t got = 0;
  while (got < n) {
    ssize_t r = read(fd, buf + got, n - got); /* expect: copy-extent */
    if (r <= 0)
      return -1;
    got += (size_t)r;
  }
  return (ssize_t)got;
}

int message(int fd) {
  char buf[100];
  uint16_t n;
  if (read_full(fd, (char *)&n, sizeof n) < 0)
    return -1;
  if (n > 200)
    return -1;
  if (read_full(fd, buf, n) < 0)
    return -1;
  use(buf);
  return n;
}

void path(const char *dir, const char *file) {
  char buf[256];
  if (strlen(dir) + strlen(file) + 1 > sizeof buf)
    return;
  strcpy(buf, dir);
  strcat(buf, "/");
  strcat(buf, file); /* expect: copy-extent */
  use(buf);
}

char *join(const char *a, const char *b) {
  size_t n = strlen(a), m = strlen(b);
  char *p = malloc(n + m + 1);
  if (!p)
    return NULL;
  memcpy(p, a, n);
  p[n] = '/';
  memcpy(p + n + 1, b, m + 1); /* expect: copy-extent */
  return p;
}

int bits(const uint32_t *set, unsigned n UNTRUSTED) {
  uint32_t map[4] = {0};
  if (n > 128)
    return 0;
  map[n / 32] |= 1u << (n % 32); /* expect: index-range */
  return (int)(map[1] & set[0]);
}

void line(FILE *f) {
  char buf[80];
  while (fgets(buf, sizeof buf, f)) {
    size_t n = strlen(buf);
    buf[n + 1] = 0; /* expect: index-range */
    use(buf);
  }
}

int two_phase(int fd) {
  struct {
    uint32_t type, size;
  } h;
  uint8_t *p;
  if (read(fd, &h, sizeof h) != sizeof h)
    return 0;
  if (h.size > 65536)
    return 0;
  p = malloc(h.size);
  if (!p)
    return 0;
  memcpy(p, &h, sizeof h); /* expect: copy-extent */
  use(p);
  free(p);
  return 1;
}

void ctx(const char *s) {
  struct {
    char a[8];
    int b;
  } x;
  strncpy(x.a, s, sizeof x); /* expect: copy-extent */
  use(&x);
}
