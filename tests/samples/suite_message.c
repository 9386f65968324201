/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Messages: queues, what is sent right away, timers, hooks. */
#include <string.h>

#include "suite.h"

/* What the client was called for, and what it does meanwhile. */
static struct {
    w32_handle hooks[8];
    uint32_t hooked;
    uint32_t swallow; /* the answer of a hook */
    w32_handle victim;
    uint32_t sent;
    uint32_t words[3 + W32_MESSAGE_SEND_MAX];
    uint32_t size;
} heard;

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    struct w32_callback_hook_in hook;
    uint32_t told = 0;

    (void)context;
    ck_assert_uint_eq(out_size, sizeof told);
    if (code == W32_CALLBACK_HOOK) {
        ck_assert_uint_eq(in_size, sizeof hook);
        memcpy(&hook, in, sizeof hook);
        ck_assert_uint_lt(heard.hooked, 8);
        heard.hooks[heard.hooked++] = hook.hook;
        told = heard.swallow;
    } else if (code == W32_CALLBACK_MESSAGE) {
        ck_assert_uint_le(in_size, sizeof heard.words);
        memcpy(heard.words, in, in_size);
        heard.size = in_size;
        heard.sent++;
        told = 4711;
    }
    if (heard.victim && code != W32_CALLBACK_WINDOW) {
        ck_w32(w32_client_object_delete(&suite_client, heard.victim));
        heard.victim = 0;
    }
    memcpy(out, &told, sizeof told);
    *ret_written = sizeof told;
    return W32_OK;
}

static w32_handle new_window(const struct w32_client *client)
{
    w32_handle wndclass, window = 0;

    memset(&heard, 0, sizeof heard);
    client->host->answer(client->context, answer, NULL);
    ck_w32(w32_client_class(client, 0, 0, 0, &wndclass));
    ck_w32(w32_client_window(client, wndclass, 0, suite_rect(0, 0, 9, 9), &window));
    return window;
}

static struct w32_message_get_out get(void)
{
    struct w32_message_get_out message;

    memset(&message, 0xee, sizeof message);
    ck_w32(w32_client_get(&suite_client, &message));
    return message;
}

START_TEST(posted_in_order)
{
    static const uint32_t words[W32_MESSAGE_SEND_MAX + 1] = {7, 8, 9, 10, 11};
    w32_handle window = new_window(&suite_client);
    uint64_t before = w32_driver_digest(suite_driver);
    struct w32_client other;

    ck_w32(w32_user_open(suite_driver, &other));
    ck_assert_uint_eq(get().message, 0);
    ck_w32(w32_client_post(&suite_client, window, 1, words, 4));
    ck_w32(w32_client_post(&other, window, 2, NULL, 0));
    ck_assert_uint_ne(w32_driver_digest(suite_driver), before);
    ck_assert_uint_eq(get().words[3], 10);
    ck_assert_uint_eq(get().message, 2);
    ck_assert_uint_eq(get().window, 0);
    for (uint32_t i = 0; i < W32_MESSAGES_MAX; i++)
        ck_w32(w32_client_post(&other, window, i, words, i % 4));
    ck_assert_int_eq(w32_client_post(&other, window, 0, NULL, 0), W32_TOO_BIG);
    for (uint32_t i = 0; i < W32_MESSAGES_MAX / 2; i++) {
        struct w32_message_get_out message = get();

        ck_assert_uint_eq(message.window, window);
        ck_assert_uint_eq(message.message, i);
        ck_assert_uint_eq(message.count, i % 4);
        ck_assert_uint_eq(message.words[2], i % 4 > 2 ? 9 : 0);
    }
    w32_user_close(&other);
    ck_assert_int_eq(w32_client_post(&suite_client, 0, 0, NULL, 0), W32_BAD_HANDLE);
    ck_assert_int_eq(w32_client_post(&suite_client, window, 0, words, W32_MESSAGE_SEND_MAX + 1), W32_BAD_VALUE);
    /* What is left goes with the thread. */
}
END_TEST

START_TEST(thread_of_the_window_ends)
{
    struct w32_client other;
    w32_handle window;

    ck_w32(w32_user_open(suite_driver, &other));
    window = new_window(&other);
    ck_w32(w32_client_post(&suite_client, window, 1, NULL, 0));
    w32_thread_exit(w32_user_thread(&other));
    ck_assert_int_eq(w32_client_post(&suite_client, window, 1, NULL, 0), W32_NO_ANSWER);
    w32_user_close(&other);
    ck_assert_int_eq(w32_client_post(&suite_client, window, 1, NULL, 0), W32_BAD_HANDLE);
}
END_TEST

static enum w32_status send(w32_handle window, uint32_t *data, uint32_t *ret_answer)
{
    return w32_client_send(&suite_client, window, (const struct w32_message_data *)(const void *)data, ret_answer);
}

