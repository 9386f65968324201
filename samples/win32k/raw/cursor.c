/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

void w32_cursor_end(struct w32_cursor *cursor, struct w32_driver *driver)
{
    (void)cursor;
    (void)driver;
}

uint64_t w32_cursor_digest(uint64_t digest, const struct w32_cursor *cursor)
{
    uint32_t i;

    digest = w32_digest_i32(digest, cursor->image.hot.x);
    digest = w32_digest_i32(digest, cursor->image.hot.y);
    for (i = 0; i < W32_CURSOR_SIDE; i++)
        digest = w32_digest_u32(digest, cursor->image.rows[i]);
    return digest;
}

static bool w32_cursor_hot_valid(struct w32_point hot)
{
    return hot.x >= 0 && hot.x < (int32_t)W32_CURSOR_SIDE && hot.y >= 0 && hot.y < (int32_t)W32_CURSOR_SIDE;
}

enum w32_status w32_request_cursor_create(struct w32_call *call, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_cursor_image *ask = in;
    struct w32_cursor *cursor;
    enum w32_status status;

    (void)in_size;
    if (!w32_cursor_hot_valid(ask->hot))
        return W32_BAD_VALUE;
    status = w32_cursor_object_new(call, &cursor);
    if (status != W32_OK)
        return status;
    cursor->image = *ask;
    return w32_object_publish(call, &cursor->head, W32_OK);
}

enum w32_status w32_request_cursor_set(struct w32_call *call, W32_UNTRUSTED const void *in,
                                       W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_cursor_set_in *ask = in;
    struct w32_window *window;
    struct w32_cursor *cursor = NULL;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (window->cursor)
        w32_cursor_object_unpin(call->driver, window->cursor);
    if (ask->cursor != 0)
        status = w32_cursor_object_pin(call->process, ask->cursor, &cursor);
    if (status != W32_OK)
        return status; /* fault: cursor-dropped-twice */
    window->cursor = cursor;
    return W32_OK;
}

enum w32_status w32_request_cursor_query(struct w32_call *call, W32_UNTRUSTED const void *in,
                                         W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_in *ask = in;
    struct w32_cursor_image *answer = call->out;
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (!window->cursor)
        return W32_BAD_VALUE;
    *answer = window->cursor->image;
    call->written = sizeof *answer;
    return W32_OK;
}
