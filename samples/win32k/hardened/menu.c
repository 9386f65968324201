/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Menus: their items, and the menus in them. */
#include "internal.h"

#include "shared/digest.h"

BW_HARDENED_FILE;

/* What an item holds. */
static void w32_menu_item_drop(struct w32_driver *driver, struct w32_menu_item *item)
{
    if (item->sub) {
        item->sub->parent = NULL;
        w32_menu_object_unpin(driver, item->sub);
    }
}

void w32_menu_end(struct w32_menu *menu, void *context)
{
    struct w32_driver *driver = context;
    w32_menu_items items = menu->items;

    for (size_t i = 0; i < items.count; i++)
        w32_menu_item_drop(driver, w32_menu_items_at(items, i));
    w32_menu_items_give(menu->room);
}

uint64_t w32_menu_digest(uint64_t digest, const struct w32_menu *menu)
{
    w32_menu_items items = menu->items;

    digest = w32_digest_u32(digest, (uint32_t)items.count);
    for (size_t i = 0; i < items.count; i++) {
        const struct w32_menu_item *item = w32_menu_items_at(items, i);
        bw_u32s_const codes = bw_u32s_const_first(BW_SPAN_OF_ARRAY(bw_u32s_const, item->codes), item->length);

        digest = w32_digest_u32(digest, item->id);
        digest = w32_digest_u32(digest, item->flags);
        for (size_t c = 0; c < codes.count; c++)
            digest = w32_digest_u32(digest, BW_AT(codes, c));
        digest = w32_digest_u32(digest, item->sub != NULL);
        if (item->sub)
            digest = w32_menu_digest(digest, item->sub);
    }
    return digest;
}

enum w32_status w32_request_menu_create(struct w32_call *call, bw_reader *in)
{
    struct w32_menu *menu;
    enum w32_status status = w32_menu_object_new(call, &menu);

    (void)in;
    if (status != W32_OK)
        return status;
    return w32_object_publish(call, &menu->head, W32_OK);
}

