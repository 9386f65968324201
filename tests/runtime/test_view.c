/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/view.h>
#include <bulwark/zip.h>

#include <string.h>

#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

BW_SPAN_DECLARE(pixels, uint32_t);
BW_VIEW_DECLARE(surface, pixels, uint32_t);
BW_VIEW_COPY_DECLARE(surface_copy, surface, surface, uint32_t);
BW_ZIP2_DECLARE(pixel_pair, pixels, uint32_t, pixels, uint32_t);
BW_VIEW_ZIP2_DECLARE(surface_pair, pixel_pair, surface, surface);
BW_VIEW_DECLARE(surface_const, pixels_const, uint32_t const);
BW_VIEW_WRITE_DECLARE(surface, surface_const, uint32_t);

enum { WIDTH = 5, HEIGHT = 4, STRIDE = 7, ITEMS = (HEIGHT - 1) * STRIDE + WIDTH };

static uint32_t memory[ITEMS];
static surface screen;

static void setup(void) {
  uint32_t i;
  for (i = 0; i < ITEMS; i++) {
    memory[i] = i;
  }
  ck_assert_int_eq(surface_make(BW_SPAN_OF_ARRAY(pixels, memory), WIDTH, HEIGHT, STRIDE, &screen), BW_OK);
}

START_TEST(extent_by_hand) {
  static const struct {
    size_t width;
    size_t height;
    size_t stride;
    bw_status status;
    size_t extent;
  } rows[] = {
      {5, 4, 7, BW_OK, 26},
      {7, 4, 7, BW_OK, 28},
      {8, 4, 7, BW_ERR_ARGUMENT, 0},
      {0, 4, 7, BW_OK, 0},
      {5, 0, 7, BW_OK, 0},
      {0, 0, 0, BW_OK, 0},
      {1, 1, 0, BW_ERR_ARGUMENT, 0},
      {0, SIZE_MAX, 0, BW_OK, 0},
      {1, SIZE_MAX, 1, BW_OK, SIZE_MAX},
      {2, SIZE_MAX, 2, BW_ERR_RANGE, 0},
      {1, 2, SIZE_MAX, BW_ERR_RANGE, 0},
      {SIZE_MAX, 1, SIZE_MAX, BW_OK, SIZE_MAX},
      {SIZE_MAX, 2, SIZE_MAX, BW_ERR_RANGE, 0},
      {2, SIZE_MAX / 2 + 2, 2, BW_ERR_RANGE, 0},
      {1, SIZE_MAX / 2 + 1, 2, BW_OK, SIZE_MAX},
      {2, SIZE_MAX / 2 + 1, 2, BW_ERR_RANGE, 0},
  };
  size_t i;
  for (i = 0; i < COUNT(rows); i++) {
    size_t extent = 0x5a;
    bw_status status = bw_view_extent(rows[i].width, rows[i].height, rows[i].stride, &extent);
    ck_assert_msg(status == rows[i].status, "row %zu gives %s", i, bw_status_name(status));
    ck_assert_uint_eq(extent, status == BW_OK ? rows[i].extent : 0x5a);
  }
}
END_TEST

/* The far corner decides: exactly enough memory is taken, one item less is refused. */
START_TEST(make_wants_memory_for_the_last_item) {
  pixels enough = BW_SPAN_OF_ARRAY(pixels, memory);
  surface view;
  memset(&view, 0x5a, sizeof view);
  ck_assert_int_eq(surface_make(pixels_first(enough, ITEMS - 1), WIDTH, HEIGHT, STRIDE, &view), BW_ERR_RANGE);
  ck_assert_int_eq(surface_make(enough, WIDTH + 1, HEIGHT, STRIDE, &view), BW_ERR_RANGE);
  ck_assert_int_eq(surface_make(enough, WIDTH, HEIGHT + 1, STRIDE, &view), BW_ERR_RANGE);
  ck_assert_int_eq(surface_make(enough, STRIDE + 1, 1, STRIDE, &view), BW_ERR_ARGUMENT);
  ck_assert_uint_eq(view.width, SIZE_MAX / 255 * 0x5a);
  ck_assert_int_eq(surface_make(enough, WIDTH, HEIGHT, STRIDE, &view), BW_OK);
}
END_TEST

