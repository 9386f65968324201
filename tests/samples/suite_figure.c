/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The path of a drawing state, and lines of any width. */
#include <string.h>

#include "suite.h"

enum { WIDTH = 50, HEIGHT = 40 };

static void screen(void)
{
    ck_w32(w32_client_surface_create(&suite_client, WIDTH, HEIGHT));
}

static enum w32_status add(enum w32_path_verb verb, int32_t x, int32_t y)
{
    struct w32_point point = {x, y};

    return w32_client_path_add(&suite_client, verb, &point, 1);
}

static void triangle(void)
{
    ck_w32(add(W32_PATH_MOVE, 0, 0));
    ck_w32(add(W32_PATH_LINE, 20, 0));
    ck_w32(add(W32_PATH_LINE, 0, 20));
    ck_w32(w32_client_path_add(&suite_client, W32_PATH_CLOSE, NULL, 0));
}

static void brush(uint32_t colour)
{
    struct w32_brush_create_in solid = {W32_BRUSH_SOLID, colour, 0, 0};
    w32_handle handle;

    ck_w32(w32_client_brush(&suite_client, &solid, &handle));
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BRUSH, handle));
}

static void pen(uint32_t colour, uint32_t width, const uint32_t *dashes, uint32_t count)
{
    w32_handle handle;

    ck_w32(w32_client_pen_create(&suite_client, colour, width, dashes, count, &handle));
    ck_w32(w32_client_select(&suite_client, W32_TYPE_PEN, handle));
}

static uint32_t count_of(uint32_t colour)
{
    static uint32_t pixels[WIDTH * HEIGHT];
    uint32_t count = 0;

    ck_w32(w32_client_surface_read(&suite_client, suite_rect(0, 0, WIDTH, HEIGHT), pixels));
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        count += pixels[i] == colour;
    return count;
}

