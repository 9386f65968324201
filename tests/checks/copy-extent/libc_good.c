/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The C library used rightly, in the ways that real programs use it: no finding anywhere. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>
#include <errno.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <arpa/inet.h>
#include <ctype.h>
#include <dirent.h>
#include <limits.h>
#include <sys/stat.h>

void use(const void *bytes);

void chomp(FILE *f) {
  char b[64];
  if (fgets(b, sizeof b, f)) {
    b[strcspn(b, "\n")] = 0;
    use(b);
  }
}

void chomp2(FILE *f) {
  char b[64];
  if (fgets(b, sizeof b, f)) {
    size_t n = strlen(b);
    if (n > 0)
      b[n - 1] = 0;
    use(b);
  }
}

void cut(char *line) {
  char *eq = strchr(line, '=');
  if (eq) {
    *eq++ = 0;
    while (isspace((unsigned char)*eq))
      eq++;
    use(eq);
  }
}

void ext(const char *p) {
  const char *dot = strrchr(p, '.');
  char e[8];
  if (dot && strlen(dot + 1) < sizeof e) {
    strcpy(e, dot + 1);
    use(e);
  }
}

void scan(const char *s) {
  int a = 0, b = 0;
  int t[10] = {0};
  if (sscanf(s, "%d %d", &a, &b) == 2 && a >= 0 && a < 10) {
    t[a] = b;
    use(t);
  }
}

void scan2(FILE *f) {
  unsigned i;
  int t[10] = {0};
  while (fscanf(f, "%u", &i) == 1) {
    if (i >= 10)
      break;
    t[i]++;
  }
  use(t);
}

char *dup2x(const char *s) {
  char *p = strdup(s);
  if (p) {
    for (char *q = p; *q; q++)
      *q = (char)toupper((unsigned char)*q);
  }
  return p;
}

void env(void) {
  const char *e = getenv("X");
  char b[32];
  if (!e)
    e = "none";
  snprintf(b, sizeof b, "%s", e);
  use(b);
}

void wide(const wchar_t *w) {
  wchar_t b[16];
  wcsncpy(b, w, 15);
  b[15] = 0;
  use(b);
}

void wide2(const wchar_t *w) {
  wchar_t b[16];
  size_t n = wcslen(w);
  if (n < 16) {
    wmemcpy(b, w, n + 1);
    use(b);
  }
}

void wide3(const wchar_t *w) {
  wchar_t *b = malloc((wcslen(w) + 1) * sizeof(wchar_t));
  if (b) {
    wcscpy(b, w);
    use(b);
  }
}

int srv(int fd) {
  struct sockaddr_in a;
  socklen_t l = sizeof a;
  char b[512];
  ssize_t n = recvfrom(fd, b, sizeof b, 0, (struct sockaddr *)&a, &l);
  if (n < 12)
    return -1;
  uint16_t q = ntohs(*(uint16_t *)(b + 4));
  (void)q;
  return b[n - 1];
}

int tlv(int fd) {
  unsigned char b[512];
  ssize_t n = recv(fd, b, sizeof b, 0);
  if (n < 4)
    return -1;
  size_t at = 4;
  while (at + 2 <= (size_t)n) {
    size_t l = b[at + 1];
    if (at + 2 + l > (size_t)n)
      return -1;
    unsigned char v[255];
    memcpy(v, b + at + 2, l);
    use(v);
    at += 2 + l;
  }
  return 0;
}

int link_of(const char *p) {
  char b[PATH_MAX];
  ssize_t n = readlink(p, b, sizeof b - 1);
  if (n < 0)
    return -1;
  b[n] = 0;
  use(b);
  return 0;
}

int num(const char *s) {
  char *end;
  long v = strtol(s, &end, 10);
  static int t[100];
  if (*end || v < 0 || v >= 100)
    return -1;
  return t[v];
}

