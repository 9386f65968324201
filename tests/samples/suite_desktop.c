/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The demo's scene as a whole: repeatable, without leftovers, and safe when memory runs out at any point. */
#include <stdlib.h>
#include <string.h>

#include "shared/desktop.h"
#include "suite.h"

#define PIXELS ((size_t)W32_DESKTOP_WIDTH * W32_DESKTOP_HEIGHT)

START_TEST(drawn_twice_alike)
{
    uint32_t *first = calloc(PIXELS, sizeof *first), *second = calloc(PIXELS, sizeof *second);
    struct w32_counters counters;
    uint64_t blocks;

    ck_assert(first && second);
    ck_w32(w32_desktop_draw(&suite_client));
    ck_w32(w32_desktop_read(&suite_client, first));
    blocks = w32_user_blocks();
    ck_w32(w32_client_fill_rect(&suite_client, suite_rect(100, 100, 300, 300), 0xff00ff));
    ck_w32(w32_desktop_redraw(&suite_client));
    ck_w32(w32_desktop_read(&suite_client, second));
    ck_assert_mem_eq(first, second, PIXELS * sizeof *first);
    ck_assert_uint_eq(w32_user_blocks(), blocks);
    w32_driver_counters(suite_driver, &counters);
    ck_assert_uint_eq(counters.objects, 0);
    ck_assert_uint_eq(counters.contained, 0);
    ck_assert_uint_eq(counters.arena_bytes, 0);
    free(first);
    free(second);
}
END_TEST

/* Something is to be seen: many colours, none of them nearly everywhere. */
START_TEST(not_blank)
{
    uint32_t *pixels = calloc(PIXELS, sizeof *pixels);
    size_t changes = 0, same = 0;

    ck_assert(pixels != NULL);
    ck_w32(w32_desktop_draw(&suite_client));
    ck_w32(w32_desktop_read(&suite_client, pixels));
    for (size_t i = 1; i < PIXELS; i++) {
        changes += pixels[i] != pixels[i - 1];
        same += pixels[i] == pixels[PIXELS / 2];
    }
    ck_assert_uint_gt(changes, 20000);
    ck_assert_uint_lt(same, PIXELS / 2);
    free(pixels);
}
END_TEST

/* The driver without memory: every allocation of the scene fails once. No crash, no leak, and it goes on. */
START_TEST(memory_runs_out)
{
    uint32_t *wanted = calloc(PIXELS, sizeof *wanted), *got = calloc(PIXELS, sizeof *got);
    uint64_t point = 0, drawn_again = 0;
    enum w32_status status;

    ck_assert(wanted && got);
    ck_w32(w32_desktop_draw(&suite_client));
    ck_w32(w32_desktop_read(&suite_client, wanted));
    do {
        struct w32_driver *driver = NULL;
        uint64_t blocks = w32_user_blocks();

        w32_user_fail_after(point);
        status = w32_driver_create(&driver);
        if (status == W32_OK) {
            struct w32_client client;

            ck_w32(w32_user_open(driver, &client));
            status = w32_desktop_draw(&client);
            w32_user_fail_after(UINT64_MAX);
            ck_assert_msg(status == W32_OK || status == W32_NO_MEMORY, "allocation %llu: status %d",
                          (unsigned long long)point, status);
            /* With memory again it draws what it would have drawn. Now and then: each costs a whole drawing. */
            if (point % 7 == 0 && status != W32_OK) {
                ck_w32(w32_desktop_draw(&client));
                ck_w32(w32_desktop_read(&client, got));
                ck_assert_mem_eq(got, wanted, PIXELS * sizeof *got);
                drawn_again++;
            }
            w32_user_close(&client);
        }
        w32_driver_destroy(driver);
        w32_user_fail_after(UINT64_MAX);
        ck_assert_uint_eq(w32_user_blocks(), blocks);
        point += point < 40 ? 1 : 13;
    } while (status != W32_OK);
    ck_assert_uint_gt(point, 270);
    ck_assert_uint_gt(drawn_again, 5);
    free(wanted);
    free(got);
}
END_TEST

TCase *suite_desktop_case(void)
{
    TCase *tests = suite_case("desktop");

    tcase_add_test(tests, drawn_twice_alike);
    tcase_add_test(tests, not_blank);
    return tests;
}

/* For those who are in a hurry: CK_EXCLUDE_TAGS=long. */
TCase *suite_memory_case(void)
{
    TCase *tests = suite_case("desktop without memory");

    tcase_set_tags(tests, "long");
    tcase_add_test(tests, memory_runs_out);
    return tests;
}
