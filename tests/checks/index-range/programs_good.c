/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Parsers, builders, rings and tables as real programs write them, and right: no finding anywhere. */
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
  o->n = n;
  for (uint32_t i = 0; i < n; i++)
    o->entry[i] = i;
  return o;
}

struct zero *trailing_zero(uint32_t n UNTRUSTED) {
  struct zero *o;
  if (n > 1000)
    return NULL;
  o = malloc(offsetof(struct zero, entry) + n * sizeof o->entry[0]);
  if (!o)
    return NULL;
  o->n = n;
  memset(o->entry, 0, n * sizeof o->entry[0]);
  return o;
}

uint32_t sum_old(const struct old *o) {
  uint32_t s = 0;
  for (uint32_t i = 0; i < o->n; i++)
    s += o->entry[i];
  return s;
}

struct hdr {
  uint16_t a, b;
  uint32_t c;
  uint8_t mac[6];
  uint8_t rest[10];
};

void across_fields_by_address(struct hdr *h, const void *p) {
  memcpy(&h->a, p, offsetof(struct hdr, mac));
}

void across_all(struct hdr *h) {
  memset((char *)h + 4, 0, sizeof *h - 4);
}

void ring_put(const char *s, size_t n) {
  static char ring[256];
  static size_t head;
  for (size_t i = 0; i < n; i++) {
    ring[head & 255] = s[i];
    head++;
  }
}

void ring_wrap(const char *s, size_t n) {
  static char ring[200];
  static size_t head;
  for (size_t i = 0; i < n; i++) {
    ring[head] = s[i];
    if (++head == sizeof ring)
      head = 0;
  }
}

void builder(const int *v, size_t n) {
  char buf[128];
  size_t len = 0;
  for (size_t i = 0; i < n; i++) {
    int r = snprintf(buf + len, sizeof buf - len, "%d,", v[i]);
    if (r < 0 || (size_t)r >= sizeof buf - len)
      break;
    len += (size_t)r;
  }
  buf[len] = 0;
  use(buf);
}

void tail_copy(const char *s) {
  char buf[32];
  size_t n = strlen(s);
  if (n > sizeof buf - 1)
    n = sizeof buf - 1;
  memcpy(buf, s, n);
  buf[n] = 0;
  use(buf);
}

void last_part(const char *s) {
  char buf[16];
  size_t n = strlen(s);
  const char *from = n > 15 ? s + n - 15 : s;
  strcpy(buf, from);
  use(buf);
}

int parse(const uint8_t *p, size_t n UNTRUSTED) {
  size_t at = 0;
  int total = 0;
  while (n - at >= 2) {
    uint8_t type = p[at], len = p[at + 1];
    if (len > n - at - 2)
      return -1;
    if (type == 7)
      total += p[at + 2];
    at += 2 + len;
  }
  return total;
}

int parse_copy(const uint8_t *p, size_t n) {
  uint8_t name[32];
  size_t at = 0;
  while (at + 2 <= n) {
    size_t len = p[at + 1];
    if (len >= sizeof name || at + 2 + len > n)
      return -1;
    memcpy(name, p + at + 2, len);
    name[len] = 0;
    use(name);
    at += 2 + len;
  }
  return 0;
}

void grow(size_t n) {
  size_t cap = 16, len = 0;
  char *p = malloc(cap);
  if (!p)
    return;
  for (size_t i = 0; i < n; i++) {
    if (len == cap) {
      char *q = realloc(p, cap * 2);
      if (!q) {
        free(p);
        return;
      }
      p = q;
      cap *= 2;
    }
    p[len++] = (char)i;
  }
  use(p);
  free(p);
}

static const char *const names[] = {"a", "bb", "ccc"};

const char *name_of(unsigned k) {
  return k < sizeof names / sizeof names[0] ? names[k] : "?";
}

enum kind { K0, K1, K2, K_COUNT };

int count_kinds(const enum kind *k, size_t n) {
  int c[K_COUNT] = {0};
  for (size_t i = 0; i < n; i++)
    if (k[i] < K_COUNT)
      c[k[i]]++;
  return c[K1];
}

