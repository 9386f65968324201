/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Scroll bars: ranges of all sizes, where the slider is, and what the client is asked. Icons: their masks, sizes, the cache. */
#include <string.h>

#include "shared/layout.h"
#include "suite.h"

static struct {
    struct w32_callback_window_in told;
    uint32_t answer;
    void (*act)(w32_handle window);
} script;

static w32_handle window;

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    struct w32_callback_window_out told = {0};

    (void)context, (void)code;
    ck_assert_uint_eq(out_size, sizeof told);
    if (in_size == sizeof script.told) {
        memcpy(&script.told, in, sizeof script.told);
        if (script.told.event == W32_EVENT_SCROLL) {
            told.answer = script.answer;
            if (script.act)
                script.act(script.told.window);
        }
    }
    memcpy(out, &told, sizeof told);
    *ret_written = sizeof told;
    return W32_OK;
}

static void stage(void)
{
    w32_handle wndclass;

    memset(&script, 0, sizeof script);
    suite_client.host->answer(suite_client.context, answer, NULL);
    ck_w32(w32_client_surface_create(&suite_client, 200, 200));
    ck_w32(w32_client_class(&suite_client, 0, 0, 0, &wndclass));
    ck_w32(w32_client_window(&suite_client, wndclass, 0, suite_rect(20, 10, 120, 140), &window));
}

static int32_t set(enum w32_bar bar, int32_t min, int32_t max, uint32_t page, int32_t position)
{
    struct w32_scroll_info info = {min, max, page, position};
    int32_t got = 0x5a5a5a5a;

    ck_w32(w32_client_scroll_set(&suite_client, window, bar, &info, &got));
    return got;
}

static int32_t move(enum w32_scroll_action action, int32_t at)
{
    int32_t got = 0x5a5a5a5a;

    ck_w32(w32_client_scroll_move(&suite_client, window, W32_BAR_UPRIGHT, action, at, &got));
    return got;
}

static struct w32_scroll_draw_out draw(enum w32_bar bar)
{
    struct w32_scroll_draw_out drawn;

    ck_w32(w32_client_scroll_draw(&suite_client, window, bar, &drawn));
    return drawn;
}

START_TEST(ranges)
{
    struct w32_scroll_info found, wrong[] = {{1, 0, 0, 0}, {0, 9, 11, 0}, {INT32_MIN, -1, 0, 0},
                                             {0, INT32_MAX, 0, 0}};
    int32_t got = 77;

    stage();
    ck_assert_int_eq(w32_client_scroll_query(&suite_client, window, W32_BAR_LEVEL, &found), W32_BAD_VALUE);
    ck_assert_int_eq(set(W32_BAR_UPRIGHT, 0, 100, 10, 50), 50);
    ck_assert_int_eq(set(W32_BAR_UPRIGHT, 0, 100, 10, 95), 91);
    ck_assert_int_eq(set(W32_BAR_UPRIGHT, -5, 100, 0, -50), -5);
    ck_assert_int_eq(set(W32_BAR_UPRIGHT, 3, 3, 1, INT32_MAX), 3);
    ck_assert_int_eq(set(W32_BAR_UPRIGHT, 0, 9, 10, 4), 0);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        ck_assert_int_eq(w32_client_scroll_set(&suite_client, window, W32_BAR_UPRIGHT, &wrong[i], &got), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_scroll_set(&suite_client, window, W32_BARS, &wrong[0], &got), W32_BAD_VALUE);
    ck_assert_int_eq(got, 77);
    ck_w32(w32_client_scroll_query(&suite_client, window, W32_BAR_UPRIGHT, &found));
    ck_assert_int_eq(found.max, 9);
    ck_assert_uint_eq(found.page, 10);
    ck_assert_int_eq(w32_client_scroll_query(&suite_client, window, W32_BAR_LEVEL, &found), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_scroll_remove(&suite_client, window, W32_BAR_LEVEL), W32_BAD_VALUE);
    ck_w32(w32_client_scroll_remove(&suite_client, window, W32_BAR_UPRIGHT));
    ck_assert_int_eq(w32_client_scroll_query(&suite_client, window, W32_BAR_UPRIGHT, &found), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_scroll_move(&suite_client, window, W32_BAR_UPRIGHT, W32_SCROLL_LINE_ON, 0, &got), W32_BAD_VALUE);
}
END_TEST

