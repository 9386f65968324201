/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The part of the workload about menus, scroll bars and icons. */
#include <string.h>

#include "workload_load.h"

/* Icons are this wide, so that no word of a mask is filled up: that is a fault. */
enum { ICON_WIDTH = 64, ITEMS_KEPT = 8, ITEM_IDS = 6 };

/* Mostly one that lives. */
static w32_handle living_window(struct load *load)
{
    struct w32_window_query_out window;
    w32_handle handle = load_handle(load, W32_TYPE_WINDOW);

    for (int i = 0; i < 5 && w32_client_window_query(load->client, handle, &window) != W32_OK; i++)
        handle = load_handle(load, W32_TYPE_WINDOW);
    return handle;
}

/* Mostly one with items. */
static w32_handle filled_menu(struct load *load)
{
    struct w32_menu_query_out item;
    w32_handle handle = load_handle(load, W32_TYPE_MENU);

    for (int i = 0; i < 5 && w32_client_menu_query(load->client, handle, 0, &item) != W32_OK; i++)
        handle = load_handle(load, W32_TYPE_MENU);
    return handle;
}

static void put_menu(struct load *load)
{
    load_put_u32(load, filled_menu(load));
}

static uint32_t place_in_menu(struct load *load)
{
    return (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 4) ? 6 : 1);
}

/* What is drawn needs a font, and mostly gets one. */
static void select_font(struct load *load)
{
    load->prepared = true;
    for (int i = 0; i < HANDLES && !load_one_in(load, 10); i++)
        (void)w32_client_select(load->client, W32_TYPE_FONT, load->handles[W32_TYPE_FONT][i]);
}

/* A window that mostly has a menu. */
static void put_menu_window(struct load *load)
{
    w32_handle window = living_window(load);

    if (!load_one_in(load, 4))
        (void)w32_client_menu_set(load->client, window, filled_menu(load));
    select_font(load);
    load_put_u32(load, window);
}

/* An item that the driver would take, and now and then one that it would not. */
static void put_item(struct load *load, struct w32_menu_insert_in *item, uint32_t *codes)
{
    item->menu = load_handle(load, W32_TYPE_MENU);
    item->position =
        load_one_in(load, 2) ? W32_MENU_NONE : (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 10) ? 20 : 2);
    item->id = (uint32_t)w32_random_in(&load->random, 1, ITEM_IDS);
    item->flags = load_one_in(load, 3) ? (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 20) ? 9 : 3) : 0;
    item->sub = load_one_in(load, 2) ? 0 : load_handle(load, W32_TYPE_MENU);
    item->count = (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 30) ? W32_MENU_TEXT_MAX + 1 : 7);
    if (load_one_in(load, 8)) {
        item->flags = W32_MENU_SEPARATOR;
        item->count = 0;
        item->sub = 0;
    }
    for (uint32_t i = 0; i < item->count; i++)
        codes[i] = 'a' + (item->id * 7 + i) % 26;
}

/* A menu that may lose an item: one that has lost half of many is a fault. */
static w32_handle shrinking(struct load *load)
{
    w32_handle menu = filled_menu(load);
    struct w32_menu_query_out item;

    if (w32_client_menu_query(load->client, menu, 0, &item) != W32_OK || item.items > ITEMS_KEPT)
        return 0;
    return menu;
}

