/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Asked about a change of an item in a nested menu, the client takes that menu out of the outer one and deletes it. */
#include "attacks/attacks.h"

struct menus {
    const struct w32_client *client;
    w32_handle outer;
    w32_handle nested;
};

static enum w32_status answer(void *context, uint32_t code, const void *in, uint32_t in_size, void *out,
                              uint32_t out_size, uint32_t *ret_written)
{
    const struct menus *menus = context;

    (void)code, (void)in, (void)in_size;
    (void)w32_client_menu_remove(menus->client, menus->outer, 0);
    (void)w32_client_object_delete(menus->client, menus->nested);
    memset(out, 0, out_size);
    *ret_written = out_size;
    return W32_OK;
}

enum w32_status w32_attack_menu_nested_unpinned(const struct w32_client *client)
{
    struct menus menus = {client, 0, 0};
    uint32_t before;
    enum w32_status status = w32_client_menu(client, &menus.outer);

    if (status == W32_OK)
        status = w32_client_menu(client, &menus.nested);
    if (status == W32_OK)
        status = w32_client_menu_append(client, menus.nested, 7, 0, 0, "item");
    if (status == W32_OK)
        status = w32_client_menu_append(client, menus.outer, 1, 0, menus.nested, "more");
    client->host->answer(client->context, answer, &menus);
    if (status == W32_OK)
        status = w32_client_menu_change(client, menus.outer, 7, W32_MENU_CHECKED, &before);
    client->host->answer(client->context, NULL, NULL);
    (void)w32_client_object_delete(client, menus.outer);
    (void)w32_client_object_delete(client, menus.nested);
    return status;
}
