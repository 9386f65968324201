/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Menus, scroll bars and icons: the structures, and the functions that their files share. Part of internal.h. */
#ifndef W32_MENU_STRUCTURES_H
#define W32_MENU_STRUCTURES_H

#include "shared/layout.h"

struct w32_call;
struct w32_window;

struct w32_menu_item {
    uint32_t id;
    uint32_t flags;
    struct w32_menu *sub; /* pinned; null: none */
    uint32_t length;
    uint32_t codes[W32_MENU_TEXT_MAX];
};
BW_SPAN_DECLARE(w32_menu_items, struct w32_menu_item);
W32_BLOCK_DECLARE(w32_menu_items, struct w32_menu_item);

/* A menu. Windows pin theirs. Its items are the first ones of `room`. */
#define W32_MENU_STEP 8u /* items that a menu gets room for at a time */
struct w32_menu {
    struct w32_head head;
    struct w32_menu *parent; /* which has the item that it is the menu of; null: none */
    w32_menu_items items;
    w32_menu_items room;
};

/* A menu that is open while one is tracked. */
struct w32_level {
    struct w32_menu *menu; /* pinned */
    enum w32_menu_kind kind;
    uint32_t selected;
    struct w32_rect place;
    struct w32_rect covered; /* what of the screen lies below it, */
    bw_u32s under;           /* as it was; empty: nothing does */
    uint32_t screen;         /* of the one of that number */
};
BW_SPAN_DECLARE(w32_levels, struct w32_level);

/* The call's, so that its end closes what is open, whatever has happened. */
struct w32_tracking {
    w32_handle window;
    uint32_t depth; /* levels that are open */
    struct w32_level levels[W32_MENU_DEPTH_MAX];
};
BW_SPAN_DECLARE(w32_trackings, struct w32_tracking);
BW_SPAN_ARENA_DECLARE(w32_trackings, struct w32_tracking);

/* A scroll bar of a window. */
struct w32_scroll {
    bool shown;
    struct w32_scroll_info info;
};
BW_SPAN_DECLARE(w32_scrolls, struct w32_scroll);
W32_BLOCK_DECLARE(w32_scrolls, struct w32_scroll);

struct w32_icon {
    struct w32_head head;
    uint32_t width;
    uint32_t height;
    bw_u32s pixels; /* W32_PIXEL_CLEAR where it is transparent */
};

/* An icon at another size than its own, as it was drawn before. */
struct w32_icon_cached {
    w32_handle icon; /* 0: the place is free */
    uint32_t width;
    uint32_t height;
    bw_u32s pixels;
};
BW_SPAN_DECLARE(w32_icons, struct w32_icon_cached);

/* menu.c */
struct w32_menu *w32_menu_seek(struct w32_menu *menu, uint32_t id, uint32_t *ret_position) BW_BORROWED;
enum w32_status w32_menu_tell(struct w32_call *call, const struct w32_callback_menu_in *ask,
                              struct w32_callback_menu_out *ret_told) BW_REENTERS;

/* menudraw.c: pre, where a drawing state is given: it has a font */
struct w32_point w32_menu_font(const struct w32_dc *dc);
struct w32_rect w32_menu_place(const struct w32_menu *menu, enum w32_menu_kind kind, struct w32_point at, int32_t width,
                               struct w32_point font);
uint32_t w32_menu_item_at(const struct w32_menu *menu, enum w32_menu_kind kind, struct w32_rect place,
                          struct w32_point font, struct w32_point at, struct w32_rect *ret_item);
enum w32_status w32_menu_paint(struct w32_call *call, struct w32_dc *dc, const struct w32_menu *menu,
                               enum w32_menu_kind kind, struct w32_rect place, uint32_t selected);

/* menutrack.c */
void w32_track_close(struct w32_driver *driver, struct w32_tracking *tracking, uint32_t depth);

/* scroll.c */
uint64_t w32_scroll_digest(uint64_t digest, const struct w32_window *window);

#endif
