/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Bitmaps, palettes, brushes, pens and drawing states as objects, and raster operations. */
#include <string.h>

#include "shared/rop.h"
#include "suite.h"

enum { WIDTH = 40, HEIGHT = 30 };

static void screen(void)
{
    ck_w32(w32_client_surface_create(&suite_client, WIDTH, HEIGHT));
}

static w32_handle bitmap(uint32_t width, uint32_t height, uint32_t bits, w32_handle palette)
{
    w32_handle handle;

    ck_w32(w32_client_bitmap(&suite_client, width, height, bits, palette, &handle));
    return handle;
}

static w32_handle palette(const uint32_t *entries, uint32_t count)
{
    w32_handle handle;

    ck_w32(w32_client_palette(&suite_client, entries, count, &handle));
    return handle;
}

static struct w32_dc_modes modes_default(void)
{
    struct w32_dc_modes modes = {W32_ROP2_COPY, W32_BACK_TRANSPARENT, 0, 0, W32_FILL_ALTERNATE, {0, 0}};
    return modes;
}

/* Indices go in and come out as they are; drawn on the screen they are the palette's colours. */
START_TEST(bitmap_bits)
{
    static const uint32_t colours[] = {0x000000, 0xff0000, 0x00ff00, 0x0000ff, 0x111111, 0x222222, 0x333333, 0x444444,
                                       0x555555, 0x666666, 0x777777, 0x888888, 0x999999, 0xaaaaaa, 0xbbbbbb, 0xcccccc};
    static const struct {
        uint32_t bits;
        uint8_t row[12];
        uint32_t size;
        uint32_t at[3];
    } rows[] = {
        {1, {0xa0, 0, 0, 0}, 4, {1, 0, 1}}, {4, {0x12, 0x3f, 0, 0}, 4, {1, 2, 3}}, {8, {3, 2, 1, 0}, 4, {3, 2, 1}}};
    w32_handle table = palette(colours, 16);

    screen();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        w32_handle map = bitmap(3, 1, rows[i].bits, table);
        uint8_t got[12];
        uint32_t written;

        ck_w32(w32_client_bitmap_set(&suite_client, map, 0, 1, rows[i].row, rows[i].size));
        ck_w32(w32_client_bitmap_get(&suite_client, map, 0, 1, got, sizeof got, &written));
        ck_assert_uint_eq(written, rows[i].size);
        ck_assert_mem_eq(got, rows[i].row, rows[i].size);
        ck_w32(w32_client_blt(&suite_client, suite_rect(0, 0, 3, 1), map, suite_rect(0, 0, 3, 1), W32_ROP_COPY));
        for (int x = 0; x < 3; x++)
            ck_assert_uint_eq(suite_pixel(x, 0), colours[rows[i].at[x]]);
    }
}
END_TEST

START_TEST(bitmap_limits)
{
    static const struct w32_bitmap_create_in wrong[] = {{0, 1, 8, 0},    {1, 0, 8, 0}, {2049, 1, 8, 0},
                                                        {1, 2049, 8, 0}, {1, 1, 2, 0}, {1, 1, 0, 0}};
    w32_handle map, region = suite_region(suite_rect(0, 0, 1, 1));
    uint32_t word = 0, written;

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_int_eq(w32_client_bitmap(&suite_client, wrong[i].width, wrong[i].height, wrong[i].bits, 0, &map),
                         W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_bitmap(&suite_client, 1, 1, 8, region, &map), W32_BAD_HANDLE);
    map = bitmap(1, 3, 32, 0);
    ck_assert_int_eq(w32_client_bitmap_set(&suite_client, map, 3, 1, &word, 4), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_bitmap_set(&suite_client, map, 0xffffffff, 1, &word, 4), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_bitmap_set(&suite_client, map, 1, 2, &word, 4), W32_BAD_SIZE);
    ck_assert_int_eq(w32_client_bitmap_get(&suite_client, map, 4, 1, &word, 4, &written), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_bitmap_get(&suite_client, map, 0, 2, &word, 4, &written), W32_BAD_SIZE);
    ck_assert_int_eq(w32_client_bitmap_get(&suite_client, region, 0, 1, &word, 4, &written), W32_BAD_HANDLE);
}
END_TEST

