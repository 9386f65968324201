/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Views of bytes as items; and the declarations that must not compile. Definitions: BW_TEST_C_COMPILERS, a list
 * separated by ':', and BW_TEST_RUNTIME.
 */
#define _POSIX_C_SOURCE 200809L
#include <bulwark/plain.h>

#include <stdio.h>
#include <string.h>

#include "command.h"
#include "suite.h"

typedef struct point {
  int16_t x;
  int16_t y;
} point;
#define POINT_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS) SCALAR(x) SCALAR(y)

typedef struct figure {
  uint32_t colour;
  point centre;
  point corners[2];
  uint8_t name[4];
} figure;
#define FIGURE_FIELDS(SCALAR, SCALARS, STRUCT, STRUCTS)                                                          \
  SCALAR(colour) STRUCT(centre, point) STRUCTS(corners, point) SCALARS(name)

BW_PLAIN_DECLARE(point, point, POINT_FIELDS);
BW_PLAIN_DECLARE(figure, figure, FIGURE_FIELDS);
BW_SPAN_DECLARE(points, point);
BW_SPAN_DECLARE(figures, figure);
BW_SPAN_PLAIN_DECLARE(points, point);
BW_SPAN_PLAIN_DECLARE(figures, figure);

/* Bytes at the alignment of the widest type, from an allocation. */
static uint8_t *memory;
enum { BYTES = 64 };

static void setup(void) {
  size_t i;
  memory = (uint8_t *)malloc(BYTES);
  ck_assert_ptr_nonnull(memory);
  for (i = 0; i < BYTES; i++) {
    memory[i] = (uint8_t)i;
  }
}

static void teardown(void) {
  free(memory);
}

/* Every offset and length of the bytes, for alignments of 1, 2, 4: what is whole and aligned is a view. */
START_TEST(views_are_aligned_and_whole) {
  size_t offset;
  size_t count;
  for (offset = 0; offset <= 8; offset++) {
    for (count = 0; count <= 40; count++) {
      bw_bytes bytes = bw_bytes_make(memory + offset, count);
      points span = points_make(NULL, 0);
      figures_const large = figures_const_make(NULL, 0);
      bw_status expected = offset % 2 != 0 ? BW_ERR_ARGUMENT : count % 4 != 0 ? BW_ERR_TRUNCATED : BW_OK;
      ck_assert_int_eq(points_try_from_bytes(bytes, &span), expected);
      ck_assert_uint_eq(span.count, expected == BW_OK ? count / 4 : 0);
      ck_assert_ptr_eq(span.items, expected == BW_OK ? (void *)(memory + offset) : NULL);
      if (expected == BW_OK) {
        ck_assert_ptr_eq(points_from_bytes(bytes).items, span.items);
        ck_assert_ptr_eq(points_as_bytes(span).items, memory + offset);
        ck_assert_uint_eq(points_as_bytes(span).count, count);
      }
      expected = offset % 4 != 0 ? BW_ERR_ARGUMENT : count % 20 != 0 ? BW_ERR_TRUNCATED : BW_OK;
      ck_assert_int_eq(figures_const_try_from_bytes(bw_bytes_as_const(bytes), &large), expected);
      ck_assert_uint_eq(large.count, expected == BW_OK ? count / 20 : 0);
      if (expected == BW_OK) {
        ck_assert_uint_eq(figures_const_from_bytes(bw_bytes_as_const(bytes)).count, count / 20);
        ck_assert_uint_eq(figures_const_as_bytes(large).count, count);
      }
    }
  }
}
END_TEST

START_TEST(no_bytes_are_no_items) {
  points span = points_make(NULL, 0);
  ck_assert_int_eq(points_try_from_bytes(bw_bytes_make(NULL, 0), &span), BW_OK);
  ck_assert_uint_eq(span.count, 0);
  ck_assert_uint_eq(points_as_bytes(span).count, 0);
}
END_TEST

START_TEST(items_are_the_bytes) {
  points span = points_from_bytes(bw_bytes_make(memory, 8));
  point expected;
  memcpy(&expected, memory + 4, sizeof expected);
  ck_assert_int_eq(BW_AT(span, 1).x, expected.x);
  BW_AT(span, 1).x = -1;
  ck_assert_uint_eq(memory[4], 0xFF);
  ck_assert_uint_eq(memory[5], 0xFF);
  ck_assert_uint_eq(memory[6], 6);
}
END_TEST

START_TEST(items_at_any_offset) {
  size_t offset;
  for (offset = 0; offset <= 20; offset++) {
    bw_bytes bytes = bw_bytes_make(memory, 20);
    bool inside = offset <= 16;
    point item = {7, 7};
    point expected = {7, 7};
    static const point stored = {-2, 0x1234};
    uint8_t before[BYTES];
    if (inside) {
      memcpy(&expected, memory + offset, sizeof expected);
    }
    ck_assert_int_eq(points_try_load(bw_bytes_as_const(bytes), offset, &item), inside ? BW_OK : BW_ERR_RANGE);
    ck_assert(item.x == expected.x && item.y == expected.y);
    memcpy(before, memory, BYTES);
    ck_assert_int_eq(points_try_store(bytes, offset, stored), inside ? BW_OK : BW_ERR_RANGE);
    if (inside) {
      memcpy(before + offset, &stored, sizeof stored);
    }
    ck_assert_mem_eq(memory, before, BYTES);
  }
  {
    point item = {7, 7};
    ck_assert_int_eq(points_try_load(bw_bytes_const_make(memory, 20), SIZE_MAX, &item), BW_ERR_RANGE);
    ck_assert_int_eq(points_try_load(bw_bytes_const_make(memory, 3), 0, &item), BW_ERR_RANGE);
    ck_assert_int_eq(item.x, 7);
  }
}
END_TEST

