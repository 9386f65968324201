/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Nothing here wraps, or it does on purpose. */
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "untrusted.h"

void use(long long value);

void largest_plus_one(void) {
  int data = INT_MAX;
  if (data < INT_MAX)
    use(data + 1);
  data = 2;
  use(data + 1);
}

void least_minus_one(void) {
  int data;
  data = -2;
  --data;
  use(data);
}

void square_of_largest(void) {
  int64_t data = 2000000000;
  use(data * data);
}

void unsigned_largest(void) {
  unsigned data = UINT_MAX;
  if (data < UINT_MAX)
    use(data + 1);
}

static int always_five = 5;

void behind_a_flag(int flag) {
  int data = 0;
  if (flag == 5)
    data = INT_MAX;
  if (flag != 5)
    data = data * 2;
  use(data);
  use(always_five + 1);
}

void from_scanf(void) {
  int data = 0;
  fscanf(stdin, "%d", &data);
  if (data < INT_MAX) {
    int result = data + 1;
    use(result);
  }
}

void from_socket(int socket) {
  char text[16];
  ssize_t n = recv(socket, text, sizeof text - 1, 0);
  if (n <= 0)
    return;
  text[n] = '\0';
  int data = atoi(text);
  if (data > 0 && data < INT_MAX / 2)
    use(data * 2);
}

void from_environment(void) {
  const char *text = getenv("COUNT");
  if (text == NULL)
    return;
  int data = atoi(text);
  if (data >= 0 && data <= 1000)
    use(data + 1);
}

void from_rand(void) {
  int data = rand();
  if (abs(data) < (long)sqrt((double)INT_MAX))
    use(data * data);
  use(data % 100 + 1);
  use(data % 100 * 1000);
}

void from_rand_64(void) {
  int64_t data = (int64_t)rand() * 8;
  if (imaxabs(data) <= sqrt((double)LLONG_MAX))
    use(data * data);
}

void checked(int32_t data UNTRUSTED) {
  if (data < INT32_MAX)
    use(data + 1);
  if (data > INT32_MIN)
    use(data - 1);
  if (data != INT32_MIN)
    use(-data);
}

void wide_enough(int32_t data UNTRUSTED) {
  use((int64_t)data * 100000);
}

void saturated(uint32_t a UNTRUSTED, uint32_t b UNTRUSTED) {
  uint32_t sum = a + b;
  if (sum < a)
    sum = UINT32_MAX;
  use(sum);
}

bool post_check_in_place(uint32_t a UNTRUSTED, uint32_t b UNTRUSTED) {
  return a + b >= a;
}

void product_checked(uint32_t a UNTRUSTED, uint32_t b UNTRUSTED) {
  if (b != 0 && a > UINT32_MAX / b)
    return;
  use(a * b);
}

void sum_checked(int32_t a UNTRUSTED, int32_t b UNTRUSTED) {
  if (b > 0 && a > INT32_MAX - b)
    return;
  if (b < 0 && a < INT32_MIN - b)
    return;
  use(a + b);
}

void unsigned_header(uint32_t length UNTRUSTED) {
  if (length < 8)
    return;
  uint32_t body = length - 8;
  use(body);
}

/* unsigned arithmetic that is meant to wrap */

uint32_t hash_of(const unsigned char *text, size_t n) {
  uint32_t hash = 5381;
  for (size_t i = 0; i < n; i++)
    hash = hash * 33 + text[i];
  return hash;
}

uint32_t fowler(const char *text) {
  uint32_t hash = 2166136261u;
  while (*text != '\0') {
    hash ^= (unsigned char)*text++;
    hash *= 16777619u;
  }
  return hash;
}

uint32_t next_random(uint32_t seed UNTRUSTED) {
  return seed * 1103515245u + 12345u;
}

uint32_t digest_start(void) {
  uint32_t a = 0x67452301u, b = 0xefcdab89u, c = 0x98badcfeu, d = 0x10325476u;
  uint32_t f = (b & c) | (~b & d);
  return a + f + 0xd76aa478u;
}

unsigned ring_next(unsigned head UNTRUSTED) {
  return (head + 1) & 63;
}

