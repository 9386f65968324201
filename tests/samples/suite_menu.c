/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Menus: their items and the menus in them, how they look, and what a client may do while it tracks one. */
#include <string.h>

#include "shared/layout.h"
#include "shared/psf.h"
#include "suite.h"

enum { SIDE = 160, FONT_WIDTH = 6, FONT_HEIGHT = 8, ROW = FONT_HEIGHT + 2 * W32_MENU_SPACE };

/* What the client answers while it tracks a menu, one after the other; `act` runs before that of its number. */
static struct {
    struct w32_callback_menu_out answers[16];
    void (*act)(uint32_t number, const struct w32_callback_menu_in *ask);
    struct w32_callback_menu_in told[16];
    uint32_t count;
    uint32_t opened;
    uint32_t refuse; /* the opening of that number; 0: none */
} script;

static w32_handle menus[3], window, font;

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    struct w32_callback_menu_in ask;
    struct w32_callback_menu_out told = {0, {0, 0}};

    (void)context;
    memset(out, 0, out_size);
    *ret_written = out_size;
    if (code != W32_CALLBACK_MENU)
        return W32_OK;
    ck_assert_uint_eq(in_size, sizeof ask);
    ck_assert_uint_eq(out_size, sizeof told);
    memcpy(&ask, in, sizeof ask);
    if (ask.event == W32_MENU_EVENT_INPUT) {
        ck_assert_uint_lt(script.count, 16);
        told = script.answers[script.count];
        script.told[script.count] = ask;
        if (script.act)
            script.act(script.count, &ask);
        script.count++;
    } else {
        script.opened++;
        told.answer = script.refuse == script.opened;
        if (script.act)
            script.act(UINT32_MAX, &ask);
    }
    memcpy(out, &told, sizeof told);
    return W32_OK;
}

static void script_begin(void)
{
    memset(&script, 0, sizeof script);
    suite_client.host->answer(suite_client.context, answer, NULL);
}

static void script_add(uint32_t number, uint32_t action, int32_t x, int32_t y)
{
    script.answers[number] = (struct w32_callback_menu_out){action, {x, y}};
}

static w32_handle menu_new(void)
{
    w32_handle made = 0;

    ck_w32(w32_client_menu(&suite_client, &made));
    return made;
}

/* A screen, a font, a window with a bar: "File" with "New", "More" (with "Deep"), a line and "Quit", and "Off". */
static void stage(void)
{
    struct w32_message file = {0};
    w32_handle wndclass;

    script_begin();
    ck_w32(w32_client_surface_create(&suite_client, SIDE, SIDE));
    w32_psf_build(&file, 1, false);
    ck_w32(w32_client_font(&suite_client, file.bytes, file.size, &font));
    w32_message_free(&file);
    ck_w32(w32_client_select(&suite_client, W32_TYPE_FONT, font));
    ck_w32(w32_client_class(&suite_client, 0, 0x336699, 0, &wndclass));
    ck_w32(w32_client_window(&suite_client, wndclass, 0, suite_rect(10, 10, 150, 150), &window));
    for (int i = 0; i < 3; i++)
        menus[i] = menu_new();
    ck_w32(w32_client_menu_append(&suite_client, menus[2], 30, 0, 0, "Deep"));
    ck_w32(w32_client_menu_append(&suite_client, menus[1], 20, 0, 0, "New"));
    ck_w32(w32_client_menu_append(&suite_client, menus[1], 21, 0, menus[2], "More"));
    ck_w32(w32_client_menu_append(&suite_client, menus[1], 22, W32_MENU_SEPARATOR, 0, ""));
    ck_w32(w32_client_menu_append(&suite_client, menus[1], 23, W32_MENU_CHECKED, 0, "Quit"));
    ck_w32(w32_client_menu_append(&suite_client, menus[0], 10, 0, menus[1], "File"));
    ck_w32(w32_client_menu_append(&suite_client, menus[0], 11, W32_MENU_DISABLED, 0, "Off"));
    ck_w32(w32_client_menu_set(&suite_client, window, menus[0]));
    /* A screen on which nothing is the same everywhere. */
    for (int32_t i = 0; i < SIDE; i++)
        ck_w32(w32_client_fill_rect(&suite_client, suite_rect(i, 0, i + 1, SIDE), 0x010101u * (uint32_t)i));
}