static bool build_menu(struct load *load, uint32_t code, uint32_t *ret_room)
{
    uint32_t codes[W32_MENU_TEXT_MAX + 1];
    struct w32_menu_insert_in item;
    struct w32_menu_query_out first;

    switch (code) {
    case W32_MENU_CREATE:
        *ret_room = sizeof(struct w32_object_out);
        break;
    case W32_MENU_INSERT:
        put_item(load, &item, codes);
        w32_message_put(&load->message, &item, sizeof item);
        w32_message_put(&load->message, codes, item.count * sizeof *codes);
        break;
    case W32_MENU_REMOVE:
        load_put_u32(load, shrinking(load));
        load_put_u32(load, place_in_menu(load));
        break;
    case W32_MENU_QUERY:
        put_menu(load);
        load_put_u32(load, place_in_menu(load));
        *ret_room = sizeof(struct w32_menu_query_out);
        break;
    case W32_MENU_CHANGE:
        item.menu = filled_menu(load);
        load_put_u32(load, item.menu);
        load_put_u32(load, w32_client_menu_query(load->client, item.menu, 0, &first) == W32_OK && !load_one_in(load, 3)
                               ? first.id
                               : (uint32_t)w32_random_in(&load->random, 1, ITEM_IDS));
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 20) ? 5 : 3));
        *ret_room = sizeof(struct w32_menu_change_out);
        break;
    case W32_MENU_SET:
        load_put_u32(load, living_window(load));
        load_put_u32(load, load_one_in(load, 10) ? 0 : filled_menu(load));
        break;
    case W32_MENU_BAR:
        put_menu_window(load);
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, 4));
        *ret_room = sizeof(struct w32_menu_place_out);
        break;
    case W32_MENU_POPUP:
        select_font(load);
        put_menu(load);
        load_put_point(load, load_point(load));
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, 4));
        *ret_room = sizeof(struct w32_menu_place_out);
        break;
    case W32_MENU_TRACK:
        put_menu_window(load);
        load_put_u32(load, load_one_in(load, 3) ? 0 : filled_menu(load));
        load_put_point(load, load_one_in(load, 3) ? load_point(load) : (struct w32_point){20, 20});
        *ret_room = sizeof(struct w32_menu_track_out);
        break;
    default:
        return false;
    }
    return true;
}

/* Ranges of all sizes; one that is too long to be counted is a fault. */
static struct w32_scroll_info range(struct load *load)
{
    bool wide = load_one_in(load, 8);
    struct w32_scroll_info info;

    info.min = wide ? -1000000000 : w32_random_in(&load->random, -50, 50);
    info.max = wide ? 1000000000 : info.min + w32_random_in(&load->random, load_one_in(load, 20) ? -1 : 0, 300);
    info.page = load_one_in(load, 3) ? 0 : (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 10) ? 400 : 40);
    info.position = wide ? w32_random_in(&load->random, -2000000000, 2000000000)
                         : w32_random_in(&load->random, -100, 400);
    return info;
}

static bool build_scroll(struct load *load, uint32_t code, uint32_t *ret_room)
{
    w32_handle window = living_window(load);
    uint32_t bar = (uint32_t)w32_random_in(&load->random, 0, 1);
    struct w32_scroll_info info = range(load);
    int32_t position;

    load->prepared = true;
    /* To draw a bar that there is not is a fault. */
    if ((code == W32_SCROLL_DRAW || load_one_in(load, 2)) &&
        w32_client_scroll_set(load->client, window, (enum w32_bar)bar, &info, &position) != W32_OK)
        window = 0;
    load_put_u32(load, window);
    /* The first number behind those of the bars is a fault in one place. */
    load_put_u32(load, load_one_in(load, 30) ? W32_BARS + 1 : bar);
    switch (code) {
    case W32_SCROLL_SET:
        w32_message_put(&load->message, &info, sizeof info);
        *ret_room = sizeof(struct w32_scroll_out);
        break;
    case W32_SCROLL_QUERY:
        *ret_room = sizeof(struct w32_scroll_info);
        break;
    case W32_SCROLL_REMOVE:
        break;
    case W32_SCROLL_MOVE:
        load_put_u32(load, (uint32_t)w32_random_in(&load->random, 0, load_one_in(load, 20) ? 5 : 4));
        load_put_u32(load, (uint32_t)load_coordinate(load));
        *ret_room = sizeof(struct w32_scroll_out);
        break;
    default:
        *ret_room = sizeof(struct w32_scroll_draw_out);
        break;
    }
    return true;
}

