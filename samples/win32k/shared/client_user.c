/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared/client.h"

#include "shared/address.h"

/* A request without an answer. */
static enum w32_status w32_client_tell(const struct w32_client *client, uint32_t code, const void *in, uint32_t in_size)
{
    uint32_t written;

    return w32_client_call(client, code, in, in_size, NULL, 0, &written);
}

/* A request whose answer is one word. */
static enum w32_status w32_client_word(const struct w32_client *client, uint32_t code, const void *in, uint32_t in_size,
                                       uint32_t *ret_word)
{
    uint32_t word, written;
    enum w32_status status = w32_client_call(client, code, in, in_size, &word, sizeof word, &written);

    if (status == W32_OK)
        *ret_word = word;
    return status;
}

enum w32_status w32_client_class(const struct w32_client *client, uint32_t extra, uint32_t background, uint32_t flags,
                                 w32_handle *ret_class)
{
    struct w32_class_create_in ask = {extra, background, flags};

    return w32_client_word(client, W32_CLASS_CREATE, &ask, sizeof ask, ret_class);
}

enum w32_status w32_client_window(const struct w32_client *client, w32_handle wndclass, w32_handle parent,
                                  struct w32_rect rect, w32_handle *ret_window)
{
    struct w32_window_create_in ask = {wndclass, parent, rect, 1};

    return w32_client_word(client, W32_WINDOW_CREATE, &ask, sizeof ask, ret_window);
}

enum w32_status w32_client_window_destroy(const struct w32_client *client, w32_handle window)
{
    struct w32_window_in ask = {window};

    return w32_client_tell(client, W32_WINDOW_DESTROY, &ask, sizeof ask);
}

enum w32_status w32_client_window_move(const struct w32_client *client, w32_handle window, struct w32_rect rect)
{
    struct w32_window_move_in ask = {window, rect};

    return w32_client_tell(client, W32_WINDOW_MOVE, &ask, sizeof ask);
}

enum w32_status w32_client_window_show(const struct w32_client *client, w32_handle window, bool visible)
{
    struct w32_window_show_in ask = {window, visible};

    return w32_client_tell(client, W32_WINDOW_SHOW, &ask, sizeof ask);
}

enum w32_status w32_client_window_order(const struct w32_client *client, w32_handle window, w32_handle after)
{
    struct w32_window_order_in ask = {window, after};

    return w32_client_tell(client, W32_WINDOW_ORDER, &ask, sizeof ask);
}

enum w32_status w32_client_window_query(const struct w32_client *client, w32_handle window,
                                        struct w32_window_query_out *ret_answer)
{
    struct w32_window_in ask = {window};
    struct w32_window_query_out answer;
    uint32_t written;
    enum w32_status status =
        w32_client_call(client, W32_WINDOW_QUERY, &ask, sizeof ask, &answer, sizeof answer, &written);

    if (status == W32_OK)
        *ret_answer = answer;
    return status;
}

enum w32_status w32_client_window_extra(const struct w32_client *client, w32_handle window, int32_t index,
                                        uint32_t *ret_value)
{
    struct w32_window_extra_get_in ask = {window, index};

    return w32_client_word(client, W32_WINDOW_EXTRA_GET, &ask, sizeof ask, ret_value);
}

enum w32_status w32_client_window_extra_set(const struct w32_client *client, w32_handle window, int32_t index,
                                            uint32_t value, uint32_t *ret_before)
{
    struct w32_window_extra_set_in ask = {window, index, value};

    return w32_client_word(client, W32_WINDOW_EXTRA_SET, &ask, sizeof ask, ret_before);
}

enum w32_status w32_client_window_extra_resize(const struct w32_client *client, w32_handle window, uint32_t count)
{
    struct w32_window_extra_resize_in ask = {window, count};

    return w32_client_tell(client, W32_WINDOW_EXTRA_RESIZE, &ask, sizeof ask);
}

enum w32_status w32_client_window_hit(const struct w32_client *client, struct w32_point point, w32_handle *ret_window)
{
    struct w32_window_hit_in ask = {point};

    return w32_client_word(client, W32_WINDOW_HIT, &ask, sizeof ask, ret_window);
}

enum w32_status w32_client_window_capture(const struct w32_client *client, w32_handle window)
{
    struct w32_window_in ask = {window};

    return w32_client_tell(client, W32_WINDOW_CAPTURE, &ask, sizeof ask);
}