/* Where the first items are that the tests go to. */
enum { BAR_X = 20, BAR_Y = 12, DOWN_X = 20, NEW_Y = 10 + ROW + 2 + 3, MORE_Y = NEW_Y + ROW, DEEP_X = 70 };

static struct w32_menu_query_out item(w32_handle menu, uint32_t position)
{
    struct w32_menu_query_out found;

    memset(&found, 0xee, sizeof found);
    ck_w32(w32_client_menu_query(&suite_client, menu, position, &found));
    return found;
}

static enum w32_status track(w32_handle menu, struct w32_menu_track_out *ret_choice)
{
    return w32_client_menu_track(&suite_client, window, menu, (struct w32_point){30, 30}, ret_choice);
}

START_TEST(items)
{
    w32_handle menu = menu_new(), sub = menu_new();
    struct w32_menu_insert_in head = {menu, 1, 7, W32_MENU_CHECKED, 0, 2};
    uint32_t codes[W32_MENU_TEXT_MAX + 1] = {'a', 'b'};
    struct w32_menu_query_out found;

    ck_assert_int_eq(w32_client_menu_insert(&suite_client, &head, codes), W32_BAD_VALUE);
    head.position = 0;
    ck_w32(w32_client_menu_insert(&suite_client, &head, codes));
    ck_w32(w32_client_menu_append(&suite_client, menu, 9, 0, sub, "last"));
    head.id = 8;
    ck_w32(w32_client_menu_insert(&suite_client, &head, codes));
    found = item(menu, 0);
    ck_assert_uint_eq(found.items, 3);
    ck_assert_uint_eq(found.id, 8);
    ck_assert_uint_eq(found.flags, W32_MENU_CHECKED);
    ck_assert_uint_eq(found.sub, 0);
    ck_assert_uint_eq(found.count, 2);
    ck_assert_uint_eq(found.codes[1], 'b');
    ck_assert_uint_eq(item(menu, 1).id, 7);
    ck_assert_uint_eq(item(menu, 2).sub, sub);
    ck_assert_int_eq(w32_client_menu_query(&suite_client, menu, 3, &found), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_menu_remove(&suite_client, menu, 3), W32_BAD_VALUE);
    ck_w32(w32_client_menu_remove(&suite_client, menu, 0));
    ck_assert_uint_eq(item(menu, 0).id, 7);
    ck_assert_uint_eq(item(menu, 1).id, 9);
    head.flags = 8;
    ck_assert_int_eq(w32_client_menu_insert(&suite_client, &head, codes), W32_BAD_VALUE);
    head.flags = W32_MENU_SEPARATOR;
    ck_assert_int_eq(w32_client_menu_insert(&suite_client, &head, codes), W32_BAD_VALUE);
    head.flags = 0;
    head.count = W32_MENU_TEXT_MAX + 1;
    ck_assert_int_eq(w32_client_menu_insert(&suite_client, &head, codes), W32_BAD_VALUE);
    head.count = W32_MENU_TEXT_MAX;
    ck_w32(w32_client_menu_insert(&suite_client, &head, codes));
    ck_assert_uint_eq(item(menu, 0).count, W32_MENU_TEXT_MAX);
    ck_assert_int_eq(w32_client_menu_insert(&suite_client, &(struct w32_menu_insert_in){0}, codes), W32_BAD_HANDLE);
}
END_TEST

/* As many as there may be, and the order of those before and behind one that goes. */
START_TEST(full_menu)
{
    w32_handle menu = menu_new();

    for (uint32_t i = 0; i < W32_MENU_ITEMS_MAX; i++)
        ck_w32(w32_client_menu_append(&suite_client, menu, i, 0, 0, "x"));
    ck_assert_int_eq(w32_client_menu_append(&suite_client, menu, 99, 0, 0, "x"), W32_TOO_BIG);
    ck_assert_uint_eq(item(menu, 0).items, W32_MENU_ITEMS_MAX);
    ck_w32(w32_client_menu_remove(&suite_client, menu, 20));
    for (uint32_t i = 0; i + 1 < W32_MENU_ITEMS_MAX; i++)
        ck_assert_uint_eq(item(menu, i).id, i < 20 ? i : i + 1);
    while (item(menu, 0).items > 1)
        ck_w32(w32_client_menu_remove(&suite_client, menu, 0));
    ck_assert_uint_eq(item(menu, 0).id, W32_MENU_ITEMS_MAX - 1);
}
END_TEST