START_TEST(at_and_row_agree_with_the_formula) {
  size_t x;
  size_t y;
  for (y = 0; y < HEIGHT; y++) {
    pixels row = surface_row(screen, y);
    ck_assert_uint_eq(row.count, WIDTH);
    for (x = 0; x < WIDTH; x++) {
      uint32_t *item = NULL;
      ck_assert_ptr_eq(surface_at(screen, x, y), &memory[y * STRIDE + x]);
      ck_assert_ptr_eq(&BW_AT(row, x), &memory[y * STRIDE + x]);
      ck_assert_int_eq(surface_try_at(screen, x, y, &item), BW_OK);
      ck_assert_ptr_eq(item, &memory[y * STRIDE + x]);
    }
  }
}
END_TEST

START_TEST(try_at_outside) {
  uint32_t *item = NULL;
  ck_assert_int_eq(surface_try_at(screen, WIDTH, 0, &item), BW_ERR_RANGE);
  ck_assert_int_eq(surface_try_at(screen, 0, HEIGHT, &item), BW_ERR_RANGE);
  ck_assert_int_eq(surface_try_at(screen, SIZE_MAX, SIZE_MAX, &item), BW_ERR_RANGE);
  ck_assert_ptr_null(item);
}
END_TEST

/* All rectangles of a small surface, those that stick out included. */
START_TEST(rect_takes_exactly_what_lies_inside) {
  size_t x;
  size_t y;
  size_t w;
  size_t h;
  for (x = 0; x <= WIDTH + 1; x++) {
    for (y = 0; y <= HEIGHT + 1; y++) {
      for (w = 0; w <= WIDTH + 1; w++) {
        for (h = 0; h <= HEIGHT + 1; h++) {
          surface part = screen;
          bool inside = x + w <= WIDTH && y + h <= HEIGHT;
          ck_assert_int_eq(surface_try_rect(screen, x, y, w, h, &part), inside ? BW_OK : BW_ERR_RANGE);
          if (!inside) {
            ck_assert_uint_eq(part.width, WIDTH);
          } else if (w == 0 || h == 0) {
            ck_assert(part.width == w && part.height == h);
            ck_assert(h == 0 || surface_row(part, h - 1).count == 0);
          } else {
            ck_assert_uint_eq(part.width, w);
            ck_assert_uint_eq(part.height, h);
            ck_assert_uint_eq(*surface_at(part, 0, 0), y * STRIDE + x);
            ck_assert_uint_eq(*surface_at(part, w - 1, h - 1), (y + h - 1) * STRIDE + x + w - 1);
          }
        }
      }
    }
  }
}
END_TEST

START_TEST(rect_with_sizes_that_wrap) {
  surface part;
  ck_assert_int_eq(surface_try_rect(screen, 1, 0, SIZE_MAX, 1, &part), BW_ERR_RANGE);
  ck_assert_int_eq(surface_try_rect(screen, SIZE_MAX, 0, 2, 1, &part), BW_ERR_RANGE);
  ck_assert_int_eq(surface_try_rect(screen, 0, 1, 1, SIZE_MAX, &part), BW_ERR_RANGE);
  ck_assert_int_eq(surface_try_rect(screen, 0, SIZE_MAX, 1, 2, &part), BW_ERR_RANGE);
}
END_TEST

/* Sizes that say more than the memory holds never become a view, whatever wraps on the way. */
START_TEST(sizes_that_disagree_with_the_memory_are_refused) {
  static const size_t sizes[][3] = {{WIDTH, 1000, STRIDE},      {1, SIZE_MAX, 1},
                                    {1, SIZE_MAX, SIZE_MAX},    {SIZE_MAX, 1, SIZE_MAX},
                                    {1, SIZE_MAX / STRIDE + 2, STRIDE}, {WIDTH, 2, SIZE_MAX}};
  size_t i;
  for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    surface made = screen;
    ck_assert_int_eq(
        surface_make(BW_SPAN_OF_ARRAY(pixels, memory), sizes[i][0], sizes[i][1], sizes[i][2], &made), BW_ERR_RANGE);
    ck_assert_uint_eq(made.height, HEIGHT);
  }
}
END_TEST

START_TEST(rectangles_nest) {
  surface outer = surface_rect(screen, 1, 1, 4, 3);
  surface inner = surface_rect(outer, 2, 1, 2, 2);
  ck_assert_uint_eq(*surface_at(inner, 0, 0), 2 * STRIDE + 3);
  ck_assert_uint_eq(*surface_at(inner, 1, 1), 3 * STRIDE + 4);
}
END_TEST

