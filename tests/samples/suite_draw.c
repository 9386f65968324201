/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Drawing: fills, blits, lines, copies, the palette and the clipping. */
#include <string.h>

#include "suite.h"

enum { WIDTH = 40, HEIGHT = 30 };

static uint32_t pixels[WIDTH * HEIGHT];

static void surface(void)
{
    ck_w32(w32_client_surface_create(&suite_client, WIDTH, HEIGHT));
}

static const uint32_t *picture(void)
{
    ck_w32(w32_client_surface_read(&suite_client, suite_rect(0, 0, WIDTH, HEIGHT), pixels));
    return pixels;
}

static uint32_t count_of(uint32_t colour)
{
    const uint32_t *all = picture();
    uint32_t count = 0;

    for (int i = 0; i < WIDTH * HEIGHT; i++)
        count += all[i] == colour;
    return count;
}

START_TEST(begins_black)
{
    surface();
    ck_assert_uint_eq(count_of(0), WIDTH * HEIGHT);
}
END_TEST

START_TEST(rect_to_the_edges)
{
    surface();
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(-9, 4, 6, 900), 0xfe123456));
    ck_assert_uint_eq(count_of(0x123456), 6 * (HEIGHT - 4));
    ck_assert_uint_eq(suite_pixel(0, 4), 0x123456);
    ck_assert_uint_eq(suite_pixel(5, HEIGHT - 1), 0x123456);
    ck_assert_uint_eq(suite_pixel(6, 4), 0);
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(100, 100, 200, 200), 0x999999));
    ck_assert_uint_eq(count_of(0x999999), 0);
}
END_TEST

START_TEST(clipping_holds)
{
    struct w32_rect rects[] = {{2, 2, 6, 6}, {10, 2, 14, 6}};
    w32_handle region;

    surface();
    ck_w32(w32_client_region_data(&suite_client, rects, 2, &region));
    ck_w32(w32_client_clip(&suite_client, region));
    ck_w32(w32_client_region_delete(&suite_client, region)); /* the clipping is a copy */
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, WIDTH, 4), 0x00ff00));
    ck_assert_uint_eq(count_of(0x00ff00), 16);
    ck_assert_uint_eq(suite_pixel(9, 2), 0);
    ck_w32(w32_client_clip(&suite_client, 0));
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, WIDTH, HEIGHT), 0x0000ff));
    ck_assert_uint_eq(count_of(0x0000ff), WIDTH * HEIGHT);
}
END_TEST

START_TEST(empty_clipping_draws_nothing)
{
    surface();
    ck_w32(w32_client_clip(&suite_client, suite_region(suite_rect(0, 0, 0, 0))));
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, WIDTH, HEIGHT), 0x0000ff));
    ck_assert_uint_eq(count_of(0), WIDTH * HEIGHT);
}
END_TEST

START_TEST(region_filled)
{
    w32_handle region = suite_region(suite_rect(0, 0, 10, 10)), hole = suite_region(suite_rect(3, 3, 6, 6));

    surface();
    ck_w32(w32_client_region_combine(&suite_client, region, region, hole, W32_COMBINE_SUBTRACT));
    ck_w32(w32_client_fill_region(&suite_client, region, 0xabcdef));
    ck_assert_uint_eq(count_of(0xabcdef), 91);
    ck_assert_uint_eq(suite_pixel(4, 4), 0);
}
END_TEST

START_TEST(palette_kept)
{
    uint32_t first[W32_PALETTE_SIZE], entries[3] = {0xff010203, 0x040506, 0x070809}, got[W32_PALETTE_SIZE];

    surface();
    ck_w32(w32_client_palette_query(&suite_client, first, W32_PALETTE_SIZE));
    ck_w32(w32_client_palette_set(&suite_client, entries, 3));
    ck_w32(w32_client_palette_query(&suite_client, got, W32_PALETTE_SIZE));
    ck_assert_uint_eq(got[0], 0x010203); /* the top byte of an entry is nobody's */
    ck_assert_uint_eq(got[2], 0x070809);
    ck_assert_mem_eq(got + 3, first + 3, sizeof first - 3 * sizeof *first);
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 1, 1), W32_COLOUR_INDEX | 0xff00u | 1u));
    ck_assert_uint_eq(suite_pixel(0, 0), 0x040506);
}
END_TEST