START_TEST(moves)
{
    int32_t got = 77;

    stage();
    set(W32_BAR_UPRIGHT, 0, 100, 10, 50);
    ck_assert_int_eq(move(W32_SCROLL_LINE_ON, 0), 51);
    ck_assert_int_eq(script.told.rect.left, W32_BAR_UPRIGHT);
    ck_assert_int_eq(script.told.rect.top, 50);
    ck_assert_int_eq(script.told.rect.bottom, 51);
    ck_assert_int_eq(move(W32_SCROLL_LINE_BACK, 0), 50);
    ck_assert_int_eq(move(W32_SCROLL_PAGE_ON, 0), 60);
    ck_assert_int_eq(move(W32_SCROLL_PAGE_BACK, 0), 50);
    ck_assert_int_eq(move(W32_SCROLL_TO, -99), 0);
    ck_assert_int_eq(move(W32_SCROLL_LINE_BACK, 0), 0);
    ck_assert_int_eq(move(W32_SCROLL_TO, 9999), 91);
    ck_assert_int_eq(move(W32_SCROLL_PAGE_ON, 0), 91);
    script.answer = 1;
    ck_assert_int_eq(w32_client_scroll_move(&suite_client, window, W32_BAR_UPRIGHT, W32_SCROLL_LINE_BACK, 0, &got), W32_NO_ANSWER);
    script.answer = 0;
    ck_assert_int_eq(w32_client_scroll_move(&suite_client, window, W32_BAR_UPRIGHT, (enum w32_scroll_action)5, 0, &got), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_scroll_move(&suite_client, window, W32_BAR_UPRIGHT, W32_SCROLL_TO, 32768, &got), W32_BAD_VALUE);
    ck_assert_int_eq(got, 77);
    /* The ends of 32 bits, with as many positions as there may be. */
    set(W32_BAR_UPRIGHT, INT32_MIN, -2, 0, -2);
    ck_assert_int_eq(move(W32_SCROLL_LINE_ON, 0), -2);
    ck_assert_int_eq(move(W32_SCROLL_TO, 0), INT32_MIN);
    ck_assert_int_eq(move(W32_SCROLL_LINE_BACK, 0), INT32_MIN);
    set(W32_BAR_UPRIGHT, 1, INT32_MAX, 0x7fffffff, 1);
    ck_assert_int_eq(move(W32_SCROLL_PAGE_ON, 0), 1);
    set(W32_BAR_UPRIGHT, 1, INT32_MAX, 0, INT32_MAX);
    ck_assert_int_eq(move(W32_SCROLL_PAGE_ON, 0), INT32_MAX);
}
END_TEST

static void other_range(w32_handle of)
{
    (void)of;
    set(W32_BAR_UPRIGHT, 0, 20, 0, 3);
}

static void end(w32_handle of)
{
    ck_w32(w32_client_object_delete(&suite_client, of));
}

/* The range is another one after the client was asked, or the window is gone. */
START_TEST(changed_meanwhile)
{
    struct w32_scroll_info found;
    int32_t got;

    stage();
    set(W32_BAR_UPRIGHT, 0, 100, 10, 50);
    script.act = other_range;
    ck_assert_int_eq(move(W32_SCROLL_LINE_ON, 0), 20);
    ck_w32(w32_client_scroll_query(&suite_client, window, W32_BAR_UPRIGHT, &found));
    ck_assert_int_eq(found.position, 20);
    script.act = end;
    ck_assert_int_eq(w32_client_scroll_move(&suite_client, window, W32_BAR_UPRIGHT, W32_SCROLL_LINE_ON, 0, &got), W32_NO_ANSWER);
}
END_TEST

