/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* How menus look: where their items lie, and the drawing of them. */
#include "internal.h"

BW_HARDENED_FILE;

/* The size of a character. */
struct w32_point w32_menu_font(const struct w32_dc *dc)
{
    struct w32_point size = {(int32_t)dc->now.font->width, (int32_t)dc->now.font->height};
    return size;
}

/* What a menu covers whose upper left corner is there; the width is a bar's. */
struct w32_rect w32_menu_place(const struct w32_menu *menu, enum w32_menu_kind kind, struct w32_point at, int32_t width,
                               struct w32_point font)
{
    struct w32_rect place = w32_menu_place_begin(kind, at, width, font);
    w32_menu_items items = menu->items;

    for (size_t i = 0; i < items.count; i++)
        place = w32_menu_place_add(kind, place,
                                   w32_menu_item_size(kind, BW_AT(items, i).flags, BW_AT(items, i).length, font));
    return place;
}

/* The item at a point, of those that the place has room for. W32_MENU_NONE: there is none. */
uint32_t w32_menu_item_at(const struct w32_menu *menu, enum w32_menu_kind kind, struct w32_rect place,
                          struct w32_point font, struct w32_point at, struct w32_rect *ret_item)
{
    struct w32_rect item = w32_menu_item_first(kind, place);
    w32_menu_items items = menu->items;

    for (size_t i = 0; i < items.count; i++) {
        item = w32_menu_item_next(kind, item,
                                  w32_menu_item_size(kind, BW_AT(items, i).flags, BW_AT(items, i).length, font));
        if (!w32_rect_inside(item, place))
            break;
        if (w32_rect_holds(item, at)) {
            *ret_item = item;
            return (uint32_t)i;
        }
    }
    return W32_MENU_NONE;
}

/* A line of one pixel around a rectangle. */
static enum w32_status w32_menu_edge(struct w32_dc *dc, struct w32_rect rect)
{
    struct w32_rect four[4] = {rect, rect, rect, rect};
    w32_rects sides = BW_SPAN_OF_ARRAY(w32_rects, four);
    enum w32_status status = W32_OK;

    BW_AT(sides, 0).bottom = rect.top + 1;
    BW_AT(sides, 1).right = rect.left + 1;
    BW_AT(sides, 2).top = rect.bottom - 1;
    BW_AT(sides, 3).left = rect.right - 1;
    for (size_t i = 0; i < sides.count && status == W32_OK; i++)
        status = w32_draw_rect(dc, BW_AT(sides, i), i < 2 ? W32_COLOUR_LIGHT : W32_COLOUR_SHADE);
    return status;
}

/* What stands before and behind a text: that it is checked, that there is a menu. */
static enum w32_status w32_menu_marks(struct w32_dc *dc, const struct w32_menu_item *item, struct w32_rect rect,
                                      uint32_t ink)
{
    struct w32_rect mark = {rect.left + 4, rect.top + 4, rect.left + 9, rect.bottom - 3};
    struct w32_rect arrow = {rect.right - 9, rect.top + 3, rect.right - 8, rect.bottom - 3};
    enum w32_status status = W32_OK;

    if (item->flags & W32_MENU_CHECKED)
        status = w32_draw_rect(dc, mark, ink);
    while (item->sub && status == W32_OK && arrow.top < arrow.bottom) {
        status = w32_draw_rect(dc, arrow, ink);
        arrow.left++;
        arrow.right++;
        arrow.top++;
        arrow.bottom--;
    }
    return status;
}

static enum w32_status w32_menu_item_paint(struct w32_call *call, struct w32_dc *dc, const struct w32_menu_item *item,
                                           enum w32_menu_kind kind, struct w32_rect rect, bool selected)
{
    bool disabled = (item->flags & W32_MENU_DISABLED) != 0;
    uint32_t ink = disabled ? W32_COLOUR_SHADE : selected ? W32_COLOUR_CHOSEN_INK : W32_COLOUR_INK;
    struct w32_text_colours colours = {W32_PIXEL_CLEAR, ink};
    uint32_t room = w32_menu_text_room(kind, rect, w32_menu_font(dc));
    bw_u32s_const codes = BW_SPAN_OF_ARRAY(bw_u32s_const, item->codes);
    enum w32_status status = W32_OK;

    if (item->flags & W32_MENU_SEPARATOR) {
        rect.top += W32_MENU_LINE / 2;
        rect.bottom = rect.top + 1;
        return kind == W32_MENU_KIND_BAR ? W32_OK : w32_draw_rect(dc, rect, W32_COLOUR_SHADE);
    }
    if (selected && !disabled)
        status = w32_draw_rect(dc, rect, W32_COLOUR_CHOSEN);
    if (status == W32_OK)
        status = w32_text_write(call, dc, w32_menu_text_at(kind, rect),
                                bw_u32s_const_first(codes, item->length < room ? item->length : room), colours);
    if (status == W32_OK && kind == W32_MENU_KIND_POPUP)
        status = w32_menu_marks(dc, item, rect, ink);
    return status;
}

/* Those of the items that the place has room for. */
enum w32_status w32_menu_paint(struct w32_call *call, struct w32_dc *dc, const struct w32_menu *menu,
                               enum w32_menu_kind kind, struct w32_rect place, uint32_t selected)
{
    struct w32_point font = w32_menu_font(dc);
    struct w32_rect item = w32_menu_item_first(kind, place);
    w32_menu_items items = menu->items;
    enum w32_status status = w32_draw_rect(dc, place, W32_COLOUR_FACE);

    if (status == W32_OK && kind == W32_MENU_KIND_POPUP)
        status = w32_menu_edge(dc, place);
    for (size_t i = 0; i < items.count && status == W32_OK; i++) {
        item = w32_menu_item_next(kind, item,
                                  w32_menu_item_size(kind, BW_AT(items, i).flags, BW_AT(items, i).length, font));
        if (!w32_rect_inside(item, place))
            break;
        status = w32_menu_item_paint(call, dc, w32_menu_items_at(items, i), kind, item, i == selected);
    }
    return status;
}

/* Draws a menu and tells the client where it is. */
static enum w32_status w32_menu_show(struct w32_call *call, const struct w32_menu *menu, enum w32_menu_kind kind,
                                     struct w32_rect window, uint32_t selected)
{
    w32_words answer = w32_answer(call);
    struct w32_point at = {window.left, window.top};
    struct w32_rect place;
    enum w32_status status;

    if (!call->dc->now.font)
        return W32_NO_FONT;
    place = w32_menu_place(menu, kind, at, window.right - window.left, w32_menu_font(call->dc));
    status = w32_menu_paint(call, call->dc, menu, kind, place, selected);
    if (status != W32_OK)
        return status;
    w32_answer_rect(&answer, place);
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_menu_bar(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    uint32_t selected = w32_take_u32(in);
    struct w32_window *window;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status != W32_OK)
        return status;
    if (!window->menu)
        return W32_BAD_VALUE;
    return w32_menu_show(call, window->menu, W32_MENU_KIND_BAR, w32_window_place(window), selected);
}

enum w32_status w32_request_menu_popup(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    struct w32_point at = w32_take_point(in);
    uint32_t selected = w32_take_u32(in);
    struct w32_rect corner = {at.x, at.y, at.x, at.y};
    struct w32_menu *menu;
    enum w32_status status = w32_menu_object_find(call->process, handle, &menu);

    if (status != W32_OK)
        return status;
    if (!w32_point_valid(at))
        return W32_BAD_VALUE;
    return w32_menu_show(call, menu, W32_MENU_KIND_POPUP, corner, selected);
}
