/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What of windows is to be painted, what of it can be seen, and the painting. */
#include "internal.h"

/* Without memory for the part, all of it is to be painted. */
void w32_window_invalidate(struct w32_window *window, struct w32_rect rect)
{
    struct w32_region part;
    enum w32_status status;

    rect = w32_rect_intersect(rect, w32_window_inner(window->rect));
    if (window->whole || w32_rect_empty(rect))
        return;
    w32_region_init(&part);
    status = w32_region_set_rect(&part, rect);
    if (status == W32_OK)
        status = w32_region_combine(&window->update, &window->update, &part, W32_COMBINE_UNION);
    w32_region_free(&part);
    if (status != W32_OK)
        w32_window_invalidate_all(window);
}

void w32_window_invalidate_all(struct w32_window *window)
{
    w32_region_free(&window->update);
    window->whole = true;
}

/* What the window covers is to be painted by its parent and the siblings behind it. */
void w32_window_expose(const struct w32_window *window)
{
    struct w32_window *behind;

    if (!window->visible)
        return;
    if (window->parent)
        w32_window_invalidate(window->parent, window->rect);
    for (behind = w32_window_next(window); behind; behind = w32_window_next(behind))
        w32_window_invalidate(behind, w32_rect_offset(window->rect, -behind->rect.left, -behind->rect.top));
}

/* Takes a window's rectangle away from what can be seen. */
static enum w32_status w32_window_cover(struct w32_region *seen, const struct w32_window *window)
{
    struct w32_point origin = w32_window_origin(window);
    struct w32_region covered;
    enum w32_status status;

    if (!window->visible)
        return W32_OK;
    w32_region_init(&covered);
    status = w32_region_set_rect(&covered, w32_rect_intersect(seen->bounds,
                                 w32_rect_offset(w32_window_inner(window->rect), origin.x, origin.y)));
    if (status == W32_OK)
        status = w32_region_combine(seen, seen, &covered, W32_COMBINE_SUBTRACT);
    w32_region_free(&covered);
    return status;
}

/* The part of the screen where the window can be seen: in its parents, not behind others, not where windows lie in it. */
static enum w32_status w32_window_seen(struct w32_driver *driver, const struct w32_window *window,
                                       struct w32_rect screen, struct w32_region *seen)
{
    const struct w32_window *level, *other;
    enum w32_status status;

    for (level = window; level; level = level->parent) {
        struct w32_point origin = w32_window_origin(level);

        screen = w32_rect_intersect(screen, w32_rect_offset(w32_window_inner(level->rect), origin.x, origin.y));
        if (!level->visible)
            screen.right = screen.left;
    }
    status = w32_region_set_rect(seen, screen);
    for (level = window; level && status == W32_OK; level = level->parent) {
        for (other = w32_window_first(driver, level->parent); other != level && status == W32_OK;
             other = w32_window_next(other))
            status = w32_window_cover(seen, other);
    }
    for (other = w32_window_first(driver, window); other && status == W32_OK; other = w32_window_next(other))
        status = w32_window_cover(seen, other);
    return status;
}

/* What of the window is to be painted now, on the screen. */
static enum w32_status w32_window_todo(struct w32_driver *driver, const struct w32_window *window,
                                       struct w32_rect screen, struct w32_region *todo)
{
    struct w32_point origin = w32_window_origin(window);
    struct w32_region update;
    enum w32_status status = w32_window_seen(driver, window, screen, todo);

    if (status != W32_OK || window->whole || todo->count == 0)
        return status;
    w32_region_init(&update);
    status = w32_region_copy(&update, &window->update);
    if (status == W32_OK && !w32_region_offset(&update, origin.x, origin.y))
        status = W32_BAD_VALUE;
    if (status == W32_OK)
        status = w32_region_combine(todo, todo, &update, W32_COMBINE_INTERSECT);
    w32_region_free(&update);
    return status;
}

enum w32_status w32_request_window_invalidate(struct w32_call *call, W32_UNTRUSTED const void *in,
                                              W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_invalidate_in *ask = in;
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (!w32_rect_valid(ask->rect))
        return W32_BAD_VALUE;
    w32_window_invalidate(window, ask->rect);
    return W32_OK;
}

enum w32_status w32_request_window_validate(struct w32_call *call, W32_UNTRUSTED const void *in,
                                            W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_in *ask = in;
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    w32_region_free(&window->update);
    window->whole = false;
    return W32_OK;
}

/* The background of each rectangle, and the client told. */
static enum w32_status w32_window_paint(struct w32_call *call, w32_handle handle, const struct w32_region *todo)
{
    struct w32_window *window;
    uint32_t i, unused;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    for (i = 0; i < todo->count && status == W32_OK; i++) {
        if (!(window->wndclass->flags & W32_CLASS_BARE))
            w32_surface_fill(&call->driver->surface, todo->rects[i],
                             window->wndclass->background); /* fault: window-paint-screen */
        status = w32_window_tell(call, handle, W32_EVENT_PAINT, todo->rects[i], &unused);
        if (w32_window_object_find(call->process, handle, &window) != W32_OK)
            return W32_NO_ANSWER;
    }
    /* What was left out is to be painted another time. */
    if (status != W32_OK)
        w32_window_invalidate_all(window);
    return status;
}

enum w32_status w32_request_window_paint(struct w32_call *call, W32_UNTRUSTED const void *in,
                                         W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_in *ask = in;
    struct w32_window_paint_out *answer;
    struct w32_window *window;
    struct w32_region todo;
    struct w32_rect screen;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    w32_region_init(&todo);
    if (status == W32_OK)
        status = w32_surface_bounds(&call->driver->surface, &screen);
    if (status == W32_OK)
        status = w32_window_todo(call->driver, window, screen, &todo);
    if (status == W32_OK) {
        w32_region_free(&window->update);
        window->whole = false;
        status = w32_window_paint(call, ask->window, &todo);
        answer = call->out;
        answer->rects = todo.count;
        call->written = sizeof *answer;
    }
    w32_region_free(&todo);
    return status;
}