unsigned ring_distance(unsigned head UNTRUSTED, unsigned tail UNTRUSTED) {
  return (head - tail) % 64;
}

uint64_t negated(uint64_t value) {
  return ~value + 1;
}

void count_down(unsigned n UNTRUSTED) {
  while (n--)
    use(1);
}

void before_the_first(unsigned n) {
  unsigned i = UINT_MAX;
  while (++i < n)
    use(i);
}

uint64_t align_up(uint64_t value UNTRUSTED) {
  return (value + 7) & ~(uint64_t)7;
}

int32_t big_endian(const unsigned char *p) {
  return (int32_t)((uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]);
}

int total(const int *values, size_t n) {
  int sum = 0;
  for (size_t i = 0; i < n; i++)
    sum += values[i];
  return sum;
}

int digits(const char *text) {
  int value = 0;
  while (*text >= '0' && *text <= '9')
    value = value * 10 + (*text++ - '0');
  return value;
}

void rounds(int n UNTRUSTED) {
  for (int i = 0; i < n; i += 2)
    use(i);
  for (int i = n; i > 0; i--)
    use(i);
}

int trusted(int a, int b) {
  return a * b + a - b;
}

int guarded_by_test_of_unknown(int n, int limit) {
  if (n > limit)
    return 0;
  return n * 4 + 1;
}

void short_sum(short data UNTRUSTED) {
  int wide = data + 1;
  use(wide);
  if (data < SHRT_MAX) {
    short result = data + 1;
    use(result);
  }
}

/* ---- division ---- */

void divided_by_input(void) {
  int data = 0;
  fscanf(stdin, "%d", &data);
  if (data != 0)
    use(100 / data);
  if (data)
    use(100 % data);
}

int divided_or_not(int data UNTRUSTED) {
  return data == 0 ? 0 : 100 / data;
}

void early_out(int data UNTRUSTED) {
  if (!data)
    return;
  use(1000 / data);
}

void replaced(int data UNTRUSTED) {
  if (data == 0)
    data = 1;
  use(1000 / data);
}

unsigned average(const unsigned *values, unsigned n) {
  unsigned sum = 0, count = 0;
  for (unsigned i = 0; i < n; i++) {
    sum += values[i];
    count++;
  }
  return sum / count;
}

/* ---- floating divisors ---- */

void floating(float data UNTRUSTED) {
  if (fabsf(data) > 0.001f)
    use((long long)(100.0f / data));
}

void floating_from_text(void) {
  char text[24];
  double data = 0.0;
  if (fgets(text, sizeof text, stdin) != NULL)
    data = atof(text);
  if (fabs(data) > 0.000001)
    use((int)(100.0 / data));
}

void floating_scanned(void) {
  float data;
  if (scanf("%f", &data) == 1 && data != 0.0f)
    use((int)(7.5 / data));
}

void floating_from_random(void) {
  float data = (float)(rand() % 100 + 1);
  use((int)(100.0 / data));
}

static int per(double parts) {
  return (int)(100.0 / parts);
}

void floating_constant(void) {
  double parts = 2.0;
  use(per(parts));
}

/* tested by the caller */
static int per_unit(double units) {
  return (int)(100.0 / units);
}

void floating_tested_outside(double units UNTRUSTED) {
  if (units > 1e-9)
    use(per_unit(units));
}

double stays_floating(double data UNTRUSTED) {
  return 1.0 / data;
}

struct chip { unsigned kind, height, lines; };
void set_register(struct chip *c, int number, unsigned value);
/* The kind of the chip is the same before and after its registers are set. */
unsigned scale(struct chip *c) {
  unsigned factor = 0;
  if (c->kind >= 7) {
    factor = c->height + 1;
    set_register(c, 1, factor);
  } else {
    set_register(c, 2, c->height);
  }
  set_register(c, 3, c->lines);
  if (c->kind >= 7)
    return (c->lines << 8) / factor;
  return c->lines;
}

