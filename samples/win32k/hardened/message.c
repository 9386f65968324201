/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Messages: the queues of threads, and what is sent right away. */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

static void w32_message_unlink(struct w32_thread *thread, struct w32_posted *ret_message)
{
    if (w32_messages_pop(&thread->messages, ret_message) != BW_OK)
        bw_violate_state();
}

/* What a thread has not taken when it ends. */
void w32_message_free_all(struct w32_thread *thread)
{
    w32_messages_clear(&thread->messages);
}

uint64_t w32_message_digest(uint64_t digest, const struct w32_driver *driver)
{
    w32_threads_const threads = BW_SPAN_OF_ARRAY(w32_threads_const, driver->threads);

    for (size_t i = 0; i < threads.count; i++) {
        /* A copy of the queue, to be emptied. */
        w32_messages messages = BW_AT(threads, i).messages;
        struct w32_posted message;

        if (!BW_AT(threads, i).process)
            continue;
        while (w32_messages_pop(&messages, &message) == BW_OK) {
            bw_u32s_const words = bw_u32s_const_first(BW_SPAN_OF_ARRAY(bw_u32s_const, message.words), message.count);

            digest = w32_digest_u32(digest, message.message);
            digest = w32_digest_u32(digest, message.count);
            for (size_t word = 0; word < words.count; word++)
                digest = w32_digest_u32(digest, BW_AT(words, word));
        }
    }
    return digest;
}

enum w32_status w32_request_message_post(struct w32_call *call, bw_reader *in)
{
    struct w32_posted message = {.window = w32_take_u32(in)};
    bw_u32s words;
    struct w32_window *window;
    enum w32_status status = w32_window_object_any(call->driver, message.window, &window);

    message.message = w32_take_u32(in);
    message.count = w32_take_u32(in);
    if (status != W32_OK)
        return status;
    if (message.count > W32_MESSAGE_SEND_MAX)
        return W32_BAD_VALUE;
    if (message.count > bw_reader_left(in) / sizeof(uint32_t))
        return W32_BAD_SIZE;
    if (!window->thread)
        return W32_NO_ANSWER;
    if (w32_messages_room(&window->thread->messages) == 0)
        return W32_TOO_BIG;
    words = bw_u32s_first(BW_SPAN_OF_ARRAY(bw_u32s, message.words), message.count);
    for (size_t i = 0; i < words.count; i++)
        BW_AT(words, i) = w32_take_u32(in);
    return w32_status_of(w32_messages_push(&window->thread->messages, message));
}

enum w32_status w32_request_message_get(struct w32_call *call, bw_reader *in)
{
    bw_u32s_const words;
    struct w32_posted message = {0};
    w32_words answer = w32_answer(call);

    (void)in;
    if (w32_messages_count(&call->thread->messages) != 0) {
        w32_message_unlink(call->thread, &message);
    } else {
        const struct w32_timer *timer = w32_timer_due(call->driver, call->thread);

        if (timer) {
            message.window = timer->window;
            message.message = W32_MESSAGE_TIMER;
            message.count = 1;
            message.words[0] = timer->id;
        }
    }
    w32_words_put(&answer, message.window);
    w32_words_put(&answer, message.message);
    w32_words_put(&answer, message.count);
    words = BW_SPAN_OF_ARRAY(bw_u32s_const, message.words);
    for (size_t i = 0; i < words.count; i++)
        w32_words_put(&answer, i < message.count ? BW_AT(words, i) : 0);
    return w32_answer_done(call, &answer);
}

/* What the client wants to send, in the form of the callback: window, message, count, words. Each place is read once. */
static enum w32_status w32_message_fetch(struct w32_call *call, w32_handle window, struct w32_address data,
                                         bw_u32s *ret_ask)
{
    uint32_t head[2] = {0};
    bw_u32s ask = bw_u32s_make(NULL, 0), words;
    enum w32_status status = w32_platform_copy_in(head, w32_address_pointer(data), sizeof head);

    if (status != W32_OK)
        return status;
    if (head[1] > W32_MESSAGE_SEND_MAX)
        return W32_BAD_VALUE;
    status = w32_status_of(bw_u32s_alloc(call->arena, (size_t)3 + head[1], &ask));
    if (status != W32_OK)
        return status;
    BW_AT(ask, 0) = window;
    BW_AT(ask, 1) = head[0];
    BW_AT(ask, 2) = head[1];
    words = bw_u32s_last(ask, head[1]);
    *ret_ask = ask;
    if (words.count == 0)
        return W32_OK;
    return w32_platform_copy_in(words.items, w32_address_pointer(w32_address_behind(data, sizeof head)),
                                words.count * sizeof(uint32_t));
}

/* The callback to the window's client. */
static enum w32_status w32_message_tell(struct w32_call *call, bw_u32s_const ask, uint32_t *ret_answer)
{
    uint32_t told[1] = {0};
    enum w32_status status = w32_callback(call, W32_CALLBACK_MESSAGE, ask, BW_SPAN_OF_ARRAY(bw_u32s, told));

    *ret_answer = told[0];
    return status;
}

enum w32_status w32_request_message_send(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    struct w32_address data = {.low = w32_take_u32(in)};
    w32_words answer = w32_answer(call);
    struct w32_window *window;
    bw_u32s ask;
    uint32_t told = 0;
    bool swallowed;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    data.high = w32_take_u32(in);
    if (status == W32_OK)
        status = w32_message_fetch(call, handle, data, &ask);
    if (status != W32_OK)
        return status;
    status = w32_hook_run(call, handle, BW_AT(ask, 1), &swallowed);
    /* One of the hooks may have ended the window. */
    if (status == W32_OK && w32_window_object_find(call->process, handle, &window) != W32_OK)
        status = W32_NO_ANSWER;
    if (status == W32_OK && !swallowed)
        status = w32_message_tell(call, bw_u32s_as_const(ask), &told);
    if (status != W32_OK)
        return status;
    w32_words_put(&answer, told);
    return w32_answer_done(call, &answer);
}
