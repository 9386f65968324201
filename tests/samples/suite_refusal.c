/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the driver refuses, and that a refused request changes nothing. */
#include <string.h>

#include "suite.h"

static enum w32_status ask(uint32_t code, const void *in, uint32_t in_size, void *out, uint32_t out_size)
{
    uint32_t written = 77;
    uint64_t before = w32_driver_digest(suite_driver);
    enum w32_status status = w32_client_call(&suite_client, code, in, in_size, out, out_size, &written);

    if (status != W32_OK) {
        ck_assert_uint_eq(written, 0);
        ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
    }
    return status;
}

START_TEST(unknown_codes)
{
    uint32_t word = 0;

    ck_assert_int_eq(ask(0, &word, 4, &word, 4), W32_BAD_REQUEST);
    ck_assert_int_eq(ask(0xffffffff, &word, 4, &word, 4), W32_BAD_REQUEST);
    ck_assert_int_eq(ask(W32_TITLE_QUERY, &word, W32_BLOCK_MAX + 1, &word, 4), W32_BAD_REQUEST);
    ck_assert_int_eq(ask(W32_TITLE_QUERY, NULL, 0, &word, 4), W32_OK);
}
END_TEST

/* Every request with one byte less than it needs, of input and of output. */
START_TEST(short_blocks)
{
    static const struct {
        uint32_t code, in, out;
    } rows[] = {
#define W32_REQUEST(NAME, code, method, in_min, out_min, function) {code, in_min, out_min},
#include "shared/requests.def"
#undef W32_REQUEST
    };
    uint8_t in[256] = {0}, out[256];

    ck_w32(w32_client_surface_create(&suite_client, 10, 10));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ck_assert_uint_le(rows[i].in, sizeof in);
        ck_assert_uint_le(rows[i].out, sizeof out);
        if (rows[i].in)
            ck_assert_int_eq(ask(rows[i].code, in, rows[i].in - 1, out, rows[i].out), W32_BAD_SIZE);
        if (rows[i].out)
            ck_assert_int_eq(ask(rows[i].code, in, rows[i].in, out, rows[i].out - 1), W32_BAD_SIZE);
        ck_assert_int_ne(ask(rows[i].code, in, rows[i].in, out, rows[i].out), W32_BAD_REQUEST);
    }
}
END_TEST

START_TEST(short_tails)
{
    uint32_t words[8] = {3, 1, 1, 1, 1, 1, 1, 1};
    uint32_t out[4];

    ck_w32(w32_client_surface_create(&suite_client, 10, 10));
    ck_assert_int_eq(ask(W32_PALETTE_SET, words, 4 + 11, NULL, 0), W32_BAD_SIZE);
    ck_assert_int_eq(ask(W32_PALETTE_SET, words, 4 + 12, NULL, 0), W32_OK);
    ck_assert_int_eq(ask(W32_PALETTE_QUERY, words, 4, out, 11), W32_BAD_SIZE);
    ck_assert_int_eq(ask(W32_PALETTE_QUERY, words, 4, out, 12), W32_OK);
    ck_assert_int_eq(ask(W32_POLYLINE, words, 4 + 23, NULL, 0), W32_BAD_SIZE);
    ck_assert_int_eq(ask(W32_POLYLINE, words, 4 + 24, NULL, 0), W32_OK);
    words[1] = 2;
    ck_assert_int_eq(ask(W32_PEN_SET, words, 8 + 7, NULL, 0), W32_BAD_SIZE);
    ck_assert_int_eq(ask(W32_PEN_SET, words, 8 + 8, NULL, 0), W32_OK);
    words[0] = 1;
    ck_assert_int_eq(ask(W32_REGION_CREATE_DATA, words, 4 + 15, out, 4), W32_BAD_SIZE);
    ck_assert_int_eq(ask(W32_REGION_CREATE_DATA, words, 4 + 16, out, 4), W32_OK);
}
END_TEST

