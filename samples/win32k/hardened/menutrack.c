/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The tracking of menus: the client is asked, again and again, what happens. It may do anything meanwhile; the menus that are
 * open are pinned, and everything else is looked up again.
 */
#include "internal.h"

BW_HARDENED_FILE;

/* The font of the calling thread, on the screen. Pre: it has one. */
static void w32_track_dc(struct w32_call *call, struct w32_dc *dc)
{
    w32_dc_init(dc, call->driver);
    dc->now.font = call->dc->now.font;
}

static enum w32_status w32_level_paint(struct w32_call *call, const struct w32_level *level)
{
    struct w32_dc dc = {.saves = 0};

    w32_track_dc(call, &dc);
    return w32_menu_paint(call, &dc, level->menu, level->kind, level->place, level->selected);
}

/* Puts aside what lies below a menu. */
static enum w32_status w32_level_save(struct w32_driver *driver, struct w32_level *level)
{
    struct w32_rect bounds;
    w32_words pixels;
    enum w32_status status = w32_surface_bounds(&driver->surface, &bounds);

    if (status != W32_OK)
        return status;
    level->screen = driver->screens;
    level->covered = w32_rect_intersect(level->place, bounds);
    if (w32_rect_empty(level->covered))
        return W32_OK;
    status = bw_u32s_take((size_t)(level->covered.right - level->covered.left) *
                              (size_t)(level->covered.bottom - level->covered.top),
                          &level->under);
    if (status != W32_OK)
        return status;
    pixels = w32_words_into(level->under);
    w32_surface_load(&driver->surface, level->covered, &pixels);
    return W32_OK;
}

/* Puts it back, unless the screen is another one by now. */
static void w32_level_restore(struct w32_driver *driver, struct w32_level *level)
{
    size_t width = (size_t)(level->covered.right - level->covered.left);
    size_t height = (size_t)(level->covered.bottom - level->covered.top);
    w32_image image;

    if (level->under.count != 0 && level->screen == driver->screens &&
        w32_image_make(bw_u32s_as_const(level->under), width, height, width, &image) == BW_OK)
        w32_surface_store(&driver->surface, level->covered, image);
    bw_u32s_give(level->under);
    level->under = bw_u32s_make(NULL, 0);
}

/* Closes menus, the innermost first, until so many are open. */
void w32_track_close(struct w32_driver *driver, struct w32_tracking *tracking, uint32_t depth)
{
    w32_levels levels = BW_SPAN_OF_ARRAY(w32_levels, tracking->levels);

    while (tracking->depth > depth) {
        struct w32_level *level = w32_levels_at(levels, --tracking->depth);

        w32_level_restore(driver, level);
        w32_menu_object_unpin(driver, level->menu);
    }
}

/* Asks the client, and looks whether it has left what the tracking needs. */
static enum w32_status w32_track_tell(struct w32_call *call, const struct w32_tracking *tracking, w32_handle menu,
                                      enum w32_menu_event event, uint32_t position, struct w32_callback_menu_out *ret_told)
{
    struct w32_callback_menu_in ask = {tracking->window, menu, event, position};
    struct w32_window *window;
    enum w32_status status = w32_menu_tell(call, &ask, ret_told);

    if (status != W32_OK)
        return status;
    if (!call->dc->now.font || w32_window_object_find(call->process, tracking->window, &window) != W32_OK)
        return W32_NO_ANSWER;
    return W32_OK;
}

/* One more menu, whose pin is the level's from here on. */
static void w32_track_add(struct w32_tracking *tracking, struct w32_menu *menu, enum w32_menu_kind kind)
{
    w32_levels levels = BW_SPAN_OF_ARRAY(w32_levels, tracking->levels);
    struct w32_level fresh = {.menu = menu, .kind = kind, .selected = W32_MENU_NONE};

    BW_AT(levels, tracking->depth) = fresh;
    tracking->depth++;
}

/* Shows the menu that came last. */
static enum w32_status w32_track_show(struct w32_call *call, struct w32_tracking *tracking, struct w32_rect at)
{
    w32_levels levels = BW_SPAN_OF_ARRAY(w32_levels, tracking->levels);
    struct w32_level *level = w32_levels_at(levels, tracking->depth - 1);
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
    w32_levels_const levels = BW_SPAN_OF_ARRAY(w32_levels_const, tracking->levels);
    uint32_t number = tracking->depth;

