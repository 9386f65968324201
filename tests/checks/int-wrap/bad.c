/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Arithmetic that leaves its type on the marked line; good.c holds the same functions, repaired. */
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

/* ---- constants ---- */

void largest_plus_one(void) {
  int data = INT_MAX;
  int result = data + 1; /* expect: int-wrap "always is more than what 32 signed bits hold" */
  use(result);
}

void least_minus_one(void) {
  int data;
  data = INT_MIN;
  --data; /* expect: int-wrap "always is less" */
  use(data);
}

void square_of_largest(void) {
  int64_t data = INT64_MAX;
  use(data * data); /* expect: int-wrap */
}

void negated_least(void) {
  int data = INT_MIN;
  use(-data); /* expect: int-wrap "negation" */
}

void unsigned_largest(void) {
  unsigned data = UINT_MAX;
  unsigned result = data + 1; /* expect: int-wrap "32 unsigned bits" */
  use(result);
}

void unsigned_zero(void) {
  unsigned data = 0;
  unsigned result = data - 1; /* expect: int-wrap "always is less" */
  use(result);
}

static int always_five = 5;

void behind_a_flag(int flag) {
  int data = 0;
  if (flag == 5)
    data = INT_MAX;
  if (flag == 5)
    data = data * 2; /* expect: int-wrap */
  use(data + always_five);
}

/* ---- input ---- */

void from_scanf(void) {
  int data = 0;
  fscanf(stdin, "%d", &data);
  int result = data + 1; /* expect: int-wrap "untrusted data" */
  use(result);
}

void from_socket(int socket) {
  char text[16];
  ssize_t n = recv(socket, text, sizeof text - 1, 0);
  if (n <= 0)
    return;
  text[n] = '\0';
  int data = atoi(text);
  use(data * 2); /* expect: int-wrap */
}

void from_environment(void) {
  const char *text = getenv("COUNT");
  if (text == NULL)
    return;
  int data = atoi(text);
  if (data >= 0)
    use(data + 1); /* expect: int-wrap */
}

void from_rand(void) {
  int data = rand();
  use(data * data); /* expect: int-wrap */
}

void checked_at_the_wrong_end(int32_t data UNTRUSTED) {
  if (data > INT32_MIN)
    use(data + 1); /* expect: int-wrap */
}

void check_too_wide(int32_t data UNTRUSTED) {
  if (data < 0 || data > 100000)
    return;
  use(data * 100000); /* expect: int-wrap */
}

void unsigned_length(uint32_t length UNTRUSTED) {
  uint32_t total = length + 16; /* expect: int-wrap "32 unsigned bits" */
  use(total);
}

void unsigned_header(uint32_t length UNTRUSTED) {
  uint32_t body = length - 8; /* expect: int-wrap "can be less" */
  use(body);
}

void short_sum(short data UNTRUSTED) {
  short result = data + 1; /* expect: int-wrap "16 signed bits" */
  use(result);
}

void char_product(void) {
  char data = CHAR_MAX;
  char result = data * data; /* expect: int-wrap "8 signed bits" */
  use(result);
}

/* ---- ways of the value ---- */

struct parcel {
  int first, second;
};

void through_a_field(int data UNTRUSTED) {
  struct parcel p = {0, 0};
  p.second = data;
  use(p.second + 1); /* expect: int-wrap */
}

void through_an_element(int data UNTRUSTED) {
  int numbers[5] = {0};
  numbers[2] = data;
  use(numbers[2] - 1); /* expect: int-wrap */
}

void through_an_alias(int data UNTRUSTED) {
  int *p = &data, **q = &p;
  int copy = **q;
  ++copy; /* expect: int-wrap */
  use(copy);
}

static int receive(void) {
  int data = 0;
  if (scanf("%d", &data) != 1)
    return 0;
  return data;
}

void through_a_result(void) {
  int data = receive();
  use(data * 2); /* expect: int-wrap */
}

static void deep(int data) {
  use(data + 1); /* expect: int-wrap */
}
static void deeper(int data) {
  deep(data);
}
void through_callees(int data UNTRUSTED) {
  deeper(data);
}

