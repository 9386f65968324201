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

/* A menu. Windows pin theirs. */
#define W32_MENU_STEP 8u /* items that a menu gets room for at a time */
struct w32_menu {
    struct w32_head head;
    struct w32_menu *parent; /* which has the item that it is the menu of; null: none */
    uint32_t count;
    uint32_t room;
    struct w32_menu_item *items BW_COUNTED_BY(room);
};

/* A menu that is open while one is tracked. */
struct w32_level {
    struct w32_menu *menu; /* pinned */
    enum w32_menu_kind kind;
    uint32_t selected;
    struct w32_rect place;
    struct w32_rect covered; /* what of the screen lies below it, */
    uint32_t *under;         /* as it was; null: nothing does */
    uint32_t screen;         /* of the one of that number */
};

struct w32_tracking {
    w32_handle window;
    uint32_t depth; /* levels that are open */
    struct w32_level levels[W32_MENU_DEPTH_MAX];
};

/* A scroll bar of a window. */
struct w32_scroll {
    bool shown;
    struct w32_scroll_info info;
};

struct w32_scrolls {
    struct w32_scroll bars[W32_BARS];
};

struct w32_icon {
    struct w32_head head;
    uint32_t width;
    uint32_t height;
    uint32_t *pixels; /* W32_PIXEL_CLEAR where it is transparent */
};

/* An icon at a size, as it was drawn before. */
struct w32_icon_cached {
    struct w32_icon *icon; /* null: the place is free */
    uint32_t width;
    uint32_t height;
    uint32_t *pixels; /* the icon's own, if it has this size */
};

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
enum w32_status w32_menu_paint(struct w32_dc *dc, const struct w32_menu *menu, enum w32_menu_kind kind,
                               struct w32_rect place, uint32_t selected);

/* scroll.c */
uint64_t w32_scroll_digest(uint64_t digest, const struct w32_window *window);

#endif