    *ret_position = W32_MENU_NONE;
    while (number > 0) {
        const struct w32_level *level = w32_levels_const_at(levels, --number);

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
    item = w32_menu_items_at(level->menu->items, position);
    return item->flags & W32_MENU_DISABLED ? NULL : item->sub;
}

/* Selects an item, closes the menus of others, and opens its own. */
static enum w32_status w32_track_select(struct w32_call *call, struct w32_tracking *tracking, uint32_t number,
                                        uint32_t position, struct w32_rect rect)
{
    w32_levels levels = BW_SPAN_OF_ARRAY(w32_levels, tracking->levels);
    struct w32_level *level = w32_levels_at(levels, number);
    struct w32_menu *sub = w32_track_sub(level, position);
    struct w32_callback_menu_out told = {0};
    struct w32_point at;
    enum w32_status status;

    if (level->selected == position && tracking->depth > number + 1)
        return W32_OK;
    w32_track_close(call->driver, tracking, number + 1);
    level->selected = position;
    status = w32_level_paint(call, level);
    if (status != W32_OK || !sub || tracking->depth == W32_MENU_DEPTH_MAX)
        return status;
    w32_menu_object_again(sub);
    w32_track_add(tracking, sub, W32_MENU_KIND_POPUP);
    status = w32_track_tell(call, tracking, sub->head.handle, W32_MENU_EVENT_OPEN, W32_MENU_NONE, &told);
    if (status == W32_OK && told.answer != 0)
        w32_track_close(call->driver, tracking, number + 1);
    if (status != W32_OK || told.answer != 0)
        return status;
    at = w32_menu_sub_at(level->kind, rect);
    rect.left = rect.right = at.x;
    rect.top = rect.bottom = at.y;
    return w32_track_show(call, tracking, rect);
}

/* The client chooses what is at a point, or nothing. */
static enum w32_status w32_track_choose(struct w32_call *call, struct w32_tracking *tracking, struct w32_point at,
                                        struct w32_menu_track_out *answer)
{
    w32_levels levels = BW_SPAN_OF_ARRAY(w32_levels, tracking->levels);
    uint32_t position;
    struct w32_rect rect = {0};
    uint32_t number = w32_track_find(call, tracking, at, &position, &rect);
    const struct w32_menu_item *item;

    if (number == tracking->depth) {
        w32_track_close(call->driver, tracking, 0);
        return W32_OK;
    }
    if (position != W32_MENU_NONE) {
        item = w32_menu_items_at(BW_AT(levels, number).menu->items, position);
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
    w32_levels levels = BW_SPAN_OF_ARRAY(w32_levels, tracking->levels);
    const struct w32_level *inner = w32_levels_at(levels, tracking->depth - 1);
    struct w32_callback_menu_out told = {0};
    uint32_t number, position;
    struct w32_rect rect = {0};
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
    w32_levels levels = BW_SPAN_OF_ARRAY(w32_levels, tracking->levels);
    struct w32_callback_menu_out told = {0};
    enum w32_status status = w32_track_tell(call, tracking, BW_AT(levels, 0).menu->head.handle, W32_MENU_EVENT_OPEN,
                                            W32_MENU_NONE, &told);

    if (status == W32_OK && told.answer != 0)
        status = W32_NO_ANSWER;
    if (status == W32_OK)
        status = w32_track_show(call, tracking, at);
    for (uint32_t rounds = 0; status == W32_OK && tracking->depth > 0; rounds++)
        status = rounds < W32_MENU_ROUNDS_MAX ? w32_track_input(call, tracking, answer) : W32_NO_ANSWER;
    w32_track_close(call->driver, tracking, 0);
    return status;
}

enum w32_status w32_request_menu_track(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in), menu_handle = w32_take_u32(in);
    struct w32_point corner = w32_take_point(in);
    struct w32_rect at;
    w32_words answer = w32_answer(call);
    struct w32_menu_track_out choice = {0};
    w32_trackings tracking;
    struct w32_window *window;
    struct w32_menu *menu = NULL;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status == W32_OK && menu_handle != 0)
        status = w32_menu_object_find(call->process, menu_handle, &menu);
    if (status != W32_OK)
        return status;
    if (menu_handle == 0)
        menu = window->menu;
    if (!menu || !w32_point_valid(corner))
        return W32_BAD_VALUE;
    at = w32_window_place(window);
    if (menu_handle != 0) {
        at.left = at.right = corner.x;
        at.top = at.bottom = corner.y;
    }
    if (!call->dc->now.font)
        return W32_NO_FONT;
    if (w32_trackings_alloc(call->arena, 1, &tracking) != BW_OK)
        return W32_NO_MEMORY;
    call->tracking = w32_trackings_at(tracking, 0);
    call->tracking->window = handle;
    if (menu_handle == 0)
        w32_menu_object_again(menu);
    else
        status = w32_menu_object_pin(call->process, menu_handle, &menu);
    if (status != W32_OK)
        return status;
    w32_track_add(call->tracking, menu, menu_handle ? W32_MENU_KIND_POPUP : W32_MENU_KIND_BAR);
    status = w32_track_run(call, call->tracking, at, &choice);
    if (status != W32_OK)
        return status;
    w32_words_put(&answer, choice.chosen);
    w32_words_put(&answer, choice.id);
    return w32_answer_done(call, &answer);
}