/* From one end of the track to the other the slider and the position that it stands for say the same. */
START_TEST(sliders)
{
    struct w32_scroll_draw_out drawn;
    int32_t track = 130 - 2 * W32_BAR_BREADTH, last = -1;

    stage();
    for (int32_t position = 0; position <= 90; position++) {
        ck_assert_int_eq(set(W32_BAR_UPRIGHT, 0, 100, 11, position), position);
        drawn = draw(W32_BAR_UPRIGHT);
        ck_assert_int_eq(drawn.length, 11 * track / 101);
        ck_assert_int_ge(drawn.slider, last);
        ck_assert_int_le(drawn.slider + drawn.length, track);
        last = drawn.slider;
    }
    ck_assert_int_eq(last, track - drawn.length);
    for (int32_t at = 0; at < track; at++) {
        int32_t got = move(W32_SCROLL_TO, at);

        drawn = draw(W32_BAR_UPRIGHT);
        ck_assert_int_le(drawn.slider, at);
        ck_assert(at >= track - drawn.length || at - drawn.slider <= 1);
        ck_assert_int_ge(got, 0);
    }
    /* Ranges that fill 32 bits: the slider is at its ends and in its middle. */
    set(W32_BAR_UPRIGHT, INT32_MIN, -2, 0, INT32_MIN);
    ck_assert_int_eq(draw(W32_BAR_UPRIGHT).slider, 0);
    set(W32_BAR_UPRIGHT, INT32_MIN, -2, 0, -1073741825);
    ck_assert_int_eq(draw(W32_BAR_UPRIGHT).slider, (track - W32_SLIDER_MIN) / 2);
    set(W32_BAR_UPRIGHT, INT32_MIN, -2, 0, -2);
    ck_assert_int_eq(draw(W32_BAR_UPRIGHT).slider, track - W32_SLIDER_MIN);
    set(W32_BAR_UPRIGHT, 5, 5, 0, 5);
    ck_assert_int_eq(draw(W32_BAR_UPRIGHT).slider, 0);
    ck_assert_int_eq(draw(W32_BAR_UPRIGHT).length, W32_SLIDER_MIN);
}
END_TEST

START_TEST(bars_drawn)
{
    struct w32_scroll_draw_out drawn;

    stage();
    set(W32_BAR_UPRIGHT, 0, 100, 0, 0);
    drawn = draw(W32_BAR_UPRIGHT);
    ck_assert_int_eq(drawn.place.left, 120 - W32_BAR_BREADTH);
    ck_assert_int_eq(drawn.place.bottom, 140);
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 200, 200), 0));
    set(W32_BAR_LEVEL, 0, 100, 0, 100);
    ck_assert_int_eq(draw(W32_BAR_UPRIGHT).place.bottom, 140 - W32_BAR_BREADTH);
    drawn = draw(W32_BAR_LEVEL);
    ck_assert_int_eq(drawn.place.top, 140 - W32_BAR_BREADTH);
    ck_assert_int_eq(drawn.place.right, 120 - W32_BAR_BREADTH);
    /* Buttons, their arrows, the slider at its end, and the track. */
    ck_assert_uint_eq(suite_pixel(20, 125), W32_COLOUR_LIGHT);
    ck_assert_uint_eq(suite_pixel(26, 132), W32_COLOUR_INK);
    ck_assert_uint_eq(suite_pixel(40, 132), W32_COLOUR_TRACK);
    ck_assert_uint_eq(suite_pixel(104 - W32_BAR_BREADTH - W32_SLIDER_MIN + 2, 132), W32_COLOUR_FACE);
    ck_assert_uint_eq(suite_pixel(104, 132), W32_COLOUR_SHADE);
    ck_assert_uint_eq(suite_pixel(105, 132), 0);
    ck_assert_uint_eq(suite_pixel(112, 16), W32_COLOUR_INK);
    ck_assert_uint_eq(suite_pixel(104, 16), 0);
    /* A window that is too small has the bar, but nothing to draw. */
    ck_w32(w32_client_window_move(&suite_client, window, suite_rect(0, 0, 29, 100)));
    ck_assert_int_eq(draw(W32_BAR_UPRIGHT).place.right, 0);
    ck_w32(w32_client_window_move(&suite_client, window, suite_rect(0, 0, 30, 30)));
    ck_assert_int_eq(draw(W32_BAR_UPRIGHT).length, 0);
    ck_w32(w32_client_window_move(&suite_client, window, suite_rect(-8000, 0, 0, 8000)));
    ck_assert_int_eq(draw(W32_BAR_UPRIGHT).place.left, -W32_BAR_BREADTH);
}
END_TEST