START_TEST(fill_by_rows_touches_the_rectangle_only) {
  surface part = surface_rect(screen, 1, 1, 3, 2);
  uint32_t i;
  size_t y;
  for (y = 0; y < part.height; y++) {
    pixels_fill(surface_row(part, y), 0xffffffffu);
  }
  for (i = 0; i < ITEMS; i++) {
    uint32_t x = i % STRIDE;
    uint32_t row = i / STRIDE;
    bool inside = x >= 1 && x < 4 && row >= 1 && row < 3;
    ck_assert_uint_eq(memory[i], inside ? 0xffffffffu : i);
  }
}
END_TEST

START_TEST(read_only_views) {
  surface_const view;
  ck_assert_int_eq(
      surface_const_make(pixels_as_const(BW_SPAN_OF_ARRAY(pixels, memory)), WIDTH, HEIGHT, STRIDE, &view), BW_OK);
  ck_assert_uint_eq(*surface_const_at(view, 2, 3), 3 * STRIDE + 2);
  ck_assert_uint_eq(BW_AT(surface_const_row(view, 1), 0), STRIDE);
}
END_TEST

START_TEST(empty_views) {
  surface view;
  ck_assert_int_eq(surface_make(pixels_make(NULL, 0), 0, 3, 8, &view), BW_OK);
  ck_assert(view.width == 0 && view.height == 0);
  ck_assert_int_eq(surface_try_rect(view, 0, 0, 0, 0, &view), BW_OK);
  ck_assert_int_eq(surface_try_rect(view, 0, 1, 0, 2, &view), BW_ERR_RANGE);
  ck_assert_int_eq(surface_make(pixels_make(NULL, 0), 3, 0, 8, &view), BW_OK);
  ck_assert(view.width == 0 && view.height == 0);
}
END_TEST

/* All boxes around a small surface against the same by hand. */
START_TEST(clip_takes_what_lies_inside) {
  ptrdiff_t left;
  ptrdiff_t top;
  ptrdiff_t right;
  ptrdiff_t bottom;
  ptrdiff_t most_x = WIDTH;
  ptrdiff_t most_y = HEIGHT;
  for (left = -2; left <= most_x + 2; left++) {
    for (top = -2; top <= most_y + 2; top++) {
      for (right = -2; right <= most_x + 2; right++) {
        for (bottom = -2; bottom <= most_y + 2; bottom++) {
          ptrdiff_t x = left < 0 ? 0 : left;
          ptrdiff_t y = top < 0 ? 0 : top;
          ptrdiff_t w = (right > most_x ? most_x : right) - x;
          ptrdiff_t h = (bottom > most_y ? most_y : bottom) - y;
          surface part = surface_clip(screen, left, top, right, bottom);
          if (w <= 0 || h <= 0) {
            ck_assert(part.width == 0 && part.height == 0);
          } else {
            ck_assert(part.width == (size_t)w && part.height == (size_t)h);
            ck_assert_ptr_eq(surface_at(part, 0, 0), surface_at(screen, (size_t)x, (size_t)y));
            ck_assert_ptr_eq(surface_at(part, part.width - 1, part.height - 1),
                             surface_at(screen, (size_t)(x + w) - 1, (size_t)(y + h) - 1));
          }
        }
      }
    }
  }
}
END_TEST

START_TEST(clip_with_far_coordinates) {
  surface part = surface_clip(screen, PTRDIFF_MIN, PTRDIFF_MIN, PTRDIFF_MAX, PTRDIFF_MAX);
  surface tall;
  ck_assert(part.width == WIDTH && part.height == HEIGHT);
  part = surface_clip(screen, PTRDIFF_MAX, 0, PTRDIFF_MIN, 1);
  ck_assert(part.width == 0 && part.height == 0);
  ck_assert_int_eq(bw_view_side(SIZE_MAX), PTRDIFF_MAX);
  ck_assert_int_eq(surface_make(pixels_make(NULL, 0), 0, SIZE_MAX, 0, &tall), BW_OK);
  part = surface_clip(tall, -1, -1, PTRDIFF_MAX, PTRDIFF_MAX);
  ck_assert(part.width == 0 && part.height == 0);
}
END_TEST

START_TEST(rows_come_in_order_and_end) {
  surface part = surface_rect(screen, 1, 1, 3, 2);
  pixels row = {NULL, 0};
  size_t y;
  for (y = 1; surface_next_row(&part, &row); y++) {
    ck_assert_ptr_eq(row.items, &memory[y * STRIDE + 1]);
    ck_assert_uint_eq(row.count, 3);
  }
  ck_assert_uint_eq(y, 3);
  ck_assert(!surface_next_row(&part, &row));
  ck_assert_ptr_eq(row.items, &memory[2 * STRIDE + 1]);
}
END_TEST