static void fill(int *out) {
  scanf("%d", out);
}

void through_an_out_parameter(void) {
  int data = 0;
  fill(&data);
  use(data + 10); /* expect: int-wrap */
}

void in_a_switch(int data UNTRUSTED, int which) {
  switch (which) {
  case 6:
    use(data + 1); /* expect: int-wrap */
    break;
  default:
    break;
  }
}

/* ---- division ---- */

void divided_by_input(void) {
  int data = 0;
  fscanf(stdin, "%d", &data);
  use(100 / data); /* expect: int-wrap "compare it with 0 first" */
}

void remainder_by_zero(void) {
  int data = 0;
  use(100 % data); /* expect: int-wrap "is 0 when it divides" */
}

void divisor_only_bounded(unsigned data UNTRUSTED) {
  if (data > 100)
    return;
  use(1000 / data); /* expect: int-wrap */
}

/* ---- floating divisors whose quotient becomes an integer ---- */

void floating(float data UNTRUSTED) {
  use((long long)(100.0f / data)); /* expect: int-wrap "divides and can be 0" */
}

void floating_from_text(void) {
  char text[24];
  double data = 1.0;
  if (fgets(text, sizeof text, stdin) != NULL)
    data = atof(text);
  int share = (int)(100.0 / data); /* expect: int-wrap */
  use(share);
}

void floating_scanned(void) {
  float data;
  if (scanf("%f", &data) == 1)
    use((int)(7.5 / data)); /* expect: int-wrap */
}

void floating_from_random(void) {
  float data = (float)rand();
  use((int)(100.0 / data)); /* expect: int-wrap */
}

static int per(double parts) {
  return (int)(100.0 / parts); /* expect: int-wrap "is 0 when it divides" */
}

void floating_constant(void) {
  double parts = 0.0;
  use(per(parts));
}

int rest_of_random(int whole) {
  int n = rand() % 3;
  return whole / n; /* expect: int-wrap */
}

int bits_of_random(int whole) {
  int n = rand() & 7;
  return whole % n; /* expect: int-wrap */
}

void square_past_the_root(void) {
  int side = INT_MAX;
  if (labs((long)side) > (long)sqrt((double)INT_MAX))
    use(side * side); /* expect: int-wrap */
}

void square_of_a_short_past_the_root(void) {
  short side = SHRT_MAX;
  if (side > (int)sqrt(SHRT_MAX)) {
    short area = side * side; /* expect: int-wrap */
    use(area);
  }
}

void double_of_what_was_read(void) {
  int whole = 0;
  if (scanf("%d", &whole) == 1) {
    int half = whole / 2;
    use(half * 3); /* expect: int-wrap */
  }
}

void shifted_too_little(void) {
  int whole = 0;
  if (scanf("%d", &whole) == 1) {
    int half = whole >> 1;
    use(half * 3); /* expect: int-wrap */
  }
}

/* ---- shifts ---- */

int shifted_by_input(void) {
  int count = 0;
  if (scanf("%d", &count) != 1)
    return 0;
  return 1 << count; /* expect: int-wrap */
}

unsigned too_far(unsigned value) {
  int count = 40;
  return value >> count; /* expect: int-wrap */
}

int backwards(void) {
  int count = 0;
  if (scanf("%d", &count) != 1 || count > 31)
    return 0;
  return 1 << count; /* expect: int-wrap */
}

void does_not_come_round(void) {
  uint64_t count = UINT64_MAX;
  count++; /* expect: int-wrap */
  use((long long)count);
}

/* ---- the least number by -1 ---- */

int shares_of_input(void) {
  int total = 0, parts = 0;
  if (scanf("%d %d", &total, &parts) != 2 || parts == 0)
    return 0;
  return total / parts; /* expect: int-wrap "-1" */
}

long rest_of_input(void) {
  long total = 0, parts = 0;
  if (scanf("%ld %ld", &total, &parts) != 2 || parts == 0)
    return 0;
  return total % parts; /* expect: int-wrap "-1" */
}