static w32_handle icon(uint32_t width, uint32_t height, uint32_t colour, bool corner)
{
    uint32_t words[64 * 66], count = width * height, stride = (width + 31) / 32;
    w32_handle made = 0;

    for (uint32_t i = 0; i < count; i++)
        words[i] = colour + i % width;
    for (uint32_t i = 0; i < stride * height; i++)
        words[count + i] = 0;
    /* The last pixel of the last row is transparent. */
    if (corner)
        words[count + stride * height - 1] = 0x80000000u >> (width - 1) % 32;
    ck_w32(w32_client_icon(&suite_client, width, height, words, count + stride * height, &made));
    return made;
}

START_TEST(icons_drawn)
{
    static const uint32_t sides[] = {1, 5, 31, 32, 33, 64};
    w32_handle region;

    ck_w32(w32_client_surface_create(&suite_client, 200, 200));
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        uint32_t side = sides[i];
        w32_handle made = icon(side, side, 0x100000, true);

        ck_w32(w32_client_fill_rect(&suite_client, suite_rect(0, 0, 200, 200), 0x123456));
        ck_w32(w32_client_icon_draw(&suite_client, made, (struct w32_point){10, 10}, side, side));
        ck_assert_uint_eq(suite_pixel(9 + (int32_t)side, 9 + (int32_t)side), 0x123456);
        ck_assert_uint_eq(suite_pixel(10, 10), side > 1 ? 0x100000 : 0x123456);
        ck_assert_uint_eq(suite_pixel(8 + (int32_t)side, 9 + (int32_t)side), side > 1 ? 0x100000 + side - 2 : 0x123456);
        /* Twice and half as large. */
        ck_w32(w32_client_icon_draw(&suite_client, made, (struct w32_point){60, 60}, 2 * side, 2 * side));
        ck_assert_uint_eq(suite_pixel(59 + 2 * (int32_t)side, 59 + 2 * (int32_t)side), 0x123456);
        ck_assert_uint_eq(suite_pixel(59 + 2 * (int32_t)side, 60), side > 1 ? 0x100000 + side - 1 : 0x123456);
        ck_w32(w32_client_icon_draw(&suite_client, made, (struct w32_point){190, -1}, (side + 1) / 2, (side + 1) / 2));
        ck_w32(w32_client_object_delete(&suite_client, made));
    }
    region = suite_region(suite_rect(0, 0, 12, 200));
    ck_w32(w32_client_clip(&suite_client, region));
    ck_w32(w32_client_icon_draw(&suite_client, icon(8, 8, 0x200000, false), (struct w32_point){10, 150}, 8, 8));
    ck_assert_uint_eq(suite_pixel(11, 150), 0x200001);
    ck_assert_uint_eq(suite_pixel(12, 150), 0x123456);
}
END_TEST

