/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Windows: what lies where, what is to be painted, what the client is told and what it may do meanwhile. */
#include <string.h>

#include "suite.h"

/* What the client was told, and what it does about the first event of a kind. */
static struct {
    struct w32_callback_window_in told[32];
    uint32_t count;
    uint32_t event;    /* of this kind */
    uint32_t answer;   /* answered with this */
    w32_handle victim; /* and with the end of that object */
    uint32_t words;    /* or, if not 0, with so many extra words less one */
} script;

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    struct w32_callback_window_in ask;
    struct w32_callback_window_out told = {0};

    (void)context;
    ck_assert_uint_eq(code, W32_CALLBACK_WINDOW);
    ck_assert_uint_eq(in_size, sizeof ask);
    ck_assert_uint_eq(out_size, sizeof told);
    memcpy(&ask, in, sizeof ask);
    ck_assert_uint_lt(script.count, 32);
    script.told[script.count++] = ask;
    if (ask.event == script.event) {
        told.answer = script.answer;
        if (script.victim)
            ck_w32(w32_client_object_delete(&suite_client, script.victim == UINT32_MAX ? ask.window : script.victim));
        if (script.words)
            ck_w32(w32_client_window_extra_resize(&suite_client, ask.window, script.words - 1));
        script.event = 0;
    }
    memcpy(out, &told, sizeof told);
    *ret_written = sizeof told;
    return W32_OK;
}

static void expect(uint32_t event, uint32_t word, w32_handle victim)
{
    memset(&script, 0, sizeof script);
    script.event = event;
    script.answer = word;
    script.victim = victim;
    suite_client.host->answer(suite_client.context, answer, NULL);
}

static w32_handle wndclass(uint32_t extra, uint32_t background, uint32_t flags)
{
    w32_handle made = 0;

    expect(0, 0, 0);
    ck_w32(w32_client_class(&suite_client, extra, background, flags, &made));
    return made;
}

static w32_handle window(w32_handle of, w32_handle parent, struct w32_rect rect)
{
    w32_handle made = 0;

    ck_w32(w32_client_window(&suite_client, of, parent, rect, &made));
    return made;
}

static w32_handle hit(int32_t x, int32_t y)
{
    w32_handle found = 99;

    ck_w32(w32_client_window_hit(&suite_client, (struct w32_point){x, y}, &found));
    return found;
}

static uint32_t paint(w32_handle which)
{
    uint32_t rects = 99;

    ck_w32(w32_client_window_paint(&suite_client, which, &rects));
    return rects;
}

static struct w32_window_query_out query(w32_handle which)
{
    struct w32_window_query_out found;

    memset(&found, 0xee, sizeof found);
    ck_w32(w32_client_window_query(&suite_client, which, &found));
    return found;
}

START_TEST(order_and_hits)
{
    w32_handle of = wndclass(0, 0, 0);
    w32_handle back = window(of, 0, suite_rect(0, 0, 50, 50)), front = window(of, 0, suite_rect(30, 30, 80, 80));
    w32_handle child = window(of, back, suite_rect(10, 10, 60, 20));

    ck_assert_uint_eq(hit(40, 40), front);
    ck_assert_uint_eq(hit(5, 5), back);
    ck_assert_uint_eq(hit(49, 49), front);
    ck_assert_uint_eq(hit(15, 15), child);
    ck_assert_uint_eq(hit(49, 29), back);
    /* What sticks out of the parent is not there. */
    ck_assert_uint_eq(hit(55, 15), 0);
    ck_assert_uint_eq(hit(200, 5), 0);
    ck_w32(w32_client_window_order(&suite_client, back, 0));
    ck_assert_uint_eq(hit(40, 40), back);
    ck_w32(w32_client_window_order(&suite_client, back, front));
    ck_assert_uint_eq(hit(40, 40), front);
    ck_assert_int_eq(w32_client_window_order(&suite_client, back, child), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_window_order(&suite_client, back, back), W32_BAD_VALUE);
    ck_w32(w32_client_window_show(&suite_client, front, false));
    ck_assert_uint_eq(hit(40, 40), back);
    ck_w32(w32_client_window_move(&suite_client, child, suite_rect(0, 0, 5, 5)));
    ck_assert_uint_eq(hit(15, 15), back);
    ck_assert_uint_eq(hit(4, 4), child);
    ck_assert_uint_eq(query(back).children, 1);
    ck_assert_uint_eq(query(child).parent, back);
    ck_assert_int_eq(w32_client_window_move(&suite_client, child, suite_rect(0, 0, -1, 5)), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_window_move(&suite_client, child, suite_rect(0, 0, W32_WINDOW_SIDE_MAX + 1, 5)), W32_BAD_VALUE);
}
END_TEST