START_TEST(whole_palette)
{
    uint32_t entries[W32_PALETTE_SIZE], got[W32_PALETTE_SIZE];

    for (uint32_t i = 0; i < W32_PALETTE_SIZE; i++)
        entries[i] = i * 0x010101u;
    ck_w32(w32_client_palette_set(&suite_client, entries, W32_PALETTE_SIZE));
    ck_w32(w32_client_palette_query(&suite_client, got, W32_PALETTE_SIZE));
    ck_assert_mem_eq(got, entries, sizeof got);
}
END_TEST

START_TEST(blit_formats)
{
    static const uint8_t mask[] = {0xa0, 0, 0, 0}, index[] = {5, 6, 7, 0};
    static const uint32_t rgb[] = {0xff111111, 0x222222, 0x333333};
    struct w32_blit_bits_in head = {1, 1, 3, 1, W32_BITS_MASK, 0x00ff00, 3, 1};
    uint32_t palette[8];

    surface();
    ck_w32(w32_client_palette_query(&suite_client, palette, 8));
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, WIDTH, HEIGHT), 0x777777));
    ck_w32(w32_client_blit(&suite_client, &head, mask, sizeof mask));
    ck_assert_uint_eq(suite_pixel(1, 1), 0x00ff00);
    ck_assert_uint_eq(suite_pixel(2, 1), 0x777777);
    ck_assert_uint_eq(suite_pixel(3, 1), 0x00ff00);
    head.y = 2;
    head.format = W32_BITS_INDEX;
    ck_w32(w32_client_blit(&suite_client, &head, index, sizeof index));
    for (int i = 0; i < 3; i++)
        ck_assert_uint_eq(suite_pixel(1 + i, 2), palette[5 + i]);
    head.y = 3;
    head.format = W32_BITS_RGB;
    ck_w32(w32_client_blit(&suite_client, &head, rgb, sizeof rgb));
    ck_assert_uint_eq(suite_pixel(1, 3), 0x111111);
    ck_assert_uint_eq(suite_pixel(3, 3), 0x333333);
    ck_assert_uint_eq(suite_pixel(4, 3), 0x777777);
}
END_TEST

START_TEST(blit_stretched_and_clipped)
{
    static const uint32_t rgb[] = {0x111111, 0x222222, 0x333333, 0x444444};
    struct w32_blit_bits_in head = {-4, -2, 16, 8, W32_BITS_RGB, 0, 2, 2};

    surface();
    ck_w32(w32_client_blit(&suite_client, &head, rgb, sizeof rgb));
    ck_assert_uint_eq(suite_pixel(0, 0), 0x111111);
    ck_assert_uint_eq(suite_pixel(4, 0), 0x222222);
    ck_assert_uint_eq(suite_pixel(3, 2), 0x333333);
    ck_assert_uint_eq(suite_pixel(11, 5), 0x444444);
    ck_assert_uint_eq(suite_pixel(12, 5), 0);
    ck_assert_uint_eq(suite_pixel(11, 6), 0);
    ck_assert_uint_eq(count_of(0x111111), 4 * 2);
}
END_TEST

START_TEST(lines_and_dashes)
{
    static const struct w32_point level[] = {{0, 0}, {20, 0}}, slope[] = {{0, 5}, {10, 15}, {20, 5}};
    static const uint32_t dashes[] = {3, 2};

    surface();
    ck_w32(w32_client_pen(&suite_client, 0xff0000, NULL, 0));
    ck_w32(w32_client_polyline(&suite_client, level, 2));
    ck_assert_uint_eq(count_of(0xff0000), 21);
    ck_w32(w32_client_pen(&suite_client, 0x00ff00, dashes, 2));
    ck_w32(w32_client_polyline(&suite_client, level, 2));
    for (int x = 0; x <= 20; x++)
        ck_assert_uint_eq(suite_pixel(x, 0), x % 5 < 3 ? 0x00ff00 : 0xff0000);
    ck_w32(w32_client_pen(&suite_client, 0x0000ff, NULL, 0));
    ck_w32(w32_client_polyline(&suite_client, slope, 3));
    ck_assert_uint_eq(count_of(0x0000ff), 21);
    ck_assert_uint_eq(suite_pixel(10, 15), 0x0000ff);
}
END_TEST

START_TEST(lines_leave_the_surface)
{
    static const struct w32_point across[] = {{-W32_COORD_MAX, 10}, {W32_COORD_MAX, 10}};

    surface();
    ck_w32(w32_client_pen(&suite_client, 0x55aa55, NULL, 0));
    ck_w32(w32_client_polyline(&suite_client, across, 2));
    ck_assert_uint_eq(count_of(0x55aa55), WIDTH);
}
END_TEST

