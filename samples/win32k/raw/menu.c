/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Menus: their items, and the menus in them. */
#include "internal.h"

#include "shared/digest.h"

/* What an item holds. */
static void w32_menu_item_drop(struct w32_driver *driver, struct w32_menu_item *item)
{
    if (item->sub) {
        item->sub->parent = NULL;
        w32_menu_object_unpin(driver, item->sub);
    }
}

void w32_menu_end(struct w32_menu *menu, struct w32_driver *driver)
{
    uint32_t i;

    for (i = 0; i < menu->count; i++)
        w32_menu_item_drop(driver, &menu->items[i]);
    w32_platform_free(menu->items);
}

uint64_t w32_menu_digest(uint64_t digest, const struct w32_menu *menu)
{
    uint32_t i, c;

    digest = w32_digest_u32(digest, menu->count);
    for (i = 0; i < menu->count; i++) {
        const struct w32_menu_item *item = &menu->items[i];

        digest = w32_digest_u32(digest, item->id);
        digest = w32_digest_u32(digest, item->flags);
        for (c = 0; c < item->length; c++)
            digest = w32_digest_u32(digest, item->codes[c]);
        digest = w32_digest_u32(digest, item->sub != NULL);
        if (item->sub)
            digest = w32_menu_digest(digest, item->sub);
    }
    return digest;
}

enum w32_status w32_request_menu_create(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    struct w32_menu *menu;
    enum w32_status status = w32_menu_object_new(call, &menu);

    (void)in;
    (void)in_size;
    if (status != W32_OK)
        return status;
    return w32_object_publish(call, &menu->head, W32_OK);
}

/* How many menus there are from the menu to the innermost one in it. */
static uint32_t w32_menu_height(const struct w32_menu *menu)
{
    uint32_t height = 1;
    uint32_t i;

    for (i = 0; i < menu->count; i++) {
        if (menu->items[i].sub) {
            uint32_t below = w32_menu_height(menu->items[i].sub) + 1;

            height = below > height ? below : height;
        }
    }
    return height;
}

/* Whether a menu can be that of an item of another one. */
static enum w32_status w32_menu_fits(const struct w32_menu *menu, const struct w32_menu *sub)
{
    const struct w32_menu *outer;
    uint32_t depth = 0;

    if (sub->parent)
        return W32_BAD_VALUE;
    for (outer = menu; outer; outer = outer->parent) {
        if (outer == sub)
            return W32_BAD_VALUE;
        depth++;
    }
    return depth + w32_menu_height(sub) > W32_MENU_DEPTH_MAX ? W32_TOO_BIG : W32_OK;
}

/* Room for one more item. On failure nothing has changed. */
static enum w32_status w32_menu_grow(struct w32_menu *menu)
{
    struct w32_menu_item *items;

    if (menu->count == W32_MENU_ITEMS_MAX)
        return W32_TOO_BIG;
    if (menu->count < menu->room)
        return W32_OK;
    items = w32_platform_alloc((menu->room + W32_MENU_STEP) * sizeof *items);
    if (!items)
        return W32_NO_MEMORY;
    if (menu->count)
        memcpy(items, menu->items, menu->count * sizeof *items);
    w32_platform_free(menu->items);
    menu->items = items;
    menu->room += W32_MENU_STEP;
    return W32_OK;
}

/* Half as much room, which is enough; or as much as there is, if there is no memory for that. */
static void w32_menu_shrink(struct w32_menu *menu)
{
    struct w32_menu_item *items;

    items = w32_platform_alloc(menu->room / 2 * sizeof *items);
    if (!items)
        return;
    memcpy(items, menu->items, menu->count * sizeof *items);
    w32_platform_free(menu->items);
    menu->items = items; /* fault: menu-room-kept */
}

enum w32_status w32_request_menu_insert(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_menu_insert_in *ask = in;
    struct w32_menu *menu, *sub = NULL;
    struct w32_menu_item *item;
    uint32_t position = ask->position;
    enum w32_status status = w32_menu_object_find(call->process, ask->menu, &menu);

    if (status == W32_OK && in_size < sizeof *ask + (uint64_t)ask->count * sizeof *ask->codes)
        status = W32_BAD_SIZE;
    if (status != W32_OK)
        return status;
    if (position == W32_MENU_NONE)
        position = menu->count;
    if (position > menu->count || ask->count > W32_MENU_TEXT_MAX ||
        ask->flags > (W32_MENU_CHECKED | W32_MENU_DISABLED | W32_MENU_SEPARATOR) ||
        (ask->flags & W32_MENU_SEPARATOR && (ask->count || ask->sub)))
        return W32_BAD_VALUE;
    if (ask->sub) {
        status = w32_menu_object_find(call->process, ask->sub, &sub);
        if (status == W32_OK)
            status = w32_menu_fits(menu, sub);
    }
    if (status == W32_OK)
        status = w32_menu_grow(menu);
    if (status == W32_OK && sub)
        status = w32_menu_object_pin(call->process, ask->sub, &sub);
    if (status != W32_OK)
        return status;
    item = menu->items + position;
    memmove(item + 1, item, (menu->count - position) * sizeof *item);
    menu->count++;
    item->id = ask->id;
    item->flags = ask->flags;
    item->sub = sub;
    item->length = ask->count;
    memcpy(item->codes, ask->codes, ask->count * sizeof *ask->codes);
    if (sub)
        sub->parent = menu;
    return W32_OK;
}