START_TEST(transparent_windows)
{
    w32_handle of = wndclass(0, 0, 0);
    w32_handle back = window(of, 0, suite_rect(0, 0, 50, 50)), front = window(of, 0, suite_rect(0, 0, 50, 50));

    expect(W32_EVENT_HIT, 1, 0);
    ck_assert_uint_eq(hit(10, 20), back);
    ck_assert_uint_eq(script.count, 2);
    ck_assert_uint_eq(script.told[0].window, front);
    ck_assert_int_eq(script.told[0].rect.left, 10);
    ck_assert_int_eq(script.told[0].rect.top, 20);
    ck_assert_uint_eq(hit(10, 20), front);
    /* The window behind ends meanwhile: nobody notices. */
    expect(W32_EVENT_HIT, 1, back);
    ck_assert_uint_eq(hit(10, 20), 0);
    ck_w32(w32_client_window_capture(&suite_client, front));
    ck_assert_uint_eq(hit(-99, 20), front);
    ck_w32(w32_client_window_capture(&suite_client, 0));
    ck_assert_uint_eq(hit(-99, 20), 0);
    ck_assert_int_eq(w32_client_window_capture(&suite_client, back), W32_BAD_HANDLE);
}
END_TEST

START_TEST(painting)
{
    w32_handle red = wndclass(0, 0xff0000, 0), blue = wndclass(0, 0x0000ff, 0), bare = wndclass(0, 0xffffff, W32_CLASS_BARE);
    w32_handle back, front, child;

    ck_w32(w32_client_surface_create(&suite_client, 100, 100));
    back = window(red, 0, suite_rect(10, 10, 60, 60));
    front = window(blue, 0, suite_rect(40, 40, 90, 90));
    child = window(bare, back, suite_rect(0, 0, 5, 5));
    /* Not where the others are. */
    ck_assert_uint_gt(paint(back), 1);
    ck_assert_uint_eq(suite_pixel(20, 20), 0xff0000);
    ck_assert_uint_eq(suite_pixel(39, 59), 0xff0000);
    ck_assert_uint_eq(suite_pixel(40, 40), 0);
    ck_assert_uint_eq(suite_pixel(14, 14), 0);
    ck_assert_uint_eq(suite_pixel(15, 14), 0xff0000);
    ck_assert_uint_eq(paint(back), 0);
    ck_assert_uint_eq(paint(front), 1);
    ck_assert_uint_eq(suite_pixel(40, 40), 0x0000ff);
    ck_assert_uint_eq(paint(child), 1);
    ck_assert_uint_eq(suite_pixel(12, 12), 0);
    /* What a window leaves when it goes away is painted by those behind. */
    ck_assert_uint_eq(query(back).dirty, 0);
    expect(0, 0, 0);
    ck_w32(w32_client_window_move(&suite_client, front, suite_rect(50, 50, 100, 100)));
    ck_assert_uint_eq(query(back).dirty, 1);
    ck_assert_int_eq(query(back).update.left, 30);
    ck_assert_int_eq(query(back).update.bottom, 50);
    ck_assert_uint_eq(paint(back), 2);
    ck_assert_uint_eq(script.count, 2);
    ck_assert_uint_eq(script.told[0].event, W32_EVENT_PAINT);
    ck_assert_int_eq(script.told[0].rect.left, 40);
    ck_assert_int_eq(script.told[0].rect.bottom, 50);
    ck_assert_uint_eq(suite_pixel(45, 45), 0xff0000);
    ck_w32(w32_client_window_invalidate(&suite_client, back, suite_rect(7, 7, 9, 900)));
    ck_assert_int_eq(query(back).update.bottom, 50);
    ck_w32(w32_client_window_validate(&suite_client, back));
    ck_assert_uint_eq(paint(back), 0);
    ck_w32(w32_client_window_show(&suite_client, back, false));
    ck_assert_uint_eq(paint(child), 0);
}
END_TEST

