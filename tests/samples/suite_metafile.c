/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Metafiles: what they draw, what they leave alone, which ones are refused. */
#include <string.h>

#include "shared/psf.h"
#include "suite.h"

static const struct w32_point square[] = {{2, 2}, {8, 2}, {8, 8}, {2, 8}};

static void surface(void)
{
    ck_w32(w32_client_surface_create(&suite_client, 40, 30));
}

static enum w32_status play(struct w32_message *message)
{
    return w32_message_send(message, &suite_client, W32_METAFILE_PLAY);
}

/* Where the records begin, and a field of the first one. */
enum { FIRST = sizeof(struct w32_metafile_play_in), FIRST_SIZE = FIRST + 4, FIRST_COUNT = FIRST + 8 };

static void poke(struct w32_message *message, size_t at, uint32_t value)
{
    ck_assert_uint_le(at + 4, message->size);
    memcpy(message->bytes + at, &value, sizeof value);
}

START_TEST(draws_moved)
{
    struct w32_message message = {0};

    surface();
    w32_metafile_begin(&message, 10, 5);
    w32_metafile_colour(&message, 0x00ff00);
    w32_metafile_points(&message, W32_RECORD_POLYGON, square, 4);
    w32_metafile_colour(&message, W32_COLOUR_INDEX | 255);
    w32_metafile_rect(&message, W32_RECORD_RECT, suite_rect(0, 0, 1, 1));
    w32_metafile_end(&message);
    ck_w32(play(&message));
    ck_assert_uint_eq(suite_pixel(12, 7), 0x00ff00);
    ck_assert_uint_eq(suite_pixel(17, 12), 0x00ff00);
    ck_assert_uint_eq(suite_pixel(18, 12), 0);
    ck_assert_uint_eq(suite_pixel(10, 5), 0xffffff);
}
END_TEST

START_TEST(clips_and_restores)
{
    struct w32_message message = {0};

    surface();
    ck_w32(w32_client_clip(&suite_client, suite_region(suite_rect(0, 0, 20, 30))));
    w32_metafile_begin(&message, 0, 0);
    w32_metafile_colour(&message, 0x112233);
    w32_metafile_rect(&message, W32_RECORD_CLIP, suite_rect(10, 10, 30, 20));
    w32_metafile_rect(&message, W32_RECORD_RECT, suite_rect(0, 0, 40, 30));
    w32_metafile_end(&message);
    ck_w32(play(&message));
    ck_assert_uint_eq(suite_pixel(10, 10), 0x112233);
    ck_assert_uint_eq(suite_pixel(19, 19), 0x112233);
    ck_assert_uint_eq(suite_pixel(20, 19), 0); /* the clipping of before still counts */
    ck_assert_uint_eq(suite_pixel(9, 10), 0);
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 40, 30), 0x445566));
    ck_assert_uint_eq(suite_pixel(0, 0), 0x445566); /* and is what it was */
    ck_assert_uint_eq(suite_pixel(20, 0), 0);

    /* Where there was none before there is none afterwards. */
    ck_w32(w32_client_clip(&suite_client, 0));
    w32_metafile_begin(&message, 0, 0);
    w32_metafile_rect(&message, W32_RECORD_CLIP, suite_rect(0, 0, 5, 5));
    w32_metafile_end(&message);
    ck_w32(play(&message));
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 40, 30), 0x778899));
    ck_assert_uint_eq(suite_pixel(39, 29), 0x778899);
}
END_TEST

START_TEST(lines_with_the_pen)
{
    struct w32_message message = {0};
    static const struct w32_point line[] = {{1, 1}, {5, 1}};

    surface();
    ck_w32(w32_client_pen(&suite_client, 0xabcdef, NULL, 0));
    w32_metafile_begin(&message, 0, 0);
    w32_metafile_points(&message, W32_RECORD_POLYLINE, line, 2);
    w32_metafile_end(&message);
    ck_w32(play(&message));
    ck_assert_uint_eq(suite_pixel(1, 1), 0xabcdef);
    ck_assert_uint_eq(suite_pixel(5, 1), 0xabcdef);
}
END_TEST