/* Drawing on a bitmap finds the nearest of its colours. */
START_TEST(draws_on_bitmaps)
{
    static const uint32_t colours[] = {0x000000, 0xff0000, 0x00ff00, 0xffffff};
    w32_handle table = palette(colours, 4), map = bitmap(20, 10, 4, table);
    struct w32_dc_query_out query;

    screen();
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BITMAP, map));
    ck_w32(w32_client_dc_query(&suite_client, &query));
    ck_assert_uint_eq(query.width, 20);
    ck_assert_uint_eq(query.bits, 4);
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 9, 9), 0xee1010));
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(3, 3, 6, 6), 0x10ee10));
    ck_assert_uint_eq(suite_pixel(0, 0), 0xff0000);
    ck_assert_uint_eq(suite_pixel(5, 5), 0x00ff00);
    ck_assert_uint_eq(suite_pixel(9, 9), 0x000000);
    /* It goes on when it is deleted, and ends when nobody draws on it. */
    ck_w32(w32_client_object_delete(&suite_client, map));
    ck_assert_int_eq(w32_client_object_delete(&suite_client, map), W32_BAD_HANDLE);
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 1, 1), 0xffffff));
    ck_assert_uint_eq(suite_pixel(0, 0), 0xffffff);
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BITMAP, 0));
    ck_assert_uint_eq(suite_pixel(0, 0), 0);
}
END_TEST

START_TEST(palettes)
{
    static const uint32_t colours[] = {1, 2, 3, 4}, more[] = {0xff00000a, 0xb};
    uint32_t got[4];
    w32_handle table = palette(colours, 4);

    screen();
    ck_w32(w32_client_palette_entries_set(&suite_client, table, 2, 2, more, 2));
    ck_w32(w32_client_palette_entries_get(&suite_client, table, 0, 4, got));
    ck_assert_uint_eq(got[1], 2);
    ck_assert_uint_eq(got[2], 0xa);
    ck_assert_int_eq(w32_client_palette_entries_set(&suite_client, table, 3, 2, more, 2), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_palette_entries_set(&suite_client, table, 0, 2, more, 1), W32_BAD_SIZE);
    ck_assert_int_eq(w32_client_palette_entries_get(&suite_client, table, 4, 1, got), W32_BAD_VALUE);
    ck_w32(w32_client_select(&suite_client, W32_TYPE_PALETTE, table));
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 1, 1), W32_COLOUR_INDEX | 3));
    ck_assert_uint_eq(suite_pixel(0, 0), 0xb);
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 1, 1), W32_COLOUR_INDEX | 4));
    ck_assert_uint_eq(suite_pixel(0, 0), 0);
}
END_TEST

START_TEST(brushes)
{
    struct w32_brush_create_in solid = {W32_BRUSH_SOLID, 0x123456, 0, 0},
                               hatch = {W32_BRUSH_HATCH, 0xff0000, W32_HATCH_UPRIGHT, 0};
    struct w32_brush_create_in pattern = {W32_BRUSH_PATTERN, 0, 0, bitmap(3, 2, 32, 0)};
    static const uint32_t pixels[] = {1, 2, 3, 4, 5, 6};
    struct w32_dc_modes modes = modes_default();
    w32_handle brush;

    screen();
    ck_w32(w32_client_pattern(&suite_client, suite_rect(0, 0, WIDTH, HEIGHT), W32_ROP_PATTERN));
    ck_assert_uint_eq(suite_pixel(5, 5), 0xffffff);
    ck_w32(w32_client_brush(&suite_client, &solid, &brush));
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BRUSH, brush));
    ck_w32(w32_client_pattern(&suite_client, suite_rect(0, 0, 9, 9), W32_ROP_PATTERN));
    ck_assert_uint_eq(suite_pixel(8, 8), 0x123456);
    ck_w32(w32_client_brush(&suite_client, &hatch, &brush));
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BRUSH, brush));
    ck_w32(w32_client_pattern(&suite_client, suite_rect(0, 0, 16, 1), W32_ROP_PATTERN));
    for (int x = 0; x < 16; x++)
        ck_assert_uint_eq(suite_pixel(x, 0), x % 8 == 4 ? 0xff0000 : x < 9 ? 0x123456 : 0xffffff);
    modes.back_mode = W32_BACK_OPAQUE;
    modes.back_colour = 0x00ff00;
    modes.brush_origin = (struct w32_point){-3, 0};
    ck_w32(w32_client_modes(&suite_client, &modes));
    ck_w32(w32_client_pattern(&suite_client, suite_rect(0, 0, 16, 1), W32_ROP_PATTERN));
    for (int x = 0; x < 16; x++)
        ck_assert_uint_eq(suite_pixel(x, 0), x % 8 == 1 ? 0xff0000 : 0x00ff00);
    ck_w32(w32_client_bitmap_set(&suite_client, pattern.bitmap, 0, 2, pixels, sizeof pixels));
    ck_w32(w32_client_brush(&suite_client, &pattern, &brush));
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BRUSH, brush));
    modes.brush_origin = (struct w32_point){1, 7};
    ck_w32(w32_client_modes(&suite_client, &modes));
    ck_w32(w32_client_pattern(&suite_client, suite_rect(0, 0, WIDTH, HEIGHT), W32_ROP_PATTERN));
    for (int32_t y = 0; y < 6; y++) {
        for (int32_t x = 0; x < 7; x++)
            ck_assert_uint_eq(suite_pixel(x, y), pixels[(y + 1) % 2 * 3 + (x + 2) % 3]);
    }
}
END_TEST

