/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The tracking of menus: the client is asked, again and again, what happens. It may do anything meanwhile; the menus that are
 * open are pinned, and everything else is looked up again.
 */
#include "internal.h"

/* The font of the calling thread, on the screen. Pre: it has one. */
static void w32_track_dc(struct w32_call *call, struct w32_dc *dc)
{
    memset(&dc->head, 0, sizeof dc->head);
    w32_dc_init(dc, call->driver);
    dc->now.font = call->dc->now.font;
}

static enum w32_status w32_level_paint(struct w32_call *call, const struct w32_level *level)
{
    struct w32_dc dc;

    w32_track_dc(call, &dc);
    return w32_menu_paint(&dc, level->menu, level->kind, level->place, level->selected);
}

/* Puts aside what lies below a menu. */
static enum w32_status w32_level_save(struct w32_driver *driver, struct w32_level *level)
{
    struct w32_rect bounds;
    enum w32_status status = w32_surface_bounds(&driver->surface, &bounds);

    if (status != W32_OK)
        return status;
    level->screen = driver->screens;
    level->covered = w32_rect_intersect(level->place, bounds);
    if (w32_rect_empty(level->covered))
        return W32_OK;
    level->under = w32_platform_alloc((size_t)(level->covered.right - level->covered.left) *
                                      (size_t)(level->covered.bottom - level->covered.top) * sizeof *level->under);
    if (!level->under)
        return W32_NO_MEMORY;
    w32_surface_load(&driver->surface, level->covered, level->under);
    return W32_OK;
}

/* Puts it back, unless the screen is another one by now. */
static void w32_level_restore(struct w32_driver *driver, struct w32_level *level)
{
    if (level->under && level->screen == driver->screens)
        w32_surface_store(&driver->surface, level->covered, level->under,
                          (uint32_t)(level->covered.right - level->covered.left));
    w32_platform_free(level->under);
    level->under = NULL;
}

/* Closes menus, the innermost first, until so many are open. */
static void w32_track_close(struct w32_driver *driver, struct w32_tracking *tracking, uint32_t depth)
{
    while (tracking->depth > depth) {
        struct w32_level *level = &tracking->levels[--tracking->depth];

        w32_level_restore(driver, level);
        w32_menu_object_unpin(driver, level->menu);
    }
}

/* Asks the client, and looks whether it has left what the tracking needs. */
static enum w32_status w32_track_tell(struct w32_call *call, const struct w32_tracking *tracking, w32_handle menu,
                                      enum w32_menu_event event, uint32_t position, struct w32_callback_menu_out *ret_told)
{
    struct w32_callback_menu_in ask;
    struct w32_window *window;
    enum w32_status status;

    ask.window = tracking->window;
    ask.menu = menu;
    ask.event = event;
    ask.position = position;
    status = w32_menu_tell(call, &ask, ret_told);
    if (status != W32_OK)
        return status;
    if (!call->dc->now.font || w32_window_object_find(call->process, tracking->window, &window) != W32_OK)
        return W32_NO_ANSWER;
    return W32_OK;
}

/* One more menu, whose pin is the level's from here on. */
static void w32_track_add(struct w32_tracking *tracking, struct w32_menu *menu, enum w32_menu_kind kind)
{
    struct w32_level *level = &tracking->levels[tracking->depth++];

    memset(level, 0, sizeof *level);
    level->menu = menu;
    level->kind = kind;
    level->selected = W32_MENU_NONE;
}

/* Shows the menu that came last. */
static enum w32_status w32_track_show(struct w32_call *call, struct w32_tracking *tracking, struct w32_rect at)
{
    struct w32_level *level = &tracking->levels[tracking->depth - 1];
    struct w32_point corner = {at.left, at.top};
    enum w32_status status;

    level->place = w32_menu_place(level->menu, level->kind, corner, at.right - at.left, w32_menu_font(call->dc));
    status = w32_level_save(call->driver, level);
    if (status == W32_OK)
        status = w32_level_paint(call, level);
    return status;
}

/* The innermost open menu at a point, and the item there. The number of those that are open: there is none. */
static uint32_t w32_track_find(const struct w32_call *call, const struct w32_tracking *tracking, struct w32_point at,
                               uint32_t *ret_position, struct w32_rect *ret_item)
{
    uint32_t number = tracking->depth;

    *ret_position = W32_MENU_NONE;
    while (number > 0) {
        const struct w32_level *level = &tracking->levels[--number];

        if (w32_rect_holds(level->place, at)) {
            *ret_position = w32_menu_item_at(level->menu, level->kind, level->place, w32_menu_font(call->dc), at,
                                             ret_item);
            return number;
        }
    }
    return tracking->depth;
}

/* The menu of an item that can be opened. Null: there is none. */
BW_BORROWED static struct w32_menu *w32_track_sub(const struct w32_level *level, uint32_t position)
{
    const struct w32_menu_item *item;

    if (position == W32_MENU_NONE)
        return NULL;
    item = &level->menu->items[position];
    return item->flags & W32_MENU_DISABLED ? NULL : item->sub;
}

