/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A bitmap of 256 possible indices over a palette of two colours, all pixels set to the last index, then read as
 * colours. */
#include <string.h>

#include "attacks/attacks.h"

enum w32_status w32_attack_bitmap_colour_index(const struct w32_client *client)
{
    static const uint32_t entries[2] = {0x000000, 0xffffff};
    uint8_t rows[64];
    w32_handle palette, bitmap = 0;
    enum w32_status status = w32_client_palette(client, entries, 2, &palette);

    if (status != W32_OK)
        return status;
    memset(rows, 0xff, sizeof rows);
    status = w32_client_bitmap(client, 8, 8, 8, palette, &bitmap);
    if (status == W32_OK)
        status = w32_client_bitmap_set(client, bitmap, 0, 8, rows, sizeof rows);
    if (status == W32_OK)
        status =
            w32_client_blt(client, (struct w32_rect){0, 0, 8, 8}, bitmap, (struct w32_rect){0, 0, 8, 8}, W32_ROP_COPY);
    (void)w32_client_object_delete(client, bitmap);
    (void)w32_client_object_delete(client, palette);
    return status;
}
