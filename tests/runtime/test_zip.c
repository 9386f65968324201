/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Zips of two, three and four spans; and what compilers make of the recommended loop over one. Definitions:
 * BW_TEST_C_COMPILERS, a list separated by ':', BW_TEST_RUNTIME and BW_TEST_FILES.
 */
#define _POSIX_C_SOURCE 200809L
#include <bulwark/endian.h>
#include <bulwark/zip.h>

#include <stdio.h>
#include <string.h>

#include "command.h"
#include "suite.h"

BW_SPAN_DECLARE(ints, int);
BW_ZIP2_DECLARE(pair, ints, int, bw_bytes_const, uint8_t const);
BW_ZIP3_DECLARE(triple, ints, int, bw_bytes_const, uint8_t const, bw_u16s, uint16_t);
BW_ZIP4_DECLARE(quad, ints, int, bw_bytes_const, uint8_t const, bw_u16s, uint16_t, bw_u64s, uint64_t);

enum { MANY = 6 };

static int numbers[MANY];
static uint8_t bytes[MANY];
static uint16_t halves[MANY];
static uint64_t longs[MANY];

static void setup(void) {
  size_t i;
  for (i = 0; i < MANY; i++) {
    numbers[i] = (int)i;
    bytes[i] = (uint8_t)(10u + i);
    halves[i] = (uint16_t)(100u + i);
    longs[i] = 1000u + i;
  }
}

static ints a_of(size_t count) {
  return ints_make(numbers, count);
}

static bw_bytes_const b_of(size_t count) {
  return bw_bytes_const_make(bytes, count);
}

static bw_u16s c_of(size_t count) {
  return bw_u16s_make(halves, count);
}

static bw_u64s d_of(size_t count) {
  return bw_u64s_make(longs, count);
}

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

/* All lengths of up to four spans: the count is the least, the equal forms want one count. */
START_TEST(the_count_is_the_shortest) {
  size_t n[4];
  for (n[0] = 0; n[0] <= 3; n[0]++) {
    for (n[1] = 0; n[1] <= 3; n[1]++) {
      pair two = pair_shortest(a_of(n[0]), b_of(n[1]));
      pair kept = pair_shortest(a_of(MANY), b_of(5));
      bool same = n[0] == n[1];
      ck_assert_uint_eq(two.count, least(n[0], n[1]));
      ck_assert_ptr_eq(two.a, numbers);
      ck_assert_ptr_eq(two.b, bytes);
      ck_assert_int_eq(pair_try_equal(a_of(n[0]), b_of(n[1]), &kept), same ? BW_OK : BW_ERR_RANGE);
      ck_assert_uint_eq(kept.count, same ? n[0] : 5);
      if (same) {
        ck_assert_uint_eq(pair_equal(a_of(n[0]), b_of(n[1])).count, n[0]);
      }
      for (n[2] = 0; n[2] <= 3; n[2]++) {
        triple three = triple_shortest(a_of(n[0]), b_of(n[1]), c_of(n[2]));
        triple kept3 = triple_shortest(a_of(MANY), b_of(MANY), c_of(5));
        bool same3 = same && n[2] == n[0];
        ck_assert_uint_eq(three.count, least(least(n[0], n[1]), n[2]));
        ck_assert_ptr_eq(three.a, numbers);
        ck_assert_ptr_eq(three.b, bytes);
        ck_assert_ptr_eq(three.c, halves);
        ck_assert_int_eq(triple_try_equal(a_of(n[0]), b_of(n[1]), c_of(n[2]), &kept3),
                         same3 ? BW_OK : BW_ERR_RANGE);
        ck_assert_uint_eq(kept3.count, same3 ? n[0] : 5);
        if (same3) {
          ck_assert_uint_eq(triple_equal(a_of(n[0]), b_of(n[1]), c_of(n[2])).count, n[0]);
        }
        for (n[3] = 0; n[3] <= 3; n[3]++) {
          quad four = quad_shortest(a_of(n[0]), b_of(n[1]), c_of(n[2]), d_of(n[3]));
          quad kept4 = quad_shortest(a_of(MANY), b_of(MANY), c_of(MANY), d_of(5));
          bool same4 = same3 && n[3] == n[0];
          ck_assert_uint_eq(four.count, least(least(n[0], n[1]), least(n[2], n[3])));
          ck_assert_ptr_eq(four.d, longs);
          ck_assert_ptr_eq(four.c, halves);
          ck_assert_int_eq(quad_try_equal(a_of(n[0]), b_of(n[1]), c_of(n[2]), d_of(n[3]), &kept4),
                           same4 ? BW_OK : BW_ERR_RANGE);
          ck_assert_uint_eq(kept4.count, same4 ? n[0] : 5);
          if (same4) {
            ck_assert_uint_eq(quad_equal(a_of(n[0]), b_of(n[1]), c_of(n[2]), d_of(n[3])).count, n[0]);
          }
        }
      }
    }
  }
}
END_TEST

