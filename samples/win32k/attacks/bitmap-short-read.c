/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* More rows than the bitmap has, with room for all of them: what was in that memory before comes along. */
#include "attacks/attacks.h"

enum w32_status w32_attack_bitmap_short_read(const struct w32_client *client)
{
    static _Thread_local uint8_t rows[64 * 64 * 4];
    w32_handle bitmap;
    uint32_t written;
    enum w32_status status = w32_client_bitmap(client, 64, 4, 32, 0, &bitmap);

    if (status != W32_OK)
        return status;
    status = w32_client_bitmap_get(client, bitmap, 0, 64, rows, sizeof rows, &written);
    if (w32_attack_canary(rows, sizeof rows, 64))
        w32_attack_tell("rows that the bitmap does not have hold memory of the kernel");
    (void)w32_client_object_delete(client, bitmap);
    return status;
}