/* More images than the cache has room for, drawn again and again; those of an icon that ends or changes are not seen again. */
START_TEST(icons_cached)
{
    uint32_t words[16 * 16 + 16] = {0};
    w32_handle icons[3];
    uint64_t blocks;

    ck_w32(w32_client_surface_create(&suite_client, 200, 200));
    blocks = w32_user_blocks();
    for (uint32_t i = 0; i < 3; i++)
        icons[i] = icon(16, 16, 0x100000 * (i + 1), false);
    for (uint32_t round = 0; round < 3; round++) {
        for (uint32_t i = 0; i < 3; i++) {
            for (uint32_t side = 14; side < 20; side++) {
                ck_w32(w32_client_icon_draw(&suite_client, icons[i], (struct w32_point){0, 0}, side, 16));
                ck_assert_uint_eq(suite_pixel(0, 0), 0x100000 * (i + 1));
            }
        }
    }
    for (uint32_t i = 0; i < 16 * 16; i++)
        words[i] = 0x777777;
    ck_w32(w32_client_icon_change(&suite_client, icons[2], 16, 16, words, 16 * 16 + 16));
    for (uint32_t side = 14; side < 20; side++) {
        ck_w32(w32_client_icon_draw(&suite_client, icons[2], (struct w32_point){0, 0}, side, 16));
        ck_assert_uint_eq(suite_pixel(0, 0), 0x777777);
    }
    for (uint32_t i = 0; i < 3; i++)
        ck_w32(w32_client_object_delete(&suite_client, icons[i]));
    ck_assert_uint_eq(w32_user_blocks(), blocks);
    ck_assert_int_eq(w32_client_icon_draw(&suite_client, icons[2], (struct w32_point){0, 0}, 16, 16), W32_BAD_HANDLE);
}
END_TEST

START_TEST(icons_of_others)
{
    struct w32_client other;
    w32_handle made;
    uint32_t words[2] = {0};

    ck_w32(w32_client_surface_create(&suite_client, 20, 20));
    made = icon(4, 4, 0x300000, false);
    ck_w32(w32_user_open(suite_driver, &other));
    ck_w32(w32_client_icon_draw(&other, made, (struct w32_point){0, 0}, 8, 8));
    ck_assert_uint_eq(suite_pixel(7, 7), 0x300003);
    ck_assert_int_eq(w32_client_icon_change(&other, made, 1, 1, words, 2), W32_BAD_HANDLE);
    w32_user_close(&other);
    ck_w32(w32_client_icon_draw(&suite_client, made, (struct w32_point){4, 4}, 8, 8));
    ck_assert_uint_eq(suite_pixel(11, 11), 0x300003);
}
END_TEST

START_TEST(icons_refused)
{
    static const uint32_t words[65 * 67];
    uint64_t before = w32_driver_digest(suite_driver), blocks = w32_user_blocks();
    w32_handle made = 5;

    ck_assert_int_eq(w32_client_icon(&suite_client, 0, 4, words, 40, &made), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_icon(&suite_client, 4, 65, words, 65 * 5, &made), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_icon(&suite_client, 0x80000000u, 4, words, 40, &made), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_icon(&suite_client, 32, 4, words, 32 * 4 + 3, &made), W32_BAD_SIZE);
    ck_assert_int_eq(w32_client_icon(&suite_client, 32, 4, words, 0, &made), W32_BAD_SIZE);
    ck_assert_uint_eq(made, 5);
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
    ck_assert_uint_eq(w32_user_blocks(), blocks);
    ck_w32(w32_client_icon(&suite_client, 32, 4, words, 32 * 4 + 4, &made));
    ck_assert_int_eq(w32_client_icon_draw(&suite_client, made, (struct w32_point){0, 0}, 4, 4), W32_NO_SURFACE);
    ck_assert_int_eq(w32_client_icon_draw(&suite_client, made, (struct w32_point){0, 0}, 0, 4), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_icon_draw(&suite_client, made, (struct w32_point){0, 0}, 4, 257), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_icon_draw(&suite_client, made, (struct w32_point){40000, 0}, 4, 4), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_icon_change(&suite_client, made, 32, 4, words, 32 * 4 + 3), W32_BAD_SIZE);
}
END_TEST

TCase *suite_scroll_case(void)
{
    TCase *tests = suite_case("scroll bars and icons");

    tcase_add_test(tests, ranges);
    tcase_add_test(tests, moves);
    tcase_add_test(tests, changed_meanwhile);
    tcase_add_test(tests, sliders);
    tcase_add_test(tests, bars_drawn);
    tcase_add_test(tests, icons_drawn);
    tcase_add_test(tests, icons_cached);
    tcase_add_test(tests, icons_of_others);
    tcase_add_test(tests, icons_refused);
    return tests;
}
