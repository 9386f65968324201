/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* While it tracks a menu, the client deletes the one in it of which it is told that it is about to open. */
#include "attacks/attacks.h"
#include "shared/psf.h"

struct menus {
    const struct w32_client *client;
    w32_handle outer;
    w32_handle inner;
    bool opened;
};

/* Moves to the one item; once its menu is about to open takes it out of the outer one, deletes it, and says nothing more. */
static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    struct menus *menus = context;
    struct w32_callback_menu_in ask;
    struct w32_callback_menu_out told = {0, {24, 24}};

    memset(out, 0, out_size);
    *ret_written = out_size;
    if (code != W32_CALLBACK_MENU || in_size != sizeof ask)
        return W32_OK;
    memcpy(&ask, in, sizeof ask);
    if (ask.event == W32_MENU_EVENT_OPEN && ask.menu == menus->inner) {
        (void)w32_client_menu_remove(menus->client, menus->outer, 0);
        (void)w32_client_object_delete(menus->client, menus->inner);
        menus->opened = true;
    }
    if (ask.event == W32_MENU_EVENT_INPUT && !menus->opened)
        told.answer = W32_MENU_MOVE;
    memcpy(out, &told, sizeof told);
    return W32_OK;
}

static enum w32_status with_font(const struct w32_client *client)
{
    struct menus menus = {client, 0, 0, false};
    struct w32_menu_track_out choice;
    w32_handle wndclass, window = 0;
    enum w32_status status = w32_client_class(client, 0, 0, 0, &wndclass);

    if (status != W32_OK)
        return status;
    client->host->answer(client->context, answer, &menus);
    status = w32_client_window(client, wndclass, 0, (struct w32_rect){0, 0, 9, 9}, &window);
    if (status == W32_OK)
        status = w32_client_menu(client, &menus.outer);
    if (status == W32_OK)
        status = w32_client_menu(client, &menus.inner);
    if (status == W32_OK)
        status = w32_client_menu_append(client, menus.outer, 1, 0, menus.inner, "open");
    if (status == W32_OK)
        status = w32_client_menu_track(client, window, menus.outer, (struct w32_point){20, 20}, &choice);
    client->host->answer(client->context, NULL, NULL);
    (void)w32_client_object_delete(client, menus.outer);
    (void)w32_client_object_delete(client, menus.inner);
    (void)w32_client_object_delete(client, window);
    (void)w32_client_object_delete(client, wndclass);
    return status;
}

enum w32_status w32_attack_menu_freed_callback(const struct w32_client *client)
{
    struct w32_message file = {0};
    w32_handle font = 0;
    enum w32_status status = W32_NO_MEMORY;

    w32_psf_build(&file, 1, false);
    if (!file.failed)
        status = w32_client_font(client, file.bytes, file.size, &font);
    w32_message_free(&file);
    if (status == W32_OK)
        status = w32_client_select(client, W32_TYPE_FONT, font);
    if (status == W32_OK)
        status = with_font(client);
    (void)w32_client_select(client, W32_TYPE_FONT, 0);
    (void)w32_client_object_delete(client, font);
    return status;
}