START_TEST(extra_words)
{
    w32_handle which = window(wndclass(3, 0, 0), 0, suite_rect(0, 0, 5, 5));
    uint32_t value = 9;

    ck_w32(w32_client_window_extra(&suite_client, which, 2, &value));
    ck_assert_uint_eq(value, 0);
    ck_w32(w32_client_window_extra_set(&suite_client, which, 2, 77, &value));
    ck_w32(w32_client_window_extra_set(&suite_client, which, 2, 78, &value));
    ck_assert_uint_eq(value, 77);
    ck_assert_int_eq(w32_client_window_extra(&suite_client, which, 3, &value), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_window_extra_set(&suite_client, which, 3, 1, &value), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_window_extra_set(&suite_client, which, -1, 1, &value), W32_BAD_VALUE);
    expect(W32_EVENT_EXTRA, 1, 0);
    ck_assert_int_eq(w32_client_window_extra_set(&suite_client, which, 2, 1, &value), W32_NO_ANSWER);
    ck_w32(w32_client_window_extra(&suite_client, which, 2, &value));
    ck_assert_uint_eq(value, 78);
    expect(W32_EVENT_EXTRA, 0, which);
    ck_assert_int_eq(w32_client_window_extra_set(&suite_client, which, 2, 1, &value), W32_NO_ANSWER);
    ck_assert_int_eq(w32_client_window_extra(&suite_client, which, 2, &value), W32_BAD_HANDLE);
}
END_TEST

START_TEST(resized_words)
{
    w32_handle which = window(wndclass(3, 0, 0), 0, suite_rect(0, 0, 5, 5));
    uint32_t value = 9;

    ck_w32(w32_client_window_extra_set(&suite_client, which, 0, 7, &value));
    ck_w32(w32_client_window_extra_resize(&suite_client, which, W32_WINDOW_EXTRA_MAX));
    ck_w32(w32_client_window_extra(&suite_client, which, 0, &value));
    ck_assert_uint_eq(value, 0);
    ck_assert_uint_eq(query(which).extra, W32_WINDOW_EXTRA_MAX);
    ck_assert_int_eq(w32_client_window_extra_resize(&suite_client, which, W32_WINDOW_EXTRA_MAX + 1), W32_BAD_VALUE);
    ck_w32(w32_client_window_extra_resize(&suite_client, which, 0));
    ck_assert_int_eq(w32_client_window_extra(&suite_client, which, 0, &value), W32_BAD_VALUE);
}
END_TEST

