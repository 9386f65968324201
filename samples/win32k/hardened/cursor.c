/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

void w32_cursor_end(struct w32_cursor *cursor, void *driver)
{
    (void)cursor;
    (void)driver;
}

uint64_t w32_cursor_digest(uint64_t digest, const struct w32_cursor *cursor)
{
    bw_u32s_const rows = BW_SPAN_OF_ARRAY(bw_u32s_const, cursor->image.rows);

    digest = w32_digest_i32(digest, cursor->image.hot.x);
    digest = w32_digest_i32(digest, cursor->image.hot.y);
    for (size_t i = 0; i < rows.count; i++)
        digest = w32_digest_u32(digest, BW_AT(rows, i));
    return digest;
}

static bool w32_cursor_hot_valid(struct w32_point hot)
{
    return hot.x >= 0 && hot.x < (int32_t)W32_CURSOR_SIDE && hot.y >= 0 && hot.y < (int32_t)W32_CURSOR_SIDE;
}

enum w32_status w32_request_cursor_create(struct w32_call *call, bw_reader *in)
{
    struct w32_cursor *cursor;
    struct w32_point hot = w32_take_point(in);
    bw_u32s rows;
    enum w32_status status;

    if (!w32_cursor_hot_valid(hot))
        return W32_BAD_VALUE;
    status = w32_cursor_object_new(call, &cursor);
    if (status != W32_OK)
        return status;
    cursor->image.hot = hot;
    rows = BW_SPAN_OF_ARRAY(bw_u32s, cursor->image.rows);
    for (size_t i = 0; i < rows.count; i++)
        BW_AT(rows, i) = w32_take_u32(in);
    return w32_object_publish(call, &cursor->head, W32_OK);
}

enum w32_status w32_request_cursor_set(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in), cursor_handle = w32_take_u32(in);
    struct w32_window *window;
    struct w32_cursor *cursor = NULL;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status == W32_OK && cursor_handle != 0)
        status = w32_cursor_object_pin(call->process, cursor_handle, &cursor);
    if (status != W32_OK)
        return status;
    if (window->cursor)
        w32_cursor_object_unpin(call->driver, window->cursor);
    window->cursor = cursor;
    return W32_OK;
}

enum w32_status w32_request_cursor_query(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    w32_words answer = w32_answer(call);
    struct w32_window *window;
    bw_u32s_const rows;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    if (!window->cursor)
        return W32_BAD_VALUE;
    w32_words_put(&answer, (uint32_t)window->cursor->image.hot.x);
    w32_words_put(&answer, (uint32_t)window->cursor->image.hot.y);
    rows = BW_SPAN_OF_ARRAY(bw_u32s_const, window->cursor->image.rows);
    for (size_t i = 0; i < rows.count; i++)
        w32_words_put(&answer, BW_AT(rows, i));
    return w32_answer_done(call, &answer);
}