int num2(void) {
  const char *s = getenv("N");
  int v = s ? atoi(s) : 3;
  static int t[100];
  if (v < 0)
    v = 0;
  if (v > 99)
    v = 99;
  return t[v];
}

void cat(const char *a, const char *b) {
  char p[PATH_MAX];
  size_t n = strlen(a);
  if (n >= sizeof p)
    return;
  memcpy(p, a, n + 1);
  strncat(p, b, sizeof p - n - 1);
  use(p);
}

void copyfile(FILE *i, FILE *o) {
  char b[4096];
  size_t n;
  while ((n = fread(b, 1, sizeof b, i)) > 0)
    fwrite(b, 1, n, o);
}

void copyfd(int i, int o) {
  char b[4096];
  ssize_t n;
  while ((n = read(i, b, sizeof b)) > 0)
    if (write(o, b, (size_t)n) != n)
      return;
}

void ls(const char *d) {
  DIR *dir = opendir(d);
  struct dirent *e;
  char b[256];
  if (!dir)
    return;
  while ((e = readdir(dir))) {
    snprintf(b, sizeof b, "%s", e->d_name);
    use(b);
  }
  closedir(dir);
}

int st(const char *p) {
  struct stat s;
  if (stat(p, &s))
    return -1;
  char *m = malloc((size_t)s.st_size + 1);
  if (!m)
    return -1;
  m[s.st_size] = 0;
  use(m);
  free(m);
  return 0;
}

void tok(char *s) {
  for (char *t = strtok(s, ","); t; t = strtok(NULL, ",")) {
    char b[16];
    strncpy(b, t, sizeof b - 1);
    b[sizeof b - 1] = 0;
    use(b);
  }
}

void ip(struct in_addr a) {
  char b[INET_ADDRSTRLEN];
  inet_ntop(AF_INET, &a, b, sizeof b);
  use(b);
}

void cmp(const void *k) {
  char a[4] = {'R', 'I', 'F', 'F'};
  if (memcmp(a, k, 4) == 0)
    use(a);
}

int magic(FILE *f) {
  char m[4];
  if (fread(m, 1, 4, f) != 4 || memcmp(m,
                                       "\x7f"
                                       "ELF",
                                       4))
    return 0;
  return strncmp(m,
                 "\x7f"
                 "ELF",
                 4) == 0;
}

char **split(char *s, int *n) {
  char **v = NULL;
  int c = 0, cap = 0;
  for (char *p = s; *p; p++)
    if (*p == ' ') {
      if (c == cap) {
        cap = cap ? cap * 2 : 8;
        char **w = realloc(v, (size_t)cap * sizeof *w);
        if (!w)
          break;
        v = w;
      }
      v[c++] = p;
    }
  *n = c;
  return v;
}

int fields(const unsigned char *p, size_t n) {
  uint16_t v[8] = {0};
  if (n > sizeof v)
    n = sizeof v;
  memcpy(v, p, n);
  return v[0];
}

void hexd(const unsigned char *p, size_t n) {
  char l[80];
  for (size_t i = 0; i < n; i += 16) {
    int o = sprintf(l, "%04zx", i);
    for (size_t j = 0; j < 16 && i + j < n; j++)
      o += sprintf(l + o, " %02x", p[i + j]);
    puts(l);
  }
}

void acc(int n) {
  char b[256];
  int len = 0;
  for (int i = 0; i < n && len < (int)sizeof b; i++)
    len += snprintf(b + len, sizeof b - (size_t)len, "%d", i);
  use(b);
}

struct s {
  int n;
  int v[];
};
struct s *fl(int n) {
  if (n < 0 || n > 100)
    return NULL;
  struct s *p = calloc(1, sizeof *p + sizeof(int) * (size_t)n);
  if (p) {
    p->n = n;
    for (int i = 0; i < p->n; i++)
      p->v[i] = i;
  }
  return p;
}

int sw(const char *s) {
  switch (s[0]) {
  case 'a':
    return s[1];
  case 0:
    return 0;
  default:
    return s[1] ? s[2] : 0;
  }
}