START_TEST(refused_and_ended_at_once)
{
    w32_handle of = wndclass(2, 0, 0), made = 5;
    uint64_t before = w32_driver_digest(suite_driver), blocks = w32_user_blocks();

    expect(W32_EVENT_CREATE, 1, 0);
    ck_assert_int_eq(w32_client_window(&suite_client, of, 0, suite_rect(0, 0, 9, 9), &made), W32_NO_ANSWER);
    expect(W32_EVENT_CREATE, 0, UINT32_MAX);
    ck_assert_int_eq(w32_client_window(&suite_client, of, 0, suite_rect(0, 0, 9, 9), &made), W32_NO_ANSWER);
    suite_client.host->answer(suite_client.context, NULL, NULL);
    ck_assert_int_eq(w32_client_window(&suite_client, of, 0, suite_rect(0, 0, 9, 9), &made), W32_NO_ANSWER);
    ck_assert_uint_eq(made, 5);
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
    ck_assert_uint_eq(w32_user_blocks(), blocks);
    ck_assert_int_eq(w32_client_window(&suite_client, 0, 0, suite_rect(0, 0, 9, 9), &made), W32_BAD_HANDLE);
    ck_assert_int_eq(w32_client_window(&suite_client, of, of, suite_rect(0, 0, 9, 9), &made), W32_BAD_HANDLE);
    ck_assert_int_eq(w32_client_class(&suite_client, W32_WINDOW_EXTRA_MAX + 1, 0, 0, &made), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_class(&suite_client, 0, 0, 2, &made), W32_BAD_VALUE);
}
END_TEST

START_TEST(destruction)
{
    w32_handle of = wndclass(0, 0, 0);
    uint64_t before = w32_driver_digest(suite_driver), blocks = w32_user_blocks();
    w32_handle top = window(of, 0, suite_rect(0, 0, 50, 50)), middle = window(of, top, suite_rect(0, 0, 50, 50));
    w32_handle leaf = window(of, middle, suite_rect(0, 0, 50, 50)), other = window(of, top, suite_rect(0, 0, 9, 9));

    /* The innermost first; one that has ended in the meantime is not asked about. */
    expect(W32_EVENT_DESTROY, 0, middle);
    ck_w32(w32_client_window_destroy(&suite_client, top));
    ck_assert_uint_eq(script.count, 2);
    ck_assert_uint_eq(script.told[0].window, other);
    ck_assert_uint_eq(script.told[1].window, top);
    /* What was in the one that was deleted lies on the desktop now. */
    ck_assert_uint_eq(query(leaf).parent, 0);
    ck_assert_uint_eq(hit(30, 30), leaf);
    ck_w32(w32_client_window_destroy(&suite_client, leaf));
    ck_assert_int_eq(w32_client_window_destroy(&suite_client, leaf), W32_BAD_HANDLE);
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
    ck_assert_uint_eq(w32_user_blocks(), blocks);
}
END_TEST

/* The windows of another process: in mine, hit, but not touched; they outlive my window and not their process. */
START_TEST(windows_of_others)
{
    struct w32_client other;
    w32_handle of, mine, theirs;
    uint32_t rects;

    ck_w32(w32_user_open(suite_driver, &other));
    other.host->answer(other.context, answer, NULL);
    ck_w32(w32_client_class(&other, 0, 0, 0, &of));
    mine = window(wndclass(0, 0, 0), 0, suite_rect(10, 10, 50, 50));
    ck_w32(w32_client_window(&other, of, mine, suite_rect(0, 0, 20, 20), &theirs));
    ck_assert_uint_eq(hit(15, 15), theirs);
    ck_assert_int_eq(w32_client_window_move(&suite_client, theirs, suite_rect(0, 0, 1, 1)), W32_BAD_HANDLE);
    ck_assert_int_eq(w32_client_window_paint(&suite_client, theirs, &rects), W32_BAD_HANDLE);
    ck_assert_int_eq(w32_client_window_destroy(&suite_client, theirs), W32_BAD_HANDLE);
    ck_w32(w32_client_window_destroy(&suite_client, mine));
    ck_assert_uint_eq(hit(5, 5), theirs);
    w32_user_close(&other);
    ck_assert_uint_eq(hit(5, 5), 0);
}
END_TEST

TCase *suite_window_case(void)
{
    TCase *tests = suite_case("windows");

    tcase_add_test(tests, order_and_hits);
    tcase_add_test(tests, transparent_windows);
    tcase_add_test(tests, painting);
    tcase_add_test(tests, extra_words);
    tcase_add_test(tests, resized_words);
    tcase_add_test(tests, refused_and_ended_at_once);
    tcase_add_test(tests, destruction);
    tcase_add_test(tests, windows_of_others);
    return tests;
}
