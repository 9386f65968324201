/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Windows and their classes: making and ending them, and the words that they keep for their clients. */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

static const struct w32_rect w32_nowhere;

void w32_wndclass_end(struct w32_wndclass *wndclass, void *driver)
{
    (void)wndclass;
    (void)driver;
}

uint64_t w32_wndclass_digest(uint64_t digest, const struct w32_wndclass *wndclass)
{
    digest = w32_digest_u32(digest, wndclass->extra);
    digest = w32_digest_u32(digest, wndclass->background);
    return w32_digest_u32(digest, wndclass->flags);
}

/* What is in it lies on the desktop from here on. */
void w32_window_end(struct w32_window *window, void *context)
{
    struct w32_driver *driver = context;
    struct w32_window *child;

    while ((child = w32_window_first(driver, window)) != NULL)
        child->parent = NULL;
    if (window->cursor)
        w32_cursor_object_unpin(driver, window->cursor);
    if (window->menu)
        w32_menu_object_unpin(driver, window->menu);
    w32_scrolls_give(window->scrolls);
    w32_timer_forget(driver, window);
    w32_window_unlink(driver, window);
    w32_region_free(&window->update);
    bw_u32s_give(window->extra);
    if (window->wndclass)
        w32_wndclass_object_unpin(driver, window->wndclass);
}

uint64_t w32_window_digest(uint64_t digest, const struct w32_window *window)
{
    const w32_windows *windows = &window->driver->windows;
    bw_u32s extra = window->extra;

    digest = w32_wndclass_digest(digest, window->wndclass);
    for (const struct w32_window *before = w32_windows_prev(windows, window); before;
         before = w32_windows_prev(windows, before))
        digest = w32_digest_u32(digest, before->parent == window->parent);
    if (window->cursor)
        digest = w32_cursor_digest(digest, window->cursor);
    if (window->menu)
        digest = w32_menu_digest(digest, window->menu);
    digest = w32_scroll_digest(digest, window);
    digest = w32_digest_u32(digest, window->parent != NULL);
    digest = w32_digest_i32(digest, window->rect.left);
    digest = w32_digest_i32(digest, window->rect.top);
    digest = w32_digest_i32(digest, window->rect.right);
    digest = w32_digest_i32(digest, window->rect.bottom);
    digest = w32_digest_u32(digest, window->visible);
    digest = w32_digest_u32(digest, window->whole);
    digest = w32_region_digest(digest, &window->update);
    for (size_t i = 0; i < extra.count; i++)
        digest = w32_digest_u32(digest, BW_AT(extra, i));
    return digest;
}

enum w32_status w32_request_class_create(struct w32_call *call, bw_reader *in)
{
    uint32_t extra = w32_take_u32(in);
    uint32_t background = w32_take_u32(in);
    uint32_t flags = w32_take_u32(in);
    struct w32_wndclass *wndclass;
    enum w32_status status;

    if (extra > W32_WINDOW_EXTRA_MAX || flags > W32_CLASS_BARE)
        return W32_BAD_VALUE;
    status = w32_wndclass_object_new(call, &wndclass);
    if (status != W32_OK)
        return status;
    wndclass->extra = extra;
    wndclass->background = w32_dc_colour(call->dc, background);
    wndclass->flags = flags;
    return w32_object_publish(call, &wndclass->head, W32_OK);
}

/* Tells the client about a window. Whatever was looked up before may have ended after. */
enum w32_status w32_window_tell(struct w32_call *call, w32_handle window, enum w32_event event, struct w32_rect rect,
                                uint32_t *ret_answer)
{
    uint32_t words[6] = {0}, told[1] = {0};
    w32_words ask = w32_words_into(BW_SPAN_OF_ARRAY(bw_u32s, words));
    enum w32_status status;

    w32_words_put(&ask, window);
    w32_words_put(&ask, (uint32_t)event);
    w32_answer_rect(&ask, rect);
    status = w32_callback(call, W32_CALLBACK_WINDOW, bw_u32s_as_const(w32_words_done(&ask)),
                          BW_SPAN_OF_ARRAY(bw_u32s, told));
    if (status == W32_OK)
        *ret_answer = told[0];
    return status;
}

/* Other words instead of those that there were. On failure nothing has changed. */
static enum w32_status w32_window_extra_make(struct w32_window *window, uint32_t count)
{
    bw_u32s extra;
    enum w32_status status = bw_u32s_take(count, &extra);

    if (status != W32_OK)
        return status;
    bw_u32s_fill(extra, 0);
    bw_u32s_give(window->extra);
    window->extra = extra;
    return W32_OK;
}

