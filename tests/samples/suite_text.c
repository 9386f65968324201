/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Fonts and text. */
#include <string.h>

#include "shared/psf.h"
#include "suite.h"

enum { WIDTH = 60, HEIGHT = 30 };

/* Three glyphs of 3 by 2 pixels: a full one, an upper row, a left column; for A, for B and the letter e with acute, for
 * ?. */
static const uint8_t glyphs[] = {0xe0, 0xe0, 0xe0, 0x00, 0x80, 0x80};
static const uint8_t table[] = {'A', 0xff, 'B', 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xfe, 'C', 'D', 0xff, '?', 0xff};

struct file {
    uint8_t bytes[256];
    uint32_t size;
};

static struct file file_of(uint32_t flags)
{
    struct w32_psf2 info = {W32_PSF2_MAGIC, 0, sizeof info + 4, flags, 3, 2, 2, 3};
    struct file file = {{0}, sizeof info + 4 + sizeof glyphs};

    memcpy(file.bytes, &info, sizeof info);
    memcpy(file.bytes + sizeof info + 4, glyphs, sizeof glyphs);
    if (flags) {
        memcpy(file.bytes + file.size, table, sizeof table);
        file.size += sizeof table;
    }
    return file;
}

static w32_handle font(uint32_t flags)
{
    struct file file = file_of(flags);
    w32_handle handle;

    ck_w32(w32_client_surface_create(&suite_client, WIDTH, HEIGHT));
    ck_w32(w32_client_font(&suite_client, file.bytes, file.size, &handle));
    ck_w32(w32_client_select(&suite_client, W32_TYPE_FONT, handle));
    return handle;
}

static void colours(uint32_t text, uint32_t back_mode, uint32_t back)
{
    struct w32_dc_modes modes = {W32_ROP2_COPY, back_mode, back, text, W32_FILL_ALTERNATE, {0, 0}};

    ck_w32(w32_client_modes(&suite_client, &modes));
}

/* The pixels of a rectangle as a string: # for the colour, . for another one. */
static void same(int32_t x, int32_t y, uint32_t colour, const char *rows)
{
    for (int32_t at = x; *rows; rows++) {
        if (*rows == '/') {
            y++;
            at = x;
        } else {
            ck_assert_msg((suite_pixel(at, y) == colour) == (*rows == '#'), "at %d, %d", at, y);
            at++;
        }
    }
}

START_TEST(characters)
{
    static const uint32_t acute[] = {0xe9, 0x20ac};

    font(W32_PSF2_HAS_TABLE);
    colours(0xff0000, W32_BACK_TRANSPARENT, 0);
    ck_w32(w32_client_text(&suite_client, 1, 1, "ABCz"));
    same(1, 1, 0xff0000, "#######..#../###...#..#..");
    ck_w32(w32_client_codes(&suite_client, (struct w32_point){1, 10}, 0, acute, 2));
    same(1, 10, 0xff0000, "####../...#..");
}
END_TEST

START_TEST(glyph_numbers)
{
    static const uint32_t numbers[] = {2, 0, 3};

    font(0);
    colours(0x00ff00, W32_BACK_OPAQUE, 0x0000ff);
    ck_w32(w32_client_codes(&suite_client, (struct w32_point){0, 0}, W32_TEXT_GLYPHS, numbers, 2));
    same(0, 0, 0x00ff00, "#..###/#..###");
    same(0, 0, 0x0000ff, ".##.../.##...");
    ck_assert_int_eq(w32_client_codes(&suite_client, (struct w32_point){0, 0}, W32_TEXT_GLYPHS, numbers, 3),
                     W32_BAD_VALUE);
    /* Without a table the characters are numbers, and what is not there is the first one. */
    ck_w32(w32_client_codes(&suite_client, (struct w32_point){0, 5}, 0, numbers, 3));
    same(0, 5, 0x00ff00, "#..######/#..######");
}
END_TEST

START_TEST(clipped_text)
{
    font(W32_PSF2_HAS_TABLE);
    colours(0xff0000, W32_BACK_TRANSPARENT, 0);
    ck_w32(w32_client_clip(&suite_client, suite_region(suite_rect(2, 0, 4, 1))));
    ck_w32(w32_client_text(&suite_client, -1, 0, "AAA"));
    same(0, 0, 0xff0000, "..##..../........");
    ck_w32(w32_client_text(&suite_client, -5000, 0, "A"));
    ck_w32(w32_client_text(&suite_client, 0, 0, ""));
}
END_TEST

START_TEST(extents)
{
    static const uint32_t codes[] = {'A', 'B', 'C'};
    struct w32_text_extent_out answer;
    uint32_t ends[3] = {0};

    ck_assert_int_eq(w32_client_extent(&suite_client, codes, 3, ends, &answer), W32_NO_FONT);
    ck_assert_int_eq(w32_client_text(&suite_client, 0, 0, "A"), W32_NO_FONT);
    font(W32_PSF2_HAS_TABLE);
    ck_w32(w32_client_extent(&suite_client, codes, 3, ends, &answer));
    ck_assert_uint_eq(answer.width, 9);
    ck_assert_uint_eq(answer.height, 2);
    ck_assert_uint_eq(ends[0], 3);
    ck_assert_uint_eq(ends[2], 9);
    ck_w32(w32_client_extent(&suite_client, codes, 3, NULL, &answer));
}
END_TEST