int hexval(int c UNTRUSTED) {
  static const signed char t[256] = {0};
  return t[(unsigned char)c];
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

int bsearch_table(int key) {
  static const int t[10] = {1};
  int lo = 0, hi = 9;
  while (lo <= hi) {
    int mid = (lo + hi) / 2;
    if (t[mid] == key)
      return mid;
    if (t[mid] < key)
      lo = mid + 1;
    else
      hi = mid - 1;
  }
  return -1;
}

void sort_small(int n) {
  int a[16];
  if (n > 16)
    n = 16;
  for (int i = 0; i < n; i++)
    a[i] = -i;
  for (int i = 1; i < n; i++) {
    int v = a[i], j = i - 1;
    while (j >= 0 && a[j] > v) {
      a[j + 1] = a[j];
      j--;
    }
    a[j + 1] = v;
  }
  use(a);
}

void matrix(void) {
  double m[4][4];
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < 4; j++)
      m[i][j] = i == j;
  for (int k = 0; k < 16; k++)
    m[k / 4][k % 4] += 1;
  use(m);
}

void flat(int w, int h) {
  unsigned char *p;
  if (w <= 0 || h <= 0 || w > 1000 || h > 1000)
    return;
  p = malloc((size_t)w * (size_t)h);
  if (!p)
    return;
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      p[y * w + x] = 0;
  use(p);
  free(p);
}

int utf8(const unsigned char *s UNTRUSTED, size_t n) {
  static const unsigned char len[16] = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 2, 2, 3, 4};
  size_t i = 0;
  int c = 0;
  while (i < n) {
    unsigned l = len[s[i] >> 4];
    if (l == 0 || l > n - i)
      return -1;
    i += l;
    c++;
  }
  return c;
}

void stack_ops(const char *prog) {
  int st[32];
  unsigned sp = 0;
  for (; *prog; prog++)
    switch (*prog) {
    case '1':
      if (sp == 32)
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

ssize_t read_full(int fd, char *buf, size_t n) {
  size_t got = 0;
  while (got < n) {
    ssize_t r = read(fd, buf + got, n - got);
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
  if (n > sizeof buf)
    return -1;
  if (read_full(fd, buf, n) < 0)
    return -1;
  use(buf);
  return n;
}

int line(FILE *f) {
  char buf[80];
  size_t n;
  while (fgets(buf, sizeof buf, f)) {
    n = strlen(buf);
    if (n && buf[n - 1] == '\n')
      buf[n - 1] = 0;
    use(buf);
  }
  return 0;
}

void path(const char *dir, const char *file) {
  char buf[256];
  if (strlen(dir) + strlen(file) + 2 > sizeof buf)
    return;
  strcpy(buf, dir);
  strcat(buf, "/");
  strcat(buf, file);
  use(buf);
}

char *join(const char *a, const char *b) {
  size_t n = strlen(a), m = strlen(b);
  char *p = malloc(n + m + 2);
  if (!p)
    return NULL;
  memcpy(p, a, n);
  p[n] = '/';
  memcpy(p + n + 1, b, m + 1);
  return p;
}

void two_phase(int fd) {
  struct {
    uint32_t type, size;
  } h;
  uint8_t *p;
  if (read(fd, &h, sizeof h) != sizeof h)
    return;
  if (h.size < sizeof h || h.size > 65536)
    return;
  p = malloc(h.size);
  if (!p)
    return;
  memcpy(p, &h, sizeof h);
  if (read(fd, p + sizeof h, h.size - sizeof h) < 0) {
    free(p);
    return;
  }
  use(p);
  free(p);
}

int bits(const uint32_t *set, unsigned n UNTRUSTED) {
  uint32_t map[4] = {0};
  if (n >= 128)
    return 0;
  map[n / 32] |= 1u << (n % 32);
  return (int)(map[n >> 5] & set[0]);
}

void last_nul(const char *s) {
  char b[8];
  strncpy(b, s, sizeof b);
  b[sizeof b - 1] = 0;
  use(b);
  puts(b);
}

void shift(char *s) {
  char b[16];
  size_t n = strnlen(s, sizeof b - 1);
  memcpy(b, s, n);
  b[n] = 0;
  memmove(b, b + 1, sizeof b - 1);
  use(b);
}

int argc_walk(int argc, char **argv) {
  for (int i = 1; i < argc; i++)
    if (argv[i][0] == '-')
      return i;
  return argc;
}