START_TEST(remembered)
{
    static const struct w32_point curve[] = {{1, 1}, {2, 2}, {3, 3}};
    struct w32_path_point points[8];
    uint32_t count;

    ck_w32(w32_client_path_query(&suite_client, points, 8, &count));
    ck_assert_uint_eq(count, 0);
    ck_w32(add(W32_PATH_MOVE, 5, 6));
    ck_w32(w32_client_path_add(&suite_client, W32_PATH_CURVE, curve, 3));
    ck_w32(w32_client_path_add(&suite_client, W32_PATH_CLOSE, NULL, 0));
    ck_w32(w32_client_path_query(&suite_client, points, 2, &count));
    ck_assert_uint_eq(count, 4);
    ck_assert_int_eq(points[0].at.y, 6);
    ck_assert_uint_eq(points[0].verb, W32_PATH_MOVE);
    ck_w32(w32_client_path_query(&suite_client, points, 8, &count));
    ck_assert_uint_eq(points[3].verb, W32_PATH_CURVE | W32_PATH_CLOSED);
    ck_w32(w32_client_path_change(&suite_client, W32_PATH_CLEAR));
    ck_w32(w32_client_path_query(&suite_client, points, 8, &count));
    ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(order_of_verbs)
{
    static const struct w32_point two[] = {{1, 1}, {2, 2}}, far[] = {{40000, 0}};

    ck_assert_int_eq(add(W32_PATH_LINE, 1, 1), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_path_add(&suite_client, W32_PATH_CLOSE, NULL, 0), W32_BAD_VALUE);
    ck_w32(add(W32_PATH_MOVE, 1, 1));
    ck_assert_int_eq(w32_client_path_add(&suite_client, W32_PATH_MOVE, two, 2), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_path_add(&suite_client, W32_PATH_CURVE, two, 2), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_path_add(&suite_client, W32_PATH_CLOSE, two, 1), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_path_add(&suite_client, (enum w32_path_verb)4, two, 1), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_path_add(&suite_client, W32_PATH_LINE, far, 1), W32_BAD_VALUE);
    ck_w32(add(W32_PATH_LINE, 2, 2));
    ck_w32(w32_client_path_add(&suite_client, W32_PATH_CLOSE, NULL, 0));
    ck_assert_int_eq(add(W32_PATH_LINE, 1, 1), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_path_change(&suite_client, (enum w32_path_change)3), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_path_draw(&suite_client, W32_PATH_FILL), W32_NO_SURFACE);
}
END_TEST

/* More records than one, and the limit. */
START_TEST(long_paths)
{
    static struct w32_point points[W32_PATH_POINTS_MAX];
    static struct w32_path_point got[W32_PATH_POINTS_MAX];
    uint32_t count;

    for (int32_t i = 0; i < (int32_t)W32_PATH_POINTS_MAX; i++)
        points[i] = (struct w32_point){i, -i};
    ck_w32(add(W32_PATH_MOVE, 7, 7));
    ck_assert_int_eq(w32_client_path_add(&suite_client, W32_PATH_LINE, points, W32_PATH_POINTS_MAX), W32_TOO_BIG);
    ck_w32(w32_client_path_add(&suite_client, W32_PATH_LINE, points, 1000));
    ck_w32(w32_client_path_add(&suite_client, W32_PATH_LINE, points, W32_PATH_POINTS_MAX - 1001));
    ck_w32(w32_client_path_query(&suite_client, got, W32_PATH_POINTS_MAX, &count));
    ck_assert_uint_eq(count, W32_PATH_POINTS_MAX);
    ck_assert_int_eq(got[1000].at.x, 999);
    ck_assert_int_eq(got[1001].at.x, 0);
    ck_assert_int_eq(add(W32_PATH_LINE, 1, 1), W32_TOO_BIG);
    ck_w32(w32_client_path_change(&suite_client, W32_PATH_FLATTEN));
    ck_w32(w32_client_path_query(&suite_client, got, W32_PATH_POINTS_MAX, &count));
    ck_assert_uint_eq(count, W32_PATH_POINTS_MAX);
}
END_TEST

START_TEST(filled)
{
    uint32_t pixels = 0;

    screen();
    brush(0xff0000);
    triangle();
    ck_w32(w32_client_path_draw(&suite_client, W32_PATH_FILL));
    ck_assert_uint_eq(suite_pixel(1, 1), 0xff0000);
    ck_assert_uint_eq(suite_pixel(15, 15), 0);
    pixels = count_of(0xff0000);
    ck_assert_uint_ge(pixels, 190);
    ck_assert_uint_le(pixels, 210);
    ck_w32(w32_client_path_draw(&suite_client, W32_PATH_FILL)); /* it is empty now */
    ck_assert_uint_eq(count_of(0xff0000), pixels);
}
END_TEST

/* Twice the same square: alternate leaves nothing, winding all. */
START_TEST(fill_modes)
{
    struct w32_dc_modes modes = {W32_ROP2_COPY, 0, 0, 0, W32_FILL_ALTERNATE, {0, 0}};

    screen();
    brush(0x00ff00);
    for (uint32_t mode = W32_FILL_ALTERNATE; mode <= W32_FILL_WINDING; mode++) {
        modes.fill_mode = mode;
        ck_w32(w32_client_modes(&suite_client, &modes));
        for (int i = 0; i < 2; i++)
            triangle();
        ck_w32(w32_client_path_draw(&suite_client, W32_PATH_FILL));
        if (mode == W32_FILL_ALTERNATE)
            ck_assert_uint_eq(count_of(0x00ff00), 0);
        else
            ck_assert_uint_gt(count_of(0x00ff00), 100);
    }
}
END_TEST

START_TEST(regions_of_paths)
{
    struct w32_rect bounds;
    w32_handle region;
    uint32_t count;

    triangle();
    ck_w32(w32_client_path_region(&suite_client, &region));
    ck_w32(w32_client_region_query(&suite_client, region, NULL, 0, &bounds, &count));
    ck_assert_int_ge(bounds.right, 19);
    ck_assert_int_le(bounds.right, 20);
    ck_assert_uint_ge(count, 10);
    ck_w32(w32_client_path_region(&suite_client, &region));
    ck_w32(w32_client_region_query(&suite_client, region, NULL, 0, &bounds, &count));
    ck_assert_uint_eq(count, 0);
}
END_TEST

/* A figure of one point, closed, is still a figure. */
START_TEST(single_points)
{
    w32_handle region;

    screen();
    pen(0x0000ff, 1, NULL, 0);
    for (int round = 0; round < 3; round++) {
        ck_w32(add(W32_PATH_MOVE, 3, 3));
        ck_w32(w32_client_path_add(&suite_client, W32_PATH_CLOSE, NULL, 0));
        ck_w32(add(W32_PATH_MOVE, 9, 9));
        if (round == 0)
            ck_w32(w32_client_path_draw(&suite_client, W32_PATH_FILL | W32_PATH_STROKE));
        else if (round == 1)
            ck_w32(w32_client_path_region(&suite_client, &region));
        else
            ck_w32(w32_client_path_change(&suite_client, W32_PATH_WIDEN));
    }
    ck_assert_uint_eq(count_of(0x0000ff), 2);
}
END_TEST

START_TEST(thin_lines)
{
    screen();
    pen(0x0000ff, 1, NULL, 0);
    triangle();
    ck_w32(w32_client_path_draw(&suite_client, W32_PATH_STROKE));
    ck_assert_uint_eq(suite_pixel(10, 0), 0x0000ff);
    ck_assert_uint_eq(suite_pixel(0, 10), 0x0000ff);
    ck_assert_uint_eq(suite_pixel(10, 10), 0x0000ff);
    ck_assert_uint_eq(suite_pixel(3, 3), 0);
}
END_TEST

START_TEST(wide_lines)
{
    static const struct w32_point level[] = {{10, 10}, {30, 10}};
    static const uint32_t dashes[] = {5, 3};

    screen();
    pen(0x0000ff, 4, NULL, 0);
    ck_w32(w32_client_polyline(&suite_client, level, 2));
    ck_assert_uint_eq(count_of(0x0000ff), 4 * 24);
    ck_assert_uint_eq(suite_pixel(8, 8), 0x0000ff);
    ck_assert_uint_eq(suite_pixel(31, 11), 0x0000ff);
    ck_assert_uint_eq(suite_pixel(32, 11), 0);
    screen();
    pen(0x00ff00, 4, dashes, 2);
    ck_w32(w32_client_polyline(&suite_client, level, 2));
    ck_assert_uint_eq(count_of(0x00ff00), 4 * (5 + 5 + 4));
    ck_assert_uint_eq(suite_pixel(14, 10), 0x00ff00);
    ck_assert_uint_eq(suite_pixel(15, 10), 0);
    ck_assert_uint_eq(suite_pixel(18, 10), 0x00ff00);
}
END_TEST

/* A wide line over itself is met once, also by an operation that would take itself back. */
START_TEST(wide_lines_once)
{
    static const struct w32_point there_and_back[] = {{10, 10}, {30, 10}, {10, 10}};
    struct w32_dc_modes modes = {W32_ROP2_XOR, 0, 0, 0, W32_FILL_ALTERNATE, {0, 0}};

    screen();
    pen(0x0000ff, 4, NULL, 0);
    ck_w32(w32_client_modes(&suite_client, &modes));
    ck_w32(w32_client_polyline(&suite_client, there_and_back, 3));
    ck_assert_uint_eq(count_of(0x0000ff), 4 * 24);
    ck_w32(w32_client_polyline(&suite_client, there_and_back, 3));
    ck_assert_uint_eq(count_of(0), WIDTH * HEIGHT);
}
END_TEST

/* Widened and filled is the same as drawn wide, as long as there are no dashes. */
START_TEST(widened)
{
    static const struct w32_point line[] = {{5, 5}, {30, 20}, {8, 33}};
    struct w32_dc_modes modes = {W32_ROP2_COPY, 0, 0, 0, W32_FILL_WINDING, {0, 0}};
    uint32_t wide;

    screen();
    brush(0x00ff00);
    pen(0x0000ff, 6, NULL, 0);
    ck_w32(w32_client_modes(&suite_client, &modes));
    ck_w32(w32_client_polyline(&suite_client, line, 3));
    wide = count_of(0x0000ff);
    ck_w32(w32_client_path_add(&suite_client, W32_PATH_MOVE, line, 1));
    ck_w32(w32_client_path_add(&suite_client, W32_PATH_LINE, line + 1, 2));
    ck_w32(w32_client_path_change(&suite_client, W32_PATH_WIDEN));
    ck_w32(w32_client_path_draw(&suite_client, W32_PATH_FILL));
    ck_assert_uint_eq(count_of(0x00ff00), wide);
    ck_assert_uint_eq(count_of(0x0000ff), 0);
}
END_TEST

/* A curve and the same curve made of lines draw the same. */
START_TEST(flattened)
{
    static const struct w32_point curve[] = {{10, 30}, {30, 30}, {40, 5}};
    static uint32_t first[WIDTH * HEIGHT], second[WIDTH * HEIGHT];
    struct w32_path_point points[64];
    uint32_t count;

    for (int round = 0; round < 2; round++) {
        screen();
        pen(0xff00ff, 1, NULL, 0);
        ck_w32(add(W32_PATH_MOVE, 2, 2));
        ck_w32(w32_client_path_add(&suite_client, W32_PATH_CURVE, curve, 3));
        if (round) {
            ck_w32(w32_client_path_change(&suite_client, W32_PATH_FLATTEN));
            ck_w32(w32_client_path_query(&suite_client, points, 64, &count));
            ck_assert_uint_eq(count, 1 + W32_CURVE_STEPS);
            ck_assert_uint_eq(points[5].verb, W32_PATH_LINE);
            ck_assert_int_eq(points[count - 1].at.x, 40);
        }
        ck_w32(w32_client_path_draw(&suite_client, W32_PATH_STROKE));
        ck_w32(w32_client_surface_read(&suite_client, suite_rect(0, 0, WIDTH, HEIGHT), round ? second : first));
    }
    ck_assert_mem_eq(first, second, sizeof first);
    ck_assert_uint_gt(count_of(0xff00ff), 40);
}
END_TEST

START_TEST(too_many_pieces)
{
    static const struct w32_point across[] = {{-32000, 0}, {32000, 0}};
    static const uint32_t dashes[] = {1, 1};

    screen();
    pen(0x0000ff, 2, dashes, 2);
    ck_assert_int_eq(w32_client_polyline(&suite_client, across, 2), W32_TOO_BIG);
    ck_assert_uint_eq(count_of(0), WIDTH * HEIGHT);
}
END_TEST

TCase *suite_figure_case(void)
{
    TCase *tests = suite_case("figure");

    tcase_add_test(tests, remembered);
    tcase_add_test(tests, order_of_verbs);
    tcase_add_test(tests, long_paths);
    tcase_add_test(tests, filled);
    tcase_add_test(tests, fill_modes);
    tcase_add_test(tests, regions_of_paths);
    tcase_add_test(tests, single_points);
    tcase_add_test(tests, thin_lines);
    tcase_add_test(tests, wide_lines);
    tcase_add_test(tests, wide_lines_once);
    tcase_add_test(tests, widened);
    tcase_add_test(tests, flattened);
    tcase_add_test(tests, too_many_pieces);
    return tests;
}
