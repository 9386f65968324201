/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A menu with one item more than its first block holds loses it, and then gets as many as it takes. */
#include "attacks/attacks.h"

enum w32_status w32_attack_menu_room_kept(const struct w32_client *client)
{
    w32_handle menu;
    enum w32_status status = w32_client_menu(client, &menu);

    if (status != W32_OK)
        return status;
    for (uint32_t i = 0; i < 9 && status == W32_OK; i++)
        status = w32_client_menu_append(client, menu, i, 0, 0, "item");
    if (status == W32_OK)
        status = w32_client_menu_remove(client, menu, 0);
    while (status == W32_OK)
        status = w32_client_menu_append(client, menu, 0x41414141, 0, 0, "AAAAAAAAAAAAAAAA");
    (void)w32_client_object_delete(client, menu);
    return status;
}