/* All 256 ternary operations against their definition, one bit at a time. */
START_TEST(ternary_operations)
{
    static const uint32_t source[] = {0xf0f0f0, 0x00ff55}, target[] = {0xcccccc, 0x0f0f99};
    struct w32_brush_create_in solid = {W32_BRUSH_SOLID, 0xaa33aa, 0, 0};
    w32_handle map = bitmap(2, 1, 32, 0), brush;

    screen();
    ck_w32(w32_client_brush(&suite_client, &solid, &brush));
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BRUSH, brush));
    ck_w32(w32_client_bitmap_set(&suite_client, map, 0, 1, source, sizeof source));
    for (uint32_t rop = 0; rop < 256; rop++) {
        for (int x = 0; x < 2; x++)
            ck_w32(w32_client_fill_rect(&suite_client, suite_rect(x, 0, x + 1, 1), target[x]));
        ck_w32(w32_client_blt(&suite_client, suite_rect(0, 0, 2, 1), map, suite_rect(0, 0, 2, 1), rop));
        for (int x = 0; x < 2; x++) {
            uint32_t wanted = 0;

            for (uint32_t bit = 0; bit < 24; bit++) {
                uint32_t index = (0xaa33aa >> bit & 1u) << 2 | (source[x] >> bit & 1u) << 1 | (target[x] >> bit & 1u);

                wanted |= (rop >> index & 1u) << bit;
            }
            ck_assert_uint_eq(suite_pixel(x, 0), wanted);
        }
    }
    ck_assert_int_eq(w32_client_blt(&suite_client, suite_rect(0, 0, 2, 1), map, suite_rect(0, 0, 2, 1), 256),
                     W32_BAD_VALUE);
}
END_TEST

START_TEST(binary_operations)
{
    static const struct w32_point line[] = {{0, 0}, {0, 0}};
    struct w32_dc_modes modes = modes_default();

    screen();
    ck_w32(w32_client_pen(&suite_client, 0x0f0f0f, NULL, 0));
    for (uint32_t rop2 = 1; rop2 <= 16; rop2++) {
        uint32_t wanted = 0;

        modes.rop2 = W32_ROP2_COPY;
        ck_w32(w32_client_modes(&suite_client, &modes));
        ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 1, 1), 0x333333));
        modes.rop2 = rop2;
        ck_w32(w32_client_modes(&suite_client, &modes));
        ck_w32(w32_client_polyline(&suite_client, line, 2));
        for (uint32_t bit = 0; bit < 24; bit++) {
            uint32_t index = (0x0f0f0f >> bit & 1u) << 1 | (0x333333 >> bit & 1u);

            wanted |= ((rop2 - 1) >> index & 1u) << bit;
        }
        ck_assert_uint_eq(suite_pixel(0, 0), wanted);
    }
    modes.rop2 = 17;
    ck_assert_int_eq(w32_client_modes(&suite_client, &modes), W32_BAD_VALUE);
}
END_TEST

