/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A row of a bitmap with indices that is as wide as a row may be. */
#include "attacks/attacks.h"

enum w32_status w32_attack_scanline_sentinel(const struct w32_client *client)
{
    w32_handle bitmap;
    struct w32_rect whole = {0, 0, (int32_t)W32_SURFACE_MAX, 1};
    enum w32_status status = w32_client_bitmap(client, W32_SURFACE_MAX, 1, 8, 0, &bitmap);

    if (status != W32_OK)
        return status;
    status = w32_client_select(client, W32_TYPE_BITMAP, bitmap);
    if (status == W32_OK)
        status = w32_client_pattern(client, whole, W32_ROP_INVERT);
    (void)w32_client_select(client, W32_TYPE_BITMAP, 0);
    (void)w32_client_object_delete(client, bitmap);
    return status;
}
