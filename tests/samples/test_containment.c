/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A violation in the middle of drawing, which no request of the first cut can bring about: the hardened form's own
 * functions are called under a guard, the way the dispatcher does, and the violation is made on purpose.
 */
#include <check.h>

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
    ck_assert_uint_eq(thread->arena.used, thread->start.used);
    ck_assert(call.dc->now.clipped);

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
    suite_add_tcase(suite, tests);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
