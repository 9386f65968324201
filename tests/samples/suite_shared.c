/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What several windows or processes share: cursors, and the clipboard. */
#include <string.h>

#include "suite.h"

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    (void)context, (void)code, (void)in, (void)in_size;
    memset(out, 0, out_size);
    *ret_written = out_size;
    return W32_OK;
}

START_TEST(cursors)
{
    struct w32_cursor_image image = {{3, 31}, {1, 2, 3}}, found;
    uint64_t before, blocks;
    w32_handle wndclass, windows[2], cursor, other;

    suite_client.host->answer(suite_client.context, answer, NULL);
    ck_w32(w32_client_class(&suite_client, 0, 0, 0, &wndclass));
    for (int i = 0; i < 2; i++)
        ck_w32(w32_client_window(&suite_client, wndclass, 0, suite_rect(0, 0, 9, 9), &windows[i]));
    before = w32_driver_digest(suite_driver);
    blocks = w32_user_blocks();
    ck_assert_int_eq(w32_client_cursor_query(&suite_client, windows[0], &found), W32_BAD_VALUE);
    ck_w32(w32_client_cursor(&suite_client, &image, &cursor));
    image.hot.x = 4;
    ck_w32(w32_client_cursor(&suite_client, &image, &other));
    for (int i = 0; i < 2; i++)
        ck_w32(w32_client_cursor_set(&suite_client, windows[i], cursor));
    ck_w32(w32_client_cursor_set(&suite_client, windows[1], other));
    ck_w32(w32_client_object_delete(&suite_client, cursor));
    ck_w32(w32_client_cursor_query(&suite_client, windows[0], &found));
    ck_assert_int_eq(found.hot.x, 3);
    ck_assert_uint_eq(found.rows[2], 3);
    ck_w32(w32_client_cursor_query(&suite_client, windows[1], &found));
    ck_assert_int_eq(found.hot.x, 4);
    image.hot.y = 32;
    ck_assert_int_eq(w32_client_cursor(&suite_client, &image, &cursor), W32_BAD_VALUE);
    ck_w32(w32_client_cursor_set(&suite_client, windows[0], 0));
    ck_w32(w32_client_cursor_set(&suite_client, windows[1], 0));
    ck_w32(w32_client_object_delete(&suite_client, other));
    ck_assert_uint_eq(w32_driver_digest(suite_driver), before);
    ck_assert_uint_eq(w32_user_blocks(), blocks);
}
END_TEST

START_TEST(clipboard)
{
    static const uint32_t words[W32_CLIPBOARD_WORDS_MAX + 1] = {5, 6, 7};
    uint32_t room[4] = {0}, count = 9;
    struct w32_client other;

    ck_w32(w32_user_open(suite_driver, &other));
    ck_assert_int_eq(w32_client_clipboard_get(&other, room, 4, &count), W32_NO_ANSWER);
    ck_w32(w32_client_clipboard_set(&suite_client, words, 3));
    ck_w32(w32_client_clipboard_get(&other, room, 4, &count));
    ck_assert_uint_eq(count, 3);
    ck_assert_uint_eq(room[2], 7);
    ck_assert_int_eq(w32_client_clipboard_get(&other, room, 2, &count), W32_BAD_SIZE);
    ck_assert_int_eq(w32_client_clipboard_set(&other, words, W32_CLIPBOARD_WORDS_MAX + 1), W32_BAD_VALUE);
    ck_w32(w32_client_clipboard_set(&other, words + 1, 1));
    ck_w32(w32_client_clipboard_get(&suite_client, room, 4, &count));
    ck_assert_uint_eq(room[0], 6);
    ck_w32(w32_client_clipboard_set(&suite_client, words, 2));
    /* The end of a process whose words were replaced takes nothing away. */
    w32_user_close(&other);
    ck_w32(w32_client_clipboard_get(&suite_client, room, 4, &count));
    ck_assert_uint_eq(count, 2);
    ck_w32(w32_client_clipboard_set(&suite_client, NULL, 0));
    ck_assert_int_eq(w32_client_clipboard_get(&suite_client, room, 4, &count), W32_NO_ANSWER);
}
END_TEST

TCase *suite_shared_case(void)
{
    TCase *tests = suite_case("cursors and clipboard");

    tcase_add_test(tests, cursors);
    tcase_add_test(tests, clipboard);
    return tests;
}