START_TEST(streams_of_items) {
  static const point path[2] = {{1, -1}, {300, -300}};
  point got[2] = {{9, 9}, {9, 9}};
  bw_writer out = bw_writer_into(bw_bytes_make(memory + 1, 10));
  bw_reader in;
  ck_assert_int_eq(bw_writer_u8(&out, 0xAA), BW_OK);
  ck_assert_int_eq(points_write_plain(&out, BW_SPAN_OF_ARRAY(points_const, path)), BW_OK);
  ck_assert_int_eq(points_write_plain(&out, points_const_make(path, 1)), BW_ERR_FULL);
  in = bw_reader_over(bw_writer_written(&out));
  ck_assert_int_eq(bw_reader_skip(&in, 1), BW_OK);
  ck_assert_int_eq(points_read_plain(&in, BW_SPAN_OF_ARRAY(points, got)), BW_OK);
  ck_assert_mem_eq(got, path, sizeof path);
  got[0].x = 5;
  ck_assert_int_eq(points_read_plain(&in, points_make(got, 1)), BW_ERR_TRUNCATED);
  ck_assert_int_eq(got[0].x, 5);
}
END_TEST

START_TEST(bytes_laid_out_wrongly_are_a_violation) {
  if (_i == 0) {
    (void)points_from_bytes(bw_bytes_make(memory + 1, 4));
  } else {
    (void)figures_const_from_bytes(bw_bytes_const_make(memory, 21));
  }
}
END_TEST

/* Each row's type is refused with the words that say why; the first row is the pattern, and compiles. */
static const struct {
  const char *type;
  const char *fields;
  const char *words;
} rows[] = {
    {"struct { int a; short b, c; }", "A(a) A(b) A(c)", NULL},
    {"struct { int a; short b; }", "A(a) A(b)", "type has padding or unlisted fields"},
    {"struct { int a, b; }", "A(a)", "type has padding or unlisted fields"},
    {"struct { int a, b; }", "A(a) A(a)", "bw_plain_a"},
    {"struct { void *a; }", "A(a)", "invalid operands to binary"},
    {"struct { _Bool a; }", "A(a)", "a number that is no bool is plain"},
    {"struct { _Bool a[4]; }", "B(a)", "a number that is no bool is plain"},
    {"struct { struct { int x; } a; }", "A(a)", "invalid operands to binary"},
    {"struct { char *a[2]; }", "B(a)", "invalid operands to binary"},
    {"struct { struct { int x; } a; }", "C(a, bw_u32)", "incompatible"},
    {"struct { struct { int x; } a[2]; }", "D(a, bw_u32)", "incompatible"},
    {"union { int a; void *b; }", "A(a)", "type has padding or unlisted fields"},
};

START_TEST(what_is_not_plain_does_not_compile) {
  const char *at = BW_TEST_C_COMPILERS;
  while (*at != '\0') {
    int length = (int)strcspn(at, ":");
    int status = run("printf '#include <bulwark/plain.h>\\ntypedef %s t;\\n#define F(A, B, C, D) %s\\n"
                     "BW_PLAIN_DECLARE(t, t, F);\\n' | '%.*s' -std=c11 -Werror=incompatible-pointer-types "
                     "-I'%s/include' -x c -fsyntax-only -",
                     rows[_i].type, rows[_i].fields, length, at, BW_TEST_RUNTIME);
    if (rows[_i].words == NULL) {
      ck_assert_msg(status == 0, "%.2000s", output);
    } else {
      ck_assert_int_ne(status, 0);
      ck_assert_msg(strstr(output, rows[_i].words) != NULL, "%s: %.2000s", rows[_i].fields, output);
    }
    at += length;
    at += *at == ':';
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("plain");
  tcase_add_unchecked_fixture(tcase, make_folder, remove_folder);
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_set_timeout(tcase, 60);
  tcase_add_test(tcase, views_are_aligned_and_whole);
  tcase_add_test(tcase, no_bytes_are_no_items);
  tcase_add_test(tcase, items_are_the_bytes);
  tcase_add_test(tcase, items_at_any_offset);
  tcase_add_test(tcase, streams_of_items);
  tcase_add_loop_test_raise_signal(tcase, bytes_laid_out_wrongly_are_a_violation, SIGABRT, 0, 2);
  tcase_add_loop_test(tcase, what_is_not_plain_does_not_compile, 0, (int)(sizeof rows / sizeof rows[0]));
  return suite_run("plain", tcase);
}