START_TEST(rows_of_two_views_come_together) {
  surface_pair rows = surface_pair_equal(surface_rect(screen, 0, 0, 2, 2), surface_rect(screen, 2, 1, 2, 2));
  pixel_pair row;
  size_t y;
  for (y = 0; surface_pair_next_row(&rows, &row); y++) {
    ck_assert_uint_eq(row.count, 2);
    ck_assert_ptr_eq(row.a, &memory[y * STRIDE]);
    ck_assert_ptr_eq(row.b, &memory[(y + 1) * STRIDE + 2]);
  }
  ck_assert_uint_eq(y, 2);
}
END_TEST

START_TEST(copy_moves_a_rectangle) {
  uint32_t other[12];
  surface from;
  uint32_t i;
  for (i = 0; i < 12; i++) {
    other[i] = 1000 + i;
  }
  ck_assert_int_eq(surface_make(BW_SPAN_OF_ARRAY(pixels, other), 3, 2, 5, &from), BW_OK);
  surface_copy(surface_rect(screen, 1, 1, 3, 2), from);
  for (i = 0; i < ITEMS; i++) {
    uint32_t x = i % STRIDE;
    uint32_t row = i / STRIDE;
    bool inside = x >= 1 && x < 4 && row >= 1 && row < 3;
    ck_assert_uint_eq(memory[i], inside ? 1000 + (row - 1) * 5 + x - 1 : i);
  }
  surface_copy(surface_rect(screen, 0, 0, 0, 2), surface_rect(from, 3, 0, 0, 2));
  surface_copy(surface_rect(screen, 0, 0, 2, 0), surface_rect(from, 0, 2, 2, 0));
  ck_assert_uint_eq(memory[0], 0);
}
END_TEST

START_TEST(access_outside_is_a_violation) {
  switch (_i) {
  case 0:
    (void)surface_at(screen, WIDTH, 0);
    break;
  case 1:
    (void)surface_at(screen, 0, HEIGHT);
    break;
  case 2:
    (void)surface_row(screen, HEIGHT);
    break;
  case 3:
    (void)surface_rect(screen, 1, 0, WIDTH, 1);
    break;
  case 4:
    (void)surface_rect(screen, 0, 1, 1, HEIGHT);
    break;
  case 5:
    (void)surface_row(surface_rect(screen, 1, 1, 1, 0), 0);
    break;
  case 6:
    surface_copy(surface_rect(screen, 0, 0, 2, 2), surface_rect(screen, 2, 2, 3, 2));
    break;
  case 7:
    surface_copy(surface_rect(screen, 0, 0, 2, 2), surface_rect(screen, 2, 2, 2, 1));
    break;
  case 8:
    (void)surface_pair_equal(surface_rect(screen, 0, 0, 2, 2), surface_rect(screen, 2, 2, 2, 1));
    break;
  default:
    break;
  }
}
END_TEST

START_TEST(try_row_outside) {
  pixels row = pixels_make(memory, 2);
  ck_assert_int_eq(surface_try_row(screen, HEIGHT, &row), BW_ERR_RANGE);
  ck_assert_int_eq(surface_try_row(screen, SIZE_MAX, &row), BW_ERR_RANGE);
  ck_assert_uint_eq(row.count, 2);
  ck_assert_int_eq(surface_try_row(screen, HEIGHT - 1, &row), BW_OK);
  ck_assert_ptr_eq(row.items, memory + (HEIGHT - 1) * STRIDE);
  ck_assert_uint_eq(row.count, WIDTH);
}
END_TEST

/* Every rectangle of the screen, an empty one among them: the fill touches it and nothing else. */
START_TEST(fill_touches_the_rectangle_only) {
  size_t x;
  size_t y;
  size_t w;
  size_t h;
  for (x = 0; x <= WIDTH; x++) {
    for (y = 0; y <= HEIGHT; y++) {
      for (w = 0; w <= WIDTH - x; w++) {
        for (h = 0; h <= HEIGHT - y; h++) {
          size_t i;
          setup();
          surface_fill(surface_rect(screen, x, y, w, h), 1000);
          for (i = 0; i < ITEMS; i++) {
            bool inside = i % STRIDE >= x && i % STRIDE < x + w && i / STRIDE >= y && i / STRIDE < y + h;
            ck_assert_uint_eq(memory[i], inside ? 1000 : i);
          }
        }
      }
    }
  }
}
END_TEST