START_TEST(blts)
{
    static const uint32_t pixels[] = {1, 2, 3, 4};
    w32_handle map = bitmap(2, 2, 32, 0);

    screen();
    ck_w32(w32_client_bitmap_set(&suite_client, map, 0, 2, pixels, sizeof pixels));
    ck_w32(w32_client_blt(&suite_client, suite_rect(-2, -2, 4, 4), map, suite_rect(0, 0, 2, 2), W32_ROP_COPY));
    ck_assert_uint_eq(suite_pixel(0, 0), 1);
    ck_assert_uint_eq(suite_pixel(1, 0), 2);
    ck_assert_uint_eq(suite_pixel(0, 1), 3);
    ck_assert_uint_eq(suite_pixel(3, 3), 4);
    ck_assert_uint_eq(suite_pixel(4, 3), 0);
    ck_w32(w32_client_blt(&suite_client, suite_rect(0, 0, 1, 1), map, suite_rect(1, 1, 2, 2), W32_ROP_COPY));
    ck_assert_uint_eq(suite_pixel(0, 0), 4);
    ck_assert_int_eq(w32_client_blt(&suite_client, suite_rect(0, 0, 1, 1), map, suite_rect(1, 1, 3, 2), W32_ROP_COPY),
                     W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_blt(&suite_client, suite_rect(0, 0, 1, 1), map, suite_rect(1, 1, 1, 1), W32_ROP_COPY),
                     W32_BAD_VALUE);
    /* Onto itself, overlapping. */
    for (int32_t x = 0; x < 10; x++)
        ck_w32(w32_client_fill_rect(&suite_client, suite_rect(x, 9, x + 1, 10), (uint32_t)x + 1));
    ck_w32(w32_client_blt(&suite_client, suite_rect(2, 9, 10, 10), 0, suite_rect(0, 9, 8, 10), W32_ROP_COPY));
    for (int32_t x = 2; x < 10; x++)
        ck_assert_uint_eq(suite_pixel(x, 9), (uint32_t)x - 1);
}
END_TEST

START_TEST(saved_states)
{
    struct w32_brush_create_in solid = {W32_BRUSH_SOLID, 0x00aa00, 0, 0};
    struct w32_dc_modes modes = modes_default();
    struct w32_dc_query_out query;
    w32_handle brush, map = bitmap(5, 5, 32, 0);
    uint64_t before;
    uint32_t level;

    screen();
    ck_w32(w32_client_brush(&suite_client, &solid, &brush));
    ck_w32(w32_client_clip(&suite_client, suite_region(suite_rect(0, 0, 3, 3))));
    before = w32_driver_digest(suite_driver);
    ck_assert_int_eq(w32_client_dc_restore(&suite_client, 1), W32_BAD_VALUE);
    ck_w32(w32_client_dc_save(&suite_client, &level));
    ck_assert_uint_eq(level, 1);
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BITMAP, map));
    ck_w32(w32_client_clip(&suite_client, 0));
    modes.rop2 = W32_ROP2_XOR;
    ck_w32(w32_client_modes(&suite_client, &modes));
    ck_w32(w32_client_dc_save(&suite_client, &level));
    ck_assert_uint_eq(level, 2);
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BRUSH, brush));
    ck_w32(w32_client_dc_query(&suite_client, &query));
    ck_assert_uint_eq(query.saves, 2);
    ck_assert_uint_eq(query.width, 5);
    ck_assert_uint_eq(query.clipped, 0);
    ck_assert_uint_eq(query.modes.rop2, W32_ROP2_XOR);
    ck_w32(w32_client_dc_restore(&suite_client, 1));
    ck_assert_int_eq(w32_client_dc_restore(&suite_client, 0), W32_BAD_VALUE);
    ck_w32(w32_client_dc_query(&suite_client, &query));
    ck_assert_uint_eq(query.saves, 0);
    ck_assert_uint_eq(query.clipped, 1);
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
    for (uint32_t i = 1; i <= W32_SAVES_MAX; i++)
        ck_w32(w32_client_dc_save(&suite_client, &level));
    ck_assert_int_eq(w32_client_dc_save(&suite_client, &level), W32_TOO_BIG);
}
END_TEST

/* A bitmap that only saved states know still lives, and dies with the last of them. */
START_TEST(saved_states_pin)
{
    uint64_t blocks = w32_user_blocks();
    w32_handle map = bitmap(64, 64, 32, 0);
    struct w32_counters counters;
    uint32_t level;

    ck_w32(w32_client_select(&suite_client, W32_TYPE_BITMAP, map));
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 64, 64), 0x777777));
    ck_w32(w32_client_object_delete(&suite_client, map));
    for (int i = 0; i < 3; i++)
        ck_w32(w32_client_dc_save(&suite_client, &level));
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BITMAP, 0));
    w32_driver_counters(suite_driver, &counters);
    ck_assert_uint_eq(counters.objects, 1);
    ck_w32(w32_client_dc_restore(&suite_client, 2));
    ck_assert_uint_eq(suite_pixel(63, 63), 0x777777);
    ck_w32(w32_client_dc_restore(&suite_client, 1));
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BITMAP, 0));
    w32_driver_counters(suite_driver, &counters);
    ck_assert_uint_eq(counters.objects, 0);
    ck_assert_uint_eq(w32_user_blocks(), blocks);
}
END_TEST