/* A difference that goes below zero and is kept in a signed number, and a range asked for with one test. */
int base_of(int at) {
  unsigned position = at < 0 ? 0u : (unsigned)at;
  if (position > 100)
    return -2;
  if (position < 64) {
    position = 0;
    return (int)(position / 64 - 1);
  }
  return 0;
}

int in_array(const int *list, unsigned count, int number) {
  unsigned i = number > 0 ? (unsigned)number : 0;
  if (number <= 0)
    i = 0;
  if (i - 1u < count)
    return list[i - 1u];
  return -1;
}

/* An index he chose, and checked, leads to what is ours. */
struct entry { unsigned key; int level; };
struct entries { struct entry *at; unsigned count; };

static int entry_find(const struct entries *all, unsigned key, struct entry **ret_entry) {
  unsigned i = key & 0xffff;
  if (i >= all->count || all->at[i].key != key)
    return -1;
  *ret_entry = &all->at[i];
  return 0;
}

int entry_level(const struct entries *all, int fixed, unsigned key UNTRUSTED) {
  struct entry *entry;
  if (entry_find(all, fixed ? 0 : key, &entry) != 0)
    return 0;
  return -entry->level;
}

/* The bytes of a character are patterns of bits, in plain char as well. */
void encode(char *out, unsigned code)
{
    if (code >= 0x80 && code < 0x800) {
        out[0] = 0xc0 + (unsigned char)(code >> 6 & 0x1f);
        out[1] = 0x80 + (unsigned char)(code & 0x3f);
    }
}

int rest_of_random(int whole) {
  int n = rand() % 3;
  return n != 0 ? whole / n : 0;
}

int bits_of_random(int whole) {
  int n = (rand() & 7) + 1;
  return whole % n;
}

void square_up_to_the_root(void) {
  int side = INT_MAX;
  if (labs((long)side) <= (long)sqrt((double)INT_MAX))
    use(side * side);
}

void square_of_a_char_up_to_the_root(void) {
  char side = CHAR_MAX;
  if (abs(side) <= (long)sqrt((double)CHAR_MAX)) {
    char area = side * side;
    use(area);
  }
}

void square_of_an_unsigned_up_to_the_root(void) {
  unsigned side = UINT_MAX;
  if (side < (unsigned)sqrt((double)UINT_MAX))
    use(side * side);
}

void square_of_what_was_read(void) {
  int64_t side = 0;
  if (fscanf(stdin, "%" SCNd64, &side) == 1 && imaxabs((intmax_t)side) <= (int64_t)sqrt((double)LLONG_MAX))
    use(side * side);
}

/* a quotient is that much smaller, below 0 as well as above */
void part_of_what_was_read(void) {
  int whole = 0;
  if (scanf("%d", &whole) == 1) {
    int part = whole / 4;
    use(part * 3 + 3);
    use(part - 100);
    part = whole / -4;
    use(part * 3 + 3);
  }
}

void shifted_enough(void) {
  int whole = 0;
  if (scanf("%d", &whole) == 1) {
    int part = whole >> 2;
    use(part * 3 + 3);
    use(part - 100);
  }
}

int shifted_by_input(void) {
  int count = 0;
  if (scanf("%d", &count) != 1 || count < 0 || count > 30)
    return 0;
  return 1 << count;
}

unsigned not_too_far(unsigned value) {
  int count = 4;
  return value >> count;
}

int masked(void) {
  int count = 0;
  if (scanf("%d", &count) != 1)
    return 0;
  return 1 << (count & 15);
}

/* whether it came round is asked */
void comes_round(void) {
  uint64_t count = UINT64_MAX;
  count++;
  if (count == 0)
    use(1);
}

/* ---- the least number by -1 ---- */

int shares_of_input(void) {
  int total = 0, parts = 0;
  if (scanf("%d %d", &total, &parts) != 2 || parts == 0 || (total == INT_MIN && parts == -1))
    return 0;
  return total / parts;
}

long rest_of_input(void) {
  long total = 0, parts = 0;
  if (scanf("%ld %ld", &total, &parts) != 2 || parts <= 0)
    return 0;
  return total % parts;
}

int by_a_constant(void) {
  int total = 0;
  if (scanf("%d", &total) != 1)
    return 0;
  return total / 7;
}