START_TEST(menus_in_menus)
{
    w32_handle chain[W32_MENU_DEPTH_MAX + 1], other = menu_new();
    uint64_t blocks = w32_user_blocks();

    for (uint32_t i = 0; i <= W32_MENU_DEPTH_MAX; i++)
        chain[i] = menu_new();
    ck_assert_int_eq(w32_client_menu_append(&suite_client, other, 1, 0, other, "me"), W32_BAD_VALUE);
    for (uint32_t i = 0; i + 1 < W32_MENU_DEPTH_MAX; i++)
        ck_w32(w32_client_menu_append(&suite_client, chain[i], i, 0, chain[i + 1], "in"));
    /* Too deep from below and from above, in a circle, and in two menus at once. */
    ck_assert_int_eq(w32_client_menu_append(&suite_client, chain[W32_MENU_DEPTH_MAX - 1], 1, 0, chain[W32_MENU_DEPTH_MAX],
                                            "deep"), W32_TOO_BIG);
    ck_assert_int_eq(w32_client_menu_append(&suite_client, other, 1, 0, chain[0], "high"), W32_TOO_BIG);
    ck_assert_int_eq(w32_client_menu_append(&suite_client, chain[2], 1, 0, chain[0], "round"), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_menu_append(&suite_client, other, 1, 0, chain[1], "twice"), W32_BAD_VALUE);
    /* What is taken out can go in elsewhere. */
    ck_w32(w32_client_menu_remove(&suite_client, chain[0], 0));
    ck_w32(w32_client_menu_append(&suite_client, other, 1, 0, chain[1], "again"));
    /* A menu that is deleted lives in the other one, and goes with it. */
    for (uint32_t i = 0; i <= W32_MENU_DEPTH_MAX; i++)
        ck_w32(w32_client_object_delete(&suite_client, chain[i]));
    ck_assert_int_eq(w32_client_menu_append(&suite_client, chain[1], 1, 0, 0, "gone"), W32_BAD_HANDLE);
    ck_assert_uint_eq(item(other, 0).sub, chain[1]);
    ck_w32(w32_client_object_delete(&suite_client, other));
    ck_assert_uint_le(w32_user_blocks(), blocks);
}
END_TEST

START_TEST(changes)
{
    uint32_t before = 99;
    struct w32_counters counters, after;

    stage();
    ck_w32(w32_client_menu_change(&suite_client, menus[0], 30, W32_MENU_DISABLED, &before));
    ck_assert_uint_eq(before, 0);
    ck_assert_uint_eq(item(menus[2], 0).flags, W32_MENU_DISABLED);
    ck_w32(w32_client_menu_change(&suite_client, menus[0], 23, 0, &before));
    ck_assert_uint_eq(before, W32_MENU_CHECKED);
    /* A line stays one, an item with a menu can be found itself. */
    ck_w32(w32_client_menu_change(&suite_client, menus[1], 22, W32_MENU_CHECKED, &before));
    ck_assert_uint_eq(item(menus[1], 2).flags, W32_MENU_SEPARATOR | W32_MENU_CHECKED);
    ck_w32(w32_client_menu_change(&suite_client, menus[1], 21, W32_MENU_CHECKED, &before));
    ck_assert_uint_eq(item(menus[1], 1).flags, W32_MENU_CHECKED);
    ck_assert_int_eq(w32_client_menu_change(&suite_client, menus[0], 99, 0, &before), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_menu_change(&suite_client, menus[0], 20, W32_MENU_SEPARATOR, &before), W32_BAD_VALUE);
    w32_driver_counters(suite_driver, &counters);
    script.refuse = script.opened + 1;
    ck_assert_int_eq(w32_client_menu_change(&suite_client, menus[0], 20, W32_MENU_CHECKED, &before), W32_NO_ANSWER);
    w32_driver_counters(suite_driver, &after);
    ck_assert_uint_eq(after.callbacks, counters.callbacks + 1);
    ck_assert_uint_eq(item(menus[1], 0).flags, 0);
}
END_TEST

