/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Messages: the queues of threads, and what is sent right away. */
#include "internal.h"

#include "shared/digest.h"

static void w32_message_unlink(struct w32_thread *thread, struct w32_posted *message)
{
    if (message->next)
        message->next->previous = message->previous;
    else
        thread->newest = message->previous;
    if (message->previous)
        message->previous->next = message->next;
    else
        thread->oldest = message->next;
    thread->messages--;
}

/* What a thread has not taken when it ends. */
void w32_message_free_all(struct w32_thread *thread)
{
    while (thread->oldest) {
        struct w32_posted *message = thread->oldest;

        w32_message_unlink(thread, message);
        w32_platform_free(message);
    }
}

uint64_t w32_message_digest(uint64_t digest, const struct w32_driver *driver)
{
    uint32_t i, word;

    for (i = 0; i < W32_THREADS_MAX; i++) {
        const struct w32_thread *thread = &driver->threads[i];
        const struct w32_posted *message;

        if (!thread->process)
            continue;
        for (message = thread->oldest; message; message = message->next) {
            digest = w32_digest_u32(digest, message->message);
            digest = w32_digest_u32(digest, message->count);
            for (word = 0; word < message->count; word++)
                digest = w32_digest_u32(digest, message->words[word]);
        }
    }
    return digest;
}

enum w32_status w32_request_message_post(struct w32_call *call, W32_UNTRUSTED const void *in,
                                         W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_message_post_in *ask = in;
    struct w32_window *window;
    struct w32_posted *message;
    struct w32_thread *thread;
    enum w32_status status = w32_window_object_any(call->driver, ask->window, &window);

    if (status != W32_OK)
        return status;
    if (ask->count > W32_MESSAGE_SEND_MAX)
        return W32_BAD_VALUE;
    if (in_size < sizeof *ask + ask->count * sizeof *ask->words)
        return W32_BAD_SIZE;
    thread = window->thread;
    if (!thread)
        return W32_NO_ANSWER;
    if (thread->messages >= W32_MESSAGES_MAX)
        return W32_TOO_BIG;
    message = w32_platform_alloc(sizeof *message);
    if (!message)
        return W32_NO_MEMORY;
    message->next = NULL;
    message->previous = thread->newest;
    message->window = ask->window;
    message->message = ask->message;
    message->count = ask->count;
    memcpy(message->words, ask->words, ask->count * sizeof *message->words); /* fault: message-links-overwritten */
    if (thread->newest)
        thread->newest->next = message;
    else
        thread->oldest = message;
    thread->newest = message;
    thread->messages++;
    return W32_OK;
}

enum w32_status w32_request_message_get(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    struct w32_message_get_out *answer = call->out;
    struct w32_posted *message = call->thread->oldest;

    (void)in;
    (void)in_size;
    memset(answer, 0, sizeof *answer);
    if (message) {
        w32_message_unlink(call->thread, message);
        answer->window = message->window;
        answer->message = message->message;
        answer->count = message->count;
        memcpy(answer->words, message->words, message->count * sizeof *answer->words);
        w32_platform_free(message);
    } else {
        const struct w32_timer *timer = w32_timer_due(call->driver, call->thread);

        if (timer) {
            answer->window = timer->window->head.handle;
            answer->message = W32_MESSAGE_TIMER;
            answer->count = 1;
            answer->words[0] = timer->id;
        }
    }
    call->written = sizeof *answer;
    return W32_OK;
}

/* What the client wants to send, as a block. */
static enum w32_status w32_message_fetch(const void *user, struct w32_message_data **ret_data)
{
    struct w32_message_data head, *data;
    size_t size;
    enum w32_status status = w32_platform_copy_in(&head, user, sizeof head);

    if (status != W32_OK)
        return status;
    if (head.count > W32_MESSAGE_SEND_MAX)
        return W32_BAD_VALUE;
    size = sizeof *data + head.count * sizeof *data->words;
    data = w32_platform_alloc(size);
    if (!data)
        return W32_NO_MEMORY;
    status = w32_platform_copy_in(data, user, size); /* fault: message-refetch */
    if (status != W32_OK) {
        w32_platform_free(data);
        return status;
    }
    *ret_data = data;
    return W32_OK;
}

/* The callback to the window's client. */
static enum w32_status w32_message_tell(struct w32_call *call, w32_handle window, const struct w32_message_data *data,
                                        uint32_t *ret_answer)
{
    uint32_t words = 3 + data->count;
    uint32_t *ask = w32_platform_alloc(words * sizeof *ask);
    enum w32_status status;

    if (!ask)
        return W32_NO_MEMORY;
    ask[0] = window;
    ask[1] = data->message;
    ask[2] = data->count;
    memcpy(ask + 3, data->words, data->count * sizeof *ask);
    status = w32_callback(call, W32_CALLBACK_MESSAGE, ask, (uint32_t)(words * sizeof *ask), ret_answer,
                          sizeof *ret_answer);
    w32_platform_free(ask);
    return status;
}

enum w32_status w32_request_message_send(struct w32_call *call, W32_UNTRUSTED const void *in,
                                         W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_message_send_in *ask = in;
    struct w32_message_send_out *answer;
    struct w32_message_data *data;
    struct w32_window *window;
    uint32_t told = 0;
    bool swallowed;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status == W32_OK)
        status = w32_message_fetch(w32_address_pointer(ask->data), &data);
    if (status != W32_OK)
        return status;
    status = w32_hook_run(call, ask->window, data->message, &swallowed);
    /* One of the hooks may have ended the window. */
    if (status == W32_OK && w32_window_object_find(call->process, ask->window, &window) != W32_OK)
        status = W32_NO_ANSWER;
    if (status == W32_OK && !swallowed)
        status = w32_message_tell(call, ask->window, data, &told);
    w32_platform_free(data);
    if (status != W32_OK)
        return status;
    answer = call->out;
    answer->answer = told;
    call->written = sizeof *answer;
    return W32_OK;
}