START_TEST(sent_at_once)
{
    w32_handle window = new_window(&suite_client);
    uint32_t data[2 + W32_MESSAGE_SEND_MAX] = {5, 3, 10, 20, 30}, told = 0;

    ck_w32(send(window, data, &told));
    ck_assert_uint_eq(told, 4711);
    ck_assert_uint_eq(heard.size, 6 * sizeof(uint32_t));
    ck_assert_uint_eq(heard.words[0], window);
    ck_assert_uint_eq(heard.words[1], 5);
    ck_assert_uint_eq(heard.words[2], 3);
    ck_assert_uint_eq(heard.words[5], 30);
    data[1] = W32_MESSAGE_SEND_MAX;
    ck_w32(send(window, data, &told));
    data[1] = W32_MESSAGE_SEND_MAX + 1;
    ck_assert_int_eq(send(window, data, &told), W32_BAD_VALUE);
    ck_assert_int_eq(send(window, NULL, &told), W32_BAD_ADDRESS);
    data[1] = 0;
    heard.victim = window;
    ck_w32(send(window, data, &told));
    ck_assert_int_eq(send(window, data, &told), W32_BAD_HANDLE);
}
END_TEST

START_TEST(hooks_hear_first)
{
    w32_handle window = new_window(&suite_client), hooks[3], theirs;
    uint32_t data[2] = {5, 0}, told = 0;
    struct w32_client other;

    ck_w32(w32_user_open(suite_driver, &other));
    ck_w32(w32_client_hook(&suite_client, &hooks[0]));
    ck_w32(w32_client_hook(&suite_client, &hooks[1]));
    ck_w32(w32_client_hook(&other, &theirs));
    ck_w32(w32_client_hook(&suite_client, &hooks[2]));
    ck_w32(w32_client_object_delete(&suite_client, hooks[1]));
    ck_w32(send(window, data, &told));
    ck_assert_uint_eq(heard.hooked, 2);
    ck_assert_uint_eq(heard.hooks[0], hooks[2]);
    ck_assert_uint_eq(heard.hooks[1], hooks[0]);
    ck_assert_uint_eq(heard.sent, 1);
    heard.swallow = 1;
    ck_w32(send(window, data, &told));
    ck_assert_uint_eq(told, 0);
    ck_assert_uint_eq(heard.hooked, 3);
    ck_assert_uint_eq(heard.sent, 1);
    /* A hook ends the window: nobody is there to be told. */
    heard.swallow = 0;
    heard.victim = window;
    ck_assert_int_eq(send(window, data, &told), W32_NO_ANSWER);
    ck_assert_uint_eq(heard.sent, 1);
    w32_user_close(&other);
}
END_TEST

START_TEST(timers)
{
    w32_handle window = new_window(&suite_client), second = new_window(&suite_client);

    ck_w32(w32_client_timer(&suite_client, window, 3, 100));
    ck_w32(w32_client_timer(&suite_client, second, 4, 250));
    ck_assert_uint_eq(get().message, 0);
    suite_client.host->tick(suite_client.context, 99);
    ck_assert_uint_eq(get().message, 0);
    suite_client.host->tick(suite_client.context, 1);
    ck_assert_uint_eq(get().words[0], 3);
    ck_assert_uint_eq(get().message, 0);
    suite_client.host->tick(suite_client.context, 100);
    /* What was posted comes first. */
    ck_w32(w32_client_post(&suite_client, window, 9, NULL, 0));
    ck_assert_uint_eq(get().message, 9);
    ck_assert_uint_eq(get().message, W32_MESSAGE_TIMER);
    ck_w32(w32_client_timer_kill(&suite_client, window, 3));
    ck_assert_int_eq(w32_client_timer_kill(&suite_client, window, 3), W32_BAD_VALUE);
    suite_client.host->tick(suite_client.context, 100);
    ck_assert_uint_eq(get().window, second);
    ck_w32(w32_client_object_delete(&suite_client, second));
    suite_client.host->tick(suite_client.context, 1000);
    ck_assert_uint_eq(get().message, 0);
    for (uint32_t i = 0; i < W32_TIMERS_MAX; i++)
        ck_w32(w32_client_timer(&suite_client, window, i, 1));
    ck_w32(w32_client_timer(&suite_client, window, 5, 1));
    ck_assert_int_eq(w32_client_timer(&suite_client, window, W32_TIMERS_MAX, 1), W32_NO_SLOT);
    ck_assert_int_eq(w32_client_timer(&suite_client, window, 5, 0), W32_BAD_VALUE);
    ck_assert_int_eq(w32_client_timer(&suite_client, second, 5, 1), W32_BAD_HANDLE);
    for (uint32_t i = 0; i < W32_TIMERS_MAX; i++)
        ck_w32(w32_client_timer_kill(&suite_client, window, i));
}
END_TEST

TCase *suite_message_case(void)
{
    TCase *tests = suite_case("messages");

    tcase_add_test(tests, posted_in_order);
    tcase_add_test(tests, thread_of_the_window_ends);
    tcase_add_test(tests, sent_at_once);
    tcase_add_test(tests, hooks_hear_first);
    tcase_add_test(tests, timers);
    return tests;
}