START_TEST(own_pens)
{
    struct w32_message message = {0};
    static const struct w32_point line[] = {{1, 3}, {9, 3}};

    surface();
    ck_w32(w32_client_pen(&suite_client, 0xabcdef, NULL, 0));
    w32_metafile_begin(&message, 0, 0);
    w32_metafile_pen(&message, 2, 0x112233, 1);
    w32_metafile_pen(&message, W32_METAFILE_PENS - 1, 0x445566, 4);
    w32_metafile_use_pen(&message, W32_METAFILE_PENS - 1);
    w32_metafile_points(&message, W32_RECORD_POLYLINE, line, 2);
    w32_metafile_use_pen(&message, 2);
    w32_metafile_points(&message, W32_RECORD_POLYLINE, line, 2);
    w32_metafile_end(&message);
    ck_w32(play(&message));
    ck_assert_uint_eq(suite_pixel(5, 3), 0x112233);
    ck_assert_uint_eq(suite_pixel(5, 2), 0x445566);
    ck_assert_uint_eq(suite_pixel(5, 5), 0);
    ck_w32(w32_client_polyline(&suite_client, line, 2)); /* the pen of before again */
    ck_assert_uint_eq(suite_pixel(5, 3), 0xabcdef);
    for (uint32_t wrong = 0; wrong < 3; wrong++) {
        w32_metafile_begin(&message, 0, 0);
        if (wrong != 0)
            w32_metafile_pen(&message, 0, 1, wrong == 1 ? 0 : W32_PEN_WIDTH_MAX + 1);
        w32_metafile_use_pen(&message, 0);
        w32_metafile_end(&message);
        ck_assert_int_eq(play(&message), W32_BAD_VALUE);
    }
}
END_TEST

START_TEST(patterns_contours_text)
{
    static const struct w32_point points[] = {{0, 0}, {9, 0}, {9, 9}, {0, 9}, {3, 3}, {6, 3}, {6, 6}, {3, 6}};
    static const uint32_t lengths[] = {4, 4};
    struct w32_brush_create_in solid = {W32_BRUSH_SOLID, 0x00ff00, 0, 0};
    struct w32_message message = {0}, file = {0};
    w32_handle brush, font;

    surface();
    ck_w32(w32_client_brush(&suite_client, &solid, &brush));
    ck_w32(w32_client_select(&suite_client, W32_TYPE_BRUSH, brush));
    w32_metafile_begin(&message, 10, 10);
    w32_metafile_pattern(&message, suite_rect(20, 0, 25, 5), W32_ROP_PATTERN);
    w32_metafile_colour(&message, 0xff0000);
    w32_metafile_polypolygon(&message, lengths, 2, points, 8);
    w32_metafile_text(&message, (struct w32_point){-10, -10}, "H"); /* nothing, without a font */
    w32_metafile_end(&message);
    ck_w32(play(&message));
    ck_assert_uint_eq(suite_pixel(30, 10), 0x00ff00);
    ck_assert_uint_eq(suite_pixel(11, 11), 0xff0000);
    ck_assert_uint_eq(suite_pixel(14, 14), 0);
    ck_assert_uint_eq(suite_pixel(0, 0), 0);
    w32_psf_build(&file, 1, false);
    ck_w32(w32_client_font(&suite_client, file.bytes, file.size, &font));
    w32_message_free(&file);
    ck_w32(w32_client_select(&suite_client, W32_TYPE_FONT, font));
    {
        struct w32_dc_modes modes = {W32_ROP2_COPY, 0, 0, 0x0000ff, 0, {0, 0}};

        ck_w32(w32_client_modes(&suite_client, &modes));
    }
    w32_metafile_begin(&message, 10, 10);
    w32_metafile_text(&message, (struct w32_point){-10, -10}, "HH");
    w32_metafile_end(&message);
    ck_w32(play(&message));
    ck_assert_uint_eq(suite_pixel(0, 0), 0x0000ff);
    ck_assert_uint_eq(suite_pixel(6, 3), 0x0000ff);
    w32_metafile_begin(&message, 0, 0);
    w32_metafile_pattern(&message, suite_rect(20, 0, 25, 5), W32_ROP_COPY);
    w32_metafile_end(&message);
    ck_assert_int_eq(play(&message), W32_BAD_VALUE);
}
END_TEST