/* Selects an item, closes the menus of others, and opens its own. */
static enum w32_status w32_track_select(struct w32_call *call, struct w32_tracking *tracking, uint32_t number,
                                        uint32_t position, struct w32_rect rect)
{
    struct w32_level *level = &tracking->levels[number];
    struct w32_callback_menu_out told;
    struct w32_menu *sub = w32_track_sub(level, position);
    struct w32_point at;
    enum w32_status status;

    if (level->selected == position && tracking->depth > number + 1)
        return W32_OK;
    w32_track_close(call->driver, tracking, number + 1);
    level->selected = position;
    status = w32_level_paint(call, level);
    if (status != W32_OK || !sub || tracking->depth == W32_MENU_DEPTH_MAX)
        return status;
    status = w32_track_tell(call, tracking, sub->head.handle, W32_MENU_EVENT_OPEN, W32_MENU_NONE, &told);
    if (status != W32_OK || told.answer != 0)
        return status;
    w32_menu_object_again(sub); /* fault: menu-freed-callback */
    w32_track_add(tracking, sub, W32_MENU_KIND_POPUP);
    at = w32_menu_sub_at(level->kind, rect);
    rect.left = rect.right = at.x;
    rect.top = rect.bottom = at.y;
    return w32_track_show(call, tracking, rect);
}

/* The client chooses what is at a point, or nothing. */
static enum w32_status w32_track_choose(struct w32_call *call, struct w32_tracking *tracking, struct w32_point at,
                                        struct w32_menu_track_out *answer)
{
    uint32_t position;
    struct w32_rect rect;
    uint32_t number = w32_track_find(call, tracking, at, &position, &rect);
    const struct w32_menu_item *item;

    if (number == tracking->depth) {
        w32_track_close(call->driver, tracking, 0);
        return W32_OK;
    }
    if (position != W32_MENU_NONE) {
        item = &tracking->levels[number].menu->items[position];
        if (!item->sub && !(item->flags & (W32_MENU_DISABLED | W32_MENU_SEPARATOR))) {
            answer->chosen = 1;
            answer->id = item->id;
            w32_track_close(call->driver, tracking, 0);
            return W32_OK;
        }
    }
    return w32_track_select(call, tracking, number, position, rect);
}

/* One thing that the client says has happened. */
static enum w32_status w32_track_input(struct w32_call *call, struct w32_tracking *tracking,
                                       struct w32_menu_track_out *answer)
{
    const struct w32_level *inner = &tracking->levels[tracking->depth - 1];
    struct w32_callback_menu_out told;
    uint32_t number, position;
    struct w32_rect rect;
    enum w32_status status = w32_track_tell(call, tracking, inner->menu->head.handle, W32_MENU_EVENT_INPUT,
                                            inner->selected, &told);

    if (status != W32_OK)
        return status;
    switch (told.answer) {
    case W32_MENU_MOVE:
        number = w32_track_find(call, tracking, told.point, &position, &rect);
        return number == tracking->depth ? W32_OK : w32_track_select(call, tracking, number, position, rect);
    case W32_MENU_CHOOSE:
        return w32_track_choose(call, tracking, told.point, answer);
    case W32_MENU_CANCEL:
        w32_track_close(call->driver, tracking, tracking->depth - 1);
        return W32_OK;
    default:
        return W32_NO_ANSWER;
    }
}

/* From the first menu, which is there, to the last that closes. */
static enum w32_status w32_track_run(struct w32_call *call, struct w32_tracking *tracking, struct w32_rect at,
                                     struct w32_menu_track_out *answer)
{
    struct w32_callback_menu_out told;
    uint32_t rounds;
    enum w32_status status = w32_track_tell(call, tracking, tracking->levels[0].menu->head.handle, W32_MENU_EVENT_OPEN,
                                            W32_MENU_NONE, &told);

    if (status == W32_OK && told.answer != 0)
        status = W32_NO_ANSWER;
    if (status == W32_OK)
        status = w32_track_show(call, tracking, at);
    for (rounds = 0; status == W32_OK && tracking->depth > 0; rounds++)
        status = rounds < W32_MENU_ROUNDS_MAX ? w32_track_input(call, tracking, answer) : W32_NO_ANSWER;
    w32_track_close(call->driver, tracking, 0);
    return status;
}

enum w32_status w32_request_menu_track(struct w32_call *call, W32_UNTRUSTED const void *in,
                                       W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_menu_track_in *ask = in;
    struct w32_menu_track_out *answer = call->out;
    struct w32_rect at;
    struct w32_tracking tracking;
    struct w32_window *window;
    struct w32_menu *menu;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status == W32_OK && ask->menu != 0)
        status = w32_menu_object_find(call->process, ask->menu, &menu);
    if (status != W32_OK)
        return status;
    if (ask->menu == 0)
        menu = window->menu;
    if (!menu || !w32_point_valid(ask->at))
        return W32_BAD_VALUE;
    at = w32_window_place(window);
    if (ask->menu != 0) {
        at.left = at.right = ask->at.x;
        at.top = at.bottom = ask->at.y;
    }
    if (!call->dc->now.font)
        return W32_NO_FONT;
    if (ask->menu == 0)
        w32_menu_object_again(menu);
    else
        status = w32_menu_object_pin(call->process, ask->menu, &menu);
    if (status != W32_OK)
        return status;
    tracking.window = ask->window;
    tracking.depth = 0;
    w32_track_add(&tracking, menu, ask->menu ? W32_MENU_KIND_POPUP : W32_MENU_KIND_BAR);
    answer->chosen = 0;
    answer->id = 0;
    call->written = sizeof *answer;
    return w32_track_run(call, &tracking, at, answer);
}