/* How many menus there are from the menu to the innermost one in it. */
static uint32_t w32_menu_height(const struct w32_menu *menu)
{
    w32_menu_items items = menu->items;
    uint32_t height = 1;

    for (size_t i = 0; i < items.count; i++) {
        if (BW_AT(items, i).sub) {
            uint32_t below = w32_menu_height(BW_AT(items, i).sub) + 1;

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
    w32_menu_items room;
    enum w32_status status;

    if (menu->items.count == W32_MENU_ITEMS_MAX)
        return W32_TOO_BIG;
    if (menu->items.count < menu->room.count)
        return W32_OK;
    status = w32_menu_items_take(menu->room.count + W32_MENU_STEP, &room);
    if (status != W32_OK)
        return status;
    w32_menu_items_copy(room, w32_menu_items_as_const(menu->items));
    w32_menu_items_give(menu->room);
    menu->room = room;
    menu->items = w32_menu_items_first(room, menu->items.count);
    return W32_OK;
}

/* Half as much room, which is enough; or as much as there is, if there is no memory for that. */
static void w32_menu_shrink(struct w32_menu *menu)
{
    w32_menu_items room;

    if (w32_menu_items_take(menu->room.count / 2, &room) != W32_OK)
        return;
    w32_menu_items_copy(room, w32_menu_items_as_const(menu->items));
    w32_menu_items_give(menu->room);
    menu->room = room;
    menu->items = w32_menu_items_first(room, menu->items.count);
}

enum w32_status w32_request_menu_insert(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    size_t position = w32_take_u32(in);
    struct w32_menu_item item = {.id = w32_take_u32(in)};
    w32_handle sub_handle;
    struct w32_menu *menu, *sub = NULL;
    size_t count;
    enum w32_status status = w32_menu_object_find(call->process, handle, &menu);

    item.flags = w32_take_u32(in);
    sub_handle = w32_take_u32(in);
    item.length = w32_take_u32(in);
    if (status == W32_OK && item.length > bw_reader_left(in) / sizeof(uint32_t))
        status = W32_BAD_SIZE;
    if (status != W32_OK)
        return status;
    count = menu->items.count;
    if (position == W32_MENU_NONE)
        position = count;
    if (position > count || item.length > W32_MENU_TEXT_MAX ||
        item.flags > (W32_MENU_CHECKED | W32_MENU_DISABLED | W32_MENU_SEPARATOR) ||
        (item.flags & W32_MENU_SEPARATOR && (item.length || sub_handle)))
        return W32_BAD_VALUE;
    status = w32_status_of(
        bw_reader_u32le_array(in, bw_u32s_first(BW_SPAN_OF_ARRAY(bw_u32s, item.codes), item.length)));
    if (status == W32_OK && sub_handle) {
        status = w32_menu_object_find(call->process, sub_handle, &sub);
        if (status == W32_OK)
            status = w32_menu_fits(menu, sub);
    }
    if (status == W32_OK)
        status = w32_menu_grow(menu);
    if (status == W32_OK && sub)
        status = w32_menu_object_pin(call->process, sub_handle, &item.sub);
    if (status != W32_OK)
        return status;
    menu->items = w32_menu_items_first(menu->room, count + 1);
    w32_menu_items_move(menu->items, position + 1, position, count - position);
    BW_AT(menu->items, position) = item;
    if (sub)
        sub->parent = menu;
    return W32_OK;
}

enum w32_status w32_request_menu_remove(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    size_t position = w32_take_u32(in), left;
    struct w32_menu *menu;
    struct w32_menu_item *item;
    enum w32_status status = w32_menu_object_find(call->process, handle, &menu);

    if (status != W32_OK)
        return status;
    if (w32_menu_items_try_at(menu->items, position, &item) != BW_OK)
        return W32_BAD_VALUE;
    w32_menu_item_drop(call->driver, item);
    left = menu->items.count - 1;
    w32_menu_items_move(menu->items, position, position + 1, left - position);
    menu->items = w32_menu_items_first(menu->items, left);
    if (menu->room.count > W32_MENU_STEP && menu->items.count <= menu->room.count / 2)
        w32_menu_shrink(menu);
    return W32_OK;
}

enum w32_status w32_request_menu_query(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    size_t position = w32_take_u32(in);
    w32_words answer = w32_answer(call);
    struct w32_menu_item *item;
    struct w32_menu *menu;
    bw_u32s codes;
    enum w32_status status = w32_menu_object_find(call->process, handle, &menu);

    if (status != W32_OK)
        return status;
    if (w32_menu_items_try_at(menu->items, position, &item) != BW_OK)
        return W32_BAD_VALUE;
    w32_words_put(&answer, (uint32_t)menu->items.count);
    w32_words_put(&answer, item->id);
    w32_words_put(&answer, item->flags);
    w32_words_put(&answer, item->sub ? item->sub->head.handle : 0);
    w32_words_put(&answer, item->length);
    codes = BW_SPAN_OF_ARRAY(bw_u32s, item->codes);
    for (size_t i = 0; i < codes.count; i++)
        w32_words_put(&answer, BW_AT(codes, i));
    return w32_answer_done(call, &answer);
}

/* The menu that has the first item of that id: this one, or one that lies in it. Null: there is none. */
struct w32_menu *w32_menu_seek(struct w32_menu *menu, uint32_t id, uint32_t *ret_position)
{
    w32_menu_items items = menu->items;
    struct w32_menu *found = NULL;

    for (size_t i = 0; i < items.count && !found; i++) {
        if (BW_AT(items, i).id == id) {
            *ret_position = (uint32_t)i;
            found = menu;
        } else if (BW_AT(items, i).sub) {
            found = w32_menu_seek(BW_AT(items, i).sub, id, ret_position);
        }
    }
    return found;
}

/* Asks the client about a menu. Whatever was looked up before may have ended after. */
enum w32_status w32_menu_tell(struct w32_call *call, const struct w32_callback_menu_in *ask,
                              struct w32_callback_menu_out *ret_told)
{
    uint32_t words[4] = {ask->window, ask->menu, ask->event, ask->position}, told[3] = {0};
    enum w32_status status = w32_callback(call, W32_CALLBACK_MENU, BW_SPAN_OF_ARRAY(bw_u32s_const, words),
                                          BW_SPAN_OF_ARRAY(bw_u32s, told));

    ret_told->answer = told[0];
    ret_told->point.x = (int32_t)told[1];
    ret_told->point.y = (int32_t)told[2];
    return status;
}

enum w32_status w32_request_menu_change(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in);
    uint32_t id = w32_take_u32(in), flags = w32_take_u32(in);
    w32_words answer = w32_answer(call);
    struct w32_callback_menu_in tell = {.event = W32_MENU_EVENT_CHANGE};
    struct w32_callback_menu_out told = {0};
    struct w32_menu *menu, *holder;
    struct w32_menu_item *item;
    enum w32_status status = w32_menu_object_find(call->process, handle, &menu);

    if (status != W32_OK)
        return status;
    holder = w32_menu_seek(menu, id, &tell.position);
    if (!holder || flags > (W32_MENU_CHECKED | W32_MENU_DISABLED))
        return W32_BAD_VALUE;
    tell.menu = holder->head.handle;
    status = w32_menu_tell(call, &tell, &told);
    if (status != W32_OK)
        return status;
    /* The item as it is now, in whatever menu. */
    if (told.answer || w32_menu_object_find(call->process, handle, &menu) != W32_OK)
        return W32_NO_ANSWER;
    holder = w32_menu_seek(menu, id, &tell.position);
    if (!holder)
        return W32_NO_ANSWER;
    item = w32_menu_items_at(holder->items, tell.position);
    w32_words_put(&answer, item->flags);
    item->flags = (item->flags & W32_MENU_SEPARATOR) | flags;
    return w32_answer_done(call, &answer);
}

enum w32_status w32_request_menu_set(struct w32_call *call, bw_reader *in)
{
    w32_handle handle = w32_take_u32(in), menu_handle = w32_take_u32(in);
    struct w32_window *window;
    struct w32_menu *menu = NULL;
    enum w32_status status = w32_window_object_find(call->process, handle, &window);

    if (status == W32_OK && menu_handle != 0)
        status = w32_menu_object_pin(call->process, menu_handle, &menu);
    if (status != W32_OK)
        return status;
    if (window->menu)
        w32_menu_object_unpin(call->driver, window->menu);
    window->menu = menu;
    return W32_OK;
}
