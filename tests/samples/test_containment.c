/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Violations in the middle of something. While a metafile is played no request can bring one about: the hardened form's own
 * functions are called under a guard, the way the dispatcher does, and the violation is made on purpose. While a menu is
 * open a font does it.
 */
#include <check.h>
#include <string.h>

#include "hardened/internal.h"
#include "host/user.h"

static bw_status violate_while_playing(bw_guard *guard, void *context)
{
    struct w32_call *call = context;
    struct w32_dc *dc = call->dc;
    void *block;

    call->guard = guard;
    ck_assert_int_eq(w32_dc_push(dc), W32_OK);
    ck_assert_int_eq(bw_defer(guard, w32_dc_pop, dc), BW_OK);
    ck_assert_int_eq(w32_region_set_rect(&dc->now.clip, (struct w32_rect){0, 0, 1, 1}), W32_OK);
    dc->now.clipped = false;
    if (bw_arena_alloc(call->arena, 100000, 8, &block) != BW_OK)
        return BW_ERR_MEMORY;
    bw_violate_bounds();
}

START_TEST(clipping_comes_back)
{
    struct w32_driver *driver;
    struct w32_client client;
    struct w32_call call = {0};
    bw_guard guard;
    struct w32_thread *thread;
    w32_handle region;
    uint64_t digest, blocks;

    ck_assert_int_eq(w32_driver_create(&driver), W32_OK);
    ck_assert_int_eq(w32_user_open(driver, &client), W32_OK);
    thread = w32_user_thread(&client);
    ck_assert_int_eq(w32_client_surface_create(&client, 20, 20), W32_OK);
    ck_assert_int_eq(w32_client_region_rect(&client, (struct w32_rect){2, 2, 9, 9}, &region), W32_OK);
    ck_assert_int_eq(w32_client_clip(&client, region), W32_OK);
    digest = w32_driver_digest(driver);
    blocks = w32_user_blocks();

    call.driver = driver;
    call.process = thread->process;
    call.thread = thread;
    call.dc = &thread->process->dc;
    call.arena = &thread->arena;
    ck_assert_int_eq(bw_guard_run(&guard, &thread->arena, violate_while_playing, &call), BW_ERR_CONTAINED);
    ck_assert_ptr_nonnull(bw_guard_violation(&guard));
    ck_assert_uint_eq(w32_driver_digest(driver), digest);
    ck_assert_uint_eq(w32_user_blocks(), blocks);
    ck_assert_uint_eq(bw_arena_used(&thread->arena), thread->start.used);
    ck_assert(call.dc->now.clipped);

    w32_user_close(&client);
    w32_driver_destroy(driver);
    ck_assert_uint_eq(w32_user_blocks(), 0);
}
END_TEST

/* Opens the menu of the first item, whose text the font cannot draw. */
static enum w32_status track(void *context, uint32_t code, const void *in, uint32_t in_size, void *out, uint32_t out_size,
                             uint32_t *ret_written)
{
    struct w32_callback_menu_out told = {0, {24, 24}};
    uint32_t *opened = context;
    struct w32_callback_menu_in ask;

    memset(out, 0, out_size);
    *ret_written = out_size;
    if (code != W32_CALLBACK_MENU)
        return W32_OK;
    ck_assert_uint_eq(in_size, sizeof ask);
    memcpy(&ask, in, sizeof ask);
    if (ask.event == W32_MENU_EVENT_INPUT)
        told.answer = W32_MENU_MOVE;
    else
        ++*opened;
    memcpy(out, &told, sizeof told);
    return W32_OK;
}

/* A font of one glyph, whose table goes on: the letter A is its glyph number 4096. */
static w32_handle broken_font(const struct w32_client *client)
{
    static uint8_t file[sizeof(struct w32_psf2) + 8 + 4096 + 1];
    static const struct w32_psf2 info = {W32_PSF2_MAGIC, 0, sizeof info, W32_PSF2_HAS_TABLE, 1, 8, 8, 8};
    w32_handle font = 0;

    memset(file, 0xff, sizeof file);
    memcpy(file, &info, sizeof info);
    file[sizeof file - 1] = 'A';
    ck_assert_int_eq(w32_client_font(client, file, sizeof file, &font), W32_OK);
    return font;
}

START_TEST(menus_are_closed)
{
    struct w32_driver *driver;
    struct w32_client client;
    struct w32_menu_track_out choice;
    struct w32_counters counters;
    w32_handle wndclass, window, menus[2];
    uint32_t opened = 0;
    uint64_t digest, blocks;

    ck_assert_int_eq(w32_driver_create(&driver), W32_OK);
    ck_assert_int_eq(w32_user_open(driver, &client), W32_OK);
    client.host->answer(client.context, track, &opened);
    ck_assert_int_eq(w32_client_surface_create(&client, 100, 100), W32_OK);
    ck_assert_int_eq(w32_client_fill_rect(&client, (struct w32_rect){0, 0, 100, 100}, 0x123456), W32_OK);
    ck_assert_int_eq(w32_client_select(&client, W32_TYPE_FONT, broken_font(&client)), W32_OK);
    ck_assert_int_eq(w32_client_class(&client, 0, 0, 0, &wndclass), W32_OK);
    ck_assert_int_eq(w32_client_window(&client, wndclass, 0, (struct w32_rect){0, 0, 9, 9}, &window), W32_OK);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(w32_client_menu(&client, &menus[i]), W32_OK);
    ck_assert_int_eq(w32_client_menu_append(&client, menus[1], 2, 0, 0, "BA"), W32_OK);
    ck_assert_int_eq(w32_client_menu_append(&client, menus[0], 1, 0, menus[1], "BB"), W32_OK);
    digest = w32_driver_digest(driver);
    blocks = w32_user_blocks();

    ck_assert_int_eq(w32_client_menu_track(&client, window, menus[0], (struct w32_point){20, 20}, &choice), W32_CONTAINED);
    ck_assert_uint_eq(opened, 2);
    w32_driver_counters(driver, &counters);
    ck_assert_uint_eq(counters.contained, 1);
    ck_assert_uint_eq(counters.arena_bytes, 0);
    ck_assert_uint_eq(w32_driver_digest(driver), digest);
    ck_assert_uint_eq(w32_user_blocks(), blocks);
    /* Nobody has a pin left: both menus end with their handles. */
    ck_assert_int_eq(w32_client_object_delete(&client, menus[0]), W32_OK);
    ck_assert_int_eq(w32_client_object_delete(&client, menus[1]), W32_OK);
    w32_driver_counters(driver, &counters);
    ck_assert_uint_eq(counters.objects, 3);
    w32_user_close(&client);
    w32_driver_destroy(driver);
    ck_assert_uint_eq(w32_user_blocks(), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sample containment");
    TCase *tests = tcase_create("play");
    SRunner *runner;
    int failed;

    tcase_add_test(tests, clipping_comes_back);
    tcase_add_test(tests, menus_are_closed);
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
