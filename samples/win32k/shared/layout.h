/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Where the parts of menus and scroll bars lie, and how they look: pure arithmetic and constants that both forms use.
 * All sizes are small: a menu's are bounded by its items and the largest font, a bar's by the largest window.
 */
#ifndef W32_LAYOUT_H
#define W32_LAYOUT_H

#include "shared/geometry.h"

#define W32_COLOUR_FACE 0x00d4d0c8u
#define W32_COLOUR_LIGHT 0x00ffffffu
#define W32_COLOUR_SHADE 0x00808080u
#define W32_COLOUR_TRACK 0x00e8e6e0u
#define W32_COLOUR_INK 0x00101418u
#define W32_COLOUR_CHOSEN 0x00245aa8u
#define W32_COLOUR_CHOSEN_INK 0x00ffffffu

enum w32_menu_kind { W32_MENU_KIND_BAR, W32_MENU_KIND_POPUP };

#define W32_MENU_EDGE 2       /* pixels around the items of a pop-up */
#define W32_MENU_MARGIN 14    /* beside the text of a pop-up: the mark, the arrow */
#define W32_MENU_GAP 7        /* beside the text of a bar */
#define W32_MENU_SPACE 2      /* above and below a text */
#define W32_MENU_LINE 6       /* the height of a separator */

/* How wide and high an item is; a font of that size shows its `length` characters. */
static inline struct w32_point w32_menu_item_size(enum w32_menu_kind kind, uint32_t flags, uint32_t length,
                                                  struct w32_point font)
{
    int32_t beside = kind == W32_MENU_KIND_BAR ? W32_MENU_GAP : W32_MENU_MARGIN;
    struct w32_point size = {(int32_t)length * font.x + 2 * beside, font.y + 2 * W32_MENU_SPACE};

    if (flags & W32_MENU_SEPARATOR) {
        size.x = kind == W32_MENU_KIND_BAR ? W32_MENU_LINE : 0;
        size.y = W32_MENU_LINE;
    }
    return size;
}

/* The place of the whole: one more item of that size. Begins as w32_menu_place_begin. */
static inline struct w32_rect w32_menu_place_begin(enum w32_menu_kind kind, struct w32_point at, int32_t width,
                                                   struct w32_point font)
{
    struct w32_rect bar = {at.x, at.y, at.x + width, at.y + font.y + 2 * W32_MENU_SPACE};
    struct w32_rect popup = {at.x, at.y, at.x + 2 * W32_MENU_EDGE, at.y + 2 * W32_MENU_EDGE};

    return kind == W32_MENU_KIND_BAR ? bar : popup;
}

static inline struct w32_rect w32_menu_place_add(enum w32_menu_kind kind, struct w32_rect place, struct w32_point size)
{
    if (kind == W32_MENU_KIND_BAR)
        return place;
    place.right = w32_max(place.right, place.left + size.x + 2 * W32_MENU_EDGE);
    place.bottom += size.y;
    return place;
}

/* The place of the first item, still without a size, and how it goes on from one item to the next. */
static inline struct w32_rect w32_menu_item_first(enum w32_menu_kind kind, struct w32_rect place)
{
    struct w32_rect bar = {place.left, place.top, place.left, place.bottom};
    struct w32_rect popup = {place.left + W32_MENU_EDGE, place.top + W32_MENU_EDGE, place.right - W32_MENU_EDGE,
                             place.top + W32_MENU_EDGE};

    return kind == W32_MENU_KIND_BAR ? bar : popup;
}

static inline struct w32_rect w32_menu_item_next(enum w32_menu_kind kind, struct w32_rect item, struct w32_point size)
{
    if (kind == W32_MENU_KIND_BAR) {
        item.left = item.right;
        item.right += size.x;
    } else {
        item.top = item.bottom;
        item.bottom += size.y;
    }
    return item;
}

/* Where the menu of an item pops up. */
static inline struct w32_point w32_menu_sub_at(enum w32_menu_kind kind, struct w32_rect item)
{
    struct w32_point bar = {item.left, item.bottom}, popup = {item.right - W32_MENU_EDGE, item.top - W32_MENU_EDGE};

    return kind == W32_MENU_KIND_BAR ? bar : popup;
}

/* How many characters can be shown in a place. */
static inline uint32_t w32_menu_text_room(enum w32_menu_kind kind, struct w32_rect item, struct w32_point font)
{
    int32_t room = item.right - item.left - 2 * (kind == W32_MENU_KIND_BAR ? W32_MENU_GAP : W32_MENU_MARGIN);

    return room > 0 ? (uint32_t)(room / font.x) : 0;
}

static inline struct w32_point w32_menu_text_at(enum w32_menu_kind kind, struct w32_rect item)
{
    struct w32_point at = {item.left + (kind == W32_MENU_KIND_BAR ? W32_MENU_GAP : W32_MENU_MARGIN),
                           item.top + W32_MENU_SPACE};
    return at;
}

static inline bool w32_rect_holds(struct w32_rect rect, struct w32_point point)
{
    return point.x >= rect.left && point.x < rect.right && point.y >= rect.top && point.y < rect.bottom;
}

#define W32_BAR_BREADTH 15 /* pixels across a scroll bar; its buttons are as long */
#define W32_SLIDER_MIN 8   /* pixels along it */

/*
 * Where a bar lies in a window of that place; `both`: the window has the other one too, and the corner is nobody's. Nowhere if
 * the window is too small.
 */
static inline struct w32_rect w32_bar_place(enum w32_bar bar, struct w32_rect window, bool both)
{
    struct w32_rect place = window;

    if (window.right - window.left < 2 * W32_BAR_BREADTH || window.bottom - window.top < 2 * W32_BAR_BREADTH) {
        place.right = place.left;
        place.bottom = place.top;
    } else if (bar == W32_BAR_LEVEL) {
        place.top = window.bottom - W32_BAR_BREADTH;
        place.right = window.right - (both ? W32_BAR_BREADTH : 0);
    } else {
        place.left = window.right - W32_BAR_BREADTH;
        place.bottom = window.bottom - (both ? W32_BAR_BREADTH : 0);
    }
    return place;
}

/* How many pixels there are between the buttons. */
static inline int32_t w32_bar_track(enum w32_bar bar, struct w32_rect place)
{
    int32_t length = bar == W32_BAR_LEVEL ? place.right - place.left : place.bottom - place.top;

    return w32_max(0, length - 2 * W32_BAR_BREADTH);
}

/* Whether a pixel of a button belongs to its arrow, which points to lower positions; along and across from the tip. */
static inline bool w32_bar_arrow(int32_t along, int32_t across)
{
    int32_t off = across < W32_BAR_BREADTH / 2 ? W32_BAR_BREADTH / 2 - across : across - W32_BAR_BREADTH / 2;

    return along >= 5 && along < 9 && off <= along - 5;
}

/* The colour of a pixel of a raised piece so long, as broad as the bar. */
static inline uint32_t w32_bar_raised(int32_t along, int32_t across, int32_t length)
{
    if (along == 0 || across == 0)
        return W32_COLOUR_LIGHT;
    return along == length - 1 || across == W32_BAR_BREADTH - 1 ? W32_COLOUR_SHADE : W32_COLOUR_FACE;
}

#endif