START_TEST(look)
{
    struct w32_rect place;
    uint64_t before;

    stage();
    ck_w32(w32_client_menu_bar(&suite_client, window, W32_MENU_NONE, &place));
    ck_assert_int_eq(place.left, 10);
    ck_assert_int_eq(place.top, 10);
    ck_assert_int_eq(place.right, 150);
    ck_assert_int_eq(place.bottom, 10 + ROW);
    ck_assert_uint_eq(suite_pixel(149, 10), W32_COLOUR_FACE);
    ck_assert_uint_eq(suite_pixel(150, 10), 0x010101u * 150);
    /* Drawn twice it is the same; a selected item is another picture. */
    before = w32_driver_digest(suite_driver);
    ck_w32(w32_client_menu_bar(&suite_client, window, W32_MENU_NONE, &place));
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
    ck_w32(w32_client_menu_bar(&suite_client, window, 0, &place));
    ck_assert_uint_eq(suite_pixel(10, 10), W32_COLOUR_CHOSEN);
    ck_w32(w32_client_menu_popup(&suite_client, menus[1], (struct w32_point){40, 40}, 3, &place));
    ck_assert_int_eq(place.right - place.left, 4 * FONT_WIDTH + 2 * W32_MENU_MARGIN + 2 * W32_MENU_EDGE);
    ck_assert_int_eq(place.bottom - place.top, 3 * ROW + W32_MENU_LINE + 2 * W32_MENU_EDGE);
    ck_assert_uint_eq(suite_pixel(place.left, place.top), W32_COLOUR_LIGHT);
    ck_assert_uint_eq(suite_pixel(place.right - 1, place.bottom - 1), W32_COLOUR_SHADE);
    /* The line, the mark of what is checked, the arrow of what has a menu. */
    ck_assert_uint_eq(suite_pixel(50, 42 + 2 * ROW + W32_MENU_LINE / 2), W32_COLOUR_SHADE);
    ck_assert_uint_eq(suite_pixel(42, place.bottom - 3), W32_COLOUR_CHOSEN);
    ck_assert_uint_eq(suite_pixel(42 + 5, 42 + 2 * ROW + W32_MENU_LINE + 5), W32_COLOUR_CHOSEN_INK);
    ck_assert_uint_eq(suite_pixel(place.right - 2 - 9, 42 + ROW + 5), W32_COLOUR_INK);
    ck_assert_uint_eq(suite_pixel(place.right - 2 - 9, 42 + 5), W32_COLOUR_FACE);
}
END_TEST

START_TEST(look_is_clipped)
{
    struct w32_rect place;
    w32_handle region;

    stage();
    region = suite_region(suite_rect(0, 0, 45, SIDE));
    ck_w32(w32_client_clip(&suite_client, region));
    ck_w32(w32_client_menu_popup(&suite_client, menus[1], (struct w32_point){40, 40}, 0, &place));
    ck_assert_uint_eq(suite_pixel(44, 44), W32_COLOUR_CHOSEN);
    ck_assert_uint_eq(suite_pixel(45, 44), 0x010101u * 45);
    ck_w32(w32_client_clip(&suite_client, 0));
    ck_w32(w32_client_menu_popup(&suite_client, menus[1], (struct w32_point){SIDE - 3, -5}, 0, &place));
    ck_w32(w32_client_menu_popup(&suite_client, menus[1], (struct w32_point){-32767, 32767}, 0, &place));
    ck_assert_int_eq(w32_client_menu_popup(&suite_client, menus[1], (struct w32_point){0, 32768}, 0, &place), W32_BAD_VALUE);
    ck_w32(w32_client_menu_set(&suite_client, window, 0));
    ck_assert_int_eq(w32_client_menu_bar(&suite_client, window, 0, &place), W32_BAD_VALUE);
    ck_w32(w32_client_select(&suite_client, W32_TYPE_FONT, 0));
    ck_assert_int_eq(w32_client_menu_popup(&suite_client, menus[1], (struct w32_point){0, 0}, 0, &place), W32_NO_FONT);
}
END_TEST

/* From the bar through two menus to an item; afterwards the screen is as it was. */
START_TEST(chosen)
{
    struct w32_menu_track_out choice = {0};
    uint64_t before, blocks;

    stage();
    before = w32_driver_digest(suite_driver);
    blocks = w32_user_blocks();
    script_add(0, W32_MENU_MOVE, BAR_X, BAR_Y);
    script_add(1, W32_MENU_MOVE, DOWN_X, MORE_Y);
    script_add(2, W32_MENU_CHOOSE, DEEP_X, MORE_Y);
    ck_w32(track(0, &choice));
    ck_assert_uint_eq(choice.chosen, 1);
    ck_assert_uint_eq(choice.id, 30);
    ck_assert_uint_eq(script.count, 3);
    ck_assert_uint_eq(script.opened, 3);
    ck_assert_uint_eq(script.told[0].window, window);
    ck_assert_uint_eq(script.told[0].menu, menus[0]);
    ck_assert_uint_eq(script.told[0].position, W32_MENU_NONE);
    ck_assert_uint_eq(script.told[1].menu, menus[1]);
    ck_assert_uint_eq(script.told[2].menu, menus[2]);
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
    ck_assert_uint_eq(w32_user_blocks(), blocks);
}
END_TEST