enum w32_status w32_client_window_invalidate(const struct w32_client *client, w32_handle window, struct w32_rect rect)
{
    struct w32_window_invalidate_in ask = {window, rect};

    return w32_client_tell(client, W32_WINDOW_INVALIDATE, &ask, sizeof ask);
}

enum w32_status w32_client_window_validate(const struct w32_client *client, w32_handle window)
{
    struct w32_window_in ask = {window};

    return w32_client_tell(client, W32_WINDOW_VALIDATE, &ask, sizeof ask);
}

enum w32_status w32_client_window_paint(const struct w32_client *client, w32_handle window, uint32_t *ret_rects)
{
    struct w32_window_in ask = {window};

    return w32_client_word(client, W32_WINDOW_PAINT, &ask, sizeof ask, ret_rects);
}

enum w32_status w32_client_post(const struct w32_client *client, w32_handle window, uint32_t message, const uint32_t *words,
                                uint32_t count)
{
    struct w32_message_post_in head = {window, message, count};
    struct w32_message bytes = {0};

    w32_message_put(&bytes, &head, sizeof head);
    w32_message_put(&bytes, words, count * sizeof *words);
    return w32_message_send(&bytes, client, W32_MESSAGE_POST);
}

enum w32_status w32_client_get(const struct w32_client *client, struct w32_message_get_out *ret_message)
{
    struct w32_message_get_out answer;
    uint32_t written;
    enum w32_status status = w32_client_call(client, W32_MESSAGE_GET, NULL, 0, &answer, sizeof answer, &written);

    if (status == W32_OK)
        *ret_message = answer;
    return status;
}

enum w32_status w32_client_send(const struct w32_client *client, w32_handle window, const struct w32_message_data *data,
                                uint32_t *ret_answer)
{
    struct w32_message_send_in ask = {window, w32_address_of(data)};

    return w32_client_word(client, W32_MESSAGE_SEND, &ask, sizeof ask, ret_answer);
}

enum w32_status w32_client_timer(const struct w32_client *client, w32_handle window, uint32_t id, uint32_t period)
{
    struct w32_timer_set_in ask = {window, id, period};

    return w32_client_tell(client, W32_TIMER_SET, &ask, sizeof ask);
}

enum w32_status w32_client_timer_kill(const struct w32_client *client, w32_handle window, uint32_t id)
{
    struct w32_timer_kill_in ask = {window, id};

    return w32_client_tell(client, W32_TIMER_KILL, &ask, sizeof ask);
}

enum w32_status w32_client_hook(const struct w32_client *client, w32_handle *ret_hook)
{
    return w32_client_word(client, W32_HOOK_SET, NULL, 0, ret_hook);
}

enum w32_status w32_client_cursor(const struct w32_client *client, const struct w32_cursor_image *image,
                                  w32_handle *ret_cursor)
{
    return w32_client_word(client, W32_CURSOR_CREATE, image, sizeof *image, ret_cursor);
}

enum w32_status w32_client_cursor_set(const struct w32_client *client, w32_handle window, w32_handle cursor)
{
    struct w32_cursor_set_in ask = {window, cursor};

    return w32_client_tell(client, W32_CURSOR_SET, &ask, sizeof ask);
}

enum w32_status w32_client_cursor_query(const struct w32_client *client, w32_handle window,
                                        struct w32_cursor_image *ret_image)
{
    struct w32_window_in ask = {window};
    uint32_t written;

    return w32_client_call(client, W32_CURSOR_QUERY, &ask, sizeof ask, ret_image, sizeof *ret_image, &written);
}

enum w32_status w32_client_clipboard_set(const struct w32_client *client, const uint32_t *words, uint32_t count)
{
    struct w32_message bytes = {0};

    w32_message_put_u32(&bytes, count);
    w32_message_put(&bytes, words, count * sizeof *words);
    return w32_message_send(&bytes, client, W32_CLIPBOARD_SET);
}

enum w32_status w32_client_clipboard_get(const struct w32_client *client, uint32_t *words, uint32_t room,
                                         uint32_t *ret_count)
{
    uint32_t written;
    enum w32_status status = w32_client_call(client, W32_CLIPBOARD_GET, NULL, 0, words,
                                             (uint32_t)(room * sizeof *words), &written);

    if (status == W32_OK)
        *ret_count = (uint32_t)(written / sizeof *words);
    return status;
}