START_TEST(lines_are_clipped)
{
    static const struct w32_point level[] = {{0, 3}, {30, 3}};

    surface();
    ck_w32(w32_client_pen(&suite_client, 0x123123, NULL, 0));
    ck_w32(w32_client_clip(&suite_client, suite_region(suite_rect(5, 0, 9, 9))));
    ck_w32(w32_client_polyline(&suite_client, level, 2));
    ck_assert_uint_eq(count_of(0x123123), 4);
    ck_assert_uint_eq(suite_pixel(5, 3), 0x123123);
    ck_assert_uint_eq(suite_pixel(9, 3), 0);
}
END_TEST

/* Rows of a source are filled up to four bytes. */
START_TEST(blit_rows_are_padded)
{
    static const uint8_t index[] = {1, 2, 3, 99, 4, 5, 6, 99}, mask[] = {0x80, 99, 99, 99, 0x40, 99, 99, 99};
    struct w32_blit_bits_in head = {0, 0, 3, 2, W32_BITS_INDEX, 0xffffff, 3, 2};
    uint32_t palette[8];

    surface();
    ck_w32(w32_client_palette_query(&suite_client, palette, 8));
    ck_w32(w32_client_blit(&suite_client, &head, index, sizeof index));
    ck_assert_uint_eq(suite_pixel(0, 1), palette[4]);
    ck_assert_uint_eq(suite_pixel(2, 1), palette[6]);
    head.y = 4;
    head.width = head.source_width = 2;
    head.format = W32_BITS_MASK;
    ck_w32(w32_client_blit(&suite_client, &head, mask, sizeof mask));
    ck_assert_uint_eq(suite_pixel(0, 4), 0xffffff);
    ck_assert_uint_eq(suite_pixel(1, 4), 0);
    ck_assert_uint_eq(suite_pixel(0, 5), 0);
    ck_assert_uint_eq(suite_pixel(1, 5), 0xffffff);
}
END_TEST

START_TEST(copies_overlap)
{
    surface();
    for (int32_t x = 0; x < WIDTH; x++)
        ck_w32(w32_client_fill_rect(&suite_client, suite_rect(x, 0, x + 1, 1), (uint32_t)x + 1));
    ck_w32(w32_client_copy_rect(&suite_client, suite_rect(0, 0, 20, 1), 5, 0));
    for (int32_t x = 0; x < WIDTH; x++)
        ck_assert_uint_eq(suite_pixel(x, 0), (uint32_t)(x >= 5 && x < 25 ? x - 5 : x) + 1);
    ck_w32(w32_client_copy_rect(&suite_client, suite_rect(5, 0, 25, 1), -2, 1));
    ck_assert_uint_eq(suite_pixel(0, 1), 3);
    ck_assert_uint_eq(suite_pixel(17, 1), 20);
    ck_assert_uint_eq(suite_pixel(18, 1), 0);
}
END_TEST

START_TEST(new_surface_forgets)
{
    surface();
    ck_w32(w32_client_clip(&suite_client, suite_region(suite_rect(0, 0, 1, 1))));
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 9, 9), 0xffffff));
    surface();
    ck_assert_uint_eq(count_of(0), WIDTH * HEIGHT);
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 9, 9), 0xffffff));
    ck_assert_uint_eq(count_of(0xffffff), 81);
}
END_TEST

TCase *suite_draw_case(void)
{
    TCase *tests = suite_case("draw");

    tcase_add_test(tests, begins_black);
    tcase_add_test(tests, rect_to_the_edges);
    tcase_add_test(tests, clipping_holds);
    tcase_add_test(tests, empty_clipping_draws_nothing);
    tcase_add_test(tests, region_filled);
    tcase_add_test(tests, palette_kept);
    tcase_add_test(tests, whole_palette);
    tcase_add_test(tests, blit_formats);
    tcase_add_test(tests, blit_stretched_and_clipped);
    tcase_add_test(tests, lines_and_dashes);
    tcase_add_test(tests, lines_leave_the_surface);
    tcase_add_test(tests, lines_are_clipped);
    tcase_add_test(tests, blit_rows_are_padded);
    tcase_add_test(tests, copies_overlap);
    tcase_add_test(tests, new_surface_forgets);
    return tests;
}