START_TEST(items_are_lvalues_of_their_spans) {
  quad zip = quad_equal(a_of(MANY), b_of(MANY), c_of(MANY), d_of(MANY));
  size_t i;
  for (i = 0; i < zip.count; i++) {
    BW_ZIP_AT(zip, a, i) += BW_ZIP_AT(zip, b, i);
    BW_ZIP_AT(zip, d, i) += BW_ZIP_AT(zip, c, i);
  }
  for (i = 0; i < MANY; i++) {
    ck_assert_int_eq(numbers[i], (int)(10 + 2 * i));
    ck_assert_uint_eq(longs[i], 1100 + 2 * i);
  }
}
END_TEST

static const struct {
  size_t offset;
  size_t count;
} parts[] = {{0, 0}, {0, MANY}, {MANY, 0}, {2, 4}, {2, 5}, {7, 0}, {0, 7}, {SIZE_MAX, 1}, {1, SIZE_MAX},
             {SIZE_MAX, SIZE_MAX}, {3, SIZE_MAX - 2}};

START_TEST(parts_lie_inside_or_are_refused) {
  size_t offset = parts[_i].offset;
  size_t count = parts[_i].count;
  bool inside = offset <= MANY && count <= MANY - offset;
  bw_status status = inside ? BW_OK : BW_ERR_RANGE;
  pair two = pair_shortest(a_of(1), b_of(1));
  triple three = triple_shortest(a_of(1), b_of(1), c_of(1));
  quad four = quad_shortest(a_of(1), b_of(1), c_of(1), d_of(1));
  size_t at = inside ? offset : 0;
  ck_assert_int_eq(pair_try_sub(pair_equal(a_of(MANY), b_of(MANY)), offset, count, &two), status);
  ck_assert_int_eq(triple_try_sub(triple_equal(a_of(MANY), b_of(MANY), c_of(MANY)), offset, count, &three),
                   status);
  ck_assert_int_eq(quad_try_sub(quad_equal(a_of(MANY), b_of(MANY), c_of(MANY), d_of(MANY)), offset, count, &four),
                   status);
  ck_assert_uint_eq(two.count, inside ? count : 1);
  ck_assert_uint_eq(three.count, inside ? count : 1);
  ck_assert_uint_eq(four.count, inside ? count : 1);
  ck_assert_ptr_eq(two.a, numbers + at);
  ck_assert_ptr_eq(two.b, bytes + at);
  ck_assert_ptr_eq(three.a, numbers + at);
  ck_assert_ptr_eq(three.b, bytes + at);
  ck_assert_ptr_eq(three.c, halves + at);
  ck_assert_ptr_eq(four.a, numbers + at);
  ck_assert_ptr_eq(four.b, bytes + at);
  ck_assert_ptr_eq(four.c, halves + at);
  ck_assert_ptr_eq(four.d, longs + at);
  if (inside) {
    ck_assert_ptr_eq(quad_sub(quad_equal(a_of(MANY), b_of(MANY), c_of(MANY), d_of(MANY)), offset, count).d,
                     four.d);
  }
}
END_TEST

START_TEST(cursors_in_step) {
  quad zip = quad_shortest(a_of(MANY), b_of(4), c_of(5), d_of(MANY));
  triple three = triple_shortest(a_of(3), b_of(4), c_of(5));
  pair two = pair_shortest(a_of(2), b_of(1));
  int *a = NULL;
  uint8_t const *b = NULL;
  uint16_t *c = NULL;
  uint64_t *d = NULL;
  size_t steps = 0;
  while (quad_next(&zip, &a, &b, &c, &d)) {
    ck_assert_ptr_eq(a, numbers + steps);
    ck_assert_ptr_eq(b, bytes + steps);
    ck_assert_ptr_eq(c, halves + steps);
    ck_assert_ptr_eq(d, longs + steps);
    steps++;
    ck_assert_uint_eq(zip.count, 4 - steps);
  }
  ck_assert_uint_eq(steps, 4);
  ck_assert_ptr_eq(d, longs + 3);
  for (steps = 0; triple_next(&three, &a, &b, &c); steps++) {
    ck_assert_ptr_eq(a, numbers + steps);
    ck_assert_ptr_eq(b, bytes + steps);
    ck_assert_ptr_eq(c, halves + steps);
  }
  ck_assert_uint_eq(steps, 3);
  ck_assert(pair_next(&two, &a, &b));
  ck_assert_ptr_eq(b, bytes);
  ck_assert(!pair_next(&two, &a, &b));
  ck_assert_ptr_eq(a, numbers);
}
END_TEST

