/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Windows and their classes: making and ending them, and the words that they keep for their clients. */
#include "internal.h"

#include "shared/digest.h"

static const struct w32_rect w32_nowhere;

void w32_wndclass_end(struct w32_wndclass *wndclass, struct w32_driver *driver)
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
void w32_window_end(struct w32_window *window, struct w32_driver *driver)
{
    struct w32_window *child;

    while ((child = w32_window_first(driver, window)) != NULL)
        child->parent = NULL;
    if (window->cursor)
        w32_cursor_object_unpin(driver, window->cursor);
    if (window->menu)
        w32_menu_object_unpin(driver, window->menu);
    w32_platform_free(window->scrolls);
    w32_timer_forget(driver, window);
    w32_window_unlink(driver, window);
    w32_region_free(&window->update);
    w32_platform_free(window->extra); /* fault: window-capture-kept */
}

uint64_t w32_window_digest(uint64_t digest, const struct w32_window *window)
{
    const struct w32_window *before;
    uint32_t i;

    digest = w32_wndclass_digest(digest, window->wndclass);
    for (before = window->previous; before; before = before->previous)
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
    for (i = 0; i < window->extra_count; i++)
        digest = w32_digest_u32(digest, window->extra[i]);
    return digest;
}

enum w32_status w32_request_class_create(struct w32_call *call, W32_UNTRUSTED const void *in,
                                         W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_class_create_in *ask = in;
    struct w32_wndclass *wndclass;
    enum w32_status status;

    (void)in_size;
    if (ask->extra > W32_WINDOW_EXTRA_MAX || ask->flags > W32_CLASS_BARE)
        return W32_BAD_VALUE;
    status = w32_wndclass_object_new(call, &wndclass);
    if (status != W32_OK)
        return status;
    wndclass->extra = ask->extra;
    wndclass->background = w32_dc_colour(call->dc, ask->background);
    wndclass->flags = ask->flags;
    return w32_object_publish(call, &wndclass->head, W32_OK);
}

/* Tells the client about a window. Whatever was looked up before may have ended after. */
enum w32_status w32_window_tell(struct w32_call *call, w32_handle window, enum w32_event event, struct w32_rect rect,
                                uint32_t *ret_answer)
{
    struct w32_callback_window_in ask;
    struct w32_callback_window_out told;
    enum w32_status status;

    ask.window = window;
    ask.event = event;
    ask.rect = rect;
    status = w32_callback(call, W32_CALLBACK_WINDOW, &ask, sizeof ask, &told, sizeof told);
    if (status == W32_OK)
        *ret_answer = told.answer;
    return status;
}

/* Other words instead of those that there were. On failure nothing has changed. */
static enum w32_status w32_window_extra_make(struct w32_window *window, uint32_t count)
{
    uint32_t *extra = NULL;

    if (count) {
        extra = w32_platform_alloc(count * sizeof *extra);
        if (!extra)
            return W32_NO_MEMORY;
        memset(extra, 0, count * sizeof *extra);
    }
    w32_platform_free(window->extra);
    window->extra = extra;
    window->extra_count = count;
    return W32_OK;
}

enum w32_status w32_request_window_create(struct w32_call *call, W32_UNTRUSTED const void *in,
                                          W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_create_in *ask = in;
    struct w32_wndclass *wndclass;
    struct w32_window *window, *parent = NULL;
    w32_handle handle;
    uint32_t refused = 0;
    enum w32_status status = w32_wndclass_object_find(call->process, ask->wndclass, &wndclass);

    (void)in_size;
    if (status == W32_OK && ask->parent != 0)
        status = w32_window_object_any(call->driver, ask->parent, &parent);
    if (status == W32_OK && !w32_window_rect_valid(ask->rect))
        status = W32_BAD_VALUE;
    if (status == W32_OK)
        status = w32_window_object_new(call, &window);
    if (status != W32_OK)
        return status;
    handle = window->head.handle;
    window->wndclass = wndclass; /* fault: window-class-freed */
    window->thread = call->thread;
    window->parent = parent;
    window->rect = ask->rect;
    window->visible = ask->visible != 0;
    window->whole = true;
    w32_window_link(call->driver, window, NULL);
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

enum w32_status w32_request_window_destroy(struct w32_call *call, W32_UNTRUSTED const void *in,
                                           W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_in *ask = in;
    struct w32_window *window, *leaf;
    uint32_t rounds, unused;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    /* A client that makes new ones meanwhile does not keep the driver busy for ever. */
    for (rounds = 0; status == W32_OK && rounds < 2 * W32_OBJECTS_MAX; rounds++) {
        w32_handle victim;

        leaf = w32_window_leaf(call, window);
        victim = leaf->head.handle;
        (void)w32_window_tell(call, victim, W32_EVENT_DESTROY, w32_nowhere, &unused);
        w32_window_expose(leaf); /* fault: window-destroy-reentry */
        (void)w32_window_object_delete(call->process, victim);
        if (victim == ask->window)
            return W32_OK;
        if (w32_window_object_find(call->process, ask->window, &window) != W32_OK)
            return W32_NO_ANSWER;
    }
    return status == W32_OK ? W32_NO_ANSWER : status;
}

enum w32_status w32_request_window_extra_get(struct w32_call *call, W32_UNTRUSTED const void *in,
                                             W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_extra_get_in *ask = in;
    struct w32_window_extra_out *answer = call->out;
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->index >= (int32_t)window->extra_count)
        return W32_BAD_VALUE;
    answer->value = window->extra[ask->index]; /* fault: window-extra-negative */
    call->written = sizeof *answer;
    return W32_OK;
}

enum w32_status w32_request_window_extra_set(struct w32_call *call, W32_UNTRUSTED const void *in,
                                             W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_extra_set_in *ask = in;
    struct w32_window_extra_out *answer = call->out;
    struct w32_window *window;
    uint32_t *word;
    uint32_t refused = 0;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->index < 0 || (uint32_t)ask->index >= window->extra_count)
        return W32_BAD_VALUE;
    word = &window->extra[ask->index];
    status = w32_window_tell(call, ask->window, W32_EVENT_EXTRA, w32_nowhere, &refused);
    if (status == W32_OK && (refused || w32_window_object_find(call->process, ask->window, &window) != W32_OK))
        status = W32_NO_ANSWER;
    if (status != W32_OK)
        return status;
    answer->value = *word; /* fault: window-extra-resized */
    *word = ask->value;
    call->written = sizeof *answer;
    return W32_OK;
}

enum w32_status w32_request_window_extra_resize(struct w32_call *call, W32_UNTRUSTED const void *in,
                                                W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_window_extra_resize_in *ask = in;
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->count > W32_WINDOW_EXTRA_MAX)
        return W32_BAD_VALUE;
    return w32_window_extra_make(window, ask->count);
}