static uint32_t seen[3];

static void look_around(uint32_t number, const struct w32_callback_menu_in *ask)
{
    (void)ask;
    if (number < 3)
        seen[number] = suite_pixel(DOWN_X, NEW_Y);
}

/* What is open is on the screen; cancelling closes one menu after the other. */
START_TEST(cancelled)
{
    struct w32_menu_track_out choice = {7, 7};
    uint64_t before;

    stage();
    before = w32_driver_digest(suite_driver);
    script.act = look_around;
    script_add(0, W32_MENU_MOVE, BAR_X, BAR_Y);
    script_add(1, W32_MENU_CANCEL, 0, 0);
    script_add(2, W32_MENU_CANCEL, 0, 0);
    ck_w32(track(0, &choice));
    ck_assert_uint_eq(choice.chosen, 0);
    ck_assert_uint_eq(script.count, 3);
    ck_assert_uint_eq(seen[0], 0x010101u * DOWN_X);
    ck_assert_uint_ne(seen[1], 0x010101u * DOWN_X);
    ck_assert_uint_eq(seen[2], 0x010101u * DOWN_X);
    ck_assert_uint_eq(script.told[2].menu, menus[0]);
    ck_assert_uint_eq(script.told[2].position, 0);
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
    /* A click outside closes all; one on a line, on what is disabled or on what has a menu chooses nothing. */
    script_begin();
    script_add(0, W32_MENU_CHOOSE, BAR_X + 40, BAR_Y);
    script_add(1, W32_MENU_CHOOSE, BAR_X, BAR_Y);
    script_add(2, W32_MENU_CHOOSE, DOWN_X, NEW_Y + 2 * ROW - 1);
    script_add(3, W32_MENU_MOVE, 155, 155);
    script_add(4, W32_MENU_CHOOSE, 155, 155);
    ck_w32(track(0, &choice));
    ck_assert_uint_eq(choice.chosen, 0);
    ck_assert_uint_eq(script.count, 5);
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
}
END_TEST

START_TEST(refused)
{
    struct w32_menu_track_out choice = {7, 7};
    uint64_t before, blocks;

    stage();
    before = w32_driver_digest(suite_driver);
    blocks = w32_user_blocks();
    script.refuse = 1;
    ck_assert_int_eq(track(menus[1], &choice), W32_NO_ANSWER);
    script_begin();
    script.refuse = 2;
    script_add(0, W32_MENU_MOVE, 35, 30 + 2 + ROW + 3);
    script_add(1, W32_MENU_CHOOSE, 35, 35);
    ck_w32(track(menus[1], &choice));
    ck_assert_uint_eq(choice.id, 20);
    script_begin();
    script_add(0, 9, 0, 0);
    ck_assert_int_eq(track(menus[1], &choice), W32_NO_ANSWER);
    suite_client.host->answer(suite_client.context, NULL, NULL);
    ck_assert_int_eq(track(menus[1], &choice), W32_NO_ANSWER);
    ck_assert_int_eq(w32_client_menu_track(&suite_client, window, menus[1], (struct w32_point){99999, 0}, &choice),
                     W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_menu_track(&suite_client, 0, menus[1], (struct w32_point){0, 0}, &choice), W32_BAD_HANDLE);
    ck_assert_int_eq(track(window, &choice), W32_BAD_HANDLE);
    ck_w32(w32_client_menu_set(&suite_client, window, 0));
    ck_assert_int_eq(track(0, &choice), W32_BAD_VALUE);
    ck_w32(w32_client_menu_set(&suite_client, window, menus[0]));
    ck_assert_uint_eq(choice.id, 20);
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
    ck_assert_uint_eq(w32_user_blocks(), blocks);
}
END_TEST

