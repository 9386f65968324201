/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* An icon that was drawn at its own size gets an image of another size, and is drawn at the old one. */
#include "attacks/attacks.h"

enum { SIDE = 16, LESS = 8 };

enum w32_status w32_attack_icon_cached_own(const struct w32_client *client)
{
    uint32_t words[SIDE * SIDE + SIDE] = {0};
    const struct w32_point at = {4, 4};
    w32_handle icon = 0;
    enum w32_status status;

    /* All of it is transparent, so that nothing of it is to be seen. */
    for (uint32_t i = 0; i < SIDE; i++)
        words[SIDE * SIDE + i] = UINT32_MAX;
    for (uint32_t i = 0; i < LESS; i++)
        words[LESS * LESS + i] = UINT32_MAX;
    status = w32_client_icon(client, SIDE, SIDE, words, SIDE * SIDE + SIDE, &icon);
    if (status == W32_OK)
        status = w32_client_icon_draw(client, icon, at, SIDE, SIDE);
    if (status == W32_OK)
        status = w32_client_icon_change(client, icon, LESS, LESS, words, LESS * LESS + LESS);
    if (status == W32_OK)
        status = w32_client_icon_draw(client, icon, at, SIDE, SIDE);
    if (status == W32_OK)
        status = w32_client_object_delete(client, icon);
    if (status == W32_OK)
        status = w32_client_icon_draw(client, icon, at, SIDE, SIDE);
    (void)w32_client_object_delete(client, icon);
    return status;
}