START_TEST(font_facts)
{
    struct w32_font_query_out answer;
    w32_handle handle = font(W32_PSF2_HAS_TABLE);

    ck_w32(w32_client_font_query(&suite_client, handle, &answer));
    ck_assert_uint_eq(answer.width, 3);
    ck_assert_uint_eq(answer.height, 2);
    ck_assert_uint_eq(answer.glyphs, 3);
    ck_assert_uint_eq(answer.mapped, 1);
    handle = font(0);
    ck_w32(w32_client_font_query(&suite_client, handle, &answer));
    ck_assert_uint_eq(answer.mapped, 0);
}
END_TEST

/* A font goes on while it is selected. */
START_TEST(deleted_font)
{
    w32_handle handle = font(W32_PSF2_HAS_TABLE);

    ck_w32(w32_client_object_delete(&suite_client, handle));
    colours(0xff0000, W32_BACK_TRANSPARENT, 0);
    ck_w32(w32_client_text(&suite_client, 0, 0, "A"));
    same(0, 0, 0xff0000, "###");
    ck_w32(w32_client_select(&suite_client, W32_TYPE_FONT, 0));
    ck_assert_int_eq(w32_client_text(&suite_client, 0, 0, "A"), W32_NO_FONT);
}
END_TEST

/* Every field of the head with values that contradict the file. */
START_TEST(broken_fonts_refused)
{
    static const uint32_t values[][2] = {{0, 1},   {4, 1},  {8, 0},           {8, 31}, {8, 0xffffffff}, {8, 38},
                                         {16, 0},  {16, 4}, {16, 0xffffffff}, {20, 3}, {20, 0},         {24, 0},
                                         {24, 65}, {28, 0}, {28, 33},         {28, 9}};
    w32_handle handle;

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        struct file file = file_of(0);

        memcpy(file.bytes + values[i][0], &values[i][1], 4);
        ck_assert_msg(w32_client_font(&suite_client, file.bytes, file.size, &handle) == W32_BAD_RECORD, "case %zu", i);
    }
    {
        struct file file = file_of(0);

        ck_assert_int_eq(w32_client_font(&suite_client, file.bytes, file.size - 1, &handle), W32_BAD_RECORD);
        ck_assert_int_eq(w32_client_font(&suite_client, file.bytes, 31, &handle), W32_BAD_VALUE);
        ck_assert_int_eq(w32_client_font(&suite_client, NULL, 200, &handle), W32_BAD_ADDRESS);
        ck_assert_int_eq(w32_client_font(&suite_client, file.bytes, W32_FONT_BYTES_MAX + 1, &handle), W32_BAD_VALUE);
    }
}
END_TEST

/* The table may end anywhere. */
START_TEST(cut_tables)
{
    for (uint32_t cut = 0; cut <= sizeof table; cut++) {
        struct file file = file_of(W32_PSF2_HAS_TABLE);
        w32_handle handle;

        ck_w32(w32_client_font(&suite_client, file.bytes, file.size - cut, &handle));
        ck_w32(w32_client_object_delete(&suite_client, handle));
    }
}
END_TEST

/* The sample's own face, in all its forms. */
START_TEST(own_face)
{
    ck_w32(w32_client_surface_create(&suite_client, WIDTH, HEIGHT));
    for (uint32_t which = 0; which < 4; which++) {
        struct w32_message file = {0};
        struct w32_font_query_out answer;
        w32_handle handle;
        uint32_t lit = 0;

        w32_psf_build(&file, which / 2 + 1, which % 2);
        ck_assert(!file.failed);
        ck_w32(w32_client_font(&suite_client, file.bytes, file.size, &handle));
        w32_message_free(&file);
        ck_w32(w32_client_font_query(&suite_client, handle, &answer));
        ck_assert_uint_eq(answer.glyphs, 95);
        ck_w32(w32_client_select(&suite_client, W32_TYPE_FONT, handle));
        colours(0xff0000, W32_BACK_OPAQUE, 0);
        ck_w32(w32_client_text(&suite_client, 0, 0, "Ag"));
        for (int32_t y = 0; y < (int32_t)answer.height; y++) {
            for (int32_t x = 0; x < 2 * (int32_t)answer.width; x++)
                lit += suite_pixel(x, y) == 0xff0000;
        }
        ck_assert_uint_gt(lit, answer.width * answer.height / 4);
        ck_assert_uint_lt(lit, answer.width * answer.height * 3 / 2);
    }
}
END_TEST

TCase *suite_text_case(void)
{
    TCase *tests = suite_case("text");

    tcase_add_test(tests, characters);
    tcase_add_test(tests, glyph_numbers);
    tcase_add_test(tests, clipped_text);
    tcase_add_test(tests, extents);
    tcase_add_test(tests, font_facts);
    tcase_add_test(tests, deleted_font);
    tcase_add_test(tests, broken_fonts_refused);
    tcase_add_test(tests, cut_tables);
    tcase_add_test(tests, own_face);
    return tests;
}
