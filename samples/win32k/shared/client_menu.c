/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "shared/client.h"

#include <string.h>

/* A request without an answer. */
static enum w32_status w32_client_tell(const struct w32_client *client, uint32_t code, const void *in, uint32_t in_size)
{
    uint32_t written;

    return w32_client_call(client, code, in, in_size, NULL, 0, &written);
}

/* A request whose answer is so many words, none of which is there on failure. */
static enum w32_status w32_client_words(const struct w32_client *client, uint32_t code, const void *in, uint32_t in_size,
                                        void *ret_words, uint32_t size)
{
    uint32_t words[sizeof(struct w32_menu_query_out) / sizeof(uint32_t)], written;
    enum w32_status status = w32_client_call(client, code, in, in_size, words, size, &written);

    if (status == W32_OK)
        memcpy(ret_words, words, size);
    return status;
}

enum w32_status w32_client_menu(const struct w32_client *client, w32_handle *ret_menu)
{
    return w32_client_words(client, W32_MENU_CREATE, NULL, 0, ret_menu, sizeof *ret_menu);
}

enum w32_status w32_client_menu_append(const struct w32_client *client, w32_handle menu, uint32_t id, uint32_t flags,
                                       w32_handle sub, const char *text)
{
    struct w32_menu_insert_in head = {menu, W32_MENU_NONE, id, flags, sub, (uint32_t)strlen(text)};
    uint32_t codes[W32_MENU_TEXT_MAX + 1] = {0};

    for (uint32_t i = 0; i < head.count && i <= W32_MENU_TEXT_MAX; i++)
        codes[i] = (unsigned char)text[i];
    return w32_client_menu_insert(client, &head, codes);
}

enum w32_status w32_client_menu_insert(const struct w32_client *client, const struct w32_menu_insert_in *head,
                                       const uint32_t *codes)
{
    struct w32_message bytes = {0};

    w32_message_put(&bytes, head, sizeof *head);
    w32_message_put(&bytes, codes, head->count * sizeof *codes);
    return w32_message_send(&bytes, client, W32_MENU_INSERT);
}

enum w32_status w32_client_menu_remove(const struct w32_client *client, w32_handle menu, uint32_t position)
{
    struct w32_menu_item_in ask = {menu, position};

    return w32_client_tell(client, W32_MENU_REMOVE, &ask, sizeof ask);
}

enum w32_status w32_client_menu_query(const struct w32_client *client, w32_handle menu, uint32_t position,
                                      struct w32_menu_query_out *ret_item)
{
    struct w32_menu_item_in ask = {menu, position};

    return w32_client_words(client, W32_MENU_QUERY, &ask, sizeof ask, ret_item, sizeof *ret_item);
}

enum w32_status w32_client_menu_change(const struct w32_client *client, w32_handle menu, uint32_t id, uint32_t flags,
                                       uint32_t *ret_before)
{
    struct w32_menu_change_in ask = {menu, id, flags};

    return w32_client_words(client, W32_MENU_CHANGE, &ask, sizeof ask, ret_before, sizeof *ret_before);
}

enum w32_status w32_client_menu_set(const struct w32_client *client, w32_handle window, w32_handle menu)
{
    struct w32_menu_set_in ask = {window, menu};

    return w32_client_tell(client, W32_MENU_SET, &ask, sizeof ask);
}

enum w32_status w32_client_menu_bar(const struct w32_client *client, w32_handle window, uint32_t selected,
                                    struct w32_rect *ret_place)
{
    struct w32_menu_bar_in ask = {window, selected};

    return w32_client_words(client, W32_MENU_BAR, &ask, sizeof ask, ret_place, sizeof *ret_place);
}

enum w32_status w32_client_menu_popup(const struct w32_client *client, w32_handle menu, struct w32_point at,
                                      uint32_t selected, struct w32_rect *ret_place)
{
    struct w32_menu_popup_in ask = {menu, at, selected};

    return w32_client_words(client, W32_MENU_POPUP, &ask, sizeof ask, ret_place, sizeof *ret_place);
}

enum w32_status w32_client_menu_track(const struct w32_client *client, w32_handle window, w32_handle menu,
                                      struct w32_point at, struct w32_menu_track_out *ret_choice)
{
    struct w32_menu_track_in ask = {window, menu, at};

    return w32_client_words(client, W32_MENU_TRACK, &ask, sizeof ask, ret_choice, sizeof *ret_choice);
}

enum w32_status w32_client_scroll_set(const struct w32_client *client, w32_handle window, enum w32_bar bar,
                                      const struct w32_scroll_info *info, int32_t *ret_position)
{
    struct w32_scroll_set_in ask = {window, (uint32_t)bar, *info};

    return w32_client_words(client, W32_SCROLL_SET, &ask, sizeof ask, ret_position, sizeof *ret_position);
}

enum w32_status w32_client_scroll_query(const struct w32_client *client, w32_handle window, uint32_t bar,
                                        struct w32_scroll_info *ret_info)
{
    struct w32_scroll_in ask = {window, bar};

    return w32_client_words(client, W32_SCROLL_QUERY, &ask, sizeof ask, ret_info, sizeof *ret_info);
}

enum w32_status w32_client_scroll_remove(const struct w32_client *client, w32_handle window, enum w32_bar bar)
{
    struct w32_scroll_in ask = {window, (uint32_t)bar};

    return w32_client_tell(client, W32_SCROLL_REMOVE, &ask, sizeof ask);
}

enum w32_status w32_client_scroll_move(const struct w32_client *client, w32_handle window, enum w32_bar bar,
                                       enum w32_scroll_action action, int32_t at, int32_t *ret_position)
{
    struct w32_scroll_move_in ask = {window, (uint32_t)bar, (uint32_t)action, at};

    return w32_client_words(client, W32_SCROLL_MOVE, &ask, sizeof ask, ret_position, sizeof *ret_position);
}

enum w32_status w32_client_scroll_draw(const struct w32_client *client, w32_handle window, enum w32_bar bar,
                                       struct w32_scroll_draw_out *ret_drawn)
{
    struct w32_scroll_in ask = {window, (uint32_t)bar};

    return w32_client_words(client, W32_SCROLL_DRAW, &ask, sizeof ask, ret_drawn, sizeof *ret_drawn);
}

enum w32_status w32_client_icon(const struct w32_client *client, uint32_t width, uint32_t height, const uint32_t *words,
                                uint32_t count, w32_handle *ret_icon)
{
    struct w32_icon_create_in head = {width, height};
    struct w32_message bytes = {0};

    w32_message_put(&bytes, &head, sizeof head);
    w32_message_put(&bytes, words, count * sizeof *words);
    return w32_message_send_object(&bytes, client, W32_ICON_CREATE, ret_icon);
}

enum w32_status w32_client_icon_change(const struct w32_client *client, w32_handle icon, uint32_t width, uint32_t height,
                                       const uint32_t *words, uint32_t count)
{
    struct w32_icon_change_in head = {icon, width, height};
    struct w32_message bytes = {0};

    w32_message_put(&bytes, &head, sizeof head);
    w32_message_put(&bytes, words, count * sizeof *words);
    return w32_message_send(&bytes, client, W32_ICON_CHANGE);
}

enum w32_status w32_client_icon_draw(const struct w32_client *client, w32_handle icon, struct w32_point at,
                                     uint32_t width, uint32_t height)
{
    struct w32_icon_draw_in ask = {icon, at, width, height};

    return w32_client_tell(client, W32_ICON_DRAW, &ask, sizeof ask);
}
