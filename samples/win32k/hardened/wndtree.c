/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Where windows are: what lies in what, and what before what. All windows are in one list, the foremost first; those
 * with the same parent are siblings.
 */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

/* after null: before all windows. */
void w32_window_link(struct w32_driver *driver, struct w32_window *window, struct w32_window *after)
{
    if (after)
        w32_windows_insert_after(&driver->windows, after, window);
    else
        w32_windows_push_front(&driver->windows, window);
}

void w32_window_unlink(struct w32_driver *driver, struct w32_window *window)
{
    w32_windows_remove(&driver->windows, window);
}

/* The foremost window in a parent, or on the desktop. */
struct w32_window *w32_window_first(const struct w32_driver *driver, const struct w32_window *parent)
{
    struct w32_window *window = w32_windows_first(&driver->windows);

    while (window && window->parent != parent)
        window = w32_windows_next(&driver->windows, window);
    return window;
}

/* The sibling right behind it. */
struct w32_window *w32_window_next(const struct w32_window *window)
{
    const w32_windows *windows = &window->driver->windows;
    struct w32_window *next = w32_windows_next(windows, window);

    while (next && next->parent != window->parent)
        next = w32_windows_next(windows, next);
    return next;
}

/* The window's upper left corner on the screen. Far outside it may be, but never too far for 32 bits. */
struct w32_point w32_window_origin(const struct w32_window *window)
{
    struct w32_point origin = {0, 0};

    for (; window; window = window->parent) {
        origin.x += window->rect.left;
        origin.y += window->rect.top;
    }
    return origin;
}

/* The window's rectangle on the screen. */
struct w32_rect w32_window_place(const struct w32_window *window)
{
    struct w32_point origin = w32_window_origin(window);

    return w32_rect_offset(w32_window_inner(window->rect), origin.x, origin.y);
}

uint64_t w32_window_capture_digest(uint64_t digest, const struct w32_driver *driver)
{
    struct w32_window *capture;

    if (w32_window_object_any(driver, driver->capture, &capture) != W32_OK)
        return w32_digest_u32(digest, 0);
    return w32_window_digest(digest, capture);
}

enum w32_status w32_request_window_move(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    struct w32_rect rect = w32_take_rect(in);
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    if (!w32_window_rect_valid(rect))
        return W32_BAD_VALUE;
    w32_window_expose(call->arena, window);
    window->rect = rect;
    w32_window_invalidate_all(window);
    return W32_OK;
}

enum w32_status w32_request_window_show(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    bool visible = w32_take_u32(in) != 0;
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    w32_window_expose(call->arena, window);
    window->visible = visible;
    w32_window_invalidate_all(window);
    return W32_OK;
}

enum w32_status w32_request_window_order(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in), after_handle = w32_take_u32(in);
    struct w32_window *window, *after = NULL;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status == W32_OK && after_handle != 0)
        status = w32_window_object_any(call->driver, after_handle, &after);
    if (status != W32_OK)
        return status;
    if (after && (after == window || after->parent != window->parent))
        return W32_BAD_VALUE;
    w32_window_expose(call->arena, window);
    w32_window_unlink(call->driver, window);
    w32_window_link(call->driver, window, after);
    w32_window_invalidate_all(window);
    return W32_OK;
}

enum w32_status w32_request_window_query(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    w32_words answer = w32_answer(call);
    struct w32_rect update = {0};
    struct w32_window *window, *child;
    uint32_t children = 0;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    for (child = w32_window_first(call->driver, window); child; child = w32_window_next(child))
        children++;
    if (window->whole)
        update = w32_window_inner(window->rect);
    else if (window->update.rects.count)
        update = window->update.bounds;
    w32_words_put(&answer, window->parent ? window->parent->head.handle : 0);
    w32_answer_rect(&answer, window->rect);
    w32_words_put(&answer, window->visible);
    w32_words_put(&answer, children);
    w32_words_put(&answer, (uint32_t)window->extra.count);
    w32_words_put(&answer, window->whole || window->update.rects.count);
    w32_answer_rect(&answer, update);
    return w32_answer_done(call, &answer);
}

static bool w32_window_holds(const struct w32_window *window, struct w32_point point)
{
    return window->visible && w32_rect_holds(w32_window_place(window), point);
}

enum w32_status w32_request_window_hit(struct w32_call *call, bw_reader *in)
{
    struct w32_point point = w32_take_point(in);
    w32_words answer = w32_answer(call);
    struct w32_rect at = {point.x, point.y, point.x, point.y};
    struct w32_window *window = w32_window_first(call->driver, NULL), *capture;
    w32_handle hit = 0;

    if (!w32_point_valid(point))
        return W32_BAD_VALUE;
    if (w32_window_object_any(call->driver, call->driver->capture, &capture) == W32_OK) {
        hit = call->driver->capture;
        window = NULL;
    }
    while (window) {
        w32_handle handle = window->head.handle;
        uint32_t through = 0;
        enum w32_status status = W32_OK;

        if (!w32_window_holds(window, point)) {
            window = w32_window_next(window);
            continue;
        }
        if (window->head.owner == call->process)
            status = w32_window_tell(call, handle, W32_EVENT_HIT, at, &through);
        if (status == W32_OK && w32_window_object_any(call->driver, handle, &window) != W32_OK)
            status = W32_NO_ANSWER;
        if (status != W32_OK)
            return status;
        if (!through)
            hit = handle;
        window = through ? w32_window_next(window) : w32_window_first(call->driver, window);
    }
    w32_words_put(&answer, hit);
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_window_capture(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    struct w32_window *window;
    enum w32_status status = handle ? w32_window_object_find(call->process, handle, &window) : W32_OK;

    if (status == W32_OK)
        call->driver->capture = handle;
    return status;
}