void pad(const char *s) {
  char b[9];
  memset(b, ' ', 8);
  b[8] = 0;
  memcpy(b, s, strlen(s) < 8 ? strlen(s) : 8);
  use(b);
}

int last(const char *s) {
  size_t n = strlen(s);
  return n ? s[n - 1] : 0;
}

int b64(const unsigned char *in, size_t n, char *out, size_t cap) {
  static const char t[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  size_t o = 0;
  for (size_t i = 0; i + 2 < n; i += 3) {
    if (o + 4 > cap)
      return -1;
    out[o++] = t[in[i] >> 2];
    out[o++] = t[(in[i] & 3) << 4 | in[i + 1] >> 4];
    out[o++] = t[(in[i + 1] & 15) << 2 | in[i + 2] >> 6];
    out[o++] = t[in[i + 2] & 63];
  }
  return (int)o;
}

uint32_t crc(const uint8_t *p, size_t n) {
  static uint32_t t[256];
  static int init;
  if (!init) {
    for (uint32_t i = 0; i < 256; i++) {
      uint32_t c = i;
      for (int k = 0; k < 8; k++)
        c = c & 1 ? c >> 1 ^ 0xedb88320u : c >> 1;
      t[i] = c;
    }
    init = 1;
  }
  uint32_t c = ~0u;
  while (n--)
    c = t[(c ^ *p++) & 0xff] ^ c >> 8;
  return ~c;
}

/* ---- strings and their ends ---- */

void printed_with_end(void) {
  char text[10];
  memset(text, 'A', sizeof text - 1);
  text[9] = '\0';
  printf("%d: %s\n", 1, text);
}

void printed_in_part(void) {
  char text[10];
  memset(text, 'A', sizeof text);
  printf("%.10s %.*s\n", text, 10, text);
}

void put_with_end(void) {
  char text[8];
  memset(text, 'A', 8);
  text[7] = 0;
  puts(text);
}

void measured_with_end(void) {
  char text[11];
  strncpy(text, "0123456789", sizeof text);
  size_t length = strlen(text);
  (void)length;
}

void copied_with_end(void) {
  char text[4] = {'a', 'b', 'c'};
  char copy[20];
  strcpy(copy, text);
}

void wide_with_end(void) {
  wchar_t text[6];
  wmemset(text, L'x', 5);
  text[5] = L'\0';
  wprintf(L"%ls\n", text);
}

/* ---- POSIX ---- */

void small_time(const struct tm *tm) {
  char text[26];
  asctime_r(tm, text);
}

void small_address(int s) {
  unsigned char address[16] = {0};
  bind(s, (const void *)address, 16);
}

void small_pair(void) {
  int ends[2];
  if (pipe(ends) != 0)
    return;
  close(ends[0]);
  close(ends[1]);
}

/* ---- the less of what is chosen and what is allowed ---- */

void room_for_the_end(void) {
  char to[10] = "";
  const char *home = getenv("HOME");
  if (home != NULL)
    strncat(to, home, sizeof to - 1);
  use(to);
}

void appended_then_copied_if_it_fits(void) {
  char all[100] = "", to[10] = "";
  const char *home = getenv("HOME");
  if (home != NULL)
    strncat(all, home, sizeof all - 1);
  if (strlen(all) < sizeof to)
    strcpy(to, all);
  use(to);
}

void no_more_counted_than_written(void) {
  char line[100], to[10] = "";
  if (fgets(line, sizeof line, stdin) == NULL)
    return;
  int n = snprintf(to, sizeof to, "%s", line);
  if (n >= 0 && n < (int)sizeof to)
    to[n] = '!';
  use(to);
}

void compared_up_to_a_bound(void) {
  const char *home = getenv("HOME");
  use(home != NULL && strncmp(home, "/root", 100) == 0 ? "r" : "u");
}