START_TEST(empty_spans_zip_to_nothing) {
  pair two = pair_shortest(ints_make(NULL, 0), b_of(MANY));
  pair part = pair_sub(two, 0, 0);
  int *a = NULL;
  uint8_t const *b = NULL;
  ck_assert_uint_eq(part.count, 0);
  ck_assert(!pair_next(&two, &a, &b));
  ck_assert_int_eq(pair_try_sub(two, 0, 1, &part), BW_ERR_RANGE);
}
END_TEST

START_TEST(outside_is_a_violation) {
  pair two = pair_shortest(a_of(MANY), b_of(3));
  volatile size_t three = 3;
  switch (_i) {
  case 0:
    numbers[0] = BW_ZIP_AT(two, a, three);
    break;
  case 1:
    two = pair_equal(a_of(MANY), b_of(three));
    break;
  case 2:
    numbers[0] = (int)triple_equal(a_of(three), b_of(three), c_of(4)).count;
    break;
  case 3:
    numbers[0] = (int)quad_equal(a_of(three), b_of(three), c_of(three), d_of(2)).count;
    break;
  case 4:
    two = pair_sub(two, 1, three);
    break;
  case 5:
    numbers[0] = (int)triple_sub(triple_equal(a_of(2), b_of(2), c_of(2)), three, 0).count;
    break;
  case 6:
    numbers[0] = (int)quad_sub(quad_equal(a_of(2), b_of(2), c_of(2), d_of(2)), 0, SIZE_MAX).count;
    break;
  default:
    break;
  }
  bytes[0] = *two.b;
}
END_TEST

/*
 * The loops of build/zip_loops.c: no compiler leaves a call, so no check, and each function works on vectors.
 * GCC 12 vectorises at -O3, Clang at -O2. The assembly is looked at function by function on x86-64.
 */
#if defined(__x86_64__)
static const char *compiler_at(int nth) {
  static char name[COMMAND_MAX];
  const char *at = BW_TEST_C_COMPILERS;
  while (nth-- > 0) {
    at += strcspn(at, ":");
    at += *at == ':';
  }
  (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(at, ":"), at);
  return name;
}

static int compilers(void) {
  int count = 0;
  while (compiler_at(count)[0] != '\0') {
    count++;
  }
  return count;
}

START_TEST(loops_vectorise_without_a_check) {
  static const char *const functions[] = {"zip_add:", "zip_blend:", "zip_select:"};
  const char *compiler = compiler_at(_i);
  size_t i;
  ck_assert_int_eq(run("'%s' -std=c11 %s -S -I'%s/include' '%s/zip_loops.c' -o %s/loops.s", compiler,
                       strstr(compiler, "gcc") != NULL ? "-O3" : "-O2", BW_TEST_RUNTIME, BW_TEST_FILES, folder),
                   0);
  ck_assert_int_eq(run("! grep -nE 'call|bw_violate' %s/loops.s", folder), 0);
  for (i = 0; i < 3; i++) {
    ck_assert_msg(
        run("sed -n '/^%s/,/\\.cfi_endproc/p' %s/loops.s | grep -qE '(padd|pand|por|andps|orps).*%%xmm'",
            functions[i], folder) == 0,
        "%s: %s is not vectorised", compiler, functions[i]);
  }
}
END_TEST
#endif

int main(void) {
  TCase *tcase = tcase_create("zip");
  tcase_add_unchecked_fixture(tcase, make_folder, remove_folder);
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_add_test(tcase, the_count_is_the_shortest);
  tcase_add_test(tcase, items_are_lvalues_of_their_spans);
  tcase_add_loop_test(tcase, parts_lie_inside_or_are_refused, 0, (int)(sizeof(parts) / sizeof(parts[0])));
  tcase_add_test(tcase, cursors_in_step);
  tcase_add_test(tcase, empty_spans_zip_to_nothing);
  tcase_add_loop_test_raise_signal(tcase, outside_is_a_violation, SIGABRT, 0, 7);
#if defined(__x86_64__)
  tcase_add_loop_test(tcase, loops_vectorise_without_a_check, 0, compilers());
#endif
  return suite_run("zip", tcase);
}
