/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <stdlib.h>

#include "suite.h"

struct w32_driver *suite_driver;
struct w32_client suite_client;

static void setup(void)
{
    ck_w32(w32_driver_create(&suite_driver));
    ck_w32(w32_user_open(suite_driver, &suite_client));
}

static void teardown(void)
{
    w32_user_close(&suite_client);
    w32_driver_destroy(suite_driver);
    ck_assert_uint_eq(w32_user_blocks(), 0);
}

TCase *suite_case(const char *name)
{
    TCase *tests = tcase_create(name);

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    return tests;
}

struct w32_rect suite_rect(int32_t left, int32_t top, int32_t right, int32_t bottom)
{
    struct w32_rect rect = {left, top, right, bottom};
    return rect;
}

w32_handle suite_region(struct w32_rect rect)
{
    w32_handle region = 0;

    ck_w32(w32_client_region_rect(&suite_client, rect, &region));
    ck_assert_uint_ne(region, 0);
    return region;
}

uint32_t suite_pixel(int32_t x, int32_t y)
{
    uint32_t pixel = 0xdeadbeef;

    ck_w32(w32_client_surface_read(&suite_client, suite_rect(x, y, x + 1, y + 1), &pixel));
    return pixel;
}

int suite_run(void)
{
    Suite *suite = suite_create("sample functions: " W32_FORM);
    SRunner *runner;
    int failed;

    suite_add_tcase(suite, suite_process_case());
    suite_add_tcase(suite, suite_region_case());
    suite_add_tcase(suite, suite_path_case());
    suite_add_tcase(suite, suite_draw_case());
    suite_add_tcase(suite, suite_object_case());
    suite_add_tcase(suite, suite_text_case());
    suite_add_tcase(suite, suite_figure_case());
    suite_add_tcase(suite, suite_window_case());
    suite_add_tcase(suite, suite_message_case());
    suite_add_tcase(suite, suite_shared_case());
    suite_add_tcase(suite, suite_menu_case());
    suite_add_tcase(suite, suite_scroll_case());
    suite_add_tcase(suite, suite_metafile_case());
    suite_add_tcase(suite, suite_refusal_case());
    suite_add_tcase(suite, suite_desktop_case());
    suite_add_tcase(suite, suite_memory_case());
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed;
}