START_TEST(title_remembered)
{
    struct w32_message message = {0};
    char title[W32_TITLE_MAX + 1];

    surface();
    ck_w32(w32_client_title(&suite_client, title));
    ck_assert_str_eq(title, "");
    w32_metafile_begin(&message, 0, 0);
    w32_metafile_title(&message, "first", 6);
    w32_metafile_title(&message, "second one", 11);
    w32_metafile_end(&message);
    ck_w32(play(&message));
    ck_w32(w32_client_title(&suite_client, title));
    ck_assert_str_eq(title, "second one");
}
END_TEST

/* Fewer points than the record has room for are all right. */
START_TEST(short_count)
{
    struct w32_message message = {0};

    surface();
    w32_metafile_begin(&message, 0, 0);
    w32_metafile_points(&message, W32_RECORD_POLYGON, square, 4);
    w32_metafile_end(&message);
    poke(&message, FIRST_COUNT, 2);
    ck_w32(play(&message));
    ck_assert_uint_eq(suite_pixel(3, 3), 0);
}
END_TEST

START_TEST(broken_files_refused)
{
    enum {
        SIZE_ZERO,
        SIZE_ODD,
        SIZE_BEYOND,
        TYPE_UNKNOWN,
        NO_END,
        MORE_RECORDS,
        FEWER_RECORDS,
        MAGIC,
        POINT,
        COUNT,
        CASES
    };

    surface();
    for (int which = 0; which < CASES; which++) {
        struct w32_message message = {0};
        enum w32_status wanted = W32_BAD_RECORD;
        static const struct w32_point outside[] = {{0, 0}, {40000, 1}};
        uint64_t before = w32_driver_digest(suite_driver);

        w32_metafile_begin(&message, 0, 0);
        w32_metafile_points(&message, W32_RECORD_POLYLINE, square, 4);
        w32_metafile_colour(&message, 0xffffff);
        w32_metafile_rect(&message, W32_RECORD_RECT, suite_rect(0, 0, 9, 9));
        if (which == POINT)
            w32_metafile_points(&message, W32_RECORD_POLYGON, outside, 2);
        if (which != NO_END)
            w32_metafile_end(&message);
        switch (which) {
        case SIZE_ZERO:
            poke(&message, FIRST_SIZE, 0);
            break;
        case SIZE_ODD:
            poke(&message, FIRST_SIZE, 45);
            break;
        case SIZE_BEYOND:
            poke(&message, FIRST_SIZE, 0xfffffffc);
            break;
        case TYPE_UNKNOWN:
            poke(&message, FIRST, 77);
            break;
        case MORE_RECORDS:
            poke(&message, 4, 9);
            break;
        case FEWER_RECORDS:
            poke(&message, 4, 2);
            break;
        case MAGIC:
            poke(&message, 0, 1);
            wanted = W32_BAD_VALUE;
            break;
        case POINT:
            wanted = W32_BAD_VALUE;
            break;
        case COUNT:
            poke(&message, FIRST_COUNT, 5);
            break;
        default:
            break;
        }
        ck_assert_msg(play(&message) == wanted, "case %d", which);
        /* Not even the good records before the broken one were drawn. */
        ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
    }
}
END_TEST

TCase *suite_metafile_case(void)
{
    TCase *tests = suite_case("metafile");

    tcase_add_test(tests, draws_moved);
    tcase_add_test(tests, clips_and_restores);
    tcase_add_test(tests, lines_with_the_pen);
    tcase_add_test(tests, own_pens);
    tcase_add_test(tests, patterns_contours_text);
    tcase_add_test(tests, title_remembered);
    tcase_add_test(tests, short_count);
    tcase_add_test(tests, broken_files_refused);
    return tests;
}