enum w32_status w32_request_menu_remove(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_menu_item_in *ask = in;
    struct w32_menu *menu;
    struct w32_menu_item *item;
    enum w32_status status = w32_menu_object_find(call->process, ask->menu, &menu);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->position >= menu->count)
        return W32_BAD_VALUE;
    item = &menu->items[ask->position];
    w32_menu_item_drop(call->driver, item);
    menu->count--;
    memmove(item, item + 1, (menu->count - ask->position) * sizeof *item);
    if (menu->room > W32_MENU_STEP && menu->count <= menu->room / 2)
        w32_menu_shrink(menu);
    return W32_OK;
}

enum w32_status w32_request_menu_query(struct w32_call *call, W32_UNTRUSTED const void *in,
                                       W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_menu_item_in *ask = in;
    struct w32_menu_query_out *answer = call->out;
    const struct w32_menu_item *item;
    struct w32_menu *menu;
    enum w32_status status = w32_menu_object_find(call->process, ask->menu, &menu);

    (void)in_size;
    if (status != W32_OK)
        return status;
    if (ask->position >= menu->count)
        return W32_BAD_VALUE;
    item = &menu->items[ask->position];
    answer->items = menu->count;
    answer->id = item->id;
    answer->flags = item->flags;
    answer->sub = item->sub ? item->sub->head.handle : 0;
    answer->count = item->length;
    memcpy(answer->codes, item->codes, item->length * sizeof *item->codes);
    call->written = sizeof *answer; /* fault: menu-query-text */
    return W32_OK;
}

/* The menu that has the first item of that id: this one, or one that lies in it. Null: there is none. */
struct w32_menu *w32_menu_seek(struct w32_menu *menu, uint32_t id, uint32_t *ret_position)
{
    struct w32_menu *found = NULL;
    uint32_t i;

    for (i = 0; i < menu->count && !found; i++) {
        if (menu->items[i].id == id) {
            *ret_position = i;
            found = menu;
        } else if (menu->items[i].sub) {
            found = w32_menu_seek(menu->items[i].sub, id, ret_position);
        }
    }
    return found;
}

/* Asks the client about a menu. Whatever was looked up before may have ended after. */
enum w32_status w32_menu_tell(struct w32_call *call, const struct w32_callback_menu_in *ask,
                              struct w32_callback_menu_out *ret_told)
{
    return w32_callback(call, W32_CALLBACK_MENU, ask, sizeof *ask, ret_told, sizeof *ret_told);
}

enum w32_status w32_request_menu_change(struct w32_call *call, W32_UNTRUSTED const void *in,
                                        W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_menu_change_in *ask = in;
    struct w32_menu_change_out *answer;
    struct w32_callback_menu_in tell = {0};
    struct w32_callback_menu_out told;
    struct w32_menu *menu, *holder;
    enum w32_status status = w32_menu_object_pin(call->process, ask->menu, &menu);

    (void)in_size;
    if (status != W32_OK)
        return status;
    holder = w32_menu_seek(menu, ask->id, &tell.position);
    if (!holder || ask->flags > (W32_MENU_CHECKED | W32_MENU_DISABLED))
        status = W32_BAD_VALUE;
    if (status == W32_OK) {
        tell.menu = holder->head.handle;
        tell.event = W32_MENU_EVENT_CHANGE;
        status = w32_menu_tell(call, &tell, &told);
    }
    if (status == W32_OK && told.answer)
        status = W32_NO_ANSWER;
    if (status == W32_OK) {
        struct w32_menu_item *item = &holder->items[tell.position]; /* fault: menu-nested-unpinned */

        answer = call->out;
        answer->flags = item->flags;
        item->flags = (item->flags & W32_MENU_SEPARATOR) | ask->flags;
        call->written = sizeof *answer;
    }
    w32_menu_object_unpin(call->driver, menu);
    return status;
}

enum w32_status w32_request_menu_set(struct w32_call *call, W32_UNTRUSTED const void *in,
                                     W32_UNTRUSTED uint32_t in_size)
{
    const struct w32_menu_set_in *ask = in;
    struct w32_window *window;
    struct w32_menu *menu = NULL;
    enum w32_status status = w32_window_object_find(call->process, ask->window, &window);

    (void)in_size;
    if (status == W32_OK && ask->menu != 0)
        status = w32_menu_object_pin(call->process, ask->menu, &menu);
    if (status != W32_OK)
        return status;
    if (window->menu)
        w32_menu_object_unpin(call->driver, window->menu);
    window->menu = menu;
    return W32_OK;
}
