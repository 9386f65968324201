/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Where windows are: what lies in what, and what before what. All windows are in one list, the foremost first; those
 * with the same parent are siblings.
 */
#include "internal.h"

#include "shared/digest.h"

/* after null: before all windows. */
void w32_window_link(struct w32_driver *driver, struct w32_window *window, struct w32_window *after)
{
    struct w32_window **place = after ? &after->next : &driver->windows;

    window->previous = after;
    window->next = *place;
    if (window->next)
        window->next->previous = window;
    *place = window;
}

void w32_window_unlink(struct w32_driver *driver, struct w32_window *window)
{
    if (window->next)
        window->next->previous = window->previous;
    if (window->previous)
        window->previous->next = window->next;
    else
        driver->windows = window->next;
}

/* The foremost window in a parent, or on the desktop. */
struct w32_window *w32_window_first(const struct w32_driver *driver, const struct w32_window *parent)
{
    struct w32_window *window = driver->windows;

    while (window && window->parent != parent)
        window = window->next;
    return window;
}

/* The sibling right behind it. */
struct w32_window *w32_window_next(const struct w32_window *window)
{
    struct w32_window *next = window->next;

    while (next && next->parent != window->parent)
        next = next->next;
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
    return driver->capture ? w32_window_digest(digest, driver->capture) : w32_digest_u32(digest, 0);
}

enum w32_status w32_request_window_move(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_move_in *ask = in;
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (!w32_window_rect_valid(ask->rect))
        return W32_BAD_VALUE;
    w32_window_expose(window);
    window->rect = ask->rect;
    w32_window_invalidate_all(window);
    return W32_OK;
}

enum w32_status w32_request_window_show(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_show_in *ask = in;
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    w32_window_expose(window);
    window->visible = ask->visible != 0;
    w32_window_invalidate_all(window);
    return W32_OK;
}

enum w32_status w32_request_window_order(struct w32_call *call, W32_UNTRUSTED const void *in,
                                         W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_order_in *ask = in;
    struct w32_window *window, *after = NULL;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status == W32_OK && ask->after != 0)
        status = w32_window_object_any(call->driver, ask->after, &after);
    if (status != W32_OK)
        return status;
    if (after && (after == window || after->parent != window->parent))
        return W32_BAD_VALUE;
    w32_window_expose(window);
    w32_window_unlink(call->driver, window);
    w32_window_link(call->driver, window, after);
    w32_window_invalidate_all(window);
    return W32_OK;
}

enum w32_status w32_request_window_query(struct w32_call *call, W32_UNTRUSTED const void *in,
                                         W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_in *ask = in;
    struct w32_window_query_out *answer = call->out;
    struct w32_window *window, *child;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    answer->parent = window->parent ? window->parent->head.handle : 0;
    answer->rect = window->rect;
    answer->visible = window->visible;
    answer->children = 0;
    for (child = w32_window_first(call->driver, window); child; child = w32_window_next(child))
        answer->children++;
    answer->extra = window->extra_count;
    answer->dirty = window->whole || window->update.count;
    if (window->whole)
        answer->update = w32_window_inner(window->rect);
    else if (answer->dirty)
        answer->update = window->update.bounds;
    call->written = sizeof *answer; /* fault: window-query-clean */
    return W32_OK;
}

static bool w32_window_holds(const struct w32_window *window, struct w32_point point)
{
    return window->visible && w32_rect_holds(w32_window_place(window), point);
}

enum w32_status w32_request_window_hit(struct w32_call *call, W32_UNTRUSTED const void *in,
                                       W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_hit_in *ask = in;
    struct w32_window_in *answer;
    struct w32_rect at = {ask->point.x, ask->point.y, ask->point.x, ask->point.y};
    struct w32_window *window = w32_window_first(call->driver, NULL);
    w32_handle hit = 0;

    (void)in_size;
    if (!w32_point_valid(ask->point))
        return W32_BAD_VALUE;
    if (call->driver->capture) {
        hit = call->driver->capture->head.handle;
        window = NULL;
    }
    while (window) {
        uint32_t through = 0;
        enum w32_status status = W32_OK;

        if (!w32_window_holds(window, ask->point)) {
            window = w32_window_next(window);
            continue;
        }
        if (window->head.owner == call->process)
            status = w32_window_tell(call, window->head.handle, W32_EVENT_HIT, at, &through);
        if (status != W32_OK)
            return status;
        if (!through)
            hit = window->head.handle; /* fault: window-hit-reentry */
        window = through ? w32_window_next(window) : w32_window_first(call->driver, window);
    }
    answer = call->out;
    answer->window = hit;
    call->written = sizeof *answer;
    return W32_OK;
}

enum w32_status w32_request_window_capture(struct w32_call *call, W32_UNTRUSTED const void *in,
                                           W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_in *ask = in;
    struct w32_window *window = NULL;
    enum w32_status status = ask->window ? w32_window_object_find(call->process, ask->window, &window) : W32_OK;

    (void)in_size;
    if (status == W32_OK)
        call->driver->capture = window;
    return status;
}
