/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What of windows is to be painted, what of it can be seen, and the painting. */
#include "internal.h"

BW_HARDENED_FILE;

/* Without memory for the part, all of it is to be painted. */
void w32_window_invalidate(bw_arena *arena, struct w32_window *window, struct w32_rect rect)
{
    struct w32_region part;
    enum w32_status status;

    rect = w32_rect_intersect(rect, w32_window_inner(window->rect));
    if (window->whole || w32_rect_empty(rect))
        return;
    w32_region_init(&part, arena);
    status = w32_region_set_rect(&part, rect);
    if (status == W32_OK)
        status = w32_region_combine(arena, &part, &window->update, &part, W32_COMBINE_UNION);
    if (status == W32_OK)
        status = w32_region_copy(&window->update, &part);
    if (status != W32_OK)
        w32_window_invalidate_all(window);
}

void w32_window_invalidate_all(struct w32_window *window)
{
    w32_region_free(&window->update);
    window->whole = true;
}

/* What the window covers is to be painted by its parent and the siblings behind it. */
void w32_window_expose(bw_arena *arena, const struct w32_window *window)
{
    struct w32_window *behind;

    if (!window->visible)
        return;
    if (window->parent)
        w32_window_invalidate(arena, window->parent, window->rect);
    for (behind = w32_window_next(window); behind; behind = w32_window_next(behind))
        w32_window_invalidate(arena, behind, w32_rect_offset(window->rect, -behind->rect.left, -behind->rect.top));
}

/* Takes a window's rectangle away from what can be seen. */
static enum w32_status w32_window_cover(bw_arena *arena, struct w32_region *seen, const struct w32_window *window)
{
    struct w32_point origin = w32_window_origin(window);
    struct w32_region covered;
    enum w32_status status;

    if (!window->visible)
        return W32_OK;
    w32_region_init(&covered, arena);
    status = w32_region_set_rect(&covered, w32_rect_intersect(seen->bounds,
                                 w32_rect_offset(w32_window_inner(window->rect), origin.x, origin.y)));
    if (status == W32_OK)
        status = w32_region_combine(arena, seen, seen, &covered, W32_COMBINE_SUBTRACT);
    return status;
}

/* The part of the screen where the window can be seen: in its parents, not behind others, not where windows lie in it. */
static enum w32_status w32_window_seen(bw_arena *arena, const struct w32_window *window,
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
        for (other = w32_window_first(window->driver, level->parent); other != level && status == W32_OK;
             other = w32_window_next(other))
            status = w32_window_cover(arena, seen, other);
    }
    for (other = w32_window_first(window->driver, window); other && status == W32_OK; other = w32_window_next(other))
        status = w32_window_cover(arena, seen, other);
    return status;
}

/* What of the window is to be painted now, on the screen. */
static enum w32_status w32_window_todo(bw_arena *arena, const struct w32_window *window,
                                       struct w32_rect screen, struct w32_region *todo)
{
    struct w32_point origin = w32_window_origin(window);
    struct w32_region update;
    enum w32_status status = w32_window_seen(arena, window, screen, todo);

    if (status != W32_OK || window->whole || todo->rects.count == 0)
        return status;
    w32_region_init(&update, arena);
    status = w32_region_copy(&update, &window->update);
    if (status == W32_OK && !w32_region_offset(&update, origin.x, origin.y))
        status = W32_BAD_VALUE;
    if (status == W32_OK)
        status = w32_region_combine(arena, todo, todo, &update, W32_COMBINE_INTERSECT);
    return status;
}

enum w32_status w32_request_window_invalidate(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    struct w32_rect rect = w32_take_rect(in);
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    if (!w32_rect_valid(rect))
        return W32_BAD_VALUE;
    w32_window_invalidate(call->arena, window, rect);
    return W32_OK;
}

enum w32_status w32_request_window_validate(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

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
    uint32_t unused;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    for (size_t i = 0; i < todo->rects.count && status == W32_OK; i++) {
        if (!(window->wndclass->flags & W32_CLASS_BARE))
            w32_surface_fill(&call->driver->surface, BW_AT(todo->rects, i), window->wndclass->background);
        status = w32_window_tell(call, handle, W32_EVENT_PAINT, BW_AT(todo->rects, i), &unused);
        if (w32_window_object_find(call->process, handle, &window) != W32_OK)
            return W32_NO_ANSWER;
    }
    /* What was left out is to be painted another time. */
    if (status != W32_OK)
        w32_window_invalidate_all(window);
    return status;
}

enum w32_status w32_request_window_paint(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    w32_words answer = w32_answer(call);
    struct w32_window *window;
    struct w32_region todo;
    struct w32_rect screen;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    w32_region_init(&todo, call->arena);
    if (status == W32_OK)
        status = w32_surface_bounds(&call->driver->surface, &screen);
    if (status == W32_OK)
        status = w32_window_todo(call->arena, window, screen, &todo);
    if (status == W32_OK) {
        w32_region_free(&window->update);
        window->whole = false;
        status = w32_window_paint(call, handle, &todo);
    }
    if (status != W32_OK)
        return status;
    w32_words_put(&answer, (uint32_t)todo.rects.count);
    return w32_answer_done(call, &answer);
}