/* What memory holds after a rectangle went from one place to another by way of a third. */
static void expect_moved(size_t to, size_t from, size_t w, size_t h) {
  size_t i;
  for (i = 0; i < ITEMS; i++) {
    bool inside = i >= to && (i - to) % STRIDE < w && (i - to) / STRIDE < h;
    if (memory[i] != (inside ? from + (i - to) : i)) {
      ck_abort_msg("%zu by %zu from %zu to %zu: item %zu is %u", w, h, from, to, i, (unsigned)memory[i]);
    }
  }
}

/* Every rectangle to every place, most of which overlap: up, down, left, right, onto itself. */
START_TEST(moves_that_overlap) {
  size_t w;
  size_t h;
  size_t from;
  size_t to;
  for (w = 1; w <= WIDTH; w++) {
    for (h = 1; h <= HEIGHT; h++) {
      for (from = 0; from < ITEMS; from++) {
        for (to = 0; to < ITEMS; to++) {
          size_t x = from % STRIDE;
          size_t y = from / STRIDE;
          size_t tx = to % STRIDE;
          size_t ty = to / STRIDE;
          if (x + w <= WIDTH && y + h <= HEIGHT && tx + w <= WIDTH && ty + h <= HEIGHT) {
            setup();
            surface_move(surface_rect(screen, tx, ty, w, h),
                         surface_as_const(surface_rect(screen, x, y, w, h)));
            expect_moved(to, from, w, h);
          }
        }
      }
    }
  }
}
END_TEST

START_TEST(moves_that_cannot_be_are_refused) {
  surface narrow;
  surface lower = surface_rect(screen, 0, 1, 3, 2);
  uint32_t before[ITEMS];
  memcpy(before, memory, sizeof before);
  ck_assert_int_eq(surface_try_move(lower, surface_as_const(surface_rect(screen, 0, 0, 3, 3))), BW_ERR_RANGE);
  ck_assert_int_eq(surface_try_move(lower, surface_as_const(surface_rect(screen, 0, 0, 2, 2))), BW_ERR_RANGE);
  /* One memory, two strides: no order of rows is right. */
  ck_assert_int_eq(surface_make(BW_SPAN_OF_ARRAY(pixels, memory), 3, 2, 3, &narrow), BW_OK);
  ck_assert_int_eq(surface_try_move(surface_rect(screen, 1, 0, 3, 2), surface_as_const(narrow)), BW_ERR_ARGUMENT);
  ck_assert_int_eq(surface_blit(screen, 0, 0, surface_as_const(narrow)), BW_ERR_ARGUMENT);
  ck_assert_mem_eq(memory, before, sizeof before);
  /* Apart, or of a single row, they are copied at whatever stride. */
  ck_assert_int_eq(surface_try_move(surface_rect(screen, 0, 2, 3, 2), surface_as_const(narrow)), BW_OK);
  ck_assert_uint_eq(memory[3 * STRIDE + 1], 4);
  setup();
  ck_assert_int_eq(surface_try_move(surface_rect(screen, 1, 0, 3, 1), surface_as_const(surface_rect(narrow, 0, 0, 3, 1))),
                   BW_OK);
  ck_assert_uint_eq(memory[1], 0);
  ck_assert_uint_eq(memory[3], 2);
  /* Without items nothing overlaps. */
  setup();
  ck_assert_int_eq(surface_try_move(surface_rect(screen, 0, 0, 0, 2), surface_as_const(surface_rect(narrow, 0, 0, 0, 2))),
                   BW_OK);
  surface_move(surface_rect(screen, 2, 1, 0, 1), surface_as_const(surface_rect(narrow, 1, 0, 0, 1)));
  ck_assert_mem_eq(memory, before, sizeof before);
}
END_TEST

