/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The requests about menus, scroll bars and icons. Part of abi.h.
 *
 * What these draw is drawn by the calling thread's drawing state: its surface, its clipping, its font.
 */
#ifndef W32_ABI_MENU_H
#define W32_ABI_MENU_H

#define W32_MENU_ITEMS_MAX 64u
#define W32_MENU_TEXT_MAX 32u  /* characters of an item */
#define W32_MENU_DEPTH_MAX 4u  /* menus in one another, the outermost among them */
#define W32_MENU_ROUNDS_MAX 256u /* questions to a client that tracks a menu */
#define W32_MENU_NONE UINT32_MAX /* no item */

/*
 * W32_MENU_CREATE: a menu without items. A menu can be that of an item of one other menu, and of any number of windows;
 * it lives on there when it is deleted.
 */
enum w32_menu_flag {
    W32_MENU_CHECKED = 1,
    W32_MENU_DISABLED = 2,
    W32_MENU_SEPARATOR = 4 /* a line: has neither text nor a menu */
};

/*
 * W32_MENU_INSERT: an item before the one at a position, or behind all of them (position: their number, or W32_MENU_NONE).
 * `sub` may be 0. W32_BAD_VALUE: also where `sub` is an item's menu already, or holds `menu`. W32_TOO_BIG: too many
 * items, or menus in one another.
 */
struct w32_menu_insert_in {
    w32_handle menu;
    uint32_t position;
    uint32_t id;
    uint32_t flags;
    w32_handle sub;
    uint32_t count; /* characters */
    uint32_t codes[];
};

/* W32_MENU_REMOVE; W32_MENU_QUERY */
struct w32_menu_item_in {
    w32_handle menu;
    uint32_t position;
};
struct w32_menu_query_out {
    uint32_t items; /* of the menu */
    uint32_t id;
    uint32_t flags;
    w32_handle sub;
    uint32_t count;
    uint32_t codes[W32_MENU_TEXT_MAX]; /* so many, then nothing but zeros */
};

/*
 * W32_MENU_CHANGE: the first item of that id, in the menu or in one that lies in it, is checked and disabled as the flags
 * say; the client is asked first (W32_MENU_EVENT_CHANGE). Answers with the flags that it had.
 */
struct w32_menu_change_in {
    w32_handle menu;
    uint32_t id;
    uint32_t flags;
};
struct w32_menu_change_out {
    uint32_t flags;
};

/* W32_MENU_SET: the menu of a window, instead of the one that it had. menu 0: none. */
struct w32_menu_set_in {
    w32_handle window;
    w32_handle menu;
};

/*
 * W32_MENU_BAR: draws a window's menu along its upper edge, where the window is. W32_BAD_VALUE if it has none.
 * W32_MENU_POPUP: draws a menu as it looks when it pops up at a place. Both need a font, show an item as selected
 * (W32_MENU_NONE: none), and answer with the place.
 */
struct w32_menu_bar_in {
    w32_handle window;
    uint32_t selected;
};
struct w32_menu_popup_in {
    w32_handle menu;
    struct w32_point at;
    uint32_t selected;
};
struct w32_menu_place_out {
    struct w32_rect place;
};

/*
 * W32_MENU_TRACK: lets the client choose from a menu that pops up at a place of the screen, or from its window's bar
 * (menu 0). Menus that the client opens pop up beside their items; when all is over the screen is as it was below
 * them. The client says what happens (W32_CALLBACK_MENU) until it has chosen or cancelled; what it does meanwhile to a menu
 * is seen when that is drawn the next time, and a menu that it deletes stays open. W32_NO_ANSWER: it ended the window, took
 * the font away, forbade the first menu to open, or never came to an end.
 */
struct w32_menu_track_in {
    w32_handle window;
    w32_handle menu;
    struct w32_point at;
};
struct w32_menu_track_out {
    uint32_t chosen; /* whether something was */
    uint32_t id;
};

enum w32_menu_event {
    W32_MENU_EVENT_CHANGE = 1, /* answer 0: go on */
    W32_MENU_EVENT_OPEN = 2,   /* the menu is about to open; answer 0: go on, else it does not open */
    W32_MENU_EVENT_INPUT = 3   /* the answer is a w32_menu_action */
};
enum w32_menu_action {
    W32_MENU_MOVE = 1,   /* to the point: selects what is there, and opens its menu */
    W32_MENU_CHOOSE = 2, /* the same, and chooses an item without a menu; outside all menus: cancels all of them */
    W32_MENU_CANCEL = 3  /* the innermost menu */
};
struct w32_callback_menu_in {
    w32_handle window; /* 0 in W32_MENU_EVENT_CHANGE */
    w32_handle menu;   /* the innermost that is open */
    uint32_t event;
    uint32_t position; /* of the item that is to change, or is selected */
};
struct w32_callback_menu_out {
    uint32_t answer;
    struct w32_point point;
};

/* Scroll bars of a window: along its lower and its right edge. */
enum w32_bar { W32_BAR_LEVEL, W32_BAR_UPRIGHT, W32_BARS };
#define W32_SCROLL_RANGE_MAX 0x7fffffff /* positions */

/*
 * W32_SCROLL_SET: positions from min to max; so many of them are seen at a time (page 0: this does not matter). The position
 * goes to the nearest one at which nothing beyond max is seen. The window has the bar from here on, until W32_SCROLL_REMOVE.
 * W32_SCROLL_QUERY answers with the info. All but W32_SCROLL_SET: W32_BAD_VALUE without the bar.
 */
struct w32_scroll_info {
    int32_t min;
    int32_t max;
    uint32_t page;
    int32_t position;
};
struct w32_scroll_set_in {
    w32_handle window;
    uint32_t bar;
    struct w32_scroll_info info;
};
struct w32_scroll_in {
    w32_handle window;
    uint32_t bar;
};
struct w32_scroll_out {
    int32_t position;
};

/*
 * W32_SCROLL_MOVE: asks the client about the position (W32_EVENT_SCROLL), then moves to it. W32_SCROLL_TO: where the slider
 * would be if it began `at` pixels behind the upper or left button.
 */
enum w32_scroll_action {
    W32_SCROLL_LINE_BACK,
    W32_SCROLL_LINE_ON,
    W32_SCROLL_PAGE_BACK,
    W32_SCROLL_PAGE_ON,
    W32_SCROLL_TO
};
struct w32_scroll_move_in {
    w32_handle window;
    uint32_t bar;
    uint32_t action;
    int32_t at;
};

/* W32_SCROLL_DRAW: draws the bar where the window is. */
struct w32_scroll_draw_out {
    struct w32_rect place;
    int32_t slider; /* pixels behind the first button */
    int32_t length; /* 0: there is no room for a slider */
};

#define W32_ICON_SIDE_MAX 64u   /* pixels */
#define W32_ICON_DRAWN_MAX 256u /* of an icon as it is drawn */
#define W32_ICON_CACHE 8u       /* images of icons that the driver keeps, of all processes */

/*
 * W32_ICON_CREATE: colours, row by row; then the mask: for each row bits, the highest first, filled up to whole words. Where
 * a bit is set the icon is transparent. W32_ICON_CHANGE: another image for it.
 */
struct w32_icon_create_in {
    uint32_t width;
    uint32_t height;
    uint32_t words[];
};
struct w32_icon_change_in {
    w32_handle icon;
    uint32_t width;
    uint32_t height;
    uint32_t words[];
};

/* W32_ICON_DRAW: an icon, which may be anybody's, at a size. */
struct w32_icon_draw_in {
    w32_handle icon;
    struct w32_point at;
    uint32_t width;
    uint32_t height;
};

#endif