static bool build_icon(struct load *load, uint32_t code, uint32_t *ret_room)
{
    uint32_t height = (uint32_t)w32_random_in(&load->random, load_one_in(load, 30) ? 0 : 1, 20);
    uint32_t width = (uint32_t)w32_random_in(&load->random, load_one_in(load, 30) ? 0 : 1, 130);

    if (code != W32_ICON_CREATE)
        load_put_u32(load, load_handle(load, W32_TYPE_ICON));
    if (code == W32_ICON_DRAW) {
        load_put_point(load, load_point(load));
        /* Never its own size: an image of that, when there is another one, is a fault. */
        load_put_u32(load, width == ICON_WIDTH ? 300 : width);
        load_put_u32(load, height * 3);
        return true;
    }
    load_put_u32(load, ICON_WIDTH);
    load_put_u32(load, height);
    for (uint32_t i = 0; i < (ICON_WIDTH + ICON_WIDTH / 32) * height; i++)
        load_put_u32(load, w32_random_next(&load->random));
    *ret_room = code == W32_ICON_CREATE ? sizeof(struct w32_object_out) : 0;
    return true;
}

bool load_build_menu(struct load *load, uint32_t code, uint32_t *ret_room)
{
    *ret_room = 0;
    switch (code) {
    case W32_SCROLL_SET:
    case W32_SCROLL_QUERY:
    case W32_SCROLL_REMOVE:
    case W32_SCROLL_MOVE:
    case W32_SCROLL_DRAW:
        return build_scroll(load, code, ret_room);
    case W32_ICON_CREATE:
    case W32_ICON_CHANGE:
    case W32_ICON_DRAW:
        return build_icon(load, code, ret_room);
    default:
        return build_menu(load, code, ret_room);
    }
}

/* What a client does to menus while it tracks one. */
static void meddle(struct load *load, const struct w32_callback_menu_in *ask)
{
    struct w32_menu_insert_in item;
    uint32_t codes[W32_MENU_TEXT_MAX + 1];

    switch (w32_random_in(&load->random, 0, 9)) {
    case 0:
        (void)w32_client_object_delete(load->client, load_one_in(load, 2) ? ask->menu : load_handle(load, W32_TYPE_MENU));
        break;
    case 1:
    case 2:
        put_item(load, &item, codes);
        item.menu = ask->menu;
        (void)w32_client_menu_insert(load->client, &item, codes);
        break;
    case 3:
        (void)w32_client_menu_remove(load->client, shrinking(load), 0);
        break;
    case 4:
        (void)w32_client_menu_set(load->client, ask->window, load_handle(load, W32_TYPE_MENU));
        break;
    case 5:
        (void)w32_client_fill_rect(load->client, load_inner_rect(load), load_colour(load));
        break;
    case 6:
        if (load_one_in(load, 4))
            (void)w32_client_surface_create(load->client, (uint32_t)w32_random_in(&load->random, SIDE - 60, SIDE), SIDE);
        break;
    case 7:
        if (load_one_in(load, 4))
            (void)w32_client_object_delete(load->client, ask->window);
        break;
    default:
        break;
    }
}

/*
 * Nothing happens while a menu is about to open or to change: those are faults. While it is open a client may do anything.
 */
struct w32_callback_menu_out load_answer_menu(struct load *load, const struct w32_callback_menu_in *ask)
{
    struct w32_callback_menu_out told = {load_one_in(load, 10), {0, 0}};

    if (ask->event != W32_MENU_EVENT_INPUT)
        return told;
    if (load_one_in(load, 3))
        meddle(load, ask);
    told.answer = load_one_in(load, 60)  ? 0
                  : load_one_in(load, 5) ? W32_MENU_CANCEL
                  : load_one_in(load, 4) ? W32_MENU_CHOOSE
                                         : W32_MENU_MOVE;
    told.point = load_point(load);
    if (load_one_in(load, 2))
        told.point = (struct w32_point){w32_random_in(&load->random, 20, 100), w32_random_in(&load->random, 20, 100)};
    return told;
}

void load_clean_menu(struct load *load, uint32_t code)
{
    struct w32_menu_query_out item;

    if (code != W32_MENU_QUERY)
        return;
    memcpy(&item, load->out, sizeof item);
    item.sub = item.sub != 0;
    for (uint32_t i = item.count; i < W32_MENU_TEXT_MAX; i++)
        item.codes[i] = 0;
    memcpy(load->out, &item, sizeof item);
}
