/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The text of an item that has none. */
#include "attacks/attacks.h"

enum w32_status w32_attack_menu_query_text(const struct w32_client *client)
{
    struct w32_menu_query_out item;
    w32_handle menu;
    enum w32_status status = w32_client_menu(client, &menu);

    if (status != W32_OK)
        return status;
    memset(&item, 0, sizeof item);
    status = w32_client_menu_append(client, menu, 1, W32_MENU_SEPARATOR, 0, "");
    if (status == W32_OK)
        status = w32_client_menu_query(client, menu, 0, &item);
    if (status == W32_OK && w32_attack_canary(item.codes, sizeof item.codes, 16))
        w32_attack_tell("kernel memory in the text of a menu's item");
    (void)w32_client_object_delete(client, menu);
    return status;
}
