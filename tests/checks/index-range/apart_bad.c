/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Every function takes the difference of pointers into different objects on the marked line; apart_good.c holds the same
 * functions, repaired. */
#include <stdlib.h>
#include <string.h>

void use(long number);

void two_arrays(void) {
  char one[10], two[10];
  one[0] = two[0] = 0;
  use(one - two); /* expect: index-range */
}

void found_in_another(void) {
  char path[] = "usr/lib", name[] = "lib/file";
  char *slash = strchr(name, '/');
  if (slash != NULL)
    use(slash - path); /* expect: index-range */
}

void an_allocation_and_a_variable(void) {
  int here[4] = {0}, *there = malloc(4 * sizeof *there);
  if (there == NULL)
    return;
  use(there - here); /* expect: index-range */
  free(there);
}

void two_allocations(void) {
  int *one = malloc(40), *two = malloc(40);
  if (one != NULL && two != NULL)
    use(two - one); /* expect: index-range */
  free(one);
  free(two);
}

static long between(const char *from, const char *to) {
  return to - from; /* expect: index-range */
}

void through_a_function(void) {
  char one[10] = "", two[10] = "";
  use(between(one, two));
}