START_TEST(drawing_states)
{
    w32_handle dc, map = bitmap(4, 4, 32, 0);

    screen();
    ck_w32(w32_client_dc(&suite_client, &dc));
    ck_w32(w32_client_dc_use(&suite_client, dc));
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BITMAP, map));
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 4, 4), 0x010203));
    ck_w32(w32_client_dc_use(&suite_client, 0));
    ck_assert_uint_eq(suite_pixel(0, 0), 0);
    ck_w32(w32_client_blt(&suite_client, suite_rect(0, 0, 4, 4), map, suite_rect(0, 0, 4, 4), W32_ROP_COPY));
    ck_assert_uint_eq(suite_pixel(3, 3), 0x010203);
    ck_assert_int_eq(w32_client_dc_use(&suite_client, map), W32_BAD_HANDLE);
    ck_w32(w32_client_dc_use(&suite_client, dc));
    ck_w32(w32_client_object_delete(&suite_client, dc));
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 40, 30), 0x999999)); /* the process's own again */
    ck_assert_uint_eq(suite_pixel(39, 29), 0x999999);
}
END_TEST

START_TEST(pens)
{
    static const struct w32_point line[] = {{0, 0}, {9, 0}};
    static const uint32_t dashes[] = {2, 1}, zero[] = {0};
    w32_handle pen;

    screen();
    ck_w32(w32_client_pen_create(&suite_client, 0x00ff00, 1, dashes, 2, &pen));
    ck_w32(w32_client_select(&suite_client, W32_TYPE_PEN, pen));
    ck_w32(w32_client_polyline(&suite_client, line, 2));
    for (int x = 0; x < 10; x++)
        ck_assert_uint_eq(suite_pixel(x, 0), x % 3 == 2 ? 0 : 0x00ff00);
    ck_assert_int_eq(w32_client_pen_create(&suite_client, 0, 0, NULL, 0, &pen), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_pen_create(&suite_client, 0, W32_PEN_WIDTH_MAX + 1, NULL, 0, &pen), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_pen_create(&suite_client, 0, 1, zero, 1, &pen), W32_BAD_VALUE);
    ck_w32(w32_client_pen(&suite_client, 0xff0000, NULL, 0)); /* W32_PEN_SET takes over */
    ck_w32(w32_client_polyline(&suite_client, line, 2));
    ck_assert_uint_eq(suite_pixel(2, 0), 0xff0000);
}
END_TEST

/* What is wrong is refused, whatever the object. */
START_TEST(selections_refused)
{
    w32_handle brush;
    struct w32_brush_create_in no_bitmap = {W32_BRUSH_PATTERN, 0, 0, 0},
                               big = {W32_BRUSH_PATTERN, 0, 0, bitmap(65, 1, 32, 0)};
    struct w32_brush_create_in style = {3, 0, 0, 0}, hatch = {W32_BRUSH_HATCH, 0, W32_HATCHES, 0};

    ck_assert_int_eq(w32_client_brush(&suite_client, &no_bitmap, &brush), W32_BAD_HANDLE);
    ck_assert_int_eq(w32_client_brush(&suite_client, &big, &brush), W32_TOO_BIG);
    ck_assert_int_eq(w32_client_brush(&suite_client, &style, &brush), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_brush(&suite_client, &hatch, &brush), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_select(&suite_client, W32_TYPE_BITMAP, 12345), W32_BAD_HANDLE);
    ck_assert_int_eq(w32_client_select(&suite_client, W32_TYPE_REGION, 0), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_select(&suite_client, (enum w32_type)30, 0), W32_BAD_VALUE);
}
END_TEST

TCase *suite_object_case(void)
{
    TCase *tests = suite_case("object");

    tcase_add_test(tests, bitmap_bits);
    tcase_add_test(tests, bitmap_limits);
    tcase_add_test(tests, draws_on_bitmaps);
    tcase_add_test(tests, palettes);
    tcase_add_test(tests, brushes);
    tcase_add_test(tests, ternary_operations);
    tcase_add_test(tests, binary_operations);
    tcase_add_test(tests, blts);
    tcase_add_test(tests, saved_states);
    tcase_add_test(tests, saved_states_pin);
    tcase_add_test(tests, drawing_states);
    tcase_add_test(tests, pens);
    tcase_add_test(tests, selections_refused);
    return tests;
}