static void delete_all(uint32_t number, const struct w32_callback_menu_in *ask)
{
    (void)ask;
    if (number != 2)
        return;
    ck_w32(w32_client_menu_set(&suite_client, window, 0));
    ck_w32(w32_client_menu_remove(&suite_client, menus[0], 0));
    for (int i = 0; i < 3; i++)
        ck_w32(w32_client_object_delete(&suite_client, menus[i]));
}

/* What the client takes apart and deletes while it is open stays open, and ends with the tracking. */
START_TEST(deleted_while_open)
{
    struct w32_menu_track_out choice = {0};
    struct w32_counters before, after;

    stage();
    w32_driver_counters(suite_driver, &before);
    script.act = delete_all;
    script_add(0, W32_MENU_MOVE, BAR_X, BAR_Y);
    script_add(1, W32_MENU_MOVE, DOWN_X, MORE_Y);
    script_add(2, W32_MENU_MOVE, DEEP_X, MORE_Y);
    script_add(3, W32_MENU_CHOOSE, DEEP_X, MORE_Y);
    ck_w32(track(0, &choice));
    ck_assert_uint_eq(choice.id, 30);
    w32_driver_counters(suite_driver, &after);
    ck_assert_uint_eq(after.objects, before.objects - 3);
    ck_assert_uint_eq(suite_pixel(DOWN_X, NEW_Y), 0x010101u * DOWN_X);
}
END_TEST

static void change_items(uint32_t number, const struct w32_callback_menu_in *ask)
{
    if (number == 0) {
        ck_w32(w32_client_menu_remove(&suite_client, ask->menu, 0));
        ck_w32(w32_client_menu_remove(&suite_client, ask->menu, 1));
        ck_w32(w32_client_menu_remove(&suite_client, ask->menu, 1));
    } else if (number == 1) {
        for (uint32_t i = 0; i < 20; i++)
            ck_w32(w32_client_menu_append(&suite_client, ask->menu, 50 + i, 0, 0, "a text longer than before"));
    }
}

/* Items come and go: what is open keeps its place, and shows what it has room for. */
START_TEST(changed_while_open)
{
    struct w32_menu_track_out choice = {0};
    uint64_t before;

    stage();
    before = w32_driver_digest(suite_driver);
    script.act = change_items;
    script_add(0, W32_MENU_MOVE, 35, 30 + 2 + 3 * ROW);
    script_add(1, W32_MENU_MOVE, 35, 30 + 2 + 3);
    script_add(2, W32_MENU_MOVE, 35, 30 + 2 + 2 * ROW + 3);
    script_add(3, W32_MENU_CHOOSE, 35, 30 + 2 + ROW + 3);
    ck_w32(track(menus[1], &choice));
    ck_assert_uint_eq(choice.id, 50);
    /* The items aside, all is as it was. */
    while (item(menus[1], 0).items > 1)
        ck_w32(w32_client_menu_remove(&suite_client, menus[1], 1));
    ck_w32(w32_client_menu_remove(&suite_client, menus[1], 0));
    ck_w32(w32_client_menu_append(&suite_client, menus[1], 20, 0, 0, "New"));
    ck_w32(w32_client_menu_append(&suite_client, menus[1], 21, 0, menus[2], "More"));
    ck_w32(w32_client_menu_append(&suite_client, menus[1], 22, W32_MENU_SEPARATOR, 0, ""));
    ck_w32(w32_client_menu_append(&suite_client, menus[1], 23, W32_MENU_CHECKED, 0, "Quit"));
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
}
END_TEST

static uint32_t what_ends;

static void end_something(uint32_t number, const struct w32_callback_menu_in *ask)
{
    (void)ask;
    if (number != 1)
        return;
    if (what_ends == 0)
        ck_w32(w32_client_object_delete(&suite_client, window));
    else if (what_ends == 1)
        ck_w32(w32_client_select(&suite_client, W32_TYPE_FONT, 0));
    else
        ck_w32(w32_client_surface_create(&suite_client, SIDE / 4, SIDE / 4));
}