START_TEST(values_out_of_range)
{
    struct w32_rect wide = {0, 0, W32_COORD_MAX + 1, 1}, turned = {5, 0, 4, 1};
    struct w32_surface_create_in sizes[] = {{0, 5}, {5, 0}, {W32_SURFACE_MAX + 1, 5}, {5, W32_SURFACE_MAX + 1}};
    uint32_t pen[] = {0, W32_PEN_STYLE_MAX + 1}, zero_dash[] = {0, 1, 0};
    uint32_t op_5[] = {1, 1, 1, 5};
    uint32_t out;
    uint32_t pixel;

    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(ask(W32_SURFACE_CREATE, &sizes[i], sizeof sizes[i], NULL, 0), W32_BAD_VALUE);
    ck_w32(w32_client_surface_create(&suite_client, 10, 10));
    ck_assert_int_eq(ask(W32_REGION_CREATE_RECT, &wide, sizeof wide, &out, 4), W32_BAD_VALUE);
    ck_assert_int_eq(ask(W32_REGION_CREATE_RECT, &turned, sizeof turned, &out, 4), W32_BAD_VALUE);
    ck_assert_int_eq(ask(W32_PEN_SET, pen, sizeof pen, NULL, 0), W32_BAD_VALUE);
    ck_assert_int_eq(ask(W32_PEN_SET, zero_dash, sizeof zero_dash, NULL, 0), W32_BAD_VALUE);
    ck_assert_int_eq(ask(W32_REGION_COMBINE, op_5, sizeof op_5, NULL, 0), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_surface_read(&suite_client, suite_rect(9, 9, 11, 10), &pixel), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_surface_read(&suite_client, suite_rect(-1, 0, 0, 1), &pixel), W32_BAD_VALUE);
}
END_TEST

START_TEST(blits_out_of_range)
{
    static const struct w32_blit_bits_in rows[] = {
        {0, 0, 0, 1, 32, 0, 1, 1},      {0, 0, 1, 0, 32, 0, 1, 1},         {0, 0, 1, 1, 33, 0, 1, 1},
        {0, 0, 1, 1, 32, 0, 0, 1},      {0, 0, 1, 1, 32, 0, 1, 0},         {40000, 0, 1, 1, 32, 0, 1, 1},
        {0, -40000, 1, 1, 32, 0, 1, 1}, {0, 0, 65536, 1, 32, 0, 1, 1},     {0, 0, 1, 65536, 32, 0, 1, 1},
        {0, 0, 1, 1, 32, 0, 32768, 1},  {0, 0, 1, 1, 32, 0, 1, 32768},
    };
    uint32_t pixel = 0;
    struct w32_blit_bits_in two_rows = {0, 0, 1, 1, 32, 0, 1, 2};

    ck_w32(w32_client_surface_create(&suite_client, 10, 10));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_int_eq(w32_client_blit(&suite_client, &rows[i], &pixel, sizeof pixel), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_blit(&suite_client, &two_rows, &pixel, sizeof pixel), W32_BAD_SIZE);
}
END_TEST

START_TEST(nothing_without_a_surface)
{
    struct w32_point point = {0, 0};
    struct w32_blit_bits_in head = {0, 0, 1, 1, W32_BITS_RGB, 0, 1, 1};
    struct w32_message message = {0};
    uint32_t pixel = 0;

    ck_assert_int_eq(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 1, 1), 0), W32_NO_SURFACE);
    ck_assert_int_eq(w32_client_polyline(&suite_client, &point, 1), W32_NO_SURFACE);
    ck_assert_int_eq(w32_client_blit(&suite_client, &head, &pixel, 4), W32_NO_SURFACE);
    ck_assert_int_eq(w32_client_copy_rect(&suite_client, suite_rect(0, 0, 1, 1), 0, 0), W32_NO_SURFACE);
    ck_assert_int_eq(w32_client_surface_read(&suite_client, suite_rect(0, 0, 1, 1), &pixel), W32_NO_SURFACE);
    w32_metafile_begin(&message, 0, 0);
    w32_metafile_end(&message);
    ck_assert_int_eq(w32_message_send(&message, &suite_client, W32_METAFILE_PLAY), W32_NO_SURFACE);
}
END_TEST

START_TEST(dead_handles)
{
    static const w32_handle wrong[] = {0, 1, 0x10001, 0xffffffff, 0x1ffff, 0x100};
    uint32_t count;

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ck_assert_int_eq(w32_client_region_query(&suite_client, wrong[i], NULL, 0, NULL, &count), W32_BAD_HANDLE);
        ck_assert_int_eq(w32_client_region_delete(&suite_client, wrong[i]), W32_BAD_HANDLE);
        ck_assert_int_eq(w32_client_fill_region(&suite_client, wrong[i], 0), W32_BAD_HANDLE);
        if (wrong[i])
            ck_assert_int_eq(w32_client_clip(&suite_client, wrong[i]), W32_BAD_HANDLE);
    }
}
END_TEST

TCase *suite_refusal_case(void)
{
    TCase *tests = suite_case("refusal");

    tcase_add_test(tests, unknown_codes);
    tcase_add_test(tests, short_blocks);
    tcase_add_test(tests, short_tails);
    tcase_add_test(tests, values_out_of_range);
    tcase_add_test(tests, blits_out_of_range);
    tcase_add_test(tests, nothing_without_a_surface);
    tcase_add_test(tests, dead_handles);
    return tests;
}