enum w32_status w32_request_window_create(struct w32_call *call, bw_reader *in)
{
    w32_handle class_handle = w32_take_u32(in), parent_handle = w32_take_u32(in);
    struct w32_rect rect = w32_take_rect(in);
    uint32_t visible = w32_take_u32(in);
    struct w32_wndclass *wndclass;
    struct w32_window *window, *parent = NULL;
    w32_handle handle;
    uint32_t refused = 0;
    enum w32_status status = w32_wndclass_object_find(call->process, class_handle, &wndclass);

    if (status == W32_OK && parent_handle != 0)
        status = w32_window_object_any(call->driver, parent_handle, &parent);
    if (status == W32_OK && !w32_window_rect_valid(rect))
        status = W32_BAD_VALUE;
    if (status == W32_OK)
        status = w32_window_object_new(call, &window);
    if (status != W32_OK)
        return status;
    handle = window->head.handle;
    window->driver = call->driver;
    window->thread = call->thread;
    window->parent = parent;
    window->rect = rect;
    window->visible = visible != 0;
    window->whole = true;
    w32_window_link(call->driver, window, NULL);
    status = w32_wndclass_object_pin(call->process, class_handle, &window->wndclass);
    if (status == W32_OK)
        status = w32_window_extra_make(window, wndclass->extra);
    if (status != W32_OK)
        return w32_object_publish(call, &window->head, status);
    status = w32_window_tell(call, handle, W32_EVENT_CREATE, w32_nowhere, &refused);
    if (w32_window_object_find(call->process, handle, &window) != W32_OK)
        return W32_NO_ANSWER;
    return w32_object_publish(call, &window->head, status == W32_OK && refused ? W32_NO_ANSWER : status);
}

/* The window, or of the process's windows that lie in it one that has none itself. */
BW_BORROWED static struct w32_window *w32_window_leaf(const struct w32_call *call, struct w32_window *window)
{
    struct w32_window *child = w32_window_first(call->driver, window);

    while (child) {
        if (child->head.owner == call->process) {
            window = child;
            child = w32_window_first(call->driver, window);
        } else {
            child = w32_window_next(child);
        }
    }
    return window;
}

enum w32_status w32_request_window_destroy(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    struct w32_window *window, *leaf;
    uint32_t unused;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    /* A client that makes new ones meanwhile does not keep the driver busy for ever. */
    for (uint32_t rounds = 0; status == W32_OK && rounds < 2 * W32_OBJECTS_MAX; rounds++) {
        w32_handle victim;

        leaf = w32_window_leaf(call, window);
        victim = leaf->head.handle;
        (void)w32_window_tell(call, victim, W32_EVENT_DESTROY, w32_nowhere, &unused);
        if (w32_window_object_find(call->process, victim, &leaf) == W32_OK) {
            w32_window_expose(call->arena, leaf);
            (void)w32_window_object_delete(call->process, victim);
            if (victim == handle)
                return W32_OK;
        }
        if (w32_window_object_find(call->process, handle, &window) != W32_OK)
            return W32_NO_ANSWER;
    }
    return status == W32_OK ? W32_NO_ANSWER : status;
}

enum w32_status w32_request_window_extra_get(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    int32_t index = w32_take_i32(in);
    w32_words answer = w32_answer(call);
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    if (index >= (int32_t)window->extra.count)
        return W32_BAD_VALUE;
    w32_words_put(&answer, BW_AT(window->extra, (uint32_t)index));
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_window_extra_set(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    int32_t index = w32_take_i32(in);
    uint32_t value = w32_take_u32(in);
    w32_words answer = w32_answer(call);
    struct w32_window *window;
    uint32_t *word;
    uint32_t refused = 0;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    if (bw_u32s_try_at(window->extra, (uint32_t)index, &word) != BW_OK)
        return W32_BAD_VALUE;
    status = w32_window_tell(call, handle, W32_EVENT_EXTRA, w32_nowhere, &refused);
    /* The window and its words as they are now. */
    if (status == W32_OK && (refused || w32_window_object_find(call->process, handle, &window) != W32_OK ||
                             bw_u32s_try_at(window->extra, (uint32_t)index, &word) != BW_OK))
        status = W32_NO_ANSWER;
    if (status != W32_OK)
        return status;
    w32_words_put(&answer, *word);
    *word = value;
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_window_extra_resize(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    uint32_t count = w32_take_u32(in);
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    if (count > W32_WINDOW_EXTRA_MAX)
        return W32_BAD_VALUE;
    return w32_window_extra_make(window, count);
}