/* The window or the font is gone: the request is over. Another screen is not written to with what lay on the old one. */
START_TEST(ended_while_open)
{
    struct w32_menu_track_out choice = {0};
    enum w32_status expected[] = {W32_NO_ANSWER, W32_NO_ANSWER, W32_OK};

    what_ends = (uint32_t)_i;
    stage();
    script.act = end_something;
    script_add(0, W32_MENU_MOVE, BAR_X, BAR_Y);
    script_add(1, W32_MENU_MOVE, DOWN_X, MORE_Y);
    script_add(2, W32_MENU_CANCEL, 0, 0);
    script_add(3, W32_MENU_CANCEL, 0, 0);
    script_add(4, W32_MENU_CANCEL, 0, 0);
    ck_assert_int_eq(track(0, &choice), expected[_i]);
    ck_assert_uint_eq(suite_pixel(DOWN_X, NEW_Y), _i == 2 ? W32_COLOUR_FACE : 0x010101u * DOWN_X);
    ck_assert_uint_eq(suite_pixel(5, 5), _i == 2 ? 0 : 0x050505u);
}
END_TEST

static void track_another(uint32_t number, const struct w32_callback_menu_in *ask)
{
    static uint32_t deep;
    struct w32_menu_track_out choice;
    uint32_t count = script.count;

    (void)ask;
    if (number != 1 || deep)
        return;
    deep = 1;
    script_add(2, W32_MENU_CHOOSE, 35, 35);
    script.count = 2;
    ck_w32(track(menus[1], &choice));
    ck_assert_uint_eq(choice.id, 20);
    script.count = count;
    script_add(2, W32_MENU_CANCEL, 0, 0);
    script_add(3, W32_MENU_CANCEL, 0, 0);
}

START_TEST(tracked_in_between)
{
    struct w32_menu_track_out choice = {7, 7};
    uint64_t before;

    stage();
    before = w32_driver_digest(suite_driver);
    script.act = track_another;
    script_add(0, W32_MENU_MOVE, BAR_X, BAR_Y);
    script_add(1, W32_MENU_CANCEL, 0, 0);
    ck_w32(track(0, &choice));
    ck_assert_uint_eq(choice.chosen, 0);
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
}
END_TEST

/* A client that only moves around for ever is told that it is enough. */
static enum w32_status endless(void *context, uint32_t code, const void *in, uint32_t in_size, void *out, uint32_t out_size,
                               uint32_t *ret_written)
{
    struct w32_callback_menu_out told = {W32_MENU_MOVE, {35, 35}};
    struct w32_callback_menu_in ask;

    (void)context, (void)code;
    memcpy(&ask, in, in_size);
    if (ask.event != W32_MENU_EVENT_INPUT)
        told.answer = 0;
    memcpy(out, &told, out_size);
    *ret_written = out_size;
    return W32_OK;
}

/* And memory that runs out on the way leaves nothing behind. */
START_TEST(without_end_or_memory)
{
    struct w32_menu_track_out choice;
    uint64_t before, blocks, failing = 0;
    enum w32_status status;

    stage();
    before = w32_driver_digest(suite_driver);
    blocks = w32_user_blocks();
    suite_client.host->answer(suite_client.context, endless, NULL);
    ck_assert_int_eq(track(menus[1], &choice), W32_NO_ANSWER);
    do {
        script_begin();
        script_add(0, W32_MENU_MOVE, BAR_X, BAR_Y);
        script_add(1, W32_MENU_MOVE, DOWN_X, MORE_Y);
        script_add(2, W32_MENU_CHOOSE, DEEP_X, MORE_Y);
        w32_user_fail_after(failing++);
        status = track(0, &choice);
        w32_user_fail_after(UINT64_MAX);
        ck_assert(status == W32_OK || status == W32_NO_MEMORY);
        ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
        ck_assert_uint_eq(w32_user_blocks(), blocks);
    } while (status != W32_OK);
    ck_assert_uint_gt(failing, 5);
}
END_TEST

TCase *suite_menu_case(void)
{
    TCase *tests = suite_case("menus");

    tcase_add_test(tests, items);
    tcase_add_test(tests, full_menu);
    tcase_add_test(tests, menus_in_menus);
    tcase_add_test(tests, changes);
    tcase_add_test(tests, look);
    tcase_add_test(tests, look_is_clipped);
    tcase_add_test(tests, chosen);
    tcase_add_test(tests, cancelled);
    tcase_add_test(tests, refused);
    tcase_add_test(tests, deleted_while_open);
    tcase_add_test(tests, changed_while_open);
    tcase_add_loop_test(tests, ended_while_open, 0, 3);
    tcase_add_test(tests, tracked_in_between);
    tcase_add_test(tests, without_end_or_memory);
    return tests;
}