/* A picture put at every place around the screen, from another memory and from the screen itself. */
START_TEST(blits_are_clipped_on_every_side) {
  static uint32_t picture[12];
  surface_const source;
  ptrdiff_t x;
  ptrdiff_t y;
  int own;
  for (x = 0; x < 12; x++) {
    picture[x] = 100 + (uint32_t)x;
  }
  for (own = 0; own <= 1; own++) {
    for (x = -6; x <= 7; x++) {
      for (y = -6; y <= 7; y++) {
        uint32_t expected[ITEMS];
        ptrdiff_t i;
        ptrdiff_t j;
        setup();
        if (own) {
          source = surface_as_const(surface_rect(screen, 1, 1, 3, 3));
        } else {
          ck_assert_int_eq(surface_const_make(BW_SPAN_OF_ARRAY(pixels_const, picture), 3, 3, 4, &source), BW_OK);
        }
        memcpy(expected, memory, sizeof expected);
        for (i = 0; i < 3; i++) {
          for (j = 0; j < 3; j++) {
            if (x + i >= 0 && x + i < WIDTH && y + j >= 0 && y + j < HEIGHT) {
              expected[(y + j) * STRIDE + x + i] =
                  own ? (uint32_t)((1 + j) * STRIDE + 1 + i) : picture[j * 4 + i];
            }
          }
        }
        ck_assert_int_eq(surface_blit(screen, x, y, source), BW_OK);
        ck_assert_mem_eq(memory, expected, sizeof expected);
      }
    }
  }
}
END_TEST

START_TEST(blits_from_far_away) {
  static const ptrdiff_t far[] = {PTRDIFF_MIN, PTRDIFF_MIN + 1, -100000, 100000, PTRDIFF_MAX - 1, PTRDIFF_MAX};
  surface_const source = surface_as_const(surface_rect(screen, 0, 0, 3, 3));
  uint32_t before[ITEMS];
  size_t i;
  size_t j;
  surface none;
  memcpy(before, memory, sizeof before);
  for (i = 0; i < COUNT(far); i++) {
    for (j = 0; j < COUNT(far); j++) {
      ck_assert_int_eq(surface_blit(screen, far[i], far[j], source), BW_OK);
    }
    ck_assert_int_eq(surface_blit(screen, 1, far[i], source), BW_OK);
    ck_assert_int_eq(surface_blit(screen, far[i], 1, source), BW_OK);
  }
  ck_assert_int_eq(surface_make(pixels_make(NULL, 0), 0, 0, 0, &none), BW_OK);
  ck_assert_int_eq(surface_blit(none, 0, 0, source), BW_OK);
  ck_assert_int_eq(surface_blit(screen, 0, 0, surface_as_const(none)), BW_OK);
  surface_move(none, surface_as_const(none));
  surface_fill(none, 1);
  ck_assert_mem_eq(memory, before, sizeof before);
}
END_TEST

START_TEST(moves_of_other_sizes_or_strides_are_a_violation) {
  surface narrow;
  ck_assert_int_eq(surface_make(BW_SPAN_OF_ARRAY(pixels, memory), 3, 2, 3, &narrow), BW_OK);
  if (_i == 0) {
    surface_move(screen, surface_as_const(narrow));
  } else {
    surface_move(surface_rect(screen, 1, 0, 3, 2), surface_as_const(narrow));
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("view");
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_add_test(tcase, extent_by_hand);
  tcase_add_test(tcase, make_wants_memory_for_the_last_item);
  tcase_add_test(tcase, at_and_row_agree_with_the_formula);
  tcase_add_test(tcase, try_at_outside);
  tcase_add_test(tcase, rect_takes_exactly_what_lies_inside);
  tcase_add_test(tcase, rect_with_sizes_that_wrap);
  tcase_add_test(tcase, sizes_that_disagree_with_the_memory_are_refused);
  tcase_add_test(tcase, rectangles_nest);
  tcase_add_test(tcase, clip_takes_what_lies_inside);
  tcase_add_test(tcase, clip_with_far_coordinates);
  tcase_add_test(tcase, rows_come_in_order_and_end);
  tcase_add_test(tcase, rows_of_two_views_come_together);
  tcase_add_test(tcase, copy_moves_a_rectangle);
  tcase_add_test(tcase, fill_by_rows_touches_the_rectangle_only);
  tcase_add_test(tcase, read_only_views);
  tcase_add_test(tcase, empty_views);
  tcase_add_test(tcase, try_row_outside);
  tcase_add_test(tcase, fill_touches_the_rectangle_only);
  tcase_add_test(tcase, moves_that_overlap);
  tcase_add_test(tcase, moves_that_cannot_be_are_refused);
  tcase_add_test(tcase, blits_are_clipped_on_every_side);
  tcase_add_test(tcase, blits_from_far_away);
  tcase_add_loop_test_raise_signal(tcase, moves_of_other_sizes_or_strides_are_a_violation, SIGABRT, 0, 2);
  tcase_add_loop_test_raise_signal(tcase, access_outside_is_a_violation, SIGABRT, 0, 9);
  return suite_run("view", tcase);
}
